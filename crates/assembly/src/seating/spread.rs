//! Forms for people of whom no seat is known: an even share of each.
//!
//! In an order that hangs on the seed and who they are, everybody gets the form that they would have if they were alone, as
//! long as it is not full yet, otherwise the next one. So the order of the roster says nothing, and whoever is added or
//! taken out changes hardly anybody else's form: only somebody who stood at the edge of a full one (as consistent hashing
//! with bounded loads does it: Mirrokni, Thorup and Zadimoghaddam 2018).

use super::Sitter;
use crate::seed::{Draw, Purpose, Seed};

/// The form of each of the sitters with these indices. Of no two forms one goes to more than one person more, unless they
/// were given so.
pub(super) fn spread(sitters: &[Sitter<'_>], members: &[usize], forms: usize, seed: &Seed) -> Vec<usize> {
    let mut shares = Shares::new(members.len(), forms);
    let mut chosen: Vec<Option<usize>> = members.iter().map(|&sitter| sitters[sitter].given).collect();
    chosen.iter().flatten().for_each(|&form| shares.counts[form] += 1);
    let mut draws: Vec<(u64, &str, usize, Draw)> = Vec::new();
    for (place, &sitter) in members.iter().enumerate().filter(|(place, _)| chosen[*place].is_none()) {
        let identity = sitters[sitter].identity;
        let mut draw = seed.draw(Purpose::Seating, "", &format!("for {identity}"), 0);
        draws.push((draw.rank(), identity, place, draw));
    }
    draws.sort_by(|a, b| (a.0, a.1).cmp(&(b.0, b.1)));
    for (_, _, place, mut draw) in draws {
        let mut wishes: Vec<usize> = (0..forms).collect();
        draw.shuffle(&mut wishes);
        chosen[place] = Some(shares.take(&wishes));
    }
    chosen.into_iter().map(Option::unwrap_or_default).collect()
}

/// How many people have each form, and how many may.
struct Shares {
    counts: Vec<usize>,
    /// Everybody's share, rounded down, and how many forms may have one more.
    floor: usize,
    rest: usize,
}

impl Shares {
    fn new(people: usize, forms: usize) -> Self {
        Self { counts: vec![0; forms], floor: people / forms, rest: people % forms }
    }

    /// The first of these forms that is not full.
    fn take(&mut self, wishes: &[usize]) -> usize {
        let above = self.counts.iter().filter(|&&count| count > self.floor).count();
        let most = if above < self.rest { self.floor + 1 } else { self.floor };
        let free = wishes.iter().copied().find(|&form| self.counts[form] < most);
        // Where many were given the same, shares do not add up any more.
        let form = free.or_else(|| wishes.iter().copied().min_by_key(|&form| self.counts[form])).unwrap_or(0);
        self.counts[form] += 1;
        form
    }
}
