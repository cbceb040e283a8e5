//! Everything on a page of a sheet but the bubbles of questions.

use super::code::{SheetSerial, code, strip, words};
use super::geometry::{
    BESIDE, CODE_TOP, DIGIT_DIAMETER, DIGIT_PITCH, DIGITS, FIDUCIAL_SIDE, FIRST_DIGIT, Geometry, MODULE,
    MODULES,
};
use super::{DIAMETER, PITCH};
use crate::document::{Align, Plate, PlateMark, TextSize, Tone};
use crate::exam::cover::{Cover, labels};
use crate::font::Face;
use crate::language::{Language, Phrase};
use mockexam_model::RichText;

/// Which page of which sheet.
#[derive(Debug, Clone, Copy)]
pub(super) struct Page {
    pub(super) serial: SheetSerial,
    pub(super) number: u16,
    pub(super) of: u16,
}

/// Side of the box around the letter of the form.
const BADGE: i64 = 21_000;
/// White space between the title, the box and the QR code.
const GAP: i64 = 4_000;

/// Characters of the exam's title above the fields: what stands on four lines.
const LONGEST_TITLE: usize = 140;

/// A page without bubbles of questions.
pub(super) fn frame(
    page: Page,
    cover: &Cover,
    how_to: &Phrase,
    language: &Language,
    geometry: &Geometry,
) -> Plate {
    let mut plate = Plate::default();
    let marks = &mut plate.marks;
    marks.extend(geometry.fiducials().map(|centre| PlateMark::Fiducial { centre, side: FIDUCIAL_SIDE }));
    marks.extend(strip(geometry, page.serial, page.number));
    marks.extend(code(geometry, words(page.serial, page.number, &cover.code)));
    let badge_left = geometry.code().0 - GAP - BADGE;
    let room = badge_left - GAP - BESIDE;
    let title = &language.sheet.title;
    marks.push(PlateMark::Title { at: (BESIDE, 27_000), width: room, text: title.as_str().to_owned() });
    marks.push(PlateMark::Block {
        at: (BESIDE, 29_500),
        width: room,
        text: RichText::literal(&within(&cover.title, LONGEST_TITLE)),
        size: TextSize::Small,
    });
    let below = CODE_TOP + MODULE * MODULES + 4_500;
    marks.push(text((badge_left, below), BADGE, &cover.code, Face::Mono, TextSize::Body));
    badge(marks, badge_left, cover, language);
    let serial = format!("{} · {}/{}", page.serial, page.number, page.of);
    marks.push(text((geometry.code().0, below), 24_000, &serial, Face::Mono, TextSize::Small));
    identity(marks, cover, language);
    fields(marks, geometry, &labels(&language.sheet.fields), cover);
    rules(marks, how_to, language, geometry);
    let form = language.page.form.fill(&[("form", &cover.form)]);
    let number = language.page.page_of.fill(&[("page", &page.number), ("pages", &page.of)]);
    let place = cover.holder.as_ref().map(|holder| holder.place(language)).unwrap_or_default();
    let place = if place.is_empty() { place } else { format!(" · {place}") };
    marks.push(PlateMark::Text {
        at: (geometry.page.0 / 2, geometry.foot()),
        width: 160_000,
        text: format!("{} · {form} · {number}{place}", cover.code),
        face: Face::Regular,
        size: TextSize::Small,
        tone: Tone::Strong,
        align: Align::Centre,
    });
    plate
}

/// A text of so many characters at most, cut between words.
fn within(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let start: String = text.chars().take(most).collect();
    let words = start.rsplit_once(char::is_whitespace).map_or(start.as_str(), |(words, _)| words);
    format!("{words} …")
}

pub(super) fn text(at: (i64, i64), width: i64, text: &str, face: Face, size: TextSize) -> PlateMark {
    PlateMark::Text { at, width, text: text.to_owned(), face, size, tone: Tone::Strong, align: Align::Left }
}

