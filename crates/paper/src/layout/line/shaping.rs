//! From running text to shaped segments.

use super::order::levels;
use super::stretch::{Cut, Hyphen, Segment, Stretch, width};
use crate::error::Problem;
use crate::font::{Direction, Face, Family, Word};
use crate::layout::Setter;
use hypher::hyphenate;
use mockexam_model::{Formula, Inline, Setting};
use std::ops::Range;
use std::sync::Arc;
use unicode_linebreak::linebreaks;

/// The blank of a missing-word item. Glyphs, not a drawn line: copied text keeps it.
const BLANK: &str = "______";

/// Longest text that is told around a missing glyph, in characters.
const LONGEST_AROUND: usize = 40;

/// Shortest word that is parted, in letters.
const SHORTEST_PARTED: usize = 6;

/// Stands for a formula: where directions are told apart it is neither, where lines are broken it is a letter of a word.
const FORMULA: char = '\u{fffc}';
const LETTER: &str = "\u{e000}";

/// Running text as characters, with the look and the direction of each.
struct Written<'a> {
    text: String,
    spans: Vec<(Range<usize>, Cut)>,
    /// The formulas, by the places where they stand.
    formulas: Vec<(usize, &'a Formula)>,
    setting: Setting,
    /// The direction of the paragraph: odd if it runs to the left.
    base: u8,
    /// Nesting of directions by byte; empty where all runs from left to right.
    levels: Vec<u8>,
}

impl<'a> Written<'a> {
    fn of(inlines: &'a [Inline], base: Face) -> Self {
        let mut text = String::new();
        let mut formulas = Vec::new();
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
                Inline::Math(formula) => {
                    formulas.push((start, formula));
                    text.push(FORMULA);
                    Cut::full(base)
                }
            };
            spans.push((start..text.len(), cut));
        }
        let (base, levels) = levels(&text);
        Self { text, spans, formulas, setting: Setting::of(inlines), base, levels }
    }

    /// The formula that starts at a place.
    fn formula(&self, at: usize) -> Option<&'a Formula> {
        self.formulas.iter().find(|(place, _)| *place == at).map(|&(_, formula)| formula)
    }

    /// Places where a line may end.
    fn breaks(&self) -> Vec<usize> {
        if self.formulas.is_empty() {
            return linebreaks(&self.text).map(|(end, _)| end).collect();
        }
        let text = self.text.replace(FORMULA, LETTER);
        linebreaks(&text).map(|(end, _)| end).collect()
    }

    fn level(&self, at: usize) -> u8 {
        self.levels.get(at).copied().unwrap_or(0)
    }

    /// Whether a place lies inside code or a script, and not behind a space there: a hyphen in them ends no line.
    fn is_inside_code(&self, place: usize) -> bool {
        let unbroken = |cut: &Cut| *cut == Cut::CODE || cut.rise != 0;
        !self.text[..place].ends_with(' ')
            && self.spans.iter().any(|(span, cut)| span.start < place && place < span.end && unbroken(cut))
    }

    /// Parts of a range that have one cut and one direction each.
    fn parts(&self, range: Range<usize>) -> Vec<(Range<usize>, Cut, u8)> {
        let from = self.spans.partition_point(|(span, _)| span.end <= range.start);
        let mut parts = Vec::new();
        for (span, cut) in self.spans[from..].iter().take_while(|(span, _)| span.start < range.end) {
            let (mut start, end) = (span.start.max(range.start), span.end.min(range.end));
            while start < end {
                let level = self.level(start);
                let change = (start..end).find(|&at| self.level(at) != level).unwrap_or(end);
                parts.push((start..change, *cut, level));
                start = change;
            }
        }
        parts
    }
}

