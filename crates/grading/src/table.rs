//! Opens a CSV file: encoding, separator and header first, then its records.

use crate::check::Fault;
use crate::encoding::{Look, Seen, Survey, survey};
use crate::pivot::{Gathering, Pivot};
use crate::record::Record;
use crate::records::Records;
use crate::{CsvSource, GradingError};
use mockexam_model::{Diagnostic, Place};
use std::io;

/// Separators of cells that are tried for any file.
pub(crate) const SEPARATORS: [u8; 3] = *b",;\t";

/// What is known of a file once its header is understood; enough to read it again and again.
#[derive(Debug)]
pub(crate) struct Table<H> {
    pub(crate) header: H,
    pub(crate) survey: Survey,
    pub(crate) separator: u8,
    /// Records before the first row: the header, and the line `sep=;` that Excel understands.
    preamble: usize,
    shape: Shape,
}

/// What the first record is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum First {
    Header,
    /// A row like the others.
    Row,
}

/// What a record is.
#[derive(Debug)]
pub(crate) enum Shape {
    /// A row.
    Wide,
    /// An answer: those of a candidate are gathered to a row.
    Long(Gathering),
}

/// Understands a header, or says what is wrong with it.
pub(crate) type Resolve<'f, H> = &'f dyn Fn(&str, &Record) -> Result<H, Vec<Diagnostic>>;

/// A first look at a file: its encoding, and its first record under several separators.
pub(crate) struct Opened {
    pub(crate) survey: Survey,
    /// The separators under which there is a first record, and how many records it took.
    preambles: Vec<(u8, usize)>,
    /// What speaks against splitting the text, for the separator under which most columns were read: that column.
    pub(crate) fault: Option<(usize, Vec<Diagnostic>)>,
}

/// Shows the first record under each separator.
pub(crate) fn look_at(
    source: &mut CsvSource<'_>,
    look: Look,
    separators: &[u8],
    each: &mut dyn FnMut(&str, &Record, u8),
) -> Result<Opened, GradingError> {
    let bytes = source.start()?;
    let survey = survey(source.name(), bytes, look)?;
    let mut opened = Opened { survey, preambles: Vec::new(), fault: None };
    for &separator in separators {
        let mut records = Records::new(survey.text(source.start()?), separator);
        let mut record = Record::default();
        let (width, found) = match read_header(&mut records, &mut record) {
            Err(error) => {
                let fault = fault(source.name(), error)?;
                (fault.column().unwrap_or(0), vec![refused(source.name(), fault)])
            }
            Ok(None) => (0, vec![empty(source.name())]),
            Ok(Some(preamble)) => {
                opened.preambles.push((separator, preamble));
                each(source.name(), &record, separator);
                continue;
            }
        };
        // A sign that only some layout has for a separator says nothing of other files.
        let is_usual = SEPARATORS.contains(&separator);
        if is_usual && opened.fault.as_ref().is_none_or(|(widest, _)| width > *widest) {
            opened.fault = Some((width, found));
        }
    }
    Ok(opened)
}

impl Opened {
    /// The table under a separator with the header that was understood.
    pub(crate) fn table<H>(&self, separator: u8, header: H, first: First, shape: Shape) -> Table<H> {
        let taken =
            self.preambles.iter().find(|(known, _)| *known == separator).map_or(1, |(_, taken)| *taken);
        let preamble = match first {
            First::Header => taken,
            First::Row => taken.saturating_sub(1),
        };
        Table { header, survey: self.survey, separator, preamble, shape }
    }
}

/// Finds the one separator under which every column of the header is understood. Under another separator some
/// column holds the right one in its name, so at most one fits.
pub(crate) fn open_table<H>(
    source: &mut CsvSource<'_>,
    resolve: Resolve<'_, H>,
) -> Result<Table<H>, GradingError> {
    let mut understood: Option<(u8, H)> = None;
    let mut refusal: Option<(usize, Vec<Diagnostic>)> = None;
    let opened = look_at(source, Look::Whole, &SEPARATORS, &mut |file, record, separator| {
        if understood.is_some() {
            return;
        }
        match resolve(file, record) {
            Ok(header) => understood = Some((separator, header)),
            Err(found) if refusal.as_ref().is_none_or(|(widest, _)| record.len() > *widest) => {
                refusal = Some((record.len(), found));
            }
            Err(_) => {}
        }
    })?;
    if let Some((separator, header)) = understood {
        return Ok(opened.table(separator, header, First::Header, Shape::Wide));
    }
    Err(GradingError::Refused(opened.explain(refusal)))
}

