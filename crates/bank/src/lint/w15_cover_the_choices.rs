//! W15: the stem can be answered without the choices.

use super::threshold::{Threshold, Unit};
use super::{FalseAlarms, Lint, Prepared};
use mockexam_model::{Diagnostic, Severity};
use regex_lite::Regex;

pub(super) const LINT: Lint = Lint {
    id: "W15",
    severity: Severity::Warning,
    what: "the stem alone says what is asked",
    why: "Below \"which statement is true?\" stand four true-false questions on four subjects. Cover the choices: whoever knows the matter should be able to answer.",
    source: "Haladyna, Downing and Rodriguez 2002, guideline 15; NBME item-writing guide (Paniagua and Swygert 2016)",
    help: "name the subject in the stem: which statement about what, true in what respect",
    flawed: r#"
[[item]]
id = "xx-115"
topic = "sample"
concepts = ["sample-fact"]
level = "remember"
difficulty = 0.7
status = "reviewed"
type = "single"
stem = "Which of the following statements is true?"
explanation = "Lycopene makes ripe tomatoes red, whatever the light."
  [[item.option]]
  text = "Ripe tomatoes are red"
  key = true
  [[item.option]]
  text = "Grass is blue"
  why = "It is green."
  [[item.option]]
  text = "The sky is green"
  why = "It is blue."
"#,
    sound: r#"
[[item]]
id = "xx-215"
topic = "sample"
concepts = ["sample-fact"]
level = "remember"
difficulty = 0.7
status = "reviewed"
type = "single"
stem = "Which statement about ripe tomatoes is true?"
explanation = "Lycopene makes ripe tomatoes red, whatever the light."
  [[item.option]]
  text = "Most are red"
  key = true
  [[item.option]]
  text = "Most are blue"
  why = "Few are."
  [[item.option]]
  text = "Most are green"
  why = "Green ones are unripe."
"#,
    false_alarms: FalseAlarms::Some,
    thresholds: &[LEAST_WORDS],
    check,
};

const EMPTY: &str = r"^which (one |two |three )?(of the following |of these )?(statements? |sentences? |claims? |answers? )?(is|are) (\*\*)?(not )?(true|correct|right|false|incorrect|wrong)\b";

// Our own: the rule of five content words that others propose would flag "Which is a guiding principle?" and its like.
const LEAST_WORDS: Threshold =
    Threshold::new("content_words", Unit::Count("words"), 2, (0, 20), "a warning if a stem has fewer");

fn check(prepared: &Prepared<'_>) -> Vec<Diagnostic> {
    let Ok(empty) = Regex::new(EMPTY) else { return Vec::new() };
    let least_words = prepared.limits(&LINT).get(&LEAST_WORDS);
    let mut out = Vec::new();
    for item in prepared.items.iter().filter(|item| prepared.english && !item.choices.is_empty()) {
        if prepared.case_of(item).is_some() {
            continue;
        }
        let named = [
            " about ",
            " on ",
            " of a ",
            " of an ",
            " in ",
            " for ",
            " concerning ",
            " according to ",
            " regarding ",
        ];
        let stem = &item.stem.norm;
        let asks_nothing = empty.find(stem).is_some_and(|found| {
            let rest = &stem[found.end()..];
            !named.iter().any(|word| rest.contains(word))
        });
        if asks_nothing || item.stem.stems.len() < least_words {
            out.push(LINT.at(
                item,
                &item.stem,
                Severity::Warning,
                "without its choices the stem asks nothing",
            ));
        }
    }
    out
}
