//! English word lists, one file per theme. Sorted, so that a look-up is a binary search; a test holds them so.
//!
//! They apply to banks in English. In other languages the checks that need them are silent.

mod abbreviations;
mod antonyms;
mod certainty;
mod grammar;
mod negation;
mod spelling;
mod stop;

pub(crate) use abbreviations::{KNOWN_ABBREVIATIONS, LOUD_WORDS};
pub(crate) use antonyms::ANTONYMS;
pub(crate) use certainty::{ABSOLUTE, VAGUE};
pub(crate) use grammar::{
    CONJUNCTIONS, CONSONANT_VOWELS, DETERMINERS, IRREGULAR_PLURALS, PREPOSITIONS, PRONOUNS, SILENT_H,
    SINGULARS_IN_S,
};
pub(crate) use negation::{NEGATION, NEGATIVE_STEM};
pub(crate) use spelling::ISE_IZE;
pub(crate) use stop::STOP;

/// Whether a sorted list has the word, given in lower case.
pub(crate) fn holds(list: &[&str], word: &str) -> bool {
    list.binary_search(&word).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_sorted_and_in_lower_case() {
        for (name, list) in [
            ("abbreviations", KNOWN_ABBREVIATIONS),
            ("loud words", LOUD_WORDS),
            ("absolute", ABSOLUTE),
            ("antonyms", ANTONYMS),
            ("conjunctions", CONJUNCTIONS),
            ("consonant vowels", CONSONANT_VOWELS),
            ("determiners", DETERMINERS),
            ("irregular plurals", IRREGULAR_PLURALS),
            ("ise and ize", ISE_IZE),
            ("negation", NEGATION),
            ("negative stem", NEGATIVE_STEM),
            ("prepositions", PREPOSITIONS),
            ("pronouns", PRONOUNS),
            ("silent h", SILENT_H),
            ("singulars in s", SINGULARS_IN_S),
            ("stop", STOP),
            ("vague", VAGUE),
        ] {
            let unsorted = list.windows(2).find(|pair| pair[0] >= pair[1]);
            assert_eq!(unsorted, None, "{name}");
            let upper = list.iter().find(|word| word.to_lowercase() != **word);
            assert_eq!(upper, None, "{name}");
        }
    }
}
