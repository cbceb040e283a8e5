//! items.csv and choices.csv: statistics per item and per choice.

use super::source::{self, Source};
use super::table::Table;
use crate::columns;
use mockexam_analysis::{ChoiceAnalysis, Flag, ItemAnalysis};
use mockexam_model::{ChoiceId, Diagnostic, ItemId, TopicId};
use std::collections::BTreeMap;

/// The name of the file with a row per item.
pub(crate) const ITEMS: &str = "items.csv";
/// The name of the file with a row per choice.
pub(crate) const CHOICES: &str = "choices.csv";

/// Reads both tables.
pub(crate) fn read(source: Source<'_>) -> Result<BTreeMap<ItemId, ItemAnalysis>, Diagnostic> {
    let mut items = read_items(source)?;
    read_choices(source, &mut items)?;
    Ok(items)
}

fn read_items(source: Source<'_>) -> Result<BTreeMap<ItemId, ItemAnalysis>, Diagnostic> {
    let mut table = Table::open(ITEMS, source::open(source, ITEMS)?)?;
    let [item, rev, topic, n, blank, multiple, unreadable, ..] = table.columns([
        "item",
        "rev",
        "topic",
        "n",
        "blank",
        "multiple",
        "unreadable",
        "facility",
        "discrimination",
    ])?;
    let statistics = table.known(columns::ITEM);
    let [flags] = table.known(["flags"]);
    let mut items = BTreeMap::new();
    while let Some(row) = table.next()? {
        let id = row.read(item, "an item", |text| ItemId::new(text).ok())?;
        let rev = row.read(rev, "a revision", |text| text.parse().ok())?;
        let topic = row.read(topic, "a topic", |text| TopicId::new(text).ok())?;
        let mut figures = unknown(id.clone(), rev, topic);
        figures.n = row.count(n)?;
        figures.blank = row.count(blank)?;
        figures.multiple = row.count(multiple)?;
        figures.unreadable = row.count(unreadable)?;
        columns::into_item(&mut figures, row.statistics(statistics)?);
        if let Some(column) = flags {
            figures.flags = row.read(column, "a list of flags", |text| {
                text.split(';').filter(|flag| !flag.is_empty()).map(Flag::read).collect()
            })?;
        }
        if items.insert(id, figures).is_some() {
            return Err(row.contradicts(format!("item {} occurs twice", row.raw(item))));
        }
    }
    Ok(items)
}

/// An item of which nothing is known.
fn unknown(item: ItemId, rev: u32, topic: TopicId) -> ItemAnalysis {
    ItemAnalysis {
        item,
        rev,
        topic,
        n: 0,
        facility: None,
        facility_interval: None,
        chance: None,
        sd: None,
        discrimination: None,
        discrimination_interval: None,
        item_total: None,
        biserial: None,
        outer: None,
        thirds: None,
        efficiency: None,
        intended_weight: None,
        effective_weight: None,
        alpha_if_deleted: None,
        blank: 0,
        multiple: 0,
        unreadable: 0,
        choices: Vec::new(),
        flags: Vec::new(),
    }
}

fn read_choices(source: Source<'_>, items: &mut BTreeMap<ItemId, ItemAnalysis>) -> Result<(), Diagnostic> {
    let mut table = Table::open(CHOICES, source::open(source, CHOICES)?)?;
    let [item, choice, key, count, _] = table.columns(["item", "choice", "key", "count", "share"])?;
    let statistics = table.known(columns::CHOICE);
    while let Some(row) = table.next()? {
        let id = row.read(item, "an item", |text| ItemId::new(text).ok())?;
        let mut figures = ChoiceAnalysis {
            choice: row.read(choice, "a choice", |text| ChoiceId::new(text).ok())?,
            key: row.read(key, "yes or no", yes_or_no)?,
            count: row.count(count)?,
            share: None,
            r_total: None,
            r_rest: None,
            mean_score: None,
            thirds: None,
            outer: None,
        };
        columns::into_choice(&mut figures, row.statistics(statistics)?);
        let Some(of_item) = items.get_mut(&id) else {
            return Err(row.contradicts(format!("{ITEMS} has no item {id}")));
        };
        if of_item.choices.iter().any(|known| known.choice == figures.choice) {
            return Err(row.contradicts(format!("a choice of item {id} occurs twice")));
        }
        of_item.choices.push(figures);
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
