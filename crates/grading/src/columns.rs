//! Headers by meaning: which column holds what. What is not known is refused, never guessed.

use crate::record::Record;
use crate::shown::{listed, shown};
use mockexam_model::{Diagnostic, Place};

/// A named meaning of a column and the headers that have it, in canonical spelling.
#[derive(Debug)]
pub(crate) struct Meaning<M> {
    pub(crate) means: M,
    pub(crate) name: &'static str,
    pub(crate) aliases: &'static [&'static str],
}

/// Headers of the candidate's id.
pub(crate) const CANDIDATE: &[&str] = &[
    "candidate",
    "candidate id",
    "candidate no",
    "candidate number",
    "candidateid",
    "id",
    "student",
    "student id",
    "student no",
    "student number",
    "studentid",
    "participant",
    "participant id",
    "registration",
    "registration number",
];

/// Headers of the candidate's name.
pub(crate) const NAME: &[&str] = &["name", "candidate name", "student name", "participant name", "full name"];

/// Headers of the form.
pub(crate) const FORM: &[&str] = &[
    "form",
    "form code",
    "form letter",
    "version",
    "exam form",
    "exam version",
    "test form",
    "paper",
    "paper version",
];

/// Headers of the exam's code.
pub(crate) const EXAM: &[&str] = &["exam", "exam code", "exam id", "test code"];

/// Columns that say nothing about responses and are left alone.
pub(crate) const HARMLESS: &[&str] = &[
    "timestamp",
    "time",
    "date",
    "email",
    "e mail",
    "email address",
    "mail",
    "group",
    "class",
    "section",
    "room",
    "row",
    "seat",
    "desk",
    "language",
    "template",
    "extra minutes",
    "first name",
    "last name",
    "firstname",
    "lastname",
    "surname",
    "given name",
    "company",
    "organisation",
    "organization",
    "comment",
    "comments",
    "remark",
    "remarks",
    "note",
    "notes",
];

/// The spelling by which headers are compared: lower case, one space between words, no `_`, `-`, `.`, `#` or `:`.
pub(crate) fn canonical(header: &str) -> String {
    let lower = header.to_lowercase();
    let words = lower.split(|c: char| c.is_whitespace() || matches!(c, '_' | '-' | '.' | '#' | ':'));
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Where a header holds what. Indices count from 0.
#[derive(Debug)]
pub(crate) struct Columns<'m, M: 'static> {
    meanings: &'m [Meaning<M>],
    found: Vec<Option<usize>>,
    /// Trailing columns without a header: their cells must be empty.
    pub(crate) unnamed: Vec<usize>,
}

impl<'m, M: Copy + PartialEq> Columns<'m, M> {
    /// Assigns columns to meanings. Those that `taken` claims (by canonical header and index) have one already;
    /// what nobody knows and what is there twice goes to the faults.
    pub(crate) fn assign(
        record: &Record,
        meanings: &'m [Meaning<M>],
        expected: &str,
        faults: &mut HeaderFaults<'_>,
        mut taken: impl FnMut(&str, usize) -> bool,
    ) -> Self {
        let headers = canonical_headers(record);
        let named = headers.iter().rposition(|header| !header.is_empty()).map_or(0, |last| last + 1);
        let mut columns = Self { meanings, found: vec![None; meanings.len()], unnamed: Vec::new() };
        let mut unknown = Vec::new();
        for (index, header) in headers.iter().enumerate() {
            if taken(header, index) || HARMLESS.contains(&header.as_str()) && !columns.means(header) {
                continue;
            }
            let known =
                meanings.iter().zip(&mut columns.found).find(|(m, _)| m.aliases.contains(&header.as_str()));
            match known {
                Some((known, Some(first))) => faults.twice(known.name, *first, index),
                Some((_, slot)) => *slot = Some(index),
                None if header.is_empty() && index >= named => columns.unnamed.push(index),
                None => unknown.push((index, record.text(index).unwrap_or("\u{fffd}").to_owned())),
            }
        }
        faults.unknown(&unknown, expected);
        columns
    }

    fn means(&self, header: &str) -> bool {
        self.meanings.iter().any(|meaning| meaning.aliases.contains(&header))
    }

    /// The column of a meaning.
    pub(crate) fn of(&self, means: M) -> Option<usize> {
        let index = self.meanings.iter().position(|meaning| meaning.means == means)?;
        self.found.get(index).copied().flatten()
    }
}

/// All headers of a record in canonical spelling.
pub(crate) fn canonical_headers(record: &Record) -> Vec<String> {
    (0..record.len()).map(|index| canonical(record.text(index).unwrap_or("\u{fffd}"))).collect()
}

/// Collects what is wrong with a header.
pub(crate) struct HeaderFaults<'a> {
    file: &'a str,
    line: u64,
    pub(crate) found: Vec<Diagnostic>,
}

