//! Where lines end, and in which order their words stand.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

mod common;
#[path = "common/fonts.rs"]
mod fonts;

use common::{cover, form, question, rich, sample_form};
use fonts::all_fonts;
use mockexam_model::RichText;
use mockexam_paper::{
    Document, FontBook, GlyphRun, Language, Length, Mark, Metadata, Node, Paper, Template, exam_paper, layout,
};
use proptest::prelude::*;
use std::sync::LazyLock;

static FONTS: LazyLock<FontBook> = LazyLock::new(all_fonts);

/// A template with columns of so many millimetres and this table of text.
fn template(width_mm: u32, text: &str) -> Template {
    let source = include_str!("../../../templates/papers/a4.toml");
    let source = source.replace("width_mm = 210", &format!("width_mm = {}", width_mm + 44));
    let (before, after) = source.split_once("[text]").unwrap();
    let after = &after[after.find("[spacing_pt]").unwrap()..];
    Template::parse(&format!("{before}[text]\n{text}\n{after}")).unwrap()
}

/// A text alone on its pages.
fn set(text: &RichText, language: &str, template: &Template) -> Paper {
    let metadata = Metadata { title: "T".into(), language: language.into(), subject: String::new() };
    let mut document = Document::new(metadata);
    document.nodes.push(Node::paragraph(text.clone()));
    layout(&document, template, &FONTS).unwrap()
}

fn runs(paper: &Paper) -> Vec<&GlyphRun> {
    let boxes = paper.pages.iter().flat_map(|page| &page.boxes);
    boxes.filter_map(|placed| if let Mark::Text(run) = &placed.mark { Some(run) } else { None }).collect()
}

/// Left and right end of each line.
fn ends(paper: &Paper) -> Vec<(Length, Length)> {
    let mut lines: Vec<(Length, Length, Length)> = Vec::new();
    // Spaces at the end of a line are not seen, on whichever side they are.
    for run in runs(paper).into_iter().filter(|run| !run.text().trim().is_empty()) {
        let (baseline, from, to) = (run.origin.y, run.origin.x, run.origin.x + run.visible_width());
        match lines.last_mut() {
            Some(line) if line.0 == baseline => *line = (baseline, line.1.min(from), line.2.max(to)),
            _ => lines.push((baseline, from, to)),
        }
    }
    lines.into_iter().map(|(_, from, to)| (from, to)).collect()
}

/// The text of all lines as one, parted words whole again.
fn text(paper: &Paper) -> String {
    let lines: String = paper.pages.iter().map(mockexam_paper::Page::text).collect();
    lines.trim_end().replace("\u{ad}\n", "").replace('\n', " ")
}

const ENGLISH: &str = "A provider and a consumer agree that the responsibilities of the organization for the \
    availability of the service are described understandably, and that both sides evaluate the measurements of the \
    management together, since unfortunately nobody else understands the interdependencies.";

const JUSTIFIED: &str = "align = \"justified\"\nhyphenate = true";
const RAGGED: &str = "align = \"ragged\"\nhyphenate = false";

#[test]
fn a_justified_paragraph_reads_like_this() {
    insta::assert_snapshot!(set(&rich(ENGLISH), "en-GB", &template(65, JUSTIFIED)).pages[0].text());
}

#[test]
fn a_ragged_paragraph_reads_like_this() {
    insta::assert_snapshot!(set(&rich(ENGLISH), "en", &template(65, RAGGED)).pages[0].text());
}

#[test]
fn justified_lines_end_at_the_edge() {
    for width in [62, 80, 120, 166] {
        let template = template(width, JUSTIFIED);
        let ends = ends(&set(&rich(ENGLISH), "en", &template));
        let edge = template.margins.left + template.column_width();
        let (last, full) = ends.split_last().unwrap();
        assert!(full.len() > 1 && last.1 < edge);
        for (from, to) in full {
            assert_eq!(*from, template.margins.left);
            let missing = (edge - *to).to_millipoints();
            assert!(
                (0..50).contains(&missing),
                "{width} mm: {ends:?} {missing} thousandths of a point are missing"
            );
        }
    }
}

#[test]
fn words_are_parted_by_the_rules_of_the_language() {
    let parted = |word: &str, language: &str| {
        let filler = "w ".repeat(20);
        let paper =
            set(&rich(&format!("{filler}{word} and more words.")), language, &template(90, JUSTIFIED));
        let text = paper.pages[0].text();
        let end = text.lines().next().unwrap().split(' ').next_back().unwrap();
        Some(end.to_owned()).filter(|end| end != "w")
    };
    assert_eq!(parted("Verantwortung", "de").as_deref(), Some("Verant\u{ad}"));
    assert_eq!(parted("Verantwortung", "ja"), None);
    assert_eq!(parted("VERANTWORTUNG", "de"), None);
    assert_eq!(parted("4711-0815-42", "de"), None);
    assert_eq!(parted("responsibility", "en").as_deref(), Some("respon\u{ad}"));
}

