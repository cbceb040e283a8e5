//! W02: no second negation in the choices.

use super::words::{NEGATION, holds};
use super::{FalseAlarms, Lint, Prepared, Text};
use mockexam_model::{Diagnostic, Severity, Style};

pub(super) const LINT: Lint = Lint {
    id: "W02",
    severity: Severity::Warning,
    what: "choices are worded positively, above all below a negative question",
    why: "A \"not\" in the question and another in a choice cancel out, and candidates examine their logic instead of the matter.",
    source: "Haladyna, Downing and Rodriguez 2002, guideline 17 and 27",
    help: "word the choices positively",
    flawed: r#"
[[item]]
id = "xx-102"
topic = "sample"
concepts = ["sample-fact"]
level = "remember"
difficulty = 0.7
status = "reviewed"
type = "single"
stem = "Which does **NOT** hold for a ripe tomato?"
explanation = "Lycopene makes ripe tomatoes red, whatever the light."
style = "negative"
  [[item.option]]
  text = "It is blue"
  key = true
  [[item.option]]
  text = "It is not blue"
  why = "That holds."
  [[item.option]]
  text = "It is soft"
  why = "That holds too."
"#,
    sound: r#"
[[item]]
id = "xx-202"
topic = "sample"
concepts = ["sample-fact"]
level = "remember"
difficulty = 0.7
status = "reviewed"
type = "single"
stem = "Which holds for a ripe tomato?"
explanation = "Lycopene makes ripe tomatoes red, whatever the light."
  [[item.option]]
  text = "It is not blue"
  key = true
  [[item.option]]
  text = "It is always hard"
  why = "Ripe ones are soft."
  [[item.option]]
  text = "It is black"
  why = "Very few are."
"#,
    false_alarms: FalseAlarms::Some,
    thresholds: &[],
    check,
};

fn check(prepared: &Prepared<'_>) -> Vec<Diagnostic> {
    let mut out = Vec::new();
    for item in prepared.items.iter().filter(|_| prepared.english) {
        let denying: Vec<_> = item.choices.iter().filter(|choice| denies(prepared, &choice.text)).collect();
        let negative = item.draft.header.style == Style::Negative;
        for choice in denying.iter().filter(|_| negative) {
            let message = format!("the negative question has a negated choice: '{}'", choice.text.norm);
            out.push(LINT.at(item, &choice.text, Severity::Warning, message));
        }
        // Where every choice is negated, none stands out, and the negation is likely the matter itself.
        if !negative && denying.len() >= 2 && denying.len() < item.choices.len() {
            let message = format!("{} of {} choices are negated", denying.len(), item.choices.len());
            out.push(LINT.at(item, &item.stem, Severity::Info, message));
        }
    }
    out
}

fn denies(prepared: &Prepared<'_>, text: &Text<'_>) -> bool {
    let mut words = prepared.words(text);
    words.any(|word| {
        holds(NEGATION, word) || word.ends_with("n't") || word.starts_with("un") && word.ends_with("able")
    })
}
