//! The class: a row per candidate, and a row per candidate with the points of each question.

use super::{Cell, Heading, Sink};
use crate::error::ReportError;
use crate::html::ReportWords;
use crate::reading::ResultSet;
use crate::reading::responses::Responses;
use crate::reading::scores::{Candidate, Outcome, Scores};
use mockexam_model::{AnswerKey, CandidateState, ItemId, Points, TopicId};
use std::collections::BTreeMap;

/// A row per candidate, with a column per topic for the points there.
pub(super) fn class(
    set: &ResultSet<'_>,
    key: &AnswerKey,
    words: &ReportWords,
    sink: &mut dyn Sink,
) -> Result<(), ReportError> {
    let columns = ["candidate", "name", "form", "state", "points", "maximum", "share", "passed", "grade"];
    let topics: Vec<&TopicId> = key.topics.iter().map(|topic| &topic.id).collect();
    let names = topics.iter().map(|topic| topic.as_str());
    let labels = key.topics.iter().map(|topic| (topic.id.to_string(), topic.name.clone()));
    let heading = Heading::new("class", words, columns.into_iter().chain(names)).labelled(labels);
    sink.table(&heading)?;
    let mut scores = Scores::open(set.source)?;
    while let Some(candidate) = scores.next()? {
        sink.row(&row(set, key, &candidate, &topics))?;
    }
    sink.end()
}

fn row(set: &ResultSet<'_>, key: &AnswerKey, candidate: &Candidate, topics: &[&TopicId]) -> Vec<Cell> {
    let who = [Cell::text(set.shown(&candidate.id)), Cell::text(set.name(candidate))];
    let rest = match &candidate.outcome {
        Outcome::Graded(score) => {
            let of = |topic: &&TopicId| score.topics.iter().find(|(known, _)| known == *topic);
            let by_topic = topics.iter().map(|topic| Cell::points(of(topic).map(|(_, points)| *points)));
            let whole = [
                Cell::text(&score.form),
                Cell::Name(CandidateState::Graded.as_str()),
                Cell::Points(score.points),
                Cell::Points(score.maximum),
                share(score.points, score.maximum),
                score.passed.map_or(Cell::Empty, Cell::Truth),
                match (key.scheme().grades.is_empty(), score.passed) {
                    (true, Some(true)) => Cell::Name("pass"),
                    (true, Some(false)) => Cell::Name("fail"),
                    _ => Cell::text(&score.grade),
                },
            ];
            whole.into_iter().chain(by_topic).collect()
        }
        other => {
            let state = match other {
                Outcome::Withheld => CandidateState::Withheld,
                _ => CandidateState::Absent,
            };
            let mut cells = vec![Cell::Empty; 7 + topics.len()];
            cells[1] = Cell::Name(state.as_str());
            cells
        }
    };
    who.into_iter().chain(rest).collect()
}

/// Points as a share; nothing of nothing.
#[expect(clippy::cast_precision_loss, reason = "a share that is rounded anyway")]
pub(super) fn share(points: Points, maximum: Points) -> Cell {
    match maximum.units() {
        1.. => Cell::Share(points.units() as f64 / maximum.units() as f64),
        _ => Cell::Empty,
    }
}

/// A row per graded candidate with a column per item, in the order of the first form that asks it.
pub(super) fn points(
    set: &ResultSet<'_>,
    key: &AnswerKey,
    words: &ReportWords,
    sink: &mut dyn Sink,
) -> Result<(), ReportError> {
    let mut columns: BTreeMap<&ItemId, usize> = BTreeMap::new();
    let mut order: Vec<&ItemId> = Vec::new();
    for question in key.forms().iter().flat_map(|form| &form.questions) {
        columns.entry(&question.item).or_insert_with(|| {
            order.push(&question.item);
            order.len() - 1
        });
    }
    let names = ["candidate", "form"].map(str::to_owned).into_iter();
    sink.table(&Heading::new("points", words, names.chain(order.iter().map(ToString::to_string))))?;
    let mut scores = Scores::open(set.source)?;
    let mut responses = Responses::open(set.source)?;
    while let Some(candidate) = scores.next()? {
        let Outcome::Graded(score) = &candidate.outcome else { continue };
        let mut cells = vec![Cell::Empty; order.len() + 2];
        cells[0] = Cell::text(set.shown(&candidate.id));
        cells[1] = Cell::text(&score.form);
        for answered in responses.of(&candidate.id)? {
            let cell = columns.get(&answered.item).and_then(|&column| cells.get_mut(column + 2));
            if let Some(cell) = cell {
                *cell = Cell::Points(answered.points);
            }
        }
        sink.row(&cells)?;
    }
    responses.finish()?;
    sink.end()
}
