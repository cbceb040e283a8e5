//! Phrases with holes that values go into.

use crate::error::PaperError;
use mockexam_model::RichText;
use serde::Deserialize;
use std::fmt::{Display, Write};

/// A phrase with named holes: `Page {page} of {pages}`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(transparent)]
pub struct Phrase(String);

impl Phrase {
    /// The phrase as it stands.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The phrase with values in its holes.
    #[must_use]
    pub fn fill(&self, values: &[(&str, &dyn Display)]) -> String {
        fill(&self.0, values)
    }

    /// The phrase as it stands, as text; markup counts.
    #[must_use]
    pub fn rich(&self) -> RichText {
        self.fill_rich(&[])
    }

    /// The filled phrase as text; markup of the phrase counts, that of the values does not.
    #[must_use]
    pub fn fill_rich(&self, values: &[(&str, &dyn Display)]) -> RichText {
        let text = RichText::parse(&self.0).unwrap_or_else(|_| RichText::literal(&self.0));
        text.with_values(
            &values.iter().map(|(name, value)| ((*name).to_owned(), value.to_string())).collect(),
        )
    }
}

/// A text with values in its holes.
pub(crate) fn fill(text: &str, values: &[(&str, &dyn Display)]) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, name, after)) = next_hole(rest) {
        out.push_str(before);
        match values.iter().find(|(known, _)| *known == name) {
            // Writing to a String cannot fail.
            Some((_, value)) => drop(write!(out, "{value}")),
            None => drop(write!(out, "{{{name}}}")),
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

/// Text before the next `{name}`, the name, and what follows.
pub(crate) fn next_hole(text: &str) -> Option<(&str, &str, &str)> {
    let open = text.find('{')?;
    let close = open + text[open..].find('}')?;
    Some((&text[..open], &text[open + 1..close], &text[close + 1..]))
}

/// Phrases that can be checked against the holes that will be filled.
pub(super) trait Check {
    fn check(&self, holes: &[&str]) -> Result<(), PaperError>;
}

impl Check for Phrase {
    fn check(&self, holes: &[&str]) -> Result<(), PaperError> {
        let fail = |reason| Err(PaperError::Phrase { phrase: self.0.clone(), reason });
        let mut rest = self.0.as_str();
        while let Some((_, name, after)) = next_hole(rest) {
            if !holes.contains(&name) {
                return fail(format!("nothing fills '{{{name}}}'"));
            }
            rest = after;
        }
        RichText::parse(&self.0).map_or_else(|error| fail(error.to_string()), |_| Ok(()))
    }
}

impl<T: Check> Check for Vec<T> {
    fn check(&self, holes: &[&str]) -> Result<(), PaperError> {
        self.iter().try_for_each(|each| each.check(holes))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_keep_their_asterisks() {
        let phrase = Phrase("**Form** {form}".into());
        assert_eq!(phrase.fill_rich(&[("form", &"*A*")]).plain(), "Form *A*");
    }
}
