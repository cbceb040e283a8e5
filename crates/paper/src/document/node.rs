//! The parts of a document.

use super::{List, Plate, Question, Stimulus};
use mockexam_model::RichText;

/// A part of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Node {
    /// Title, subtitle and a large letter beside them.
    Masthead(Masthead),
    /// An image of the document at the top of a cover, no higher than a few lines. It says nothing.
    Logo(String),
    /// A heading, kept with what follows.
    Heading(RichText),
    /// Running text.
    Paragraph(Paragraph),
    /// A thin line across the column.
    Rule,
    /// White space of so many lines.
    Space(u8),
    /// Lines to write on, with labels.
    Fields(Fields),
    /// Boxes to tick, and lines for remarks.
    Boxes(Boxes),
    /// Lines to write an answer on.
    Lines(AnswerLines),
    /// Rows and columns.
    Table(Table),
    /// Entries with letters, numbers or bullets.
    List(List),
    /// Parts that stay on one page where they fit on one.
    Kept(Vec<Node>),
    /// A question with its number.
    Question(Question),
    /// A case in a frame, kept with what follows.
    Stimulus(Stimulus),
    /// Text in a frame.
    Notice(RichText),
    /// A page of things at fixed places.
    Plate(Plate),
    /// A last line in the middle, kept with what stands before it.
    Closing(RichText),
    /// White space for notes, as much as the template has.
    Notes,
    /// What follows starts a page, and is set in as many columns as the template has.
    Columns,
    /// What follows stands at the foot of the page.
    Fill,
    /// What follows starts a page.
    PageBreak,
}

/// Running text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paragraph {
    /// The words.
    pub text: RichText,
    /// How large.
    pub size: TextSize,
    /// How dark.
    pub tone: Tone,
    /// Where its lines stand.
    pub align: Align,
}

/// Sizes that a template defines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TextSize {
    /// For remarks.
    Tiny,
    /// For running lines, notes and tables.
    Small,
    /// For everything that is read.
    Body,
    /// For headings.
    Heading,
    /// For titles.
    Title,
    /// For the letter of a form.
    Display,
}

/// How dark text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Black.
    Strong,
    /// Grey.
    Faint,
}

/// Where the lines of a column stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Align {
    /// At the left, ragged right.
    #[default]
    Left,
    /// In the middle.
    Centre,
    /// At the right.
    Right,
}

/// Top of a cover: title and subtitle, and a box with a large letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Masthead {
    /// Title.
    pub title: String,
    /// Subtitle; may be empty.
    pub subtitle: String,
    /// Small word in the box; without it and the letter there is no box.
    pub badge_label: String,
    /// Large letter in the box.
    pub badge: String,
}

/// Lines to write an answer on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnswerLines {
    /// How many.
    pub count: u8,
    /// Share of the column that they take, in hundredths.
    pub width_percent: u8,
    /// Printed behind the last line; may be empty.
    pub unit: String,
}

/// Labelled lines to write on, in rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fields {
    /// The labels of each row.
    pub rows: Vec<Vec<String>>,
}

/// Boxes to tick in a row, each with its word behind it, and lines for remarks behind and below them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Boxes {
    /// The words.
    pub words: Vec<String>,
    /// In front of the lines.
    pub remarks: String,
}

/// Rows and columns with thin lines between the rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// The columns.
    pub columns: Vec<TableColumn>,
    /// Heads of the columns, repeated on each page; may be empty.
    pub head: Vec<RichText>,
    /// Cells by row. Missing cells are empty, spare ones are not printed.
    pub rows: Vec<Vec<RichText>>,
    /// Size of the text.
    pub size: TextSize,
}

/// A column of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TableColumn {
    /// Its share of the width, relative to the other columns.
    pub share: u16,
    /// Where its text stands.
    pub align: Align,
    /// What its cells are for.
    pub cells: Cells,
}

/// What the cells of a column are for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cells {
    /// Each names its row.
    Names,
    /// What the table tells.
    Values,
}

impl Node {
    /// A plain paragraph of body text.
    #[must_use]
    pub const fn paragraph(text: RichText) -> Self {
        Self::Paragraph(Paragraph { text, size: TextSize::Body, tone: Tone::Strong, align: Align::Left })
    }

    /// A paragraph of small grey text.
    #[must_use]
    pub const fn note(text: RichText) -> Self {
        Self::Paragraph(Paragraph { text, size: TextSize::Small, tone: Tone::Faint, align: Align::Left })
    }
}
