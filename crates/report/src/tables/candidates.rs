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
                state(&answered.state),
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

/// Stable names of the states of a response.
const STATES: [&str; 6] = ["chosen", "blank", "multiple", "unreadable", "not-administered", "unsettled"];

/// The state of a response under its stable name.
fn state(written: &str) -> Cell {
    let known = STATES.into_iter().find(|state| *state == written);
    known.map_or_else(|| Cell::text(written), Cell::Name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::english;
    use mockexam_model::{Marks, Response};

    #[test]
    fn every_state_has_a_name_and_every_name_a_word() {
        let rows = [Response::Rows([Response::Blank, Response::Unreadable].into())];
        let states = [
            Response::Chosen(Marks::one(0)),
            Response::Blank,
            Response::Multiple(Marks::NONE),
            Response::Unreadable,
            Response::NotAdministered,
            Response::Unsettled,
            Response::Written("x".into()),
            Response::Awarded([].into()),
        ];
        for response in states.iter().chain(&rows) {
            assert!(matches!(state(response.state()), Cell::Name(_)), "{response:?}");
        }
        for name in STATES.into_iter().chain(["pass", "fail"]) {
            assert_ne!(english().column(name), name);
        }
    }
}
