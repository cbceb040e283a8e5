//! S14: short answers.

use super::threshold::{Threshold, Unit};
use super::{FalseAlarms, Lint, Prepared};
use mockexam_model::{Diagnostic, Severity};

pub(super) const LINT: Lint = Lint {
    id: "S14",
    severity: Severity::Error,
    what: "a short answer accepts something, each thing once, and no near miss",
    why: "What is accepted is decided before the exam and not while papers are marked.",
    source: "our own rule",
    help: "list every accepted answer once, and near misses apart from them",
    flawed: r#"
[[item]]
id = "xx-014"
topic = "sample"
concepts = ["sample-fact"]
level = "remember"
difficulty = 0.7
status = "reviewed"
type = "short"
stem = "Which gas do plants take up to build sugar?"
accept = ["carbon dioxide"]
explanation = "In photosynthesis plants turn carbon dioxide and water into sugar."
  [[item.near_miss]]
  text = "Carbon-Dioxide"
  why = "This is the same word, so that it cannot be wrong."
"#,
    sound: "",
    false_alarms: FalseAlarms::Rare,
    thresholds: &[MOST_WORDS],
    check,
};

/// Longer answers are for `open` items: no list of spellings covers them.
pub(crate) const MOST_WORDS: Threshold =
    Threshold::new("words", Unit::Count("words"), 5, (1, 50), "a warning if an accepted answer has more");

fn check(prepared: &Prepared<'_>) -> Vec<Diagnostic> {
    super::body_faults(prepared.drafts, LINT.id)
}
