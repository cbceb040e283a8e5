//! What a blueprint says that cannot be, whatever the bank holds.

use crate::assemble::Request;
use crate::blueprint::{Blueprint, Mode};
use crate::pool;
use mockexam_bank::Bank;
use mockexam_model::{Diagnostic, Place};
use std::collections::BTreeSet;
use std::ops::Range;

/// Topics that the bank does not have, another bank, and cut scores out of reach.
pub(crate) fn mistakes(blueprint: &Blueprint, bank: &Bank) -> Vec<Diagnostic> {
    let mut faults = Vec::new();
    let known = bank.topics.iter().map(|topic| topic.id.as_str()).collect::<Vec<_>>().join(", ");
    let named = blueprint.topics.iter().map(|topic| (topic, 0..0));
    let filtered = blueprint
        .quotas
        .iter()
        .flat_map(|q| q.filter.topics.iter().map(move |topic| (topic, q.span.clone())));
    let mut seen = BTreeSet::new();
    for (topic, span) in filtered.chain(named) {
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
    for (id, span) in blueprint.include.iter().chain(&blueprint.exclude) {
        if bank.item(id).is_none() {
            fault(span, format!("the bank '{}' has no item '{id}'", bank.id), "correct the id, or remove it");
        }
    }
    let uses = match mode {
        Mode::Scrambled => usize::MAX,
        Mode::Disjoint => 1,
        Mode::Overlapping => blueprint.uses.unwrap_or(usize::MAX),
    };
    for (id, span) in &blueprint.include {
        if let Some(item) = bank.item(id)
            && !pool::fits(blueprint, item)
        {
            let message = format!("item '{id}' is included, and cannot be drawn for this blueprint");
            fault(span, message, "see its status, topic, type and version, and the list of excluded items");
        } else if uses < usize::from(forms) {
            let message = format!("item '{id}' shall be on all {forms} forms, and an item may be on {uses}");
            fault(span, message, "let forms overlap with uses = the number of forms, or include no items");
        }
    }
    if mode == Mode::Overlapping && blueprint.shared.is_none() {
        let message = "the blueprint does not say how many questions overlapping forms may have in common";
        let diagnostic = Diagnostic::error("P03", message).at(blueprint.file(), Place::File, "");
        faults.push(diagnostic.help("add shared = 10 to [forms]"));
    }
    faults
}
