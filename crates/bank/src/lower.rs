//! Drafts become items.

use crate::draft::Draft;
use crate::item::{Eligibility, Item, Status};
use crate::kind::{Passage, Role};
use mockexam_model::{ChoiceId, ConceptId, FamilyId, ItemId, ItemSnapshot, RichText, StimulusId, TopicId};
use std::collections::{BTreeMap, BTreeSet};

/// The item of a draft; none if its texts or ids cannot be read.
pub(crate) fn item(draft: &Draft, faulty: bool) -> Option<Item> {
    let header = &draft.header;
    let eligibility = match header.status {
        Status::Draft => Eligibility::Draft,
        Status::Retired => Eligibility::Retired,
        _ if faulty => Eligibility::Faulty,
        _ if header.points.units() <= 0 => Eligibility::NoPoints,
        _ => Eligibility::Eligible,
    };
    let snapshot = snapshot(draft)?;
    Some(Item {
        snapshot,
        kind: draft.kind.name(),
        status: header.status,
        eligibility,
        version: header.version,
        difficulty: header.difficulty_permille().unwrap_or(0),
        seconds: header.seconds,
        enemies: header.enemies.iter().filter_map(|id| ItemId::new(id.get_ref()).ok()).collect(),
        family: header.family.as_ref().and_then(|id| FamilyId::new(id.get_ref()).ok()),
        freedom: draft.lowered().freedom,
        variables: header.variables().unwrap_or_default(),
        hint: header.hint.as_ref().and_then(|hint| RichText::parse(hint.get_ref()).ok()).unwrap_or_default(),
        weights: BTreeSet::new(),
        confusions: confusions(draft),
        about: header.about(),
        spot: draft.spot.clone(),
    })
}

/// The mix-ups that the author named, for kinds whose choices are texts of the item one by one.
fn confusions(draft: &Draft) -> BTreeMap<ChoiceId, String> {
    let passages = draft.body.passages();
    let parts: Vec<&Passage<'_>> = passages.iter().filter(|passage| passage.role != Role::Other).collect();
    let choices = &draft.lowered().choices;
    if parts.len() != choices.len() {
        return BTreeMap::new();
    }
    let named = choices.iter().zip(parts).filter(|(choice, _)| !choice.key);
    named.filter_map(|(choice, part)| Some((choice.id.clone(), part.confusion?.to_owned()))).collect()
}

/// What an exam keeps of an item.
pub(crate) fn snapshot(draft: &Draft) -> Option<ItemSnapshot> {
    let header = &draft.header;
    let text = |source: &str| RichText::parse(source).unwrap_or_default();
    let body = draft.lowered().clone();
    Some(ItemSnapshot {
        id: ItemId::new(draft.id()).ok()?,
        rev: header.rev,
        topic: TopicId::new(header.topic.get_ref()).ok()?,
        level: *header.level.get_ref(),
        style: header.style,
        points: header.points,
        concepts: header.concepts.iter().filter_map(|c| ConceptId::new(c.get_ref()).ok()).collect(),
        stimulus: header.stimulus.as_ref().and_then(|id| StimulusId::new(id.get_ref()).ok()),
        stem: text(header.stem.get_ref()),
        explanation: header.explanation.as_ref().map(|e| text(e.get_ref())).unwrap_or_default(),
        task: body.task,
        statements: body.statements,
        choices: body.choices,
    })
}
