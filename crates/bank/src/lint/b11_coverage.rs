//! B11: the bank covers its concepts evenly.

use super::threshold::{Threshold, Unit};
use super::whole::{self, named};
use super::{FalseAlarms, Lint, Prepared};
use crate::item::Status;
use crate::source::AtSpot;
use mockexam_model::{Diagnostic, Severity};
use std::collections::{BTreeMap, BTreeSet};

pub(super) const LINT: Lint = Lint {
    id: "B11",
    severity: Severity::Info,
    what: "every core concept is examined by an item that can be drawn, and no concept by more than six",
    why: "Forms take a concept once: the seventh item on it adds no form, while a core concept that items only touch in passing is never examined. Core concepts without any item are named by S09.",
    source: "Haladyna, Downing and Rodriguez 2002, guideline 2; the limit is our own",
    help: "write the next items on the concepts without one",
    flawed: r#"
[[concept]]
id = "sample-side"
topic = "sample"
name = "Another fact"
fact = "Something else that is so."
sources = [{ source = "handbook" }]
weight = "core"
[[item]]
id = "xx-921"
topic = "sample"
concepts = ["sample-fact", "sample-side"]
level = "remember"
difficulty = 0.7
status = "reviewed"
type = "true-false"
stem = "Tomatoes are berries in the eyes of a botanist."
answer = true
explanation = "True. They grow from one ovary and hold their seeds in flesh."
"#,
    sound: "",
    false_alarms: FalseAlarms::Rare,
    thresholds: &[MOST],
    check,
};

const MOST: Threshold = Threshold::new(
    "most_items",
    Unit::Count("items"),
    6,
    (1, 1_000),
    "more items that examine one concept are named",
);

fn check(prepared: &Prepared<'_>) -> Vec<Diagnostic> {
    let most = prepared.limits(&LINT).get(&MOST);
    let mut examined: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let mut touched = BTreeSet::new();
    for item in prepared.in_use() {
        let header = &item.draft.header;
        touched.extend(header.concepts.iter().map(|id| id.get_ref().as_str()));
        if header.status != Status::Draft
            && let Some(first) = header.concepts.first()
        {
            examined.entry(first.get_ref()).or_default().push(item.draft.id());
        }
    }
    let drafts = prepared.drafts;
    let mut out = Vec::new();
    for (topic, _) in &drafts.topics {
        let of_topic = drafts.concepts.iter().filter(|concept| concept.topic == topic.id.as_str());
        let gaps: Vec<&str> = of_topic
            .filter(|concept| concept.is_core())
            .map(|concept| concept.id.as_str())
            .filter(|id| touched.contains(id) && !examined.contains_key(id))
            .collect();
        if !gaps.is_empty() {
            let message = format!("core concepts only touched, or only by drafts: {}", named(&gaps));
            out.push(whole::topic_finding(drafts, topic.id.as_str(), LINT.id, Severity::Info, &message));
        }
    }
    for concept in &drafts.concepts {
        if let Some(items) = examined.get(concept.id.as_str()).filter(|items| items.len() > most) {
            let message =
                format!("concept {}: {} items examine it: {}", concept.id, items.len(), named(items));
            let finding = Diagnostic { severity: Severity::Info, ..Diagnostic::error(LINT.id, message) };
            out.push(finding.spot(&concept.spot, ""));
        }
    }
    out.into_iter().map(|finding| finding.help(LINT.help)).collect()
}
