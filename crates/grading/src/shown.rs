//! Text of an input as messages show it: short, on one line, inert on a terminal.

use mockexam_model::fact::Fact;
use mockexam_model::steers;
use std::borrow::Cow;

/// Longest text that a message quotes, in characters.
const LONGEST: usize = 48;

/// The text in quotes; control characters and characters that steer the direction of writing are escaped.
pub(crate) fn shown(text: &str) -> String {
    format!("'{}'", inert(text, LONGEST))
}

/// As [`shown`], for bytes that may be no text.
pub(crate) fn shown_bytes(bytes: &[u8]) -> String {
    shown(&String::from_utf8_lossy(bytes))
}

/// At most `limit` characters of the text, without anything that a terminal could obey.
pub(crate) fn inert(text: &str, limit: usize) -> String {
    let mut out = String::new();
    for (index, c) in text.chars().enumerate() {
        if index == limit {
            out.push('…');
            break;
        }
        if c.is_control() || steers(c) {
            out.extend(c.escape_default());
        } else {
            out.push(c);
        }
    }
    out
}

/// A text of people without control characters and without what turns the direction of all that follows it. Joiners and marks
/// that Arabic or Persian names need stay.
pub(crate) fn quiet(text: &str) -> Cow<'_, str> {
    let is_loud = |c: char| c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    if text.contains(is_loud) { Cow::Owned(text.replace(is_loud, "")) } else { Cow::Borrowed(text) }
}

/// "A, B and C".
pub(crate) fn listed<T: ToString>(things: impl IntoIterator<Item = T>) -> String {
    Fact::list(things).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_a_terminal_obeys_gets_out() {
        assert_eq!(shown("a\u{1b}[31m\nb\u{202e}"), "'a\\u{1b}[31m\\nb\\u{202e}'");
        assert_eq!(shown(&"x".repeat(60)).chars().count(), LONGEST + 3);
        assert_eq!(shown_bytes(b"\xff"), "'\u{fffd}'");
    }

    #[test]
    fn names_cannot_turn_a_line_around() {
        assert_eq!(quiet("Zoe\u{202e} \u{1b}[31mDoe\u{2066}"), "Zoe [31mDoe");
        assert!(matches!(quiet("\u{645}\u{200c}Zoe"), Cow::Borrowed(_)), "a joiner of Persian");
    }
}
