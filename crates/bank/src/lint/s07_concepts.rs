//! S07: items rest on concepts, concepts on sources.

use super::{Drafts, FalseAlarms, Lint, Prepared};
use crate::draft::Draft;
use crate::source::AtSpot;
use mockexam_model::{Diagnostic, Severity};

pub(super) const LINT: Lint = Lint {
    id: "S07",
    severity: Severity::Error,
    what: "an item names the concepts it examines, and they name their sources",
    why: "A dispute ends where the source is opened; coverage can only be counted where items say what they examine.",
    source: "Haladyna, Downing and Rodriguez 2002, guideline 1",
    help: "name a [[concept]] of the bank in concepts = [\"…\"], the examined one first",
    flawed: r#"
[[item]]
id = "xx-007"
topic = "sample"
concepts = ["no-such-fact"]
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
    // A bank without any concept does not work with concepts: nothing to hold its items against.
    if drafts.concepts.is_empty() {
        return Vec::new();
    }
    let mut out: Vec<Diagnostic> = drafts.items.iter().flat_map(|draft| check_item(drafts, draft)).collect();
    for concept in drafts.concepts.iter().filter(|concept| !concept.sourced) {
        let message = format!("concept {} has no sources", concept.id);
        out.push(
            Diagnostic::error(LINT.id, message)
                .spot(&concept.spot, "")
                .help("add sources = [{ source = \"…\" }]"),
        );
    }
    out
}

fn check_item(drafts: &Drafts, draft: &Draft) -> Vec<Diagnostic> {
    let mut out = Vec::new();
    let header = &draft.header;
    if header.concepts.is_empty() {
        out.push(draft.finding(LINT.id, Severity::Error, "no concepts").help(LINT.help));
    }
    for id in header.concepts.iter().filter(|id| drafts.concept(id.get_ref()).is_none()) {
        let message = format!("unknown concept '{}'", id.get_ref());
        out.push(draft.finding_at(LINT.id, Severity::Error, message, &draft.spot.of(id)).help(LINT.help));
    }
    let Some(first) = header.concepts.first().and_then(|id| drafts.concept(id.get_ref())) else {
        return out;
    };
    if first.topic != *header.topic.get_ref() {
        let message = format!("its first concept belongs to topic '{}'", first.topic);
        let spot = draft.spot.of(&header.topic);
        out.push(
            draft
                .finding_at(LINT.id, Severity::Warning, message, &spot)
                .help("change the topic, or the order of the concepts"),
        );
    }
    if !first.levels.is_empty() && !first.levels.contains(header.level.get_ref()) {
        let message = format!(
            "level {} is beyond what concept {} can be examined at",
            header.level.get_ref(),
            first.id
        );
        let spot = draft.spot.of(&header.level);
        out.push(
            draft
                .finding_at(LINT.id, Severity::Warning, message, &spot)
                .help("change the level, or extend the levels of the concept"),
        );
    }
    out
}
