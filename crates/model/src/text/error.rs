//! Why markup is refused.

use super::math::FormulaError;

/// Why markup cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TextError {
    /// A marker that opens or closes nothing.
    #[error("'{marker}' has no partner")]
    Unbalanced {
        /// `*`, `**`, `***`, `~`, `^` or a backtick
        marker: &'static str,
    },
    /// A control character or U+FFFD, the trace of a wrong encoding.
    #[error("the text contains {character:?}, which cannot be printed")]
    Unprintable {
        /// The character.
        character: char,
    },
    /// A formula that cannot be read.
    #[error("{0}")]
    Formula(FormulaError),
    /// A block of code without an end.
    #[error("a block of code starts with {fence} and does not end")]
    OpenFence {
        /// Its first line without the language.
        fence: String,
    },
    /// A row of a table with another number of cells than the head.
    #[error("row {row} of a table has {found} {}, its head has {expected}", cells(*.found))]
    RaggedRow {
        /// Number of the row below the head, from 1.
        row: usize,
        /// Its cells.
        found: usize,
        /// Those of the head.
        expected: usize,
    },
    /// A line below the head of a table that is not a row of dashes.
    #[error("the line below the head of a table is not |---| for each of {expected} {}", columns(*.expected))]
    TableRule {
        /// Columns of the head.
        expected: usize,
    },
    /// More columns than a page has room for.
    #[error("a table has {found} columns, at most {most} can be printed")]
    WideTable {
        /// Columns of the head.
        found: usize,
        /// How many there may be.
        most: usize,
    },
    /// An entry of a numbered list that is out of order.
    #[error("entry {expected} of a list has the number {found}")]
    ListNumber {
        /// The number written.
        found: u16,
        /// The number that it would get.
        expected: usize,
    },
    /// An entry that stands further right than the first one.
    #[error("a list stands inside a list")]
    NestedList,
    /// An image with nothing for those who cannot see it.
    #[error("the image {source_file} has no text that says what it shows")]
    NoAlt {
        /// The file named.
        source_file: String,
    },
    /// An image among words.
    #[error("an image stands inside a line of text")]
    ImageInText,
    /// A file that lies elsewhere than in the folder of the bank.
    #[error("the image '{source_file}' is not named by a path inside the folder of the bank")]
    ImagePath {
        /// The path as written.
        source_file: String,
    },
}

const fn cells(count: usize) -> &'static str {
    if count == 1 { "cell" } else { "cells" }
}

const fn columns(count: usize) -> &'static str {
    if count == 1 { "column" } else { "columns" }
}

impl TextError {
    /// How to repair the text.
    #[must_use]
    pub const fn help(&self) -> &'static str {
        match self {
            Self::Unbalanced { .. } => {
                "add the marker at the other end, or put a backslash before one that is meant as it is"
            }
            Self::Unprintable { .. } => "type the character anew; save the file as UTF-8",
            Self::Formula(_) => "docs/writing-items.md lists what formulas may hold",
            Self::OpenFence { .. } => "close it with a line of as many backticks",
            Self::RaggedRow { .. } => {
                "give each row as many cells as the head; a bar inside a cell is written \\|"
            }
            Self::TableRule { .. } => "write |---| there, with dashes for every column and without colons",
            Self::WideTable { .. } => "turn rows into columns, or make two tables of it",
            Self::ListNumber { .. } => {
                "number the entries 1, 2, 3; a full stop that starts no entry is written \\."
            }
            Self::NestedList => "write one list; a hyphen that starts no entry is written \\-",
            Self::NoAlt { .. } => "say what it shows between the brackets: ![what it shows](file.png)",
            Self::ImageInText => {
                "leave an empty line before and after the image; brackets that name none are written !\\["
            }
            Self::ImagePath { .. } => {
                "put the file into the folder of the bank and name it from there, with / between folders"
            }
        }
    }
}
