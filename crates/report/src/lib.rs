//! Results and keys made readable.

mod documents;
mod results;

pub use documents::{key_sheet, rationale};
pub use results::{
    FileDigest, ResultsError, ResultsWriter, Summary, guarded, unguarded, write_choices, write_items,
    write_reconciliation,
};
