//! Decisions after an exam that change how a question is scored.
//!
//! A ruling here is resolved: it names its item and answers in canonical order, whatever the file said. An [`AnswerKey`] keeps
//! the rulings that are in force beside the items as they were drawn, and shows everybody the items as ruled.

mod apply;
mod entry;
mod ruled;
#[cfg(test)]
mod tests;

pub use entry::{RulingEffect, RulingEntry, RulingState};
pub(crate) use ruled::RuledItems;

use crate::{AnswerKey, Decimal, FormCode, FormKey, ItemId, ItemSnapshot, KeyError};
use serde::{Deserialize, Serialize};

/// A decision about a question, resolved against the key that it changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ruling {
    /// Its id in the list of rulings.
    pub id: String,
    /// The item.
    pub item: ItemId,
    /// The only form that it concerns; without it, every form that asks the item.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub form: Option<FormCode>,
    /// What is decided.
    pub action: RulingAction,
    /// Why.
    pub reason: String,
    /// The day of the decision, as written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
}

/// What a ruling does to a question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RulingAction {
    /// The question does not count: nobody earns points, and none were to be had.
    Void,
    /// Everybody to whom the question was put earns all its points, whatever they answered.
    FullCredit,
    /// These answers are keys, too. A response earns the most that it would earn under any key.
    Accept(Vec<KeyAnswer>),
    /// These answers are the keys, and what was the key is wrong.
    Rekey(Vec<KeyAnswer>),
}

/// A whole right answer, in canonical order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum KeyAnswer {
    /// Choices, ascending.
    Choices(Vec<u8>),
    /// The choice of each row.
    Rows(Vec<u8>),
    /// A number.
    Number(Decimal),
    /// Words.
    Words(String),
}

/// How a question stands after all rulings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Standing {
    /// It is scored by its key.
    #[default]
    Counted,
    /// It does not count.
    Void,
    /// Everybody has its points.
    FullCredit,
}

impl RulingAction {
    /// The word for it in files.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Void => "void",
            Self::FullCredit => "full-credit",
            Self::Accept(_) => "accept",
            Self::Rekey(_) => "rekey",
        }
    }

    /// Why it cannot be decided about an item; none if it can.
    #[must_use]
    pub fn misfit(&self, item: &ItemSnapshot) -> Option<&'static str> {
        match self {
            Self::Void | Self::FullCredit => None,
            Self::Accept(answers) | Self::Rekey(answers) => apply::misfit(answers, item),
        }
    }

    /// Whether both can be decided about the same question: only several `accept` can.
    #[must_use]
    pub const fn goes_with(&self, other: &Self) -> bool {
        matches!((self, other), (Self::Accept(_), Self::Accept(_)))
    }
}

impl AnswerKey {
    /// The key as rulings leave it. The rulings take the place of any that it had.
    ///
    /// # Errors
    /// [`KeyError::Ruling`] for a ruling about a question that the key does not have, one that does not fit its item, and two
    /// that contradict each other.
    pub fn with_rulings(mut self, rulings: Vec<Ruling>) -> Result<Self, KeyError> {
        self.ruled = RuledItems::new(&self, rulings)?;
        Ok(self)
    }

    /// The rulings in force, in the order of their list.
    #[must_use]
    pub fn rulings(&self) -> &[Ruling] {
        self.ruled.rulings()
    }

    /// How a question of a form stands.
    #[must_use]
    pub fn standing(&self, form: &FormKey, item: &ItemId) -> Standing {
        self.ruled.of(&form.code, item).map_or_else(Standing::default, |ruled| ruled.standing)
    }

    /// Whether the same was decided about an item on both forms, be it by one ruling or by two.
    #[must_use]
    pub fn is_ruled_alike(&self, item: &ItemId, one: &FormCode, other: &FormCode) -> bool {
        let on = |form| {
            let concern = self.rulings().iter().filter(move |ruling| ruling.concerns(form, item));
            concern.map(|ruling| &ruling.action)
        };
        on(one).eq(on(other))
    }

    /// Answers of a question that are right beside those that its item tells.
    #[must_use]
    pub fn alternatives(&self, form: &FormKey, item: &ItemId) -> &[KeyAnswer] {
        self.ruled.of(&form.code, item).map(|ruled| ruled.alternatives.as_slice()).unwrap_or_default()
    }
}

impl KeyAnswer {
    /// The item with this answer as its only key.
    #[must_use]
    pub fn in_place_of_key(&self, item: &ItemSnapshot) -> ItemSnapshot {
        let mut item = item.clone();
        apply::replace(self, &mut item);
        item
    }
}

impl Ruling {
    /// Whether it concerns a question of a form.
    #[must_use]
    pub fn concerns(&self, form: &FormCode, item: &ItemId) -> bool {
        self.item == *item && self.form.as_ref().is_none_or(|only| only == form)
    }
}
