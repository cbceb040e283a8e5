//! Lines of text: shaping, wrapping, aligning.

use super::slab::{Glue, Slab};
use super::{Column, Setter, Style};
use crate::document::Align;
use crate::error::Problem;
use crate::font::{Face, Family, Word};
use crate::length::{Length, Point};
use crate::page::{GlyphRun, Mark, Placed};
use mockexam_model::{Emphasis, Inline, Script};
use std::ops::Range;
use std::sync::Arc;
use unicode_linebreak::linebreaks;

/// The blank of a missing-word item. Glyphs, not a drawn line: copied text keeps it.
const BLANK: &str = "______";

/// How a stretch of text looks beside the text around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Cut {
    face: Face,
    /// Its size in hundredths of that of the text.
    percent: i64,
    /// How far it is raised, in thousandths of the size of the text.
    rise: i64,
}

/// A stretch of one cut.
type Stretch = (Cut, Arc<Word>);

impl Cut {
    const fn full(face: Face) -> Self {
        Self { face, percent: 100, rise: 0 }
    }

    /// Code within a line; the letters of the monospaced face are larger than those around it.
    const CODE: Self = Self { face: Face::Mono, percent: 92, rise: 0 };

    /// Sub- and superscripts stay within a line, so that lines with and without them are equally far apart.
    const fn scripted(self, script: Script) -> Self {
        match script {
            Script::Baseline => self,
            Script::Sub => Self { percent: 70, rise: -170, ..self },
            Script::Super => Self { percent: 70, rise: 340, ..self },
        }
    }
}

/// Text between two places where a line may end: visible words, then the spaces behind them.
pub(super) struct Segment {
    words: Vec<Stretch>,
    spaces: Vec<Stretch>,
}

/// A line under construction; distances in thousandths of the size of the text.
#[derive(Default)]
pub(super) struct Line {
    words: Vec<Stretch>,
    /// Up to the last visible glyph.
    visible: i64,
    /// Up to the end of the spaces.
    full: i64,
}

