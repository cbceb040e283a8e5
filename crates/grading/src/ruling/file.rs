//! A file of rulings as it is written: tables that are decoded one by one, so that a mistake in one hides none in another.

use mockexam_model::{Diagnostic, Place, Span};
use serde::Deserialize;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// One `[[ruling]]`, as written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Written {
    pub(super) id: Spanned<String>,
    pub(super) action: Spanned<Action>,
    pub(super) item: Option<Spanned<String>>,
    pub(super) form: Option<Spanned<String>>,
    pub(super) question: Option<Spanned<u16>>,
    pub(super) accept: Option<Spanned<Vec<Spanned<Cell>>>>,
    pub(super) ruling: Option<Spanned<String>>,
    pub(super) reason: Option<Spanned<String>>,
    pub(super) date: Option<toml::value::Datetime>,
}

/// What is decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Action {
    Void,
    FullCredit,
    Accept,
    Rekey,
    Withdraw,
}

/// An answer as written: a letter, an id, words, or a number.
#[derive(Debug, Deserialize)]
#[serde(untagged, expecting = "a choice, words or a number")]
pub(super) enum Cell {
    Text(String),
    Whole(i64),
    Decimal(f64),
}

impl Cell {
    pub(super) fn text(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Whole(number) => number.to_string(),
            // The shortest decimal that reads back as the same float: what was written.
            Self::Decimal(number) => number.to_string(),
        }
    }
}

/// Collects what is wrong with a file.
#[derive(Debug)]
pub(super) struct Faults<'a> {
    pub(super) file: &'a str,
    pub(super) found: Vec<Diagnostic>,
}

impl Faults<'_> {
    /// Adds a fault at a place of the file.
    pub(super) fn add(
        &mut self,
        code: &'static str,
        span: Range<usize>,
        fact: impl Into<String>,
        help: impl Into<String>,
    ) {
        let diagnostic = Diagnostic::error(code, fact).at(self.file, Place::Span(Span::from(span)), "");
        self.found.push(diagnostic.help(help));
    }
}

/// The rulings of a file in their order, each with its place, as far as they can be decoded.
pub(super) fn read(text: &str, faults: &mut Faults<'_>) -> Vec<Spanned<Written>> {
    let (root, errors) = DeTable::parse_recoverable(text);
    for error in &errors {
        let help = "see the line named above; a missing quote or bracket often stands some lines before it";
        faults.add("G50", error.span().unwrap_or(0..0), format!("not valid TOML: {}", plain(error)), help);
    }
    if !errors.is_empty() {
        return Vec::new();
    }
    let mut written = Vec::new();
    for (name, value) in root.into_inner() {
        match (name.get_ref().as_ref(), value.into_inner()) {
            ("ruling", DeValue::Array(tables)) => {
                for table in tables {
                    let span = table.span();
                    let DeValue::Table(table) = table.into_inner() else {
                        faults.add("G50", span, "a ruling is a table", "write it as [[ruling]]");
                        continue;
                    };
                    let table = Spanned::new(span.clone(), table);
                    match Written::deserialize(toml::de::Deserializer::from(table)) {
                        Ok(ruling) => written.push(Spanned::new(span, ruling)),
                        Err(error) => {
                            let at = error.span().filter(|span| !span.is_empty()).unwrap_or(span);
                            faults.add("G50", at, plain(&error), EXPECTED);
                        }
                    }
                }
            }
            (other, _) => {
                let fact = format!("'{other}' is nothing that a file of rulings holds");
                faults.add("G50", name.span(), fact, "write each ruling as a table [[ruling]]");
            }
        }
    }
    written
}

const EXPECTED: &str =
    "a ruling has id, action, item (or form and question), reason, date, and accept for accept and rekey";

fn plain(error: &toml::de::Error) -> String {
    error.message().trim().replace('`', "'").replace('\n', "; ")
}
