//! Results and keys made readable: documents and pages for people.

mod documents;

pub use documents::{key_sheet, rationale};
