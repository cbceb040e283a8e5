//! The terminal as far as layouts depend on it.

use std::io::{self, IsTerminal};

/// Columns of the terminal behind standard output; none where there is no terminal.
pub(crate) fn width() -> Option<usize> {
    if !io::stdout().is_terminal() {
        return None;
    }
    terminal_size::terminal_size().map(|(width, _)| usize::from(width.0))
}
