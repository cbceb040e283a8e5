//! The filters by which items are chosen.

use crate::args::FilterArgs;
use crate::failure::Failure;
use mockexam_bank::{Query, Reading, nearest};
use mockexam_model::{ConceptId, Diagnostic, TopicId};
use std::collections::BTreeSet;

/// What the filters ask for.
pub(super) fn query(args: &FilterArgs) -> Query {
    Query {
        topics: args.topic.iter().filter_map(|id| TopicId::new(id).ok()).collect(),
        levels: args.level.clone(),
        styles: args.style.clone(),
        kinds: args.kind.clone(),
        statuses: args.status.clone(),
        versions: args.version.clone(),
        concepts: args.concept.iter().filter_map(|id| ConceptId::new(id).ok()).collect(),
        bands: args.band.clone(),
        texts: args.text.clone(),
    }
}

/// A name that no bank knows is a slip, not a filter that happens to match nothing.
pub(super) fn check_names(args: &FilterArgs, readings: &[Reading]) -> Result<(), Failure> {
    let topics: BTreeSet<&str> =
        readings.iter().flat_map(|reading| &reading.bank.topics).map(|topic| topic.id.as_str()).collect();
    let concepts: BTreeSet<&str> = readings
        .iter()
        .flat_map(|reading| reading.bank.concepts())
        .map(|concept| concept.id.as_str())
        .filter(|id| ConceptId::new(id).is_ok())
        .collect();
    let wanted = args.topic.iter().map(|id| ("topic", id.as_str(), &topics));
    let wanted = wanted.chain(args.concept.iter().map(|id| ("concept", id.as_str(), &concepts)));
    let slips: Vec<Diagnostic> = wanted
        .filter(|(_, id, known)| !known.contains(id))
        .map(|(what, id, known)| {
            let near = nearest(id, known.iter().copied());
            let help = match (near.is_empty(), what) {
                (false, _) => format!("did you mean {}?", near.join(", ")),
                (true, "topic") => {
                    format!("the topics are: {}", known.iter().copied().collect::<Vec<_>>().join(", "))
                }
                (true, _) => "see the concepts of an item with mockexam bank show".into(),
            };
            Diagnostic::error("C01", format!("there is no {what} '{id}'")).help(help)
        })
        .collect();
    if slips.is_empty() { Ok(()) } else { Err(slips.into()) }
}
