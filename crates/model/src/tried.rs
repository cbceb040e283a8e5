//! What a sitting of an exam says of its items: counts, and nothing of persons.

use crate::{ChoiceId, ItemId};

/// The counts of one sitting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trial {
    /// What tells sittings apart: hexadecimal digits, the same for the same exam and answer files.
    pub sitting: String,
    /// Code of the exam.
    pub exam: String,
    /// Its items by id.
    pub items: Vec<TriedItem>,
}

/// An item in a sitting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TriedItem {
    /// The item.
    pub item: ItemId,
    /// Its revision.
    pub rev: u32,
    /// Candidates to whom it was put.
    pub n: u64,
    /// How many of them got it right, in millionths; a part of the points counts as that part.
    pub right: u64,
    /// Responses without any mark.
    pub blank: u64,
    /// Responses with several marks where one was asked for.
    pub multiple: u64,
    /// Responses that nobody can read.
    pub unreadable: u64,
    /// How many marked each choice.
    pub choices: Vec<(ChoiceId, u64)>,
}
