//! S20: ids are given away once.

use super::{FalseAlarms, Lint, Prepared};
use crate::source::AtSpot;
use mockexam_model::{Diagnostic, ItemId, Severity};

pub(super) const LINT: Lint = Lint {
    id: "S20",
    severity: Severity::Error,
    what: "every id is well formed, stands once, and no id of a retired item comes back",
    why: "Ids tie printed papers, grades and statistics to an item; two items with one id would share them.",
    source: "our own rule",
    help: "give the newer item an id that was never used",
    flawed: r#"
[[item]]
id = "sa-001"
topic = "sample"
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
    let mut out = Vec::new();
    // Items are sorted by id, so that equal ids are neighbours.
    for pair in drafts.items.windows(2).filter(|pair| pair[0].id() == pair[1].id()) {
        let message = format!("the id '{}' stands twice", pair[1].id());
        let finding = Diagnostic::error(LINT.id, message).spot(&pair[1].spot, "here");
        out.push(finding.spot(&pair[0].spot, "and here").help(LINT.help));
    }
    for draft in &drafts.items {
        if let Err(error) = ItemId::new(draft.id()) {
            out.push(draft.finding(LINT.id, Severity::Error, error.to_string()).help(LINT.help));
        }
        if let Some((_, spot)) = drafts.retired.iter().find(|(id, _)| id == draft.id()) {
            let message = format!("the id '{}' belongs to a retired item", draft.id());
            let finding = Diagnostic::error(LINT.id, message).spot(&draft.spot, "given away again");
            out.push(finding.spot(spot, "retired here").help(LINT.help));
        }
        if draft.header.difficulty_permille().is_none() {
            let spot = draft.spot.of(&draft.header.difficulty);
            let message = "difficulty is the share of borderline candidates who get it right, 0 to 1";
            out.push(draft.finding_at("T02", Severity::Error, message, &spot).help("correct the value"));
        }
    }
    for pair in drafts.concepts.windows(2).filter(|pair| pair[0].id == pair[1].id) {
        let message = format!("the concept '{}' stands twice", pair[1].id);
        let finding = Diagnostic::error(LINT.id, message).spot(&pair[1].spot, "here");
        out.push(finding.spot(&pair[0].spot, "and here").help("remove one of them"));
    }
    out
}
