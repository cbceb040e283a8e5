//! Documents laid out on pages of placed boxes.
//!
//! A [`Document`] says what is printed, a [`Template`] how, a [`Language`] with which fixed words; [`layout`] places every
//! glyph and line on the pages of a [`Paper`]. [`exam_paper`] and [`answer_sheet`] make the documents of a
//! form; a [`SheetMap`] tells where each bubble is. Nothing here knows a key or a file format.
//!
//! All geometry is integer ([`Length`]), so that a paper is the same on every platform.
//!
//! ```
//! use mockexam_model::RichText;
//! use mockexam_paper::{Document, FontBook, Metadata, Node, Template, layout};
//!
//! let mut document = Document::new(Metadata { title: "Hello".into(), language: "en".into(), subject: String::new() });
//! document.nodes.push(Node::paragraph(RichText::parse("Which is **not** so?").unwrap()));
//! let paper = layout(&document, &Template::a4().unwrap(), &FontBook::shipped().unwrap()).unwrap();
//! assert_eq!(paper.pages[0].text(), "Which is not so?\n");
//! ```

mod document;
mod error;
mod exam;
mod font;
mod language;
mod layout;
mod length;
mod page;
mod structure;
mod template;

pub use document::{
    Align, AnswerLines, Boxes, Cells, Document, Entry, Fields, Furniture, Keep, List, Marker, Masthead,
    Metadata, Node, Padding, Paragraph, Plate, PlateMark, Question, Stimulus, Table, TableColumn, TextSize,
    Tone,
};
pub use error::{PaperError, Problem};
pub use exam::{
    Bubble, CodePlace, Cover, Holder, NumberBubbles, QuestionBubbles, Session, SheetLayout, SheetMap,
    SheetSerial, SignBubble, Sitting, StripPlace, WrongAnswers, answer_sheet, block_nodes, choice_text,
    exam_paper,
};
pub use font::{Direction, Face, Family, FontBook, FontBytes, FontFile, Glyph, Word};
pub use language::{
    CoverWords, DateWords, KeyWords, Language, MarkingWords, PageWords, Phrase, QuestionWords,
    RationaleWords, ReviewWords, RunWords, SheetWords,
};
pub use layout::layout;
pub use length::{Length, Point, Size};
pub use page::{Edge, GlyphRun, Ink, Leaf, Mark, Page, Paper, Part, Placed, Stroke, Tag};
pub use structure::{Element, ElementId, ElementKind, Numbering, Scope, Structure};
pub use template::{
    CoverStyle, Fold, LabelStyle, Margins, PageStyle, PaperLength, QuestionStyle, RemarkStyle, RunningStyle,
    Spacing, Spread, Template, TextAlign, TextStyle, TypeSizes,
};

/// Number of this way to set pages. A change that moves or alters anything printed gets a new number.
pub const TYPESETTER: u32 = 9;
