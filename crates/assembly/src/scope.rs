//! Which items of a bank a blueprint may draw, and what keeps the others back.

use crate::blueprint::Blueprint;
use mockexam_bank::{Bank, Eligibility, Item, SetUse, Version};
use mockexam_model::StimulusId;
use std::collections::BTreeMap;
use std::fmt;

/// What keeps an item back: the first that applies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Obstacle {
    Ineligible(Eligibility),
    Topic,
    Version,
    Kind,
    Excluded,
    Resting,
    NoSection,
    /// Its case comes as a whole, and another item of it is kept back or belongs to another section.
    Torn,
}

impl fmt::Display for Obstacle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Ineligible(reason) => return reason.fmt(f),
            Self::Topic => "of other topics",
            Self::Version => "for another version",
            Self::Kind => "of another type",
            Self::Excluded => "excluded",
            Self::Resting => "at rest after earlier exams",
            Self::NoSection => "in no section",
            Self::Torn => "of a case that cannot come as a whole",
        })
    }
}

/// The items of a bank in the eyes of a blueprint.
pub(crate) struct Scope<'b> {
    blueprint: &'b Blueprint,
    /// Cases that come as a whole and cannot, each with the item that is in the way.
    torn: BTreeMap<&'b StimulusId, &'b Item>,
}

impl<'b> Scope<'b> {
    pub(crate) fn new(blueprint: &'b Blueprint, bank: &'b Bank) -> Self {
        let mut firsts: BTreeMap<&StimulusId, &Item> = BTreeMap::new();
        let mut torn = BTreeMap::new();
        // What is retired, or not ready, is no part of its case.
        for item in bank.items().filter(|item| item.eligibility == Eligibility::Eligible) {
            let Some(case) = whole_case(bank, item) else { continue };
            let first = firsts.entry(case).or_insert(item);
            if !fits(blueprint, item) || blueprint.section_of(first) != blueprint.section_of(item) {
                torn.entry(case).or_insert(item);
            }
        }
        Self { blueprint, torn }
    }

    /// What keeps an item back; none if it may be drawn.
    pub(crate) fn obstacle(&self, item: &Item) -> Option<Obstacle> {
        obstacle(self.blueprint, item).or_else(|| self.in_the_way(item).map(|_| Obstacle::Torn))
    }

    /// The item because of which the case of this one cannot come as a whole.
    pub(crate) fn in_the_way(&self, item: &Item) -> Option<&'b Item> {
        self.torn.get(item.snapshot.stimulus.as_ref()?).copied()
    }

    /// Whether an item may be drawn.
    pub(crate) fn has(&self, item: &Item) -> bool {
        self.obstacle(item).is_none()
    }
}

/// Whether a blueprint may draw an item, as far as that hangs on no other.
pub(crate) fn fits(blueprint: &Blueprint, item: &Item) -> bool {
    obstacle(blueprint, item).is_none()
}

/// The case that an item always comes with.
pub(crate) fn whole_case<'i>(bank: &Bank, item: &'i Item) -> Option<&'i StimulusId> {
    let id = item.snapshot.stimulus.as_ref()?;
    (bank.case(id)?.set_use == SetUse::All).then_some(id)
}

fn obstacle(blueprint: &Blueprint, item: &Item) -> Option<Obstacle> {
    let serves = match blueprint.version {
        None | Some(Version::Both) => true,
        Some(wanted) => Version::serves(wanted, item.version),
    };
    let has_topic = blueprint.topics.is_empty() || blueprint.topics.contains(&item.snapshot.topic);
    let has_kind = blueprint.kinds.is_empty() || blueprint.kinds.contains(item.kind);
    let has_section = blueprint.sections.is_empty() || blueprint.section_of(item).is_some();
    let ways = [
        (item.eligibility != Eligibility::Eligible, Obstacle::Ineligible(item.eligibility)),
        (!has_topic, Obstacle::Topic),
        (!serves, Obstacle::Version),
        (!has_kind, Obstacle::Kind),
        (blueprint.exclude.iter().any(|(id, _)| id == item.id()), Obstacle::Excluded),
        (blueprint.resting.contains(item.id()), Obstacle::Resting),
        (!has_section, Obstacle::NoSection),
    ];
    ways.into_iter().find(|(applies, _)| *applies).map(|(_, obstacle)| obstacle)
}
