//! Columns of questions: by the number that a header gives, or by the stem that it is.

use super::Exam;
use super::head::question_label;
use crate::columns::{HeaderFaults, canonical};
use crate::fold::folded;
use crate::header::{FormColumns, Needs};
use crate::plan::ColumnLabel;
use std::collections::{BTreeMap, BTreeSet};

/// What a number beyond the last question means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Beyond {
    /// The file belongs to another exam.
    Refused,
    /// The system always writes so many columns; their cells must be empty.
    Idle,
}

/// The columns of each form, from columns with numbers: each once, with all that every form needs and nothing that none
/// has.
pub(crate) fn by_number(
    mut numbered: Vec<(ColumnLabel, usize)>,
    needs: &Needs,
    beyond: Beyond,
    faults: &mut HeaderFaults<'_>,
) -> Vec<FormColumns> {
    numbered.sort_unstable();
    let most = needs.last_question();
    if numbered.is_empty() {
        let help = format!("expected are columns 1 to {most}, or Q1 to Q{most}");
        faults.header("G11", "no column holds a question".to_owned(), help);
        return Vec::new();
    }
    for pair in numbered.windows(2) {
        if pair[0].0 == pair[1].0 {
            faults.twice(&format!("responses to question {}", pair[0].0), pair[0].1, pair[1].1);
        }
    }
    numbered.dedup_by_key(|(label, _)| *label);
    let known = needs.of_any();
    let is_idle = |label: &ColumnLabel| beyond == Beyond::Idle && label.question > most;
    for (label, column) in numbered.iter().filter(|(label, _)| !known.contains(label) && !is_idle(label)) {
        let help = "check that the file belongs to this exam".to_owned();
        faults.column("G14", *column, unknown_question(*label, &known, most), help);
    }
    gaps(&numbered, &known, needs, faults);
    needs.columns(&numbered)
}

/// Names questions and parts that the columns leave out.
fn gaps(
    numbered: &[(ColumnLabel, usize)],
    known: &BTreeSet<ColumnLabel>,
    needs: &Needs,
    faults: &mut HeaderFaults<'_>,
) {
    let most = needs.last_question();
    let held = |label: &ColumnLabel| numbered.binary_search_by_key(label, |(label, _)| *label).is_ok();
    let held_question = |number| numbered.iter().any(|(label, _)| label.question == number);
    let last = numbered.iter().map(|(label, _)| label.question).filter(|&n| n <= most).max().unwrap_or(0);
    let absent = |label: &&ColumnLabel| {
        !held(label)
            && !needs.by_none(label)
            && (needs.by_every(label) || label.question < last && !held_question(label.question))
    };
    let (parts, whole): (Vec<ColumnLabel>, Vec<ColumnLabel>) =
        known.iter().filter(absent).partition(|label| label.part.is_some());
    for gap in runs(whole.into_iter().map(|label| label.question)) {
        let message = match gap {
            (one, last) if one == last => format!("no column holds question {one}"),
            (first, last) => format!("no columns hold questions {first} to {last}"),
        };
        let help = format!("head the columns 1 to {most}; leave cells empty where nothing was marked");
        faults.header("G13", message, help);
    }
    for label in parts {
        let help = format!("head a column {label}; leave cells empty where nothing was marked");
        faults.header("G13", format!("no column holds the part {label}"), help);
    }
}

/// Why a column has no question.
fn unknown_question(label: ColumnLabel, known: &BTreeSet<ColumnLabel>, most: usize) -> String {
    let ColumnLabel { question, part } = label;
    let mut parts = known.iter().filter(|known| known.question == question);
    match (question, parts.next(), parts.next_back()) {
        (0, ..) => "there is no question 0".to_owned(),
        (usize::MAX, ..) => "there is no question of that number".to_owned(),
        (_, None, _) => format!("there is no question {question}: no form has more than {most} questions"),
        (_, Some(first), Some(last)) if part.is_none() => {
            format!("question {question} is answered in parts, {first} to {last}")
        }
        _ => format!("question {question} has no such part on any form"),
    }
}

/// Ascending numbers as stretches, both ends included.
fn runs(numbers: impl Iterator<Item = usize>) -> Vec<(usize, usize)> {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for number in numbers {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == number => *last = number,
            _ => runs.push((number, number)),
        }
    }
    runs
}

/// A question that a header names: a form, by its index, and a label on it.
type Asked = (usize, ColumnLabel);