/// Long words of languages that join them are parted where it is right, not where the line ends.
#[test]
fn a_word_that_is_wider_than_a_line_is_parted_between_syllables() {
    let word = "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen";
    let paper = set(&rich(word), "de", &template(62, JUSTIFIED));
    let page = paper.pages[0].text();
    assert!(
        page.lines().count() > 1
            && page.trim_end().lines().rev().skip(1).all(|line| line.ends_with('\u{ad}')),
        "{page}"
    );
    assert_eq!(text(&paper), word);
}

/// Words from left to right as they are drawn.
fn drawn(paper: &Paper) -> Vec<String> {
    let mut words: Vec<(Length, String)> = Vec::new();
    for run in runs(paper) {
        let mut x = run.origin.x;
        for word in &run.words {
            words.push((x, word.text().to_owned()));
            x += run.size.units(word.width());
        }
    }
    words.sort_by_key(|(x, _)| *x);
    words.into_iter().map(|(_, word)| word).filter(|word| !word.trim().is_empty()).collect()
}

#[test]
fn what_runs_to_the_left_stands_in_its_order() {
    let cases = [
        ("Say שלום עולם 12 to all", ["Say", "12", "עולם", "שלום", "to", "all"].as_slice()),
        ("שלום (value) עולם", &["עולם", ")", "value", "(", "שלום"]),
        // A paragraph runs as its first letter does, whatever the language of the paper.
        ("**שלום** and *עולם*", &["עולם", "and", "שלום"]),
    ];
    for (markup, expected) in cases {
        for language in ["en", "he"] {
            let paper = set(&rich(markup), language, &template(166, RAGGED));
            let drawn = drawn(&paper);
            assert_eq!(drawn, expected, "{markup} in {language}");
            assert_eq!(text(&paper), rich(markup).plain(), "{language}");
        }
    }
}

/// Brackets open towards what they enclose; letters have the shape that their neighbours give them.
#[test]
fn glyphs_fit_their_direction() {
    let glyph =
        |text: &str, direction| FONTS.shape(mockexam_paper::Face::Extra(2), direction, text).glyphs()[0].id;
    use mockexam_paper::Direction::{Left, Right};
    assert_eq!(glyph("(", Left), glyph(")", Right));
    let arabic = |text: &str| FONTS.shape(mockexam_paper::Face::Extra(0), Left, text);
    let word = arabic("الخدمة");
    let sources: Vec<&str> = word.glyphs().iter().map(|glyph| word.source(glyph)).collect();
    let backwards: String = sources.iter().rev().copied().collect();
    assert_eq!(backwards, "الخدمة");
    assert_ne!(word.glyphs()[1].id, arabic("ة").glyphs()[1].id, "{word:?}");
}

#[test]
fn a_paper_in_hebrew_is_turned_round() {
    let mut form = form(vec![question(1, "שלום עולם", &["ערך", "Two words"])]);
    form.questions.extend(sample_form().questions.pop());
    let template = Template::a4().unwrap();
    let mut language = Language::english().unwrap();
    let mut set = |tag: &str| {
        language.tag = tag.to_owned();
        layout(&exam_paper(&form, &cover(&form), &language, &template), &template, &FONTS).unwrap()
    };
    let (there, here) = (set("en"), set("he"));
    assert!(here.metadata.runs_to_the_left() && !there.metadata.runs_to_the_left());
    let place = |paper: &Paper, text: &str| {
        let found = runs(paper).into_iter().find(|run| run.text().trim() == text).unwrap();
        (found.origin.x, found.origin.x + found.visible_width())
    };
    let width = here.size.width;
    for label in ["1", "B"] {
        let (before, after) = (place(&there, label), place(&here, label));
        assert_eq!((after.0, after.1), (width - before.1, width - before.0), "{label}");
    }
    // Words of other scripts keep their order.
    assert_eq!(place(&here, "Two words").1, width - place(&there, "Two words").0);
    let texts = |paper: &Paper| paper.pages.iter().map(mockexam_paper::Page::text).collect::<String>();
    let words = |paper: &Paper| texts(paper).split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(words(&there), words(&here));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    /// No word is lost, none stands twice, and no line is longer than its column.
    #[test]
    fn lines_hold_all_words_and_fit(
        words in prop::collection::vec("[a-zäß]{1,14}|[A-Z]{2,6}|שלום|עולם|[0-9]{1,4}[,.%]?|z{60}", 1..80),
        width in 61_u32..170,
        justified: bool,
    ) {
        let template = template(width, if justified { JUSTIFIED } else { RAGGED });
        let source = words.join(" ");
        let paper = set(&RichText::literal(&source), "de", &template);
        let without = |text: &str| text.replace(' ', "");
        prop_assert_eq!(without(&text(&paper)), without(&source));
        let (left, right) = (template.margins.left, template.margins.left + template.column_width());
        for (from, to) in ends(&paper) {
            prop_assert!(from >= left && to <= right);
        }
    }
}
