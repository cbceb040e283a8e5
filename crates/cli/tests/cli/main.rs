//! The binary as people use it: alone in an empty folder, with good input and with bad.

#![expect(clippy::unwrap_used, reason = "a test that cannot make its data must fail")]

mod alone;
mod bank;
mod blueprints;
mod booklets;
mod capabilities;
mod concepts;
mod determinism;
mod errors;
mod fonts;
mod gate;
mod handing_out;
mod hostile;
mod import;
mod kill;
mod outside;
mod pdf;
mod personal_papers;
mod pictures;
mod places;
mod practice;
mod reports;
mod rulings;
mod sarif;
mod secrecy;
mod study;
mod support;
mod swapped_keys;
mod texts;
mod thresholds;
mod verify;
