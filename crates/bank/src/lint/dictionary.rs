//! The English word list that W19 looks words up in. `data/README.md` says where it comes from.

use std::cmp::Ordering;
use std::sync::OnceLock;

/// The list as it is shipped: each line shares so many characters with the one before it.
const LIST: &str = include_str!("../../data/english.txt");

/// Where a word is spelled so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Usage {
    Everywhere,
    American,
    British,
}

/// The words in the order of their bytes.
pub(super) struct English {
    /// All words, one behind the other.
    text: String,
    /// Where each word ends, and where it is used.
    words: Vec<(usize, Usage)>,
}

impl English {
    /// The list, taken apart once.
    pub(super) fn get() -> &'static Self {
        static ENGLISH: OnceLock<English> = OnceLock::new();
        ENGLISH.get_or_init(|| Self::read(LIST))
    }

    fn read(list: &str) -> Self {
        let mut english = Self { text: String::new(), words: Vec::new() };
        let mut before = String::new();
        for line in list.lines() {
            let mut signs = line.chars();
            let shared = signs.next().and_then(|sign| sign.to_digit(36)).unwrap_or(0);
            before.truncate(usize::try_from(shared).unwrap_or(0));
            let rest = signs.as_str();
            let usage = match rest.as_bytes().last() {
                Some(b'<') => Usage::American,
                Some(b'>') => Usage::British,
                _ => Usage::Everywhere,
            };
            before.push_str(rest.trim_end_matches(['<', '>']));
            english.text.push_str(&before);
            english.words.push((english.text.len(), usage));
        }
        english
    }

    fn word(&self, index: usize) -> &str {
        let start = index.checked_sub(1).and_then(|before| self.words.get(before)).map_or(0, |(end, _)| *end);
        let end = self.words.get(index).map_or(start, |(end, _)| *end);
        self.text.get(start..end).unwrap_or("")
    }

    /// Where a word is spelled so; none where it is in no list.
    pub(super) fn usage(&self, word: &str) -> Option<Usage> {
        let (mut low, mut high) = (0, self.words.len());
        while low < high {
            let middle = low.midpoint(high);
            match self.word(middle).cmp(word) {
                Ordering::Less => low = middle + 1,
                Ordering::Greater => high = middle,
                Ordering::Equal => return self.words.get(middle).map(|(_, usage)| *usage),
            }
        }
        None
    }
}

/// Longer words are no slips of known ones.
const LONGEST: usize = 30;

/// All words that one slip turns into another: two letters that change places, one that is missing, wrong or too many
/// (Damerau 1964). In an order that does not depend on anything else.
pub(super) fn slips(word: &str) -> Vec<String> {
    let letters: Vec<char> = word.chars().collect();
    let mut out = Vec::new();
    if letters.len() > LONGEST {
        return out;
    }
    for place in 1..letters.len() {
        let mut swapped = letters.clone();
        swapped.swap(place - 1, place);
        out.push(swapped.into_iter().collect());
    }
    for place in 0..letters.len() {
        out.push(letters[..place].iter().chain(&letters[place + 1..]).collect());
    }
    for letter in ('a'..='z').chain(['\'']) {
        for place in 0..=letters.len() {
            let (before, behind) = letters.split_at(place);
            out.push(before.iter().chain([&letter]).chain(behind).collect());
            if let Some((_, behind)) = behind.split_first() {
                out.push(before.iter().chain([&letter]).chain(behind).collect());
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_as_they_are_spelled() {
        let usage = |word: &str| English::get().usage(word);
        for word in ["a", "organization", "organisation", "don't", "incidents", "Monday", "zoos", "unhappily"]
        {
            assert!(usage(word).is_some(), "{word}");
        }
        for word in ["", "recieve", "monday", "organiz", "incidentss", "zzz", "\u{e4}", "~"] {
            assert_eq!(usage(word), None, "{word}");
        }
        assert_eq!(usage("colour"), Some(Usage::British));
        assert_eq!(usage("color"), Some(Usage::American));
        assert_eq!(usage("organise"), Some(Usage::British));
        assert_eq!(usage("organize"), Some(Usage::Everywhere), "Oxford spells it so");
    }

    #[test]
    fn the_list_is_in_the_order_that_searches_rely_on() {
        let english = English::get();
        assert!(english.words.len() > 90_000, "{}", english.words.len());
        let all: Vec<&str> = (0..english.words.len()).map(|index| english.word(index)).collect();
        assert!(all.windows(2).all(|pair| pair[0] < pair[1]));
        assert!(all.iter().all(|word| word.chars().all(|c| c.is_ascii_alphabetic() || c == '\'')));
    }

    #[test]
    fn one_slip_leads_back() {
        for (slip, meant) in [
            ("recieve", "receive"),
            ("incidnt", "incident"),
            ("servicee", "service"),
            ("dont", "don't"),
            ("tge", "the"),
        ] {
            assert!(slips(slip).iter().any(|word| word == meant), "{slip}");
        }
        assert_eq!(slips(&"x".repeat(1_000)), Vec::<String>::new());
        assert_eq!(slips("").len(), 27);
    }
}
