//! B10: items with the same concept and the same key know of each other.

use super::prepared::PreparedItem;
use super::similar::alike;
use super::threshold::{Threshold, Unit};
use super::vocabulary::StemId;
use super::whole::kept_apart;
use super::{FalseAlarms, Lint, Prepared};
use crate::source::AtSpot;
use mockexam_model::{Diagnostic, Severity};
use std::collections::BTreeMap;

pub(super) const LINT: Lint = Lint {
    id: "B10",
    severity: Severity::Warning,
    what: "two items whose first concept is the same and whose keys share 70 % of their words are enemies or of one family",
    why: "They are the same question in two dresses: on one form they count a fact twice, and who knows one has the other.",
    source: "Haladyna, Downing and Rodriguez 2002, guideline 4; the limit is our own",
    help: "name one in the enemies of the other, or give both the same family",
    flawed: r#"
[[item]]
id = "xx-911"
topic = "sample"
concepts = ["sample-fact"]
level = "remember"
difficulty = 0.7
status = "reviewed"
type = "single"
stem = "What makes a tomato red?"
explanation = "Lycopene makes ripe tomatoes red, whatever the light."
  [[item.option]]
  text = "Lycopene in its skin"
  key = true
  [[item.option]]
  text = "Iron in its juice"
  why = "Iron makes blood red."
  [[item.option]]
  text = "Light on its leaves"
  why = "Light makes leaves green."
[[item]]
id = "xx-912"
topic = "sample"
concepts = ["sample-fact"]
level = "remember"
difficulty = 0.7
status = "reviewed"
type = "single"
stem = "A cook wonders why his soup of old fruit turned out so red. What do you say?"
explanation = "Old fruit holds more of the red pigment, which cooking sets free."
  [[item.option]]
  text = "Its skin with the lycopene"
  key = true
  [[item.option]]
  text = "The pot holds copper"
  why = "Copper would turn it green."
  [[item.option]]
  text = "The stove was too hot"
  why = "Heat turns soup brown."
"#,
    sound: "",
    false_alarms: FalseAlarms::Some,
    thresholds: &[SAME],
    check,
};

const SAME: Threshold = Threshold::new(
    "same",
    Unit::Percent,
    70,
    (30, 100),
    "keys that share so much of their words are the same",
);

fn check(prepared: &Prepared<'_>) -> Vec<Diagnostic> {
    let same = 10 * prepared.limits(&LINT).get(&SAME);
    let mut by_concept: BTreeMap<&str, Vec<&PreparedItem<'_>>> = BTreeMap::new();
    for item in prepared.in_use() {
        if let Some(first) = item.draft.header.concepts.first() {
            by_concept.entry(first.get_ref()).or_default().push(item);
        }
    }
    let mut out = Vec::new();
    for (concept, items) in by_concept {
        let keys: Vec<Vec<StemId>> = items.iter().map(|item| key_stems(item)).collect();
        for pair in alike(&keys, same, |a, b| !kept_apart(items[a].draft, items[b].draft)) {
            let (draft, other) = (items[pair.later].draft, items[pair.earlier].draft);
            let message = format!("it has concept {concept} and key in common with {}", other.id());
            out.push(
                draft
                    .finding(LINT.id, Severity::Warning, message)
                    .spot(&other.spot, "the other")
                    .help(LINT.help),
            );
        }
    }
    out
}

fn key_stems(item: &PreparedItem<'_>) -> Vec<StemId> {
    let mut stems: Vec<StemId> = item.keys().flat_map(|key| key.text.stems.iter().copied()).collect();
    stems.sort_unstable();
    stems.dedup();
    stems
}
