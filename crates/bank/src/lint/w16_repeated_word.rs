//! W16: no word again and again.

use super::threshold::{Threshold, Unit};
use super::{FalseAlarms, Lint, Prepared};
use mockexam_model::{Diagnostic, Severity};

pub(super) const LINT: Lint = Lint {
    id: "W16",
    severity: Severity::Info,
    what: "no content word stands four times in a stem",
    why: "A stem that repeats itself can be said in fewer words.",
    source: "our own rule",
    help: "shorten the stem, or use a pronoun",
    flawed: r#"
[[item]]
id = "xx-116"
topic = "sample"
concepts = ["sample-fact"]
level = "remember"
difficulty = 0.7
status = "reviewed"
type = "single"
stem = "A ripe tomato is a tomato with a tomato colour. Which colour has a ripe tomato?"
explanation = "Lycopene makes ripe tomatoes red, whatever the light."
  [[item.option]]
  text = "Red"
  key = true
  [[item.option]]
  text = "Green"
  why = "Grass is green, not this."
  [[item.option]]
  text = "Blue"
  why = "The sky is blue, not this."
"#,
    sound: r#"
[[item]]
id = "xx-216"
topic = "sample"
concepts = ["sample-fact"]
level = "remember"
difficulty = 0.7
status = "reviewed"
type = "single"
stem = "A ripe tomato is no green tomato. Which colour has a ripe tomato?"
explanation = "Lycopene makes ripe tomatoes red, whatever the light."
  [[item.option]]
  text = "Red"
  key = true
  [[item.option]]
  text = "Green"
  why = "Grass is green, not this."
  [[item.option]]
  text = "Blue"
  why = "The sky is blue, not this."
"#,
    false_alarms: FalseAlarms::Some,
    thresholds: &[TIMES],
    check,
};

const TIMES: Threshold =
    Threshold::new("times", Unit::Count("times"), 4, (2, 100), "named if a word stands so often in a stem");

fn check(prepared: &Prepared<'_>) -> Vec<Diagnostic> {
    let times = prepared.limits(&LINT).get(&TIMES);
    let mut out = Vec::new();
    for item in prepared.items.iter().filter(|_| prepared.english) {
        let stem_of = |&word: &_| prepared.vocabulary.stem(word);
        let repeated = item.stem.words.iter().find(|word| {
            stem_of(word).is_some_and(|stem| {
                item.stem.words.iter().filter(|w| stem_of(w) == Some(stem)).count() >= times
            })
        });
        out.extend(repeated.map(|&word| {
            let message =
                format!("'{}' stands {times} times or more in the stem", prepared.vocabulary.word(word));
            LINT.at(item, &item.stem, Severity::Info, message)
        }));
    }
    out
}
