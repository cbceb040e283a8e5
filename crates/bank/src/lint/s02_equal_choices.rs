//! S02: no equal choices.

use super::{FalseAlarms, Lint, Prepared};
use crate::norm::tokens;
use mockexam_model::{Diagnostic, Severity};

pub(super) const LINT: Lint = Lint {
    id: "S02",
    severity: Severity::Error,
    what: "no two choices of an item say the same",
    why: "Of two equal choices either both are right or both are wrong: candidates notice.",
    source: "Haladyna, Downing and Rodriguez 2002, guideline 22",
    help: "reword or replace one of the two",
    flawed: r#"
[[item]]
id = "xx-002"
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
  text = "The green."
  why = "The sky is blue, not this."
"#,
    sound: "",
    false_alarms: FalseAlarms::Rare,
    check,
};

fn check(prepared: &Prepared<'_>) -> Vec<Diagnostic> {
    let drafts = prepared.drafts;
    let mut out = super::body_faults(drafts, LINT.id);
    for draft in &drafts.items {
        let passages = draft.body.passages();
        for (index, passage) in passages.iter().enumerate() {
            let key = words(passage.text.get_ref());
            if passages[..index].iter().any(|earlier| words(earlier.text.get_ref()) == key) {
                let message = format!("the choice '{}' stands twice", passage.text.get_ref().trim());
                let spot = draft.spot.of(passage.text);
                out.push(draft.finding_at(LINT.id, Severity::Error, message, &spot).help(LINT.help));
            }
        }
    }
    out
}

/// Words without articles. Signs such as `+` and `<` count: "a > b" is not "a < b".
fn words(text: &str) -> Vec<String> {
    let mut words = tokens(text);
    words.retain(|word| !matches!(word.as_str(), "a" | "an" | "the"));
    words.push(text.chars().filter(|c| "+<>=≤≥−%/".contains(*c)).collect());
    words
}
