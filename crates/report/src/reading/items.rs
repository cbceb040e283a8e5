//! items.csv and choices.csv: statistics per item and per choice.

use super::source::{self, Source};
use super::table::Table;
use mockexam_model::{ChoiceId, Diagnostic, ItemId};
use std::collections::BTreeMap;

/// The name of the file with a row per item.
pub(crate) const ITEMS: &str = "items.csv";
/// The name of the file with a row per choice.
pub(crate) const CHOICES: &str = "choices.csv";

/// An item over all candidates who met it.
#[derive(Debug, Clone)]
pub(crate) struct ItemFigures {
    pub(crate) rev: u32,
    /// How many candidates met it.
    pub(crate) n: u64,
    /// Mean share of the available points, 0 to 1.
    pub(crate) facility: Option<f64>,
    /// Item-rest correlation, -1 to 1.
    pub(crate) discrimination: Option<f64>,
    pub(crate) blank: u64,
    pub(crate) multiple: u64,
    pub(crate) unreadable: u64,
    pub(crate) choices: BTreeMap<ChoiceId, ChoiceFigures>,
}

/// A choice over all candidates who met its item.
#[derive(Debug, Clone)]
pub(crate) struct ChoiceFigures {
    pub(crate) key: bool,
    pub(crate) count: u64,
    /// Share of those who met the item, 0 to 1.
    pub(crate) share: Option<f64>,
}

/// Reads both tables.
pub(crate) fn read(source: Source<'_>) -> Result<BTreeMap<ItemId, ItemFigures>, Diagnostic> {
    let mut items = read_items(source)?;
    read_choices(source, &mut items)?;
    Ok(items)
}

fn read_items(source: Source<'_>) -> Result<BTreeMap<ItemId, ItemFigures>, Diagnostic> {
    let mut table = Table::open(ITEMS, source::open(source, ITEMS)?)?;
    let columns = ["item", "rev", "n", "facility", "discrimination", "blank", "multiple", "unreadable"];
    let [item, rev, n, facility, discrimination, blank, multiple, unreadable] = table.columns(columns)?;
    let mut items = BTreeMap::new();
    while let Some(row) = table.next()? {
        let id = row.read(item, "an item", |text| ItemId::new(text).ok())?;
        let figures = ItemFigures {
            rev: row.read(rev, "a revision", |text| text.parse().ok())?,
            n: row.count(n)?,
            facility: row.statistic(facility)?,
            discrimination: row.statistic(discrimination)?,
            blank: row.count(blank)?,
            multiple: row.count(multiple)?,
            unreadable: row.count(unreadable)?,
            choices: BTreeMap::new(),
        };
        if items.insert(id, figures).is_some() {
            return Err(row.contradicts(format!("item {} occurs twice", row.raw(item))));
        }
    }
    Ok(items)
}

fn read_choices(source: Source<'_>, items: &mut BTreeMap<ItemId, ItemFigures>) -> Result<(), Diagnostic> {
    let mut table = Table::open(CHOICES, source::open(source, CHOICES)?)?;
    let [item, choice, key, count, share] = table.columns(["item", "choice", "key", "count", "share"])?;
    while let Some(row) = table.next()? {
        let id = row.read(item, "an item", |text| ItemId::new(text).ok())?;
        let figures = ChoiceFigures {
            key: row.read(key, "yes or no", yes_or_no)?,
            count: row.count(count)?,
            share: row.statistic(share)?,
        };
        let choice = row.read(choice, "a choice", |text| ChoiceId::new(text).ok())?;
        let Some(of_item) = items.get_mut(&id) else {
            return Err(row.contradicts(format!("{ITEMS} has no item {id}")));
        };
        if of_item.choices.insert(choice, figures).is_some() {
            return Err(row.contradicts(format!("a choice of item {id} occurs twice")));
        }
    }
    Ok(())
}

/// `yes` or `no`, as result files say it.
pub(crate) fn yes_or_no(text: &str) -> Option<bool> {
    match text {
        "yes" | "true" => Some(true),
        "no" | "false" => Some(false),
        _ => None,
    }
}
