//! rulings.csv: a row per entry of the list of rulings, with what it changed.

use super::table::Table;
use super::{FileDigest, ResultsError};
use mockexam_model::{AnswerKey, KeyAnswer, Ruling, RulingAction, RulingEffect, RulingEntry, RulingState};
use std::io::Write;

pub(crate) const FILE: &str = "rulings.csv";

const COLUMNS: [&str; 13] = [
    "ruling",
    "state",
    "by",
    "action",
    "item",
    "form",
    "questions",
    "answers",
    "date",
    "reason",
    "changed",
    "passed",
    "failed",
];

/// Writes rulings.csv in the order of the list. `effect` gives what a ruling in force changed.
///
/// # Errors
/// [`ResultsError::Io`] if it cannot be written.
pub fn write_rulings(
    writer: impl Write,
    key: &AnswerKey,
    entries: &[RulingEntry],
    effect: impl Fn(&str) -> Option<RulingEffect>,
) -> Result<FileDigest, ResultsError> {
    let mut table = Table::new(FILE, writer, COLUMNS)?;
    for entry in entries {
        let (state, by) = match &entry.state {
            RulingState::InForce => ("in force", ""),
            RulingState::Withdrawn { by } => ("withdrawn", by.as_str()),
            RulingState::Withdrawal { of } => ("withdrawal", of.as_str()),
        };
        table.text(&entry.id)?;
        table.cell(state)?;
        table.text(by)?;
        let ruling = entry.ruling.as_ref();
        table.cell(ruling.map_or("withdraw", |ruling| ruling.action.name()))?;
        table.cell(ruling.map_or("", |ruling| ruling.item.as_str()))?;
        table.cell(ruling.and_then(|ruling| ruling.form.as_ref()).map_or("", |form| form.as_str()))?;
        table.cell(&ruling.map(|ruling| questions(key, ruling)).unwrap_or_default())?;
        table.text(&ruling.map(|ruling| answers(key, ruling)).unwrap_or_default())?;
        table.cell(entry.date.as_deref().unwrap_or_default())?;
        table.text(&entry.reason)?;
        let counts = effect(&entry.id).filter(|_| entry.state == RulingState::InForce);
        for count in [counts.map(|c| c.changed), counts.map(|c| c.passed), counts.map(|c| c.failed)] {
            table.cell(&count.map(|count| count.to_string()).unwrap_or_default())?;
        }
        table.end()?;
    }
    table.finish()
}

/// Most forms that a cell names.
const NAMED: usize = 100;

/// Where the question stands on the forms concerned: `A 12;B 7`.
fn questions(key: &AnswerKey, ruling: &Ruling) -> String {
    let forms = key.forms().iter().filter_map(|form| {
        let position = form.questions.iter().position(|question| question.item == ruling.item)?;
        ruling.concerns(&form.code, &ruling.item).then(|| format!("{} {}", form.code, position + 1))
    });
    forms.take(NAMED).collect::<Vec<_>>().join(";")
}

/// Answers of a ruling by the ids of choices: keys parted by ` / `, parts of a key by `;`.
fn answers(key: &AnswerKey, ruling: &Ruling) -> String {
    let (RulingAction::Accept(answers) | RulingAction::Rekey(answers)) = &ruling.action else {
        return String::new();
    };
    let item = key.drawn_item(&ruling.item);
    let id = |index: &u8| -> String {
        let choice = item.and_then(|item| item.choices.get(usize::from(*index)));
        choice.map(|choice| choice.id.to_string()).unwrap_or_default()
    };
    let ids = |choices: &[u8]| choices.iter().map(id).collect::<Vec<_>>().join(";");
    let text = |answer: &KeyAnswer| match answer {
        KeyAnswer::Choices(choices) | KeyAnswer::Rows(choices) => ids(choices),
        KeyAnswer::Number(number) => number.to_string(),
        KeyAnswer::Words(words) => words.clone(),
    };
    answers.iter().map(text).collect::<Vec<_>>().join(" / ")
}
