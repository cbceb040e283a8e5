//! Results of an exam for people.

mod results;

pub use results::{
    FileDigest, ResultsError, ResultsWriter, Summary, guarded, unguarded, write_choices, write_items,
    write_reconciliation,
};
