//! What reports will say of an exam's items: estimates, concepts, and choices that name another concept.

use mockexam_bank::Bank;
use mockexam_model::{
    AnswerKey, Background, ConceptId, ConceptNote, Confusion, ItemSnapshot, SnapshotContent,
};
use std::collections::{BTreeMap, BTreeSet};

/// What the bank says of the items of a key.
pub(crate) fn background(bank: &Bank, key: &AnswerKey) -> Background {
    let items = || key.items().filter_map(|item| bank.item(&item.id));
    let names: BTreeMap<String, ConceptId> = bank
        .concepts()
        .filter_map(|concept| Some((plain(&concept.name), ConceptId::new(&concept.id).ok()?)))
        .collect();
    let confusions: Vec<Confusion> = items().flat_map(|item| confusions(&item.snapshot, &names)).collect();
    let examined = items().flat_map(|item| &item.snapshot.concepts);
    let told: BTreeSet<&ConceptId> = examined.chain(confusions.iter().map(|other| &other.concept)).collect();
    let note = |id: &&ConceptId| {
        let concept = bank.concept(id)?;
        Some(ConceptNote { id: (*id).clone(), name: concept.name.clone(), fact: concept.fact.clone() })
    };
    Background {
        estimates: items().map(|item| (item.snapshot.id.clone(), item.difficulty)).collect(),
        concepts: told.iter().filter_map(note).collect(),
        confusions,
    }
}

/// Wrong choices of an item that are the name of a concept which the item is not about.
fn confusions(item: &ItemSnapshot, names: &BTreeMap<String, ConceptId>) -> Vec<Confusion> {
    let wrong = item.choices.iter().filter(|choice| !choice.key);
    wrong
        .filter_map(|choice| {
            let SnapshotContent::Text(text) = &choice.content else { return None };
            let concept = names.get(&plain(&text.plain()))?;
            (!item.concepts.contains(concept)).then(|| Confusion {
                item: item.id.clone(),
                choice: choice.id.clone(),
                concept: concept.clone(),
            })
        })
        .collect()
}

/// A text without what does not part one name from another.
fn plain(text: &str) -> String {
    text.trim().trim_end_matches('.').to_lowercase()
}
