//! Flashcards as a package that Anki opens (.apkg): a ZIP archive with a SQLite database of schema 11, which every version
//! since 2.0 reads. Written by hand: a database that is only written once needs no engine, and no compiler for C.

mod collection;
mod sqlite;
mod zip;

use crate::study::{Deck, StudyWords};

/// The package. The same deck gives the same bytes: ids come from those of bank and cards, and no clock is read.
///
/// # Errors
/// The archive would be larger than 4 GiB.
pub fn anki_package(deck: &Deck, words: &StudyWords) -> Result<Vec<u8>, TooLarge> {
    let database = sqlite::database(&collection::tables(deck, words)).ok_or(TooLarge)?;
    zip::archive(&[("collection.anki2", &database), ("media", b"{}")]).ok_or(TooLarge)
}

/// More cards than a package has room for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the package would be too large")]
pub struct TooLarge;
