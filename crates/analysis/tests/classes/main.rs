//! Statistics of whole classes: simulated ones, and real ones whose figures other packages have computed.

#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "tests that print what they found")]

mod chance;
mod coverage;
mod planted;
mod reference;
mod support;
