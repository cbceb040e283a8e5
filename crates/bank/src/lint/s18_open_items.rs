//! S18: open items.

use super::{FalseAlarms, Lint, Prepared};
use mockexam_model::{Diagnostic, Severity};

pub(super) const LINT: Lint = Lint {
    id: "S18",
    severity: Severity::Error,
    what: "the criteria of an open item add up to its points and say what earns them",
    why: "Whoever marks must be able to give the same points as the colleague next door.",
    source: "our own rule",
    help: "give each criterion points and an award text; their sum is the points of the item",
    flawed: r#""#,
    sound: "",
    false_alarms: FalseAlarms::Rare,
    check,
};

fn check(prepared: &Prepared<'_>) -> Vec<Diagnostic> {
    super::body_faults(prepared.drafts, LINT.id)
}
