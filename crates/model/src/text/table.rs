//! Tables of markup: `| a | b |`, with `|---|---|` below the head.

use super::error::TextError;
use super::inline;
use super::tree::{Inline, TextBlock};
use std::iter::Peekable;

/// Columns that fit on a page.
const MOST_COLUMNS: usize = 12;

/// Whether two lines are the head of a table and the rule below it.
pub(super) fn starts(line: &str, next: &str) -> bool {
    let next = next.trim();
    let ruled = next.contains('-') && next.chars().all(|c| matches!(c, '|' | '-' | ':' | ' '));
    line.trim_start().starts_with('|') && next.starts_with('|') && ruled
}

/// Reads a table: its rule and every following line that starts with a bar.
pub(super) fn read<'a>(
    head: &str,
    lines: &mut Peekable<impl Iterator<Item = &'a str>>,
) -> Result<TextBlock, TextError> {
    let head = parsed(head)?;
    let expected = head.len();
    if expected > MOST_COLUMNS {
        return Err(TextError::WideTable { found: expected, most: MOST_COLUMNS });
    }
    let rule = lines.next().unwrap_or_default();
    let dashes = |cell: &str| !cell.is_empty() && cell.bytes().all(|byte| byte == b'-');
    let columns = cells(rule);
    if columns.len() != expected || !columns.into_iter().all(dashes) {
        return Err(TextError::TableRule { expected });
    }
    let mut rows = Vec::new();
    while let Some(line) = lines.next_if(|line| line.trim_start().starts_with('|')) {
        let row = parsed(line)?;
        if row.len() != expected {
            return Err(TextError::RaggedRow { row: rows.len() + 1, found: row.len(), expected });
        }
        rows.push(row);
    }
    Ok(TextBlock::Table { head, rows })
}

fn parsed(line: &str) -> Result<Vec<Vec<Inline>>, TextError> {
    let fold = |cell: &str| cell.split_ascii_whitespace().collect::<Vec<_>>().join(" ");
    cells(line).into_iter().map(|cell| inline::parse(&fold(cell))).collect()
}

/// What stands between the bars of a line. A bar behind a backslash is none; the last one may be missing.
fn cells(line: &str) -> Vec<&str> {
    let line = line.trim();
    let line = line.strip_prefix('|').unwrap_or(line);
    let mut cells = Vec::new();
    let mut start = 0;
    let mut escaped = false;
    for (at, byte) in line.bytes().enumerate() {
        if byte == b'|' && !escaped {
            cells.push(line[start..at].trim());
            start = at + 1;
        }
        escaped = byte == b'\\' && !escaped;
    }
    if start < line.len() || cells.is_empty() {
        cells.push(line[start..].trim());
    }
    cells
}
