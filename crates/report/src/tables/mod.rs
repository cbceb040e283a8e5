//! What reports hold, as tables without any format: the rows that CSV, XLSX and JSON write.
//!
//! A table is handed over row by row, so that memory does not grow with the candidates unless a format wants it.

mod candidates;
mod class;
mod items;
pub(crate) mod summary;

use crate::error::ReportError;
use crate::html::ReportWords;
use crate::part::Part;
use crate::reading::ResultSet;
use mockexam_model::{AnswerKey, Points};
use std::collections::BTreeMap;

/// A cell of a table.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Cell {
    /// Unknown, undefined or not meant to be.
    Empty,
    /// A stable name of ours; formats for people translate it.
    Name(&'static str),
    /// Any text; formats guard against whoever would run it.
    Text(String),
    /// A whole number of things.
    Count(u64),
    /// A statistic, shown with so many decimals where decimals are shown.
    Number(f64, u8),
    /// A share from 0 to 1, shown as per cent.
    Share(f64),
    /// Points.
    Points(Points),
    /// Yes or no.
    Truth(bool),
}

/// A table in a few words.
#[derive(Debug, Clone)]
pub(crate) struct Heading {
    /// Its name in file names and as a key: `items`.
    pub(crate) name: &'static str,
    /// What it is called for people.
    pub(crate) title: String,
    /// Stable names of its columns.
    pub(crate) columns: Vec<String>,
    /// What columns are called for people, where the words do not say it: those of topics.
    labels: BTreeMap<String, String>,
}

/// What takes tables: a format.
pub(crate) trait Sink {
    /// Starts a table.
    fn table(&mut self, heading: &Heading) -> Result<(), ReportError>;
    /// Takes a row with a cell for each column.
    fn row(&mut self, cells: &[Cell]) -> Result<(), ReportError>;
    /// Ends the table.
    fn end(&mut self) -> Result<(), ReportError>;
}

/// A table that reports can hold.
pub(crate) struct Table {
    /// Its name.
    pub(crate) name: &'static str,
    /// The part that it belongs to.
    pub(crate) part: Part,
    /// Whether a set has it.
    is_there: fn(&ResultSet<'_>) -> bool,
    write: Write,
}

type Write = fn(&ResultSet<'_>, &AnswerKey, &ReportWords, &mut dyn Sink) -> Result<(), ReportError>;

/// Every table, in the order of the parts.
pub(crate) const TABLES: [Table; 10] = [
    Table { name: "summary", part: Part::Summary, is_there: |_| true, write: summary::whole },
    Table { name: "topics", part: Part::Summary, is_there: |_| true, write: summary::topics },
    Table {
        name: "sections",
        part: Part::Summary,
        is_there: |set| !set.summary.sections.is_empty(),
        write: summary::sections,
    },
    Table { name: "forms", part: Part::Summary, is_there: |_| true, write: summary::forms },
    Table { name: "class", part: Part::Class, is_there: |_| true, write: class::class },
    Table { name: "points", part: Part::Class, is_there: |set| set.has_responses(), write: class::points },
    Table { name: "items", part: Part::Items, is_there: |_| true, write: items::items },
    Table { name: "choices", part: Part::Items, is_there: |_| true, write: items::choices },
    Table {
        name: "form_items",
        part: Part::Items,
        is_there: |set| !set.form_items.is_empty(),
        write: items::form_items,
    },
    Table {
        name: "responses",
        part: Part::Candidates,
        is_there: |set| set.has_responses(),
        write: candidates::responses,
    },
];

/// The tables of some parts that a set has.
pub(crate) fn of<'t>(set: &'t ResultSet<'_>, parts: &'t [Part]) -> impl Iterator<Item = &'static Table> + 't {
    TABLES.iter().filter(|table| parts.contains(&table.part) && (table.is_there)(set))
}

impl Table {
    /// Hands the table over.
    pub(crate) fn write(
        &self,
        set: &ResultSet<'_>,
        key: &AnswerKey,
        words: &ReportWords,
        sink: &mut dyn Sink,
    ) -> Result<(), ReportError> {
        let by_person = [Part::Class, Part::Candidates].contains(&self.part);
        if !set.is_pseudonymous() || !by_person {
            return (self.write)(set, key, words, sink);
        }
        let mut sorted = Sorted { sink, rows: Vec::new() };
        (self.write)(set, key, words, &mut sorted)
    }
}

/// Hands rows over in the order of their first cells: the order of a file or a roster would tell who is who.
struct Sorted<'s> {
    sink: &'s mut dyn Sink,
    rows: Vec<Vec<Cell>>,
}

impl Sink for Sorted<'_> {
    fn table(&mut self, heading: &Heading) -> Result<(), ReportError> {
        self.sink.table(heading)
    }

    fn row(&mut self, cells: &[Cell]) -> Result<(), ReportError> {
        self.rows.push(cells.to_vec());
        Ok(())
    }

    fn end(&mut self) -> Result<(), ReportError> {
        let first = |row: &Vec<Cell>| match row.first() {
            Some(Cell::Text(text)) => text.clone(),
            _ => String::new(),
        };
        self.rows.sort_by_cached_key(first);
        self.rows.drain(..).try_for_each(|row| self.sink.row(&row))?;
        self.sink.end()
    }
}

impl Heading {
    /// The heading of a table, named in the words of a language.
    pub(crate) fn new(
        name: &'static str,
        words: &ReportWords,
        columns: impl IntoIterator<Item = impl Into<String>>,
    ) -> Self {
        let title = words.tables.get(name).map_or(name, String::as_str).to_owned();
        let columns = columns.into_iter().map(Into::into).collect();
        Self { name, title, columns, labels: BTreeMap::new() }
    }

    /// The same with labels for some columns.
    pub(crate) fn labelled(mut self, labels: impl IntoIterator<Item = (String, String)>) -> Self {
        self.labels.extend(labels);
        self
    }

    /// What a column is called for people.
    pub(crate) fn label<'h>(&'h self, column: &'h str, words: &'h ReportWords) -> &'h str {
        self.labels.get(column).map_or_else(|| words.column(column), String::as_str)
    }
}

impl Cell {
    /// A text.
    pub(crate) fn text(text: &(impl ToString + ?Sized)) -> Self {
        Self::Text(text.to_string())
    }

    /// A statistic with so many decimals.
    pub(crate) fn number(value: Option<f64>, decimals: u8) -> Self {
        value.map_or(Self::Empty, |value| Self::Number(value, decimals))
    }

    /// A share.
    pub(crate) fn share(value: Option<f64>) -> Self {
        value.map_or(Self::Empty, Self::Share)
    }

    /// Points, where there are any.
    pub(crate) fn points(points: Option<Points>) -> Self {
        points.map_or(Self::Empty, Self::Points)
    }
}
