//! How words get from a language file into their structs. By hand: what is derived for hundreds of fields takes half a minute of
//! every build.

use std::collections::BTreeMap;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// Why a text is no language file of reports.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct WordsError {
    /// What is wrong.
    pub message: String,
    /// The bytes of the text that it is about; none if that is all of it.
    pub span: Option<Range<usize>>,
}

impl WordsError {
    fn at(span: Range<usize>, message: impl Into<String>) -> Self {
        Self { message: message.into(), span: Some(span) }
    }
}

/// What stands behind a name: a word, or words of their own.
pub(super) trait Words: Sized {
    fn read(value: Spanned<DeValue<'_>>) -> Result<Self, WordsError>;
}

impl Words for String {
    fn read(value: Spanned<DeValue<'_>>) -> Result<Self, WordsError> {
        let span = value.span();
        match value.into_inner() {
            DeValue::String(text) => Ok(text.into_owned()),
            _ => Err(WordsError::at(span, "a text in quotation marks is expected here")),
        }
    }
}

impl Words for BTreeMap<String, String> {
    fn read(value: Spanned<DeValue<'_>>) -> Result<Self, WordsError> {
        let entries = Table::of(value)?.left.into_iter();
        entries.map(|(name, value)| Ok((name.into_inner().into_owned(), String::read(value)?))).collect()
    }
}

/// Words of a table that nobody has taken yet.
pub(super) struct Table<'t> {
    /// Where the table is; none for the file as a whole.
    span: Option<Range<usize>>,
    left: DeTable<'t>,
}

impl<'t> Table<'t> {
    /// The table of a file.
    pub(super) fn of_file(text: &'t str) -> Result<Self, WordsError> {
        let table = DeTable::parse(text)
            .map_err(|error| WordsError { message: error.message().to_owned(), span: error.span() })?;
        Ok(Self { span: None, left: table.into_inner() })
    }

    pub(super) fn of(value: Spanned<DeValue<'t>>) -> Result<Self, WordsError> {
        let span = value.span();
        match value.into_inner() {
            DeValue::Table(left) => Ok(Self { span: Some(span), left }),
            _ => Err(WordsError::at(span, "a table of words is expected here")),
        }
    }

    /// The words of a field. In the file its name has hyphens.
    pub(super) fn take<T: Words>(&mut self, field: &str) -> Result<T, WordsError> {
        let name = field.replace('_', "-");
        match self.left.remove(name.as_str()) {
            Some(value) => T::read(value),
            None => {
                Err(WordsError { message: format!("the word '{name}' is missing"), span: self.span.clone() })
            }
        }
    }

    /// Refuses what nobody took.
    pub(super) fn finish(self) -> Result<(), WordsError> {
        match self.left.keys().next() {
            None => Ok(()),
            Some(name) => Err(WordsError::at(name.span(), format!("unknown word '{}'", name.get_ref()))),
        }
    }
}
