//! Fixed words of everything that is printed.

mod date;
mod phrase;
mod words;

pub use date::DateWords;
pub use phrase::Phrase;
pub(crate) use phrase::{fill, next_hole};
pub use words::{
    CoverWords, KeyWords, MarkingWords, PageWords, QuestionWords, RationaleWords, ReviewWords, RunWords,
    SheetWords,
};

use crate::error::PaperError;
use serde::Deserialize;
use std::fmt::Display;

/// Fixed words of papers, keys and reports. Read from TOML; unknown fields are refused.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Language {
    /// Language tag, such as `en` or `de-AT`.
    pub tag: String,
    /// Sign between the whole and the part of a number.
    pub decimal: String,
    /// How dates are written; without it none is printed.
    pub date: Option<DateWords>,
    /// Words of running lines.
    pub page: PageWords,
    /// Words of the cover.
    pub cover: CoverWords,
    /// Words within questions.
    pub question: QuestionWords,
    /// Words of answer sheets.
    pub sheet: SheetWords,
    /// Words of papers with a name, and of the lists that go with them.
    pub run: RunWords,
    /// Words of key sheets.
    pub key: KeyWords,
    /// Words of rationales.
    pub rationale: RationaleWords,
    /// Words of booklets for markers.
    pub marking: MarkingWords,
    /// Words of booklets for reviewers.
    pub review: ReviewWords,
}

impl Language {
    /// Reads a language file.
    ///
    /// # Errors
    /// [`PaperError::File`] for TOML that is no language file, [`PaperError::Phrase`] for a hole that nothing fills.
    pub fn parse(source: &str) -> Result<Self, PaperError> {
        let language: Self = toml::from_str(source).map_err(|error| PaperError::File {
            message: error.message().to_owned(),
            span: error.span().map(Into::into),
        })?;
        language.date.iter().try_for_each(DateWords::check)?;
        language.page.check()?;
        language.cover.check()?;
        language.question.check()?;
        language.sheet.check()?;
        language.run.check()?;
        language.key.check()?;
        language.rationale.check()?;
        language.marking.check()?;
        language.review.check()?;
        Ok(language)
    }

    /// A number as one writes it in this language.
    #[must_use]
    pub fn number(&self, value: impl Display) -> String {
        value.to_string().replace('.', &self.decimal)
    }

    /// The shipped English words.
    ///
    /// # Errors
    /// As [`Language::parse`]; never for the file that is shipped, which a test reads.
    pub fn english() -> Result<Self, PaperError> {
        Self::parse(include_str!("../../../../templates/languages/en.toml"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn english_is_shipped() {
        let english = Language::english().unwrap();
        assert_eq!(english.page.page_of.fill(&[("page", &2), ("pages", &9)]), "Page 2 of 9");
    }

    #[test]
    fn all_shipped_languages_can_be_read() {
        for (tag, source) in [
            ("de", include_str!("../../../../templates/languages/de.toml")),
            ("es", include_str!("../../../../templates/languages/es.toml")),
            ("fr", include_str!("../../../../templates/languages/fr.toml")),
            ("nl", include_str!("../../../../templates/languages/nl.toml")),
        ] {
            let language = Language::parse(source).unwrap();
            assert_eq!((language.tag.as_str(), language.number("0.5").as_str()), (tag, "0,5"));
        }
    }

    #[test]
    fn a_hole_that_nothing_fills_is_refused() {
        let source = include_str!("../../../../templates/languages/en.toml");
        for (from, to, message) in [
            ("{pages}", "{pgaes}", "nothing fills '{pgaes}'"),
            ("Form {form}", "Form {form}{x}", "nothing fills '{x}'"),
            ("page_of", "page_off", "unknown field `page_off`"),
            ("\"and\"", "\"**and\"", "'**' has no partner"),
        ] {
            let error = Language::parse(&source.replacen(from, to, 1)).unwrap_err().to_string();
            assert!(error.contains(message), "{error}");
        }
    }
}
