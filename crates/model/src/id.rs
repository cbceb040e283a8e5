//! Identifiers: small strings that never get mixed up with each other.

use serde::{Deserialize, Serialize, Serializer};
use std::fmt;

/// Why a string is no identifier.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum IdError {
    /// Nothing, or only white space.
    #[error("an identifier cannot be empty")]
    Empty,
    /// Longer than the limit for its kind (in characters).
    #[error("'{text}' has {length} characters, at most {limit} are allowed")]
    TooLong {
        /// The text as given.
        text: String,
        /// Its length in characters.
        length: usize,
        /// The limit.
        limit: usize,
    },
    /// A character that identifiers of this kind may not contain.
    #[error("'{text}' contains {character:?}; allowed are letters a-z, digits and - _ .")]
    Character {
        /// The text as given.
        text: String,
        /// The first offender.
        character: char,
    },
}

/// Longest identifier of a bank, in characters: it must fit beside a question on paper.
const LONGEST: usize = 64;

fn check(text: &str, allowed: fn(char) -> bool, limit: usize) -> Result<(), IdError> {
    if text.trim().is_empty() {
        return Err(IdError::Empty);
    }
    // There are millions of candidates, and hardly an id that is worth counting.
    let length = if text.len() > limit { text.chars().count() } else { 0 };
    if length > limit {
        return Err(IdError::TooLong { text: text.to_owned(), length, limit });
    }
    match text.chars().find(|&c| !allowed(c)) {
        Some(character) => Err(IdError::Character { text: text.to_owned(), character }),
        None => Ok(()),
    }
}

fn slug_character(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.')
}

fn visible_character(c: char) -> bool {
    c.is_ascii_graphic() || (!c.is_control() && !steers(c))
}

/// Whether a character cannot be seen but changes how others are shown or compared: marks of direction, joiners, spaces
/// without width, tags.
#[must_use]
pub const fn steers(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}'..='\u{1160}' | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}'
        | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
        | '\u{ffa0}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
}

macro_rules! identifier {
    ($(#[$doc:meta])* $name:ident, $allowed:expr, $limit:expr) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
        #[serde(try_from = "String")]
        pub struct $name(String);

        impl $name {
            /// Checks the text and makes it an identifier.
            ///
            /// # Errors
            /// [`IdError`] when it is empty, too long or has a character that is not allowed.
            pub fn new(text: &str) -> Result<Self, IdError> {
                check(text, $allowed, $limit)?;
                Ok(Self(text.to_owned()))
            }

            /// The identifier as text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl TryFrom<String> for $name {
            type Error = IdError;
            fn try_from(text: String) -> Result<Self, IdError> {
                Self::new(&text)
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> Self {
                id.0
            }
        }

        // By reference: keys of thousands of forms name hundreds of thousands of items.
        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(&self.0)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(&self.0)
            }
        }
    };
}

identifier!(
    /// An item of a bank, such as `uw-002`: printed on papers, never given away twice.
    ItemId, slug_character, LONGEST
);
identifier!(
    /// A choice inside an item: `c1`, `c2` … in file order unless the author named it.
    ChoiceId, slug_character, LONGEST
);
identifier!(
    /// A topic of a bank, such as `guiding-principles`.
    TopicId, slug_character, LONGEST
);
identifier!(
    /// A concept of a bank, that is one examinable fact.
    ConceptId, slug_character, LONGEST
);
identifier!(
    /// A case that several items share.
    StimulusId, slug_character, LONGEST
);
identifier!(
    /// Items that are variants of one question: a form holds at most one of them.
    FamilyId, slug_character, LONGEST
);
identifier!(
    /// The code of a form: `A` … `Z` for shared forms, `0001` … for personal ones.
    FormCode, |c| c.is_ascii_uppercase() || c.is_ascii_digit(), 8
);
identifier!(
    /// A person who sits the exam, as named in roster and answer files. Any text of which every character can be seen.
    CandidateId, visible_character, 256
);

impl FormCode {
    /// The code of the n-th personal form (from 0): 0001, 0002 …
    #[must_use]
    pub fn personal(index: u16) -> Self {
        Self(format!("{:04}", u32::from(index) + 1))
    }

    /// The number (from 0) of a personal form; none for any other code, and for another spelling of the number.
    #[must_use]
    pub fn personal_index(&self) -> Option<u16> {
        let index = self.0.parse::<u16>().ok()?.checked_sub(1)?;
        (Self::personal(index) == *self).then_some(index)
    }

    /// The code of the n-th shared form (from 0): A … Z, then AA, AB …
    #[must_use]
    pub fn shared(mut index: u16) -> Self {
        let mut letters = Vec::new();
        loop {
            letters.push(b'A' + u8::try_from(index % 26).unwrap_or(0));
            if index < 26 {
                break;
            }
            index = index / 26 - 1;
        }
        letters.reverse();
        Self(letters.into_iter().map(char::from).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_refuse_what_could_leave_a_folder_or_a_line() {
        assert_eq!(ItemId::new("uw-002").unwrap().as_str(), "uw-002");
        assert_eq!(ItemId::new("  "), Err(IdError::Empty));
        assert_eq!(ItemId::new("../etc"), Err(IdError::Character { text: "../etc".into(), character: '/' }));
        assert!(matches!(CandidateId::new("a\nb"), Err(IdError::Character { character: '\n', .. })));
        assert!(matches!(
            CandidateId::new("a\u{202e}b"),
            Err(IdError::Character { character: '\u{202e}', .. })
        ));
        assert!(matches!(ItemId::new(&"x".repeat(65)), Err(IdError::TooLong { length: 65, limit: 64, .. })));
    }

    #[test]
    fn personal_form_codes_have_four_digits_and_more() {
        for (index, code) in [(0, "0001"), (41, "0042"), (9_999, "10000"), (u16::MAX - 1, "65535")] {
            assert_eq!(FormCode::personal(index).as_str(), code);
            assert_eq!(FormCode::new(code).unwrap().personal_index(), Some(index));
        }
        for code in ["A", "0", "0000", "1", "00001", "0A01", "99999"] {
            assert_eq!(FormCode::new(code).unwrap().personal_index(), None, "{code}");
        }
    }

    #[test]
    fn shared_form_codes_count_like_letters() {
        let codes: Vec<String> = [0, 1, 25, 26, 27, 51, 52].map(|i| FormCode::shared(i).to_string()).into();
        assert_eq!(codes, ["A", "B", "Z", "AA", "AB", "AZ", "BA"]);
    }
}
