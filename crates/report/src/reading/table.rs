//! A CSV file of the set: columns by name, typed cells, mistakes with line and column.

use super::code;
use crate::results::unguarded;
use csv::{Reader, ReaderBuilder, StringRecord};
use mockexam_model::{Diagnostic, Place, Points};
use std::io::Read;

/// A table that is read row by row.
pub(crate) struct Table<R> {
    file: &'static str,
    headers: StringRecord,
    reader: Reader<R>,
    record: StringRecord,
}

/// A column of a table, found by its name.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Column(usize);

/// A row of a table.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Row<'a> {
    file: &'static str,
    record: &'a StringRecord,
}

impl<R: Read> Table<R> {
    /// Reads the header.
    pub(crate) fn open(file: &'static str, reader: R) -> Result<Self, Diagnostic> {
        let mut reader = ReaderBuilder::new().from_reader(reader);
        let headers = reader.headers().map_err(|error| malformed(file, &error))?.clone();
        Ok(Self { file, headers, reader, record: StringRecord::new() })
    }

    /// Finds columns by name, in the order asked for.
    pub(crate) fn columns<const N: usize>(&self, names: [&str; N]) -> Result<[Column; N], Diagnostic> {
        let mut columns = [Column(0); N];
        for (column, name) in columns.iter_mut().zip(names) {
            let found = self.headers.iter().position(|header| header == name);
            *column = Column(found.ok_or_else(|| self.no_column(name))?);
        }
        Ok(columns)
    }

    /// Columns beside those of the names given.
    pub(crate) fn others(&self, known: &[&str]) -> impl Iterator<Item = (&str, Column)> {
        let all = self.headers.iter().enumerate().map(|(index, name)| (name, Column(index)));
        all.filter(|(name, _)| !known.contains(name))
    }

    /// Finds columns that a set may lack.
    pub(crate) fn known<const N: usize>(&self, names: [&str; N]) -> [Option<Column>; N] {
        names.map(|name| self.headers.iter().position(|header| header == name).map(Column))
    }

    fn no_column(&self, name: &str) -> Diagnostic {
        let fact = format!("{} has no column '{name}'", self.file);
        Diagnostic::error(code::MALFORMED, fact)
            .at(self.file, Place::Cell { line: 1, column: None }, "the header")
            .help(code::GRADE_AGAIN)
    }

    /// The next row, until there is none.
    pub(crate) fn next(&mut self) -> Result<Option<Row<'_>>, Diagnostic> {
        match self.reader.read_record(&mut self.record) {
            Ok(true) => Ok(Some(Row { file: self.file, record: &self.record })),
            Ok(false) => Ok(None),
            Err(error) => Err(malformed(self.file, &error)),
        }
    }
}

impl<'a> Row<'a> {
    /// A cell as it stands in the file.
    pub(crate) fn raw(self, column: Column) -> &'a str {
        self.record.get(column.0).unwrap_or_default()
    }

    /// A cell of free text, without the guard against spreadsheets.
    pub(crate) fn text(self, column: Column) -> &'a str {
        unguarded(self.raw(column))
    }

    /// A cell read by a function; what it returns for bad text becomes a diagnostic that names the cell.
    pub(crate) fn read<T>(
        self,
        column: Column,
        expected: &str,
        read: impl FnOnce(&'a str) -> Option<T>,
    ) -> Result<T, Diagnostic> {
        let raw = self.raw(column);
        read(raw).ok_or_else(|| {
            let fact = format!("{}: '{}' is not {expected}", self.file, shortened(raw));
            Diagnostic::error(code::MALFORMED, fact)
                .at(self.file, Place::Cell { line: self.line(), column: Some(column.number()) }, "")
                .help(code::GRADE_AGAIN)
        })
    }

    /// A cell that must be a whole number.
    pub(crate) fn count(self, column: Column) -> Result<u64, Diagnostic> {
        self.read(column, "a count", |text| text.parse().ok())
    }

    /// A cell with a statistic, empty where it is undefined.
    pub(crate) fn statistic(self, column: Column) -> Result<Option<f64>, Diagnostic> {
        self.read(column, "a number", |text| match text {
            "" => Some(None),
            text => text.parse::<f64>().ok().filter(|value| value.is_finite()).map(Some),
        })
    }

    /// Cells with statistics; undefined where there is no such column.
    pub(crate) fn statistics<const N: usize>(
        self,
        columns: [Option<Column>; N],
    ) -> Result<[Option<f64>; N], Diagnostic> {
        let mut values = [None; N];
        for (value, column) in values.iter_mut().zip(columns) {
            *value = column.map(|column| self.statistic(column)).transpose()?.flatten();
        }
        Ok(values)
    }

    /// A cell with points.
    pub(crate) fn points(self, column: Column) -> Result<Points, Diagnostic> {
        self.read(column, "a number of points", |text| match text.split_once('/') {
            Some((n, d)) => Points::from_ratio(n.parse().ok()?, d.parse().ok()?).ok(),
            None => Points::from_decimal(text).ok(),
        })
    }

    /// A contradiction between this row and something else.
    pub(crate) fn contradicts(self, fact: impl AsRef<str>) -> Diagnostic {
        let fact = format!("{}: {}", self.file, fact.as_ref());
        Diagnostic::error(code::CONTRADICTION, fact)
            .at(self.file, Place::Cell { line: self.line(), column: None }, "")
            .help(code::GRADE_AGAIN)
    }

    fn line(self) -> u64 {
        self.record.position().map_or(1, csv::Position::line)
    }
}

impl Column {
    fn number(self) -> u32 {
        u32::try_from(self.0 + 1).unwrap_or(u32::MAX)
    }
}

fn malformed(file: &str, error: &csv::Error) -> Diagnostic {
    let line = error.position().map_or(1, csv::Position::line);
    Diagnostic::error(code::MALFORMED, format!("{file} cannot be read as a table: {error}"))
        .at(file, Place::Cell { line, column: None }, "")
        .help(code::GRADE_AGAIN)
}

fn shortened(text: &str) -> String {
    let mut short: String = text.chars().take(40).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_lose_their_guard() {
        let mut table = Table::open("scores.csv", "name\n'=1+1\n''=x\nO'Neil\n's\n-5\n".as_bytes()).unwrap();
        let [name] = table.columns(["name"]).unwrap();
        let mut texts = Vec::new();
        while let Some(row) = table.next().unwrap() {
            texts.push(row.text(name).to_owned());
        }
        assert_eq!(texts, ["=1+1", "'=x", "O'Neil", "'s", "-5"]);
    }

    #[test]
    fn mistakes_name_the_cell() {
        let mut table = Table::open("items.csv", "a,n\nx,many\n".as_bytes()).unwrap();
        let [n] = table.columns(["n"]).unwrap();
        assert_eq!(table.columns(["rev"]).unwrap_err().message, "items.csv has no column 'rev'");
        let wrong = table.next().unwrap().unwrap().count(n).unwrap_err();
        assert_eq!(wrong.message, "items.csv: 'many' is not a count");
        assert_eq!(wrong.labels[0].place, Place::Cell { line: 2, column: Some(2) });
        assert!(table.next().unwrap().is_none());
    }
}
