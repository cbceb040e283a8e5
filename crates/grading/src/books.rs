//! The books of a run: every row under its state, and the proof that nothing is lost.

use crate::CloseCall;
use crate::ledger::{Ledger, RowPlace, Verdict};
use crate::marks::{MarkBook, Unsettled};
use crate::row::{RowFault, finding_name};
use mockexam_model::fact::{Fact, sayings as say};
use mockexam_model::{CandidateId, Reconciliation, RosterBalance, RowFinding, RowState};
use std::collections::BTreeSet;

/// Most close calls that are kept.
const CLOSE_CALLS: usize = 1000;

/// The books of a run.
pub(crate) struct Books {
    names: Vec<String>,
    found: Reconciliation,
    close_calls: Vec<CloseCall>,
    /// Graded candidates, where there is a file of marks.
    pub(crate) marked: BTreeSet<CandidateId>,
}

impl Books {
    /// Books of answer files with these names.
    pub(crate) fn new(names: Vec<String>) -> Self {
        let (found, close_calls) = (Reconciliation::default(), Vec::new());
        Self { names, found, close_calls, marked: BTreeSet::new() }
    }

    /// Enters rows that are graded.
    pub(crate) fn grade(&mut self, rows: usize) {
        (0..rows).for_each(|_| self.found.balance.count(RowState::Graded));
    }

    /// Enters a row that is not graded: for its own sake, or for the other rows of its candidate.
    pub(crate) fn refuse(
        &mut self,
        (candidate, account): (&str, Option<u32>),
        place: RowPlace,
        why: Result<Verdict, RowFault>,
        ledger: &mut Ledger<'_>,
    ) {
        let duplicate = |fact| RowFault::new(RowState::Duplicate, None, fact);
        let fault = match why {
            Ok(Verdict::Grade) => return,
            Ok(Verdict::Repeats(other)) => duplicate(say::REPEATS.of([self.at(place, other).into()])),
            Ok(Verdict::Contradicts(other)) => duplicate(say::CONTRADICTS.of([self.at(place, other).into()])),
            Err(fault) => fault,
        };
        if let Some(account) = account
            && ledger.withhold(account)
            && let Ok(candidate) = CandidateId::new(candidate)
        {
            self.found.withheld.push(candidate);
        }
        let file = self.name(place).to_owned();
        let line = fault.line.unwrap_or(place.line);
        let column = fault.column.and_then(|column| u32::try_from(column.checked_add(1)?).ok());
        self.find((file, line, column), finding_name(candidate), fault.state, fault.fact);
    }

    /// Enters a written word that is nearly right, as long as there are not too many.
    pub(crate) fn close_call(&mut self, call: CloseCall) {
        if self.close_calls.len() < CLOSE_CALLS {
            self.close_calls.push(call);
        }
    }

    /// Enters a row that another one replaces.
    pub(crate) fn supersede(&mut self, candidate: &str, place: RowPlace, by: RowPlace) {
        let fact = say::REPLACED.of([self.at(place, by).into()]);
        let file = self.name(place).to_owned();
        self.find((file, place.line, None), finding_name(candidate), RowState::Superseded, fact);
    }

    /// Enters a question of a graded candidate whose points are not settled. `row` is the candidate's row.
    pub(crate) fn unsettled(
        &mut self,
        marks: &MarkBook,
        candidate: &CandidateId,
        row: RowPlace,
        unsettled: Unsettled,
    ) {
        let (file, line) = match unsettled.line {
            Some(line) => (marks.file.clone(), line),
            None => (self.name(row).to_owned(), row.line),
        };
        let candidate = finding_name(candidate.as_str());
        self.find((file, line, None), candidate, RowState::Unsettled, unsettled.fact);
    }

    fn find(
        &mut self,
        (file, line, column): (String, u64, Option<u32>),
        candidate: String,
        state: RowState,
        fact: Fact,
    ) {
        self.found.balance.count(state);
        let (message, said) = (fact.to_string(), Some(fact));
        self.found.findings.push(RowFinding { file, line, column, candidate, state, message, said });
    }

    pub(crate) fn name(&self, place: RowPlace) -> &str {
        self.names.get(place.file).map(String::as_str).unwrap_or_default()
    }

    /// "on line 3", with the file if it is another one.
    fn at(&self, here: RowPlace, other: RowPlace) -> Fact {
        match here.file == other.file {
            true => say::ON_LINE.of([other.line.into()]),
            false => say::ON_LINE_OF.of([other.line.into(), finding_name(self.name(other)).into()]),
        }
    }

    /// Adds the roster's side and closes the books.
    pub(crate) fn close(mut self, ledger: &Ledger<'_>) -> (Reconciliation, Vec<CloseCall>) {
        if let Some(candidates) = ledger.roster_size() {
            let (absent, withheld) = ledger.roster_sides();
            let (gone, held) = (absent.len() as u64, withheld.len() as u64);
            let graded = candidates.saturating_sub(gone + held);
            self.found.balance.roster =
                Some(RosterBalance { candidates, graded, absent: gone, withheld: held });
            self.found.absent = absent;
            self.found.withheld = withheld;
        }
        (self.found, self.close_calls)
    }
}