impl Opened {
    /// What speaks against a file: its header, unless text that cannot be split was read farther.
    pub(crate) fn explain(self, header: Option<(usize, Vec<Diagnostic>)>) -> Vec<Diagnostic> {
        match (self.fault, header) {
            (Some((column, fault)), Some((width, found))) => {
                if column > width {
                    fault
                } else {
                    found
                }
            }
            (fault, header) => header.or(fault).map(|(_, found)| found).unwrap_or_default(),
        }
    }
}

/// Reads up to the header; says how many records that took, or none in an empty file.
fn read_header(records: &mut Records<'_>, record: &mut Record) -> io::Result<Option<usize>> {
    if !records.read(record)? {
        return Ok(None);
    }
    let hints =
        record.len() == 2 && record.cell(0).eq_ignore_ascii_case(b"sep=") && record.cell(1).is_empty();
    if !hints {
        return Ok(Some(1));
    }
    Ok(records.read(record)?.then_some(2))
}

impl<H> Table<H> {
    /// The rows from the start.
    pub(crate) fn rows<'a>(&self, source: &mut CsvSource<'a>) -> Result<Rows<'a>, GradingError> {
        let pivot = match &self.shape {
            Shape::Wide => None,
            Shape::Long(gathering) => Some(Pivot::new(gathering.clone())),
        };
        let records = self.records(source)?;
        Ok(Rows { records, pivot })
    }

    /// The records below the header, each for itself.
    pub(crate) fn records<'a>(&self, source: &mut CsvSource<'a>) -> Result<RawRows<'a>, GradingError> {
        let text = self.survey.text(source.start()?);
        let file = source.name().to_owned();
        let mut rows = RawRows { file, records: Records::new(text, self.separator), survey: self.survey };
        let mut record = Record::default();
        for _ in 0..self.preamble {
            rows.read(&mut record)?;
        }
        Ok(rows)
    }

    /// Whether a record is a row.
    pub(crate) const fn is_wide(&self) -> bool {
        matches!(self.shape, Shape::Wide)
    }

    /// The same table, whose records are answers.
    pub(crate) fn gathered(self, gathering: Gathering) -> Self {
        Self { shape: Shape::Long(gathering), ..self }
    }
}

/// The rows of a file below its header.
pub(crate) struct Rows<'r> {
    records: RawRows<'r>,
    pivot: Option<Pivot>,
}

impl Rows<'_> {
    /// Reads the next row; false at the end.
    pub(crate) fn read(&mut self, record: &mut Record) -> Result<bool, GradingError> {
        self.read_front(record, usize::MAX)
    }

    /// Reads the next row, of whose cells so many are enough; false at the end.
    pub(crate) fn read_front(&mut self, record: &mut Record, cells: usize) -> Result<bool, GradingError> {
        match &mut self.pivot {
            None => self.records.read_front(record, cells),
            Some(pivot) => pivot.read(&mut self.records, record),
        }
    }

    /// After the last row: SHA-256 of all bytes, if they are those of the first look.
    pub(crate) fn finish(self) -> Result<[u8; 32], GradingError> {
        self.records.finish()
    }
}

/// The records of a file below its header.
pub(crate) struct RawRows<'r> {
    file: String,
    records: Records<'r>,
    survey: Survey,
}

