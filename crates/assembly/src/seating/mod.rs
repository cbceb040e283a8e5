//! Who gets which form: neighbours in a seating plan different ones, everybody else an even share.
//!
//! A letter hangs on the seat and the seed, or for people without a seat on who they are, so that somebody who comes later
//! changes nobody else's as long as the rule can be kept without it.

mod colours;
mod place;
mod plan;
mod search;
mod spread;

pub use place::{Seat, SeatError};
pub use plan::Direction;

use crate::seed::Seed;
use colours::colours_of;
use plan::Plan;
use std::collections::BTreeMap;

/// Somebody who is to get a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sitter<'a> {
    /// Who it is. No two sitters have the same.
    pub identity: &'a str,
    /// Name of the room; may be empty.
    pub room: &'a str,
    /// Where in the room, if that is known.
    pub seat: Option<Seat>,
    /// The form (from 0) that was given to them already.
    pub given: Option<usize>,
}

/// Two sitters by their index.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Pair {
    /// The one who stands first in the list.
    pub first: usize,
    /// The other one.
    pub second: usize,
}

/// Forms for all sitters.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Seating {
    /// The form (from 0) of each sitter.
    pub forms: Vec<usize>,
    /// Neighbours who have the same form, because there was no other way or because it was given to them.
    pub alike: Vec<(Pair, Direction)>,
}

/// Gives each sitter one of so many forms (at least one).
///
/// In a room, people side by side come first, then people in front of each other, then diagonals. With four forms and
/// more, all eight neighbours of a seat have other forms than it. What was given stays. People without a seat get
/// forms so that no form is given to more than two people more than another one.
///
/// # Errors
/// The pairs who are said to sit on the same seat.
pub fn seat(sitters: &[Sitter<'_>], forms: usize, seed: &Seed) -> Result<Seating, Vec<Pair>> {
    let mut rooms: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    let mut without: Vec<usize> = Vec::new();
    for (index, sitter) in sitters.iter().enumerate() {
        match sitter.seat {
            Some(_) => rooms.entry(sitter.room).or_default().push(index),
            None => without.push(index),
        }
    }
    let mut seating = Seating { forms: vec![0; sitters.len()], alike: Vec::new() };
    let mut clashes = Vec::new();
    for (room, members) in rooms {
        let plan = Plan::new(sitters, &members);
        clashes.extend(plan.clashes());
        let given: Vec<Option<usize>> = plan.sitters.iter().map(|&sitter| sitters[sitter].given).collect();
        let chosen = colours_of(&plan, &given, forms, seed, room);
        for (&sitter, &form) in plan.sitters.iter().zip(&chosen) {
            seating.forms[sitter] = form;
        }
        seating.alike.extend(plan.alike(&chosen));
    }
    for (&sitter, form) in without.iter().zip(spread::spread(sitters, &without, forms, seed)) {
        seating.forms[sitter] = form;
    }
    seating.alike.sort_unstable();
    clashes.sort_unstable();
    if clashes.is_empty() { Ok(seating) } else { Err(clashes) }
}

#[cfg(test)]
mod tests;
