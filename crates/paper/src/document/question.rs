//! Questions and what belongs to them.

use super::Node;
use mockexam_model::RichText;
use std::sync::Arc;

/// A question with its number in the margin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// The item, named in errors.
    pub item: Arc<str>,
    /// Printed number.
    pub number: u16,
    /// Its name in the list of contents of a document: "Question 12".
    pub name: String,
    /// Stem, statements, choices …
    pub body: Vec<Node>,
    /// Small remark at the right below it; may be empty.
    pub remark: String,
    /// Whether it may be split.
    pub keep: Keep,
}

/// Whether something may be split between pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keep {
    /// It stays on one page. Where it is higher than that, its stem runs on, and the end of the stem stays with the choices as
    /// far as they fit on a page.
    Together,
    /// It stays on one page if it fits on one; otherwise it runs on, a few lines at a time.
    Flowing,
}

/// A case that several questions share, in a frame.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stimulus {
    /// Its id, named in errors.
    pub id: Arc<str>,
    /// Which questions it is for; may be empty.
    pub scope: String,
    /// Heading; may be empty.
    pub title: String,
    /// The case.
    pub text: RichText,
}

/// Entries with a marker in front of each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct List {
    /// What stands in front.
    pub marker: Marker,
    /// The entries in order.
    pub entries: Vec<Entry>,
}

/// What stands in front of an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Marker {
    /// A dot.
    Bullet,
    /// 1, 2 …
    Number,
    /// A, B …
    Letter,
    /// a, b …
    SmallLetter,
}

/// An entry of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// What it says.
    pub body: Vec<Node>,
}

impl From<RichText> for Entry {
    fn from(text: RichText) -> Self {
        Self { body: vec![Node::paragraph(text)] }
    }
}
