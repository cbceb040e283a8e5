//! S15: matching and classification.

use super::{FalseAlarms, Lint, Prepared};
use mockexam_model::{Diagnostic, Severity};

pub(super) const LINT: Lint = Lint {
    id: "S15",
    severity: Severity::Error,
    what: "a matching or classification gives nothing away by counting",
    why: "With as many responses as premises the last pair is free, and a category that takes most entries is the best guess.",
    source: "our own rule",
    help: "matching: 3 to 8 premises and a response more; classification: entries in each category, none with most of them",
    flawed: r#"
[[item]]
id = "xx-015"
topic = "sample"
concepts = ["sample-fact"]
level = "remember"
difficulty = 0.7
status = "reviewed"
type = "classification"
points = 3
stem = "To which group of materials does each of these belong?"
categories = ["Metal", "Wood"]
explanation = "Brass is an alloy of copper and zinc, tin an element; nylon is made from oil or gas."
  [[item.entry]]
  text = "Brass"
  category = "Metal"
  [[item.entry]]
  text = "Tin"
  category = "Metal"
  [[item.entry]]
  text = "Nylon"
  category = "Plastic"
"#,
    sound: "",
    false_alarms: FalseAlarms::Rare,
    check,
};

fn check(prepared: &Prepared<'_>) -> Vec<Diagnostic> {
    super::body_faults(prepared.drafts, LINT.id)
}
