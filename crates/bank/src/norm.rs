//! The normal form of texts that the checks share.

use std::collections::BTreeSet;
use unicode_normalization::UnicodeNormalization;

/// Markup removed, NFKC, lower case, quotes and hyphens made plain, white space folded.
pub(crate) fn norm(text: &str) -> String {
    let text = text.replace("[?]", " BLANK ");
    // Most texts are ASCII, where none of the tables is needed.
    if text.is_ascii() {
        return folded(text.chars().map(|c| c.to_ascii_lowercase()));
    }
    let plain: String = text
        .nfkc()
        .map(|c| match c {
            '\u{2018}' | '\u{2019}' => '\'',
            '\u{201c}' | '\u{201d}' => '"',
            '\u{2010}'..='\u{2015}' => '-',
            other => other,
        })
        .collect();
    folded(plain.to_lowercase().chars())
}

/// Without asterisks, and with one space for each stretch of white space inside.
fn folded(text: impl Iterator<Item = char>) -> String {
    let mut out = String::new();
    let mut space = false;
    for c in text.filter(|c| *c != '*') {
        if c.is_whitespace() {
            space = true;
            continue;
        }
        if std::mem::take(&mut space) && !out.is_empty() {
            out.push(' ');
        }
        out.push(c);
    }
    out
}

/// Runs of letters or digits; `-` and `'` inside a word belong to it.
pub(crate) fn tokens(text: &str) -> Vec<String> {
    words_of(&norm(text)).map(str::to_owned).collect()
}

/// The words of a text that is in normal form already.
pub(crate) fn words_of(norm: &str) -> impl Iterator<Item = &str> {
    norm.split(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '\'')))
        .map(|word| word.trim_matches(['-', '\'']))
        .filter(|word| !word.is_empty())
}

/// Jaccard similarity of the words of two texts in per mille; 0 where both are empty.
pub(crate) fn jaccard_permille(a: &str, b: &str) -> usize {
    let a: BTreeSet<String> = tokens(a).into_iter().collect();
    let b: BTreeSet<String> = tokens(b).into_iter().collect();
    let either = a.union(&b).count();
    (a.intersection(&b).count() * 1000).checked_div(either).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spelling_variants_become_one() {
        assert_eq!(
            norm("The  **Co\u{2011}Creation** of\n\u{201c}value\u{201d} [?]"),
            "the co-creation of \"value\" blank"
        );
        assert_eq!(norm(" A  **Co-Creation**\n [?]. "), "a co-creation blank .");
        assert_eq!(norm("*"), "");
        assert_eq!(tokens("It's a well-known 'term'."), ["it's", "a", "well-known", "term"]);
    }

    #[test]
    fn similarity_counts_shared_words() {
        assert_eq!(jaccard_permille("fit for use", "fit for purpose"), 500);
        assert_eq!(jaccard_permille("", ""), 0);
    }
}
