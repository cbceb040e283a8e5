//! A file of a bank, taken apart into tables that are decoded one by one, so that one bad item neither hides
//! another nor loses its place.

use crate::nearest::nearest;
use crate::source::{AtSpot, SourceFile, Spot};
use mockexam_model::{Diagnostic, Place};
use serde::de::DeserializeOwned;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A table with its place, not decoded yet.
pub(crate) type RawTable<'a> = Spanned<DeTable<'a>>;

/// The tables of one file by name.
pub(crate) struct Document<'a> {
    pub(crate) file: &'a SourceFile,
    pub(crate) bank: Option<RawTable<'a>>,
    pub(crate) defaults: DeTable<'a>,
    pub(crate) topics: Vec<RawTable<'a>>,
    pub(crate) pools: Vec<RawTable<'a>>,
    pub(crate) documents: Vec<RawTable<'a>>,
    pub(crate) concepts: Vec<RawTable<'a>>,
    pub(crate) stimuli: Vec<RawTable<'a>>,
    pub(crate) items: Vec<RawTable<'a>>,
    pub(crate) waivers: Vec<RawTable<'a>>,
    pub(crate) thresholds: Option<RawTable<'a>>,
}

/// What a bank's file may hold at its top level, for people.
pub(crate) const SECTIONS: &str = "[bank], [defaults], [thresholds], [[topic]], [[pool]], [[source]], [[concept]], [[stimulus]], [[item]] and [[waive]]";

impl<'a> Document<'a> {
    /// Parses a file as far as its syntax allows.
    pub(crate) fn read(file: &'a SourceFile, out: &mut Vec<Diagnostic>) -> Self {
        let (root, errors) = DeTable::parse_recoverable(&file.text);
        let broken = !errors.is_empty();
        out.extend(errors.iter().map(|error| syntax_error(file, error)));
        let mut document = Self {
            file,
            bank: None,
            defaults: DeTable::new(),
            topics: Vec::new(),
            pools: Vec::new(),
            documents: Vec::new(),
            concepts: Vec::new(),
            stimuli: Vec::new(),
            items: Vec::new(),
            waivers: Vec::new(),
            thresholds: None,
        };
        // What recovery makes of a broken file is a guess: its tables are named in no further message.
        if !broken {
            for (name, value) in root.into_inner() {
                document.sort_in(&name, value, out);
            }
        }
        document
    }

    fn sort_in(
        &mut self,
        name: &Spanned<std::borrow::Cow<'a, str>>,
        value: Spanned<DeValue<'a>>,
        out: &mut Vec<Diagnostic>,
    ) {
        let spot = Spot::new(&self.file.name, name.span());
        let list = match name.get_ref().as_ref() {
            "bank" => {
                self.bank = single_table(value, &spot, out);
                return;
            }
            "thresholds" => {
                self.thresholds = single_table(value, &spot, out);
                return;
            }
            "defaults" => {
                self.defaults = single_table(value, &spot, out).map(Spanned::into_inner).unwrap_or_default();
                return;
            }
            // A tally for people at the head of a list of concepts.
            "counts" => return,
            "topic" => &mut self.topics,
            "pool" => &mut self.pools,
            "source" => &mut self.documents,
            "concept" => &mut self.concepts,
            "stimulus" => &mut self.stimuli,
            "item" => &mut self.items,
            "waive" => &mut self.waivers,
            other => {
                out.push(
                    Diagnostic::error("T02", format!("unknown table or key '{other}'"))
                        .spot(&spot, "not known here")
                        .help(format!("a bank's file holds {SECTIONS}")),
                );
                return;
            }
        };
        tables(value, &spot, list, out);
    }
}

fn single_table<'a>(
    value: Spanned<DeValue<'a>>,
    spot: &Spot,
    out: &mut Vec<Diagnostic>,
) -> Option<RawTable<'a>> {
    let span = value.span();
    if let DeValue::Table(table) = value.into_inner() {
        return Some(Spanned::new(span, table));
    }
    out.push(
        Diagnostic::error("T02", "a table is expected here")
            .spot(spot, "not a table")
            .help("write it as [name]"),
    );
    None
}

