//! Fixed words of everything that is printed.

use crate::error::PaperError;
use mockexam_model::RichText;
use serde::Deserialize;
use std::fmt::{Display, Write};

/// Fixed words of papers, keys and reports. Read from TOML; unknown fields are refused.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Language {
    /// Language tag, such as `en` or `de-AT`.
    pub tag: String,
    /// Sign between the whole and the part of a number.
    pub decimal: String,
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
}

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$field_doc:meta])* $field:ident: $type:ty = [$($hole:literal),*],)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
        #[serde(deny_unknown_fields)]
        pub struct $name {
            $($(#[$field_doc])* pub $field: $type,)*
        }

        impl $name {
            fn check(&self) -> Result<(), PaperError> {
                $(self.$field.check(&[$($hole),*])?;)*
                Ok(())
            }
        }
    };
}

words! {
    /// Words of running lines.
    PageWords {
        /// `{page}`, `{pages}`
        page_of: Phrase = ["page", "pages"],
        /// `{form}`
        form: Phrase = ["form"],
        /// On a page that is there only to fill a sheet.
        blank: Phrase = [],
    }
}

words! {
    /// Words of the cover.
    CoverWords {
        /// Above the letter of the form.
        form: Phrase = [],
        /// How many questions there are.
        questions: Phrase = [],
        /// How long it may take.
        time: Phrase = [],
        /// `{minutes}`
        minutes: Phrase = ["minutes"],
        /// The most points.
        points: Phrase = [],
        /// What is needed to pass.
        pass: Phrase = [],
        /// `{cut}`, `{maximum}`
        pass_with: Phrase = ["cut", "maximum"],
        /// The code of the exam.
        code: Phrase = [],
        /// Heading of the instructions.
        instructions: Phrase = [],
        /// The instructions where each question is answered by one letter; markup allowed. `{form}`, `{questions}`,
        /// `{minutes}`
        rules: Vec<Phrase> = ["form", "questions", "minutes"],
        /// The instructions where some questions are answered in another way.
        rules_mixed: Vec<Phrase> = ["form", "questions", "minutes"],
        /// Labels of the lines to fill in, by row.
        fields: Vec<Vec<Phrase>> = [],
        /// Last line of the paper.
        end: Phrase = [],
        /// Subject of the document, for readers and catalogues. `{form}`
        subject: Phrase = ["form"],
    }
}

words! {
    /// Words within questions.
    QuestionWords {
        /// A question in the list of contents of a document. `{number}`
        name: Phrase = ["number"],
        /// What is said for the gap of a missing word, where it is not seen.
        gap: Phrase = [],
        /// Between the last two of several statements: "1 and 4".
        and: Phrase = [],
        /// Choice of a true-false question.
        truth: Phrase = [],
        /// Choice of a true-false question.
        falsehood: Phrase = [],
        /// Points of a question, where they are not one. `{points}`
        points: Phrase = ["points"],
        /// Above a case. `{questions}`
        scope: Phrase = ["questions"],
        /// Above a case with a single question. `{question}`
        scope_one: Phrase = ["question"],
        /// An item and its revision. `{item}`, `{rev}`
        item: Phrase = ["item", "rev"],
        /// Below rows that each want the letter of a choice. `{first}`, `{last}`
        rows: Phrase = ["first", "last"],
        /// Below steps to be put into order. `{first}`, `{second}`, `{last}`
        places: Phrase = ["first", "second", "last"],
        /// Below a question with several right choices. `{count}`
        choose: Phrase = ["count"],
        /// The same where wrong marks cost what right ones earn. `{count}`
        per_option: Phrase = ["count"],
        /// Above the lines for a long answer. `{target}`, `{max}`
        words: Phrase = ["target", "max"],
    }
}

words! {
    /// Words of answer sheets.
    SheetWords {
        /// Title.
        title: Phrase = [],
        /// Above the grid for the candidate's number.
        number: Phrase = [],
        /// Labels of the lines to fill in: two rows of two.
        fields: Vec<Vec<Phrase>> = [],
        /// How to fill bubbles where each question has one answer; markup allowed.
        rules: Phrase = [],
        /// The same where some questions are answered in another way.
        rules_mixed: Phrase = [],
        /// Beside the drawn example of a filled bubble.
        right: Phrase = [],
        /// Beside the drawn example of wrong marks.
        wrong: Phrase = [],
        /// In place of bubbles where a question is answered on the paper.
        on_paper: Phrase = [],
        /// Subject of the document. `{form}`
        subject: Phrase = ["form"],
    }
}

