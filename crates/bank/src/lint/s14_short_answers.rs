//! S14: short answers.

use super::{FalseAlarms, Lint, Prepared};
use mockexam_model::{Diagnostic, Severity};

pub(super) const LINT: Lint = Lint {
    id: "S14",
    severity: Severity::Error,
    what: "a short answer accepts something, each thing once, and no near miss",
    why: "What is accepted is decided before the exam and not while papers are marked.",
    source: "our own rule",
    help: "list every accepted answer once, and near misses apart from them",
    flawed: r#""#,
    sound: "",
    false_alarms: FalseAlarms::Rare,
    check,
};

fn check(prepared: &Prepared<'_>) -> Vec<Diagnostic> {
    super::body_faults(prepared.drafts, LINT.id)
}
