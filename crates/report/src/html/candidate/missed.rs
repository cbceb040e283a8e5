//! The questions that did not earn full points: what was marked, why it is wrong, what is right and why.

use super::super::markup::{self, Html};
use super::super::printed::{Case, Printed, lettered};
use super::super::words::{ReportWords, fill};
use super::forms::{PrintedForms, PrintedQuestion};
use super::reading;
use super::sheet::Sheet;
use crate::documents::said_of_statements;
use mockexam_model::{
    ChoiceSnapshot, ConceptId, Decimal, NearNumber, QuestionKey, Response, RichText, SnapshotContent,
    StimulusId, Task,
};
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
    right: bool,
}

/// Why something is wrong or right, or what to read again.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Reason {
    pub(crate) label: String,
    text: Html,
    #[serde(skip)]
    pub(crate) rich: RichText,
    /// `why` for a wrong choice, `explanation` for the right one, `read` for what to read again.
    pub(crate) kind: &'static str,
}

impl Reason {
    /// A reason from a text of the bank.
    pub(super) fn new(label: String, rich: RichText, kind: &'static str, words: &ReportWords) -> Self {
        Self { label, text: markup::blocks(&rich, &words.gap), rich, kind }
    }
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
                reasons(response, question, words),
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
fn given_rows(response: &Response, question: &PrintedQuestion<'_>, words: &ReportWords) -> Vec<GivenRow> {
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

/// Why written responses and rows are wrong.
fn reasons_of_written(
    response: &Response,
    question: &PrintedQuestion<'_>,
    words: &ReportWords,
) -> Vec<Reason> {
    let own = &words.candidate;
    let mut reasons = Vec::new();
    let mut add = |label: String, text: &RichText| {
        if !text.is_empty() {
            reasons.push(Reason::new(label, text.clone(), "why", words));
        }
    };
    match (&question.item.task, response) {
        (Task::Number(number), Response::Written(text)) => {
            let written: Option<Decimal> = text.parse().ok();
            let near = |miss: &&NearNumber| {
                miss.value
                    .number()
                    .zip(written)
                    .is_some_and(|(value, it)| it.is_within(number.tolerance, value))
            };
            if let Some(miss) = number.near_misses.iter().find(near) {
                add(fill(&own.why_near, &[("text", text)]), &miss.why);
            }
        }
        (Task::Words(key), Response::Written(text)) => {
            if let Some(miss) = key.near_misses.iter().find(|miss| key.matching.is_same(&miss.text, text)) {
                add(fill(&own.why_near, &[("text", text)]), &miss.why);
            }
        }
        (Task::Rows { .. }, _) => {
            let given = given_rows(response, question, words);
            let rows = question.printed.rows.iter().zip(&given).zip(&question.question.statements);
            for ((row, _), &index) in rows.filter(|((_, given), _)| !given.right) {
                if let Some(statement) = question.item.statements.get(usize::from(index)) {
                    add(fill(&own.why_row, &[("label", &row.label)]), &statement.why);
                }
            }
        }
        _ => {}
    }
    reasons
}

fn reasons(response: &Response, question: &PrintedQuestion<'_>, words: &ReportWords) -> Vec<Reason> {
    let own = &words.candidate;
    let mut reasons: Vec<Reason> = reasons_of_written(response, question, words);
    let mut add = |label: String, text: &RichText, kind| {
        if !text.is_empty() {
            reasons.push(Reason::new(label, text.clone(), kind, words));
        }
    };
    let mut named: BTreeSet<u8> = BTreeSet::new();
    for (position, choice) in question.printed.choices.iter().enumerate() {
        if is_marked(response, position)
            && !choice.right
            && let Some(marked) = canonical(question, position)
        {
            if !said_of_statements(marked, &question.item.statements) {
                add(fill(&own.why_yours, &[("letter", &choice.letter.to_string())]), &marked.why, "why");
            }
            if let SnapshotContent::Statements(statements) = &marked.content {
                named.extend(statements);
            }
        }
    }
    // A choice that names statements is wrong because of the false ones among them.
    for (number, index) in (1_u16..).zip(&question.question.statements) {
        let statement = question.item.statements.get(usize::from(*index));
        if let Some(statement) = statement.filter(|statement| !statement.key && named.contains(index)) {
            add(fill(&own.why_statement, &[("number", &number.to_string())]), &statement.why, "why");
        }
    }
    let right = question.printed.choices.iter().filter(|choice| choice.right);
    let right: Vec<String> = right.map(|choice| choice.letter.to_string()).collect();
    let label = match right.is_empty() {
        true => own.why_rows.clone(),
        false if right.len() > 1 => fill(&own.why_right_many, &[("letter", &words.list(&right))]),
        false => fill(&own.why_right, &[("letter", &words.list(&right))]),
    };
    add(label, &question.item.explanation, "explanation");
    reasons
}

/// The choice behind a printed position.
pub(super) fn canonical<'a>(question: &PrintedQuestion<'a>, position: usize) -> Option<&'a ChoiceSnapshot> {
    let &canonical = question.question.choices.get(position)?;
    question.item.choices.get(usize::from(canonical))
}
