//! What can go wrong.

use crate::font::advice;
use mockexam_model::{Diagnostic, Span};
use std::sync::Arc;

/// Why papers cannot be set at all.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PaperError {
    /// A template or language file that cannot be read.
    #[error("{message}")]
    File {
        /// The fact.
        message: String,
        /// Where in the file.
        span: Option<Span>,
    },
    /// A template whose margins leave no room for text.
    #[error("the margins leave less than {least_mm} mm of {what} for text")]
    NoRoom {
        /// Width or height.
        what: &'static str,
        /// What is needed at least.
        least_mm: u16,
    },
    /// A phrase with a `{name}` that nothing fills, or markup that does not parse.
    #[error("'{phrase}': {reason}")]
    Phrase {
        /// The phrase as written.
        phrase: String,
        /// What is wrong with it.
        reason: String,
    },
    /// A font that cannot be used.
    #[error("font {name} cannot be used: {reason}")]
    Font {
        /// Name of the font.
        name: Arc<str>,
        /// What is wrong with it.
        reason: &'static str,
    },
}

/// Why a document cannot be printed as it is. All problems of a document are collected.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
pub enum Problem {
    /// A character that the font lacks.
    #[error("{}the font {font} has no glyph for {character:?} (U+{:04X}){}", named(.subject), u32::from(*.character), within(.text))]
    NoGlyph {
        /// Item or case in which it stands.
        subject: Option<Arc<str>>,
        /// The character.
        character: char,
        /// Name of the font.
        font: Arc<str>,
        /// The text around it, where no item is named.
        text: Option<String>,
    },
    /// Something that may not be split and is higher than a page.
    #[error("{}{needed_mm} mm of height are needed, a page has {page_mm} mm", named(.subject))]
    TooHigh {
        /// Item or case.
        subject: Option<Arc<str>>,
        /// Its height.
        needed_mm: i64,
        /// Height of the text area.
        page_mm: i64,
    },
    /// A formula, or a part of one without a place to part it, that is wider than a line.
    #[error("{}the formula {formula} is wider than a line", named(.subject))]
    TooWide {
        /// Item or case in which it stands.
        subject: Option<Arc<str>>,
        /// It as a line of text.
        formula: String,
    },
    /// An image that the document does not bring along.
    #[error("{}the image {name} is not part of the exam", named(.subject))]
    NoImage {
        /// Item or case in which it stands.
        subject: Option<Arc<str>>,
        /// Its name.
        name: String,
    },
    /// A page of things at fixed places, such as an answer sheet, on paper that is too small for it.
    #[error("a page at fixed places needs at least {needed_mm:?} mm of paper, the template has {paper_mm:?}")]
    OffPage {
        /// Width and height that it needs.
        needed_mm: (i64, i64),
        /// Width and height of the paper.
        paper_mm: (i64, i64),
    },
}

fn named(subject: &Option<Arc<str>>) -> String {
    subject.as_ref().map_or_else(String::new, |name| format!("{name}: "))
}

fn within(text: &Option<String>) -> String {
    text.as_ref().map_or_else(String::new, |text| format!(" in '{text}'"))
}

impl From<&Problem> for Diagnostic {
    fn from(problem: &Problem) -> Self {
        let (code, help) = match problem {
            Problem::NoGlyph { character, .. } => ("L01", advice(*character)),
            Problem::TooHigh { .. } => ("L02", "shorten the text, or print with smaller type".to_owned()),
            Problem::TooWide { .. } => (
                "L08",
                "write it as two formulas, or give what stands in it a letter of its own; lines end behind signs such as + and ="
                    .to_owned(),
            ),
            Problem::NoImage { .. } => (
                "L04",
                "use images in items and cases only; notices and instructions cannot have any".to_owned(),
            ),
            Problem::OffPage { .. } => {
                ("L03", "print it with a template for larger paper, such as A4".to_owned())
            }
        };
        Self::error(code, problem.to_string()).help(help)
    }
}
