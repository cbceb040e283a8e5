//! A neutral tree of what is printed, without any geometry.

mod node;
mod plate;
mod question;

pub use node::{
    Align, AnswerLines, Boxes, Cells, Fields, Masthead, Node, Paragraph, Table, TableColumn, TextSize, Tone,
};
pub use plate::{Plate, PlateMark};
pub use question::{Entry, Keep, List, Marker, Question, Stimulus};

use mockexam_model::Images;

/// A document to print.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// Title and language.
    pub metadata: Metadata,
    /// At the top of every page but the first.
    pub header: Furniture,
    /// At the foot of every page.
    pub footer: Furniture,
    /// At the foot of the first page, where that is not the same.
    pub first_footer: Option<Furniture>,
    /// The content in reading order.
    pub nodes: Vec<Node>,
    /// The images that texts name.
    pub images: Images,
    /// Empty pages behind the content.
    pub padding: Padding,
}

/// Empty pages behind the content of a document.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Padding {
    /// How many pages there are at least.
    pub least: usize,
    /// The number of pages is a multiple of this; 0 counts as 1.
    pub multiple: usize,
    /// What the empty pages say.
    pub text: String,
}

/// What readers and catalogues see of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Metadata {
    /// Title.
    pub title: String,
    /// Language tag, such as `en` or `de-AT`.
    pub language: String,
    /// What it is about; may be empty.
    pub subject: String,
}

/// Languages whose usual script runs from right to left.
const LEFTWARD: [&str; 12] = ["ar", "arc", "ckb", "dv", "fa", "he", "nqo", "ps", "sd", "syr", "ug", "ur"];

impl Metadata {
    /// Whether its language is written from right to left.
    #[must_use]
    pub fn runs_to_the_left(&self) -> bool {
        self.language.split('-').next().is_some_and(|language| LEFTWARD.contains(&language))
    }
}

/// A running line. `{page}` and `{pages}` stand for the number of the page and of all pages.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Furniture {
    /// At the left margin.
    pub left: String,
    /// In the middle.
    pub centre: String,
    /// At the right margin.
    pub right: String,
}

impl Document {
    /// A document without content.
    #[must_use]
    pub fn new(metadata: Metadata) -> Self {
        let (header, footer) = (Furniture::default(), Furniture::default());
        let padding = Padding::default();
        Self {
            metadata,
            header,
            footer,
            first_footer: None,
            nodes: Vec::new(),
            images: Images::new(),
            padding,
        }
    }
}

impl Furniture {
    /// Whether nothing is printed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        [&self.left, &self.centre, &self.right].into_iter().all(String::is_empty)
    }
}
