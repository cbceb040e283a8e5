//! TOML question banks: from files to items that an exam can be drawn from.
//!
//! [`Bank::read`] takes all files of a bank at once and returns the bank with everything that is wrong about
//! it. An item with an error is kept, named and never drawn. The open sets are slices: [`KINDS`] (how items are
//! shown and scored) and [`LINTS`] (what is checked).
//!
//! ```
//! use mockexam_bank::{Bank, SourceFile};
//!
//! let text = r#"
//!     [bank]
//!     id = "colours"
//!     title = "Colours"
//!     language = "en"
//!     [[topic]]
//!     id = "mixing"
//!     name = "Mixing"
//!     [[item]]
//!     id = "mi-001"
//!     topic = "mixing"
//!     type = "true-false"
//!     level = "remember"
//!     difficulty = 0.9
//!     status = "reviewed"
//!     stem = "Blue and yellow paint give green."
//!     answer = true
//!     explanation = "Each pigment leaves mainly the green part of the light."
//! "#;
//! let reading = Bank::read(&[SourceFile::new("colours.toml", text)]);
//! assert_eq!(reading.bank.items().count(), 1);
//! ```

mod bank;
mod bank_table;
mod beside;
mod concept;
mod coverage;
mod document;
mod draft;
mod fmt;
mod header;
mod history;
mod images;
mod invisible;
mod item;
mod kind;
mod lint;
mod lower;
mod nearest;
mod norm;
mod query;
mod source;
mod variables;

pub use bank::{Bank, Reading, Topic};
pub use beside::{Beside, WordList};
pub use concept::{Concept, Pool, SourceDocument, SourceReference, Weight};
pub use coverage::{Band, Cell, Coverage};
pub use document::in_plain_words;
pub use fmt::format;
pub use history::{ESTIMATE_WEIGHT, HISTORY, ItemHistory, Observed, with_trial};
pub use invisible::invisible;
pub use item::{About, Eligibility, Freedom, Item, SetUse, SharedCase, Status, Version};
pub use kind::{KINDS, Kind, Lowered};
pub use lint::{Amount, FalseAlarms, LINTS, Lint, SetThreshold, Threshold, Unit, thresholds_of};
pub use nearest::nearest;
pub use query::Query;
pub use source::SourceFile;
pub use variables::{Drawn, VariableError, Variables, clash};
