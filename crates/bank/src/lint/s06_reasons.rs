//! S06: a reason for every distractor.

use super::{FalseAlarms, Lint, Prepared};
use crate::item::Status;
use crate::norm::norm;
use mockexam_model::{Diagnostic, Severity};
use std::collections::BTreeSet;

pub(super) const LINT: Lint = Lint {
    id: "S06",
    severity: Severity::Error,
    what: "every wrong choice has a why, and no two are the same",
    why: "The why is what a candidate reads who chose it; an author who cannot write it has found no plausible error.",
    source: "our own rule",
    help: "add why = \"…\" to the choice: what is wrong with it, for somebody who chose it",
    flawed: r#"
[[item]]
id = "xx-006"
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
"#,
    sound: "",
    false_alarms: FalseAlarms::Rare,
    thresholds: &[],
    check,
};

fn check(prepared: &Prepared<'_>) -> Vec<Diagnostic> {
    let drafts = prepared.drafts;
    let mut out = Vec::new();
    for draft in &drafts.items {
        let missing = if draft.header.status == Status::Draft { Severity::Warning } else { Severity::Error };
        let distractors = draft.distractors();
        let mut earlier = BTreeSet::new();
        for passage in &distractors {
            let why = passage.why.map(|why| norm(why.get_ref())).filter(|why| !why.is_empty());
            let Some(why) = why else {
                let message = format!("no why for '{}'", passage.text.get_ref().trim());
                let spot = draft.spot.of(passage.text);
                out.push(draft.finding_at(LINT.id, missing, message, &spot).help(LINT.help));
                continue;
            };
            if !earlier.insert(why) {
                let message =
                    format!("'{}' has the same why as another choice", passage.text.get_ref().trim());
                let spot = draft.spot.of(passage.text);
                out.push(draft.finding_at(LINT.id, Severity::Warning, message, &spot).help(LINT.help));
            }
        }
    }
    out
}
