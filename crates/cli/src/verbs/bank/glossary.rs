//! `bank glossary`: the key terms of a bank with their facts, each once, as Markdown.

use super::{banks, note_errors};
use crate::args::GlossaryArgs;
use crate::failure::Failure;
use crate::outcome::Outcome;
use crate::sources::Sources;
use mockexam_bank::{Concept, nearest};
use serde_json::json;
use std::collections::BTreeSet;

pub(super) fn run(args: &GlossaryArgs, sources: &mut Sources) -> Result<Outcome, Failure> {
    let readings = banks(args.bank.as_deref(), sources)?;
    let topics: BTreeSet<&str> =
        readings.iter().flat_map(|reading| &reading.bank.topics).map(|topic| topic.id.as_str()).collect();
    if let Some(slip) = args.topic.iter().find(|topic| !topics.contains(topic.as_str())) {
        let near = nearest(slip, topics.iter().copied());
        let known = if near.is_empty() { topics.into_iter().collect() } else { near };
        return Err(Failure::new(
            format!("there is no topic '{slip}'"),
            format!("the topics are: {}", known.join(", ")),
        ));
    }
    let mut outcome = Outcome::done();
    let mut told = Vec::new();
    for reading in &readings {
        let wanted = |concept: &&Concept| args.topic.is_empty() || args.topic.contains(&concept.topic);
        let mut concepts: Vec<&Concept> = reading.bank.concepts().filter(wanted).collect();
        concepts.sort_by_key(|concept| (concept.name.to_lowercase(), concept.id.as_str()));
        if concepts.is_empty() {
            continue;
        }
        outcome.line(format!("# {}: key terms\n", reading.bank.title));
        for concept in concepts {
            let version =
                concept.version().map(|version| version.as_str()).filter(|version| *version != "both");
            let version = version.map(|version| format!(" (version {version})")).unwrap_or_default();
            outcome.line(format!("- **{}**{version}: {}", concept.name, concept.fact));
            told.push(json!({
                "bank": reading.bank.id,
                "id": concept.id,
                "topic": concept.topic,
                "name": concept.name,
                "fact": concept.fact,
                "version": concept.version().map(|version| version.as_str()),
            }));
        }
        outcome.line("");
    }
    note_errors(&mut outcome, &readings);
    if told.is_empty() {
        outcome.line("no concepts: the banks have none, or none of this topic");
    }
    outcome.field("terms", told);
    Ok(outcome)
}
