//! Text that runs from right to left, and its order on a line (UAX 9).

use super::stretch::{Line, Stretch};
use crate::font::is_right_to_left;
use unicode_bidi::{BidiInfo, Level};

/// The level of a paragraph, and how deeply directions are nested in it, by byte; no levels where all runs from left to right.
pub(super) fn levels(text: &str) -> (u8, Vec<u8>) {
    if !text.chars().any(is_right_to_left) {
        return (0, Vec::new());
    }
    // The direction of a paragraph is that of its first letter.
    let told = BidiInfo::new(text, None);
    let base = told.paragraphs.first().map_or(0, |paragraph| paragraph.level.number());
    (base, told.levels.iter().map(Level::number).collect())
}

/// Where each stretch of a line starts: left of zero for the spaces at the end of a line that runs to the left.
pub(super) fn starts(line: &Line) -> Vec<i64> {
    let shown = line.shown();
    let mut order: Vec<usize> = (0..shown).collect();
    let words = &line.words;
    let level = |&place: &usize| words[place].level;
    let highest = order.iter().map(level).max().unwrap_or(0);
    // From the deepest level up, what is nested at least so deeply is turned round.
    for depth in (1..=highest).rev() {
        for run in order.chunk_by_mut(|a, b| (level(a) >= depth) == (level(b) >= depth)) {
            if run.first().is_some_and(|first| level(first) >= depth) {
                run.reverse();
            }
        }
    }
    let mut starts = vec![0; words.len()];
    let mut pen = 0;
    for place in order {
        starts[place] = pen;
        pen += words[place].width();
    }
    let spaces = &words[shown..];
    let mut pen =
        if !line.base.is_multiple_of(2) { -spaces.iter().map(Stretch::width).sum::<i64>() } else { pen };
    for (place, space) in (shown..).zip(spaces) {
        starts[place] = pen;
        pen += space.width();
    }
    starts
}
