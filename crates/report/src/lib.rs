//! Results and keys made readable: result files, HTML reports on a class and on each candidate, key sheets and
//! rationales as documents, papers for screen readers and for Braille.
//!
//! A [`ResultSet`] is what `mockexam grade` left in a results folder. It opens only if it is whole: every file is the one
//! that summary.json describes, and the books balance. A report is one page without scripts and without anything
//! from elsewhere; it reads on a phone, in the dark and on A4. What people wrote (names, ids, titles, messages)
//! stays text. Statistics never stand without the number of candidates behind them.
//!
//! The library opens no paths: a function hands it the files by their plain names.
//!
//! ```
//! use mockexam_report::{ENGLISH_REPORT_WORDS, ReportWords, ResultSet};
//! use std::io::{self, Read};
//!
//! let words = ReportWords::read(ENGLISH_REPORT_WORDS)?;
//! let empty_folder = |_file: &str| -> io::Result<Box<dyn Read>> { Err(io::ErrorKind::NotFound.into()) };
//! let refused = ResultSet::open(&empty_folder).err().unwrap_or_default();
//! assert_eq!(refused[0].code, "R01"); // no summary.json
//! // Otherwise: for format in &FORMATS { format.write(&Job { set, key, words, parts: &Part::ALL, press }, shelf)? }
//! # let _ = words;
//! # Ok::<(), mockexam_report::WordsError>(())
//! ```

mod chart;
mod columns;
mod documents;
mod error;
#[cfg(test)]
mod fixture;
mod format;
mod html;
mod part;
mod reading;
mod results;
mod siblings;
mod tables;
mod trial;

pub use documents::{
    ReviewBooklet, ReviewConcept, ReviewItem, draft, key_sheet, marking_guide, marking_sheet, needs_marker,
    rationale,
};
pub use error::ReportError;
pub use format::{FORMATS, Format, Job, Press, Shelf, Take};
pub use html::{
    ENGLISH_REPORT_WORDS, Links, MissedItems, ReportWords, WordsError, candidate_reports, class_report,
    explanation_page, missed_items,
};
pub use part::{Part, is_written};
pub use reading::{ResultSet, Source};
pub use results::{
    Accommodation, FileDigest, Hashed, ResultsError, ResultsShare, ResultsWriter, RulingsSeal, Summary,
    guarded, unguarded, write_accommodations, write_choices, write_form_items, write_items,
    write_reconciliation, write_rulings,
};
pub use siblings::{html_paper, plain_paper};
