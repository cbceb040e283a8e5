//! Small forms to lay out.

use mockexam_model::{
    Block, ChoiceContent, Form, FormCode, ItemBody, ItemId, Points, Question, ResponseField, RichText,
    Stimulus, StimulusId,
};
use mockexam_paper::{Cover, WrongAnswers};

/// Markup as text.
pub(crate) fn rich(markup: &str) -> RichText {
    RichText::parse(markup).unwrap_or_else(|_| RichText::literal(markup))
}

/// A question with these choices.
pub(crate) fn question(number: u16, stem: &str, choices: &[&str]) -> Question {
    let texts = choices.iter().map(|choice| ChoiceContent::Text(rich(choice))).collect();
    Question {
        number,
        item: ItemId::new(&format!("it-{number:03}")).unwrap(),
        rev: 2,
        points: Points::from_whole(1),
        stimulus: None,
        body: ItemBody { stem: rich(stem), blocks: vec![Block::Choices(texts)] },
        field: ResponseField::Choices {
            count: u8::try_from(choices.len()).unwrap(),
            choose: 1,
            scoring: mockexam_model::ChoiceScoring::AllOrNothing,
        },
    }
}

/// A form of these questions.
pub(crate) fn form(questions: Vec<Question>) -> Form {
    Form { code: FormCode::new("A").unwrap(), stimuli: Vec::new(), questions, headings: Vec::new() }
}

/// A form that uses everything a form may hold.
pub(crate) fn sample_form() -> Form {
    let mut list = question(2, "Which **two** statements are right?", &[]);
    list.body.blocks = vec![
        Block::Statements(["First statement", "Second *statement*", "Third", "Fourth"].map(rich).into()),
        Block::Choices(
            [vec![1, 2], vec![2, 3], vec![1, 2, 4], vec![4]].map(ChoiceContent::Statements).into(),
        ),
    ];
    list.field =
        ResponseField::Choices { count: 4, choose: 1, scoring: mockexam_model::ChoiceScoring::AllOrNothing };
    let mut truth = question(3, "The office staff file affidavits.", &[]);
    truth.body.blocks = vec![Block::Choices([true, false].map(ChoiceContent::Truth).into())];
    truth.field =
        ResponseField::Choices { count: 2, choose: 1, scoring: mockexam_model::ChoiceScoring::AllOrNothing };
    truth.points = Points::from_decimal("0.5").unwrap();
    let id = StimulusId::new("bicycles").unwrap();
    truth.stimulus = Some(id.clone());
    let mut last = question(4, "Sind die Übungen «schön», η ψυχή или душа?", &["Ja – oft ≤ 3 →", "Nein…"]);
    last.stimulus = Some(id.clone());
    let mut form = form(vec![
        question(
            1,
            "What is described as [?]?",
            &["An incident", "A problem", "A ***change***", "A service"],
        ),
        list,
        truth,
        last,
    ]);
    let text = "A company hires out bicycles.\n\nIt has two shops.";
    form.stimuli.push(Stimulus { id, title: "Bicycles & more".into(), text: rich(text) });
    form
}

/// A cover for it.
pub(crate) fn cover(form: &Form) -> Cover {
    let count = i32::try_from(form.questions.len()).unwrap();
    Cover {
        title: "Sample exam".into(),
        subtitle: "A bank".into(),
        date: None,
        code: "K7Q3MD".into(),
        form: form.code.clone(),
        minutes: 60,
        cut_score: Some(Points::from_whole(count / 2)),
        maximum: Points::from_whole(count),
        contact: Some("Questions: trainer@example.org".into()),
        notice: rich("Independent material."),
        instructions: vec![rich("Breathe.")],
        wrong_answers: WrongAnswers::Free,
        holder: None,
        logo: None,
    }
}
