//! The list of rulings as people keep it: with what was withdrawn, and what each one changed.

use super::Ruling;

/// An entry of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RulingEntry {
    /// Its id; no other entry has it.
    pub id: String,
    /// What is decided; none for a withdrawal.
    pub ruling: Option<Ruling>,
    /// Whether it is in force.
    pub state: RulingState,
    /// Why; may be empty for a withdrawal.
    pub reason: String,
    /// The day of the decision, as written.
    pub date: Option<String>,
}

/// What has become of an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RulingState {
    /// It changes scores.
    InForce,
    /// A later entry took it back.
    Withdrawn {
        /// The id of that entry.
        by: String,
    },
    /// It takes back an earlier entry.
    Withdrawal {
        /// The id of that entry.
        of: String,
    },
}

/// What a ruling changed, counted over candidates, beside all that stand before it in the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct RulingEffect {
    /// Whose score it changed.
    pub changed: u64,
    /// Who passed with it and not without it.
    pub passed: u64,
    /// Who passed without it and not with it.
    pub failed: u64,
}
