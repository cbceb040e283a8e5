//! The fixed words of study aids.

use serde::Deserialize;

/// Every fixed word of flashcards, glossaries and study sheets.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the words of the file, by their names there")]
pub struct StudyWords {
    pub language: String,
    pub cards: String,
    pub glossary: String,
    pub sheet: String,
    pub term: String,
    pub meaning: String,
    pub core: String,
    pub version: String,
    pub confusions: String,
    pub example: String,
    pub tip: String,
    pub see: String,
    pub name_all: String,
    pub practise: String,
    pub true_or_false: String,
    pub true_word: String,
    pub false_word: String,
    pub and: String,
    pub gap: String,
    pub page_of: String,
    pub core_facts: String,
    pub more_facts: String,
    pub left_out: Counted,
    pub independent: String,
}

/// A phrase with a number in it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Counted {
    one: String,
    many: String,
}

impl StudyWords {
    /// The shipped English words.
    ///
    /// # Errors
    /// None, unless the shipped file is broken.
    pub fn english() -> Result<Self, toml::de::Error> {
        toml::from_str(include_str!("../../../../templates/languages/en-study.toml"))
    }
}

impl Counted {
    pub(crate) fn of(&self, n: usize) -> String {
        if n == 1 { &self.one } else { &self.many }.replace("{n}", &n.to_string())
    }
}
