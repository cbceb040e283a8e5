//! What holds for every file.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

#[path = "../../paper/tests/common/mod.rs"]
mod common;
#[path = "../../paper/tests/common/fonts.rs"]
mod fonts;

use common::{cover, form, question, sample_form};
use mockexam_model::Form;
use mockexam_paper::{
    FontBook, Language, Paper, SheetSerial, TYPESETTER, Template, answer_sheet, exam_paper, layout,
};
use sha2::{Digest, Sha256};
use std::io::Write;
use std::process::{Command, Stdio};
use std::sync::LazyLock;

static FONTS: LazyLock<FontBook> = LazyLock::new(|| FontBook::shipped().unwrap());

fn paper(form: &Form) -> Paper {
    let language = Language::english().unwrap();
    layout(
        &exam_paper(form, &cover(form), &language, &Template::a4().unwrap()),
        &Template::a4().unwrap(),
        &FONTS,
    )
    .unwrap()
}

fn sheet(form: &Form) -> Paper {
    let (language, template) = (Language::english().unwrap(), Template::a4().unwrap());
    let serial = SheetSerial::of("K7Q3MD", &form.code);
    let (document, _) = answer_sheet(form, &cover(form), serial, &language, &template);
    layout(&document, &template, &FONTS).unwrap()
}

/// Texts that are hard to get out of a PDF again.
fn hard_form() -> Form {
    let mut form = sample_form();
    for (number, stem) in (5..).zip([
        "Office staff file affidavits about fjords, baffling fluff and the first AVATAR.",
        "Composed é and decomposed e\u{301}, a rare q\u{301} and a plain q in one line.",
        "A no-break\u{a0}space, a “quotation”, an em—dash, an en–dash and a self-explanatory hyphen.",
        "Tiếng Việt, Łódź, Ελληνικά, Українська, ½ × 2 ≤ 3 → 4 € and 100 ‰.",
    ]) {
        form.questions.push(question(number, stem, &["**Bold** *italic* ***both*** plain", "fi ffi fl"]));
    }
    form
}

#[test]
fn the_same_paper_gives_the_same_bytes() {
    let (form, other) = (sample_form(), hard_form());
    let first = mockexam_pdf::write(&paper(&form)).unwrap();
    mockexam_pdf::write(&paper(&other)).unwrap();
    assert_eq!(mockexam_pdf::write(&paper(&form)).unwrap(), first, "after another paper");
    let fresh = FontBook::shipped().unwrap();
    let document = exam_paper(&form, &cover(&form), &Language::english().unwrap(), &Template::a4().unwrap());
    let alone = layout(&document, &Template::a4().unwrap(), &fresh).unwrap();
    assert_eq!(mockexam_pdf::write(&alone).unwrap(), first, "with fresh fonts");
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..4)
            .map(|n| {
                let (form, other) = (&form, &other);
                scope.spawn(move || {
                    mockexam_pdf::write(&paper(if n % 2 == 0 { form } else { other })).unwrap()
                })
            })
            .collect();
        let written: Vec<Vec<u8>> = threads.into_iter().map(|thread| thread.join().unwrap()).collect();
        assert_eq!([&written[0], &written[2]], [&first, &first], "in threads");
        assert_eq!(written[1], written[3]);
        assert_ne!(written[0], written[1]);
    });
}

/// Holds across processes, platforms and versions. Whoever changes it on purpose raises `TYPESETTER`.
#[test]
fn the_bytes_belong_to_the_typesetter_number() {
    let digest = |paper: &Paper| {
        let bytes = mockexam_pdf::write(paper).unwrap();
        Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect::<String>()
    };
    let form = sample_form();
    assert_eq!(
        (TYPESETTER, digest(&paper(&form)).as_str(), digest(&sheet(&form)).as_str()),
        (
            9,
            "627b8b2c2c854f5572f707957cc49be374ca67a143aa95098db016924d39dd8d",
            "56ee5552159191116813f0fdad339214fc7eeada205d1d9865bf8e10dfcb8f59"
        ),
    );
}

#[test]
fn nothing_tells_when_or_after_what_a_file_was_made() {
    let bytes = mockexam_pdf::write(&paper(&sample_form())).unwrap();
    let file = lopdf::Document::load_mem(&bytes).unwrap();
    assert_eq!(file.version, "1.7");
    let info = file.get_object(file.trailer.get(b"Info").unwrap().as_reference().unwrap()).unwrap();
    let info = info.as_dict().unwrap();
    let names: Vec<String> =
        info.iter().map(|(name, _)| String::from_utf8_lossy(name).into_owned()).collect();
    assert_eq!(names, ["Title", "Creator", "Producer", "Subject"]);
    let catalog = file.catalog().unwrap();
    assert_eq!(catalog.get(b"Lang").unwrap().as_str().unwrap(), b"en");
    assert_eq!(file.get_pages().len(), 2);
}

