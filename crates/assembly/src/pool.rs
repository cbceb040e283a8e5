//! The items that may be drawn, as units: single items, or whole sets that come together.

use crate::blueprint::Blueprint;
use crate::quota::Quota;
use crate::scope::{Scope, whole_case};
use mockexam_bank::{Bank, Item, SetUse};
use mockexam_model::{ItemId, StimulusId};
use std::collections::{BTreeMap, BTreeSet};

/// What is drawn as one: an item, or all items of a case.
#[derive(Debug, Clone)]
pub(crate) struct Unit<'a> {
    /// Identity for randomness: the item's id, or the stimulus' with a prefix that no item id can have.
    pub(crate) identity: String,
    pub(crate) items: Vec<&'a Item>,
}

/// Units and which of them exclude each other.
#[derive(Debug)]
pub(crate) struct Pool<'a> {
    pub(crate) units: Vec<Unit<'a>>,
    /// For each unit, those that may not share a form with it, ascending.
    pub(crate) conflicts: Vec<Vec<usize>>,
}

impl<'a> Pool<'a> {
    pub(crate) fn new(blueprint: &Blueprint, bank: &'a Bank) -> Self {
        let scope = Scope::new(blueprint, bank);
        let mut units: Vec<Unit<'a>> = Vec::new();
        let mut sets: BTreeMap<&StimulusId, usize> = BTreeMap::new();
        for item in bank.items().filter(|item| scope.has(item)) {
            let case = whole_case(bank, item);
            match case.and_then(|case| sets.get(case)).and_then(|&set| units.get_mut(set)) {
                Some(set) => set.items.push(item),
                None => {
                    let identity = case.map_or_else(|| item.id().to_string(), |id| format!("stimulus {id}"));
                    sets.extend(case.map(|case| (case, units.len())));
                    units.push(Unit { identity, items: vec![item] });
                }
            }
        }
        Self::of_units(blueprint, bank, units)
    }

    fn of_units(blueprint: &Blueprint, bank: &Bank, units: Vec<Unit<'a>>) -> Self {
        let conflicts = conflicts(blueprint, bank, &units);
        Self { units, conflicts }
    }

    /// The pool that is left beside some units: without them and those that they exclude. Each of its units comes with its
    /// place in this one.
    pub(crate) fn beside(&self, blueprint: &Blueprint, bank: &Bank, taken: &[usize]) -> (Self, Vec<usize>) {
        let barred =
            |unit: &usize| taken.contains(unit) || taken.iter().any(|&other| self.in_conflict(*unit, other));
        let places: Vec<usize> = (0..self.units.len()).filter(|unit| !barred(unit)).collect();
        let units = places.iter().map(|&place| self.units[place].clone()).collect();
        (Self::of_units(blueprint, bank, units), places)
    }

    /// Questions that a unit adds to a quota.
    pub(crate) fn weight(&self, quota: &Quota, unit: usize) -> usize {
        self.units[unit].items.iter().filter(|item| quota.filter.matches(item)).count()
    }

    pub(crate) fn in_conflict(&self, a: usize, b: usize) -> bool {
        self.conflicts[a].binary_search(&b).is_ok()
    }

    /// An upper bound on how many of the given units can share a form: cliques of a greedy cover give one each.
    pub(crate) fn compatible_at_most(&self, units: impl Iterator<Item = usize>) -> usize {
        let mut cliques: Vec<Vec<usize>> = Vec::new();
        for unit in units {
            if self.conflicts[unit].is_empty() {
                cliques.push(vec![unit]);
                continue;
            }
            match cliques
                .iter_mut()
                .find(|clique| clique.iter().all(|&member| self.in_conflict(unit, member)))
            {
                Some(clique) => clique.push(unit),
                None => cliques.push(vec![unit]),
            }
        }
        let most =
            |clique: &Vec<usize>| clique.iter().map(|&unit| self.units[unit].items.len()).max().unwrap_or(0);
        cliques.iter().map(most).sum()
    }
}

/// For each unit those that exclude it, found through what they share: as [`items_exclude`] says, without trying all pairs.
fn conflicts(blueprint: &Blueprint, bank: &Bank, units: &[Unit<'_>]) -> Vec<Vec<usize>> {
    let mut by_id: BTreeMap<&ItemId, usize> = BTreeMap::new();
    let mut by_bond: BTreeMap<(&str, &str), BTreeSet<usize>> = BTreeMap::new();
    for (index, unit) in units.iter().enumerate() {
        for item in &unit.items {
            by_id.insert(item.id(), index);
            for bond in bonds(blueprint, bank, item) {
                by_bond.entry(bond).or_default().insert(index);
            }
        }
    }
    let mut conflicts: Vec<BTreeSet<usize>> = vec![BTreeSet::new(); units.len()];
    for (index, unit) in units.iter().enumerate() {
        for item in &unit.items {
            let enemies = item.enemies.iter().filter_map(|enemy| by_id.get(enemy)).copied();
            let bonds = bonds(blueprint, bank, item);
            let bound = bonds.iter().filter_map(|bond| by_bond.get(bond)).flatten().copied();
            for other in enemies.chain(bound).filter(|&other| other != index) {
                conflicts[index].insert(other);
                conflicts[other].insert(index);
            }
        }
    }
    conflicts.into_iter().map(|others| others.into_iter().collect()).collect()
}

/// What an item shares with others that may not stand beside it: its family, its first concept if the blueprint says so, a case that gives one item to a form.
fn bonds<'a>(blueprint: &Blueprint, bank: &Bank, item: &'a Item) -> Vec<(&'static str, &'a str)> {
    let family = item.family.as_ref().map(|family| ("family", family.as_str()));
    let case = item.snapshot.stimulus.as_ref();
    let case = case.filter(|id| bank.case(id).is_some_and(|case| case.set_use == SetUse::One));
    let concept = item.snapshot.concepts.first().filter(|_| blueprint.concepts_once);
    let concept = concept.map(|id| ("concept", id.as_str()));
    family.into_iter().chain(concept).chain(case.map(|id| ("case", id.as_str()))).collect()
}

/// Enemies, variants of one question, items of a case that gives one item to a form, and items on one concept where a form
/// asks about each once.
pub(crate) fn items_exclude(blueprint: &Blueprint, bank: &Bank, a: &Item, b: &Item) -> bool {
    let one_of_case = || {
        let case = a.snapshot.stimulus.as_ref().filter(|id| b.snapshot.stimulus.as_ref() == Some(id));
        case.and_then(|id| bank.case(id)).is_some_and(|case| case.set_use == SetUse::One)
    };
    let together = || whole_case(bank, a).is_some() && whole_case(bank, a) == whole_case(bank, b);
    let first = a.snapshot.concepts.first();
    let one_concept =
        || blueprint.concepts_once && first.is_some() && first == b.snapshot.concepts.first() && !together();
    let enemy = |x: &Item, y: &ItemId| x.enemies.contains(y);
    enemy(a, b.id())
        || enemy(b, a.id())
        || (a.family.is_some() && a.family == b.family)
        || one_of_case()
        || one_concept()
}