impl RawRows<'_> {
    /// Reads the next record; false at the end.
    pub(crate) fn read(&mut self, record: &mut Record) -> Result<bool, GradingError> {
        self.read_front(record, usize::MAX)
    }

    fn read_front(&mut self, record: &mut Record, cells: usize) -> Result<bool, GradingError> {
        match self.records.read_front(record, cells) {
            Ok(more) => Ok(more),
            Err(error) => {
                let fault = fault(&self.file, error)?;
                Err(GradingError::Refused(vec![refused(&self.file, fault)]))
            }
        }
    }

    /// After the last record: SHA-256 of all bytes, if they are those of the first look.
    pub(crate) fn finish(self) -> Result<[u8; 32], GradingError> {
        let digest = self.records.digest();
        match self.survey.seen {
            Seen::Whole(known) if known != digest => Err(GradingError::Changed { file: self.file }),
            Seen::Whole(_) | Seen::Head(_) => Ok(digest),
        }
    }
}

/// What is wrong with the text, unless the error is one of the system.
fn fault(file: &str, error: io::Error) -> Result<Fault, GradingError> {
    error.downcast().map_err(|source| GradingError::Io { file: file.to_owned(), source })
}

/// A text whose records cannot be told apart.
pub(crate) fn refused(file: &str, fault: Fault) -> Diagnostic {
    let (line, code, fact, help) = match fault {
        Fault::Malformed { line } => (
            line,
            "G02",
            "the file holds bytes that are no text",
            "save it again as UTF-8 from the program that made it",
        ),
        Fault::Unclosed { line, .. } => (
            line,
            "G03",
            "a quotation mark opens this cell and never closes it",
            "add the closing quotation mark, or remove the opening one",
        ),
        Fault::AfterQuote { line, .. } => (
            line,
            "G03",
            "text follows the closing quotation mark of this cell",
            "double the quotation marks inside a quoted cell; check that none is missing above",
        ),
        Fault::InnerQuote { line, .. } => (
            line,
            "G03",
            "a quotation mark stands in this cell, which does not start with one",
            "quote the whole cell and double the quotation marks inside it, or remove them",
        ),
        Fault::TooLong { line } => (
            line,
            "G04",
            "the record that starts here is longer than 1 MiB",
            "look for an opening quotation mark without its partner",
        ),
    };
    let column = fault.column().and_then(|column| u32::try_from(column).ok());
    Diagnostic::error(code, fact).at(file, Place::Cell { line, column }, "").help(help)
}

fn empty(file: &str) -> Diagnostic {
    Diagnostic::error("G01", "the file is empty")
        .at(file, Place::File, "")
        .help("it needs a header and a row per candidate")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_separator_is_the_one_that_makes_sense_of_the_header() {
        let resolve = |_: &str, record: &Record| match record.text(1) {
            Some("b") => Ok(record.line()),
            _ => Err(vec![Diagnostic::error("X", format!("{} columns", record.len()))]),
        };
        for (text, line) in
            [("a,b\n", 1), ("a;b\n", 1), ("\n\"a\"\t\"b\"\r\n", 2), ("sep=;\r\na;b", 2), ("sep=,\na,b", 2)]
        {
            let mut source = CsvSource::bytes("a.csv", text.as_bytes());
            let table = open_table(&mut source, &resolve).unwrap();
            assert_eq!(table.header, line, "{text:?}");
            assert!(!table.rows(&mut source).unwrap().read(&mut Record::default()).unwrap(), "{text:?}");
        }
        let mut source = CsvSource::bytes("a.csv", b"x;y;z,a");
        let Err(GradingError::Refused(found)) = open_table(&mut source, &resolve) else { panic!() };
        assert_eq!(found[0].message, "3 columns", "the widest reading is the one to speak of");
        for (text, column) in [("x;\"y\";z\"", 3), ("x,y\",z;\"", 2), ("\"x\";\"y", 2)] {
            let mut source = CsvSource::bytes("a.csv", text.as_bytes());
            let Err(GradingError::Refused(found)) = open_table(&mut source, &resolve) else { panic!() };
            let place = Place::Cell { line: 1, column: Some(column) };
            assert_eq!(found[0].labels[0].place, place, "the reading that came farthest: {text:?}");
        }
        let mut source = CsvSource::bytes("a.csv", b"\n\n");
        let Err(GradingError::Refused(found)) = open_table(&mut source, &resolve) else { panic!() };
        assert_eq!(found[0].message, "the file is empty");
    }
}
