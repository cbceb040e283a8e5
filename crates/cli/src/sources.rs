//! The texts that diagnostics point into.

use std::collections::BTreeMap;
use std::ops::Range;

/// Texts by the name under which the user knows them.
#[derive(Debug, Default)]
pub(crate) struct Sources {
    texts: BTreeMap<String, Source>,
}

/// A text and where its lines start, so that thousands of places in it are found without reading it anew for each.
#[derive(Debug)]
struct Source {
    text: String,
    line_starts: Vec<usize>,
}

/// The lines around a stretch of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Excerpt<'a> {
    /// Whole lines.
    pub(crate) text: &'a str,
    /// Number of the first one, from 1.
    pub(crate) line: usize,
    /// The stretch inside `text`, in bytes.
    pub(crate) span: Range<usize>,
}

/// A place in a text as people count: both from 1, columns in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct LineColumn {
    pub(crate) line: usize,
    pub(crate) column: usize,
}

impl Sources {
    pub(crate) fn add(&mut self, name: &str, text: &str) {
        let ends = text.match_indices('\n').map(|(newline, _)| newline + 1);
        let line_starts = std::iter::once(0).chain(ends).collect();
        self.texts.insert(name.to_owned(), Source { text: text.to_owned(), line_starts });
    }

    /// The lines around a stretch; none where the text is unknown or the stretch does not lie in it.
    pub(crate) fn excerpt(&self, name: &str, span: Range<usize>) -> Option<Excerpt<'_>> {
        let source = self.texts.get(name)?;
        source.text.get(span.clone())?;
        let line = source.line(span.start);
        let start = source.line_starts.get(line - 1).copied()?;
        let end = source.line_starts.get(source.line(span.end)).copied().unwrap_or(source.text.len());
        let text = source.text.get(start..end)?;
        Some(Excerpt { text, line, span: span.start - start..span.end - start })
    }

    pub(crate) fn line_column(&self, name: &str, byte: usize) -> Option<LineColumn> {
        let excerpt = self.excerpt(name, byte..byte)?;
        let column = excerpt.text.get(..excerpt.span.start)?.chars().count() + 1;
        Some(LineColumn { line: excerpt.line, column })
    }
}

impl Source {
    /// Number of the line, from 1, in which a byte stands.
    fn line(&self, byte: usize) -> usize {
        self.line_starts.partition_point(|&start| start <= byte)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_count_lines_and_characters() {
        let mut sources = Sources::default();
        sources.add("a", "é\nxé\u{20ac}y");
        assert_eq!(sources.line_column("a", 0), Some(LineColumn { line: 1, column: 1 }));
        assert_eq!(sources.line_column("a", 9), Some(LineColumn { line: 2, column: 4 }));
        assert_eq!(sources.line_column("a", 1), None, "inside a character");
        assert_eq!(sources.line_column("b", 0), None);
        assert_eq!(sources.line_column("a", 10), Some(LineColumn { line: 2, column: 5 }), "at the end");
        assert_eq!(sources.line_column("a", 11), None, "behind the end");
    }

    #[test]
    fn excerpts_are_whole_lines() {
        let mut sources = Sources::default();
        sources.add("a", "one\ntwo\nthree\n");
        let excerpt = |span: Range<usize>| sources.excerpt("a", span);
        assert_eq!(excerpt(5..6), Some(Excerpt { text: "two\n", line: 2, span: 1..2 }));
        assert_eq!(excerpt(2..9), Some(Excerpt { text: "one\ntwo\nthree\n", line: 1, span: 2..9 }));
        assert_eq!(excerpt(14..14), Some(Excerpt { text: "", line: 4, span: 0..0 }));
        assert_eq!(excerpt(14..15), None);
    }
}
