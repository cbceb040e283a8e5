//! S09: every item has a topic, every core concept an item.

use super::{FalseAlarms, Lint, Prepared};
use crate::source::AtSpot;
use mockexam_model::{Diagnostic, Severity};
use std::collections::BTreeSet;

pub(super) const LINT: Lint = Lint {
    id: "S09",
    severity: Severity::Error,
    what: "topics of items and concepts are those of the bank; core concepts have items",
    why: "An item of an unknown topic is never drawn, and a core concept without items is never examined.",
    source: "our own rule",
    help: "correct the topic, or add a [[topic]] to the bank",
    flawed: r#"
[[item]]
id = "xx-009"
topic = "smaple"
concepts = ["sample-fact"]
level = "remember"
difficulty = 0.7
status = "reviewed"
type = "single"
stem = "Which colour has a ripe tomato?"
explanation = "Lycopene makes ripe tomatoes red, whatever the light."
  [[item.option]]
  text = "Red"
  key = true
  [[item.option]]
  text = "Green"
  why = "Grass is green, not this."
  [[item.option]]
  text = "Blue"
  why = "The sky is blue, not this."
"#,
    sound: "",
    false_alarms: FalseAlarms::Rare,
    thresholds: &[],
    check,
};

fn check(prepared: &Prepared<'_>) -> Vec<Diagnostic> {
    let drafts = prepared.drafts;
    let topics: BTreeSet<&str> = drafts.topics.iter().map(|(topic, _)| topic.id.as_str()).collect();
    let mut out = Vec::new();
    for draft in drafts.items.iter().filter(|draft| !topics.contains(draft.header.topic.get_ref().as_str())) {
        let message = format!("unknown topic '{}'", draft.header.topic.get_ref());
        let spot = draft.spot.of(&draft.header.topic);
        out.push(draft.finding_at(LINT.id, Severity::Error, message, &spot).help(LINT.help));
    }
    for concept in drafts.concepts.iter().filter(|concept| !topics.contains(concept.topic.as_str())) {
        let message = format!("concept {}: unknown topic '{}'", concept.id, concept.topic);
        out.push(Diagnostic::error(LINT.id, message).spot(&concept.spot, "").help(LINT.help));
    }
    let examined: BTreeSet<&str> = drafts
        .items
        .iter()
        .flat_map(|draft| &draft.header.concepts)
        .map(|id| id.get_ref().as_str())
        .collect();
    for (topic, spot) in &drafts.topics {
        let core =
            drafts.concepts.iter().filter(|concept| concept.is_core() && concept.topic == topic.id.as_str());
        let gaps: Vec<&str> = core.map(|c| c.id.as_str()).filter(|id| !examined.contains(id)).collect();
        if !gaps.is_empty() {
            let message =
                format!("topic {}: no item on {} core concepts: {}", topic.id, gaps.len(), gaps.join(", "));
            out.push(
                Diagnostic { severity: Severity::Info, ..Diagnostic::error(LINT.id, message) }.spot(spot, ""),
            );
        }
    }
    out
}
