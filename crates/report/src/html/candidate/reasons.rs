//! Why a response is wrong and the key right, and what rulings made of the key.

use super::super::markup::{self, Html};
use super::super::rulings::{Asked, told};
use super::super::words::{ReportWords, fill};
use super::forms::PrintedQuestion;
use super::missed::{canonical, given_rows, is_marked};
use crate::documents::said_of_statements;
use mockexam_model::{
    ChoiceSnapshot, Decimal, FormKey, NearNumber, QuestionKey, Response, RichText, Ruling, SnapshotContent,
    Task,
};
use serde::Serialize;
use std::collections::BTreeSet;

/// Why something is wrong or right, or what to read again.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Reason {
    pub(crate) label: String,
    text: Html,
    #[serde(skip)]
    pub(crate) rich: RichText,
    /// `ruling` for what was decided, `why` for a wrong choice, `explanation` for the right one, `read` for what to read again.
    pub(crate) kind: &'static str,
}

impl Reason {
    /// A reason from a text of the bank.
    pub(super) fn new(label: String, rich: RichText, kind: &'static str, words: &ReportWords) -> Self {
        Self { label, text: markup::blocks(&rich, &words.gap), rich, kind }
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
    // What the author says of near misses is about the key that the question had.
    if question.is_rekeyed() {
        return reasons;
    }
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
        (Task::Rows { .. }, _) if question.has_one_key() => {
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

/// All that is said of a response, rulings first.
pub(super) fn of(
    response: &Response,
    question: &PrintedQuestion<'_>,
    form: &FormKey,
    words: &ReportWords,
) -> Vec<Reason> {
    let asked = Asked { item: question.drawn, forms: vec![(form, question.question)] };
    let ruling = |ruling: &&Ruling| {
        let (label, answers) = told(ruling, &asked, words);
        Reason::new(label, answers, "ruling", words)
    };
    let rulings = question.rulings.iter().map(ruling);
    let explained = if question.is_rekeyed() { Vec::new() } else { explanation(question, words) };
    [
        rulings.collect(),
        reasons_of_written(response, question, words),
        whys(response, question, words),
        explained,
    ]
    .concat()
}

/// Why what was marked is wrong.
fn whys(response: &Response, question: &PrintedQuestion<'_>, words: &ReportWords) -> Vec<Reason> {
    let own = &words.candidate;
    let mut reasons = Vec::new();
    let mut add = |label: String, text: &RichText| {
        if !text.is_empty() {
            reasons.push(Reason::new(label, text.clone(), "why", words));
        }
    };
    let mut named: BTreeSet<u8> = BTreeSet::new();
    for (position, choice) in question.printed.choices.iter().enumerate() {
        if is_marked(response, position)
            && !choice.right
            && let Some(marked) = canonical(question, position)
            && !was_key(question, marked)
        {
            if !said_of_statements(marked, &question.item.statements) {
                add(fill(&own.why_yours, &[("letter", &choice.letter.to_string())]), &marked.why);
            }
            if let SnapshotContent::Statements(statements) = &marked.content {
                named.extend(statements);
            }
        }
    }
    // A choice that names statements is wrong because of the false ones among them.
    for (number, index) in (1_u16..).zip(&question.question.statements) {
        let statement = question.item.statements.get(usize::from(*index));
        let is_false = |statement: &&ChoiceSnapshot| !statement.key && named.contains(index);
        if let Some(statement) = statement.filter(is_false).filter(|_| question.has_one_key()) {
            add(fill(&own.why_statement, &[("number", &number.to_string())]), &statement.why);
        }
    }
    reasons
}

/// Whether a choice was the key before rulings: its author says why it is right.
fn was_key(question: &PrintedQuestion<'_>, choice: &ChoiceSnapshot) -> bool {
    question.drawn.choices.iter().any(|drawn| drawn.key && drawn.id == choice.id)
}

/// Why the key that the author set is right; other answers that a ruling accepted are not in it.
fn explanation(question: &PrintedQuestion<'_>, words: &ReportWords) -> Vec<Reason> {
    let own = &words.candidate;
    let text = &question.item.explanation;
    if text.is_empty() {
        return Vec::new();
    }
    let right = question.question.key_positions(question.drawn);
    let right: Vec<String> = right.map(|position| QuestionKey::letter(position).to_string()).collect();
    let label = match right.len() {
        0 => own.why_rows.clone(),
        1 => fill(&own.why_right, &[("letter", &words.list(&right))]),
        _ => fill(&own.why_right_many, &[("letter", &words.list(&right))]),
    };
    vec![Reason::new(label, text.clone(), "explanation", words)]
}

#[cfg(test)]
mod tests {
    use super::super::PrintedForms;
    use super::*;
    use crate::fixture::{english, key};
    use mockexam_model::{ItemId, KeyAnswer, Marks, RulingAction};

    /// What form A says of a letter that was marked in its questions 1 and 2, each under a ruling.
    fn said(letters: [u8; 2], action: fn(u8) -> RulingAction) -> Vec<String> {
        let ruling = |(number, item): (u8, &str)| Ruling {
            id: format!("r{number}"),
            item: ItemId::new(item).unwrap(),
            form: None,
            action: action(number),
            reason: "so".into(),
            date: None,
        };
        let rulings = [(1, "al-001"), (2, "al-002")].map(ruling);
        let (key, words) = (key().with_rulings(rulings.into()).unwrap(), english());
        let forms = PrintedForms::new(&key, &words);
        let form = forms.find(&key.forms()[0].code).unwrap();
        let said = form.questions.iter().zip(letters).flat_map(|(question, letter)| {
            of(&Response::Chosen(Marks::one(letter - b'A')), question, form.form, &words)
        });
        said.map(|reason| format!("{}: {}", reason.label, reason.rich.plain())).collect()
    }

    #[test]
    fn a_corrected_key_is_not_explained_by_the_old_one() {
        let rekey = |number| RulingAction::Rekey(vec![KeyAnswer::Choices(vec![number])]);
        // Letters A were the keys. C of question 1 is wrong before and after, and of question 2 its statements are.
        let old = [
            "Ruling r1: the key was corrected: Beta <i> (B)",
            "Ruling r2: the key was corrected: Third; Fourth (C)",
        ];
        assert_eq!(said(*b"AA", rekey), old);
        assert_eq!(said(*b"CB", rekey), [old[0], "Why C is not right: Gamma is right.", old[1]]);
    }

    #[test]
    fn an_accepted_answer_is_told_beside_the_key_that_is_explained() {
        let accept = |number| {
            RulingAction::Accept((1..=number).map(|choice| KeyAnswer::Choices(vec![choice])).collect())
        };
        let want = [
            "Ruling r1: another answer is right, too: Beta <i> (B)",
            "Why C is not right: Gamma is right.",
            "Why A is right: The other one & nobody else.",
            "Ruling r2: another answer is right, too (each of these alone is right): Second; Third (B)\nThird; Fourth (C)",
            "Why A is right: The first two.",
        ];
        assert_eq!(said(*b"CD", accept), want);
    }
}