impl Setter<'_> {
    /// Shapes running text in pieces between which a line may end.
    pub(super) fn segments(&mut self, inlines: &[Inline], base: Face) -> Vec<Segment> {
        let written = Written::of(inlines, base);
        let text = &written.text;
        let mut segments = Vec::new();
        let (mut start, known) = (0, self.problems.len());
        for end in written.breaks() {
            if written.is_inside_code(end) {
                continue;
            }
            let visible = start + text[start..end].trim_end().len();
            let words = self.pieces(&written, start..visible);
            let spaces = self.pieces(&written, visible..end);
            segments.push(Segment { words, spaces, hyphens: Vec::new(), base: written.base });
            start = end;
        }
        if self.problems.len() > known {
            self.tell_around(text);
        }
        segments
    }

    /// Names the text around missing glyphs where no item is named: a name in a list is found by itself.
    fn tell_around(&mut self, around: &str) {
        let around: String = around.trim().chars().take(LONGEST_AROUND).collect();
        let told = std::mem::take(&mut self.problems).into_iter().map(|problem| match problem {
            Problem::NoGlyph { subject: None, character, font, text: None } => {
                Problem::NoGlyph { subject: None, character, font, text: Some(around.clone()) }
            }
            other => other,
        });
        self.problems = told.collect();
    }

    /// Shapes a range, part by part.
    fn pieces(&mut self, written: &Written<'_>, range: Range<usize>) -> Vec<Stretch> {
        let mut words = Vec::new();
        for (part, cut, level) in written.parts(range) {
            match written.formula(part.start) {
                Some(formula) => {
                    let set = self.formula(formula, cut.face, written.setting);
                    words.push(Stretch::formula(cut, set, level));
                }
                None => self.covered(cut, level, &written.text[part], &mut words),
            }
        }
        words
    }

    /// Shapes a stretch; characters that the face lacks are taken from the like face with serifs, from the one for mathematics,
    /// which has most signs, from the monospaced one, or from one that the user brings along.
    fn covered(&mut self, cut: Cut, level: u8, text: &str, words: &mut Vec<Stretch>) {
        let face = cut.face;
        let direction = Direction::of(level);
        if face == Face::Mono || self.fonts.shape(face, direction, text).missing().is_empty() {
            words.push(Stretch::new(cut, self.shape(face, direction, text), level));
            return;
        }
        let mut characters = self.faces_of(face, text);
        // Marks and joiners belong to the letter before them, and so do signs between letters of a script.
        let letters: Vec<char> = text.chars().collect();
        for at in 1..characters.len() {
            let before = characters[at - 1].1;
            if matches!(before, Face::Extra(_))
                && !letters[at].is_alphanumeric()
                && self.fonts.covers(before, letters[at])
            {
                characters[at].1 = before;
            }
        }
        for run in characters.chunk_by(|one, next| one.1 == next.1) {
            let (Some(&(start, face)), Some(&(last, _))) = (run.first(), run.last()) else { continue };
            let end = last + text[last..].chars().next().map_or(0, char::len_utf8);
            let word = self.shape(face, direction, &text[start..end]);
            words.push(Stretch::new(Cut { face, ..cut }, word, level));
        }
    }

    /// Shapes a sign of a formula.
    pub(in crate::layout) fn covering(&mut self, face: Face, text: &str) -> Vec<(Face, Arc<Word>)> {
        let mut words = Vec::new();
        self.covered(Cut::full(face), 0, text, &mut words);
        words.into_iter().map(|stretch| (stretch.cut.face, stretch.word)).collect()
    }

    /// Where each character starts, and the face that has it.
    fn faces_of(&self, face: Face, text: &str) -> Vec<(usize, Face)> {
        let covering = |c: char| {
            let shipped = [face, face.of(Family::Serif), Face::Math, Face::Mono];
            let shipped = shipped.into_iter().find(|&face| self.fonts.covers(face, c));
            shipped.or_else(|| self.fonts.extra(c, face)).unwrap_or(Face::Mono)
        };
        text.char_indices().map(|(at, c)| (at, covering(c))).collect()
    }

    /// Shapes one stretch and notes what the font lacks.
    pub(in crate::layout) fn shape(&mut self, face: Face, direction: Direction, text: &str) -> Arc<Word> {
        let word = self.fonts.shape(face, direction, text);
        for &character in word.missing() {
            let (subject, font) = (self.subject.clone(), self.fonts.file(face).name.clone());
            self.problems.insert(Problem::NoGlyph { subject, character, font, text: None });
        }
        word
    }

    /// Where a word may be parted, by the rules of the document's language.
    fn hyphens(&mut self, words: &[Stretch]) -> Vec<Hyphen> {
        let (Some(language), [only]) = (self.hyphens, words) else { return Vec::new() };
        let Stretch { cut, ref word, level, ref formula } = *only;
        if formula.is_some() || cut.face == Face::Mono || cut.percent != 100 || !level.is_multiple_of(2) {
            return Vec::new();
        }
        let text = word.text();
        let Some(letters) = parted(text) else { return Vec::new() };
        let mut hyphens = Vec::new();
        let mut at = letters.start;
        for syllable in hyphenate(&text[letters.clone()], language) {
            at += syllable.len();
            if at < letters.end {
                let head = Stretch::new(cut, self.fonts.hyphenated(cut.face, &text[..at]), level);
                let tail = Stretch::new(cut, self.shape(cut.face, Direction::Right, &text[at..]), level);
                hyphens.push(Hyphen { head, tail });
            }
        }
        hyphens
    }

    /// Finds where the words of a paragraph may be parted. One that is wider than a line is parted there and then.
    pub(super) fn hyphenated(&mut self, segments: Vec<Segment>, room: i64) -> Vec<Segment> {
        let mut found = Vec::with_capacity(segments.len());
        for mut segment in segments {
            segment.hyphens = self.hyphens(&segment.words);
            while width(&segment.words) > room {
                let fitting = segment.hyphens.iter().rposition(|hyphen| hyphen.head.width() <= room);
                let Some(at) = fitting else { break };
                let Hyphen { head, tail } = segment.hyphens.swap_remove(at);
                found.push(Segment { words: vec![head], base: segment.base, ..Segment::default() });
                segment.words = vec![tail];
                segment.hyphens = self.hyphens(&segment.words);
            }
            found.push(segment);
        }
        found
    }

    /// A segment that is wider than a line, such as a web address, in parts that are not.
    pub(super) fn split_to(&mut self, segment: Segment, room: i64) -> Vec<Segment> {
        if width(&segment.words) <= room {
            return vec![segment];
        }
        let base = segment.base;
        let mut parts = Vec::new();
        for Stretch { cut, word, level, formula } in segment.words {
            if let Some(formula) = formula {
                for (part, gap) in self.parted(&formula, room) {
                    let words = vec![Stretch::formula(cut, part, level)];
                    let spaces = vec![Stretch::new(cut, Word::standing_for(" ", gap).into(), level)];
                    parts.push(Segment { words, spaces, base, ..Segment::default() });
                }
                continue;
            }
            let mut rest = word.text();
            while !rest.is_empty() {
                let part = self.longest_part(cut.face, Direction::of(level), rest, room * 100 / cut.percent);
                rest = &rest[part.text().len()..];
                let words = vec![Stretch::new(cut, part, level)];
                parts.push(Segment { words, base, ..Segment::default() });
            }
        }
        if let Some(last) = parts.last_mut() {
            last.spaces = segment.spaces;
        }
        parts
    }

    /// The longest start of a text that fits, and at least one cluster of glyphs.
    fn longest_part(&mut self, face: Face, direction: Direction, text: &str, room: i64) -> Arc<Word> {
        // No glyph that takes room is narrower than a twentieth of an em.
        let most = usize::try_from(room / 50).unwrap_or(0).max(1);
        let window = text.char_indices().nth(most).map_or(text, |(at, _)| &text[..at]);
        let whole = self.shape(face, direction, window);
        let mut clusters: Vec<(usize, i64)> = Vec::new();
        for glyph in whole.glyphs() {
            match clusters.last_mut() {
                Some((_, width)) if glyph.source.is_empty() => *width += i64::from(glyph.advance),
                _ => clusters.push((glyph.source.end, glyph.advance.into())),
            }
        }
        clusters.sort_by_key(|&(end, _)| end);
        let mut pen = 0;
        let fitting = clusters.iter().take_while(|(_, width)| {
            pen += width;
            pen <= room
        });
        let mut end = fitting.map(|&(end, _)| end).max().unwrap_or(0);
        while let Some(&(candidate, _)) = clusters.iter().rev().find(|&&(e, _)| e > 0 && e <= end) {
            let part = self.shape(face, direction, &window[..candidate]);
            if part.width() <= room {
                return part;
            }
            end = candidate - 1;
        }
        let least = clusters.iter().map(|&(end, _)| end).find(|&end| end > 0).unwrap_or(window.len());
        self.shape(face, direction, &window[..least])
    }
}

/// The letters of a word that may be parted: signs around them stay where they are. Names in capitals, numbers and words with
/// signs inside are never parted.
fn parted(word: &str) -> Option<Range<usize>> {
    let start = word.find(char::is_alphabetic)?;
    let letters = &word[start..];
    let letters = letters.trim_end_matches(|c: char| !c.is_alphabetic());
    let plain = letters.chars().all(char::is_alphabetic) && !letters.chars().skip(1).any(char::is_uppercase);
    (plain && letters.chars().count() >= SHORTEST_PARTED).then_some(start..start + letters.len())
}

/// Characters that only steer line breaks in other programs.
const fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}')
}
