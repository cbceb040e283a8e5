//! The answer sheet: a bubble row per question, at places that a scanner can find.
//!
//! All numbers are thousandths of a millimetre.

mod code;
mod frame;
mod geometry;
mod number;

pub use code::SheetSerial;

use super::cover::Cover;
use super::map::{Bubble, CodePlace, NumberBubbles, QuestionBubbles, SheetLayout, SheetMap, StripPlace};
use crate::document::{Align, Document, Metadata, Node, PlateMark, TextSize, Tone};
use crate::font::Face;
use crate::language::{Language, Phrase};
use crate::template::Template;
use frame::{Page, digit_centre, frame, text};
use geometry::{CELL, CELL_PITCH, CELLS, DIGIT_DIAMETER, DIGITS, FIDUCIAL_SIDE, Geometry, MODULE, MODULES};
use mockexam_model::{Form, QuestionKey, ResponseField, part_label, part_letter};
use number::{Places, grid};

const DIAMETER: i64 = 4_500;
/// Between the centres of neighbouring bubbles: at least 1.5 mm of white stays between them.
const PITCH: i64 = 6_500;
const ROW: i64 = 7_300;
/// From the right end of a question's number to the centre of its first bubble.
const NUMBER_GAP: i64 = 5_000;
/// Room for a question's number.
const NUMBER_WIDTH: i64 = 7_000;
/// Centres of the first row of bubbles.
const FIRST_ROW: i64 = 101_000;
const MOST_COLUMNS: usize = 4;
/// Width of a column without bubbles, in bubbles.
const NARROWEST: u8 = 4;
/// Extra white between groups of five rows, where there is room.
const GROUP: i64 = 2_200;

/// How questions are spread over a page.
struct Grid {
    columns: usize,
    rows: usize,
    /// From the left end of one column to the next.
    step: i64,
    /// Centre of the first bubble of the first column.
    left: i64,
    group: i64,
}

/// What a row of the sheet offers.
struct Row {
    question: u16,
    /// Part from 0, where the question has several rows.
    part: Option<usize>,
    field: RowField,
}

enum RowField {
    Bubbles(u8),
    Grid,
    Line,
    OnPaper,
}

impl Row {
    const fn has_grid(&self) -> bool {
        matches!(self.field, RowField::Grid)
    }
}

/// The rows of a form: one per question or part of it.
fn rows(form: &Form) -> Vec<Row> {
    let of = |question: u16, part, field| Row { question, part, field };
    let mut all = Vec::new();
    for question in &form.questions {
        let number = question.number;
        match question.field {
            ResponseField::Choices { count, .. } => all.push(of(number, None, RowField::Bubbles(count))),
            ResponseField::Rows { rows, count } => {
                all.extend((0..rows.into()).map(|part| of(number, Some(part), RowField::Bubbles(count))));
            }
            ResponseField::Number => all.push(of(number, None, RowField::Grid)),
            ResponseField::Line => all.push(of(number, None, RowField::Line)),
            ResponseField::Essay => all.push(of(number, None, RowField::OnPaper)),
        }
    }
    all
}

