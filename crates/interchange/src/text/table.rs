//! Tables that lost their lines when a page was copied: rows that would read as sentences if nobody said so.

use super::line::{LineKind, Page};
use std::ops::Range;

/// The runs of lines that look like a table: a head of names, or columns that are still apart, with a row below.
pub(super) fn tables(page: &Page<'_>) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut index = 0;
    while index < page.lines.len() {
        let end = run(page, index);
        let [first, second, ..] = &page.lines[index..end] else {
            index += 1;
            continue;
        };
        if has_columns(first.text) || (is_head(first.text) && !is_sentence(second.text)) {
            found.push(index..end);
        }
        index = end.max(index + 1);
    }
    found
}

/// The end of the lines of plain text that begin here and ask nothing.
fn run(page: &Page<'_>, start: usize) -> usize {
    let ends = |at: &usize| page.lines[*at].kind != LineKind::Other || page.lines[*at].text.ends_with('?');
    (start..page.lines.len()).find(ends).unwrap_or(page.lines.len())
}

fn is_sentence(text: &str) -> bool {
    text.ends_with(['.', ':', '!'])
}

/// "Stakeholder Definition Example": names of columns, and nothing that would make a sentence of them.
fn is_head(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let is_name = |word: &&str| {
        word.chars().next().is_some_and(char::is_uppercase)
            && word.chars().all(|c| c.is_alphabetic() || c == '-')
    };
    (3..=6).contains(&words.len()) && words.iter().all(is_name)
}

/// Cells that tabs, bars or wide gaps keep apart.
fn has_columns(text: &str) -> bool {
    let gaps = text.split("  ").filter(|piece| !piece.trim().is_empty()).count();
    text.contains('\t') || text.matches('|').count() >= 2 || gaps >= 3
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_and_columns_are_told_from_sentences() {
        for (text, found) in [
            ("Stakeholder Definition Example\nProvider Who gives it A bakery\n", 1),
            ("Role\tWho it is\nProvider\tA bakery\n", 1),
            ("| Role | Who |\n| Provider | A bakery |\n", 1),
            ("Role    Who it is    Example\nProvider    Gives    A bakery\n", 1),
            ("Core Service Management Concepts\n\nA service is a means of co-creating value.\n", 0),
            ("A service is a means.\nIt has two parts.\n", 0),
            ("Which Role Pays?\n1. The user\n2. The sponsor\n", 0),
            ("The Provider Gives what was ordered\nand takes the rest\n", 0),
            ("Service Value Chain\nWhich activity plans?\n", 0),
            ("Service Value Chain\nThe chain has six activities.\n", 0),
        ] {
            assert_eq!(tables(&Page::read(text)).len(), found, "{text}");
        }
    }
}
