//! `rulings.toml`: decisions after an exam, read and held against its key.

mod answer;
mod effect;
mod file;
mod list;
mod place;
#[cfg(test)]
mod tests;

pub use effect::{Change, Effect, Effects};
pub use list::Rulings;
