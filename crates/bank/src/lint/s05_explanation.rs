//! S05: an explanation that explains.

use super::threshold::{Threshold, Unit};
use super::{FalseAlarms, Lint, Prepared};
use crate::kind::Role;
use crate::norm::{jaccard_permille, norm};
use mockexam_model::{Diagnostic, Severity};

pub(super) const LINT: Lint = Lint {
    id: "S05",
    severity: Severity::Error,
    what: "an item has an explanation that says more than its key",
    why: "Whoever got it wrong shall learn why; whoever disputes it shall find the reason.",
    source: "our own rule",
    help: "say in a sentence or two why the key is right",
    flawed: r#"
[[item]]
id = "xx-005"
topic = "sample"
concepts = ["sample-fact"]
level = "remember"
difficulty = 0.7
status = "reviewed"
type = "single"
stem = "Which colour has a ripe tomato?"
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
    thresholds: &[LEAST, REPEATED],
    check,
};

const LEAST: Threshold = Threshold::new(
    "characters",
    Unit::Count("characters"),
    40,
    (1, 1_000),
    "a warning if an explanation has fewer",
);
const REPEATED: Threshold = Threshold::new(
    "repeated",
    Unit::Percent,
    90,
    (30, 100),
    "a warning if an explanation shares so much of its words with a key",
);

fn check(prepared: &Prepared<'_>) -> Vec<Diagnostic> {
    let drafts = prepared.drafts;
    let limits = prepared.limits(&LINT);
    let least = limits.get(&LEAST);
    let repeated = 10 * limits.get(&REPEATED);
    let mut out = Vec::new();
    for draft in &drafts.items {
        let explanation = draft.header.explanation.as_ref().filter(|text| !text.get_ref().trim().is_empty());
        let Some(explanation) = explanation else {
            out.push(draft.finding(LINT.id, Severity::Error, "no explanation").help(LINT.help));
            continue;
        };
        let keys = draft.body.passages().into_iter().filter(|passage| passage.role == Role::Key);
        let repeats = keys
            .into_iter()
            .any(|key| jaccard_permille(key.text.get_ref(), explanation.get_ref()) >= repeated);
        let message = if norm(explanation.get_ref()).chars().count() < least {
            format!("the explanation has less than {least} characters")
        } else if repeats {
            "the explanation merely repeats the key".to_owned()
        } else {
            continue;
        };
        let spot = draft.spot.of(explanation);
        out.push(draft.finding_at(LINT.id, Severity::Warning, message, &spot).help(LINT.help));
    }
    out
}
