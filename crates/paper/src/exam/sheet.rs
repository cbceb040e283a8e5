//! The answer sheet: a bubble row per question, at places that a scanner can find.
//!
//! All numbers are thousandths of a millimetre on A4.

use super::cover::{Cover, labels};
use super::map::{Bubble, QuestionBubbles, SheetMap};
use crate::document::{Align, Document, Metadata, Node, Plate, PlateMark, TextSize, Tone};
use crate::font::Face;
use crate::language::{Language, Phrase};
use mockexam_model::{Form, QuestionKey, ResponseField, part_label, part_letter};

const PAGE: (i64, i64) = (210_000, 297_000);
/// Corner marks of 7 mm, 13 mm from the edges; nothing else may stand within 9.5 mm of an edge.
const FIDUCIALS: [(i64, i64); 4] =
    [(13_000, 13_000), (197_000, 13_000), (197_000, 284_000), (13_000, 284_000)];
const FIDUCIAL_SIDE: i64 = 7_000;
const DIAMETER: i64 = 4_500;
/// Between the centres of neighbouring bubbles: at least 1.5 mm of white stays between them.
const PITCH: i64 = 6_500;
const ROW: i64 = 7_300;
/// From the right end of a question's number to the centre of its first bubble.
const NUMBER_GAP: i64 = 5_000;
/// Room for a question's number.
const NUMBER_WIDTH: i64 = 7_000;
/// Left end of everything, right end of everything.
const SIDES: (i64, i64) = (20_000, 190_000);
/// Centres of the first row of bubbles.
const FIRST_ROW: i64 = 101_000;
const MOST_ROWS: usize = 25;
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
    Line,
    OnPaper,
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
            ResponseField::Number | ResponseField::Line => all.push(of(number, None, RowField::Line)),
            ResponseField::Essay => all.push(of(number, None, RowField::OnPaper)),
        }
    }
    all
}

