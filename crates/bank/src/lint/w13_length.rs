//! W13: stems are short.

use super::threshold::{Limits, Threshold, Unit};
use super::{FalseAlarms, Lint, Prepared, PreparedItem};
use crate::source::AtSpot;
use mockexam_model::{Diagnostic, Severity};

pub(super) const LINT: Lint = Lint {
    id: "W13",
    severity: Severity::Error,
    what: "a stem has at most 60 words, a stimulus at most 130, and the stem asks something",
    why: "Reading time is taken from thinking time, and slow readers pay twice.",
    source: "Haladyna, Downing and Rodriguez 2002, guideline 13",
    help: "shorten the text, or move what several items need into a stimulus",
    flawed: r#"
[[item]]
id = "xx-113"
topic = "sample"
concepts = ["sample-fact"]
level = "remember"
difficulty = 0.7
status = "reviewed"
type = "single"
stem = "On Monday Ada looks at the tomatoes of her garden and finds that most of them are green while some are red. On Monday Ada looks at the tomatoes of her garden and finds that most of them are green while some are red. On Monday Ada looks at the tomatoes of her garden and finds that most of them are green while some are red. Which colour has a ripe tomato?"
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
id = "xx-213"
topic = "sample"
concepts = ["sample-fact"]
level = "remember"
difficulty = 0.7
status = "reviewed"
type = "single"
stem = "On Monday Ada looks at the tomatoes of her garden and finds that most are still green. On Monday Ada looks at the tomatoes of her garden and finds that most are still green. Which colour has a ripe tomato?"
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
    false_alarms: FalseAlarms::Rare,
    thresholds: &[STEM, STEM_ERROR, STIMULUS, LONG_STEM, LONG_CHOICES],
    check,
};

const STEM: Threshold =
    Threshold::new("stem_words", Unit::Count("words"), 60, (10, 2_000), "a warning if a stem has more")
        .not_above("stem_words_error");
const STEM_ERROR: Threshold =
    Threshold::new("stem_words_error", Unit::Count("words"), 90, (10, 2_000), "an error if a stem has more");
const STIMULUS: Threshold = Threshold::new(
    "stimulus_words",
    Unit::Count("words"),
    130,
    (10, 5_000),
    "a warning if a stimulus has more",
);
const LONG_STEM: Threshold = Threshold::new(
    "long_stem_words",
    Unit::Count("words"),
    50,
    (0, 2_000),
    "named if a stem has more, and its choices have many",
);
const LONG_CHOICES: Threshold = Threshold::new(
    "long_choices_words",
    Unit::Count("words"),
    60,
    (0, 2_000),
    "so many words of all choices together are many",
);

fn check(prepared: &Prepared<'_>) -> Vec<Diagnostic> {
    let limits = prepared.limits(&LINT);
    // An open question may need all the room it takes.
    let short = prepared.items.iter().filter(|item| item.draft.kind.name() != "open");
    let mut out: Vec<Diagnostic> = short.filter_map(|item| check_item(item, limits)).collect();
    for case in &prepared.drafts.cases {
        let words = crate::norm::tokens(case.file.text.get_ref()).len();
        let most = limits.get(&STIMULUS);
        if words > most {
            let message =
                format!("the stimulus '{}' has {words} words, more than {most}", case.file.id.get_ref());
            out.push(Diagnostic::warning(LINT.id, message).spot(&case.spot, "").help(LINT.help));
        }
    }
    out
}

fn check_item(item: &PreparedItem<'_>, limits: Limits<'_>) -> Option<Diagnostic> {
    let words = item.stem.words.len();
    let most = limits.get(&STEM);
    let choices: usize = item.choices.iter().map(|choice| choice.text.words.len()).sum();
    let (severity, message) = if words > most {
        let severity = if words > limits.get(&STEM_ERROR) { Severity::Error } else { Severity::Warning };
        (severity, format!("the stem has {words} words, more than {most}"))
    } else if words > limits.get(&LONG_STEM) && choices > limits.get(&LONG_CHOICES) {
        (Severity::Info, format!("{words} words in the stem and {choices} in the choices take long to read"))
    } else if !item.choices.is_empty() && !item.stem.source.get_ref().contains('?') {
        (Severity::Info, "the stem has no question mark and no gap".into())
    } else {
        return None;
    };
    Some(LINT.at(item, &item.stem, severity, message))
}
