//! How often each item is drawn, beside the others of its cell: those that the blueprint cannot tell apart.

use mockexam_bank::{Band, Bank, Eligibility, Item, SetUse};
use mockexam_model::ItemId;
use std::collections::{BTreeMap, BTreeSet};

/// Items of the same attributes, with how often each was drawn.
#[derive(Debug, Default)]
pub(crate) struct Cell {
    pub(crate) items: BTreeMap<ItemId, u32>,
    /// Variance of an item's count if each drawing takes its number from the cell without putting any back.
    pub(crate) variance: f64,
    /// How many items each drawing took from the cell.
    pub(crate) taken: Vec<usize>,
}

/// What makes a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum By {
    /// Topic, level, style and band of difficulty.
    Attributes,
    /// These, and with how many others an item cannot share a form: whoever has more of them is passed over more often.
    AttributesAndRivals,
}

/// Cells of at least two items of which at least one was drawn.
pub(crate) fn cells(bank: &Bank, drawn: &[BTreeSet<ItemId>], by: By) -> Vec<Cell> {
    let seen: Vec<&Item> =
        bank.items().filter(|item| drawn.iter().any(|form| form.contains(item.id()))).collect();
    let like_one_seen = |item: &&Item| {
        let alike = |other: &&Item| other.version == item.version && other.kind == item.kind;
        item.eligibility == Eligibility::Eligible && seen.iter().any(alike)
    };
    let items: Vec<&Item> = bank.items().filter(like_one_seen).collect();
    let mut cells: BTreeMap<String, Cell> = BTreeMap::new();
    // Items of a case that come together are drawn as one, and not beside single ones.
    for item in items.iter().filter(|item| !is_part_of_a_set(bank, item)) {
        let rivals = items.iter().filter(|other| exclude_each_other(item, other)).count();
        let rivals = if by == By::AttributesAndRivals { rivals } else { 0 };
        let about = &item.snapshot;
        let band = Band::of(item.difficulty);
        let name = format!("{} {} {} {band} {rivals}", about.topic, about.level, about.style);
        let count = drawn.iter().filter(|form| form.contains(item.id())).count();
        let count = u32::try_from(count).unwrap_or(u32::MAX);
        cells.entry(name).or_default().items.insert(item.id().clone(), count);
    }
    let mut cells: Vec<Cell> =
        cells.into_values().filter(|cell| cell.items.len() > 1 && cell.mean() > 0.0).collect();
    for cell in &mut cells {
        let of_cell = |form: &BTreeSet<ItemId>| form.iter().filter(|id| cell.items.contains_key(id)).count();
        cell.taken = drawn.iter().map(of_cell).collect();
        let shares = cell.taken.iter().map(|taken| *taken as f64 / cell.items.len() as f64);
        cell.variance = shares.map(|share| share * (1.0 - share)).sum();
    }
    cells
}

fn is_part_of_a_set(bank: &Bank, item: &Item) -> bool {
    let case = item.snapshot.stimulus.as_ref().and_then(|id| bank.case(id));
    case.is_some_and(|case| case.set_use == SetUse::All)
}

fn exclude_each_other(one: &Item, other: &Item) -> bool {
    let concept = |item: &Item| item.snapshot.concepts.first().cloned();
    one.id() != other.id()
        && (one.enemies.contains(other.id())
            || other.enemies.contains(one.id())
            || (one.family.is_some() && one.family == other.family)
            || (concept(one).is_some() && concept(one) == concept(other))
            || (one.snapshot.stimulus.is_some() && one.snapshot.stimulus == other.snapshot.stimulus))
}

impl Cell {
    /// Mean of the counts.
    pub(crate) fn mean(&self) -> f64 {
        self.items.values().copied().map(f64::from).sum::<f64>() / self.items.len() as f64
    }

    fn squares(&self) -> f64 {
        let mean = self.mean();
        self.items.values().map(|&count| (f64::from(count) - mean).powi(2)).sum()
    }

    /// Chi-square of equal chances, with one degree of freedom less than there are items.
    pub(crate) fn chi_square(&self) -> f64 {
        let items = self.items.len() as f64;
        if self.variance > 0.0 { self.squares() / self.variance * (items - 1.0) / items } else { 0.0 }
    }

    /// The most drawn item to the least drawn one.
    pub(crate) fn ratio(&self) -> f64 {
        self.ratio_of(1.0)
    }

    /// The same without chance: deviations are shrunk by what drawing alone makes of equal chances.
    pub(crate) fn ratio_without_noise(&self) -> f64 {
        let items = self.items.len() as f64;
        let noise = self.variance * items / self.squares().max(f64::MIN_POSITIVE);
        self.ratio_of((1.0 - noise).max(0.0).sqrt())
    }

    fn ratio_of(&self, share: f64) -> f64 {
        let mean = self.mean();
        let shrunk = |count: Option<&u32>| mean + share * (f64::from(*count.unwrap_or(&0)) - mean);
        shrunk(self.items.values().max()) / shrunk(self.items.values().min()).max(1.0)
    }
}