fn tables<'a>(
    value: Spanned<DeValue<'a>>,
    spot: &Spot,
    list: &mut Vec<RawTable<'a>>,
    out: &mut Vec<Diagnostic>,
) {
    if let DeValue::Array(array) = value.into_inner() {
        for element in array {
            list.extend(single_table(element, spot, out));
        }
        return;
    }
    out.push(
        Diagnostic::error("T02", "a list of tables is expected here")
            .spot(spot, "not a list")
            .help("write it with two brackets, as [[item]]"),
    );
}

/// Decodes one table on its own.
pub(crate) fn decode<T: DeserializeOwned>(
    file: &SourceFile,
    table: RawTable<'_>,
    out: &mut Vec<Diagnostic>,
) -> Option<T> {
    let whole = table.span();
    match T::deserialize(toml::de::Deserializer::from(table)) {
        Ok(value) => Some(value),
        Err(error) => {
            let span = error
                .span()
                .filter(|span| !span.is_empty())
                .unwrap_or_else(|| header_line(&file.text, whole));
            out.push(field_error(file, &error, span));
            None
        }
    }
}

/// The first line of a table, to point at when a field is missing from it.
fn header_line(text: &str, span: std::ops::Range<usize>) -> std::ops::Range<usize> {
    let end = text
        .get(span.clone())
        .and_then(|table| table.find('\n'))
        .map_or(span.end, |length| span.start + length);
    span.start..end
}

fn field_error(file: &SourceFile, error: &toml::de::Error, span: std::ops::Range<usize>) -> Diagnostic {
    let message = in_plain_words(error);
    let help = if message.starts_with("unknown field") {
        meant(&message).unwrap_or_else(|| "correct the spelling, or remove the line".to_owned())
    } else if message.starts_with("missing field") {
        "add the field to this table".to_owned()
    } else if message.contains(WORD_EXPECTED) {
        match file.text.get(span.clone()).filter(|value| value.chars().all(char::is_alphanumeric)) {
            Some(value) => format!("put it into quotes: \"{value}\""),
            None => "write a word in quotes".to_owned(),
        }
    } else {
        "correct the value".to_owned()
    };
    Diagnostic::error("T02", message).at(&file.name, Place::Span(span.into()), "").help(help)
}

/// "did you mean …?" for a message that quotes an unknown field and then those that are known.
fn meant(message: &str) -> Option<String> {
    let mut quoted = message.split('\'').skip(1).step_by(2);
    let unknown = quoted.next()?;
    nearest(unknown, quoted).first().map(|near| format!("did you mean '{near}'?"))
}

/// For a variant of an enum that is no text.
const WORD_EXPECTED: &str = "a word in quotes is expected";

/// What a TOML reader says, in the words of somebody who writes no programs.
#[must_use]
pub fn in_plain_words(error: &toml::de::Error) -> String {
    let mut message = error.message().trim().replace('`', "'").replace('\n', "; ");
    let words = [
        ("u8", "a whole number from 0 to 255"),
        ("u16", "a whole number from 0 to 65535"),
        ("u32", "a whole number from 0 to 4294967295"),
        ("usize", "a whole number from 0 on"),
    ];
    for (programmer, plain) in words.into_iter().chain([
        ("f64", "a number"),
        ("a boolean", "true or false"),
        ("a sequence", "a list"),
    ]) {
        message = message.replace(&format!("expected {programmer}"), &format!("expected {plain}"));
    }
    shortened(message.replace("wanted string or table", WORD_EXPECTED))
}

/// A message may quote what is written, however long it is: its head and its end say enough.
pub(crate) fn shortened(message: String) -> String {
    const KEPT: usize = 400;
    let length = message.chars().count();
    if length <= 2 * KEPT {
        return message;
    }
    let head: String = message.chars().take(KEPT).collect();
    let end: String = message.chars().skip(length - KEPT).collect();
    format!("{head} … {end}")
}

pub(crate) fn syntax_error(file: &SourceFile, error: &toml::de::Error) -> Diagnostic {
    let span = error.span().unwrap_or(0..0);
    Diagnostic::error("T01", format!("not valid TOML: {}", in_plain_words(error)))
        .at(&file.name, Place::Span(span.into()), "")
        .help("see the line named above; a missing quote or bracket often stands some lines before it")
}
