//! Tables for people: columns as wide as their cells, the last one cut where the terminal ends. Where it ends too soon,
//! columns that may be left out are.

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
    /// Columns that a narrow terminal does without, the first first.
    spare: Vec<&'static str>,
}

/// Fewer columns than this are left to no last cell, however narrow the terminal.
const NARROWEST: usize = 20;

/// What stands between two columns.
const GAP: &str = "  ";

impl Table {
    /// An empty table; each column has a heading.
    pub(crate) fn new<'a>(columns: impl IntoIterator<Item = (&'a str, Side)>) -> Self {
        let columns = columns.into_iter().map(|(name, side)| (name.to_owned(), side)).collect();
        Self { columns, rows: Vec::new(), spare: Vec::new() }
    }

    /// Names columns that may be left out where the terminal is narrow, the first first.
    pub(crate) fn may_do_without(mut self, spare: impl IntoIterator<Item = &'static str>) -> Self {
        self.spare = spare.into_iter().collect();
        self
    }

    /// The columns that are left out at this width, in the order of the table.
    pub(crate) fn left_out(&self, width: Option<usize>) -> Vec<&str> {
        let shown = self.shown(&self.widths(), width);
        let missing = (0..self.columns.len()).filter(|column| !shown.contains(column));
        missing.filter_map(|column| self.columns.get(column)).map(|(name, _)| name.as_str()).collect()
    }

    /// Adds a row. What it has more than there are columns is not shown.
    pub(crate) fn row(&mut self, cells: impl IntoIterator<Item = String>) {
        self.rows.push(cells.into_iter().map(|cell| cell.replace('\n', " ")).collect());
    }

    /// The table as lines, at most so wide where that is given.
    pub(crate) fn draw(&self, width: Option<usize>) -> String {
        let heading: Vec<String> = self.columns.iter().map(|(name, _)| name.clone()).collect();
        let widths = self.widths();
        let shown = self.shown(&widths, width);
        let lines = std::iter::once(&heading).chain(&self.rows);
        lines.map(|line| self.line(line, &widths, &shown, width)).collect()
    }

    /// How wide each column is.
    fn widths(&self) -> Vec<usize> {
        let width = |(column, (name, _)): (usize, &(String, Side))| {
            let cells = self.rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.width());
            cells.max().unwrap_or(0).max(name.width())
        };
        self.columns.iter().enumerate().map(width).collect()
    }

    /// The columns that fit, beside a last one that can be read.
    fn shown(&self, widths: &[usize], limit: Option<usize>) -> Vec<usize> {
        let mut shown: Vec<usize> = (0..self.columns.len()).collect();
        let Some(limit) = limit else { return shown };
        let wanted = |shown: &[usize]| -> usize {
            let last =
                shown.last().and_then(|&last| widths.get(last)).map_or(0, |&width| width.min(NARROWEST));
            let others = shown.iter().rev().skip(1).filter_map(|&column| widths.get(column));
            others.map(|width| width + GAP.len()).sum::<usize>() + last
        };
        for name in &self.spare {
            if wanted(&shown) > limit {
                shown.retain(|&column| self.columns.get(column).is_none_or(|(known, _)| known != name));
            }
        }
        shown
    }

    fn line(&self, cells: &[String], widths: &[usize], shown: &[usize], limit: Option<usize>) -> String {
        let mut out = String::new();
        let last = widths.len().saturating_sub(1);
        let cells = cells.iter().zip(widths).enumerate();
        for (column, (cell, &width)) in cells.filter(|(column, _)| shown.contains(column)) {
            let padding = " ".repeat(width.saturating_sub(cell.width()));
            let side = self.columns.get(column).map_or(Side::Left, |(_, side)| *side);
            if Some(&column) != shown.first() {
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
        let narrow = || table().may_do_without(["n", "stem"]);
        assert_eq!((narrow().left_out(Some(30)), narrow().left_out(None)), (vec![], vec![]));
        assert_eq!(narrow().left_out(Some(29)), ["n"]);
        let lines = narrow().draw(Some(29));
        assert_eq!(lines.lines().nth(1), Some("a     Which of these is 漢字…"));
        assert!(lines.lines().all(|line| line.width() <= 29), "{lines}");
        assert_eq!(table().draw(Some(3)).lines().nth(1), Some("a      7  Which of these is…"));
    }
}
