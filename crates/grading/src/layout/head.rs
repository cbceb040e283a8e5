//! The first record of an answer file, and the assignment of its columns to meanings.

use crate::columns::{HARMLESS, HeaderFaults, canonical};
use crate::plan::ColumnLabel;
use crate::record::Record;
use crate::shown::shown;
use mockexam_model::Diagnostic;

/// The first record of a file under one separator.
pub(crate) struct Head<'r> {
    pub(crate) file: &'r str,
    pub(crate) record: &'r Record,
    pub(crate) separator: u8,
    /// The headers in canonical spelling.
    pub(crate) names: Vec<String>,
    /// The header that the user names as that of the candidate.
    pub(crate) wanted: Option<&'r str>,
}

impl<'r> Head<'r> {
    pub(crate) fn new(file: &'r str, record: &'r Record, separator: u8, wanted: Option<&'r str>) -> Self {
        let names = (0..record.len()).map(|i| canonical(record.text(i).unwrap_or("\u{fffd}"))).collect();
        Self { file, record, separator, names, wanted }
    }

    /// Whether a column has one of these headers.
    pub(crate) fn has(&self, aliases: &[&str]) -> bool {
        self.names.iter().any(|name| aliases.contains(&name.as_str()))
    }

    /// Whether each of these headers is there.
    pub(crate) fn has_all(&self, headers: &[&str]) -> bool {
        headers.iter().all(|header| self.has(&[*header]))
    }

    /// Whether a header is of this kind.
    pub(crate) fn any(&self, is: impl Fn(&str) -> bool) -> bool {
        self.names.iter().any(|name| is(name))
    }

    /// The header as it stands, without outer white space.
    pub(crate) fn text(&self, column: usize) -> &'r str {
        self.record.text(column).unwrap_or("\u{fffd}")
    }
}

/// Columns on their way to a meaning. What nobody takes is a mistake.
pub(crate) struct Assigning<'h, 'r> {
    pub(crate) head: &'h Head<'r>,
    pub(crate) faults: HeaderFaults<'r>,
    taken: Vec<bool>,
}

impl<'h, 'r> Assigning<'h, 'r> {
    pub(crate) fn new(head: &'h Head<'r>) -> Self {
        let faults = HeaderFaults::new(head.file, head.record.line());
        Self { head, faults, taken: vec![false; head.names.len()] }
    }

    /// Takes the column with one of these headers; two of them are a mistake.
    pub(crate) fn one(&mut self, what: &str, aliases: &[&str]) -> Option<usize> {
        let mut first = None;
        for (column, name) in self.head.names.iter().enumerate() {
            if !aliases.contains(&name.as_str()) || self.is_taken(column) {
                continue;
            }
            match first {
                None => first = Some(column),
                Some(first) => self.faults.twice(what, first, column),
            }
            if let Some(taken) = self.taken.get_mut(column) {
                *taken = true;
            }
        }
        first
    }

    /// Takes the columns of all groups of headers and gives the one of the first group that is there. The column that the
    /// user names wins.
    pub(crate) fn candidate(&mut self, groups: &[&[&str]]) -> Option<usize> {
        let wanted = self.head.wanted.map(canonical);
        let named = wanted.as_deref().and_then(|wanted| self.one("candidate", &[wanted]));
        if let (Some(wanted), None) = (self.head.wanted, named) {
            let message =
                format!("no column is headed {}, which the call names as the candidate", shown(wanted));
            self.faults.header("G11", message, "give the header as it stands in the file".to_owned());
            return None;
        }
        let found: Vec<usize> = groups.iter().filter_map(|aliases| self.one("candidate", aliases)).collect();
        let candidate = named.or_else(|| found.first().copied());
        if candidate.is_none() {
            self.faults.missing("candidate", self.head.record);
        }
        candidate
    }

    /// Takes all columns with these headers.
    pub(crate) fn ignore(&mut self, aliases: &[&str]) {
        self.ignore_those(|name| aliases.contains(&name));
    }