/// Runs a tool; `None` if it is not installed and need not be.
fn run(tool: &str, arguments: &[&str], bytes: &[u8]) -> Option<String> {
    let path =
        std::env::temp_dir().join(format!("mockexam-{tool}-{}-{}.pdf", std::process::id(), bytes.len()));
    std::fs::File::create(&path).unwrap().write_all(bytes).unwrap();
    let mut command = Command::new(tool);
    command.args(
        arguments.iter().map(|&argument| if argument == "FILE" { path.to_str().unwrap() } else { argument }),
    );
    let output = command.stdin(Stdio::null()).output();
    std::fs::remove_file(&path).unwrap();
    match output {
        Ok(output) => {
            let text = String::from_utf8_lossy(&output.stdout).into_owned();
            assert!(output.status.success(), "{tool}: {text}{}", String::from_utf8_lossy(&output.stderr));
            Some(text)
        }
        Err(error) if std::env::var_os("MOCKEXAM_REQUIRE_TOOLS").is_some_and(|value| value == "1") => {
            panic!("{tool} is required: {error}")
        }
        Err(_) => {
            let _ = writeln!(std::io::stderr(), "skipped: {tool} is not installed");
            None
        }
    }
}

#[test]
fn qpdf_finds_nothing_wrong() {
    for paper in [paper(&hard_form()), sheet(&hard_form())] {
        let bytes = mockexam_pdf::write(&paper).unwrap();
        if let Some(report) = run("qpdf", &["--check", "FILE"], &bytes) {
            assert!(report.contains("No syntax or stream encoding errors"), "{report}");
        }
    }
}

/// Scripts that run from right to left, that join their letters, and words that are parted.
#[test]
fn pdftotext_gives_other_scripts_and_parted_words_as_they_are_read() {
    let stems = [
        "ما هي القيمة المشتركة (value) في 2025 بنسبة 99.9؟",
        "מהי המטרה של ניהול שירות (ITSM) בשנת 2024?",
        "सेवा प्रबंधन का उद्देश्य क्या है, और मूल्य कौन बनाता है?",
        "サービスの価値とは何ですか。",
        "Who says שלום עולם to the responsible administrators of an intergovernmental organization?",
    ];
    let fonts = fonts::all_fonts();
    let source = include_str!("../../../templates/papers/a4-two-column.toml");
    let template = Template::parse(source).unwrap();
    let language = Language::english().unwrap();
    for stem in stems {
        // The tool takes a page for one that runs to the left if most of its letters do.
        let form = form((1..=4).map(|number| question(number, stem, &[stem, stem])).collect());
        let paper =
            layout(&exam_paper(&form, &cover(&form), &language, &template), &template, &fonts).unwrap();
        let bytes = mockexam_pdf::write(&paper).unwrap();
        let structure = mockexam_pdf::reading(&bytes).unwrap().join("\n");
        assert!(structure.contains(stem), "{stem} is not in the structure: {structure}");
        let Some(text) = run("pdftotext", &["-enc", "UTF-8", "FILE", "-"], &bytes) else { continue };
        // The tool parts directions by marks, and brackets between them may land on either side.
        let is_mark = |c: char| matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        let parts = |c: char| c.is_whitespace() || is_mark(c) || "()?؟،,。.".contains(c);
        let words = |text: &str| text.split(parts).filter(|w| !w.is_empty()).collect::<Vec<_>>().join(" ");
        let (found, stem) = (words(&text.replace("\u{ad}\n", "")), words(stem));
        assert!(found.matches(&stem).count() >= 4, "{stem} is not in {found}");
    }
}

#[test]
fn pdftotext_gives_the_exact_text_of_stems_and_choices() {
    let form = hard_form();
    let bytes = mockexam_pdf::write(&paper(&form)).unwrap();
    let Some(text) = run("pdftotext", &["-enc", "UTF-8", "FILE", "-"], &bytes) else { return };
    let fold = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let text = fold(&text);
    for question in &form.questions {
        let stem = fold(&question.body.stem.plain().replace("____", "______"));
        assert!(text.contains(&stem), "{stem:?} is not in {text}");
        for block in &question.body.blocks {
            let texts: Vec<String> = match block {
                mockexam_model::Block::Statements(statements) => {
                    statements.iter().map(|s| s.plain()).collect()
                }
                mockexam_model::Block::Rows(rows) => rows.iter().map(|row| row.plain()).collect(),
                mockexam_model::Block::Number { unit } => vec![unit.clone()],
                mockexam_model::Block::Places(_)
                | mockexam_model::Block::Line
                | mockexam_model::Block::Lines { .. } => Vec::new(),
                mockexam_model::Block::Choices(choices) => {
                    let language = Language::english().unwrap();
                    choices.iter().map(|c| mockexam_paper::choice_text(c, &language).plain()).collect()
                }
            };
            for choice in texts {
                assert!(text.contains(&fold(&choice)), "{choice:?} is not in {text}");
            }
        }
    }
}

#[test]
fn a_paper_without_its_fonts_is_refused() {
    let mut paper = paper(&form(vec![question(1, "stem", &["a", "b"])]));
    paper.fonts.clear();
    assert!(matches!(mockexam_pdf::write(&paper), Err(mockexam_pdf::PdfError::NoFont { .. })));
}
