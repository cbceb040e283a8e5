//! What a blueprint says that cannot be, whatever the bank holds.

use crate::assemble::Request;
use crate::blueprint::{Anchors, Blueprint, Mode};
use crate::pool;
use crate::scope::{Obstacle, Scope};
use mockexam_bank::{Bank, Item};
use mockexam_model::{Diagnostic, ItemId, Place};
use std::collections::BTreeSet;
use std::ops::Range;

/// Topics that the bank does not have, another bank, and cut scores out of reach.
pub(crate) fn mistakes(blueprint: &Blueprint, bank: &Bank) -> Vec<Diagnostic> {
    let mut faults = Vec::new();
    let known = bank.topics.iter().map(|topic| topic.id.as_str()).collect::<Vec<_>>().join(", ");
    let named = blueprint.topics.iter().map(|topic| (topic, 0..0));
    let filtered =
        blueprint.quotas.iter().flat_map(|q| q.filter.all_topics().map(move |topic| (topic, q.span.clone())));
    let anchored = match &blueprint.anchors {
        Some(Anchors::Drawn { filter, span, .. }) => Some((filter, span)),
        Some(Anchors::Named(_)) | None => None,
    };
    let anchored =
        anchored.into_iter().flat_map(|(f, span)| f.all_topics().map(move |topic| (topic, span.clone())));
    let mut seen = BTreeSet::new();
    let of_parts = blueprint.scoring.topics.iter().map(|(topic, span)| (topic, span.clone()));
    for (topic, span) in filtered.chain(anchored).chain(of_parts).chain(named) {
        if seen.insert(topic) && bank.topics.iter().all(|t| t.id != *topic) {
            let message = format!("the bank '{}' has no topic '{topic}'", bank.id);
            let fault = Diagnostic::error("P03", message).at(blueprint.file(), Place::Span(span.into()), "");
            faults.push(fault.help(format!("its topics are: {known}")));
        }
    }
    if blueprint.bank != bank.id {
        let message =
            format!("the blueprint draws from the bank '{}', this is '{}'", blueprint.bank, bank.id);
        faults.push(
            Diagnostic::error("P03", message)
                .at(blueprint.file(), Place::File, "")
                .help("choose the other bank, or change the blueprint"),
        );
    }
    faults
}

/// Items that are named, and forms that shall share them.
pub(crate) fn of_lists(request: &Request<'_>, bank: &Bank) -> Vec<Diagnostic> {
    let Request { blueprint, forms, mode, .. } = *request;
    let mut faults = Vec::new();
    let mut fault = |span: &Range<usize>, message: String, help: &str| {
        let place = Place::Span(span.clone().into());
        faults.push(Diagnostic::error("P03", message).at(blueprint.file(), place, "").help(help));
    };
    let anchors: &[(ItemId, Range<usize>)] = match &blueprint.anchors {
        Some(Anchors::Named(items)) => items,
        Some(Anchors::Drawn { .. }) | None => &[],
    };
    for (id, span) in blueprint.include.iter().chain(&blueprint.exclude).chain(anchors) {
        if bank.item(id).is_none() {
            fault(span, format!("the bank '{}' has no item '{id}'", bank.id), "correct the id, or remove it");
        }
    }
    let uses = match mode {
        Mode::Scrambled | Mode::OwnOrder | Mode::OwnDraw => usize::MAX,
        Mode::Disjoint => 1,
        Mode::Overlapping => blueprint.uses.unwrap_or(usize::MAX),
    };
    for (id, span) in &blueprint.include {
        if uses < usize::from(forms) {
            let message = format!("item '{id}' shall be on all {forms} forms, and an item may be on {uses}");
            fault(span, message, "name it under [anchors]: anchors are on every form of every mode");
        }
    }
    const WAY_OUT: &str = "take it out of the list, or change what keeps it back";
    let scope = Scope::new(blueprint, bank);
    let wanted: Vec<_> = blueprint.include.iter().chain(anchors).collect();
    for (index, (id, span)) in wanted.iter().enumerate() {
        let Some(item) = bank.item(id) else { continue };
        if let Some(obstacle) = scope.obstacle(item) {
            let why = why_not(&scope, item, obstacle);
            fault(span, format!("item '{id}' shall be on every form, and {why}"), WAY_OUT);
        }
        let mut earlier = wanted[..index].iter().filter_map(|(other, _)| bank.item(other));
        if let Some(other) = earlier.rfind(|other| pool::items_exclude(blueprint, bank, item, other)) {
            let message = format!("items '{}' and '{id}' may not stand on one form", other.id());
            fault(span, message, "keep one of them: they are enemies, of one family, case or concept");
        }
    }
    faults.extend(of_modes(blueprint, forms, mode));
    if mode == Mode::Overlapping && blueprint.shared.is_none() {
        let message = "the blueprint does not say how many questions overlapping forms may have in common";
        let diagnostic = Diagnostic::error("P03", message).at(blueprint.file(), Place::File, "");
        faults.push(diagnostic.help("add shared = 10 to [forms]"));
    }
    faults
}

