//! Tables for people: columns as wide as their cells, the last one cut where the terminal ends.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Which side of its column a cell keeps to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Side {
    /// Words.
    Left,
    /// Numbers.
    Right,
}

/// A table under construction.
#[derive(Debug)]
pub(crate) struct Table {
    columns: Vec<(String, Side)>,
    rows: Vec<Vec<String>>,
}

/// Fewer columns than this are left to no last cell, however narrow the terminal.
const NARROWEST: usize = 20;

/// What stands between two columns.
const GAP: &str = "  ";

impl Table {
    /// An empty table; each column has a heading.
    pub(crate) fn new<'a>(columns: impl IntoIterator<Item = (&'a str, Side)>) -> Self {
        let columns = columns.into_iter().map(|(name, side)| (name.to_owned(), side)).collect();
        Self { columns, rows: Vec::new() }
    }

    /// Adds a row. What it has more than there are columns is not shown.
    pub(crate) fn row(&mut self, cells: impl IntoIterator<Item = String>) {
        self.rows.push(cells.into_iter().map(|cell| cell.replace('\n', " ")).collect());
    }

    /// The table as lines, at most so wide where that is given.
    pub(crate) fn draw(&self, width: Option<usize>) -> String {
        let heading: Vec<String> = self.columns.iter().map(|(name, _)| name.clone()).collect();
        let lines = || std::iter::once(&heading).chain(&self.rows);
        let widths: Vec<usize> = (0..self.columns.len())
            .map(|column| {
                lines().filter_map(|line| line.get(column)).map(|cell| cell.width()).max().unwrap_or(0)
            })
            .collect();
        lines().map(|line| self.line(line, &widths, width)).collect()
    }

    fn line(&self, cells: &[String], widths: &[usize], limit: Option<usize>) -> String {
        let mut out = String::new();
        let last = widths.len().saturating_sub(1);
        for (column, (cell, &width)) in cells.iter().zip(widths).enumerate() {
            let padding = " ".repeat(width.saturating_sub(cell.width()));
            let side = self.columns.get(column).map_or(Side::Left, |(_, side)| *side);
            if column > 0 {
                out.push_str(GAP);
            }
            match (side, limit) {
                (Side::Right, _) => out.extend([padding.as_str(), cell]),
                (Side::Left, Some(limit)) if column == last => {
                    out.push_str(&cut(cell, limit.saturating_sub(out.width()).max(NARROWEST)));
                }
                (Side::Left, _) => out.extend([cell.as_str(), &padding]),
            }
        }
        out.truncate(out.trim_end().len());
        out.push('\n');
        out
    }
}

/// A text in so many columns, with an ellipsis where something is missing.
fn cut(text: &str, columns: usize) -> String {
    if text.width() <= columns {
        return text.to_owned();
    }
    let mut used = 1;
    let kept = text.chars().take_while(|c| {
        used += c.width().unwrap_or(0);
        used <= columns
    });
    let mut kept: String = kept.collect();
    kept.truncate(kept.trim_end().len());
    kept + "…"
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> Table {
        let mut table = Table::new([("id", Side::Left), ("n", Side::Right), ("stem", Side::Left)]);
        table.row(["a".into(), "7".into(), "Which of\nthese is 漢字 and so on?".into()]);
        table.row(["long".into(), "12".into(), "Short.".into()]);
        table
    }

    #[test]
    fn columns_fit_their_cells() {
        let wide = "id     n  stem\na      7  Which of these is 漢字 and so on?\nlong  12  Short.\n";
        assert_eq!(table().draw(None), wide);
    }

    #[test]
    fn the_last_column_ends_with_the_terminal() {
        let lines = table().draw(Some(32));
        assert_eq!(lines.lines().nth(1), Some("a      7  Which of these is 漢…"));
        assert!(lines.lines().all(|line| line.width() <= 32), "{lines}");
        assert_eq!(table().draw(Some(3)).lines().nth(1), Some("a      7  Which of these is…"));
    }
}
