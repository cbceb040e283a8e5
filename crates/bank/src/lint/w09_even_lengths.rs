//! W09: choices are about equally long.

use super::threshold::{Threshold, Unit};
use super::{FalseAlarms, Lint, Prepared};
use mockexam_model::{Diagnostic, Severity};

pub(super) const LINT: Lint = Lint {
    id: "W09",
    severity: Severity::Warning,
    what: "the choices of an item are about equally long, none above 25 words",
    why: "A choice that stands out by its length is chosen or dropped for it, and long choices test reading.",
    source: "Haladyna, Downing and Rodriguez 2002, guideline 24; NBME item-writing guide (Paniagua and Swygert 2016)",
    help: "shorten the longest choice, or bring the others to its detail",
    flawed: r#"
[[item]]
id = "xx-109"
topic = "sample"
concepts = ["sample-fact"]
level = "remember"
difficulty = 0.7
status = "reviewed"
type = "single"
stem = "Why is a ripe tomato red?"
explanation = "Lycopene makes ripe tomatoes red, whatever the light."
  [[item.option]]
  text = "Because of a dye in its skin"
  key = true
  [[item.option]]
  text = "Because it is watered with red water from a deep well behind the old house of the gardener"
  why = "Nobody does that."
  [[item.option]]
  text = "Because iron colours it"
  why = "Iron makes blood red."
"#,
    sound: r#"
[[item]]
id = "xx-209"
topic = "sample"
concepts = ["sample-fact"]
level = "remember"
difficulty = 0.7
status = "reviewed"
type = "single"
stem = "Why is a ripe tomato red?"
explanation = "Lycopene makes ripe tomatoes red, whatever the light."
  [[item.option]]
  text = "Because of a dye in its skin"
  key = true
  [[item.option]]
  text = "Because it is watered with red water from a well"
  why = "Nobody does that."
  [[item.option]]
  text = "Because iron colours it"
  why = "Iron makes blood red."
"#,
    false_alarms: FalseAlarms::Some,
    thresholds: &[UNEVEN, UNEVEN_CHARACTERS, MOST_WORDS],
    check,
};

const UNEVEN: Threshold = Threshold::new(
    "uneven",
    Unit::Ratio,
    200,
    (100, 1_000),
    "a warning if the longest choice has more than so many times the characters of the shortest",
);
const UNEVEN_CHARACTERS: Threshold = Threshold::new(
    "uneven_characters",
    Unit::Count("characters"),
    25,
    (0, 500),
    "and has more than so many more",
);
const MOST_WORDS: Threshold =
    Threshold::new("words", Unit::Count("words"), 25, (3, 500), "a warning if a choice has more");

fn check(prepared: &Prepared<'_>) -> Vec<Diagnostic> {
    let limits = prepared.limits(&LINT);
    let most_words = limits.get(&MOST_WORDS);
    let mut out = Vec::new();
    for item in &prepared.items {
        let long = item.choices.iter().filter(|choice| choice.text.words.len() > most_words);
        out.extend(long.map(|choice| {
            let message = format!("a choice has {} words, more than {most_words}", choice.text.words.len());
            LINT.at(item, &choice.text, Severity::Warning, message)
        }));
        let longest = item.choices.iter().max_by_key(|choice| choice.text.chars);
        let shortest = item.choices.iter().map(|choice| choice.text.chars).min();
        if let (Some(longest), Some(shortest)) = (longest, shortest)
            && 100 * longest.text.chars > limits.get(&UNEVEN) * shortest
            && longest.text.chars > shortest + limits.get(&UNEVEN_CHARACTERS)
        {
            let message =
                format!("the longest choice has {} characters, the shortest {shortest}", longest.text.chars);
            out.push(LINT.at(item, &longest.text, Severity::Warning, message));
        }
    }
    out
}
