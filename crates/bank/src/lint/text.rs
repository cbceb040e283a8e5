//! Sentences of a text as written, and how hard they are to read.

use std::borrow::Cow;

/// Markup removed, curly quotes made plain, white space folded; the case is kept.
pub(super) fn plain(source: &str) -> String {
    let text: String = source
        .chars()
        .filter(|c| *c != '*')
        .map(|c| match c {
            '\u{2018}' | '\u{2019}' => '\'',
            '\u{201c}' | '\u{201d}' => '"',
            other => other,
        })
        .collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a text ends with the mark of a sentence; quotation marks, brackets and markup may follow it.
pub(super) fn ends_as_sentence(source: &str) -> bool {
    let closing =
        |c: char| c.is_whitespace() || matches!(c, '"' | '\'' | ')' | '*' | '\u{2019}' | '\u{201d}');
    source.trim_end_matches(closing).ends_with(['.', '!', '?', '\u{2026}'])
}

/// The sentences of a plain text. A sentence ends where a mark is followed by white space and no small letter.
pub(super) fn sentences(plain: &str) -> Vec<&str> {
    let mut sentences = Vec::new();
    let mut start = 0;
    for (index, mark) in plain.char_indices().filter(|(_, c)| matches!(c, '.' | '!' | '?')) {
        let end = index + mark.len_utf8();
        let rest = &plain[end..];
        let behind = rest.trim_start_matches(['"', '\'', ')', ']']);
        let over = behind.is_empty()
            || behind.starts_with(' ') && !behind.trim_start().starts_with(char::is_lowercase);
        // The gap of a missing word is no question.
        if over && !plain[..end].ends_with("[?") {
            let end = end + rest.len() - behind.len();
            sentences.push(plain[start..end].trim());
            start = end;
        }
    }
    sentences.push(plain[start..].trim());
    sentences.retain(|sentence| !sentence.is_empty());
    sentences
}

/// The text without code and formulas: no words stand in them.
pub(super) fn without_code(source: &str) -> Cow<'_, str> {
    if !source.contains('`') {
        return Cow::Borrowed(source);
    }
    let mut out = String::with_capacity(source.len());
    let mut rest = source;
    while let Some(start) = rest.find('`') {
        let ticks = rest[start..].bytes().take_while(|byte| *byte == b'`').count();
        let inside = &rest[start + ticks..];
        let Some(end) = inside.find(&rest[start..start + ticks]) else { break };
        out.push_str(&rest[..start]);
        out.push(' ');
        rest = &inside[end + ticks..];
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// The text with everything between quotation marks taken out.
pub(super) fn without_quotations(plain: &str) -> String {
    let mut out = String::new();
    let mut inside = None;
    let mut before = ' ';
    let mut rest = plain.chars().peekable();
    while let Some(c) = rest.next() {
        let opens = matches!(c, '"' | '\'') && !before.is_alphanumeric();
        let closes = inside == Some(c) && !rest.peek().is_some_and(|next| next.is_alphanumeric());
        match inside {
            None if opens => inside = Some(c),
            None => out.push(c),
            Some(_) if closes => inside = None,
            Some(_) => {}
        }
        before = c;
    }
    out
}

/// Number of syllables of an English word: groups of vowels, without a silent e at the end.
pub(super) fn syllables(word: &str) -> usize {
    let is_vowel = |c: char| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y');
    let mut groups = 0;
    let mut inside = false;
    for c in word.chars() {
        groups += usize::from(is_vowel(c) && !inside);
        inside = is_vowel(c);
    }
    let ends = |endings: &[&str]| endings.iter().any(|ending| word.ends_with(ending));
    // "value" and "table" are heard to the end, "service" and "rule" are not.
    let mut last = word.chars().rev();
    let behind = (last.next(), last.next(), last.next());
    let silent = match behind {
        (Some('e'), Some('l'), before) => before.is_some_and(is_vowel),
        (Some('e'), before, _) => !before.is_some_and(is_vowel),
        _ => ends(&["ed"]) && !ends(&["ted", "ded"]) || ends(&["es"]) && !ends(&["ses", "ces", "xes"]),
    };
    groups.saturating_sub(usize::from(silent)).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn sentences_lose_nothing_but_space(text in "[a-zA-Zé .?!\\\"'()\\[\\]]{0,60}") {
            let text = plain(&text);
            let letters = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            prop_assert_eq!(letters(&sentences(&text).concat()), letters(&text));
        }

        #[test]
        fn any_text_is_taken_apart(text in r"\PC{0,40}") {
            let text = plain(&text);
            prop_assert!(without_quotations(&text).len() <= text.len());
            prop_assert!(text.split(' ').all(|word| syllables(word) >= 1));
        }
    }

    #[test]
    fn sentences_end_at_marks_before_a_new_beginning() {
        assert_eq!(
            sentences("It rains, e.g. in May. \"Why?\" she asks. What is [?] here?"),
            ["It rains, e.g. in May.", "\"Why?\" she asks.", "What is [?] here?"]
        );
        assert_eq!(sentences("No mark at the end"), ["No mark at the end"]);
        assert_eq!(sentences(""), Vec::<&str>::new());
    }

    #[test]
    fn quotations_are_taken_out() {
        assert_eq!(
            without_quotations("Who says 'never mind' at the users' desk?"),
            "Who says  at the users' desk?"
        );
        assert_eq!(without_quotations("\"not\" is, don't"), " is, don't");
    }

    #[test]
    fn syllables_are_counted_by_groups_of_vowels() {
        for (word, count) in [
            ("value", 2),
            ("service", 2),
            ("organization", 5),
            ("used", 1),
            ("rule", 1),
            ("boxes", 2),
            ("table", 2),
            ("the", 1),
        ] {
            assert_eq!(syllables(word), count, "{word}");
        }
    }
}
