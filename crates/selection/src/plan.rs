//! How many units of each class a form takes: decided before it is decided which.
//!
//! Units of one class count for the same counts. A class offers places: its first place, its second and so on, as many as it
//! has units. Places are ranked by seed and class, not by the units behind them. So a unit more or less in the bank moves a
//! class only where its last place is taken, and a unit that is taken away makes room for another one of its class.
//!
//! Places come at exponential distances, at a rate that follows what the blueprint asks for: a class that counts for a style
//! of which a tenth is asked has a tenth of the chances. It does not follow the number of units, as that changes with the bank.

use super::draw::{PlaceBits, order, settle_by_targets};
use super::problem::{Bound, Problem, Sharing, Signature, Sort};
use super::state::{State, index};
use std::collections::BTreeMap;

/// Class of each unit, and how many of each class a form takes.
#[derive(Debug)]
pub(crate) struct Plan {
    pub(crate) class: Vec<usize>,
    /// By form and class.
    pub(crate) wanted: Vec<usize>,
    pub(crate) classes: usize,
}

/// Units that count for the same.
struct Class {
    signature: Signature,
    size: i64,
    units: Vec<usize>,
    /// Most that a form can take.
    most: usize,
}

/// Decides how many units of each class each form takes; none if no such numbers were found.
pub(crate) fn plan(problem: &Problem, bits: &PlaceBits<'_>) -> Option<Plan> {
    let (class, classes) = classes(problem);
    let places: Vec<usize> =
        classes.iter().enumerate().flat_map(|(number, class)| vec![number; class.most]).collect();
    let sizes = places.iter().map(|&number| classes[number].size).collect();
    let bounds = bounds(problem, &classes, &class, &places);
    let capacity = classes.iter().map(|class| class.units.len() * problem.sharing.uses).collect();
    let of_places =
        Problem::new(sizes, problem.forms, Sharing::NONE, bounds).taken_from(places.clone(), capacity);
    let ranks: Vec<(u64, u64)> = (0..problem.forms)
        .flat_map(|form| classes.iter().flat_map(move |class| ranks(problem, class, form, bits)))
        .collect();
    let (early, ranks): (Vec<u64>, Vec<u64>) = ranks.into_iter().unzip();
    let mut state = State::new(&of_places);
    if !settle_by_targets(&mut state, &ranks, &order(&of_places, &early), &order(&of_places, &ranks)) {
        return None;
    }
    let mut wanted = vec![0; problem.forms * classes.len()];
    for (form, chosen) in state.chosen.iter().enumerate() {
        for &place in chosen {
            wanted[form * classes.len() + places[place]] += 1;
        }
    }
    Some(Plan { class, wanted, classes: classes.len() })
}

fn classes(problem: &Problem) -> (Vec<usize>, Vec<Class>) {
    let mut numbers: BTreeMap<(Signature, i64), usize> = BTreeMap::new();
    let mut classes: Vec<Class> = Vec::new();
    let mut class_of = Vec::new();
    for unit in 0..problem.units {
        let counted = |&(row, _): &(u32, i64)| problem.bounds[index(row)].sort == Sort::Count;
        let signature: Signature = problem.rows_of(unit).iter().copied().filter(counted).collect();
        let size = problem.sizes[unit];
        let number = *numbers.entry((signature.clone(), size)).or_insert(classes.len());
        if number == classes.len() {
            classes.push(Class { signature, size, units: Vec::new(), most: 0 });
        }
        classes[number].units.push(unit);
        class_of.push(number);
    }
    for class in &mut classes {
        class.most = most(problem, class, &class_of);
    }
    (class_of, classes)
}

/// How many units of a class a form can have at most: by its bounds, and by those that may not stand together.
fn most(problem: &Problem, class: &Class, class_of: &[usize]) -> usize {
    let by_bounds = class
        .signature
        .iter()
        .filter(|&&(_, weight)| weight > 0)
        .map(|&(row, weight)| problem.bounds[index(row)].max / weight)
        .min()
        .map_or(usize::MAX, |most| usize::try_from(most.max(0)).unwrap_or(usize::MAX));
    let number = class.units.first().map(|&unit| class_of[unit]);
    let mut counted = vec![false; problem.units];
    let mut apart = 0;
    for bound in problem.bounds.iter().filter(|bound| bound.sort == Sort::Apart) {
        let own = bound.members.iter().map(|&(unit, _)| unit).filter(|&unit| Some(class_of[unit]) == number);
        let fresh: Vec<usize> = own.filter(|&unit| !counted[unit]).collect();
        apart += fresh.len().saturating_sub(1);
        fresh.into_iter().for_each(|unit| counted[unit] = true);
    }
    by_bounds.min(class.units.len() - apart)
}

