//! S13: numeric items.

use super::{FalseAlarms, Lint, Prepared};
use mockexam_model::{Diagnostic, Severity};

pub(super) const LINT: Lint = Lint {
    id: "S13",
    severity: Severity::Error,
    what: "a numeric item has a tolerance, a unit in its stem, and near misses that are wrong",
    why: "Two candidates who calculate alike must get the same points, whatever they round.",
    source: "our own rule",
    help: "set tolerance, name the unit in the stem, and keep near misses outside of what is accepted",
    flawed: r#""#,
    sound: "",
    false_alarms: FalseAlarms::Rare,
    check,
};

fn check(prepared: &Prepared<'_>) -> Vec<Diagnostic> {
    super::body_faults(prepared.drafts, LINT.id)
}
