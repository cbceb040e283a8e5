//! S04: how many choices.

use super::threshold::{Threshold, Unit};
use super::{FalseAlarms, Lint, Prepared};
use mockexam_model::{Diagnostic, Severity};

pub(super) const LINT: Lint = Lint {
    id: "S04",
    severity: Severity::Error,
    what: "a choice item has the number of choices that the bank asks for, otherwise three to five",
    why: "Two choices invite guessing, and more than five rarely all attract somebody.",
    source: "Haladyna, Downing and Rodriguez 2002, guideline 18; Rodriguez 2005; Tarrant et al. 2009",
    help: "add plausible distractors, or remove those that nobody would choose",
    flawed: r#"
[[item]]
id = "xx-004"
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
"#,
    sound: "",
    false_alarms: FalseAlarms::Rare,
    thresholds: &[LEAST, MOST],
    check,
};

pub(crate) const LEAST: Threshold = Threshold::new(
    "least_choices",
    Unit::Count("choices"),
    3,
    (2, 26),
    "a warning if an item has fewer, where the bank fixes no number",
)
.not_above("most_choices");
pub(crate) const MOST: Threshold = Threshold::new(
    "most_choices",
    Unit::Count("choices"),
    5,
    (2, 26),
    "a warning if an item has more, where the bank fixes no number",
);

fn check(prepared: &Prepared<'_>) -> Vec<Diagnostic> {
    super::body_faults(prepared.drafts, LINT.id)
}