fn width(words: &[Stretch]) -> i64 {
    words.iter().map(|(cut, word)| word.width() * cut.percent / 100).sum()
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
    /// Running text as slabs of one line each.
    pub(super) fn lines(&mut self, text: &[Inline], style: Style, column: Column) -> Vec<Slab> {
        let lines = self.wrap(text, style, column.width);
        let mut slabs: Vec<Slab> =
            lines.into_iter().map(|line| self.line_slab(line, style, column)).collect();
        unbroken_ends(&mut slabs);
        slabs
    }

    /// A line of code, kept as it is; where it is too long it goes on below.
    pub(super) fn code_line(&mut self, text: &str, style: Style, column: Column) -> Vec<Slab> {
        let words = vec![(Cut::full(Face::Mono), self.shape(Face::Mono, text))];
        let parts = self.split_to(Segment { words, spaces: Vec::new() }, column.width.in_units(style.size));
        let lines = parts.into_iter().map(|part| {
            let mut line = Line::default();
            line.push(part);
            self.line_slab(line, style, column)
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

    /// A single line at a place, cut with an ellipsis where it is too long. Returns its boxes and visible width.
    pub(super) fn single(
        &mut self,
        text: &str,
        style: Style,
        at: Point,
        room: Length,
    ) -> (Vec<Placed>, Length) {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let text = Inline::Text { text, emphasis: Emphasis::Plain, script: Script::Baseline };
        let room_units = room.in_units(style.size);
        let mut segments = self.segments(&[text], style.face);
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
            let words = vec![(Cut::full(style.face), ellipsis)];
            segments.push(Segment { words, spaces: Vec::new() });
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

    /// Neighbours of one cut become one run.
    fn runs(&self, line: Line, style: Style, origin: Point) -> Vec<Placed> {
        let mut placed: Vec<Placed> = Vec::new();
        let mut before = None;
        let mut pen = 0;
        for (cut, word) in line.words {
            let advance = width(&[(cut, Arc::clone(&word))]);
            match placed.last_mut().map(|placed| &mut placed.mark) {
                Some(Mark::Text(run)) if before == Some(cut) => run.words.push(word),
                _ => {
                    let rise = style.size.units(cut.rise);
                    let origin = Point::new(origin.x + style.size.units(pen), origin.y - rise);
                    let (face, size) = (cut.face, style.size * cut.percent / 100);
                    let run = GlyphRun { face, size, origin, rise, ink: style.ink, words: vec![word] };
                    placed.push(self.placed(Mark::Text(run)));
                }
            }
            before = Some(cut);
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

    /// Shapes running text in pieces between which a line may end.
    fn segments(&mut self, inlines: &[Inline], base: Face) -> Vec<Segment> {
        let mut text = String::new();
        let mut spans: Vec<(Range<usize>, Cut)> = Vec::new();
        for inline in inlines {
            let start = text.len();
            let cut = match inline {
                Inline::Text { text: words, emphasis, script } => {
                    text.extend(words.chars().filter(|c| !is_invisible(*c)));
                    Cut::full(base.with(*emphasis)).scripted(*script)
                }
                Inline::Code(words) => {
                    text.extend(words.chars().filter(|c| !is_invisible(*c)));
                    Cut::CODE
                }
                Inline::Blank => {
                    text.push_str(BLANK);
                    Cut::full(base)
                }
            };
            spans.push((start..text.len(), cut));
        }
        let mut segments = Vec::new();
        let mut start = 0;
        for (end, _) in linebreaks(&text) {
            if is_inside_code(&text, &spans, end) {
                continue;
            }
            let visible = start + text[start..end].trim_end().len();
            let words = self.pieces(&text, &spans, start..visible);
            let spaces = self.pieces(&text, &spans, visible..end);
            segments.push(Segment { words, spaces });
            start = end;
        }
        segments
    }

    /// Shapes a range, cut by cut.
    fn pieces(&mut self, text: &str, spans: &[(Range<usize>, Cut)], range: Range<usize>) -> Vec<Stretch> {
        let from = spans.partition_point(|(span, _)| span.end <= range.start);
        let mut words = Vec::new();
        for (span, cut) in &spans[from..] {
            if span.start >= range.end {
                break;
            }
            let part = span.start.max(range.start)..span.end.min(range.end);
            if !part.is_empty() {
                self.covered(*cut, &text[part], &mut words);
            }
        }
        words
    }

    /// Shapes a stretch; characters that the face lacks are taken from the like face with serifs, from the monospaced one, which
    /// has more signs, or from one that the user brings along.
    fn covered(&mut self, cut: Cut, text: &str, words: &mut Vec<Stretch>) {
        let face = cut.face;
        if face == Face::Mono || self.fonts.shape(face, text).missing().is_empty() {
            words.push((cut, self.shape(face, text)));
            return;
        }
        let covering = |c: char| {
            let mut buffer = [0; 4];
            let sign = &*c.encode_utf8(&mut buffer);
            let covers = |face: &Face| self.fonts.shape(*face, sign).missing().is_empty();
            let shipped = [face, face.of(Family::Serif), Face::Mono].into_iter().find(covers);
            shipped.or_else(|| self.fonts.extra(c, face)).unwrap_or(Face::Mono)
        };
        let mut characters: Vec<(usize, Face)> =
            text.char_indices().map(|(at, c)| (at, covering(c))).collect();
        // Marks and joiners belong to the letter before them, and so do signs between letters of a script.
        let letters: Vec<char> = text.chars().collect();
        for at in 1..characters.len() {
            let before = characters[at - 1].1;
            if !matches!(before, Face::Extra(_)) || letters[at].is_alphanumeric() {
                continue;
            }
            let mut buffer = [0; 4];
            let sign = &*letters[at].encode_utf8(&mut buffer);
            if self.fonts.shape(before, sign).missing().is_empty() {
                characters[at].1 = before;
            }
        }
        for run in characters.chunk_by(|one, next| one.1 == next.1) {
            let (Some(&(start, face)), Some(&(last, _))) = (run.first(), run.last()) else { continue };
            let end = last + text[last..].chars().next().map_or(0, char::len_utf8);
            words.push((Cut { face, ..cut }, self.shape(face, &text[start..end])));
        }
    }

    /// Shapes one stretch and notes what the font lacks.
    pub(super) fn shape(&mut self, face: Face, text: &str) -> Arc<Word> {
        let word = self.fonts.shape(face, text);
        for &character in word.missing() {
            let (subject, font) = (self.subject.clone(), self.fonts.file(face).name.clone());
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
        for (cut, word) in segment.words {
            let mut rest = word.text();
            while !rest.is_empty() {
                let part = self.longest_part(cut.face, rest, room * 100 / cut.percent);
                rest = &rest[part.text().len()..];
                parts.push(Segment { words: vec![(cut, part)], spaces: Vec::new() });
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

/// Lets no page end behind the first of several lines or before the last.
pub(super) fn unbroken_ends(lines: &mut [Slab]) {
    let count = lines.len();
    for (line, slab) in lines.iter_mut().enumerate() {
        if count > 1 && (line == 0 || line + 2 == count) {
            slab.glue = Glue::Firm;
        }
    }
}

/// Whether a place lies inside code or a script, and not behind a space there: a hyphen in them ends no line.
fn is_inside_code(text: &str, spans: &[(Range<usize>, Cut)], place: usize) -> bool {
    let unbroken = |cut: &Cut| *cut == Cut::CODE || cut.rise != 0;
    !text[..place].ends_with(' ')
        && spans.iter().any(|(span, cut)| span.start < place && place < span.end && unbroken(cut))
}

/// Characters that only steer line breaks in other programs.
const fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}')
}