/// The columns of each form, from columns whose headers are numbers or stems, with or without a number in front. Columns
/// that are no question of the exam are given back.
pub(super) fn by_stem(
    columns: &[(usize, String)],
    exam: &Exam<'_>,
    faults: &mut HeaderFaults<'_>,
) -> (Vec<FormColumns>, Vec<usize>) {
    let (mut unknown, mut found): (Vec<usize>, Vec<(usize, Vec<Asked>)>) = (Vec::new(), Vec::new());
    for (column, header) in columns {
        match asked(header, exam) {
            asked if asked.is_empty() => unknown.push(*column),
            asked => found.push((*column, asked)),
        }
    }
    let mut held: Vec<BTreeMap<ColumnLabel, usize>> = vec![BTreeMap::new(); exam.needs.forms.len()];
    for (column, asked) in &found {
        for (form, label) in asked {
            let Some(held) = held.get_mut(*form) else { continue };
            if let Some(other) = held.iter().find(|(_, held)| *held == column).map(|(other, _)| *other) {
                ambiguous_stem(*column, exam, *form, [other, *label], faults);
            } else if let Some(first) = held.insert(*label, *column) {
                faults.twice(&format!("responses to question {label}"), first, *column);
            }
        }
    }
    let forms: Vec<FormColumns> = exam
        .needs
        .forms
        .iter()
        .zip(&held)
        .enumerate()
        .map(|(form, (labels, held))| {
            let mine: BTreeSet<usize> = held.values().copied().collect();
            let elsewhere = found.iter().filter(|(column, _)| !mine.contains(column));
            let elsewhere = elsewhere.filter_map(|(column, asked)| Some((asked.first()?.1, *column)));
            let is_apart = |label: &ColumnLabel| exam.needs.is_apart(form, label);
            FormColumns::matched(labels, held, elsewhere.collect(), is_apart)
        })
        .collect();
    let missing = exam.forms.iter().zip(&forms).map(|(plan, form)| Some((&plan.code, form.missing?)));
    if let Some(missing) = missing.collect::<Option<Vec<_>>>()
        && let Some((code, label)) = missing.first()
    {
        let help = "the header of a column must be the text of its question; rename it to the number of the question";
        faults.header("G13", format!("no column holds question {label} of form {code}"), help.to_owned());
    }
    (forms, unknown)
}

/// The questions that a header names.
fn asked(header: &str, exam: &Exam<'_>) -> Vec<Asked> {
    match question_label(&canonical(header)) {
        Some(label) => {
            let forms = exam.needs.forms.iter().enumerate();
            forms
                .filter(|(_, form)| form.binary_search(&label).is_ok())
                .map(|(form, _)| (form, label))
                .collect()
        }
        None => exam.stems().find(header),
    }
}

fn ambiguous_stem(
    column: usize,
    exam: &Exam<'_>,
    form: usize,
    [one, other]: [ColumnLabel; 2],
    faults: &mut HeaderFaults<'_>,
) {
    let code = exam.forms.get(form).map(|form| form.code.to_string()).unwrap_or_default();
    let message = format!("questions {one} and {other} of form {code} have the same text");
    faults.column("G19", column, message, "head the columns with the numbers of the questions".to_owned());
}

/// The stems of all questions, folded, with the questions that have them.
#[derive(Debug, Default)]
pub(crate) struct Stems(BTreeMap<String, Vec<Asked>>);

/// A header may be longer than a stem, which other questions could begin with: shorter stems must be the whole header.
const SHORTEST_BEGINNING: usize = 20;

impl Stems {
    pub(super) fn new(stems: impl IntoIterator<Item = (String, Asked)>) -> Self {
        let mut all: BTreeMap<String, Vec<Asked>> = BTreeMap::new();
        for (stem, asked) in stems {
            all.entry(stem).or_default().push(asked);
        }
        Self(all)
    }

    /// Whether a text is a stem of the exam.
    pub(super) fn knows(&self, header: &str) -> bool {
        !self.find(header).is_empty()
    }

    /// The questions with the stem that a header is, or that it begins with.
    fn find(&self, header: &str) -> Vec<Asked> {
        let folded = folded(header);
        if let Some(found) = self.whole_or_beginning(&folded) {
            return found.to_vec();
        }
        let Some((number, rest)) = without_number(&folded) else { return Vec::new() };
        let found = self.whole_or_beginning(rest).unwrap_or_default();
        let is_twice = |form: usize| found.iter().filter(|(f, _)| *f == form).count() > 1;
        match found.iter().any(|(form, _)| is_twice(*form)) {
            // Two questions of one text: the number says which.
            true => found.iter().filter(|(_, label)| label.question == number).copied().collect(),
            false => found.to_vec(),
        }
    }

    fn whole_or_beginning(&self, text: &str) -> Option<&[Asked]> {
        if let Some(whole) = self.0.get(text) {
            return Some(whole);
        }
        let begins = |stem: &str| text.starts_with(stem) && stem.chars().count() >= SHORTEST_BEGINNING;
        let mut longer = self.0.iter().filter(|(stem, _)| begins(stem));
        match (longer.next(), longer.next()) {
            (Some((_, only)), None) => Some(only),
            _ => None,
        }
    }
}

/// A text behind a number: "12. which …" or "q12) which …".
fn without_number(folded: &str) -> Option<(usize, &str)> {
    let rest = folded.strip_prefix("question ").or_else(|| folded.strip_prefix('q')).unwrap_or(folded);
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let (number, rest) = rest.split_at_checked(digits)?;
    let rest = rest.strip_prefix(['.', ')', ':']).or_else(|| rest.strip_prefix(' '))?;
    Some((number.parse().ok()?, rest.trim_start()))
}
