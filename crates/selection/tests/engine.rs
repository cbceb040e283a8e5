//! The engine on random problems, held against naive code.

#![expect(clippy::unwrap_used, reason = "a test that cannot make its data must fail")]

use mockexam_selection::{Algorithm, Bound, Drawn, Problem, Ranks, Sharing, Sort, Target, draw, shortages};
use proptest::prelude::*;

/// A random problem as plain data.
#[derive(Debug, Clone)]
struct Case {
    sizes: Vec<i64>,
    forms: usize,
    sharing: Sharing,
    bounds: Vec<Bound>,
    /// What the sum of the last bound is to come close to, if anything.
    aim: Option<i64>,
    algorithm: Algorithm,
    seed: u64,
}

/// SplitMix64: numbers that hang on what they are for.
fn mix(parts: &[u64]) -> u64 {
    parts.iter().fold(0x1234_5678_9ABC_DEF0, |hash, &part| {
        let mut mixed = (hash ^ part).wrapping_add(0x9E37_79B9_7F4A_7C15);
        mixed = (mixed ^ mixed >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ mixed >> 31
    })
}

fn number(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

impl Case {
    /// Draws, where `names` are the identities of the units.
    fn draw(&self, names: &[usize]) -> Drawn {
        let problem = self.problem();
        let rank = |form: usize, name: usize| mix(&[self.seed, 1, form as u64, name as u64]) | 1;
        let units =
            (0..self.forms).flat_map(|form| names.iter().map(move |&name| rank(form, name))).collect();
        let places = |form: usize, class: &Vec<(u32, i64)>, place: u32| {
            let class =
                class.iter().fold(0, |hash, &(row, weight)| mix(&[hash, row.into(), weight.unsigned_abs()]));
            mix(&[self.seed, 2, form as u64, class, place.into()])
        };
        draw(&problem, &Ranks { units, places: &places, algorithm: self.algorithm })
    }

    fn problem(&self) -> Problem {
        let problem = Problem::new(self.sizes.clone(), self.forms, self.sharing, self.bounds.clone());
        let Some(sum) = self.aim else { return problem };
        let mut values = vec![0; self.sizes.len()];
        self.bounds.last().unwrap().members.iter().for_each(|&(unit, value)| values[unit] = value);
        problem.aiming_at(Target { values, sum })
    }

    fn names(&self) -> Vec<usize> {
        (0..self.sizes.len()).collect()
    }

    /// By how much forms together are beside what the last bound is to come close to.
    fn off(&self, forms: &[Vec<usize>]) -> i64 {
        let sum = self.bounds.last().unwrap();
        let value = |unit: &usize| sum.members.iter().find(|(member, _)| member == unit).map_or(0, |m| m.1);
        let off = |form: &Vec<usize>| (self.aim.unwrap() - form.iter().map(value).sum::<i64>()).abs();
        forms.iter().map(off).sum()
    }

    /// Everything that is wrong with forms, by plain counting.
    fn faults(&self, forms: &[Vec<usize>]) -> Vec<String> {
        let mut faults = Vec::new();
        for (number_of_form, form) in forms.iter().enumerate() {
            for (row, bound) in self.bounds.iter().enumerate() {
                let weights = bound.members.iter().filter(|(unit, _)| form.contains(unit));
                let sum: i64 = weights.map(|(_, weight)| weight).sum();
                if sum < bound.min || sum > bound.max {
                    faults.push(format!("form {number_of_form}, bound {row}: {sum}"));
                }
            }
            for other in &forms[..number_of_form] {
                let common: i64 =
                    form.iter().filter(|unit| other.contains(unit)).map(|&unit| self.sizes[unit]).sum();
                if common > number(self.sharing.shared) {
                    faults.push(format!("{common} in common"));
                }
            }
        }
        for unit in 0..self.sizes.len() {
            let uses: usize =
                forms.iter().map(|form| form.iter().filter(|&&other| other == unit).count()).sum();
            if uses > self.sharing.uses {
                faults.push(format!("unit {unit} on {uses} forms"));
            }
        }
        faults
    }
}

/// A bound on the units of a set.
fn bound(set: impl Iterator<Item = usize>, sizes: &[i64], min: i64, max: i64, sort: Sort) -> Bound {
    Bound { members: set.map(|unit| (unit, sizes[unit])).collect(), min, max, sort }
}

/// Units with a topic, a style and a value each; exact counts by topic, ranges by style, some exclusions, a sum.
fn case(with_sum: bool) -> impl Strategy<Value = Case> {
    let unit = (0..3_usize, 0..3_usize, 1..100_i64, prop::bool::weighted(0.1));
    let units = prop::collection::vec(unit, 6..30);
    let counts = prop::collection::vec(0..4_i64, 3);
    let ranges = prop::collection::vec((0..3_i64, 0..3_i64), 2);
    let sharing = prop_oneof![Just(Sharing::NONE), Just(Sharing { uses: 2, shared: 2 })];
    let pairs = prop::collection::vec((0..30_usize, 0..30_usize), 0..6);
    (units, counts, ranges, 1..4_usize, sharing, pairs, any::<u64>(), 0..60_i64).prop_map(
        move |(units, counts, ranges, forms, sharing, pairs, seed, width)| {
            let sizes: Vec<i64> = units.iter().map(|unit| if unit.3 { 2 } else { 1 }).collect();
            let all = 0..units.len();
            let total = counts.iter().sum();
            let mut bounds = vec![bound(all.clone(), &sizes, total, total, Sort::Count)];
            for (topic, &count) in counts.iter().enumerate() {
                let of_topic = all.clone().filter(|&unit| units[unit].0 == topic);
                bounds.push(bound(of_topic, &sizes, count, count, Sort::Count));
            }
            for (style, &(min, more)) in ranges.iter().enumerate() {
                let of_style = all.clone().filter(|&unit| units[unit].1 == style);
                bounds.push(bound(of_style, &sizes, min, min + more, Sort::Count));
            }
            for (a, b) in pairs {
                let pair = [a % sizes.len(), b % sizes.len()];
                let mut members: Vec<(usize, i64)> = pair.iter().map(|&unit| (unit, 1)).collect();
                members.sort_unstable();
                members.dedup();
                bounds.push(Bound { members, min: 0, max: 1, sort: Sort::Apart });
            }
            if with_sum {
                let members = all.map(|unit| (unit, units[unit].2)).collect();
                bounds.push(Bound {
                    members,
                    min: 50 * total - width,
                    max: 50 * total + width,
                    sort: Sort::Sum,
                });
            }
            let algorithm = if seed % 2 == 0 { Algorithm::First } else { Algorithm::Second };
            Case { sizes, forms, sharing, bounds, aim: None, algorithm, seed }
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn what_is_found_keeps_all_bounds(case in case(true)) {
        if let Drawn::Found(forms) = case.draw(&case.names()) {
            prop_assert_eq!(forms.len(), case.forms);
            prop_assert_eq!(case.faults(&forms), Vec::<String>::new());
        }
    }

    /// Coming closer to a target, wherever it lies, never leaves a bound, and never ends further off.
    #[test]
    fn a_target_is_approached_within_all_bounds(mut case in case(true), beside in -400..400_i64) {
        let plain = case.draw(&case.names());
        let sum = case.bounds.last().unwrap();
        case.aim = Some(i64::midpoint(sum.min, sum.max) + beside);
        let aimed = case.draw(&case.names());
        if let (Drawn::Found(before), Drawn::Found(after)) = (plain, aimed) {
            prop_assert_eq!(case.faults(&after), Vec::<String>::new());
            prop_assert!(case.off(&after) <= case.off(&before), "{} to {}", case.off(&before), case.off(&after));
        }
    }

    /// One form: where forms compete for a unit, the order in which they are mended may follow that of the units.
    #[test]
    fn the_order_of_units_does_not_matter(mut case in case(true), turn in 1..29_usize) {
        case.forms = 1;
        let count = case.sizes.len();
        // Unit `u` of the turned problem is unit `names[u]` of the other.
        let names: Vec<usize> = (0..count).map(|unit| (unit + turn) % count).collect();
        let mut turned = case.clone();
        turned.sizes = names.iter().map(|&name| case.sizes[name]).collect();
        for bound in &mut turned.bounds {
            for member in &mut bound.members {
                member.0 = (member.0 + count - turn % count) % count;
            }
            bound.members.sort_unstable();
        }
        let named = match turned.draw(&names) {
            Drawn::Found(forms) => {
                let mut forms: Vec<Vec<usize>> =
                    forms.iter().map(|form| form.iter().map(|&unit| names[unit]).collect()).collect();
                forms.iter_mut().for_each(|form| form.sort_unstable());
                Drawn::Found(forms)
            }
            undecided @ Drawn::Undecided => undecided,
        };
        prop_assert_eq!(named, case.draw(&case.names()));
    }

    #[test]
    fn what_cannot_be_is_never_found(mut case in case(false), row in 0..4_usize, more in 1..3_i64) {
        let row = row.min(case.bounds.len() - 1);
        let all: i64 = case.bounds[row].members.iter().map(|&(_, weight)| weight).sum();
        case.bounds[row].min = all + more;
        case.bounds[row].max = all + more;
        prop_assert_eq!(case.draw(&case.names()), Drawn::Undecided);
        let problem = case.problem();
        prop_assert!(shortages(&problem).iter().any(|shortage| shortage.bound == row));
    }

    /// Each count that is named fails whatever the others ask, and none is named that single units could meet.
    #[test]
    fn a_shortage_is_a_count_that_fails_alone(case in case(false)) {
        let problem = case.problem();
        let named: Vec<usize> = shortages(&problem).iter().map(|shortage| shortage.bound).collect();
        for (row, bound) in case.bounds.iter().enumerate() {
            let uses = number(case.sharing.uses.min(case.forms));
            let there: i64 = bound.members.iter().map(|&(_, weight)| weight * uses).sum();
            let fails = bound.sort == Sort::Count && there < bound.min * number(case.forms);
            prop_assert_eq!(named.contains(&row), fails, "bound {}", row);
        }
    }
}
