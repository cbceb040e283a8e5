//! What candidates answered: a row per candidate and question, with the right answer beside it.

use super::{Cell, Heading, Sink};
use crate::error::ReportError;
use crate::html::{ReportWords, topic_name};
use crate::reading::ResultSet;
use crate::reading::responses::Responses;
use crate::reading::scores::{Outcome, Scores};
use mockexam_model::{AnswerKey, ItemSnapshot, QuestionKey, Task};

const COLUMNS: [&str; 12] = [
    "candidate",
    "form",
    "question",
    "item",
    "rev",
    "topic",
    "topic_name",
    "response",
    "right",
    "state",
    "points",
    "maximum",
];

/// A row per graded candidate and question.
pub(super) fn responses(
    set: &ResultSet<'_>,
    key: &AnswerKey,
    words: &ReportWords,
    sink: &mut dyn Sink,
) -> Result<(), ReportError> {
    sink.table(&Heading::new("responses", words, COLUMNS))?;
    let mut scores = Scores::open(set.source)?;
    let mut responses = Responses::open(set.source)?;
    while let Some(candidate) = scores.next()? {
        let Outcome::Graded(score) = &candidate.outcome else { continue };
        let form = key.forms().iter().find(|form| form.code == score.form);
        let questions: Vec<_> = form.into_iter().flat_map(|form| key.questions(form)).collect();
        for answered in responses.of(&candidate.id)? {
            let place = usize::from(answered.question).checked_sub(1);
            let asked = place.and_then(|place| questions.get(place));
            let topic = asked.map(|(_, item)| &item.topic);
            sink.row(&[
                Cell::text(set.shown(&candidate.id)),
                Cell::text(&score.form),
                Cell::Count(answered.question.into()),
                Cell::text(&answered.item),
                Cell::Count(answered.rev.into()),
                topic.map_or(Cell::Empty, Cell::text),
                topic.map_or(Cell::Empty, |topic| Cell::text(&topic_name(key, topic))),
                Cell::text(&answered.given),
                asked.map_or(Cell::Empty, |(question, item)| Cell::Text(right(question, item))),
                Cell::text(&answered.state),
                Cell::Points(answered.points),
                Cell::Points(answered.maximum),
            ])?;
        }
    }
    responses.finish()?;
    sink.end()
}

/// The right answer as responses are written: printed letters, a number, the first of the words.
fn right(question: &QuestionKey, item: &ItemSnapshot) -> String {
    let letter = |position: usize| QuestionKey::letter(position).to_string();
    match &item.task {
        Task::Choose { .. } => question.key_positions(item).map(letter).collect(),
        Task::Rows { .. } => {
            question.row_positions(item).into_iter().map(letter).collect::<Vec<_>>().join(";")
        }
        Task::Number(number) => number.answer.to_string(),
        Task::Words(words) => words.accept.first().cloned().unwrap_or_default(),
        Task::Essay(_) => String::new(),
    }
}
