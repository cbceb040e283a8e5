//! The result files: tidy tables and a summary that binds them together.
//!
//! [`ResultsShare`]s take score sheets while they are graded, [`ResultsWriter`] streams them as scores.csv and responses.csv; the tables of
//! statistics and the summary follow at the end. Every writer hashes what it writes and hands back a [`FileDigest`];
//! [`Summary`] lists them and is written last, so that a set without a matching summary is known to be broken.
//!
//! Numbers: points are exact, as a decimal (`2`, `0.5`) or, where there is none with two digits, as a ratio (`1/3`);
//! statistics are the shortest decimals that read back as the same float, and empty where undefined.
//! Texts of people are [`guarded`] against spreadsheets that would run them as formulas.

mod accommodations;
mod choices;
mod error;
pub(crate) mod form_items;
mod hashed;
mod items;
mod number;
mod reconciliation;
mod responses;
mod rulings;
mod scores;
mod summary;
mod table;
mod writer;

pub use accommodations::{Accommodation, write_accommodations};
pub use choices::write_choices;
pub use error::ResultsError;
pub use form_items::write_form_items;
pub(crate) use hashed::hexadecimal;
pub use hashed::{FileDigest, Hashed};
pub use items::write_items;
pub use mockexam_model::{guarded, unguarded};
pub use reconciliation::write_reconciliation;
pub use rulings::write_rulings;
pub use summary::{RulingsSeal, Summary};
pub use writer::{ResultsShare, ResultsWriter};

#[cfg(test)]
mod tests;
