//! The tree that markup becomes.

use super::math::Formula;

/// How a run of text stands out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Emphasis {
    /// Not at all.
    #[default]
    Plain,
    /// `*so*`
    Italic,
    /// `**so**`
    Bold,
    /// `***so***`
    BoldItalic,
}

/// Where a run of text stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Script {
    /// On the line.
    #[default]
    Baseline,
    /// Below it: `H~2~O`
    Sub,
    /// Above it: `m^2^`
    Super,
}

/// A piece of a line of text.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Inline {
    /// Characters of one emphasis and one height, never empty.
    Text {
        /// The characters; white space is single spaces.
        text: String,
        /// How they stand out.
        emphasis: Emphasis,
        /// Where they stand.
        script: Script,
    },
    /// Characters of a program, a command or a file, never empty: `` `so` ``
    Code(String),
    /// The gap of a missing-word item: `[?]`
    Blank,
    /// A formula: `` $`x^2`$ ``
    Math(Formula),
}

/// A part of a text that starts on a line of its own.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum TextBlock {
    /// Running text.
    Paragraph(Vec<Inline>),
    /// Lines that are printed as they are, without tabs and without spaces at their ends.
    Code(Vec<String>),
    /// Entries below each other.
    List {
        /// Whether they have numbers, from 1, or bullets.
        ordered: bool,
        /// The entries.
        items: Vec<Vec<Inline>>,
    },
    /// Rows and columns.
    Table {
        /// A cell for each column.
        head: Vec<Vec<Inline>>,
        /// Rows with as many cells.
        rows: Vec<Vec<Vec<Inline>>>,
    },
    /// A drawing or photograph.
    Image {
        /// Its file: a path below the folder of the bank, in an exam the name under which the key keeps it, in a report the
        /// file itself as an address that starts with `data:`.
        source: String,
        /// What it shows, for those who cannot see it. Never empty.
        alt: String,
    },
}

impl TextBlock {
    /// All lines of inline pieces in reading order.
    pub(super) fn lines_mut(&mut self) -> Vec<&mut Vec<Inline>> {
        match self {
            Self::Paragraph(line) => vec![line],
            Self::List { items, .. } => items.iter_mut().collect(),
            Self::Table { head, rows } => head.iter_mut().chain(rows.iter_mut().flatten()).collect(),
            Self::Code(_) | Self::Image { .. } => Vec::new(),
        }
    }
}
