//! Dates in words.

use super::phrase::{Check, Phrase};
use crate::error::PaperError;
use mockexam_model::Date;
use serde::Deserialize;

/// How a language writes dates.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DateWords {
    /// In front of a date. A field of the cover with this label is for candidates to write it, where it is not printed.
    pub label: Phrase,
    /// `{day}`, `{month}`, `{year}`
    pub long: Phrase,
    /// The first day of a month, where it is not `1`.
    pub first: Option<String>,
    /// January to December.
    pub months: [String; 12],
}

impl DateWords {
    pub(super) fn check(&self) -> Result<(), PaperError> {
        self.label.check(&[])?;
        self.long.check(&["day", "month", "year"])
    }

    /// A date as one writes it in a sentence: `1 December 2026`.
    #[must_use]
    pub fn long(&self, date: Date) -> String {
        let day = match &self.first {
            Some(first) if date.day() == 1 => first.clone(),
            _ => date.day().to_string(),
        };
        let month = self.months.get(usize::from(date.month()) - 1).map_or("", String::as_str);
        self.long.fill(&[("day", &day), ("month", &month), ("year", &date.year())])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Language;

    #[test]
    fn each_language_writes_dates_in_its_way() {
        for (language, first, other) in [
            ("en", "1 December 2026", "28 March 2026"),
            ("de", "1. Dezember 2026", "28. März 2026"),
            ("fr", "1er décembre 2026", "28 mars 2026"),
            ("es", "1 de diciembre de 2026", "28 de marzo de 2026"),
            ("nl", "1 december 2026", "28 maart 2026"),
        ] {
            let source =
                std::fs::read_to_string(format!("../../templates/languages/{language}.toml")).unwrap();
            let words = Language::parse(&source).unwrap().date.unwrap();
            let days = [(12, 1), (3, 28)].map(|(month, day)| Date::new(2026, month, day).unwrap());
            assert_eq!(days.map(|day| words.long(day)), [first, other]);
        }
    }
}
