//! Results of an exam for people.

mod error;
mod reading;

pub use error::ReportError;
pub use reading::{ResultSet, Source};
