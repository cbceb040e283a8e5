//! S01: the right number of keys.

use super::{FalseAlarms, Lint, Prepared};
use mockexam_model::{Diagnostic, Severity};

pub(super) const LINT: Lint = Lint {
    id: "S01",
    severity: Severity::Error,
    what: "an item has as many keys as its kind asks for",
    why: "An item without a key, or with one too many, cannot be scored.",
    source: "Haladyna, Downing and Rodriguez 2002, guideline 19",
    help: "single: one choice with key = true; list: two statements; true-false: answer = true or false",
    flawed: r#"
[[item]]
id = "xx-001"
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
  why = "It is."
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
    super::body_faults(prepared.drafts, LINT.id)
}
