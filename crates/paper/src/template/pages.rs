//! What is on the pages of an exam paper besides type and margins.

use crate::length::{Length, from_mm};
use serde::{Deserialize, Deserializer, de::Error};

/// How the pages of an exam paper are filled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PageStyle {
    /// Columns of questions, 1 or 2.
    #[serde(deserialize_with = "one_or_two")]
    pub columns: u8,
    /// White space between two columns.
    #[serde(rename = "column_gap_mm", deserialize_with = "from_mm")]
    pub column_gap: Length,
    /// What stands before the questions.
    pub cover: CoverStyle,
    /// How questions follow each other.
    pub questions: Spread,
    /// Sides of a sheet that are printed on, 1 or 2: with two, each form ends on an even page.
    #[serde(deserialize_with = "one_or_two")]
    pub sides: u8,
    /// Whether papers of one exam have as many pages.
    pub length: PaperLength,
    /// Whether sheets are folded.
    #[serde(default)]
    pub fold: Fold,
}

/// What stands before the questions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CoverStyle {
    /// A page of its own with all instructions.
    Page,
    /// Title, form and lines for the name, above the first question.
    Top,
}

/// How questions follow each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Spread {
    /// As many on a page as fit.
    Flowing,
    /// One on a page, with its case where it is the first of it.
    OnePerPage,
}

/// Whether papers of one exam have as many pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PaperLength {
    /// Each has as many as it needs.
    Own,
    /// All have as many as the longest, so that nobody sees who has which form.
    Same,
}

/// Whether sheets are folded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fold {
    /// A page is a side of a sheet.
    #[default]
    None,
    /// Two pages are beside each other on a side: sheets printed on both sides, laid into each other and folded are a booklet.
    Booklet,
}

/// How lines of running text are filled: those of stems, choices and cases.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TextStyle {
    /// Where they end.
    pub align: TextAlign,
    /// Whether words may be parted, by the rules of the paper's language.
    pub hyphenate: bool,
}

/// Where lines of running text end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TextAlign {
    /// Where words end; the spaces between words are all alike.
    #[default]
    Ragged,
    /// All at the right edge, except the last of a paragraph.
    Justified,
}

/// How questions look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QuestionStyle {
    /// Around the number of a question.
    pub number: LabelStyle,
    /// Around the letter of a choice.
    pub letter: LabelStyle,
    /// Most choices beside each other, 1, 2 or 4, where they fit on a line each.
    #[serde(deserialize_with = "one_two_or_four")]
    pub choice_columns: u8,
    /// What is printed below a question.
    pub remark: RemarkStyle,
    /// White space below each question, for notes.
    #[serde(rename = "notes_mm", deserialize_with = "from_mm")]
    pub notes: Length,
    /// Distance of lines to write an answer on.
    #[serde(rename = "answer_line_mm", deserialize_with = "from_mm")]
    pub answer_line: Length,
}

/// What is printed below a question, small.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RemarkStyle {
    /// Id and revision of the item, and the points where they are not one.
    Item,
    /// The points, where they are not one.
    Points,
}

/// What stands around a number or letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub enum LabelStyle {
    /// 1, A
    #[serde(rename = "plain")]
    Plain,
    /// 1. A.
    #[serde(rename = "dot")]
    Dot,
    /// 1) A)
    #[serde(rename = "parenthesis")]
    Parenthesis,
    /// (1) (A)
    #[serde(rename = "parentheses")]
    Parentheses,
}

impl LabelStyle {
    /// A number or letter in this style.
    #[must_use]
    pub fn label(self, sign: &str) -> String {
        match self {
            Self::Plain => sign.to_owned(),
            Self::Dot => format!("{sign}."),
            Self::Parenthesis => format!("{sign})"),
            Self::Parentheses => format!("({sign})"),
        }
    }
}

/// Running lines of an exam paper. `{title}`, `{form}`, `{code}`, `{page}`, `{pages}` and `{page_of}` are filled.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RunningStyle {
    /// At the top left of every page but the first.
    pub header_left: String,
    /// At the top, in the middle.
    pub header_centre: String,
    /// At the top right.
    pub header_right: String,
    /// At the foot of every page, left.
    pub footer_left: String,
    /// At the foot, in the middle.
    pub footer_centre: String,
    /// At the foot, right.
    pub footer_right: String,
}

/// What running lines may name.
pub(crate) const RUNNING_HOLES: [&str; 6] = ["title", "form", "code", "page", "pages", "page_of"];

impl RunningStyle {
    /// All six texts.
    pub(crate) fn texts(&self) -> [&str; 6] {
        [
            &self.header_left,
            &self.header_centre,
            &self.header_right,
            &self.footer_left,
            &self.footer_centre,
            &self.footer_right,
        ]
    }
}

fn one_or_two<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u8, D::Error> {
    one_of(deserializer, &[1, 2], "1 or 2 is expected")
}

fn one_two_or_four<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u8, D::Error> {
    one_of(deserializer, &[1, 2, 4], "1, 2 or 4 is expected")
}

fn one_of<'de, D: Deserializer<'de>>(deserializer: D, allowed: &[u8], fact: &str) -> Result<u8, D::Error> {
    let number = i64::deserialize(deserializer)?;
    let found = allowed.iter().copied().find(|&allowed| i64::from(allowed) == number);
    found.ok_or_else(|| D::Error::custom(fact))
}
