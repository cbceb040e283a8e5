//! Every PDF is sound, and says exactly what the bank says.

use crate::support::{Place, demo, key_of, skipped, small, squeezed, text_of, tree, with_tool};
use mockexam_model::{Block, ChoiceContent, RichText};
use std::process::Command;

/// Text as pdftotext gives it back, without white space; the gap of a missing word is a line of its own length.
fn printed(text: &RichText) -> String {
    squeezed(&text.plain()).replace('_', "")
}

#[test]
fn qpdf_finds_nothing_wrong() {
    with_tool("qpdf", || {
        for place in [demo(), small()] {
            let pdfs: Vec<_> =
                tree(&place.path("")).into_keys().filter(|name| name.ends_with(".pdf")).collect();
            assert_eq!(pdfs.len(), 8, "{pdfs:?}");
            for pdf in pdfs {
                let output = Command::new("qpdf").arg("--check").arg(place.path(&pdf)).output().unwrap();
                let told = format!(
                    "{}{}",
                    String::from_utf8_lossy(&output.stdout),
                    String::from_utf8_lossy(&output.stderr)
                );
                assert!(output.status.success() && !told.contains("WARNING"), "{pdf}: {told}");
            }
        }
    });
}

/// It takes the place of the line to write it on, and changes nothing of what is drawn.
#[test]
fn the_day_of_the_exam_is_written_as_the_language_does() {
    let place = Place::fresh();
    place.ok("new .");
    place.ok("assemble safety-quiz --seed 1 --name without");
    let blueprint = "templates/blueprints/safety-quiz.toml";
    place.replace(blueprint, "minutes = 10", "minutes = 10\ndate = 2026-03-01");
    place.ok("assemble safety-quiz --seed 1 --name with");
    let questions = |exam: &str| {
        let record = place.text(&format!("exams/{exam}/exam.toml"));
        record[record.find("[[form]]").unwrap()..].to_owned()
    };
    assert_eq!(questions("with"), questions("without"));
    place.ok("print exams/with --only papers --language fr");
    with_tool("pdftotext", || {
        let text = text_of(&place.path("exams/with/papers/form-A.pdf"));
        assert!(text.contains("1er mars 2026") && text.matches("Date").count() == 1, "{text}");
    });
    place.ok("verify exams/with");
}

#[test]
fn papers_say_every_stem_and_choice_exactly_once() {
    with_tool("pdftotext", || {
        for (place, exam) in [(demo(), "demo/exam"), (small(), "exams/quiz")] {
            let key = key_of(place, exam);
            for form in key.forms() {
                let name = format!("{exam}/papers/form-{}.pdf", form.code);
                let text = squeezed(&text_of(&place.path(&name))).replace('_', "");
                let mut from = 0;
                // In printed order: number and stem, then each statement and choice behind its sign.
                let mut next = |wanted: &str| {
                    let at = text[from..]
                        .find(wanted)
                        .unwrap_or_else(|| panic!("{name}: '{wanted}' not found behind byte {from}"));
                    from += at + wanted.len();
                };
                for question in key.form(form).questions {
                    next(&question.number.to_string());
                    next(&printed(&question.body.stem));
                    for block in &question.body.blocks {
                        signs(block).iter().for_each(|wanted| next(wanted));
                    }
                }
                for case in key
                    .stimuli()
                    .iter()
                    .filter(|case| key.items().any(|i| i.stimulus.as_ref() == Some(&case.id)))
                {
                    assert_eq!(text.matches(&printed(&case.text)).count(), 1, "{name}: case {}", case.id);
                }
            }
        }
    });
}

/// Each file claims to be accessible (PDF/UA-1) and fit for archives (PDF/A-2a); the validator of that name agrees.
#[test]
fn every_file_is_accessible_and_archival() {
    let check = "import sys, page\nfor path in sys.argv[1:]:\n for profile in ('ua1', '2a'):\n  \
                 for fault in page.validate_pdf(path, profile=profile).failures:\n   \
                 print(path, profile, fault.rule_id, fault.message)";
    if !Command::new("python3").args(["-c", "import page"]).output().is_ok_and(|out| out.status.success()) {
        return skipped("the Python package page-validation");
    }
    for place in [demo(), small()] {
        let pdfs = tree(&place.path("")).into_keys().filter(|name| name.ends_with(".pdf"));
        let paths: Vec<_> = pdfs.map(|pdf| place.path(&pdf)).collect();
        let output = Command::new("python3").args(["-c", check]).args(&paths).output().unwrap();
        let told = String::from_utf8_lossy(&output.stdout);
        assert!(
            output.status.success() && told.is_empty(),
            "{told}{}",
            String::from_utf8_lossy(&output.stderr)
        );
    }
}

/// What stands in a block, each entry with its number or letter before it.
fn signs(block: &Block) -> Vec<String> {
    match block {
        Block::Statements(statements) => {
            (1..).zip(statements).map(|(number, text)| format!("{number}{}", printed(text))).collect()
        }
        Block::Rows(rows) => {
            ('a'..).zip(rows).map(|(letter, text)| format!("{letter}{}", printed(text))).collect()
        }
        Block::Number { unit } => vec![unit.clone()],
        Block::Places(_) | Block::Line | Block::Lines { .. } => Vec::new(),
        Block::Choices(choices) => {
            ('A'..).zip(choices).map(|(letter, choice)| format!("{letter}{}", choice_words(choice))).collect()
        }
    }
}

fn choice_words(choice: &ChoiceContent) -> String {
    match choice {
        ChoiceContent::Text(text) => printed(text),
        ChoiceContent::Truth(true) => "True".into(),
        ChoiceContent::Truth(false) => "False".into(),
        ChoiceContent::Statements(numbers) => {
            numbers.iter().map(u8::to_string).collect::<Vec<_>>().join("and")
        }
    }
}
