//! Results of an exam for people.

mod chart;
mod error;
mod html;
mod reading;

pub use error::ReportError;
pub use html::{CLASS_REPORT, ENGLISH_REPORT_WORDS, Links, ReportWords, candidate_reports, class_report};
pub use reading::{ResultSet, Source};
