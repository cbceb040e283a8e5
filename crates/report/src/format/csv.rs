//! CSV: a tidy file for each table, with stable names of columns, decimal points and full precision.

use super::{Format, Job, Shelf};
use crate::error::ReportError;
use crate::results::guarded;
use crate::tables::{self, Cell, Heading, Sink};
use std::borrow::Cow;
use std::io;

pub(super) const FORMAT: Format =
    Format { name: "csv", ending: "csv", what: "tidy tables, long and wide, for other programs", write };

fn write(job: &Job<'_>, shelf: &mut dyn Shelf) -> Result<(), ReportError> {
    for table in tables::of(job.set, job.parts) {
        shelf.put(&format!("{}.csv", table.name), &mut |out| {
            let mut sink = Csv(csv::Writer::from_writer(out));
            table.write(job.set, job.key, job.words, &mut sink)?;
            Ok(sink.0.flush()?)
        })?;
    }
    Ok(())
}

/// Writes a table.
struct Csv<W: io::Write>(csv::Writer<W>);

impl<W: io::Write> Sink for Csv<W> {
    fn table(&mut self, heading: &Heading) -> Result<(), ReportError> {
        self.0.write_record(&heading.columns).map_err(unwritten)
    }

    fn row(&mut self, cells: &[Cell]) -> Result<(), ReportError> {
        self.0.write_record(cells.iter().map(|cell| text(cell).into_owned())).map_err(unwritten)
    }

    fn end(&mut self) -> Result<(), ReportError> {
        Ok(())
    }
}

/// A cell as result files write it.
fn text(cell: &Cell) -> Cow<'_, str> {
    match cell {
        Cell::Empty => Cow::Borrowed(""),
        Cell::Name(name) => Cow::Borrowed(*name),
        Cell::Text(text) => guarded(text),
        Cell::Count(count) => count.to_string().into(),
        Cell::Number(value, _) | Cell::Share(value) => value.to_string().into(),
        Cell::Points(points) => points.exact().into(),
        Cell::Truth(truth) => Cow::Borrowed(if *truth { "yes" } else { "no" }),
    }
}

fn unwritten(error: csv::Error) -> ReportError {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error.into(),
        _ => io::Error::other("a row does not fit its table").into(),
    }
}
