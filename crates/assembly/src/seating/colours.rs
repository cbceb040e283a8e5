//! Forms for the seats of a room.
//!
//! A grid is coloured by a formula: with n forms, seat (row, column) gets number a·column + b·row modulo n. With a = 1
//! and b = 2 all eight neighbours differ by 1, 2 or 3, so that four forms are enough; with two forms, a = b = 1 is the
//! board of chess. The formula knows one seat only, so nobody who comes later changes it. Where forms were given, or
//! where seats are missing so that another way is better, `search` looks further.

use super::plan::{Cost, Plan};
use super::search;
use crate::seed::{Purpose, Seed};

/// The form of each seat of a plan.
pub(super) fn colours_of(
    plan: &Plan,
    given: &[Option<usize>],
    forms: usize,
    seed: &Seed,
    room: &str,
) -> Vec<usize> {
    // Which letter stands for which number of the formula is drawn by room.
    let mut letters: Vec<usize> = (0..forms).collect();
    seed.draw(Purpose::Seating, "", &format!("room {room}"), 0).shuffle(&mut letters);
    let (cost, drawn) = by_formula(plan, given, &letters);
    if cost == Cost::default() {
        return drawn;
    }
    search::improve(plan, given, &letters, drawn)
}

/// Multipliers of column and row, the best for a full room first.
fn multipliers(forms: usize) -> &'static [(i64, i64)] {
    match forms {
        0 | 1 => &[(0, 0)],
        2 => &[(1, 1), (1, 0), (0, 1)],
        3 => &[(1, 1), (1, 2), (1, 0), (0, 1)],
        _ => &[(1, 2)],
    }
}

/// The first of the best formulas, and what it costs. Starts are tried only where forms are given.
fn by_formula(plan: &Plan, given: &[Option<usize>], letters: &[usize]) -> (Cost, Vec<usize>) {
    let forms = letters.len();
    let starts = if given.iter().any(Option::is_some) { forms } else { 1 };
    let mut best: Option<(Cost, Vec<usize>)> = None;
    for &(a, b) in multipliers(forms) {
        for start in 0..starts {
            let formula = |&(row, column): &(i64, i64)| {
                let number = (a * column + b * row).rem_euclid(i64::try_from(forms).unwrap_or(1));
                letters[(usize::try_from(number).unwrap_or(0) + start) % forms]
            };
            let places = plan.places.iter().zip(given);
            let drawn: Vec<usize> =
                places.map(|(place, given)| given.unwrap_or_else(|| formula(place))).collect();
            let cost = plan.cost(&drawn);
            if best.as_ref().is_none_or(|(least, _)| cost < *least) {
                best = Some((cost, drawn));
            }
        }
    }
    best.unwrap_or_default()
}
