//! Where questions stand: sections, the order inside of them, and sets in one piece.

use crate::blueprint::{Blueprint, Order};
use crate::scope::whole_case;
use mockexam_bank::{Bank, Eligibility, Item};
use mockexam_model::AnswerKey;

/// Sections of a key that are not those of the blueprint.
pub(super) fn section_faults(blueprint: &Blueprint, bank: &Bank, key: &AnswerKey) -> Vec<String> {
    let mut faults = Vec::new();
    let told = key.sections().iter().map(|section| (&section.title, &section.intro));
    if !told.eq(blueprint.sections.iter().map(|section| (&section.title, &section.intro))) {
        faults.push("the sections are not those of the blueprint".to_owned());
    }
    let misplaced = key.items().filter_map(|item| bank.item(&item.id)).filter(|item| {
        !blueprint.sections.is_empty() && key.section_of(item.id()) != blueprint.section_of(item)
    });
    faults.extend(misplaced.map(|item| format!("item {} is in another section", item.id())));
    faults
}

/// What is wrong with the order of the items of a form.
pub(super) fn faults(blueprint: &Blueprint, bank: &Bank, items: &[&Item]) -> Vec<String> {
    let mut faults = broken_sets(bank, items);
    let blocks: Vec<&[&Item]> = items
        .chunk_by(|a, b| whole_case(bank, a).is_some() && whole_case(bank, a) == whole_case(bank, b))
        .collect();
    for pair in blocks.windows(2) {
        let (before, behind) = (pair[0], pair[1]);
        let section = |block: &[&Item]| block.first().and_then(|item| blueprint.section_of(item));
        let ids = || format!("{} and {}", before[0].id(), behind[0].id());
        if section(before) > section(behind) {
            faults.push(format!("items {} are not in the order of sections", ids()));
        } else if section(before) == section(behind) && !in_order(blueprint, bank, before, behind) {
            faults.push(format!("items {} are not in the order that is asked for", ids()));
        }
    }
    faults
}

/// Whether two blocks of a section, one item or a whole set each, may stand in this order.
fn in_order(blueprint: &Blueprint, bank: &Bank, before: &[&Item], behind: &[&Item]) -> bool {
    let section = before.first().and_then(|item| blueprint.section_of(item));
    let order = section.and_then(|place| blueprint.sections[place].order).unwrap_or(blueprint.order);
    match order {
        Order::Shuffled | Order::BySection => true,
        Order::EasyFirst => mean(before) >= mean(behind),
        Order::AsInBank => {
            let place = |block: &[&Item]| {
                let first = block.first()?;
                let topic = bank.topics.iter().position(|topic| topic.id == first.snapshot.topic);
                Some((topic?, first.id().clone()))
            };
            place(before) < place(behind)
        }
    }
}

/// Mean difficulty of a block in per mille, rounded down.
fn mean(block: &[&Item]) -> u32 {
    let sum: u32 = block.iter().map(|item| u32::from(item.difficulty)).sum();
    sum / u32::try_from(block.len().max(1)).unwrap_or(1)
}

/// Cases with `use = "all"` that are incomplete or torn apart.
fn broken_sets(bank: &Bank, items: &[&Item]) -> Vec<String> {
    let mut faults = Vec::new();
    let case_of = |item| whole_case(bank, item);
    let mut seen: Vec<_> = items.iter().filter_map(|&item| case_of(item)).collect();
    seen.dedup();
    for (index, case) in seen.iter().enumerate() {
        if seen[..index].contains(case) {
            faults.push(format!("the set of stimulus {case} is torn apart"));
        }
        let asked = items.iter().filter(|&&item| case_of(item) == Some(case)).count();
        let of_case = bank.items().filter(|item| whole_case(bank, item) == Some(case));
        let all = of_case.filter(|item| item.eligibility == Eligibility::Eligible).count();
        if asked != all {
            faults.push(format!("{asked} of {all} items of stimulus {case} are there"));
        }
    }
    faults
}
