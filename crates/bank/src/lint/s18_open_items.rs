//! S18: open items.

use super::{FalseAlarms, Lint, Prepared};
use mockexam_model::{Diagnostic, EssayKey, Severity, Task, WordLimit};

pub(super) const LINT: Lint = Lint {
    id: "S18",
    severity: Severity::Error,
    what: "the criteria of an open item add up to its points and say what earns them",
    why: "Whoever marks must be able to give the same points as the colleague next door.",
    source: "our own rule",
    help: "give each criterion points and an award text; their sum is the points of the item",
    flawed: r#"
[[item]]
id = "xx-018"
topic = "sample"
concepts = ["sample-fact"]
level = "remember"
difficulty = 0.7
status = "reviewed"
type = "open"
points = 4
stem = "Why does ice float on water? Give **one** reason."
model_answer = "Ice is lighter than water, as its molecules stand farther apart."
explanation = "In ice the molecules stand farther apart than in water, so that ice is lighter."
  [[item.criterion]]
  id = "density"
  points = 2
  award = "Ice is lighter than the same volume of water."
"#,
    sound: "",
    false_alarms: FalseAlarms::Rare,
    thresholds: &[],
    check,
};

fn check(prepared: &Prepared<'_>) -> Vec<Diagnostic> {
    let mut out = super::body_faults(prepared.drafts, LINT.id);
    for draft in &prepared.drafts.items {
        let Task::Essay(EssayKey { words: Some(WordLimit { target, max }), .. }) = draft.lowered().task
        else {
            continue;
        };
        if target > max {
            let message = format!("{target} words are expected, {max} are read at most");
            let help = "make target at most as large as max";
            out.push(draft.finding(LINT.id, Severity::Error, message).help(help));
        }
    }
    out
}