/// The counts, over places.
fn bounds(problem: &Problem, classes: &[Class], class_of: &[usize], places: &[usize]) -> Vec<Bound> {
    let mut members: Vec<Vec<(usize, i64)>> = vec![Vec::new(); problem.bounds.len()];
    for (place, &number) in places.iter().enumerate() {
        for &(row, weight) in &classes[number].signature {
            members[index(row)].push((place, weight));
        }
    }
    let counts = problem.bounds.iter().zip(members).filter(|(bound, _)| bound.sort == Sort::Count);
    let mut bounds: Vec<Bound> = counts.map(|(bound, members)| Bound { members, ..bound.clone() }).collect();
    bounds.extend(apart(problem, classes, class_of, places));
    bounds
}

/// Where all units of a class may not stand beside some other, neither may its places.
fn apart(problem: &Problem, classes: &[Class], class_of: &[usize], places: &[usize]) -> Vec<Bound> {
    let mut firsts: Vec<Option<usize>> = vec![None; classes.len()];
    for (place, &number) in places.iter().enumerate() {
        firsts[number].get_or_insert(place);
    }
    let mut bounds = Vec::new();
    for bound in problem.bounds.iter().filter(|bound| bound.sort == Sort::Apart) {
        let mut members: BTreeMap<usize, usize> = BTreeMap::new();
        for &(unit, _) in &bound.members {
            *members.entry(class_of[unit]).or_default() += 1;
        }
        let whole = members.into_iter().filter(|&(number, count)| count == classes[number].units.len());
        let mut members: Vec<(usize, i64)> =
            whole.filter_map(|(number, _)| firsts[number].map(|place| (place, 1))).collect();
        members.sort_unstable();
        if members.len() > 1 {
            bounds.push(Bound { members, ..bound.clone() });
        }
    }
    bounds
}

/// Ranks of the places of a class, ascending.
fn ranks(problem: &Problem, class: &Class, form: usize, bits: &PlaceBits<'_>) -> Vec<(u64, u64)> {
    let rate = rate(problem, class);
    let (mut early, mut rank) = (0_u128, 0_u128);
    (0..u32::try_from(class.most).unwrap_or(u32::MAX))
        .map(|place| {
            let distance = surprise(bits(form, &class.signature, place));
            early += distance;
            rank += (distance << 30) / rate;
            (u64::try_from(early).unwrap_or(u64::MAX), u64::try_from(rank).unwrap_or(u64::MAX))
        })
        .collect()
}

/// The chances of a class, in parts of 2^30: the product of the shares that are asked of all ranges it counts for.
fn rate(problem: &Problem, class: &Class) -> u128 {
    let total = problem.whole.map_or(0, |whole| problem.bounds[whole].max);
    class
        .signature
        .iter()
        .map(|&(row, _)| &problem.bounds[index(row)])
        .filter(|bound| bound.min < bound.max && total > 0)
        .fold(1_u128 << 30, |rate, bound| {
            // A range without an end: a little more than its beginning.
            let high = if bound.max >= total { total.min(2 * bound.min + 1) } else { bound.max };
            let twice_middle = u128::try_from((bound.min + high).max(1)).unwrap_or(1);
            rate * twice_middle / u128::try_from(2 * total).unwrap_or(1)
        })
        .max(1)
}

/// How unlikely a number is that falls below these bits of 64: the binary logarithm, negative, in parts of 2^32. Squaring the
/// number gives one bit of it after the other.
fn surprise(bits: u64) -> u128 {
    let bits = bits | 1;
    let zeros = bits.leading_zeros();
    let mut number = u128::from(bits << zeros);
    let mut fraction = 0_u128;
    for _ in 0..32 {
        number = (number * number) >> 63;
        fraction <<= 1;
        if number >> 64 > 0 {
            number >>= 1;
            fraction |= 1;
        }
    }
    (u128::from(zeros + 1) << 32) - fraction
}

#[cfg(test)]
mod tests {
    use super::surprise;

    #[test]
    fn surprise_is_a_logarithm() {
        // One half, one quarter, and three quarters (0.41504 bits).
        assert_eq!(surprise(1 << 63), 1 << 32);
        assert_eq!(surprise(1 << 62), 2 << 32);
        let three_quarters = surprise(3 << 62);
        assert_eq!((three_quarters * 100_000) >> 32, 41_503);
        assert!(surprise(0) > 63 << 32);
    }
}