/// The answer sheet of a form, and where its bubbles are. It is made for A4 and for US Letter.
///
/// A page of A4 holds up to 100 rows of up to five choices, fewer if they have more choices. A question has as many
/// bubbles as choices; one with parts has a row for each; words have a line. Numbers have grids, below the rows or on the next page.
#[must_use]
pub fn answer_sheet(
    form: &Form,
    cover: &Cover,
    serial: SheetSerial,
    language: &Language,
    template: &Template,
) -> (Document, SheetMap) {
    let rows = rows(form);
    let spread = Spread::of(&rows, Geometry::of(template));
    let geometry = &spread.geometry;
    let grids = number_grids(&rows, &spread, language);
    let mut pages = rows.chunks(spread.per_page());
    let count = pages.len().max(grids.last().map_or(1, |(_, grid)| grid.page.into()));
    let count = u16::try_from(count).unwrap_or(u16::MAX);
    let mut document = Document::new(Metadata {
        title: format!("{} – {}", language.sheet.title.as_str(), cover.title),
        language: language.tag.clone(),
        subject: language.sheet.subject.fill(&[("form", &cover.form)]),
    });
    let mut questions = Vec::new();
    for number in 1..=count {
        let here = pages.next().unwrap_or_default();
        let page = Page { serial, number, of: count };
        let mut plate = frame(page, cover, how_to_fill(form, language), language, geometry);
        let grid = spread.grid(here.len());
        for (place, row) in here.iter().enumerate() {
            let centre = grid.centre(place);
            let body = row_marks(row, centre, spread.widest, language);
            if let RowField::Bubbles(count) = row.field {
                let (part, bubbles) = (row.part.map(part_letter), bubbles_at(centre, count));
                questions.push(QuestionBubbles { number: row.question, part, page: number, bubbles });
            }
            plate.marks.push(PlateMark::Entry { label: Box::new(number_mark(row, centre)), body });
        }
        let here = grids.iter().filter(|(_, grid)| grid.page == number);
        plate.marks.extend(here.flat_map(|(marks, _)| marks.iter().cloned()));
        document.nodes.push(Node::Plate(plate));
    }
    let numbers = grids.into_iter().map(|(_, grid)| grid).collect();
    let layout = layout(geometry, count, questions, numbers);
    (document, SheetMap { exam: cover.code.clone(), form: cover.form.clone(), serial, layout })
}

/// How rows are spread over pages.
struct Spread {
    geometry: Geometry,
    /// Bubbles of the widest row.
    widest: i64,
    /// Columns beside each other, at least and at most.
    columns: (usize, usize),
}

impl Spread {
    fn of(rows: &[Row], geometry: Geometry) -> Self {
        let bubbles = |row: &Row| if let RowField::Bubbles(count) = row.field { count } else { NARROWEST };
        let widest = i64::from(rows.iter().map(bubbles).max().unwrap_or(NARROWEST));
        let most = most_columns(widest, &geometry);
        // Short columns leave room for grids below.
        let least = if rows.iter().any(Row::has_grid) { most } else { 1 };
        Self { geometry, widest, columns: (least, most) }
    }

    const fn per_page(&self) -> usize {
        self.columns.1 * self.geometry.most_rows
    }

    fn grid(&self, questions: usize) -> Grid {
        Grid::new(questions, self.columns, self.widest, &self.geometry)
    }
}

/// The grids for numbers, below the last rows or behind them.
fn number_grids(rows: &[Row], spread: &Spread, language: &Language) -> Vec<(Vec<PlateMark>, NumberBubbles)> {
    let pages = rows.chunks(spread.per_page());
    let page = u16::try_from(pages.len()).unwrap_or(u16::MAX);
    let last = pages.last().map_or(0, <[Row]>::len);
    let places = Places::behind(page, spread.grid(last).foot(last), &spread.geometry);
    let numbers = rows.iter().filter(|row| row.has_grid()).map(|row| row.question);
    numbers.zip(places).map(|(question, place)| grid(question, place, &spread.geometry, language)).collect()
}

/// What a scanner is told.
fn layout(
    geometry: &Geometry,
    pages: u16,
    questions: Vec<QuestionBubbles>,
    numbers: Vec<NumberBubbles>,
) -> SheetLayout {
    let digit = |digit| (0..10).map(|value| digit_centre(digit, value)).collect();
    SheetLayout {
        number: code::LAYOUT,
        page_size: geometry.page,
        pages,
        fiducials: geometry.fiducials(),
        fiducial_side: FIDUCIAL_SIDE,
        strip: StripPlace { first: geometry.first_cell(), pitch: CELL_PITCH, cell: CELL, cells: CELLS },
        code: CodePlace { corner: geometry.code(), side: MODULE * MODULES },
        identity: (0..DIGITS).map(digit).collect(),
        identity_diameter: DIGIT_DIAMETER,
        bubble_diameter: DIAMETER,
        questions,
        numbers,
    }
}