    /// Takes all columns with headers of this kind.
    pub(crate) fn ignore_those(&mut self, is: impl Fn(&str) -> bool) {
        for (taken, name) in self.taken.iter_mut().zip(&self.head.names) {
            *taken |= is(name);
        }
    }

    /// Takes the columns that this names, by canonical header, with what it names them.
    pub(crate) fn those<T>(&mut self, mut name: impl FnMut(&str) -> Option<T>) -> Vec<(T, usize)> {
        let mut found = Vec::new();
        for (column, (taken, header)) in self.taken.iter_mut().zip(&self.head.names).enumerate() {
            if !*taken && let Some(named) = name(header) {
                *taken = true;
                found.push((named, column));
            }
        }
        found
    }

    /// Takes one column by its index.
    pub(crate) fn take(&mut self, column: usize) {
        if let Some(taken) = self.taken.get_mut(column) {
            *taken = true;
        }
    }

    pub(crate) fn is_taken(&self, column: usize) -> bool {
        self.taken.get(column).copied().unwrap_or(true)
    }

    /// The columns that nobody took so far and that have a header.
    pub(crate) fn left(&self) -> Vec<usize> {
        let named = |&column: &usize| self.head.names.get(column).is_some_and(|name| !name.is_empty());
        (0..self.taken.len()).filter(|&column| !self.is_taken(column)).filter(named).collect()
    }

    /// Harmless columns are passed over, columns without a header at the end must stay empty, the rest is refused. Gives
    /// the columns without a header.
    pub(crate) fn refuse_the_rest(&mut self, expected: &str) -> Vec<usize> {
        self.ignore(HARMLESS);
        let names = &self.head.names;
        let named = names.iter().rposition(|name| !name.is_empty()).map_or(0, |last| last + 1);
        let rest = (0..names.len()).filter(|&column| !self.is_taken(column));
        let (unnamed, unknown): (Vec<usize>, Vec<usize>) = rest.partition(|&column| column >= named);
        let unknown: Vec<(usize, String)> =
            unknown.into_iter().map(|column| (column, self.head.text(column).to_owned())).collect();
        self.faults.unknown(&unknown, expected);
        unnamed
    }

    /// What was made of the columns, unless there were mistakes.
    pub(crate) fn finish<T>(self, made: impl FnOnce() -> T) -> Result<T, Vec<Diagnostic>> {
        if self.faults.found.is_empty() { Ok(made()) } else { Err(self.faults.found) }
    }
}

/// Why a file is refused that tells how questions were marked and not how they were answered.
pub(super) fn no_answers(head: &Head<'_>, what: &str, help: &str) -> Vec<Diagnostic> {
    let mut faults = HeaderFaults::new(head.file, head.record.line());
    let fact = "it holds points for each question and no answers, so there is nothing to grade";
    faults.header("G22", format!("the file is {what}: {fact}"), help.to_owned());
    faults.found
}

/// The question and part of a header: `1`, `Q1`, `q 1`, `Question 1`, `12a`, `Q12 b`. Too large numbers count as the
/// largest.
pub(crate) fn question_label(canonical: &str) -> Option<ColumnLabel> {
    let rest =
        canonical.strip_prefix("question").or_else(|| canonical.strip_prefix('q')).unwrap_or(canonical);
    numbered(rest.strip_prefix(' ').unwrap_or(rest))
}

/// The question of a header with one of these words before its number: `response 1` or `stu1`.
pub(crate) fn label_behind(canonical: &str, words: &[&str]) -> Option<ColumnLabel> {
    let rest = words.iter().find_map(|word| canonical.strip_prefix(word))?;
    numbered(rest.strip_prefix(' ').unwrap_or(rest))
}

/// A number, and behind it the letter of a part or nothing.
fn numbered(text: &str) -> Option<ColumnLabel> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if digits == 0 {
        return None;
    }
    let (number, letter) = text.split_at(digits);
    let part = match letter.strip_prefix(' ').unwrap_or(letter).as_bytes() {
        [] => None,
        [letter @ b'a'..=b'z'] => Some(usize::from(letter - b'a')),
        _ => return None,
    };
    Some(ColumnLabel { question: number.parse().unwrap_or(usize::MAX), part })
}
