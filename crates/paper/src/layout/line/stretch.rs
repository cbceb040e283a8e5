//! Shaped text on its way to lines. Widths are in thousandths of the size of the text.

use crate::font::{Face, Word};
use crate::layout::formula::SetFormula;
use mockexam_model::Script;
use std::sync::Arc;

/// How a stretch of text looks beside the text around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::layout) struct Cut {
    pub(super) face: Face,
    /// Its size in hundredths of that of the text.
    pub(super) percent: i64,
    /// How far it is raised, in thousandths of the size of the text.
    pub(super) rise: i64,
}

impl Cut {
    pub(super) const fn full(face: Face) -> Self {
        Self { face, percent: 100, rise: 0 }
    }

    /// Code within a line; the letters of the monospaced face are larger than those around it.
    pub(super) const CODE: Self = Self { face: Face::Mono, percent: 92, rise: 0 };

    /// Sub- and superscripts stay within a line, so that lines with and without them are equally far apart.
    pub(super) const fn scripted(self, script: Script) -> Self {
        match script {
            Script::Baseline => self,
            Script::Sub => Self { percent: 70, rise: -170, ..self },
            Script::Super => Self { percent: 70, rise: 340, ..self },
        }
    }
}

/// A word, a part of one, or spaces, of one cut and one direction; or a formula.
#[derive(Debug, Clone)]
pub(in crate::layout) struct Stretch {
    pub(super) cut: Cut,
    pub(super) word: Arc<Word>,
    /// How deeply right-to-left and left-to-right text are nested here (UAX 9): odd numbers run to the left.
    pub(super) level: u8,
    /// What is set in its place; its word then says it and has no glyphs.
    pub(super) formula: Option<Arc<SetFormula>>,
}

impl Stretch {
    pub(super) const fn new(cut: Cut, word: Arc<Word>, level: u8) -> Self {
        Self { cut, word, level, formula: None }
    }

    /// A formula in the middle of text.
    pub(super) fn formula(cut: Cut, set: SetFormula, level: u8) -> Self {
        let word = Arc::new(Word::standing_for(&set.text, set.whole.width));
        Self { cut, word, level, formula: Some(Arc::new(set)) }
    }

    pub(super) fn width(&self) -> i64 {
        self.word.width() * self.cut.percent / 100
    }
}

/// Width of stretches beside each other.
pub(super) fn width(stretches: &[Stretch]) -> i64 {
    stretches.iter().map(Stretch::width).sum()
}

/// Text between two places where a line may end: visible words, then the spaces behind them.
#[derive(Debug, Default)]
pub(in crate::layout) struct Segment {
    pub(super) words: Vec<Stretch>,
    pub(super) spaces: Vec<Stretch>,
    /// Where its word may be parted, from left to right.
    pub(super) hyphens: Vec<Hyphen>,
    /// The direction of the paragraph: odd if it runs to the left.
    pub(super) base: u8,
}

/// A place where a word may be parted.
#[derive(Debug)]
pub(super) struct Hyphen {
    /// What stays on the line, with a hyphen.
    pub(super) head: Stretch,
    /// What goes on the next one.
    pub(super) tail: Stretch,
}

/// A line under construction.
#[derive(Default)]
pub(in crate::layout) struct Line {
    pub(super) words: Vec<Stretch>,
    /// Up to the last visible glyph.
    pub(super) visible: i64,
    /// Up to the end of the spaces.
    pub(super) full: i64,
    /// The direction of the paragraph: odd if it runs to the left.
    pub(super) base: u8,
}

impl Line {
    pub(super) fn push(&mut self, segment: Segment) {
        self.visible = self.full + width(&segment.words);
        self.full = self.visible + width(&segment.spaces);
        self.words.extend(segment.words);
        self.words.extend(segment.spaces);
        self.base = segment.base;
    }

    /// How far its formulas reach above and below its baseline.
    pub(super) fn reach(&self) -> (i64, i64) {
        let formulas = self.words.iter().filter_map(|stretch| stretch.formula.as_ref());
        formulas.fold((0, 0), |(above, below), formula| {
            (above.max(formula.whole.ascent), below.max(formula.whole.descent))
        })
    }

    /// How many of its stretches stand before the spaces at its end.
    pub(super) fn shown(&self) -> usize {
        let spaces = self.words.iter().rev().take_while(|stretch| stretch.word.is_space()).count();
        self.words.len() - spaces
    }

    /// Widens the spaces between its words, so that it fills a room. A line whose gaps would tear it apart stays as it is.
    pub(super) fn justify(&mut self, room: i64) {
        let shown = self.shown();
        let spaces = |stretch: &&mut Stretch| stretch.word.is_space();
        let spare = room - self.visible;
        let count = self.words[..shown].iter().filter(|stretch| stretch.word.is_space()).count();
        let Some(count) = i64::try_from(count).ok().filter(|&count| count > 0) else { return };
        if spare <= 0 || spare / count > WIDEST_GAP {
            return;
        }
        let mut left = spare;
        for (index, stretch) in (0..count).zip(self.words[..shown].iter_mut().filter(spaces)) {
            let share = left / (count - index);
            let more = share * 100 / stretch.cut.percent.max(1);
            let before = stretch.width();
            stretch.word = Arc::new(stretch.word.widened(more));
            left -= stretch.width() - before;
        }
        self.visible += spare - left;
        self.full += spare - left;
    }
}

/// What may be added to a space, in thousandths of the size of the text.
const WIDEST_GAP: i64 = 700;
