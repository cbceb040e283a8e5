//! Lines of text: shaping, wrapping, aligning.

mod breaking;
mod order;
mod shaping;
mod stretch;

use super::slab::{Glue, Slab};
use super::{Column, Flow, Setter, Style};
use crate::document::Align;
use crate::font::{Direction, Face};
use crate::length::{Length, Point};
use crate::page::{GlyphRun, Mark, Placed};
use breaking::{Place, breaks};
use mockexam_model::{Emphasis, Inline, Script};
use order::starts;
use std::sync::Arc;
use stretch::{Cut, Hyphen, Line, Segment, Stretch, width};

/// How small a single line may be set before it is cut, in tenths of its size.
const SMALLEST_TENTHS: i64 = 7;

impl Setter<'_> {
    /// Running text as slabs of one line each.
    pub(super) fn lines(&mut self, text: &[Inline], style: Style, column: Column) -> Vec<Slab> {
        let lines = self.wrap(text, style, column.width);
        let mut slabs: Vec<Slab> =
            lines.into_iter().map(|line| self.line_slab(&line, style, column)).collect();
        unbroken_ends(&mut slabs);
        slabs
    }

    /// A line of code, kept as it is; where it is too long it goes on below.
    pub(super) fn code_line(&mut self, text: &str, style: Style, column: Column) -> Vec<Slab> {
        let word = self.shape(Face::Mono, Direction::Right, text);
        let words = vec![Stretch::new(Cut::full(Face::Mono), word, 0)];
        let segment = Segment { words, ..Segment::default() };
        let parts = self.split_to(segment, column.width.in_units(style.size));
        let lines = parts.into_iter().map(|part| {
            let mut line = Line::default();
            line.push(part);
            self.line_slab(&line, style, column)
        });
        lines.collect()
    }

    /// How wide running text is at most, and at least, without breaking a word.
    pub(super) fn extent(&mut self, text: &[Inline], style: Style) -> (Length, Length) {
        let mut line = Line::default();
        let mut widest = 0;
        for segment in self.segments(text, style.face) {
            widest = widest.max(width(&segment.words));
            line.push(segment);
        }
        // Rounded up: what is measured must fit.
        let length = |units| style.size.units(units) + Length::millipoints(1);
        (length(line.visible), length(widest))
    }

    /// A single line at a place: set smaller where it is too long, and then cut with an ellipsis, between words if one fits.
    /// Returns its boxes and visible width.
    pub(super) fn single(
        &mut self,
        text: &str,
        style: Style,
        at: Point,
        room: Length,
    ) -> (Vec<Placed>, Length) {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let text = Inline::Text { text, emphasis: Emphasis::Plain, script: Script::Baseline };
        let mut segments = self.segments(&[text], style.face);
        let total: i64 = segments.iter().map(|s| width(&s.words) + width(&s.spaces)).sum();
        let sized = |tenths: i64| Style { size: style.size * tenths / 10, ..style };
        let fits = |style: &Style| total <= room.in_units(style.size);
        let style = (SMALLEST_TENTHS..=10).rev().map(sized).find(fits).unwrap_or_else(|| {
            let smallest = sized(SMALLEST_TENTHS);
            segments = self.cut(std::mem::take(&mut segments), room.in_units(smallest.size), style.face);
            smallest
        });
        let mut line = Line::default();
        segments.into_iter().for_each(|segment| line.push(segment));
        let visible = style.size.units(line.visible);
        let shift = match style.align {
            Align::Left => Length::ZERO,
            Align::Centre => Length::ZERO - visible / 2,
            Align::Right => Length::ZERO - visible,
        };
        (self.runs(&line, style, Point::new(at.x + shift, at.y)), visible)
    }

    /// The first segments that fit, or what fits of the first one, and an ellipsis.
    fn cut(&mut self, mut segments: Vec<Segment>, room: i64, face: Face) -> Vec<Segment> {
        let ellipsis = self.shape(face, Direction::Right, "…");
        let room = room - ellipsis.width();
        let mut used = 0;
        let fitting = segments.iter().take_while(|segment| {
            used += width(&segment.words) + width(&segment.spaces);
            used <= room
        });
        let fitting = fitting.count();
        if fitting == 0 && room > 0 {
            let first = segments.swap_remove(0);
            segments = self.split_to(first, room);
            segments.truncate(1);
        } else {
            segments.truncate(fitting);
        }
        if let Some(last) = segments.last_mut() {
            last.spaces.clear();
        }
        let words = vec![Stretch::new(Cut::full(face), ellipsis, 0)];
        segments.push(Segment { words, ..Segment::default() });
        segments
    }

    fn line_slab(&mut self, line: &Line, style: Style, column: Column) -> Slab {
        let spare = column.width - style.size.units(line.visible);
        let shift = match style.align {
            Align::Left => Length::ZERO,
            Align::Centre => spare / 2,
            Align::Right => spare,
        };
        // A line with a high formula takes the room that it needs.
        let (above, below) = line.reach();
        let (above, below) = (style.size.units(above), style.size.units(below));
        let baseline = style.baseline().max(above + style.size.units(APART));
        let under = (style.leading - style.baseline()).max(below + style.size.units(APART));
        let marks = self.runs(line, style, Point::new(column.left + shift, baseline));
        Slab {
            height: baseline + under,
            baseline: Some(baseline),
            marks,
            subject: self.subject.clone(),
            ..Slab::default()
        }
    }

    /// The stretches of a line in reading order; those of one cut that follow each other from left to right become one run.
    fn runs(&mut self, line: &Line, style: Style, origin: Point) -> Vec<Placed> {
        let mut placed: Vec<Placed> = Vec::new();
        // The cut of the last run, and where the next one of it would start.
        let mut before: Option<(Cut, i64)> = None;
        for (stretch, start) in line.words.iter().zip(starts(line)) {
            let Stretch { cut, ref word, ref formula, .. } = *stretch;
            let end = start + stretch.width();
            // On a page that is turned round at last, what follows at the right now stands at the left.
            let left = if self.mirrored { line.visible - end } else { start };
            let x = origin.x + style.size.units(left);
            if let Some(formula) = formula {
                placed.extend(self.placed_formula(formula, style, Point::new(x, origin.y)));
                before = None;
                continue;
            }
            match placed.last_mut().map(|placed| &mut placed.mark) {
                Some(Mark::Text(run)) if before == Some((cut, start)) => {
                    run.words.push(Arc::clone(word));
                    if self.mirrored {
                        run.origin.x = x;
                    }
                }
                _ => {
                    let rise = style.size.units(cut.rise);
                    let (face, size) = (cut.face, style.size * cut.percent / 100);
                    let (origin, words) = (Point::new(x, origin.y - rise), vec![Arc::clone(word)]);
                    let run = GlyphRun { face, size, origin, rise, ink: style.ink, words, says: None };
                    placed.push(self.placed(Mark::Text(run)));
                }
            }
            before = Some((cut, end));
        }
        placed
    }

    /// Breaks a paragraph into lines.
    fn wrap(&mut self, paragraph: &[Inline], style: Style, room: Length) -> Vec<Line> {
        let room = room.in_units(style.size);
        let mut whole = self.segments(paragraph, style.face);
        // Most choices: nothing is to be chosen.
        if fits(&whole, room) {
            return cut_at(whole, &[]);
        }
        if style.flow != Flow::Plain {
            whole = self.hyphenated(whole, room);
        }
        let mut segments: Vec<Segment> = Vec::with_capacity(whole.len());
        for segment in whole {
            segments.extend(self.split_to(segment, room));
        }
        let ends = breaks(&segments, room, style.flow);
        let mut lines = cut_at(segments, &ends);
        if style.flow == Flow::Justified && style.align == Align::Left {
            let full = lines.len().saturating_sub(1);
            lines.iter_mut().take(full).for_each(|line| line.justify(room));
        }
        lines
    }
}

