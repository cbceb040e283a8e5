//! The books of a run: every row under its state, and the proof that nothing is lost.

use crate::ledger::{Ledger, RowPlace, Verdict};
use crate::marks::{MarkBook, Unsettled};
use crate::row::{Row, RowFault, finding_name};
use mockexam_model::{CandidateId, Reconciliation, RosterBalance, RowFinding, RowState};

/// The books of a run.
pub(crate) struct Books {
    pub(crate) names: Vec<String>,
    pub(crate) found: Reconciliation,
}

impl Books {
    /// Enters a row under its state; gives the form if it is to be scored.
    pub(crate) fn settle(
        &mut self,
        row: &Row<'_>,
        place: RowPlace,
        ledger: &mut Ledger<'_>,
    ) -> Option<usize> {
        let verdict = row.read.as_ref().map(|row| (row.form, ledger.judge(row.account, place)));
        let duplicate = |message| RowFault::new(RowState::Duplicate, None, message);
        let fault = match verdict {
            Ok((form, Verdict::Grade)) => {
                self.found.balance.count(RowState::Graded);
                return Some(form);
            }
            Ok((_, Verdict::Repeats(other))) => {
                duplicate(format!("repeats the row {}, which is graded", self.at(place, other)))
            }
            Ok((_, Verdict::Contradicts(other))) => {
                let other = self.at(place, other);
                duplicate(format!("another row of this candidate, {other}, is not the same; none is graded"))
            }
            Err(fault) => fault.clone(),
        };
        if let Some(account) = row.account
            && ledger.withhold(account)
            && let Ok(candidate) = CandidateId::new(row.candidate)
        {
            self.found.withheld.push(candidate);
        }
        self.find(row, place, &fault);
        None
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

    fn find(&mut self, row: &Row<'_>, place: RowPlace, fault: &RowFault) {
        self.found.balance.count(fault.state);
        self.found.findings.push(RowFinding {
            file: self.name(place).to_owned(),
            line: fault.line.unwrap_or(place.line),
            column: fault.column.and_then(|column| u32::try_from(column.checked_add(1)?).ok()),
            candidate: finding_name(row.candidate),
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
    pub(crate) fn close(mut self, ledger: &Ledger<'_>) -> Reconciliation {
        if let Some(candidates) = ledger.roster_size() {
            let (absent, withheld) = ledger.roster_sides();
            let (gone, held) = (absent.len() as u64, withheld.len() as u64);
            let graded = candidates.saturating_sub(gone + held);
            self.found.balance.roster =
                Some(RosterBalance { candidates, graded, absent: gone, withheld: held });
            self.found.absent = absent;
            self.found.withheld = withheld;
        }
        self.found
    }
}
