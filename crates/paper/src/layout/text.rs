//! Lines of text: shaping, wrapping, aligning.

use super::slab::{Glue, Slab};
use super::{Column, Setter, Style};
use crate::document::Align;
use crate::error::Problem;
use crate::font::{Face, Word};
use crate::length::{Length, Point};
use crate::page::{GlyphRun, Mark, Placed};
use mockexam_model::{Inline, RichText};
use std::ops::Range;
use std::sync::Arc;
use unicode_linebreak::linebreaks;

/// The blank of a missing-word item. Glyphs, not a drawn line: copied text keeps it.
const BLANK: &str = "______";

/// Text between two places where a line may end: visible words, then the spaces behind them.
struct Segment {
    words: Vec<(Face, Arc<Word>)>,
    spaces: Vec<(Face, Arc<Word>)>,
}

/// A line under construction; distances in font units.
#[derive(Default)]
struct Line {
    words: Vec<(Face, Arc<Word>)>,
    /// Up to the last visible glyph.
    visible: i64,
    /// Up to the end of the spaces.
    full: i64,
}

fn width(words: &[(Face, Arc<Word>)]) -> i64 {
    words.iter().map(|(_, word)| word.width()).sum()
}

impl Line {
    fn push(&mut self, segment: Segment) {
        self.visible = self.full + width(&segment.words);
        self.full = self.visible + width(&segment.spaces);
        self.words.extend(segment.words);
        self.words.extend(segment.spaces);
    }
}

