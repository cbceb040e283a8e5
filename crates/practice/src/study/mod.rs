//! Study aids from a bank: flashcards, key terms, study sheets.

mod anki;
mod card;
mod card_pages;
mod card_sheets;
mod glossary;
mod html;
mod words;

pub use anki::anki_text;
pub(crate) use anki::{guid, tags};
pub use card::{Card, CardSource, Deck};
pub use card_pages::cards_page;
pub use card_sheets::{CARDS_A_PAGE, Setting, card_sheets};
pub use glossary::{Glossary, Term, glossary_document, glossary_page, sheet_document, sheet_page};
pub(crate) use html::html;
pub use words::StudyWords;
