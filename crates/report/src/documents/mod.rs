//! Documents for whoever holds the key: lowered here, so that the crates that lay out and draw never see one.

mod draft;
mod key_sheet;
mod marking;
mod marking_guide;
mod rationale;
mod review;

pub use draft::draft;
pub use key_sheet::key_sheet;
pub use marking::marking_sheet;
pub use marking_guide::{marking_guide, needs_marker};
pub use rationale::rationale;
pub use review::{ReviewBooklet, ReviewConcept, ReviewItem};

use mockexam_model::{
    AnswerKey, ChoiceSnapshot, FormKey, ItemSnapshot, NumberKey, Points, RichText, SnapshotContent,
    StimulusId, TextBlock,
};
use mockexam_paper::{Document, Furniture, Language, Masthead, Metadata, Node, Phrase, Stimulus};
use std::collections::BTreeSet;
use std::fmt::Display;

/// An empty document about a form, marked as confidential on every page, with title and letter on top.
fn confidential(key: &AnswerKey, form: &FormKey, language: &Language, title: &Phrase) -> Document {
    let title = title.as_str();
    let secret = language.key.confidential.as_str();
    let form_name = language.page.form.fill(&[("form", &form.code)]);
    let mut document = Document::new(Metadata {
        title: format!("{title} – {}", key.title),
        language: language.tag.clone(),
        subject: format!("{secret} · {form_name}"),
    });
    document.header = Furniture {
        left: format!("{title} · {}", key.title),
        centre: String::new(),
        right: format!("{secret} · {form_name}"),
    };
    document.footer = Furniture {
        left: key.code.clone(),
        centre: secret.to_owned(),
        right: language.page.page_of.fill(&[("page", &"{page}"), ("pages", &"{pages}")]),
    };
    document.nodes.push(Node::Masthead(Masthead {
        title: title.to_owned(),
        subtitle: key.title.clone(),
        badge_label: language.cover.form.as_str().to_owned(),
        badge: form.code.to_string(),
    }));
    let mut remark = format!("· {}", key.code);
    if let Some(cut) = key.cut_score {
        let maximum: Points = key.questions(form).map(|(_, item)| item.points).sum();
        remark = format!("{remark} · {}", language.key.pass.fill(&[("cut", &cut), ("maximum", &maximum)]));
    }
    let remark = led(&language.key.confidential, &RichText::literal(&remark));
    document.nodes.push(Node::paragraph(remark));
    document
}

/// A bold word in front of a text.
fn led(word: &Phrase, text: &RichText) -> RichText {
    text.led_by(word.as_str())
}

/// "1 point", "2.5 points".
fn points_of(points: Points, language: &Language) -> String {
    if points == Points::from_whole(1) {
        return language.marking.point.as_str().to_owned();
    }
    language.question.points.fill(&[("points", &language.number(points))])
}

/// A number that is right, and how far off it may be.
fn within(key: &NumberKey, language: &Language) -> RichText {
    let (answer, tolerance) = (language.number(&key.answer), language.number(key.tolerance));
    let holes: [(&str, &dyn Display); 3] =
        [("answer", &answer), ("tolerance", &tolerance), ("unit", &key.unit)];
    language.rationale.within.fill_rich(&holes)
}

/// The case of an item, above the first item that belongs to it.
fn case_above<'c>(
    cases: impl IntoIterator<Item = &'c mockexam_model::Stimulus>,
    item: &ItemSnapshot,
    shown: &mut BTreeSet<StimulusId>,
) -> Option<Node> {
    let case = cases.into_iter().find(|case| item.stimulus.as_ref() == Some(&case.id))?;
    let node = || {
        Node::Stimulus(Stimulus {
            id: case.id.as_str().into(),
            scope: String::new(),
            title: case.title.clone(),
            text: case.text.clone(),
        })
    };
    shown.insert(case.id.clone()).then(node)
}

/// Whether all that the bank says of a choice, it says of the statements which the choice names.
pub(crate) fn said_of_statements(choice: &ChoiceSnapshot, statements: &[ChoiceSnapshot]) -> bool {
    let SnapshotContent::Statements(named) = &choice.content else { return false };
    let said: Vec<&TextBlock> = named
        .iter()
        .filter_map(|&index| statements.get(usize::from(index)))
        .flat_map(|statement| statement.why.blocks())
        .collect();
    choice.why.blocks().iter().all(|block| said.contains(&block))
}

#[cfg(test)]
mod tests {
    use super::*;
    use mockexam_model::AnswerKey;
    use mockexam_paper::{
        Cover, FontBook, PlateMark, SheetSerial, Template, WrongAnswers, answer_sheet, layout,
    };

