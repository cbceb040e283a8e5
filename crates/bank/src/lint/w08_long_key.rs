//! W08: the key is not conspicuously long or short.

use super::{FalseAlarms, Lint, Prepared, PreparedItem};
use mockexam_model::{Diagnostic, Severity};

pub(super) const LINT: Lint = Lint {
    id: "W08",
    severity: Severity::Error,
    what: "the key is neither much longer nor much shorter than the distractors",
    why: "Authors qualify what is right until nobody can object to it: the longest choice is the best guess.",
    source: "Haladyna, Downing and Rodriguez 2002, guideline 24 and 28d; Casu and García 2019",
    help: "shorten the key, or give the distractors as much detail",
    flawed: r#"
[[item]]
id = "xx-108"
topic = "sample"
concepts = ["sample-fact"]
level = "remember"
difficulty = 0.7
status = "reviewed"
type = "single"
stem = "Why is a ripe tomato red?"
explanation = "Lycopene makes ripe tomatoes red, whatever the light."
  [[item.option]]
  text = "Because lycopene, which builds up in its skin while it ripens, swallows the blue and green parts of the light"
  key = true
  [[item.option]]
  text = "Because it is watered with red water"
  why = "Nobody does that."
  [[item.option]]
  text = "Because iron colours its juice"
  why = "Iron makes blood red."
"#,
    sound: r#"
[[item]]
id = "xx-208"
topic = "sample"
concepts = ["sample-fact"]
level = "remember"
difficulty = 0.7
status = "reviewed"
type = "single"
stem = "Why is a ripe tomato red?"
explanation = "Lycopene makes ripe tomatoes red, whatever the light."
  [[item.option]]
  text = "Because of a dye that builds up in its skin"
  key = true
  [[item.option]]
  text = "Because of the red water it got"
  why = "Nobody does that."
  [[item.option]]
  text = "Because iron colours its juice"
  why = "Iron makes blood red."
"#,
    false_alarms: FalseAlarms::Rare,
    check,
};

fn check(prepared: &Prepared<'_>) -> Vec<Diagnostic> {
    prepared.items.iter().filter_map(length_of_key).collect()
}

fn length_of_key(item: &PreparedItem<'_>) -> Option<Diagnostic> {
    // Names and single words are as long as they are.
    if item.choices.iter().all(|choice| choice.text.words.len() <= 3) {
        return None;
    }
    let longest = item.distractors().map(|d| d.text.chars).max()?;
    let shortest = item.distractors().map(|d| d.text.chars).min()?;
    let (sum, count) = item.distractors().fold((0, 0), |(sum, count), d| (sum + d.text.chars, count + 1));
    item.keys().find_map(|key| {
        let length = key.text.chars;
        // length / mean against 2, 1.5 and 0.5 in whole numbers
        let (length_of_all, mean) = (length * count, sum / count);
        let severity = if length_of_all > 2 * sum && length >= longest + 30 {
            Severity::Error
        } else if 2 * length_of_all > 3 * sum && length >= longest + 15
            || 2 * length_of_all < sum && length + 30 <= shortest
        {
            Severity::Warning
        } else {
            return None;
        };
        let message = format!(
            "the key has {length} characters, the distractors {mean} on average ({shortest} to {longest})"
        );
        Some(LINT.at(item, &key.text, severity, message))
    })
}
