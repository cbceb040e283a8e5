//! Key letters spread over a form: no letter too often or too rarely, no long run, no short period.
//!
//! Repair touches single items: the arrangement of one item after the other is drawn again until the rules hold.

use crate::arrange::arrangement;
use crate::seed::{Purpose, Seed};
use mockexam_bank::{Freedom, Item};

/// Longest allowed run of equal key letters.
const LONGEST_RUN: usize = 4;

/// A period up to this length …
const LONGEST_PERIOD: usize = 4;

/// … must not hold over so many questions.
const PERIODIC_STRETCH: usize = 12;

/// Arrangements of one item that are tried in a round.
const TRIES: u32 = 24;

/// Most choices of an item.
const MOST_CHOICES: usize = 26;

/// Rounds of repair; each mends at least one fault, so that this is never reached in practice.
const ROUNDS: usize = 100;

/// For each item the attempt whose arrangement is used, 0 where nothing had to be repaired.
pub(crate) fn balance(items: &[&Item], form: &str, seed: &Seed) -> Vec<u32> {
    let (places, lettered): (Vec<usize>, Vec<&Item>) =
        items.iter().enumerate().filter(|(_, item)| item.snapshot.task.is_one_letter()).unzip();
    let mut attempts = vec![0; items.len()];
    for (place, attempt) in places.into_iter().zip(balance_letters(&lettered, form, seed)) {
        attempts[place] = attempt;
    }
    attempts
}

/// As [`balance`], for items that are answered by one letter each.
fn balance_letters(items: &[&Item], form: &str, seed: &Seed) -> Vec<u32> {
    let letter = |item: &Item, attempt: u32| {
        let question = arrangement(item, form, seed, attempt);
        question.key_positions(&item.snapshot).next().unwrap_or(0)
    };
    let sizes: Vec<usize> = items.iter().map(|item| item.snapshot.choices.len()).collect();
    let mut attempts = vec![0; items.len()];
    let mut letters: Vec<usize> = items.iter().map(|item| letter(item, 0)).collect();
    let mut movable: Vec<(u64, usize)> = (0..items.len())
        .filter(|&index| matches!(items[index].freedom, Freedom::Shuffled { .. } | Freedom::Rotated))
        .map(|index| (seed.draw(Purpose::Balance, form, items[index].id().as_str(), 0).rank(), index))
        .collect();
    movable.sort_unstable();
    let mut faults = count_faults(&letters, &sizes);
    for _ in 0..ROUNDS {
        if faults == 0 {
            break;
        }
        let mut best: Option<(usize, Move)> = None;
        for &(_, index) in &movable {
            let kept = letters[index];
            for tried in moves(index, attempts[index], kept, sizes[index], |a| letter(items[index], a)) {
                letters[index] = tried.letter;
                let left = count_faults(&letters, &sizes);
                if left < best.map_or(faults, |(left, _)| left) {
                    best = Some((left, tried));
                }
            }
            letters[index] = kept;
            if best.is_some_and(|(left, _)| left == 0) {
                break;
            }
        }
        if let Some((left, Move { index, attempt, letter })) = best {
            (faults, attempts[index], letters[index]) = (left, attempt, letter);
            continue;
        }
        // No single item helps: two at once.
        let options: Vec<Move> = movable
            .iter()
            .flat_map(|&(_, index)| {
                moves(index, attempts[index], letters[index], sizes[index], |a| letter(items[index], a))
            })
            .collect();
        let Some((left, pair)) = best_pair(&options, &mut letters, &sizes, faults) else { break };
        faults = left;
        for Move { index, attempt, letter } in pair {
            (attempts[index], letters[index]) = (attempt, letter);
        }
    }
    attempts
}

/// Another arrangement of an item, and where its key then stands.
#[derive(Debug, Clone, Copy)]
struct Move {
    index: usize,
    attempt: u32,
    letter: usize,
}

