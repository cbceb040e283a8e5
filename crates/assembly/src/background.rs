//! What reports will say of an exam's items: estimates, concepts, and choices that name another concept.

use mockexam_bank::{Bank, Item};
use mockexam_model::{AnswerKey, Background, ConceptId, ConceptNote, Confusion, SnapshotContent};
use std::collections::{BTreeMap, BTreeSet};

/// What the bank says of the items of a key.
pub(crate) fn background(bank: &Bank, key: &AnswerKey) -> Background {
    let items = || key.items().filter_map(|item| bank.item(&item.id));
    let names: BTreeMap<String, ConceptId> = bank
        .concepts()
        .filter_map(|concept| Some((plain(&concept.name), ConceptId::new(&concept.id).ok()?)))
        .collect();
    let confusions: Vec<Confusion> = items().flat_map(|item| confusions(item, &names)).collect();
    let examined = items().flat_map(|item| &item.snapshot.concepts);
    let told: BTreeSet<&ConceptId> =
        examined.chain(confusions.iter().filter_map(|other| other.concept.as_ref())).collect();
    let note = |id: &&ConceptId| {
        let concept = bank.concept(id)?;
        Some(ConceptNote {
            id: (*id).clone(),
            name: concept.name.clone(),
            fact: concept.fact.clone(),
            tip: concept.tip.clone().unwrap_or_default(),
            see: concept.see.clone(),
        })
    };
    Background {
        estimates: items().map(|item| (item.snapshot.id.clone(), item.difficulty)).collect(),
        hints: items()
            .filter(|item| !item.hint.is_empty())
            .map(|item| (item.snapshot.id.clone(), item.hint.clone()))
            .collect(),
        concepts: told.iter().filter_map(note).collect(),
        confusions,
    }
}

/// The mix-ups behind the wrong choices of an item: those that its author named, and otherwise choices that are the name of a
/// concept which the item is not about.
fn confusions(item: &Item, names: &BTreeMap<String, ConceptId>) -> Vec<Confusion> {
    let wrong = item.snapshot.choices.iter().filter(|choice| !choice.key);
    wrong
        .filter_map(|choice| {
            let said = item.confusions.get(&choice.id);
            let text = match (said, &choice.content) {
                (Some(said), _) => said.clone(),
                (None, SnapshotContent::Text(text)) => text.plain(),
                (None, SnapshotContent::Statements(_) | SnapshotContent::Truth(_)) => return None,
            };
            let concept =
                names.get(&plain(&text)).filter(|concept| !item.snapshot.concepts.contains(concept));
            let named = match concept {
                Some(_) => String::new(),
                None => said?.clone(),
            };
            Some(Confusion {
                item: item.snapshot.id.clone(),
                choice: choice.id.clone(),
                concept: concept.cloned(),
                named,
            })
        })
        .collect()
}

/// A text without what does not part one name from another.
fn plain(text: &str) -> String {
    text.trim().trim_end_matches('.').to_lowercase()
}
