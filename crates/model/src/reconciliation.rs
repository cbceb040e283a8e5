//! The proof that every row and every candidate is accounted for.

use crate::CandidateId;
use crate::fact::Fact;
use serde::{Deserialize, Serialize};

/// The one state in which a row of an answer file ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RowState {
    /// Its responses were scored.
    Graded,
    /// Another row has the same candidate.
    Duplicate,
    /// The roster does not know the candidate.
    UnknownCandidate,
    /// The exam has no such form, or no form is given.
    UnknownForm,
    /// A cell cannot be a response to its question, or the row is too short or too long.
    Invalid,
    /// A row of a later file replaces it, because the call says so.
    Superseded,
    /// No row of an answer file: points of an open question wait for a decision.
    Unsettled,
}

impl RowState {
    /// The name of the state in result files and messages.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Graded => "graded",
            Self::Duplicate => "duplicate",
            Self::UnknownCandidate => "unknown candidate",
            Self::UnknownForm => "unknown form",
            Self::Invalid => "invalid",
            Self::Superseded => "superseded",
            Self::Unsettled => "unsettled",
        }
    }
}

/// The one state in which a candidate of the roster ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CandidateState {
    /// Has a score.
    Graded,
    /// No row of the answer files is theirs.
    Absent,
    /// Rows are theirs, but none can be graded until a person decides.
    Withheld,
}

impl CandidateState {
    /// The name of the state in result files and messages.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Graded => "graded",
            Self::Absent => "absent",
            Self::Withheld => "withheld",
        }
    }
}

/// A row that was not graded, or a candidate without a score, with the place and the reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowFinding {
    /// The answer file (or the roster) as the user named it.
    pub file: String,
    /// Line on which the record starts, from 1.
    pub line: u64,
    /// Column, from 1, where one cell is at fault.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub column: Option<u32>,
    /// The candidate as written in the row.
    pub candidate: String,
    /// The state in which the row ended.
    pub state: RowState,
    /// The fact in English, in lower case.
    pub message: String,
    /// The fact, to be said in other languages; none where only the message is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub said: Option<Fact>,
}

/// Rows by state, and candidates of the roster by state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Balance {
    /// Rows read from all answer files, without headers.
    pub rows: u64,
    /// Rows that were scored.
    pub graded: u64,
    /// Rows in state duplicate.
    pub duplicate: u64,
    /// Rows in state unknown candidate.
    pub unknown_candidate: u64,
    /// Rows in state unknown form.
    pub unknown_form: u64,
    /// Rows in state invalid.
    pub invalid: u64,
    /// Rows in state superseded.
    #[serde(default)]
    pub superseded: u64,
    /// Open questions of graded candidates whose points wait for a decision. They are no rows.
    #[serde(default)]
    pub unsettled: u64,
    /// The roster's side, where there is a roster.
    pub roster: Option<RosterBalance>,
}

/// Candidates of a roster by state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct RosterBalance {
    /// Candidates of the roster.
    pub candidates: u64,
    /// With a score.
    pub graded: u64,
    /// Without any row.
    pub absent: u64,
    /// With rows of which none can be graded.
    pub withheld: u64,
}

impl Balance {
    /// Counts a row, or a question that is not settled.
    pub const fn count(&mut self, state: RowState) {
        if !matches!(state, RowState::Unsettled) {
            self.rows += 1;
        }
        match state {
            RowState::Graded => self.graded += 1,
            RowState::Duplicate => self.duplicate += 1,
            RowState::UnknownCandidate => self.unknown_candidate += 1,
            RowState::UnknownForm => self.unknown_form += 1,
            RowState::Invalid => self.invalid += 1,
            RowState::Superseded => self.superseded += 1,
            RowState::Unsettled => self.unsettled += 1,
        }
    }

    /// Whether the books balance: both sums hold and graded rows equal graded candidates.
    #[must_use]
    pub fn adds_up(&self) -> bool {
        let rows = self.graded
            + self.duplicate
            + self.unknown_candidate
            + self.unknown_form
            + self.invalid
            + self.superseded;
        rows == self.rows
            && self.roster.is_none_or(|roster| {
                roster.candidates == roster.graded + roster.absent + roster.withheld
                    && roster.graded == self.graded
            })
    }

    /// Whether a person has to look: a row was neither graded nor superseded, a question is not settled, or a candidate is withheld.
    /// Absence is no finding.
    #[must_use]
    pub fn has_findings(&self) -> bool {
        self.graded + self.superseded != self.rows
            || self.unsettled > 0
            || self.roster.is_some_and(|roster| roster.withheld > 0)
            || !self.adds_up()
    }
}

/// The outcome of reading answer files: the books and every row that needs a person.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Reconciliation {
    /// The books.
    pub balance: Balance,
    /// Rows that were not graded, in order of file and line.
    pub findings: Vec<RowFinding>,
    /// Candidates of the roster without any row, in order of the roster.
    pub absent: Vec<CandidateId>,
    /// Candidates with rows of which none can be graded, in order of the roster (or of the files without one).
    pub withheld: Vec<CandidateId>,
}
