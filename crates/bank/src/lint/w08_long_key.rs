//! W08: the key is not conspicuously long or short.

use super::threshold::{Limits, Threshold, Unit};
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
    thresholds: &[EXEMPT, LONG, LONG_CHARACTERS, LONG_ERROR, LONG_CHARACTERS_ERROR, SHORT, SHORT_CHARACTERS],
    check,
};

const EXEMPT: Threshold = Threshold::new(
    "exempt_words",
    Unit::Count("words"),
    3,
    (0, 50),
    "nothing is said if no choice has more: names are as long as they are",
);
const LONG: Threshold = Threshold::new(
    "long",
    Unit::Ratio,
    150,
    (100, 1_000),
    "a warning if the key has more than so many times the length of the distractors on average",
)
.not_above("long_error");
const LONG_CHARACTERS: Threshold = Threshold::new(
    "long_characters",
    Unit::Count("characters"),
    15,
    (0, 500),
    "and is longer than the longest of them by so many",
)
.not_above("long_characters_error");
const LONG_ERROR: Threshold = Threshold::new(
    "long_error",
    Unit::Ratio,
    200,
    (100, 1_000),
    "an error if the key has more than so many times the length of the distractors on average",
);
const LONG_CHARACTERS_ERROR: Threshold = Threshold::new(
    "long_characters_error",
    Unit::Count("characters"),
    30,
    (0, 500),
    "and is longer than the longest of them by so many",
);
const SHORT: Threshold = Threshold::new(
    "short",
    Unit::Ratio,
    50,
    (0, 100),
    "a warning if the key has less than so many times the length of the distractors on average",
);
const SHORT_CHARACTERS: Threshold = Threshold::new(
    "short_characters",
    Unit::Count("characters"),
    30,
    (0, 500),
    "and is shorter than the shortest of them by so many",
);

fn check(prepared: &Prepared<'_>) -> Vec<Diagnostic> {
    let limits = prepared.limits(&LINT);
    prepared.items.iter().filter_map(|item| length_of_key(item, limits)).collect()
}

fn length_of_key(item: &PreparedItem<'_>, limits: Limits<'_>) -> Option<Diagnostic> {
    if item.choices.iter().all(|choice| choice.text.words.len() <= limits.get(&EXEMPT)) {
        return None;
    }
    let longest = item.distractors().map(|d| d.text.chars).max()?;
    let shortest = item.distractors().map(|d| d.text.chars).min()?;
    let (sum, count) = item.distractors().fold((0, 0), |(sum, count), d| (sum + d.text.chars, count + 1));
    item.keys().find_map(|key| {
        let length = key.text.chars;
        // length / mean against hundredths, in whole numbers
        let (hundredths, mean) = (100 * length * count, sum / count);
        let is_longer = |times: &Threshold, characters: &Threshold| {
            hundredths > limits.get(times) * sum && length >= longest + limits.get(characters)
        };
        let is_shorter =
            hundredths < limits.get(&SHORT) * sum && length + limits.get(&SHORT_CHARACTERS) <= shortest;
        let severity = if is_longer(&LONG_ERROR, &LONG_CHARACTERS_ERROR) {
            Severity::Error
        } else if is_longer(&LONG, &LONG_CHARACTERS) || is_shorter {
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
