//! Characters that nobody sees and that change what is read.

/// The first control, direction mark or character without width in a text. Line breaks and tabs are none.
#[must_use]
pub fn invisible(text: &str) -> Option<char> {
    text.chars().find(|c| match c {
        '\n' | '\r' | '\t' => false,
        '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'
        | '\u{2066}'..='\u{2069}'
        | '\u{feff}' => true,
        c => c.is_control(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_turns_or_hides_text_is_found() {
        for c in ['\u{7}', '\u{200b}', '\u{200f}', '\u{202e}', '\u{2060}', '\u{2066}', '\u{feff}', '\u{9b}'] {
            assert_eq!(invisible(&format!("plain {c}text")), Some(c));
        }
        // Soft spaces, accents and other scripts stay.
        assert_eq!(invisible("a\tb\r\nc\u{a0}d e\u{301} \u{5d0}\u{5d1} \u{2014} \u{2028}"), None);
    }
}