/// The letter of the form in a box.
fn badge(marks: &mut Vec<PlateMark>, left: i64, cover: &Cover, language: &Language) {
    marks.push(PlateMark::Frame { corner: (left, CODE_TOP), size: (BADGE, BADGE), width: 400 });
    let centred = |y, text: &str, face, size| PlateMark::Text {
        at: (left + BADGE / 2, CODE_TOP + y),
        width: BADGE,
        text: text.to_owned(),
        face,
        size,
        tone: Tone::Strong,
        align: Align::Centre,
    };
    marks.push(centred(4_500, language.cover.form.as_str(), Face::Regular, TextSize::Small));
    let code = cover.form.to_string();
    let (size, y) = if code.len() <= 2 { (TextSize::Title, 15_500) } else { (TextSize::Heading, 14_000) };
    marks.push(centred(y, &code, Face::Bold, size));
}

/// Centre of a bubble of the candidate's number.
pub(super) fn digit_centre(digit: u8, value: u8) -> (i64, i64) {
    (FIRST_DIGIT.0 + DIGIT_PITCH.0 * i64::from(digit), FIRST_DIGIT.1 + DIGIT_PITCH.1 * i64::from(value))
}

/// The grid for the candidate's number: boxes to write it, and a bubble for each value of each digit. A number that is known
/// is filled in.
fn identity(marks: &mut Vec<PlateMark>, cover: &Cover, language: &Language) {
    let known = cover.holder.as_ref().and_then(|holder| holder.digits(DIGITS)).unwrap_or_default();
    let label = language.sheet.number.as_str();
    let room = DIGIT_PITCH.0 * i64::from(DIGITS);
    marks.push(text((FIRST_DIGIT.0 - 3_000, 21_500), room, label, Face::Regular, TextSize::Small));
    let side = 5_400;
    for digit in 0..DIGITS {
        let (x, _) = digit_centre(digit, 0);
        marks.push(PlateMark::Frame { corner: (x - side / 2, 22_700), size: (side, side), width: 200 });
        if let Some(value) = known.get(usize::from(digit)) {
            marks.push(PlateMark::Text {
                at: (x, 26_900),
                width: side,
                text: value.to_string(),
                face: Face::Bold,
                size: TextSize::Body,
                tone: Tone::Strong,
                align: Align::Centre,
            });
        }
    }
    for value in 0..10 {
        let row = (0..DIGITS).map(|digit| PlateMark::Bubble {
            centre: digit_centre(digit, value),
            diameter: DIGIT_DIAMETER,
            letter: value.to_string(),
            filled: known.get(usize::from(digit)) == Some(&value),
        });
        marks.extend(row);
    }
}

/// Two rows of lines to write on. Name and number, which the first row asks for, stand there where they are known.
fn fields(marks: &mut Vec<PlateMark>, geometry: &Geometry, rows: &[Vec<String>], cover: &Cover) {
    let known = cover.holder.as_ref().map(|holder| [holder.name.as_str(), &holder.candidate]);
    for ((row, y), known) in rows.iter().take(2).zip([55_500, 67_000]).zip([known, None]) {
        let count = i64::try_from(row.len().max(1)).unwrap_or(1);
        let gutter = 6_000;
        let width = (geometry.sides().1 - BESIDE - gutter * (count - 1)) / count;
        for (label, index) in row.iter().zip(0..) {
            let left = BESIDE + (width + gutter) * index;
            marks.push(PlateMark::Line { from: (left, y), to: (left + width, y), width: 200 });
            marks.push(text((left, y + 3_800), width, label, Face::Regular, TextSize::Small));
            let value = known.and_then(|known| known.get(usize::try_from(index).ok()?).copied());
            if let Some(value) = value.filter(|value| !value.is_empty()) {
                marks.push(text((left, y - 1_400), width, value, Face::Bold, TextSize::Body));
            }
        }
    }
}

/// How to fill bubbles, with a drawn example of right and wrong.
fn rules(marks: &mut Vec<PlateMark>, how_to: &Phrase, language: &Language, geometry: &Geometry) {
    let words = &language.sheet;
    let left = geometry.sides().1 - 42_000;
    marks.push(PlateMark::Block {
        at: (BESIDE, 73_500),
        width: left - 6_000 - BESIDE,
        text: how_to.rich(),
        size: TextSize::Small,
    });
    let (first, second) = (77_500, 85_000);
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
        let at = (left + 3 * PITCH - 1_500, y + 1_200);
        marks.push(text(at, geometry.sides().1 - at.0, label.as_str(), Face::Italic, TextSize::Small));
    }
}
