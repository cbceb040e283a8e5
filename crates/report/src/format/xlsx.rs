//! XLSX: a workbook with a sheet for each table, numbers as numbers.
//!
//! Texts are written as texts, so that none becomes a formula or a link. The date of the file is a fixed one: the same
//! results give the same bytes.

use super::{Format, Job, Shelf};
use crate::error::ReportError;
use crate::html::{ReportWords, points_as_number};
use crate::tables::{self, Cell, Heading, Sink};
use mockexam_model::Diagnostic;
use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format as Style, FormatAlign, FormatBorder, Workbook, Worksheet,
    XlsxError,
};
use std::io;

pub(super) const FORMAT: Format =
    Format { name: "xlsx", ending: "xlsx", what: "a workbook with a sheet for each table", write };

fn write(job: &Job<'_>, shelf: &mut dyn Shelf) -> Result<(), ReportError> {
    let mut book = Book::new(job.words);
    for table in tables::of(job.set, job.parts) {
        table.write(job.set, job.key, job.words, &mut book)?;
    }
    let summary = &job.set.summary;
    let bytes = book.finish(&summary.exam.title, &summary.exam.code).map_err(unwritten)?;
    shelf.put("report.xlsx", &mut |out| Ok(out.write_all(&bytes)?))
}

/// How cells look.
struct Styles {
    head: Style,
    text: Style,
    count: Style,
    /// By decimals.
    numbers: [Style; 4],
    share: Style,
    points: Style,
}

/// A workbook under construction.
struct Book<'w> {
    words: &'w ReportWords,
    styles: Styles,
    done: Vec<Worksheet>,
    sheet: Worksheet,
    row: u32,
    /// The longest text of each column, in characters.
    widths: Vec<usize>,
}

/// Rows of a sheet, the head included, that the format can hold.
const MOST_ROWS: u32 = 1_048_576;
/// Columns of a sheet.
const MOST_COLUMNS: usize = 16_384;
/// Characters of a cell.
const MOST_CHARACTERS: usize = 32_767;
/// Widest column, in characters; longer texts are wrapped.
const WIDEST: usize = 60;

impl<'w> Book<'w> {
    fn new(words: &'w ReportWords) -> Self {
        let number = |format: &str| Style::new().set_num_format(format).set_align(FormatAlign::Top);
        let head = Style::new().set_bold().set_background_color(Color::RGB(0xE6_EE_F4));
        let head = head.set_border_bottom(FormatBorder::Thin).set_text_wrap().set_align(FormatAlign::Top);
        Self {
            words,
            styles: Styles {
                head,
                text: Style::new().set_text_wrap().set_align(FormatAlign::Top),
                count: number("0"),
                numbers: ["0", "0.0", "0.00", "0.000"].map(number),
                share: number("0.0%"),
                points: number("0.##"),
            },
            done: Vec::new(),
            sheet: Worksheet::new(),
            row: 0,
            widths: Vec::new(),
        }
    }

    fn cell(&mut self, column: usize, cell: &Cell) -> Result<(), XlsxError> {
        let styles = &self.styles;
        let at = u16::try_from(column).unwrap_or(u16::MAX);
        let row = self.row;
        let width = match cell {
            Cell::Text(text) => text.chars().count(),
            Cell::Name(name) => self.words.column(name).chars().count(),
            _ => 8,
        };
        match cell {
            Cell::Empty => return Ok(()),
            Cell::Name(name) => {
                let name = self.words.column(name);
                self.sheet.write_string_with_format(row, at, name, &styles.text)?
            }
            Cell::Text(text) => {
                // A cell holds no more; the rest stands in the results.
                let text: String = text.chars().take(MOST_CHARACTERS).collect();
                self.sheet.write_string_with_format(row, at, text, &styles.text)?
            }
            Cell::Count(count) => {
                self.sheet.write_number_with_format(row, at, *count as f64, &styles.count)?
            }
            Cell::Number(value, decimals) => {
                let style = styles.numbers.get(usize::from(*decimals)).unwrap_or(&styles.count);
                self.sheet.write_number_with_format(row, at, *value, style)?
            }
            Cell::Share(share) => self.sheet.write_number_with_format(row, at, *share, &styles.share)?,
            Cell::Points(points) => {
                let value = points_as_number(*points);
                let style = if value.fract() == 0.0 { &styles.count } else { &styles.points };
                self.sheet.write_number_with_format(row, at, value, style)?
            }
            Cell::Truth(truth) => {
                let own = &self.words.class;
                let word = if *truth { &own.yes } else { &own.no };
                self.sheet.write_string_with_format(row, at, word, &styles.text)?
            }
        };
        if let Some(known) = self.widths.get_mut(column) {
            *known = width.max(*known);
        }
        Ok(())
    }

    /// The bytes of the file.
    fn finish(mut self, title: &str, code: &str) -> Result<Vec<u8>, XlsxError> {
        let mut book = Workbook::new();
        let day = ExcelDateTime::from_ymd(2000, 1, 1)?;
        let properties = DocProperties::new().set_title(title).set_subject(code).set_creation_datetime(&day);
        book.set_properties(&properties);
        for sheet in self.done.drain(..) {
            book.push_worksheet(sheet);
        }
        book.save_to_buffer()
    }
}

impl Sink for Book<'_> {
    fn table(&mut self, heading: &Heading) -> Result<(), ReportError> {
        if heading.columns.len() > MOST_COLUMNS {
            return Err(too_large("columns"));
        }
        self.sheet = Worksheet::new();
        self.sheet.set_name(&heading.title).map_err(unwritten)?;
        self.sheet.set_freeze_panes(1, 1).map_err(unwritten)?;
        self.sheet.set_landscape().set_repeat_rows(0, 0).map_err(unwritten)?;
        self.sheet.set_paper_size(9).set_print_fit_to_pages(1, 0);
        self.widths = Vec::new();
        self.row = 0;
        for (at, column) in (0..).zip(&heading.columns) {
            let name = heading.label(column, self.words);
            self.widths.push(name.chars().count().min(16));
            self.sheet.write_string_with_format(0, at, name, &self.styles.head).map_err(unwritten)?;
        }
        Ok(())
    }

    fn row(&mut self, cells: &[Cell]) -> Result<(), ReportError> {
        self.row += 1;
        if self.row >= MOST_ROWS {
            return Err(too_large("rows"));
        }
        let mut each = cells.iter().enumerate();
        each.try_for_each(|(column, cell)| self.cell(column, cell)).map_err(unwritten)
    }

    fn end(&mut self) -> Result<(), ReportError> {
        let last = u16::try_from(self.widths.len().saturating_sub(1)).unwrap_or(u16::MAX);
        self.sheet.autofilter(0, 0, self.row, last).map_err(unwritten)?;
        for (at, width) in (0..).zip(&self.widths) {
            let width = (*width + 2).clamp(8, WIDEST);
            self.sheet.set_column_width(at, u32::try_from(width).unwrap_or(8)).map_err(unwritten)?;
        }
        self.done.push(std::mem::take(&mut self.sheet));
        Ok(())
    }
}

fn too_large(what: &str) -> ReportError {
    Diagnostic::error("R07", format!("a table has more {what} than a sheet of XLSX can hold"))
        .help("write it as CSV: --format csv")
        .into()
}

fn unwritten(error: XlsxError) -> ReportError {
    io::Error::other(error).into()
}