/// What forms of a mode cannot have, and more of them than can be told apart.
fn of_modes(blueprint: &Blueprint, forms: u16, mode: Mode) -> Vec<Diagnostic> {
    let fault = |place: Place, message: &str, help: &str| {
        Diagnostic::error("P03", message).at(blueprint.file(), place, "").help(help)
    };
    let at = |span: &Range<usize>| Place::Span(span.clone().into());
    let mut faults = Vec::new();
    if let Some(parallel) = blueprint.parallel.first().filter(|_| mode == Mode::OwnDraw) {
        let message = "forms that are each drawn on their own cannot be held together by [parallel]";
        let help = "give ranges that every form keeps: [difficulty], seconds, words";
        faults.push(fault(at(&parallel.span), message, help));
    }
    let anchored = match &blueprint.anchors {
        Some(Anchors::Named(items)) => items.first().map(|(_, span)| span),
        Some(Anchors::Drawn { span, .. }) => Some(span),
        None => None,
    };
    if let Some(span) = anchored.filter(|_| mode.is_personal()) {
        let help = "choose another mode, or leave them out";
        faults.push(fault(at(span), "personal forms have no anchors", help));
    }
    if forms > mode.most_forms() {
        let message = format!("{forms} forms are asked for, at most {} can be made", mode.most_forms());
        faults.push(fault(Place::File, &message, "ask for fewer forms, or make several exams"));
    }
    faults
}

/// Why an item cannot be drawn.
fn why_not(scope: &Scope<'_>, item: &Item, obstacle: Obstacle) -> String {
    let reason = match obstacle {
        Obstacle::Ineligible(eligibility) => return format!("it is {eligibility}"),
        Obstacle::Topic => "its topic is none of the blueprint's",
        Obstacle::Version => "it is for another version",
        Obstacle::Kind => "its type is not drawn",
        Obstacle::Excluded => "it is excluded",
        Obstacle::Resting => "it rests after an earlier exam",
        Obstacle::NoSection => "it is in no section",
        Obstacle::Torn => return torn(scope, item),
    };
    reason.to_owned()
}

/// Why the case of an item cannot come as a whole.
fn torn(scope: &Scope<'_>, item: &Item) -> String {
    let Some(other) = scope.in_the_way(item) else { return String::new() };
    let case = item.snapshot.stimulus.as_ref().map(ToString::to_string).unwrap_or_default();
    let why = match scope.obstacle(other).filter(|obstacle| *obstacle != Obstacle::Torn) {
        Some(obstacle) => format!("'{}' is kept back: {}", other.id(), why_not(scope, other, obstacle)),
        None => "its items belong to several sections".to_owned(),
    };
    format!("its case '{case}' comes as a whole and cannot: {why}")
}