/// The answer sheet of a form, and where its bubbles are.
///
/// A page holds up to 100 rows of up to five choices, fewer if they have more choices. A question has as many
/// bubbles as choices; one with parts has a row for each; numbers and words have a line.
#[must_use]
pub fn answer_sheet(form: &Form, cover: &Cover, language: &Language) -> (Document, SheetMap) {
    let rows = rows(form);
    let bubbles = |row: &Row| if let RowField::Bubbles(count) = row.field { count } else { NARROWEST };
    let widest = i64::from(rows.iter().map(bubbles).max().unwrap_or(NARROWEST));
    let columns = most_columns(widest);
    let per_page = columns * MOST_ROWS;
    let pages = rows.len().div_ceil(per_page).max(1);
    let mut document = Document::new(Metadata {
        title: format!("{} – {}", language.sheet.title.as_str(), cover.title),
        language: language.tag.clone(),
        subject: language.sheet.subject.fill(&[("form", &cover.form)]),
    });
    let mut map = SheetMap {
        exam: cover.code.clone(),
        form: cover.form.clone(),
        page_size: PAGE,
        pages: u16::try_from(pages).unwrap_or(u16::MAX),
        fiducials: FIDUCIALS,
        fiducial_side: FIDUCIAL_SIDE,
        bubble_diameter: DIAMETER,
        questions: Vec::new(),
    };
    for (page, here) in (1..=map.pages).zip(rows.chunks(per_page)) {
        let mut plate = frame_of(page, map.pages, cover, how_to_fill(form, language), language);
        let grid = Grid::new(here.len(), columns, widest);
        for (place, row) in here.iter().enumerate() {
            let centre = grid.centre(place);
            plate.marks.push(number_mark(row, centre));
            match row.field {
                RowField::Bubbles(count) => {
                    let bubbles = bubbles_at(centre, count);
                    plate.marks.extend(bubbles.iter().map(|bubble| PlateMark::Bubble {
                        centre: (bubble.x, bubble.y),
                        diameter: DIAMETER,
                        letter: bubble.letter.to_string(),
                        filled: false,
                    }));
                    let part = row.part.map(part_letter);
                    map.questions.push(QuestionBubbles { number: row.question, part, page, bubbles });
                }
                RowField::Line => {
                    let (left, y) = (centre.0 - DIAMETER / 2, centre.1 + 2_000);
                    let right = left + (widest - 1) * PITCH + DIAMETER;
                    plate.marks.push(PlateMark::Line { from: (left, y), to: (right, y), width: 200 });
                }
                RowField::OnPaper => {
                    let at = (centre.0 - DIAMETER / 2, centre.1 + 1_350);
                    let room = (widest - 1) * PITCH + DIAMETER;
                    plate.marks.push(text(
                        at,
                        room,
                        language.sheet.on_paper.as_str(),
                        Face::Italic,
                        TextSize::Small,
                    ));
                }
            }
        }
        document.nodes.push(Node::Plate(plate));
    }
    (document, map)
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
fn most_columns(choices: i64) -> usize {
    let available = SIDES.1 - SIDES.0 + 6_000;
    let fitting = available / (column_width(choices) + 3_000);
    usize::try_from(fitting).unwrap_or(1).clamp(1, MOST_COLUMNS)
}

impl Grid {
    /// Spreads questions evenly: no more columns than needed, all about equally long.
    fn new(questions: usize, most_columns: usize, choices: i64) -> Self {
        let wanted = if questions > 10 { 2 } else { 1 };
        let columns = questions.div_ceil(MOST_ROWS).max(wanted).min(most_columns);
        let rows = questions.div_ceil(columns).max(1);
        let width = column_width(choices);
        let total = SIDES.1 - SIDES.0;
        let count = i64::try_from(columns).unwrap_or(1);
        // Equal white left, between and right of the columns, within bounds.
        let gap = ((total - width * count) / (count + 1)).clamp(2_000, 30_000);
        let step = width + gap;
        let used = step * count - gap;
        let left = SIDES.0 + (total - used) / 2 + NUMBER_WIDTH + NUMBER_GAP;
        Self { columns, rows, step, left, group: if rows <= 20 { GROUP } else { 0 } }
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
    PlateMark::Text {
        at: (centre.0 - NUMBER_GAP, centre.1 + 1_350),
        width: NUMBER_WIDTH,
        text: row.part.map_or_else(|| row.question.to_string(), |part| part_label(row.question, part)),
        face: Face::Bold,
        size: TextSize::Body,
        tone: Tone::Strong,
        align: Align::Right,
    }
}

/// Everything on a page but the bubble rows.
fn frame_of(page: u16, pages: u16, cover: &Cover, how_to: &Phrase, language: &Language) -> Plate {
    let mut plate = Plate::default();
    let marks = &mut plate.marks;
    marks.extend(FIDUCIALS.map(|centre| PlateMark::Fiducial { centre, side: FIDUCIAL_SIDE }));
    let words = &language.sheet;
    marks.push(text((20_000, 31_000), 118_000, words.title.as_str(), Face::Bold, TextSize::Title));
    marks.push(text((20_000, 38_500), 118_000, &cover.title, Face::Regular, TextSize::Heading));
    marks.push(text((20_000, 44_500), 118_000, &cover.code, Face::Mono, TextSize::Body));
    badge(marks, cover, language);
    fields(marks, &labels(&words.fields));
    rules(marks, how_to, language);
    let form = language.page.form.fill(&[("form", &cover.form)]);
    let page = language.page.page_of.fill(&[("page", &page), ("pages", &pages)]);
    let foot = format!("{} · {form} · {page}", cover.code);
    marks.push(PlateMark::Text {
        at: (105_000, 285_000),
        width: 160_000,
        text: foot,
        face: Face::Regular,
        size: TextSize::Small,
        tone: Tone::Strong,
        align: Align::Centre,
    });
    plate
}

fn text(at: (i64, i64), width: i64, text: &str, face: Face, size: TextSize) -> PlateMark {
    PlateMark::Text { at, width, text: text.to_owned(), face, size, tone: Tone::Strong, align: Align::Left }
}

/// The letter of the form in a box at the right.
fn badge(marks: &mut Vec<PlateMark>, cover: &Cover, language: &Language) {
    let (left, top, side) = (166_000, 22_000, 24_000);
    marks.push(PlateMark::Frame { corner: (left, top), size: (side, side), width: 400 });
    let centred = |y, text: &str, face, size| PlateMark::Text {
        at: (left + side / 2, top + y),
        width: side,
        text: text.to_owned(),
        face,
        size,
        tone: Tone::Strong,
        align: Align::Centre,
    };
    marks.push(centred(5_000, language.cover.form.as_str(), Face::Regular, TextSize::Small));
    let code = cover.form.to_string();
    let (size, y) = if code.len() <= 2 { (TextSize::Display, 20_500) } else { (TextSize::Heading, 16_000) };
    marks.push(centred(y, &code, Face::Bold, size));
}

/// Two rows of lines to write on.
fn fields(marks: &mut Vec<PlateMark>, rows: &[Vec<String>]) {
    for (row, y) in rows.iter().take(2).zip([57_000, 70_000]) {
        let count = i64::try_from(row.len().max(1)).unwrap_or(1);
        let gutter = 8_000;
        let width = (SIDES.1 - SIDES.0 - gutter * (count - 1)) / count;
        for (label, index) in row.iter().zip(0..) {
            let left = SIDES.0 + (width + gutter) * index;
            marks.push(PlateMark::Line { from: (left, y), to: (left + width, y), width: 200 });
            marks.push(PlateMark::Text {
                at: (left, y + 3_800),
                width,
                text: label.clone(),
                face: Face::Regular,
                size: TextSize::Small,
                tone: Tone::Strong,
                align: Align::Left,
            });
        }
    }
}

/// How to fill bubbles, with a drawn example of right and wrong.
fn rules(marks: &mut Vec<PlateMark>, how_to: &Phrase, language: &Language) {
    let words = &language.sheet;
    marks.push(PlateMark::Block {
        at: (20_000, 79_000),
        width: 112_000,
        text: how_to.rich(),
        size: TextSize::Small,
    });
    let (left, first, second) = (140_000, 82_500, 89_500);
    let bubble = |x: i64, y: i64, letter: &str, filled: bool| PlateMark::Bubble {
        centre: (x, y),
        diameter: DIAMETER,
        letter: letter.to_owned(),
        filled,
    };
    for (x, letter) in [(left, "A"), (left + 2 * PITCH, "C")] {
        marks.push(bubble(x, first, letter, false));
    }
    marks.push(bubble(left + PITCH, first, "B", true));
    for (index, letter) in (0..).zip(["A", "B", "C"]) {
        marks.push(bubble(left + PITCH * index, second, letter, false));
    }
    let stroke = |from: (i64, i64), to: (i64, i64)| PlateMark::Line { from, to, width: 350 };
    marks.push(stroke((left - 1_500, second - 1_500), (left + 1_500, second + 1_500)));
    marks.push(stroke((left - 1_500, second + 1_500), (left + 1_500, second - 1_500)));
    let middle = left + PITCH;
    marks.push(stroke((middle - 1_800, second), (middle - 500, second + 1_500)));
    marks.push(stroke((middle - 500, second + 1_500), (middle + 2_000, second - 2_000)));
    let last = left + 2 * PITCH;
    marks.push(PlateMark::Bubble {
        centre: (last, second),
        diameter: 1_400,
        letter: String::new(),
        filled: true,
    });
    for (y, label) in [(first, &words.right), (second, &words.wrong)] {
        marks.push(text(
            (left + 3 * PITCH - 1_500, y + 1_200),
            34_000,
            label.as_str(),
            Face::Italic,
            TextSize::Small,
        ));
    }
}
