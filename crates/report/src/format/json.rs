//! JSON: all tables of the parts in one object, by name, as lists of objects. docs/report-schema.json describes it.

use super::{Format, Job, Shelf};
use crate::error::ReportError;
use crate::html::points_as_number;
use crate::tables::{self, Cell, Heading, Sink};
use mockexam_model::Points;
use serde_json::{Number, Value, json};
use std::io::Write;

pub(super) const FORMAT: Format =
    Format { name: "json", ending: "json", what: "all tables in one file, with a schema", write };

/// Number of the shape.
const SHAPE: u32 = 1;

fn write(job: &Job<'_>, shelf: &mut dyn Shelf) -> Result<(), ReportError> {
    shelf.put("report.json", &mut |out| {
        let summary = &job.set.summary;
        let head = json!({
            "title": summary.exam.title,
            "code": summary.exam.code,
            "provisional": summary.provisional,
            "simulated": summary.simulated,
            "rulings_in_force": job.key.rulings().len(),
            "rulings_digest": summary.rulings.digest,
        });
        write!(out, "{{\n\"format\": {SHAPE},\n\"exam\": {head}")?;
        let mut sink = Json { out, columns: Vec::new(), first: true };
        for table in tables::of(job.set, job.parts) {
            table.write(job.set, job.key, job.words, &mut sink)?;
        }
        Ok(writeln!(sink.out, "\n}}")?)
    })
}

/// Writes tables, a line for each row.
struct Json<'w> {
    out: &'w mut dyn Write,
    columns: Vec<String>,
    first: bool,
}

impl Sink for Json<'_> {
    fn table(&mut self, heading: &Heading) -> Result<(), ReportError> {
        self.columns.clone_from(&heading.columns);
        self.first = true;
        Ok(write!(self.out, ",\n{}: [", Value::from(heading.name))?)
    }

    fn row(&mut self, cells: &[Cell]) -> Result<(), ReportError> {
        let comma = if std::mem::take(&mut self.first) { "" } else { "," };
        write!(self.out, "{comma}\n  {{")?;
        for (index, (column, cell)) in self.columns.iter().zip(cells).enumerate() {
            let comma = if index == 0 { "" } else { ", " };
            write!(self.out, "{comma}{}: {}", Value::from(column.as_str()), value(cell))?;
        }
        Ok(write!(self.out, "}}")?)
    }

    fn end(&mut self) -> Result<(), ReportError> {
        Ok(write!(self.out, "\n]")?)
    }
}

/// A cell as a value; what is unknown is null, never a made-up number.
fn value(cell: &Cell) -> Value {
    let number = |value: f64| Number::from_f64(value).map_or(Value::Null, Value::Number);
    match cell {
        Cell::Empty => Value::Null,
        Cell::Name(name) => (*name).into(),
        Cell::Text(text) => text.as_str().into(),
        Cell::Count(count) => (*count).into(),
        Cell::Number(value, _) | Cell::Share(value) => number(*value),
        Cell::Points(points) if points.units() % Points::units_per_point() == 0 => {
            (points.units() / Points::units_per_point()).into()
        }
        Cell::Points(points) => number(points_as_number(*points)),
        Cell::Truth(truth) => (*truth).into(),
    }
}