    const KEY: &str = r#"
        title = "Sample exam"
        code = "K7Q3MD"
        cut_score = 1
        topic = [{ id = "basics", name = "The basics" }]
        [[form]]
        code = "B"
          [[form.question]]
          item = "ba-002"
          statements = [1, 2, 3, 0]
          choices = [1, 2, 3, 0]
          [[form.question]]
          item = "ba-001"
          choices = [2, 0, 1]
        [[item]]
        id = "ba-001"
        rev = 1
        topic = "basics"
        level = "remember"
        style = "standard"
        points = 1
        concepts = ["one-thing", "another-thing"]
        stem = "Which is **not** so?"
        explanation = "That one, *always*."
        choice = [{ id = "c1", text = "Right *one*", key = true }, { id = "c2", text = "Two", why = "Two is wrong." }, { id = "c3", text = "Three", why = "Three is more wrong." }]
        [[item]]
        id = "ba-002"
        rev = 3
        topic = "basics"
        level = "understand"
        style = "list"
        points = 1
        stem = "Which two?"
        explanation = "Those."
        statement = [{ id = "s1", text = "S1", key = true }, { id = "s2", text = "S2", key = true }, { id = "s3", text = "S3", why = "Not S3." }, { id = "s4", text = "S4" }]
        choice = [{ id = "c1", statements = [0, 1], key = true }, { id = "c2", statements = [1, 2] }, { id = "c3", statements = [2, 3], why = "Not S3." }, { id = "c4", statements = [3, 0] }]
    "#;

    fn text_of(make: fn(&AnswerKey, &FormKey, &Language) -> Document) -> String {
        let key: AnswerKey = toml::from_str(KEY).unwrap();
        let document = make(&key, &key.forms()[0], &Language::english().unwrap());
        let paper = layout(&document, &Template::a4().unwrap(), &FontBook::shipped().unwrap()).unwrap();
        paper.pages.iter().map(|page| page.text()).collect::<Vec<_>>().join("=== page ===\n")
    }

    #[test]
    fn a_key_sheet_names_letter_text_item_and_revision() {
        insta::assert_snapshot!(text_of(key_sheet));
    }

    /// On the sheet to mark by, the bubbles of the key are filled and no others, and no machine takes it for one to read.
    #[test]
    fn a_marking_sheet_is_an_answer_sheet_with_the_key() {
        let key: AnswerKey = toml::from_str(KEY).unwrap();
        let (language, template) = (Language::english().unwrap(), Template::a4().unwrap());
        let form = &key.forms()[0];
        let printed = key.form(form);
        let cover = Cover {
            title: key.title.clone(),
            subtitle: String::new(),
            date: None,
            code: key.code.clone(),
            form: form.code.clone(),
            minutes: 5,
            cut_score: None,
            maximum: Points::from_whole(2),
            contact: None,
            notice: RichText::default(),
            instructions: Vec::new(),
            wrong_answers: WrongAnswers::Free,
            holder: None,
            logo: None,
        };
        let serial = SheetSerial::of(&key.code, &form.code);
        let (sheet, _) = answer_sheet(&printed, &cover, serial, &language, &template);
        let marked = marking_sheet(&key, form, sheet, &language);
        let Node::Plate(plate) = &marked.nodes[0] else { panic!("{marked:?}") };
        let is_for_machines =
            |mark: &PlateMark| matches!(mark, PlateMark::Fiducial { .. } | PlateMark::Bar { .. });
        assert!(!plate.marks.iter().any(is_for_machines));
        let filled = |mark: &PlateMark| match mark {
            PlateMark::Entry { body, .. } => Some(
                body.iter()
                    .filter_map(|bubble| match bubble {
                        PlateMark::Bubble { letter, filled: true, .. } => Some(letter.clone()),
                        _ => None,
                    })
                    .collect::<String>(),
            ),
            _ => None,
        };
        let letters: Vec<String> = plate.marks.iter().filter_map(filled).collect();
        let expected: Vec<String> = key
            .questions(form)
            .map(|(question, item)| {
                question.key_positions(item).map(mockexam_model::QuestionKey::letter).collect()
            })
            .collect();
        assert_eq!((letters.len(), &letters), (2, &expected));
        let paper = layout(&marked, &template, &FontBook::shipped().unwrap()).unwrap();
        assert!(paper.pages[0].text().contains("Confidential"), "{}", paper.pages[0].text());
    }

    #[test]
    fn a_rationale_tells_why_beside_each_choice() {
        insta::assert_snapshot!(text_of(rationale));
    }
}
