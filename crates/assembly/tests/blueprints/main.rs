//! What a blueprint can ask for: met, or refused with reasons.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on should stop")]

mod cases;
mod demands;
mod faults;
mod forms;
mod support;
