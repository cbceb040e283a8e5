//! S12: links lead somewhere.

use super::{Drafts, FalseAlarms, Lint, Prepared};
use crate::draft::Draft;
use crate::item::SetUse;
use crate::source::AtSpot;
use mockexam_model::{Diagnostic, FamilyId, Severity};
use std::collections::{BTreeMap, BTreeSet};

pub(super) const LINT: Lint = Lint {
    id: "S12",
    severity: Severity::Error,
    what: "enemies and stimuli that are named exist; no item is its own enemy",
    why: "An enemy with a slip in its id protects nobody, and a missing case leaves its questions without a sense.",
    source: "our own rule",
    help: "correct the id, or remove the link",
    flawed: r#"
[[item]]
id = "xx-012"
topic = "sample"
concepts = ["sample-fact"]
level = "remember"
difficulty = 0.7
status = "reviewed"
type = "single"
stem = "Which colour has a ripe tomato?"
explanation = "Lycopene makes ripe tomatoes red, whatever the light."
enemies = ["sa-999"]
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
    let items = drafts.items_by_id();
    let mut out: Vec<Diagnostic> =
        drafts.items.iter().flat_map(|draft| check_item(drafts, &items, draft)).collect();
    let used: BTreeSet<&str> = drafts
        .items
        .iter()
        .filter_map(|d| d.header.stimulus.as_ref())
        .map(|id| id.get_ref().as_str())
        .collect();
    for (index, case) in drafts.cases.iter().enumerate() {
        let id = case.file.id.get_ref();
        if !used.contains(id.as_str()) {
            let message = format!("no item uses the stimulus '{id}'");
            out.push(
                Diagnostic::warning(LINT.id, message)
                    .spot(&case.spot, "")
                    .help("remove it, or name it in an item"),
            );
        }
        if let Some(earlier) = index
            .checked_sub(1)
            .map(|index| &drafts.cases[index])
            .filter(|earlier| earlier.file.id.get_ref() == id)
        {
            let message = format!("the stimulus '{id}' is defined twice");
            out.push(
                Diagnostic::error(LINT.id, message)
                    .spot(&case.spot, "here")
                    .spot(&earlier.spot, "and here")
                    .help("rename one of them"),
            );
        }
    }
    out
}

fn check_item(drafts: &Drafts, items: &BTreeMap<&str, &Draft>, draft: &Draft) -> Vec<Diagnostic> {
    let mut out = Vec::new();
    let mut fault = |message: String, spot| {
        out.push(draft.finding_at(LINT.id, Severity::Error, message, &spot).help(LINT.help))
    };
    let header = &draft.header;
    for enemy in &header.enemies {
        let id = enemy.get_ref().as_str();
        let spot = draft.spot.of(enemy);
        match items.get(id) {
            _ if id == draft.id() => fault("it is its own enemy".into(), spot),
            None => fault(format!("unknown enemy '{id}'"), spot),
            Some(other) if together(drafts, draft, other) => {
                fault(
                    format!(
                        "'{id}' is an enemy, but comes into every form with it (stimulus with use = \"all\")"
                    ),
                    spot,
                );
            }
            Some(_) => {}
        }
    }
    for other in header.not_enemies.iter().filter(|id| !items.contains_key(id.get_ref().as_str())) {
        fault(format!("unknown item '{}' in not_enemies", other.get_ref()), draft.spot.of(other));
    }
    if let Some(id) = &header.stimulus
        && drafts.case_of(draft).is_none()
    {
        fault(format!("unknown stimulus '{}'", id.get_ref()), draft.spot.of(id));
    }
    if let Some(family) = &header.family
        && let Err(error) = FamilyId::new(family.get_ref())
    {
        fault(error.to_string(), draft.spot.of(family));
    }
    out
}

/// Whether two items always come together, as a set of one case.
fn together(drafts: &Drafts, a: &Draft, b: &Draft) -> bool {
    let case = |draft: &Draft| draft.header.stimulus.as_ref().map(|id| id.get_ref().clone());
    case(a).is_some()
        && case(a) == case(b)
        && drafts.case_of(a).is_some_and(|c| c.file.set_use == SetUse::All)
}
