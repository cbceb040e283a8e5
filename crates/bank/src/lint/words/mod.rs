//! English word lists, one file per theme. Sorted, so that a look-up is a binary search; a test holds them so.
//!
//! They apply to banks in English. In other languages the checks that need them are silent.

mod stop;

pub(crate) use stop::STOP;

/// Whether a sorted list has the word, given in lower case.
pub(crate) fn holds(list: &[&str], word: &str) -> bool {
    list.binary_search(&word).is_ok()
}

#[cfg(test)]
mod tests {
    #[test]
    fn lists_are_sorted_and_in_lower_case() {
        for (name, list) in [("stop", super::STOP)] {
            let unsorted = list.windows(2).find(|pair| pair[0] >= pair[1]);
            assert_eq!(unsorted, None, "{name}");
            let upper = list.iter().find(|word| word.to_lowercase() != **word);
            assert_eq!(upper, None, "{name}");
        }
    }
}