/// Between a formula and the lines above and below it, at least, in thousandths of the size of the text.
const APART: i64 = 200;

/// Whether a paragraph is one line.
fn fits(segments: &[Segment], room: i64) -> bool {
    let behind = segments.last().map_or(0, |last| width(&last.spaces));
    let all: i64 = segments.iter().map(|segment| width(&segment.words) + width(&segment.spaces)).sum();
    all - behind <= room
}

/// The lines between the places at which they end.
fn cut_at(segments: Vec<Segment>, ends: &[Place]) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut line = Line::default();
    let mut ends = ends.iter().copied().peekable();
    for (index, mut segment) in segments.into_iter().enumerate() {
        if let Some(end) = ends.next_if(|end| end.segment == index && end.part > 0) {
            let Hyphen { head, tail } = segment.hyphens.swap_remove(end.part - 1);
            line.push(Segment { words: vec![head], base: segment.base, ..Segment::default() });
            lines.push(std::mem::take(&mut line));
            segment.words = vec![tail];
        }
        line.push(segment);
        if ends.next_if(|end| end.segment == index + 1 && end.part == 0).is_some() {
            lines.push(std::mem::take(&mut line));
        }
    }
    if !line.words.is_empty() {
        lines.push(line);
    }
    lines
}

/// Lets no page end behind the first of several lines or before the last.
pub(super) fn unbroken_ends(lines: &mut [Slab]) {
    let count = lines.len();
    for (line, slab) in lines.iter_mut().enumerate() {
        if count > 1 && (line == 0 || line + 2 == count) {
            slab.glue = Glue::Firm;
        }
    }
}
