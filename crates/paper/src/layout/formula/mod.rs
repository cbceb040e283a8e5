//! Formulas: boxes of glyphs and lines, set by the rules of Knuth (The TeXbook, appendix G) with the measures of the font.
//! Distances are in thousandths of the size of the text.

mod atom;
mod build;
mod constant;
mod grown;

use super::{Setter, Style};
use crate::error::Problem;
use crate::font::{Face, Word};
use crate::length::{Length, Point};
use crate::page::{GlyphRun, Mark, Placed, Stroke, Tag};
use crate::structure::{Element, ElementKind};
use atom::gaps;
use mockexam_model::{Class, Formula, Math, Setting};
use std::sync::Arc;

/// How large a part of a formula is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Scale {
    /// In hundredths of the size of the text.
    percent: i64,
    /// Whether it stands by itself and may be higher than a line.
    display: bool,
}

impl Scale {
    const LINE: Self = Self { percent: 100, display: false };
    const DISPLAY: Self = Self { percent: 100, display: true };

    /// That of indices and exponents.
    const fn smaller(self) -> Self {
        Self { percent: if self.percent > 70 { 70 } else { 55 }, display: false }
    }

    /// That of what stands above and below a bar.
    const fn of_fraction(self) -> Self {
        if self.display { Self { display: false, ..self } } else { self.smaller() }
    }

    /// A measure of the font.
    const fn of(self, units: i64) -> i64 {
        units * self.percent / 100
    }
}

/// A formula, or a part of one, ready to be placed.
#[derive(Debug, Clone, Default)]
pub(super) struct MathBox {
    pub(super) width: i64,
    /// How far it reaches above the baseline of the line.
    pub(super) ascent: i64,
    /// How far it reaches below.
    pub(super) descent: i64,
    /// How far its last letter leans out at the right.
    overhang: i64,
    glyphs: Vec<Glyphs>,
    rules: Vec<Rule>,
}

/// Glyphs of one face and size.
#[derive(Debug, Clone)]
struct Glyphs {
    x: i64,
    rise: i64,
    percent: i64,
    face: Face,
    word: Arc<Word>,
}

/// A line; both ends are given rightwards and upwards.
#[derive(Debug, Clone, Copy)]
struct Rule {
    from: (i64, i64),
    to: (i64, i64),
    thickness: i64,
}

impl MathBox {
    /// Puts another box at a place, and grows around it.
    fn put(&mut self, other: Self, x: i64, rise: i64) {
        self.width = self.width.max(x + other.width);
        self.ascent = self.ascent.max(other.ascent + rise);
        self.descent = self.descent.max(other.descent - rise);
        self.glyphs.extend(other.glyphs.into_iter().map(|glyphs| Glyphs {
            x: glyphs.x + x,
            rise: glyphs.rise + rise,
            ..glyphs
        }));
        let shift = |(right, up): (i64, i64)| (right + x, up + rise);
        self.rules.extend(other.rules.into_iter().map(|rule| Rule {
            from: shift(rule.from),
            to: shift(rule.to),
            ..rule
        }));
    }

    fn rule(&mut self, from: (i64, i64), to: (i64, i64), thickness: i64) {
        self.rules.push(Rule { from, to, thickness });
    }
}

/// A formula on its way to lines.
#[derive(Debug)]
pub(super) struct SetFormula {
    pub(super) whole: MathBox,
    /// As a line of text.
    pub(super) text: Box<str>,
    parts: Vec<Math>,
    base: Face,
    scale: Scale,
}

impl Setter<'_> {
    /// Sets a formula: one that has a paragraph to itself as high as it likes to be.
    pub(super) fn formula(&mut self, formula: &Formula, base: Face, setting: Setting) -> SetFormula {
        let scale = match setting {
            Setting::Alone => Scale::DISPLAY,
            Setting::InLine => Scale::LINE,
        };
        let parts = formula.parts();
        self.set_formula(parts, &gaps(parts, scale), base, scale)
    }

    fn set_formula(&mut self, parts: &[Math], gaps: &[i64], base: Face, scale: Scale) -> SetFormula {
        let whole = self.spaced(parts, gaps, base, scale);
        SetFormula { whole, text: Formula::line_of(parts).into(), parts: parts.to_vec(), base, scale }
    }

    /// A formula that is wider than a line, in parts that end behind operators and relations; and the white space behind each.
    pub(super) fn parted(&mut self, formula: &SetFormula, room: i64) -> Vec<(SetFormula, i64)> {
        let behind = |part: &Math| {
            matches!(part, Math::Sign { class: Class::Operator | Class::Relation | Class::Comma, .. })
        };
        let mut gaps = gaps(&formula.parts, formula.scale);
        let mut parts = Vec::new();
        let mut end = 0;
        for part in formula.parts.split_inclusive(behind) {
            let start = end;
            end += part.len();
            let set = self.set_formula(part, &gaps[start..end], formula.base, formula.scale);
            if set.whole.width > room {
                let (subject, formula) = (self.subject.clone(), set.text.to_string());
                self.problems.insert(Problem::TooWide { subject, formula });
            }
            // The white space before the next part goes behind this one, where a line may end.
            parts.push((set, gaps.get_mut(end).map_or(0, std::mem::take)));
        }
        parts
    }

    /// The marks of a formula whose baseline starts at a place, as an element that says it in words.
    pub(super) fn placed_formula(
        &mut self,
        formula: &SetFormula,
        style: Style,
        origin: Point,
    ) -> Vec<Placed> {
        let alt = Some(Arc::from(&*formula.text));
        match self.element() {
            Some(parent) => {
                let element = Element { alt, ..Element::new(ElementKind::Formula, Some(parent)) };
                let element = self.structure.add(element);
                self.inside(element, |setter| setter.formula_marks(formula, style, origin))
            }
            None => self.formula_marks(formula, style, origin),
        }
    }

    fn formula_marks(&self, formula: &SetFormula, style: Style, origin: Point) -> Vec<Placed> {
        let whole = &formula.whole;
        // On a page that is turned round at last, what stands at the right now stands at the left.
        let right = |x: i64, width: i64| if self.mirrored { whole.width - x - width } else { x };
        let at =
            |x: i64, rise: i64| Point::new(origin.x + style.size.units(x), origin.y - style.size.units(rise));
        let tag = Tag { subject: self.subject.clone(), part: self.part };
        let mut says: Arc<str> = Arc::from(&*formula.text);
        let glyphs = whole.glyphs.iter().map(|glyphs| {
            let Glyphs { x, rise, percent, face, ref word } = *glyphs;
            Mark::Text(GlyphRun {
                face,
                size: style.size * percent / 100,
                origin: at(right(x, word.width() * percent / 100), rise),
                rise: style.size.units(rise),
                ink: style.ink,
                words: vec![Arc::clone(word)],
                // All is told with the first glyphs.
                says: Some(std::mem::replace(&mut says, Arc::from(""))),
            })
        });
        let mut marks: Vec<Mark> = glyphs.collect();
        marks.extend(whole.rules.iter().map(|&Rule { from, to, thickness }| Mark::Line {
            from: at(right(from.0, 0), from.1),
            to: at(right(to.0, 0), to.1),
            stroke: Stroke { width: style.size.units(thickness).max(Length::millipoints(1)), ink: style.ink },
        }));
        marks.into_iter().map(|mark| Placed { tag: tag.clone(), mark }).collect()
    }
}
