//! The reconciliation, in words and numbers.

use super::super::words::ReportWords;
use crate::reading::ResultSet;
use crate::reading::summary::Summary;
use mockexam_model::{Balance, RosterBalance};
use serde::Serialize;

/// Why the results are provisional.
#[derive(Debug, Serialize)]
pub(crate) struct Provisional {
    lead: String,
    findings: Vec<Finding>,
}

/// A row that needs a person.
#[derive(Debug, Serialize)]
pub(crate) struct Finding {
    file: String,
    line: u64,
    column: Option<u32>,
    candidate: String,
    state: String,
    message: String,
    /// The language of the message, where it is another one than that of the page.
    language: Option<&'static str>,
}

/// Both sums of the books.
#[derive(Debug, Serialize)]
pub(crate) struct Books {
    balanced: bool,
    rows: Sum,
    roster: Option<Sum>,
}

/// A total and its parts.
#[derive(Debug, Serialize)]
pub(crate) struct Sum {
    total: Term,
    parts: Vec<Term>,
}

/// A number and what it counts.
#[derive(Debug, Serialize)]
pub(crate) struct Term {
    n: u64,
    word: String,
}

/// The findings, where the results are provisional.
pub(crate) fn provisional(set: &ResultSet<'_>, words: &ReportWords) -> Option<Provisional> {
    let summary = &set.summary;
    if !summary.provisional {
        return None;
    }
    let count = u64::try_from(summary.findings.len()).unwrap_or(u64::MAX);
    let lead = match count {
        0 => words.banner.no_findings.clone(),
        n => words.banner.findings.of(n),
    };
    let coded = set.is_pseudonymous();
    let findings = summary.findings.iter().map(|finding| {
        let said = words.finding(finding);
        Finding {
            file: if coded { String::new() } else { finding.file.clone() },
            line: finding.line,
            column: finding.column,
            candidate: set.shown_text(&finding.candidate).to_owned(),
            state: words.states.row(finding.state).to_owned(),
            language: said.is_none().then_some("en"),
            // It may repeat what stands in a cell, and files may be named after persons.
            message: if coded { String::new() } else { said.unwrap_or_else(|| finding.message.clone()) },
        }
    });
    Some(Provisional { lead, findings: findings.collect() })
}

impl Books {
    /// The books of a set.
    pub(crate) fn new(summary: &Summary, words: &ReportWords) -> Self {
        let balance = summary.balance;
        Self {
            balanced: balance.adds_up(),
            rows: rows(balance, words),
            roster: balance.roster.map(|balance| roster(balance, words)),
        }
    }
}

fn rows(balance: Balance, words: &ReportWords) -> Sum {
    let states = &words.states;
    let mut parts = vec![
        (balance.graded, &states.graded),
        (balance.duplicate, &states.duplicate),
        (balance.unknown_candidate, &states.unknown_candidate),
        (balance.unknown_form, &states.unknown_form),
        (balance.invalid, &states.invalid),
    ];
    if balance.superseded > 0 {
        parts.push((balance.superseded, &states.superseded));
    }
    sum(balance.rows, &words.class.rows, &parts)
}

fn roster(balance: RosterBalance, words: &ReportWords) -> Sum {
    let states = &words.states;
    let parts = [
        (balance.graded, &states.graded),
        (balance.absent, &states.absent),
        (balance.withheld, &states.withheld),
    ];
    sum(balance.candidates, &words.class.roster, &parts)
}

fn sum(total: u64, word: &str, parts: &[(u64, &String)]) -> Sum {
    let term = |n: u64, word: &str| Term { n, word: word.to_owned() };
    Sum { total: term(total, word), parts: parts.iter().map(|(n, word)| term(*n, word)).collect() }
}
