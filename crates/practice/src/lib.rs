//! Practice exams and study aids, without a server, a network or an account: pages of one HTML file each, documents to
//! print, and cards for other programs.
//!
//! [`practice_page`] makes a page that runs an exam of one form in a browser, scores it as the grader does, and hands out the
//! responses as an answer file. What a page shows at first (`paper`) holds no key. The key lies beside it under a veil
//! that keeps it from being read at a glance; whoever has the page has the key, so it is for practice alone.

mod key;
mod package;
mod page;
mod paper;
mod practice;
mod study;
mod tree;
mod veil;

pub use package::{TooLarge, anki_package};
pub use page::PAGE_MARK;
pub use practice::{Mode, NoPractice, Practice, StudyPart, View, practice_page};
pub use study::{
    CARDS_A_PAGE, Card, CardSource, Deck, Glossary, Setting, StudyWords, Term, anki_text, card_sheets,
    cards_page, glossary_document, glossary_page, sheet_document, sheet_page,
};
