//! Texts of people in tables that spreadsheets open.
//!
//! A cell that begins with `=`, `+`, `-`, `@`, a tab or a carriage return would be run as a formula (OWASP, "CSV
//! injection"). It gets an apostrophe in front, which spreadsheets take as "this is text". So that reading can undo
//! it, a text that has apostrophes before such a character gets one more.

use std::borrow::Cow;

const RUN_BY_SPREADSHEETS: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

fn is_dangerous(text: &str) -> bool {
    text.trim_start_matches('\'').starts_with(RUN_BY_SPREADSHEETS)
}

/// The text as a cell that no spreadsheet runs.
#[must_use]
pub fn guarded(text: &str) -> Cow<'_, str> {
    if is_dangerous(text) { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

/// The text that [`guarded`] made a cell of.
#[must_use]
pub fn unguarded(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|_| is_dangerous(cell)).unwrap_or(cell)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn formulas_become_text() {
        for (text, cell) in
            [("=1+1", "'=1+1"), ("-5", "'-5"), ("'=x", "''=x"), ("O'Neil", "O'Neil"), ("'s", "'s")]
        {
            assert_eq!(guarded(text), cell);
        }
    }

    proptest! {
        #[test]
        fn nothing_runs_and_everything_reads_back(text in "['=+@a\t\r-]{0,5}") {
            let cell = guarded(&text).into_owned();
            prop_assert!(!cell.starts_with(RUN_BY_SPREADSHEETS));
            prop_assert_eq!(unguarded(&cell), text);
        }
    }
}
