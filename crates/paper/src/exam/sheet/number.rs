//! Grids for numbers: boxes to write the signs of a number into, and below each a bubble for every sign it may have.
//!
//! All are alike, so that none tells how long a number is right. The first column is for a minus; a number may start in any of the
//! others.

use super::geometry::{DIGIT_DIAMETER, DIGIT_PITCH, Geometry};
use super::number_text;
use crate::document::{Align, PlateMark, TextSize};
use crate::exam::map::{NumberBubbles, SignBubble};
use crate::language::Language;

/// Columns: one for the minus, and one for each sign.
const COLUMNS: i64 = 8;
/// Grids beside each other.
const BESIDE: usize = 3;
/// From the line that says how to fill grids to their labels.
const LABEL: i64 = 6_500;
/// From the label of a grid to the middle of its boxes, and from there to its first row of bubbles.
const BOXES: i64 = 5_500;
const FIRST: i64 = 6_000;
/// A side of a box.
const BOX: i64 = 5_400;
/// White between grids above each other.
const BELOW: i64 = 9_000;
/// From that line to the centres of the last bubbles: rows for the mark and for ten digits.
const HEIGHT: i64 = LABEL + BOXES + FIRST + DIGIT_PITCH.1 * 10;
/// The first line on a page without other questions.
const TOP: i64 = 99_000;

/// Where the grids of a sheet stand: on which page, and how far down their row of grids starts.
pub(super) struct Places {
    /// Where the next grid would stand.
    page: u16,
    top: i64,
    column: usize,
    lowest: i64,
}

impl Places {
    /// Below the rows of a page, whose last bubbles stand so far down.
    pub(super) fn behind(page: u16, last: i64, geometry: &Geometry) -> Self {
        // Clear of the corner marks and of the last line.
        let lowest = geometry.page.1 - 24_000;
        let mut places = Self { page, top: last + 10_000, column: 0, lowest };
        places.fit();
        places
    }

    fn fit(&mut self) {
        if self.top + HEIGHT > self.lowest {
            self.page += 1;
            self.top = TOP;
        }
    }
}

impl Iterator for Places {
    type Item = (u16, usize, i64);

    fn next(&mut self) -> Option<Self::Item> {
        if self.column == BESIDE {
            self.column = 0;
            self.top += HEIGHT + BELOW;
            self.fit();
        }
        self.column += 1;
        Some((self.page, self.column - 1, self.top))
    }
}

/// A grid: its marks, and where its bubbles are.
pub(super) fn grid(
    question: u16,
    (page, column, top): (u16, usize, i64),
    geometry: &Geometry,
    language: &Language,
) -> (Vec<PlateMark>, NumberBubbles) {
    let (left, right) = geometry.sides();
    let width = DIGIT_PITCH.0 * COLUMNS;
    let beside = i64::try_from(BESIDE).unwrap_or(1);
    let gap = (right - left - width * beside) / (beside - 1);
    let first = left + (width + gap) * i64::try_from(column).unwrap_or(0) + DIGIT_PITCH.0 / 2;
    let mut marks = Vec::new();
    if column == 0 {
        let at = (left, top - 3_000);
        let text = language.sheet.grid_rules.rich();
        marks.push(PlateMark::Block { at, width: right - left, text, size: TextSize::Small });
    }
    let top = top + LABEL;
    marks.push(number_text((first - BOX / 2, top), question.to_string(), Align::Left));
    let mut columns = Vec::new();
    for column in 0..COLUMNS {
        let x = first + DIGIT_PITCH.0 * column;
        let corner = (x - BOX / 2, top + BOXES - BOX / 2 - 700);
        marks.push(PlateMark::Frame { corner, size: (BOX, BOX), width: 200 });
        let bubble =
            |(row, sign): (i64, String)| SignBubble { sign, x, y: top + BOXES + FIRST + DIGIT_PITCH.1 * row };
        columns.push((0..).zip(signs(column, language)).map(bubble).collect::<Vec<_>>());
    }
    marks.extend(columns.iter().flatten().map(|bubble| PlateMark::Bubble {
        centre: (bubble.x, bubble.y),
        diameter: DIGIT_DIAMETER,
        letter: bubble.sign.clone(),
        filled: false,
    }));
    (marks, NumberBubbles { number: question, page, columns })
}

/// The signs of a column from above.
fn signs(column: i64, language: &Language) -> Vec<String> {
    if column == 0 {
        return vec!["−".to_owned()];
    }
    std::iter::once(language.decimal.clone()).chain((0..10).map(|digit| digit.to_string())).collect()
}
