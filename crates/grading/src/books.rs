//! The books of a run: every row under its state, and the proof that nothing is lost.

use crate::CloseCall;
use crate::ledger::{Ledger, RowPlace, Verdict};
use crate::marks::{MarkBook, Unsettled};
use crate::row::{RowFault, finding_name};
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
        let duplicate = |message| RowFault::new(RowState::Duplicate, None, message);
        let fault = match why {
            Ok(Verdict::Grade) => return,
            Ok(Verdict::Repeats(other)) => {
                duplicate(format!("repeats the row {}, which is graded", self.at(place, other)))
            }
            Ok(Verdict::Contradicts(other)) => {
                let other = self.at(place, other);
                duplicate(format!("another row of this candidate, {other}, is not the same; none is graded"))
            }
            Err(fault) => fault,
        };
        if let Some(account) = account
            && ledger.withhold(account)
            && let Ok(candidate) = CandidateId::new(candidate)
        {
            self.found.withheld.push(candidate);
        }
        self.find(candidate, place, &fault);
    }

    /// Enters a written word that is nearly right, as long as there are not too many.
    pub(crate) fn close_call(&mut self, call: CloseCall) {
        if self.close_calls.len() < CLOSE_CALLS {
            self.close_calls.push(call);
        }
    }

    /// Enters a row that another one replaces.
    pub(crate) fn supersede(&mut self, candidate: &str, place: RowPlace, by: RowPlace) {
        let message = format!("the row {} replaces it", self.at(place, by));
        self.found.balance.count(RowState::Superseded);
        self.found.findings.push(RowFinding {
            file: self.name(place).to_owned(),
            line: place.line,
            column: None,
            candidate: finding_name(candidate),
            state: RowState::Superseded,
            message,
        });
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
        self.found.balance.count(RowState::Unsettled);
        let (candidate, message) = (finding_name(candidate.as_str()), unsettled.message);
        let state = RowState::Unsettled;
        self.found.findings.push(RowFinding { file, line, column: None, candidate, state, message });
    }

    fn find(&mut self, candidate: &str, place: RowPlace, fault: &RowFault) {
        self.found.balance.count(fault.state);
        self.found.findings.push(RowFinding {
            file: self.name(place).to_owned(),
            line: fault.line.unwrap_or(place.line),
            column: fault.column.and_then(|column| u32::try_from(column.checked_add(1)?).ok()),
            candidate: finding_name(candidate),
            state: fault.state,
            message: fault.message.clone(),
        });
    }

    pub(crate) fn name(&self, place: RowPlace) -> &str {
        self.names.get(place.file).map(String::as_str).unwrap_or_default()
    }

    /// "on line 3", with the file if it is another one.
    fn at(&self, here: RowPlace, other: RowPlace) -> String {
        match here.file == other.file {
            true => format!("on line {}", other.line),
            false => format!("on line {} of {}", other.line, finding_name(self.name(other))),
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
