//! The testwise robot: it answers items without knowing anything, by the cues that candidates know.
//!
//! Each cue gives a choice 0 to 1000. All cues weigh the same (Dawes 1979: equal weights predict about as well as fitted
//! ones), and that was settled before any bank was looked at. Weights that are learned on a bank always find something
//! in it.

use super::b04_convergence::convergence;
use super::b05_absolutes::marked;
use super::vocabulary::StemId;
use super::w06_grammar_clues::{around_gap, opens_with_vowel_sound};
use super::whole::MOST_CHOICES;
use super::words::ABSOLUTE;
use super::{Prepared, PreparedItem};
use mockexam_model::Style;

/// The full score of a cue.
const FULL: usize = 1000;

/// How many of the words that only one choice shares with the stem the robot notices.
const NOTICED: usize = 2;

/// What the robot marked on an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Answer {
    /// Whether it was right.
    pub(super) right: bool,
    /// How many answers it could choose from.
    pub(super) of: usize,
}

/// The robot's answer; none for items without choices. In a list it marks the pair of neighbours that scores best, in
/// other items with several keys as many choices as there are keys.
pub(super) fn answer(prepared: &Prepared<'_>, item: &PreparedItem<'_>) -> Option<Answer> {
    let keys = item.keys().count();
    let count = item.choices.len();
    if keys == 0 || keys >= count || count > MOST_CHOICES {
        return None;
    }
    let scores = scores(prepared, item);
    let is_key = |index: usize| item.choices[index].is_key();
    if item.draft.header.style == Style::List && count == 4 && keys == 2 {
        let best = (0..count).max_by_key(|&first| {
            let second = (first + 1) % count;
            (scores[first] + scores[second], lot(item, first) ^ lot(item, second))
        })?;
        return Some(Answer { right: is_key(best) && is_key((best + 1) % count), of: count });
    }
    let mut order: Vec<usize> = (0..count).collect();
    order.sort_by_key(|&index| std::cmp::Reverse((scores[index], lot(item, index))));
    // Ways to mark so many choices: binomial coefficient, each division exact.
    let of = (0..keys).try_fold(1_usize, |ways, n| Some(ways.checked_mul(count - n)? / (n + 1)))?;
    Some(Answer { right: order.iter().take(keys).all(|&index| is_key(index)), of })
}

/// What the cues give to each choice.
fn scores(prepared: &Prepared<'_>, item: &PreparedItem<'_>) -> Vec<usize> {
    let count = item.choices.len();
    let lengths: Vec<usize> = item.choices.iter().map(|choice| choice.text.chars).collect();
    let mut scores = ranks(&lengths);
    let mut add = |cue: Vec<usize>| scores.iter_mut().zip(cue).for_each(|(score, points)| *score += points);
    add(echoes(item));
    add(ranks(&convergence(item)));
    if prepared.english {
        add(marked(prepared, item, ABSOLUTE).into_iter().map(|marked| points(!marked)).collect());
        add(agreement(prepared, item).unwrap_or_else(|| vec![0; count]));
    }
    scores
}

const fn points(cue: bool) -> usize {
    if cue { FULL } else { 0 }
}

/// Ranks from 0 for the least to full for the greatest; equal values share the mean of their ranks.
fn ranks(values: &[usize]) -> Vec<usize> {
    let rank = |value: &usize| {
        let less = values.iter().filter(|other| *other < value).count();
        let not_greater = values.iter().filter(|other| *other <= value).count();
        (less + not_greater - 1) * FULL / (2 * (values.len() - 1))
    };
    values.iter().map(rank).collect()
}

/// Words that one choice alone shares with the stem.
fn echoes(item: &PreparedItem<'_>) -> Vec<usize> {
    let alone = |stem: &StemId| {
        item.choices.iter().filter(|choice| choice.text.stems.binary_search(stem).is_ok()).count() == 1
    };
    let shared = |stems: &[StemId]| {
        stems.iter().filter(|stem| item.stem.stems.binary_search(stem).is_ok() && alone(stem)).count()
    };
    item.choices.iter().map(|choice| shared(&choice.text.stems).min(NOTICED) * FULL / NOTICED).collect()
}

/// Whether choices agree with an article before the gap; none where there is none.
fn agreement(prepared: &Prepared<'_>, item: &PreparedItem<'_>) -> Option<Vec<usize>> {
    let (before, _) = around_gap(prepared, item)?;
    let vowel = match before[..] {
        [.., "a", "an"] => return None,
        [.., "a"] => false,
        [.., "an"] => true,
        _ => return None,
    };
    let agrees = |text: &String| points(opens_with_vowel_sound(text) == vowel);
    Some(item.choices.iter().map(|choice| agrees(choice.text.source.get_ref())).collect())
}

/// A number that breaks ties by chance: it hangs on the item and on what the choice says, and not on where it stands.
/// FNV-1a, finished by the mixer of SplitMix64 (Steele, Lea and Flood 2014).
fn lot(item: &PreparedItem<'_>, choice: usize) -> u64 {
    let bytes = item.draft.id().bytes().chain([0]).chain(item.choices[choice].text.norm.bytes());
    let hash = bytes.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    });
    let z = (hash ^ (hash >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}