impl<'a> HeaderFaults<'a> {
    pub(crate) const fn new(file: &'a str, line: u64) -> Self {
        Self { file, line, found: Vec::new() }
    }

    /// A fault of one column (index from 0).
    pub(crate) fn column(&mut self, code: &'static str, index: usize, message: String, help: String) {
        let column = u32::try_from(index + 1).ok();
        self.push(code, column, message, help);
    }

    /// A fault of the header as a whole.
    pub(crate) fn header(&mut self, code: &'static str, message: String, help: String) {
        self.push(code, None, message, help);
    }

    /// A hostile header can hold a mistake in each of its half a million columns: past the limit they are only told of.
    fn push(&mut self, code: &'static str, column: Option<u32>, message: String, help: String) {
        const MOST: usize = 100;
        let place = Place::Cell { line: self.line, column };
        match self.found.len() {
            0..MOST => self.found.push(Diagnostic::error(code, message).at(self.file, place, "").help(help)),
            MOST => {
                let more = Diagnostic::error(code, "the header has more mistakes of this kind");
                self.found.push(more.at(self.file, place, "").help(help));
            }
            _ => {}
        }
    }

    /// Columns that nobody knows, with what was expected instead: the first few apart, the rest together.
    pub(crate) fn unknown(&mut self, columns: &[(usize, String)], expected: &str) {
        const APART: usize = 10;
        for (index, header) in columns.iter().take(APART) {
            let message = match header.as_str() {
                "" => "a column without a header stands before others".to_owned(),
                header => format!("the column {} is not known", shown(header)),
            };
            self.column(
                "G10",
                *index,
                message,
                format!("expected are {expected}; remove or rename the column"),
            );
        }
        if let Some(more) = columns.len().checked_sub(APART).filter(|&more| more > 0) {
            self.header(
                "G10",
                format!("{more} more columns are not known"),
                format!("expected are {expected}"),
            );
        }
    }

    /// A column that must be there is not.
    pub(crate) fn missing(&mut self, name: &str, record: &Record) {
        let seen: Vec<String> =
            (0..record.len().min(8)).map(|i| shown(record.text(i).unwrap_or_default())).collect();
        let seen = if record.len() > 8 { format!("{} …", seen.join(", ")) } else { listed(seen) };
        self.header(
            "G11",
            format!("no column holds the {name}; the header has {seen}"),
            format!("head that column {}", shown(name)),
        );
    }

    /// Two columns mean the same.
    pub(crate) fn twice(&mut self, what: &str, first: usize, second: usize) {
        self.column(
            "G12",
            second,
            format!("columns {} and {} both hold the {what}", first + 1, second + 1),
            "keep one of them".to_owned(),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn aliases_are_canonical_and_mean_one_thing() {
        let all = [CANDIDATE, NAME, FORM, EXAM, HARMLESS].concat();
        for (index, alias) in all.iter().enumerate() {
            assert_eq!(canonical(alias), *alias);
            assert!(!all[..index].contains(alias), "{alias} has two meanings");
        }
        assert_eq!(canonical("  Candidate_ID: "), "candidate id");
    }
}
