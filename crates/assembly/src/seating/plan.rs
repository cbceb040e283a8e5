//! The seating plan of one room: who sits next to whom.

use super::{Pair, Seat, Sitter};
use std::collections::BTreeMap;

/// Where a neighbour sits, the one who sees most first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Direction {
    /// Left or right.
    Beside,
    /// In front or behind.
    InFront,
    /// At one of the four corners.
    Diagonal,
}

impl Direction {
    /// All of them, the one that matters most first.
    pub const ALL: [Self; 3] = [Self::Beside, Self::InFront, Self::Diagonal];

    /// For messages: "side by side".
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Beside => "side by side",
            Self::InFront => "in front of each other",
            Self::Diagonal => "diagonally",
        }
    }
}

/// Pairs of neighbours with the same form: side by side, in front, diagonally. Fewer of the first count most.
pub(super) type Cost = [usize; 3];

/// The taken seats of a room, in order of rows and columns, so that the order of the roster says nothing.
#[derive(Debug)]
pub(super) struct Plan {
    /// Index of the sitter on each seat.
    pub(super) sitters: Vec<usize>,
    /// Row and column of each seat, counted in the steps that the room uses.
    pub(super) places: Vec<(i64, i64)>,
    /// The neighbours of each seat.
    pub(super) neighbours: Vec<Vec<(usize, Direction)>>,
    seats: Vec<Seat>,
}

impl Plan {
    /// The plan of the sitters with these indices, all of whom have a seat.
    pub(super) fn new(all: &[Sitter<'_>], members: &[usize]) -> Self {
        let mut taken: Vec<(Seat, usize)> =
            members.iter().filter_map(|&sitter| Some((all[sitter].seat?, sitter))).collect();
        taken.sort_unstable();
        let rows = Steps::of(taken.iter().map(|(seat, _)| seat.row));
        let columns = Steps::of(taken.iter().map(|(seat, _)| seat.column));
        let places: Vec<(i64, i64)> =
            taken.iter().map(|(seat, _)| (rows.count(seat.row), columns.count(seat.column))).collect();
        let by_place: BTreeMap<(i64, i64), usize> =
            places.iter().enumerate().map(|(index, &place)| (place, index)).collect();
        let around = |&(row, column): &(i64, i64)| {
            let at = |down: i64, right: i64, direction: Direction| {
                by_place.get(&(row + down, column + right)).map(|&other| (other, direction))
            };
            let beside = [at(0, -1, Direction::Beside), at(0, 1, Direction::Beside)];
            let in_front = [at(-1, 0, Direction::InFront), at(1, 0, Direction::InFront)];
            let corner = |down, right| at(down, right, Direction::Diagonal);
            let corners = [corner(-1, -1), corner(-1, 1), corner(1, -1), corner(1, 1)];
            beside.into_iter().chain(in_front).chain(corners).flatten().collect()
        };
        let neighbours = places.iter().map(around).collect();
        let (seats, sitters) = taken.into_iter().unzip();
        Self { sitters, places, neighbours, seats }
    }

    /// Sitters who are said to sit on the same seat.
    pub(super) fn clashes(&self) -> impl Iterator<Item = Pair> {
        let seats = self.seats.windows(2).zip(self.sitters.windows(2));
        seats.filter(|(seats, _)| seats[0] == seats[1]).map(|(_, sitters)| pair(sitters[0], sitters[1]))
    }

    /// Pairs with the same form, by kind.
    pub(super) fn cost(&self, forms: &[usize]) -> Cost {
        let mut cost = [0; 3];
        for (_, direction) in self.alike_seats(forms) {
            cost[direction as usize] += 1;
        }
        cost
    }

    /// Sitters next to each other with the same form.
    pub(super) fn alike(&self, forms: &[usize]) -> Vec<(Pair, Direction)> {
        let of = |(a, b): (usize, usize)| pair(self.sitters[a], self.sitters[b]);
        self.alike_seats(forms).map(|(seats, direction)| (of(seats), direction)).collect()
    }

    fn alike_seats<'a>(
        &'a self,
        forms: &'a [usize],
    ) -> impl Iterator<Item = ((usize, usize), Direction)> + 'a {
        self.neighbours.iter().enumerate().flat_map(move |(seat, around)| {
            around
                .iter()
                .filter(move |&&(other, _)| seat < other && forms[seat] == forms[other])
                .map(move |&(other, direction)| ((seat, other), direction))
        })
    }

    /// Groups of seats that are connected by neighbours.
    pub(super) fn islands(&self) -> Vec<Vec<usize>> {
        let mut seen = vec![false; self.places.len()];
        let mut islands = Vec::new();
        for start in 0..self.places.len() {
            let mut island = Vec::new();
            let mut open = vec![start];
            while let Some(seat) = open.pop() {
                if !std::mem::replace(&mut seen[seat], true) {
                    island.push(seat);
                    open.extend(self.neighbours[seat].iter().map(|&(other, _)| other));
                }
            }
            if !island.is_empty() {
                island.sort_unstable();
                islands.push(island);
            }
        }
        islands
    }
}

const fn pair(a: usize, b: usize) -> Pair {
    if a < b { Pair { first: a, second: b } } else { Pair { first: b, second: a } }
}

/// How a room counts: every number, or every second one.
#[derive(Debug, Clone, Copy)]
enum Steps {
    Single,
    /// Only odd or only even numbers are used, so those are next to each other.
    Double,
}

impl Steps {
    fn of(mut numbers: impl Iterator<Item = u16>) -> Self {
        let Some(first) = numbers.next() else { return Self::Single };
        let (mut same, mut one) = (true, true);
        for number in numbers {
            same &= number % 2 == first % 2;
            one &= number == first;
        }
        if same && !one { Self::Double } else { Self::Single }
    }

    fn count(self, number: u16) -> i64 {
        match self {
            Self::Single => number.into(),
            Self::Double => (number / 2).into(),
        }
    }
}
