//! The questions that did not earn full points: what was marked, why it is wrong, what is right and why.

use super::super::markup::{self, Html};
use super::super::printed::{Case, Printed, lettered};
use super::super::words::{ReportWords, fill};
use super::forms::{PrintedForms, PrintedQuestion};
use super::reading;
use super::reasons::{self, Reason};
use super::sheet::Sheet;
use mockexam_model::{ChoiceSnapshot, ConceptId, QuestionKey, Response, StimulusId, Task};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// A missed question.
#[derive(Debug, Serialize)]
pub(crate) struct Missed {
    pub(crate) title: String,
    pub(crate) printed: Printed,
    pub(crate) topic: String,
    /// The case, above the first missed question of its set.
    pub(crate) case: Option<Case>,
    /// Where the case stands, for the others of the set.
    pub(crate) case_above: Option<String>,
    /// What was marked, in words.
    pub(crate) response: String,
    /// The state of the response: `chosen`, `blank` …
    pub(crate) state: &'static str,
    /// Whether each choice was marked, in printed order.
    pub(crate) marked: Vec<bool>,
    /// What was given in each row.
    pub(crate) rows: Vec<GivenRow>,
    pub(crate) reasons: Vec<Reason>,
}

/// A response to a row.
#[derive(Debug, Serialize)]
pub(crate) struct GivenRow {
    /// Letter and text of what was marked, or the points that were awarded.
    pub(crate) given: Html,
    #[serde(skip)]
    pub(crate) text: String,
    pub(super) right: bool,
}

/// The missed questions of a sheet in printed order.
pub(crate) fn questions(sheet: &Sheet<'_>, forms: &PrintedForms<'_>, words: &ReportWords) -> Vec<Missed> {
    let mut shown: BTreeMap<&StimulusId, u16> = BTreeMap::new();
    let mut told: BTreeSet<ConceptId> = BTreeSet::new();
    let mut missed = Vec::new();
    for ((answered, response), question) in sheet.answered.iter().zip(&sheet.responses).zip(sheet.questions) {
        if answered.points >= answered.maximum {
            continue;
        }
        let number = question.printed.number;
        let first = question.item.stimulus.as_ref().map(|id| *shown.entry(id).or_insert(number));
        let here = first == Some(number);
        missed.push(Missed {
            title: fill(&words.candidate.question, &[("number", &number.to_string())]),
            printed: question.printed.clone(),
            topic: super::super::class::topic_name(forms.key, &question.item.topic),
            case: question.case.clone().filter(|_| here),
            case_above: first.filter(|_| !here).map(|first| above(question, first, words)),
            response: described(response, words),
            state: response.state(),
            marked: (0..question.printed.choices.len()).map(|p| is_marked(response, p)).collect(),
            rows: given_rows(response, question, words),
            reasons: [
                reasons::of(response, question, sheet.form, words),
                reading::of(response, question, forms.key, &mut told, words),
            ]
            .concat(),
        });
    }
    missed
}

fn above(question: &PrintedQuestion<'_>, first: u16, words: &ReportWords) -> String {
    let title = question.case.as_ref().map_or("", |case| case.title.as_str());
    fill(&words.candidate.case_above, &[("number", &first.to_string()), ("title", title)])
}

pub(super) fn is_marked(response: &Response, position: usize) -> bool {
    u8::try_from(position).is_ok_and(|position| response.marks().contains(position))
}

fn described(response: &Response, words: &ReportWords) -> String {
    let own = &words.candidate;
    let letters: Vec<String> = response
        .marks()
        .positions()
        .map(|position| QuestionKey::letter(usize::from(position)).to_string())
        .collect();
    let letters = words.list(&letters);
    match response {
        Response::Chosen(_) => fill(&own.chosen, &[("letters", &letters)]),
        Response::Multiple(_) => fill(&own.multiple, &[("letters", &letters)]),
        Response::Blank => own.blank.clone(),
        Response::Unreadable => own.unreadable.clone(),
        Response::NotAdministered => own.not_administered.clone(),
        Response::Rows(_) => own.rows_given.clone(),
        Response::Written(text) => fill(&own.wrote, &[("text", text)]),
        Response::Awarded(_) => own.awarded.clone(),
        Response::Unsettled => own.unsettled.clone(),
    }
}

/// What was given in each row of a question with rows.
pub(super) fn given_rows(
    response: &Response,
    question: &PrintedQuestion<'_>,
    words: &ReportWords,
) -> Vec<GivenRow> {
    let rows = question.printed.rows.iter().enumerate();
    if let (Response::Awarded(points), Task::Essay(essay)) = (response, &question.item.task) {
        let awarded = points.iter().zip(&essay.criteria);
        return awarded
            .map(|(points, criterion)| GivenRow {
                given: markup::plain(&words.points(*points)),
                text: words.points(*points),
                right: *points >= criterion.points,
            })
            .collect();
    }
    rows.map(|(index, row)| {
        let response = response.row(index);
        let chosen = response.marks().highest().filter(|_| matches!(response, Response::Chosen(_)));
        let choice = chosen.and_then(|position| question.printed.choices.get(usize::from(position)));
        let given = choice.map_or_else(|| markup::plain(&unmarked(response, words)), lettered);
        let text = choice.map_or_else(
            || unmarked(response, words),
            |choice| format!("{} {}", choice.letter, choice.rich.plain()),
        );
        GivenRow { right: choice.is_some_and(|_| given == row.right), given, text }
    })
    .collect()
}

/// A row without exactly one readable mark, in words.
fn unmarked(response: &Response, words: &ReportWords) -> String {
    match response {
        Response::Blank | Response::NotAdministered => words.undefined.clone(),
        Response::Multiple(marks) => format!("{} ({})", marks.letters(), words.class.multiple),
        Response::Unreadable => words.class.unreadable.clone(),
        other => other.text().into_owned(),
    }
}

/// The choice behind a printed position.
pub(super) fn canonical<'a>(question: &PrintedQuestion<'a>, position: usize) -> Option<&'a ChoiceSnapshot> {
    let &canonical = question.question.choices.get(position)?;
    question.item.choices.get(usize::from(canonical))
}
