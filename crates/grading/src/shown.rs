//! Text of an input as messages show it: short, on one line, inert on a terminal.

use mockexam_model::steers;

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

/// "A, B and C".
pub(crate) fn listed<T: ToString>(things: impl IntoIterator<Item = T>) -> String {
    let mut words: Vec<String> = things.into_iter().map(|thing| thing.to_string()).collect();
    let Some(last) = words.pop() else { return String::new() };
    if words.is_empty() { last } else { format!("{} and {last}", words.join(", ")) }
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
    fn lists_read_like_a_sentence() {
        assert_eq!(listed(["A"]), "A");
        assert_eq!(listed([1, 2, 3]), "1, 2 and 3");
    }
}
