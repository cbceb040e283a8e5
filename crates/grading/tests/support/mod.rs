//! Exams and inputs for the tests of the gate.

use mockexam_grading::{CsvSource, Graded, GradingError, Roster, Setup, grade};
use mockexam_model::{
    AnswerKey, ChoiceId, ChoiceSnapshot, FormCode, FormKey, ItemId, ItemSnapshot, Level, Points, QuestionKey,
    RichText, ScoreSheet, SnapshotContent, Style, TopicId,
};

/// An item in canonical order: how many choices, which is right, and its points.
pub(crate) fn item(id: usize, choices: usize, right: usize, points: Points) -> ItemSnapshot {
    let list = choices == 4 && id.is_multiple_of(3);
    let statement = |n: usize| ChoiceSnapshot {
        id: ChoiceId::new(&format!("s{n}")).unwrap(),
        key: false,
        content: SnapshotContent::Text(RichText::literal("s")),
        why: RichText::default(),
    };
    let choice = |n: usize| ChoiceSnapshot {
        id: ChoiceId::new(&format!("c{}", n + 1)).unwrap(),
        key: n == right,
        content: match (list, choices) {
            (true, _) => {
                let pair = [u8::try_from(n).unwrap(), u8::try_from((n + 1) % 4).unwrap()];
                SnapshotContent::Statements(pair.into())
            }
            (false, 2) => SnapshotContent::Truth(n == 0),
            (false, _) => SnapshotContent::Text(RichText::literal("x")),
        },
        why: RichText::default(),
    };
    ItemSnapshot {
        id: ItemId::new(&format!("it-{id:03}")).unwrap(),
        rev: 1,
        topic: TopicId::new("t").unwrap(),
        level: Level::Remember,
        style: if list { Style::List } else { Style::Standard },
        points,
        concepts: vec![],
        stimulus: None,
        stem: RichText::literal("?"),
        explanation: RichText::default(),
        task: mockexam_model::Task::ONE_LETTER,
        statements: if list { (1..=4).map(statement).collect() } else { vec![] },
        choices: (0..choices).map(choice).collect(),
    }
}

/// A form that asks items in an order, each with an order of its choices.
pub(crate) fn form(code: &str, questions: impl IntoIterator<Item = (ItemId, Vec<u8>, Vec<u8>)>) -> FormKey {
    let questions = questions.into_iter().map(|(item, choices, statements)| QuestionKey {
        item,
        statements,
        choices,
        values: mockexam_model::Values::new(),
    });
    FormKey { code: FormCode::new(code).unwrap(), questions: questions.collect() }
}

pub(crate) fn key(items: Vec<ItemSnapshot>, forms: Vec<FormKey>) -> AnswerKey {
    AnswerKey::new("Test".into(), "T".into(), None, vec![], items, vec![], forms).unwrap()
}

/// Forms A and B of three four-choice questions and a true-false one; everything is right at printed A on form A, and
/// at B on form B.
pub(crate) fn small() -> AnswerKey {
    let items: Vec<_> =
        [(1, 4), (2, 4), (4, 4), (5, 2)].map(|(id, n)| item(id, n, 0, Points::from_whole(1))).into();
    let forms: [FormKey; 2] = [("A", false), ("B", true)].map(|(code, turned)| {
        let orders = items.iter().map(|item| {
            let mut order: Vec<u8> = (0..u8::try_from(item.choices.len()).unwrap()).collect();
            if turned {
                order.rotate_right(1);
            }
            (item.id.clone(), order, vec![])
        });
        form(code, orders)
    });
    key(items, forms.into())
}

pub(crate) fn roster(text: &str) -> Roster {
    Roster::read(&mut CsvSource::bytes("roster.csv", text.as_bytes())).unwrap()
}

/// Grades files given as name and bytes; returns the books and the score sheets.
pub(crate) fn run(
    setup: &Setup<'_>,
    files: &[(&str, &[u8])],
) -> Result<(Graded, Vec<ScoreSheet>), GradingError> {
    let mut sources: Vec<_> = files.iter().map(|(name, bytes)| CsvSource::bytes(name, bytes)).collect();
    let mut sheets = Vec::new();
    let graded = grade(setup, &mut sources, |sheet| {
        sheets.push(sheet.clone());
        Ok::<_, GradingError>(())
    })?;
    Ok((graded, sheets))
}