impl Setter<'_> {
    /// Rich text as slabs of one line each; the paragraphs are parted by the template's space.
    pub(super) fn text(&mut self, text: &RichText, style: Style, column: Column) -> Vec<Slab> {
        let mut slabs = Vec::new();
        for (index, paragraph) in text.paragraphs().iter().enumerate() {
            let first = slabs.len();
            for line in self.wrap(paragraph, style, column.width) {
                slabs.push(self.line_slab(line, style, column));
            }
            // A page neither ends with the first line of a paragraph nor starts with the last.
            let count = slabs.len() - first;
            for (line, slab) in slabs[first..].iter_mut().enumerate() {
                if count > 1 && (line == 0 || line + 2 == count) {
                    slab.glue = Glue::Firm;
                }
            }
            if index > 0
                && let Some(slab) = slabs.get_mut(first)
            {
                slab.gap = self.template.spacing.paragraph;
            }
        }
        slabs
    }

    /// A single line at a place, cut with an ellipsis where it is too long. Returns its boxes and visible width.
    pub(super) fn single(
        &mut self,
        text: &str,
        style: Style,
        at: Point,
        room: Length,
    ) -> (Vec<Placed>, Length) {
        let text = RichText::literal(text);
        let Some(paragraph) = text.paragraphs().first() else { return (Vec::new(), Length::ZERO) };
        let room_units = room.in_units(style.size);
        let mut segments = self.segments(paragraph, style.face);
        let total: i64 = segments.iter().map(|s| width(&s.words) + width(&s.spaces)).sum();
        if total > room_units {
            let ellipsis = self.shape(style.face, "…");
            let mut used = ellipsis.width();
            let fits = segments.iter().take_while(|segment| {
                used += width(&segment.words) + width(&segment.spaces);
                used <= room_units
            });
            segments.truncate(fits.count());
            if let Some(last) = segments.last_mut() {
                last.spaces.clear();
            }
            segments.push(Segment { words: vec![(style.face, ellipsis)], spaces: Vec::new() });
        }
        let mut line = Line::default();
        segments.into_iter().for_each(|segment| line.push(segment));
        let visible = style.size.units(line.visible);
        let shift = match style.align {
            Align::Left => Length::ZERO,
            Align::Centre => Length::ZERO - visible / 2,
            Align::Right => Length::ZERO - visible,
        };
        (self.runs(line, style, Point::new(at.x + shift, at.y)), visible)
    }

    fn line_slab(&self, line: Line, style: Style, column: Column) -> Slab {
        let spare = column.width - style.size.units(line.visible);
        let shift = match style.align {
            Align::Left => Length::ZERO,
            Align::Centre => spare / 2,
            Align::Right => spare,
        };
        let baseline = style.baseline();
        let marks = self.runs(line, style, Point::new(column.left + shift, baseline));
        Slab {
            height: style.leading,
            baseline: Some(baseline),
            marks,
            subject: self.subject.clone(),
            ..Slab::default()
        }
    }

    /// Neighbours of one face become one run.
    fn runs(&self, line: Line, style: Style, origin: Point) -> Vec<Placed> {
        let mut placed: Vec<Placed> = Vec::new();
        let mut pen = 0;
        for (face, word) in line.words {
            let advance = word.width();
            match placed.last_mut().map(|placed| &mut placed.mark) {
                Some(Mark::Text(run)) if run.face == face => run.words.push(word),
                _ => {
                    let origin = Point::new(origin.x + style.size.units(pen), origin.y);
                    let run = GlyphRun { face, size: style.size, origin, ink: style.ink, words: vec![word] };
                    placed.push(self.placed(style.role, Mark::Text(run)));
                }
            }
            pen += advance;
        }
        placed
    }

    /// Breaks a paragraph greedily into lines.
    fn wrap(&mut self, paragraph: &[Inline], style: Style, room: Length) -> Vec<Line> {
        let room = room.in_units(style.size);
        let mut lines = Vec::new();
        let mut line = Line::default();
        for segment in self.segments(paragraph, style.face) {
            for segment in self.split_to(segment, room) {
                if !line.words.is_empty() && line.full + width(&segment.words) > room {
                    lines.push(std::mem::take(&mut line));
                }
                line.push(segment);
            }
        }
        if !line.words.is_empty() {
            lines.push(line);
        }
        lines
    }

    /// Shapes a paragraph in pieces between which a line may end.
    fn segments(&mut self, paragraph: &[Inline], base: Face) -> Vec<Segment> {
        let mut text = String::new();
        let mut spans: Vec<(Range<usize>, Face)> = Vec::new();
        for inline in paragraph {
            let start = text.len();
            let face = match inline {
                Inline::Text { text: words, emphasis } => {
                    text.extend(words.chars().filter(|c| !is_invisible(*c)));
                    base.with(*emphasis)
                }
                Inline::Blank => {
                    text.push_str(BLANK);
                    base
                }
            };
            spans.push((start..text.len(), face));
        }
        let mut segments = Vec::new();
        let mut start = 0;
        for (end, _) in linebreaks(&text) {
            let visible = start + text[start..end].trim_end().len();
            let words = self.pieces(&text, &spans, start..visible);
            let spaces = self.pieces(&text, &spans, visible..end);
            segments.push(Segment { words, spaces });
            start = end;
        }
        segments
    }

    /// Shapes a range, face by face.
    fn pieces(
        &mut self,
        text: &str,
        spans: &[(Range<usize>, Face)],
        range: Range<usize>,
    ) -> Vec<(Face, Arc<Word>)> {
        let from = spans.partition_point(|(span, _)| span.end <= range.start);
        let mut words = Vec::new();
        for (span, face) in &spans[from..] {
            if span.start >= range.end {
                break;
            }
            let part = span.start.max(range.start)..span.end.min(range.end);
            if !part.is_empty() {
                self.covered(*face, &text[part], &mut words);
            }
        }
        words
    }

    /// Shapes a stretch; characters that the face lacks are taken from the monospaced face, which has more signs.
    fn covered(&mut self, face: Face, text: &str, words: &mut Vec<(Face, Arc<Word>)>) {
        let missing = |c: char| {
            let mut buffer = [0; 4];
            !self.fonts.shape(face, c.encode_utf8(&mut buffer)).missing().is_empty()
        };
        if face == Face::Mono || self.fonts.shape(face, text).missing().is_empty() {
            words.push((face, self.shape(face, text)));
            return;
        }
        let characters: Vec<(usize, bool)> = text.char_indices().map(|(at, c)| (at, missing(c))).collect();
        for run in characters.chunk_by(|one, next| one.1 == next.1) {
            let (Some(&(start, lacks)), Some(&(last, _))) = (run.first(), run.last()) else { continue };
            let end = last + text[last..].chars().next().map_or(0, char::len_utf8);
            let face = if lacks { Face::Mono } else { face };
            words.push((face, self.shape(face, &text[start..end])));
        }
    }

    /// Shapes one stretch and notes what the font lacks.
    pub(super) fn shape(&mut self, face: Face, text: &str) -> Arc<Word> {
        let word = self.fonts.shape(face, text);
        for &character in word.missing() {
            let (subject, font) = (self.subject.clone(), face.name());
            self.problems.insert(Problem::NoGlyph { subject, character, font });
        }
        word
    }

    /// A segment that is wider than a line, such as a web address, in parts that are not.
    fn split_to(&mut self, segment: Segment, room: i64) -> Vec<Segment> {
        if width(&segment.words) <= room {
            return vec![segment];
        }
        let mut parts = Vec::new();
        for (face, word) in segment.words {
            let mut rest = word.text();
            while !rest.is_empty() {
                let part = self.longest_part(face, rest, room);
                rest = &rest[part.text().len()..];
                parts.push(Segment { words: vec![(face, part)], spaces: Vec::new() });
            }
        }
        if let Some(last) = parts.last_mut() {
            last.spaces = segment.spaces;
        }
        parts
    }

    /// The longest start of a text that fits, and at least one cluster of glyphs.
    fn longest_part(&mut self, face: Face, text: &str, room: i64) -> Arc<Word> {
        // No glyph that takes room is narrower than a twentieth of an em.
        let most = usize::try_from(room / 50).unwrap_or(0).max(1);
        let window = text.char_indices().nth(most).map_or(text, |(at, _)| &text[..at]);
        let whole = self.shape(face, window);
        let ends = whole.glyphs().iter().map(|glyph| glyph.source.end).filter(|&end| end > 0);
        let mut ends: Vec<usize> = ends.collect();
        ends.dedup();
        let mut pen = 0;
        let fitting = whole.glyphs().iter().take_while(|glyph| {
            pen += i64::from(glyph.advance);
            pen <= room
        });
        let mut end = fitting.map(|glyph| glyph.source.end).max().unwrap_or(0);
        while let Some(&candidate) = ends.iter().rev().find(|&&e| e <= end) {
            let part = self.shape(face, &window[..candidate]);
            if part.width() <= room {
                return part;
            }
            end = candidate - 1;
        }
        let least = ends.first().copied().unwrap_or(window.len());
        self.shape(face, &window[..least])
    }
}

/// Characters that only steer line breaks in other programs.
const fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}')
}
