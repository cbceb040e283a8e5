//! When written words and numbers are the same.

use crate::{Decimal, Matching};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

impl Matching {
    /// Whether two written texts are the same.
    #[must_use]
    pub fn is_same(self, one: &str, other: &str) -> bool {
        match self {
            Self::Exact => one.trim() == other.trim(),
            Self::Fold => folded(one) == folded(other),
        }
    }

    /// Whether two different texts are one letter apart: one changed, missing, added, or two neighbours exchanged.
    #[must_use]
    pub fn is_near(self, one: &str, other: &str) -> bool {
        let letters = |text: &str| match self {
            Self::Exact => text.trim().chars().collect::<Vec<char>>(),
            Self::Fold => folded(text).chars().collect(),
        };
        let (one, other) = (letters(one), letters(other));
        let (short, long) = if one.len() <= other.len() { (&one, &other) } else { (&other, &one) };
        let start = short.iter().zip(long).take_while(|(a, b)| a == b).count();
        let end =
            short[start..].iter().rev().zip(long[start..].iter().rev()).take_while(|(a, b)| a == b).count();
        let (left, right) = (&short[start..short.len() - end], &long[start..long.len() - end]);
        match (left, right) {
            ([], [_]) | ([_], [_]) => true,
            ([a, b], [c, d]) => a == d && b == c,
            _ => false,
        }
    }
}

/// Lower case; white space, apostrophes and hyphens inside go, and so do the accents of Latin letters.
fn folded(text: &str) -> String {
    let text = text.trim();
    let mut out = String::new();
    let mut latin = false;
    let mut rest = text.nfkd().peekable();
    while let Some(c) = rest.next() {
        let between = !out.is_empty() && rest.peek().is_some();
        match c {
            c if is_combining_mark(c) && latin => {}
            c if c.is_whitespace() => {}
            '\'' | '\u{2018}' | '\u{2019}' | '\u{ad}' => {}
            '-' | '\u{2010}'..='\u{2015}' if between => {}
            'ß' | 'ẞ' => out.push_str("ss"),
            'ς' => out.push('σ'),
            c => {
                latin = c.is_ascii_alphabetic();
                out.extend(c.to_lowercase());
            }
        }
    }
    out
}

/// The number that a text starts with, such as 10 in "10 to 20 days"; a group of three digits behind a comma belongs
/// to it.
#[must_use]
pub fn leading_number(text: &str) -> Option<Decimal> {
    let text = text.trim_start_matches(|c: char| c.is_whitespace() || c == '*');
    let text = text.replace('\u{2212}', "-");
    let end = text
        .char_indices()
        .find(|&(at, c)| !(c.is_ascii_digit() || c == '.' || c == ',' || at == 0 && c == '-'))
        .map_or(text.len(), |(at, _)| at);
    let number = text.get(..end)?.trim_end_matches(['.', ',']).replace(',', "");
    number.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_that_are_the_same() {
        for (one, other) in [
            ("Non-repudiation", "non repudiation"),
            ("  nonrepudiation ", "non\u{2010}repudiation"),
            ("café", "CAFE"),
            ("Œuvre", "œuvre"),
            ("STRASSE", "Straße"),
            ("οδος", "ΟΔΟΣ"),
        ] {
            assert!(Matching::Fold.is_same(one, other), "{one} {other}");
            assert!(!Matching::Exact.is_same(one, other), "{one} {other}");
        }
        assert!(Matching::Exact.is_same(" a b", "a b "));
        for (one, other) in [("cat", "cut"), ("край", "краи"), ("A-", "A"), ("-", "")] {
            assert!(!Matching::Fold.is_same(one, other), "{one} {other}");
        }
    }

    #[test]
    fn one_letter_apart() {
        for (near, other) in
            [("utility", "utlity"), ("cat", "cut"), ("wariant", "variant"), ("form", "from"), ("a", "")]
        {
            assert!(
                Matching::Fold.is_near(near, other) && Matching::Fold.is_near(other, near),
                "{near} {other}"
            );
        }
        for (far, other) in [("cat", "cat"), ("cat", "dog"), ("abcd", "badc"), ("abc", "cba"), ("ab", "abcd")]
        {
            assert!(!Matching::Fold.is_near(far, other), "{far} {other}");
        }
    }

    #[test]
    fn numbers_at_the_start() {
        for (text, number) in [
            ("10 to 20", Some("10")),
            ("1,000 euros", Some("1000")),
            ("-3.5 °C", Some("-3.5")),
            ("3.", Some("3")),
            ("ten", None),
            ("-", None),
        ] {
            assert_eq!(leading_number(text), number.map(|n| n.parse().unwrap()), "{text}");
        }
    }
}