/// The next attempts of an item that bring its key to another letter, one for each of its letters.
fn moves(
    index: usize,
    attempt: u32,
    letter: usize,
    letters: usize,
    letter_of: impl Fn(u32) -> usize,
) -> Vec<Move> {
    let mut moves: Vec<Move> = Vec::new();
    for attempt in attempt + 1..=attempt + TRIES {
        if moves.len() + 1 >= letters {
            break;
        }
        let tried = letter_of(attempt);
        if tried != letter && moves.iter().all(|known| known.letter != tried) {
            moves.push(Move { index, attempt, letter: tried });
        }
    }
    moves
}

/// The first pair of moves that leaves the fewest faults, if that is fewer than now.
fn best_pair(
    options: &[Move],
    letters: &mut [usize],
    sizes: &[usize],
    faults: usize,
) -> Option<(usize, [Move; 2])> {
    let mut best: Option<(usize, [Move; 2])> = None;
    for (place, &one) in options.iter().enumerate() {
        let kept = std::mem::replace(&mut letters[one.index], one.letter);
        for &two in options[place + 1..].iter().filter(|two| two.index != one.index) {
            let other = std::mem::replace(&mut letters[two.index], two.letter);
            let left = count_faults(letters, sizes);
            letters[two.index] = other;
            if left < best.map_or(faults, |(left, _)| left) {
                best = Some((left, [one, two]));
            }
        }
        letters[one.index] = kept;
        if best.is_some_and(|(left, _)| left == 0) {
            break;
        }
    }
    best
}

/// How far a sequence of key letters is from the rules; 0 if it keeps them. `sizes` are numbers of choices.
pub(crate) fn count_faults(letters: &[usize], sizes: &[usize]) -> usize {
    uneven_letters(letters, sizes) + long_runs(letters) + periods(letters)
}

/// Letters beyond floor(n/k) - 3 to ceil(n/k) + 3, for the n questions with k choices.
fn uneven_letters(letters: &[usize], sizes: &[usize]) -> usize {
    // Per number of choices: how many questions have so many, and how often each letter is the key of one.
    let mut counts = [[0_usize; MOST_CHOICES]; MOST_CHOICES + 1];
    for (&letter, &size) in letters.iter().zip(sizes) {
        if let Some(count) = counts.get_mut(size).and_then(|counts| counts.get_mut(letter)) {
            *count += 1;
        }
    }
    let uneven = |(size, counts): (usize, &[usize; MOST_CHOICES])| -> usize {
        let counts = &counts[..size.min(MOST_CHOICES)];
        let total: usize = counts.iter().sum();
        let (low, high) = ((total / size).saturating_sub(3), total.div_ceil(size) + 3);
        counts.iter().map(|&count| low.saturating_sub(count) + count.saturating_sub(high)).sum()
    };
    counts.iter().enumerate().skip(1).map(uneven).sum()
}

fn long_runs(letters: &[usize]) -> usize {
    letters.windows(LONGEST_RUN + 1).filter(|window| window.iter().all(|letter| *letter == window[0])).count()
}

fn periods(letters: &[usize]) -> usize {
    let repeats = |window: &[usize], period: usize| window.iter().zip(&window[period..]).all(|(a, b)| a == b);
    // A period of one is a run and counted there.
    letters
        .windows(PERIODIC_STRETCH)
        .filter(|window| (2..=LONGEST_PERIOD).any(|period| repeats(window, period)))
        .count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_count_what_breaks_them() {
        let four = |letters: &[usize]| count_faults(letters, &vec![4; letters.len()]);
        let even: Vec<usize> = [0, 1, 2, 3, 1, 0, 3, 2, 2, 0].repeat(4);
        assert_eq!(four(&even), 0);
        assert_eq!(four(&[1, 1, 1, 1, 0]), 0, "four in a row are allowed");
        assert_eq!(four(&[1, 1, 1, 1, 1]), 1, "five are not");
        assert_eq!(four(&[0, 1, 2, 3].repeat(3)), 1, "a period of four over twelve questions");
        // 40 questions: 7 to 13 of each letter.
        let mut lopsided = [0, 1, 2, 3, 2, 1, 3, 1, 2, 3].repeat(4);
        assert_eq!(lopsided.iter().filter(|&&l| l == 0).count(), 4);
        assert_eq!(four(&lopsided), 3);
        lopsided.truncate(8);
        assert_eq!(four(&lopsided), 0, "too few questions to be uneven");
    }
}
