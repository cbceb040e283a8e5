//! What holds for every paper, whatever its texts.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

mod common;

use common::{cover, form, question, rich, sample_form};
use mockexam_model::{Form, StimulusId};
use mockexam_paper::{
    Document, FontBook, Language, Length, Mark, Page, Paper, Part, Problem, SheetMap, SheetSerial, Template,
    answer_sheet, exam_paper, layout,
};
use proptest::prelude::*;
use std::sync::LazyLock;

static FONTS: LazyLock<FontBook> = LazyLock::new(|| FontBook::shipped().unwrap());

fn set(form: &Form) -> Result<Paper, Vec<Problem>> {
    let language = Language::english().unwrap();
    layout(
        &exam_paper(form, &cover(form), &language, &Template::a4().unwrap()),
        &Template::a4().unwrap(),
        &FONTS,
    )
}

fn sheet(form: &Form, template: &Template) -> (Document, SheetMap) {
    let serial = SheetSerial::of("K7Q3MD", &form.code);
    answer_sheet(form, &cover(form), serial, &Language::english().unwrap(), template)
}

fn texts(paper: &Paper) -> String {
    paper.pages.iter().map(Page::text).collect::<Vec<_>>().join("=== page ===\n")
}

/// Which pages hold boxes of a subject.
fn pages_of(paper: &Paper, subject: &str) -> Vec<usize> {
    let holds = |page: &Page| page.boxes.iter().any(|placed| placed.tag.subject.as_deref() == Some(subject));
    paper.pages.iter().enumerate().filter(|(_, page)| holds(page)).map(|(index, _)| index).collect()
}

#[test]
fn a_small_paper_reads_like_this() {
    insta::assert_snapshot!(texts(&set(&sample_form()).unwrap()));
}

#[test]
fn a_small_answer_sheet_reads_like_this() {
    let form = sample_form();
    let (document, map) = sheet(&form, &Template::a4().unwrap());
    let paper = layout(&document, &Template::a4().unwrap(), &FONTS).unwrap();
    insta::assert_snapshot!(texts(&paper));
    let counts: Vec<usize> = map.layout.questions.iter().map(|question| question.bubbles.len()).collect();
    assert_eq!(counts, [4, 4, 2, 2]);
}

#[test]
fn a_case_stands_once_and_with_its_first_question() {
    let mut form =
        form((1..=30).map(|n| question(n, "A stem of some length?", &["a", "b", "c", "d"])).collect());
    let id = StimulusId::new("case").unwrap();
    form.stimuli.push(mockexam_model::Stimulus {
        id: id.clone(),
        title: "Case".into(),
        text: rich(&"word ".repeat(200)),
    });
    for first in 1..28 {
        let mut form = form.clone();
        for question in &mut form.questions[first..first + 2] {
            question.stimulus = Some(id.clone());
        }
        let paper = set(&form).unwrap();
        let item = form.questions[first].item.as_str();
        assert_eq!(pages_of(&paper, "case"), pages_of(&paper, item), "first question {first}");
        assert_eq!(texts(&paper).matches("refer to this case").count(), 1);
    }
}

#[test]
fn all_problems_are_named_with_their_items() {
    let long = "word ".repeat(3000);
    let mut form = form(vec![
        question(1, "fine", &["a", "漢字"]),
        question(2, "fine", &["a", "b"]),
        question(3, "Is 漢 fine?", &["a", "b"]),
    ]);
    let id = StimulusId::new("case").unwrap();
    form.questions[1].stimulus = Some(id.clone());
    form.stimuli.push(mockexam_model::Stimulus { id, title: "Case".into(), text: rich(&long) });
    let problems: Vec<String> = set(&form).unwrap_err().iter().map(ToString::to_string).collect();
    insta::assert_snapshot!(problems.join("\n"));
}

#[test]
fn the_blank_and_ligatures_keep_their_text() {
    let text = texts(&set(&sample_form()).unwrap());
    assert!(text.contains("What is described as ______?"), "{text}");
    assert!(text.contains("The office staff file affidavits."), "{text}");
}

#[test]
fn a_long_word_is_broken_rather_than_cut() {
    let address = format!("https://example.org/{}", "abcdefghij/".repeat(40));
    let paper = set(&form(vec![question(1, &address, &["a", "b"])])).unwrap();
    let joined: String = texts(&paper).lines().collect();
    assert!(joined.contains(&address), "{joined}");
    within_margins(&paper);
}

#[test]
fn bubbles_keep_their_distance() {
    for (template, foot) in [
        (Template::a4().unwrap(), 279_000),
        (Template::parse(include_str!("../../../templates/papers/letter.toml")).unwrap(), 259_000),
    ] {
        for (count, choices) in [(1, 2), (40, 4), (60, 4), (100, 5), (101, 4), (250, 4), (30, 26)] {
            bubbles_keep_their_distance_on(&template, foot, count, choices);
        }
    }
}