words! {
    /// Words of papers with a name, and of the lists that go with them.
    RunWords {
        /// Name of a candidate.
        name: Phrase = [],
        /// Number of a candidate.
        number: Phrase = [],
        /// Where somebody sits.
        place: Phrase = [],
        /// `{room}`
        room: Phrase = ["room"],
        /// `{row}`
        row: Phrase = ["row"],
        /// `{seat}`
        seat: Phrase = ["seat"],
        /// In place of the first instruction, on a paper that names its candidate; markup allowed. `{form}`
        check: Phrase = ["form"],
        /// On every page of the lists.
        staff: Phrase = [],
        /// Title of the list to sign.
        attendance: Phrase = [],
        /// Where to sign.
        signature: Phrase = [],
        /// Title of the list of what is handed out.
        distribution: Phrase = [],
        /// What is unlike the others' papers.
        special: Phrase = [],
        /// Title of the plan.
        plan: Phrase = [],
        /// Above the first row of a plan.
        front: Phrase = [],
        /// How many sit in a room. `{count}`
        count: Phrase = ["count"],
        /// Title of the pages between the piles of papers.
        separator: Phrase = [],
        /// Above the number of papers in a pile.
        papers: Phrase = [],
    }
}

words! {
    /// Words of key sheets.
    KeyWords {
        /// Title.
        title: Phrase = [],
        /// On every page.
        confidential: Phrase = [],
        /// Heading of the grid of letters.
        grid: Phrase = [],
        /// Heading of the table.
        table: Phrase = [],
        /// Column of numbers.
        number: Phrase = [],
        /// Column of letters.
        letter: Phrase = [],
        /// Column of texts.
        text: Phrase = [],
        /// Column of items.
        item: Phrase = [],
        /// What is needed to pass. `{cut}`, `{maximum}`
        pass: Phrase = ["cut", "maximum"],
    }
}

words! {
    /// Words of rationales.
    RationaleWords {
        /// Title.
        title: Phrase = [],
        /// In front of the right choice.
        right: Phrase = [],
        /// In front of the explanation.
        explanation: Phrase = [],
        /// In front of the topic.
        topic: Phrase = [],
        /// In front of the concepts.
        concepts: Phrase = [],
        /// In front of an answer that earns all points.
        model_answer: Phrase = [],
        /// In front of typical errors. `{value}`
        near_miss: Phrase = ["value"],
        /// In front of what earns the points of a criterion. `{points}`
        award: Phrase = ["points"],
        /// In front of what does not earn them.
        reject: Phrase = [],
        /// A number that is right, and how far off it may be. `{answer}`, `{tolerance}`, `{unit}`
        within: Phrase = ["answer", "tolerance", "unit"],
    }
}

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
trait Check {
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
        language.page.check()?;
        language.cover.check()?;
        language.question.check()?;
        language.sheet.check()?;
        language.run.check()?;
        language.key.check()?;
        language.rationale.check()?;
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
        Self::parse(include_str!("../../../templates/languages/en.toml"))
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
            ("de", include_str!("../../../templates/languages/de.toml")),
            ("es", include_str!("../../../templates/languages/es.toml")),
            ("fr", include_str!("../../../templates/languages/fr.toml")),
            ("nl", include_str!("../../../templates/languages/nl.toml")),
        ] {
            let language = Language::parse(source).unwrap();
            assert_eq!((language.tag.as_str(), language.number("0.5").as_str()), (tag, "0,5"));
        }
    }

    #[test]
    fn a_hole_that_nothing_fills_is_refused() {
        let source = include_str!("../../../templates/languages/en.toml");
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

    #[test]
    fn values_keep_their_asterisks() {
        let phrase = Phrase("**Form** {form}".into());
        assert_eq!(phrase.fill_rich(&[("form", &"*A*")]).plain(), "Form *A*");
    }
}
