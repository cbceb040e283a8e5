//! What is wrong with an answer key.

use crate::{FormCode, ItemId};

/// Why an answer key contradicts itself.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// A form uses an item that the key does not hold.
    #[error("form {form} asks item {item}, of which the key holds no copy")]
    UnknownItem {
        /// The form.
        form: FormCode,
        /// The item.
        item: ItemId,
    },
    /// An order is no permutation of the item's choices or statements.
    #[error("form {form}: the order of choices or statements of item {item} is no permutation")]
    Order {
        /// The form.
        form: FormCode,
        /// The item.
        item: ItemId,
    },
    /// An item without key, with more than 26 choices, or with a reference to a missing statement.
    #[error("item {item} cannot be scored: {reason}")]
    Item {
        /// The item.
        item: ItemId,
        /// What is wrong.
        reason: &'static str,
    },
    /// An id occurs twice.
    #[error("{what} {id} occurs twice")]
    Twice {
        /// Item, form or stimulus.
        what: &'static str,
        /// Its id.
        id: String,
    },
    /// A form without questions, or a key without forms.
    #[error("the key holds no form, or a form without questions")]
    Empty,
    /// Sections that do not part the questions of a form.
    #[error("form {form}: item {item} is in no section, or its section is torn apart")]
    Section {
        /// The form.
        form: FormCode,
        /// The item.
        item: ItemId,
    },
    /// An item of a set whose case is missing.
    #[error("item {item} belongs to a case that the key does not hold")]
    UnknownStimulus {
        /// The item.
        item: ItemId,
    },
    /// A scoring of the exam as a whole that cannot be applied.
    #[error("the scoring cannot be applied: {reason}")]
    Scheme {
        /// What is wrong.
        reason: String,
    },
    /// A ruling that cannot be applied.
    #[error("ruling {ruling}: {reason}")]
    Ruling {
        /// Its id.
        ruling: String,
        /// What is wrong.
        reason: String,
    },
}
