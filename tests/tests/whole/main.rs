//! The crates together, without the command line: from the shipped bank to papers, grades and reports.

#![expect(clippy::unwrap_used, reason = "a test that cannot make its data must fail")]

mod class;
mod determinism;
mod disk;
mod kinds;
mod oracle;
mod shipped;
