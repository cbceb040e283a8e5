//! Lines of a page and what they look like on their own.

use mockexam_model::{Place, Span};
use std::borrow::Cow;
use std::ops::Range;

/// A file as lines.
#[derive(Debug)]
pub(super) struct Page<'a> {
    pub(super) lines: Vec<Line<'a>>,
    /// Whether no empty line stands between others: then each line is a paragraph.
    pub(super) dense: bool,
}

/// A line without white space around it.
#[derive(Debug)]
pub(super) struct Line<'a> {
    pub(super) text: &'a str,
    /// Where the text starts in the file, in bytes.
    start: usize,
    /// Characters of white space before it.
    pub(super) indent: usize,
    pub(super) kind: LineKind<'a>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum LineKind<'a> {
    Blank,
    /// Something with a mark before it.
    Choice {
        mark: Mark,
        text: Part<'a>,
    },
    /// "Show Answer"
    Show,
    /// What stands behind "Answer:".
    Answer(Part<'a>),
    Other,
}

/// What stands before a choice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    /// From 1.
    Number(usize),
    /// A is 1.
    Letter(usize),
    Bullet,
}

/// A piece of text and where it starts in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Part<'a> {
    pub(super) text: Cow<'a, str>,
    start: usize,
}

/// Bytes of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Spot(Range<usize>);

impl Spot {
    pub(super) fn place(&self) -> Place {
        Place::Span(Span::from(self.0.clone()))
    }
}

impl<'a> Part<'a> {
    pub(super) fn new(text: impl Into<Cow<'a, str>>, start: usize) -> Self {
        Self { text: text.into(), start }
    }

    /// From a byte of it to its end. Of a text that was put together from lines only the start is known.
    pub(super) fn from(&self, byte: usize) -> Spot {
        match &self.text {
            Cow::Borrowed(text) => Spot(self.start + byte..self.start + text.len()),
            Cow::Owned(_) => Spot(self.start..self.start + 1),
        }
    }

    /// What stands behind so many bytes of it and white space.
    pub(super) fn without(self, bytes: usize) -> Self {
        let rest = |text: &str| text.len() - text[bytes..].trim_start().len();
        match self.text {
            Cow::Borrowed(text) => Self::new(&text[rest(text)..], self.start + rest(text)),
            Cow::Owned(text) => Self { text: text[rest(&text)..].to_owned().into(), start: self.start },
        }
    }

    /// It, and the text of the next line.
    pub(super) fn joined(&self, line: &Line<'_>) -> Self {
        Self { text: format!("{} {}", self.text, line.text).into(), start: self.start }
    }
}

impl<'a> Line<'a> {
    pub(super) const fn whole(&self) -> Spot {
        Spot(self.start..self.start + self.text.len())
    }

    pub(super) fn part(&self) -> Part<'a> {
        Part::new(self.text, self.start)
    }

    pub(super) const fn is_blank(&self) -> bool {
        matches!(self.kind, LineKind::Blank)
    }

    fn read(line: &'a str, offset: usize) -> Self {
        let text = line.trim();
        let before = line.len() - line.trim_start().len();
        let start = offset + before;
        let indent = line[..before].chars().count();
        Self { text, start, indent, kind: kind(text, start) }
    }
}

impl<'a> Page<'a> {
    pub(super) fn read(text: &'a str) -> Self {
        let mut offset = 0;
        let mut lines = Vec::new();
        for line in text.split('\n') {
            lines.push(Line::read(line, offset));
            offset += line.len() + 1;
        }
        let first = lines.iter().position(|line| !line.is_blank()).unwrap_or(0);
        let last = lines.iter().rposition(|line| !line.is_blank()).unwrap_or(0);
        let dense = !lines[first..=last].iter().any(Line::is_blank);
        Self { lines, dense }
    }

    pub(super) fn is_choice(&self, index: usize) -> bool {
        self.lines.get(index).is_some_and(|line| matches!(line.kind, LineKind::Choice { .. }))
    }

    /// Whether the next line with anything in it is an answer.
    pub(super) fn answered(&self, index: usize) -> bool {
        let next = self.lines.iter().skip(index + 1).find(|line| !line.is_blank());
        next.is_some_and(|line| matches!(line.kind, LineKind::Answer(_)))
    }

    /// The choices that end above a line.
    pub(super) fn choices_above(&self, index: usize) -> Range<usize> {
        let end = (0..index).rev().find(|&at| !self.lines[at].is_blank()).map_or(0, |at| at + 1);
        let start = (0..end).rev().find(|&at| !self.is_choice(at)).map_or(0, |at| at + 1);
        start..end
    }

    /// Whether an answer follows the choices that start in a line.
    pub(super) fn are_answered(&self, start: usize) -> bool {
        let below = self.lines[start..].iter();
        let next = below
            .map(|line| &line.kind)
            .find(|kind| !matches!(kind, LineKind::Choice { .. } | LineKind::Blank));
        matches!(next, Some(LineKind::Show | LineKind::Answer(_)))
    }

    /// Whether the next line above with anything in it ends with a question mark.
    pub(super) fn asks_above(&self, index: usize) -> bool {
        let above = self.lines[..index].iter().rev().find(|line| !line.is_blank());
        above.is_some_and(|line| line.kind == LineKind::Other && line.text.ends_with('?'))
    }
}

fn kind(text: &str, start: usize) -> LineKind<'_> {
    if text.is_empty() {
        return LineKind::Blank;
    }
    if ["show answer", "show the answer", "reveal answer"].iter().any(|word| text.eq_ignore_ascii_case(word))
    {
        return LineKind::Show;
    }
    for word in ["answer:", "answers:", "correct answer:", "right answer:"] {
        let head = text.get(..word.len()).filter(|head| head.eq_ignore_ascii_case(word));
        if head.is_some() {
            let rest = &text[word.len()..];
            let said = rest.trim_start();
            return LineKind::Answer(Part::new(said, start + word.len() + rest.len() - said.len()));
        }
    }
    match mark(text) {
        Some((mark, rest)) => {
            LineKind::Choice { mark, text: Part::new(rest, start + text.len() - rest.len()) }
        }
        None => LineKind::Other,
    }
}

/// A mark at the start of a text, and what stands behind it.
pub(super) fn mark(text: &str) -> Option<(Mark, &str)> {
    const BULLETS: [char; 8] =
        ['-', '*', '\u{2022}', '\u{2013}', '\u{2014}', '\u{b7}', '\u{25e6}', '\u{2023}'];
    if let Some(rest) = text.strip_prefix(BULLETS) {
        return behind(rest).map(|rest| (Mark::Bullet, rest));
    }
    let (label, rest) = match text.strip_prefix('(') {
        Some(inner) => inner.split_once(')')?,
        None => text.split_at_checked(text.find(['.', ')'])?).map(|(label, rest)| (label, &rest[1..]))?,
    };
    let mark = match label.as_bytes() {
        [letter @ (b'A'..=b'Z' | b'a'..=b'z')] => {
            Mark::Letter(usize::from(letter.to_ascii_uppercase() - b'A') + 1)
        }
        [b'0'..=b'9'] | [b'0'..=b'9', b'0'..=b'9'] => Mark::Number(label.parse().ok()?),
        _ => return None,
    };
    behind(rest).map(|rest| (mark, rest))
}

/// What follows a mark: nothing, or white space and a text.
fn behind(rest: &str) -> Option<&str> {
    let text = rest.trim_start();
    (text.is_empty() || text.len() < rest.len()).then_some(text)
}