fn bubbles_keep_their_distance_on(template: &Template, foot: i64, count: u16, choices: usize) {
    let texts: Vec<&str> = vec!["x"; choices];
    let form = form((1..=count).map(|number| question(number, "stem", &texts)).collect());
    let (document, map) = sheet(&form, template);
    let paper = layout(&document, template, &FONTS).unwrap();
    let map = map.layout;
    assert_eq!(paper.pages.len(), usize::from(map.pages));
    assert_eq!(map.questions.len(), usize::from(count));
    let of_questions = map.questions.iter().flat_map(|q| q.bubbles.iter().map(|b| (q.page, b.x, b.y)));
    let all: Vec<(u16, i64, i64)> =
        of_questions.chain(map.identity.iter().flatten().map(|&(x, y)| (1, x, y))).collect();
    for (index, &(page, x, y)) in all.iter().enumerate() {
        let inside = (12_000..=map.page_size.0 - 12_000).contains(&x) && (30_000..=foot).contains(&y);
        assert!(inside, "{count} {x} {y}");
        for &(other, u, v) in all[..index].iter().filter(|(other, ..)| *other == page) {
            let apart = (x - u).pow(2) + (y - v).pow(2);
            let least = if y < 90_000 { map.identity_diameter + 1_200 } else { map.bubble_diameter + 1_500 };
            assert!(apart >= least.pow(2), "{count} {page} {other}");
        }
    }
    // What is drawn is what the map says.
    let circles = paper.pages.iter().flat_map(|page| &page.boxes).filter_map(|placed| match placed.mark {
        Mark::Circle { centre, .. } => Some(centre),
        _ => None,
    });
    let drawn: Vec<_> = circles.collect();
    for &(_, x, y) in &all {
        let at = (Length::micrometres(x), Length::micrometres(y));
        assert!(drawn.iter().any(|centre| (centre.x, centre.y) == at));
    }
}

#[test]
fn a_sheet_that_does_not_fit_the_paper_is_refused() {
    let a5 =
        include_str!("../../../templates/papers/a4.toml").replace("= 210", "= 148").replace("= 297", "= 210");
    let a5 = Template::parse(&a5).unwrap();
    let problems = layout(&sheet(&sample_form(), &a5).0, &a5, &FONTS).unwrap_err();
    assert_eq!(
        problems[0].to_string(),
        "a page at fixed places needs at least (201, 288) mm of paper, the template has (148, 210)"
    );
}

fn within_margins(paper: &Paper) {
    let template = Template::a4().unwrap();
    let (left, right) = (template.margins.left, template.width - template.margins.right);
    let (top, bottom) = (template.margins.top, template.height - template.margins.bottom);
    for placed in paper.pages.iter().flat_map(|page| &page.boxes) {
        let Mark::Text(run) = &placed.mark else { continue };
        let end = run.origin.x + run.visible_width();
        assert!(run.origin.x >= left && end <= right, "{:?} {}", placed.tag, run.text());
        if !matches!(placed.tag.part, Part::Furniture(_)) {
            assert!(run.origin.y >= top && run.origin.y <= bottom, "{:?} {}", placed.tag, run.text());
        }
    }
}

fn words() -> impl Strategy<Value = String> {
    r"([a-zA-Zäöéσжх]{1,14}[,.]?[ -]|\*\*[a-z]{1,5}\*\* |\[\?\] |fi[fl]{1,2}e |[0-9]{1,30} ){1,60}"
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn lines_stay_within_margins_and_questions_on_one_page(
        stems in prop::collection::vec(words(), 1..25),
        choices in prop::collection::vec(words(), 2..6),
    ) {
        let choices: Vec<&str> = choices.iter().map(String::as_str).collect();
        let form = form((1..).zip(&stems).map(|(number, stem)| question(number, stem, &choices)).collect());
        let paper = set(&form).unwrap();
        within_margins(&paper);
        let mut last = 0;
        for question in &form.questions {
            let pages = pages_of(&paper, question.item.as_str());
            prop_assert_eq!(pages.len(), 1, "question {} is on pages {:?}", question.number, &pages);
            prop_assert!(pages[0] >= last);
            last = pages[0];
        }
        prop_assert!(paper.pages.iter().all(|page| !page.text().is_empty()));
        // Text comes in the order of the form, each stem whole. Lines may end behind a hyphen.
        let folded = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ").replace("- ", "-");
        let text = folded(&texts(&paper));
        let mut from = 0;
        for question in &form.questions {
            let stem = folded(&question.body.stem.plain().replace("____", "______"));
            let at = text[from..].find(&stem);
            prop_assert!(at.is_some(), "{:?} not in {:?}", stem, &text[from..]);
            from += at.unwrap_or(0) + stem.len();
        }
    }

    #[test]
    fn any_text_is_set_or_refused(stem in ".{0,200}", choice in r"[\u{0}-\u{ffff}]{0,80}") {
        // Errors are fine, panics and pages without end are not.
        let form = form(vec![question(1, &stem, &[&choice, "b"])]);
        if let Ok(paper) = set(&form) {
            prop_assert!(paper.pages.len() <= 3);
        }
    }
}
