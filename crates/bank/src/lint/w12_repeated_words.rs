//! W12: words that all choices repeat go to the stem.

use super::threshold::{Threshold, Unit};
use super::{FalseAlarms, Lint, Prepared, PreparedItem};
use mockexam_model::{Diagnostic, Severity};

pub(super) const LINT: Lint = Lint {
    id: "W12",
    severity: Severity::Warning,
    what: "choices do not all begin or end with the same words",
    why: "What every choice says is part of the question: repeated four times it is only more to read.",
    source: "NBME item-writing guide (Paniagua and Swygert 2016)",
    help: "move the repeated words into the stem",
    flawed: r#"
[[item]]
id = "xx-112"
topic = "sample"
concepts = ["sample-fact"]
level = "remember"
difficulty = 0.7
status = "reviewed"
type = "single"
stem = "When is a tomato ripe?"
explanation = "Lycopene makes ripe tomatoes red, whatever the light."
  [[item.option]]
  text = "When most of the skin is red"
  key = true
  [[item.option]]
  text = "When most of the skin is green"
  why = "Green ones are unripe."
  [[item.option]]
  text = "When most of the skin is blue"
  why = "Blue ones are rare."
"#,
    sound: r#"
[[item]]
id = "xx-212"
topic = "sample"
concepts = ["sample-fact"]
level = "remember"
difficulty = 0.7
status = "reviewed"
type = "single"
stem = "When is a tomato ripe?"
explanation = "Lycopene makes ripe tomatoes red, whatever the light."
  [[item.option]]
  text = "When its skin is red"
  key = true
  [[item.option]]
  text = "When its stalk is green"
  why = "Green stalks say nothing."
  [[item.option]]
  text = "When its leaves are blue"
  why = "Blue ones are rare."
"#,
    false_alarms: FalseAlarms::Rare,
    thresholds: &[SOME, MANY],
    check,
};

const SOME: Threshold = Threshold::new(
    "words",
    Unit::Count("words"),
    3,
    (1, 50),
    "named if all choices begin or end with so many of the same words",
)
.not_above("words_warning");
const MANY: Threshold =
    Threshold::new("words_warning", Unit::Count("words"), 5, (1, 50), "a warning if it is so many");

fn check(prepared: &Prepared<'_>) -> Vec<Diagnostic> {
    let limits = prepared.limits(&LINT);
    let (some, many) = (limits.get(&SOME), limits.get(&MANY));
    let mut out = Vec::new();
    for item in prepared.items.iter().filter(|item| item.choices.len() >= 2) {
        for (place, length) in [("begin", shared(item, false)), ("end", shared(item, true))] {
            if length >= some {
                let severity = if length >= many { Severity::Warning } else { Severity::Info };
                let message = format!("all choices {place} with the same {length} words");
                out.push(LINT.at(item, &item.choices[0].text, severity, message));
            }
        }
    }
    out
}

/// Number of words with which all choices begin, or end.
fn shared(item: &PreparedItem<'_>, at_end: bool) -> usize {
    let words = |index: usize| item.choices.get(index).map_or(&[][..], |choice| &choice.text.words);
    let common = |other: &[_]| {
        let first = words(0);
        if at_end {
            first.iter().rev().zip(other.iter().rev()).take_while(|(a, b)| a == b).count()
        } else {
            first.iter().zip(other).take_while(|(a, b)| a == b).count()
        }
    };
    (1..item.choices.len()).map(|index| common(words(index))).min().unwrap_or(0)
}
