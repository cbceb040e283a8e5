//! The texts that diagnostics point into.

use std::collections::BTreeMap;

/// Texts by the name under which the user knows them.
#[derive(Debug, Default)]
pub(crate) struct Sources {
    texts: BTreeMap<String, String>,
}

/// A place in a text as people count: both from 1, columns in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct LineColumn {
    pub(crate) line: usize,
    pub(crate) column: usize,
}

impl Sources {
    pub(crate) fn add(&mut self, name: &str, text: &str) {
        self.texts.insert(name.to_owned(), text.to_owned());
    }

    pub(crate) fn text(&self, name: &str) -> Option<&str> {
        self.texts.get(name).map(String::as_str)
    }

    pub(crate) fn line_column(&self, name: &str, byte: usize) -> Option<LineColumn> {
        let before = self.text(name)?.get(..byte)?;
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        Some(LineColumn {
            line: before.matches('\n').count() + 1,
            column: before[line_start..].chars().count() + 1,
        })
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
    }
}