/// What stands behind the number of a row.
fn row_marks(row: &Row, centre: (i64, i64), widest: i64, language: &Language) -> Vec<PlateMark> {
    let left = centre.0 - DIAMETER / 2;
    let room = (widest - 1) * PITCH + DIAMETER;
    let elsewhere = |where_to: &Phrase| {
        text((left, centre.1 + 1_350), room, where_to.as_str(), Face::Italic, TextSize::Small)
    };
    match row.field {
        RowField::Bubbles(count) => {
            let bubble = |bubble: Bubble| PlateMark::Bubble {
                centre: (bubble.x, bubble.y),
                diameter: DIAMETER,
                letter: bubble.letter.to_string(),
                filled: false,
            };
            bubbles_at(centre, count).into_iter().map(bubble).collect()
        }
        RowField::Line => {
            let y = centre.1 + 2_000;
            vec![PlateMark::Line { from: (left, y), to: (left + room, y), width: 200 }]
        }
        RowField::Grid => vec![elsewhere(&language.sheet.in_grid)],
        RowField::OnPaper => vec![elsewhere(&language.sheet.on_paper)],
    }
}

/// How to fill the sheet of a form.
fn how_to_fill<'l>(form: &Form, language: &'l Language) -> &'l Phrase {
    let one_letter = |field: ResponseField| matches!(field, ResponseField::Choices { choose: 1, .. });
    let simple = form.questions.iter().all(|question| one_letter(question.field));
    if simple { &language.sheet.rules } else { &language.sheet.rules_mixed }
}

/// A row of bubbles from the centre of the first.
fn bubbles_at(centre: (i64, i64), count: u8) -> Vec<Bubble> {
    let bubble = |choice: u8| Bubble {
        letter: QuestionKey::letter(usize::from(choice)),
        x: centre.0 + PITCH * i64::from(choice),
        y: centre.1,
    };
    (0..count).map(bubble).collect()
}

/// Width of a column: number and bubbles.
const fn column_width(choices: i64) -> i64 {
    NUMBER_WIDTH + NUMBER_GAP + (choices - 1) * PITCH + DIAMETER / 2
}

/// How many columns of so many choices fit on a page with white between them.
fn most_columns(choices: i64, geometry: &Geometry) -> usize {
    let (left, right) = geometry.sides();
    let available = right - left + 6_000;
    let fitting = available / (column_width(choices) + 3_000);
    usize::try_from(fitting).unwrap_or(1).clamp(1, MOST_COLUMNS)
}

impl Grid {
    /// Spreads questions evenly: no more columns than needed, all about equally long.
    fn new(questions: usize, (least, most): (usize, usize), choices: i64, geometry: &Geometry) -> Self {
        let wanted = if questions > 10 { 2 } else { 1 };
        let columns = questions.div_ceil(geometry.most_rows).max(wanted).max(least).min(most);
        let rows = questions.div_ceil(columns).max(1);
        let width = column_width(choices);
        let (first, last) = geometry.sides();
        let total = last - first;
        let count = i64::try_from(columns).unwrap_or(1);
        // Equal white left, between and right of the columns, within bounds.
        let gap = ((total - width * count) / (count + 1)).clamp(2_000, 30_000);
        let step = width + gap;
        let used = step * count - gap;
        let left = first + (total - used) / 2 + NUMBER_WIDTH + NUMBER_GAP;
        Self { columns, rows, step, left, group: if rows <= 20 { GROUP } else { 0 } }
    }

    /// How far down the bubbles of so many questions reach.
    fn foot(&self, questions: usize) -> i64 {
        self.centre(self.rows.min(questions).saturating_sub(1)).1
    }

    /// Centre of the first bubble of the n-th question on the page (from 0).
    fn centre(&self, place: usize) -> (i64, i64) {
        let whole = |n: usize| i64::try_from(n).unwrap_or(0);
        let (column, row) = ((place / self.rows).min(self.columns), place % self.rows);
        let y = FIRST_ROW + ROW * whole(row) + self.group * whole(row / 5);
        (self.left + self.step * whole(column), y)
    }
}

fn number_mark(row: &Row, centre: (i64, i64)) -> PlateMark {
    let label = row.part.map_or_else(|| row.question.to_string(), |part| part_label(row.question, part));
    number_text((centre.0 - NUMBER_GAP, centre.1 + 1_350), label, Align::Right)
}

/// The number of a question.
fn number_text(at: (i64, i64), text: String, align: Align) -> PlateMark {
    let (face, size, tone) = (Face::Bold, TextSize::Body, Tone::Strong);
    PlateMark::Text { at, width: NUMBER_WIDTH, text, face, size, tone, align }
}
