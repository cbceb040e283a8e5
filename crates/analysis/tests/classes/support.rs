//! Exams of right-or-wrong items with lettered choices, made in a line.

use mockexam_model::{
    AnswerKey, CandidateId, ChoiceId, ChoiceSnapshot, FormCode, FormKey, ItemId, ItemSnapshot, Level, Marks,
    Points, QuestionKey, QuestionScore, Response, RichText, ScoreSheet, SnapshotContent, Style, Task,
    TopicId, Values,
};

/// An item of one point with so many choices, one of which is right.
pub(crate) fn item(id: &str, choices: usize, key: usize) -> ItemSnapshot {
    let choice = |n: usize| ChoiceSnapshot {
        id: ChoiceId::new(&format!("c{}", n + 1)).unwrap(),
        key: n == key,
        content: SnapshotContent::Text(RichText::literal("x")),
        why: RichText::default(),
    };
    ItemSnapshot {
        id: ItemId::new(id).unwrap(),
        rev: 1,
        topic: TopicId::new("t").unwrap(),
        level: Level::Remember,
        style: Style::Standard,
        points: Points::from_whole(1),
        concepts: vec![],
        stimulus: None,
        stem: RichText::literal("?"),
        explanation: RichText::default(),
        task: Task::ONE_LETTER,
        statements: vec![],
        choices: (0..choices).map(choice).collect(),
    }
}

/// An exam of one form that asks the items in this order, choices as in the bank.
pub(crate) fn exam(items: Vec<ItemSnapshot>, cut: Option<i32>) -> AnswerKey {
    let question = |item: &ItemSnapshot| QuestionKey {
        item: item.id.clone(),
        statements: vec![],
        choices: (0..u8::try_from(item.choices.len()).unwrap()).collect(),
        values: Values::new(),
    };
    let form = FormKey { code: FormCode::shared(0), questions: items.iter().map(question).collect() };
    let cut = cut.map(Points::from_whole);
    AnswerKey::new("T".into(), "C".into(), cut, vec![], items, vec![], vec![form]).unwrap()
}

/// The sheet of somebody who marked these choices (none: blank).
pub(crate) fn sheet(key: &AnswerKey, marks: &[Option<usize>]) -> ScoreSheet {
    let form = &key.forms()[0];
    let scores: Vec<QuestionScore> = key
        .questions(form)
        .zip(marks)
        .map(|((_, item), mark)| match mark {
            None => QuestionScore { response: Response::Blank, points: Points::ZERO },
            Some(position) => QuestionScore {
                response: Response::Chosen(Marks::one(u8::try_from(*position).unwrap())),
                points: if item.choices[*position].key { item.points } else { Points::ZERO },
            },
        })
        .collect();
    let total = scores.iter().map(|score| score.points).sum();
    ScoreSheet { candidate: CandidateId::new("x").unwrap(), name: None, form: 0, scores, total }
}
