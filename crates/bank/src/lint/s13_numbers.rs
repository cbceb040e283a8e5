//! S13: numeric items.

use super::{FalseAlarms, Lint, Prepared};
use crate::norm::norm;
use mockexam_model::{Diagnostic, Severity};

pub(super) const LINT: Lint = Lint {
    id: "S13",
    severity: Severity::Error,
    what: "a numeric item has a tolerance, a unit in its stem, and near misses that are wrong",
    why: "Two candidates who calculate alike must get the same points, whatever they round.",
    source: "our own rule",
    help: "set tolerance, name the unit in the stem, and keep near misses outside of what is accepted",
    flawed: r#"
[[item]]
id = "xx-013"
topic = "sample"
concepts = ["sample-fact"]
level = "remember"
difficulty = 0.7
status = "reviewed"
type = "numeric"
stem = "How long does light need from the sun to the earth? Give one decimal place."
answer = 8.3
unit = "minutes"
explanation = "150 million kilometres divided by 300 000 kilometres a second are 500 seconds."
"#,
    sound: "",
    false_alarms: FalseAlarms::Rare,
    thresholds: &[],
    check,
};

fn check(prepared: &Prepared<'_>) -> Vec<Diagnostic> {
    let mut out = super::body_faults(prepared.drafts, LINT.id);
    for draft in &prepared.drafts.items {
        let Some(unit) = draft.body.unit() else { continue };
        let stem = &draft.header.stem;
        if !norm(stem.get_ref()).contains(&norm(unit)) {
            let message = format!("the stem does not say that the answer is in {unit}");
            out.push(
                draft.finding_at(LINT.id, Severity::Error, message, &draft.spot.of(stem)).help(LINT.help),
            );
        }
    }
    out
}
