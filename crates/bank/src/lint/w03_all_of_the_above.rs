//! W03: no "all of the above".

use super::{FalseAlarms, Lint, Prepared};
use mockexam_model::{Diagnostic, Severity};
use regex_lite::Regex;

pub(super) const LINT: Lint = Lint {
    id: "W03",
    severity: Severity::Error,
    what: "no choice speaks of other choices: all, none or both of the above",
    why: "Whoever knows two of the choices knows the answer, and shuffled choices have no above.",
    source: "Haladyna, Downing and Rodriguez 2002, guidelines 25 and 26",
    help: "replace the choice by one with content of its own; where several are right, use type list or multiple",
    flawed: r#"
[[item]]
id = "xx-103"
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
  text = "None of the above"
  why = "The sky is blue, not this."
"#,
    sound: r#"
[[item]]
id = "xx-203"
topic = "sample"
concepts = ["sample-fact"]
level = "remember"
difficulty = 0.7
status = "reviewed"
type = "single"
stem = "Whom does a fire drill in a school concern?"
explanation = "Everybody has to leave the house in a fire, and so everybody has to practise it."
  [[item.option]]
  text = "All of the people in the house"
  key = true
  [[item.option]]
  text = "Some of the older pupils"
  why = "Younger ones have to leave the house as well."
  [[item.option]]
  text = "Both of the wardens"
  why = "Wardens lead a drill, but are not alone in it."
"#,
    false_alarms: FalseAlarms::Rare,
    thresholds: &[],
    check,
};

const PATTERNS: [&str; 4] = [
    r"^(all|none|both|neither|any|some|each) of (the )?(above|below|options|choices|answers|others)\b",
    r"^(all|none|both|neither|any|some) of (these|them|those)\.?$",
    r"^(both )?\(?[a-e]\)? (and|or) \(?[a-e]\)?\.?$",
    r"^(all|none|both|neither|everything above)\.?$",
];

fn check(prepared: &Prepared<'_>) -> Vec<Diagnostic> {
    let patterns: Vec<Regex> = PATTERNS.iter().filter_map(|pattern| Regex::new(pattern).ok()).collect();
    let mut out = Vec::new();
    for item in prepared.items.iter().filter(|_| prepared.english) {
        for choice in &item.choices {
            if patterns.iter().any(|pattern| pattern.is_match(&choice.text.norm)) {
                let message = format!("the choice '{}' speaks of the others", choice.text.norm);
                out.push(LINT.at(item, &choice.text, Severity::Error, message));
            }
        }
    }
    out
}
