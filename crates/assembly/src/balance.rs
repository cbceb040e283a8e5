//! Key letters spread over a form: no letter too often or too rarely, no long run, no short period.
//!
//! Repair touches single items: the arrangement of one item after the other is drawn again until the rules hold.

use crate::arrange::Mixing;
use crate::seed::Purpose;
use mockexam_bank::{Freedom, Item};
use mockexam_model::QuestionKey;

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

/// Gives single items another arrangement until the key letters keep the rules, or nothing helps. `questions` come as the first
/// attempt arranges them.
pub(crate) fn balance(items: &[&Item], questions: &mut [QuestionKey], mixing: Mixing<'_>) {
    let mut places = Vec::new();
    let mut spread = Spread { items: Vec::new(), letters: Vec::new(), sizes: Vec::new() };
    for (place, (&item, question)) in items.iter().zip(&*questions).enumerate() {
        if item.snapshot.task.is_one_letter() {
            places.push(place);
            spread.items.push(item);
            spread.letters.push(question.key_positions(&item.snapshot).next().unwrap_or(0));
            spread.sizes.push(item.snapshot.choices.len());
        }
    }
    for (place, attempt) in places.into_iter().zip(spread.mend(mixing)) {
        if attempt > 0 {
            questions[place] = mixing.arrangement(items[place], attempt);
        }
    }
}

/// Items that are answered by one letter each, and where their keys stand.
struct Spread<'i> {
    items: Vec<&'i Item>,
    letters: Vec<usize>,
    sizes: Vec<usize>,
}

impl Spread<'_> {
    /// For each item the attempt whose arrangement is used, 0 where nothing had to be repaired.
    fn mend(mut self, mixing: Mixing<'_>) -> Vec<u32> {
        let mut attempts = vec![0; self.items.len()];
        let mut faults = count_faults(&self.letters, &self.sizes);
        if faults == 0 {
            return attempts;
        }
        let movable = self.movable(mixing);
        let items = self.items.clone();
        let mut tries = Tries::new(&items, mixing);
        for _ in 0..ROUNDS {
            if faults == 0 {
                break;
            }
            if let Some((left, Move { index, attempt, letter })) =
                self.best_move(&movable, &attempts, &mut tries, faults)
            {
                (faults, attempts[index], self.letters[index]) = (left, attempt, letter);
                continue;
            }
            // No single item helps: two at once.
            let moves = |&index| tries.moves(index, attempts[index], self.letters[index], self.sizes[index]);
            let options: Vec<Move> = movable.iter().flat_map(moves).collect();
            let Some((left, pair)) = best_pair(&options, &mut self.letters, &self.sizes, faults) else {
                break;
            };
            faults = left;
            for Move { index, attempt, letter } in pair {
                (attempts[index], self.letters[index]) = (attempt, letter);
            }
        }
        attempts
    }

    /// Items that can be arranged otherwise, in the order in which they are tried.
    fn movable(&self, mixing: Mixing<'_>) -> Vec<usize> {
        let is_movable = |item: &Item| matches!(item.freedom, Freedom::Shuffled { .. } | Freedom::Rotated);
        let mut movable: Vec<(u64, usize)> = (0..self.items.len())
            .filter(|&index| is_movable(self.items[index]))
            .map(|index| {
                let id = self.items[index].id().as_str();
                (mixing.seed.draw(Purpose::Balance, mixing.form, id, 0).rank(), index)
            })
            .collect();
        movable.sort_unstable();
        movable.into_iter().map(|(_, index)| index).collect()
    }

    /// The first move that leaves the fewest faults, if that is fewer than now.
    fn best_move(
        &mut self,
        movable: &[usize],
        attempts: &[u32],
        tries: &mut Tries<'_>,
        faults: usize,
    ) -> Option<(usize, Move)> {
        let mut best: Option<(usize, Move)> = None;
        for &index in movable {
            let kept = self.letters[index];
            for tried in tries.moves(index, attempts[index], kept, self.sizes[index]) {
                self.letters[index] = tried.letter;
                let left = count_faults(&self.letters, &self.sizes);
                if left < best.map_or(faults, |(left, _)| left) {
                    best = Some((left, tried));
                }
            }
            self.letters[index] = kept;
            if best.is_some_and(|(left, _)| left == 0) {
                break;
            }
        }
        best
    }
}

/// Another arrangement of an item, and where its key then stands.
#[derive(Debug, Clone, Copy)]
struct Move {
    index: usize,
    attempt: u32,
    letter: usize,
}

/// What further attempts give, each looked at once.
struct Tries<'t> {
    items: &'t [&'t Item],
    mixing: Mixing<'t>,
    /// By item: where the key stands in attempt 1, 2 …
    known: Vec<Vec<usize>>,
}

impl<'t> Tries<'t> {
    fn new(items: &'t [&'t Item], mixing: Mixing<'t>) -> Self {
        Self { items, mixing, known: vec![Vec::new(); items.len()] }
    }

    /// The next attempts of an item that bring its key to another letter, one for each of its letters.
    fn moves(&mut self, index: usize, attempt: u32, letter: usize, letters: usize) -> Vec<Move> {
        let mut moves: Vec<Move> = Vec::new();
        for attempt in attempt + 1..=attempt + TRIES {
            if moves.len() + 1 >= letters {
                break;
            }
            let tried = self.letter(index, attempt);
            if tried != letter && moves.iter().all(|known| known.letter != tried) {
                moves.push(Move { index, attempt, letter: tried });
            }
        }
        moves
    }

    fn letter(&mut self, index: usize, attempt: u32) -> usize {
        let known = &mut self.known[index];
        for next in (1..=attempt).skip(known.len()) {
            known.push(self.mixing.key_letter(self.items[index], next));
        }
        known[attempt as usize - 1]
    }
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
    let seen = sizes.iter().filter(|&&size| size <= MOST_CHOICES).fold(0_u32, |seen, &size| seen | 1 << size);
    let uneven = |size: usize| -> usize {
        let mut counts = [0_usize; MOST_CHOICES];
        for (&letter, _) in letters.iter().zip(sizes).filter(|&(&letter, &own)| own == size && letter < size)
        {
            counts[letter] += 1;
        }
        let counts = &counts[..size];
        let total: usize = counts.iter().sum();
        let (low, high) = ((total / size).saturating_sub(3), total.div_ceil(size) + 3);
        counts.iter().map(|&count| low.saturating_sub(count) + count.saturating_sub(high)).sum()
    };
    (1..=MOST_CHOICES).filter(|size| seen >> size & 1 == 1).map(uneven).sum()
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
