//! W13: stems are short.

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
    check,
};

const STEM: usize = 60;
const STEM_ERROR: usize = 90;
const STIMULUS: usize = 130;
/// Stem and choices that together take long to read.
const LONG_STEM: usize = 50;
const LONG_CHOICES: usize = 60;

fn check(prepared: &Prepared<'_>) -> Vec<Diagnostic> {
    // An open question may need all the room it takes.
    let short = prepared.items.iter().filter(|item| item.draft.kind.name() != "open");
    let mut out: Vec<Diagnostic> = short.filter_map(check_item).collect();
    for case in &prepared.drafts.cases {
        let words = crate::norm::tokens(case.file.text.get_ref()).len();
        if words > STIMULUS {
            let message =
                format!("the stimulus '{}' has {words} words, more than {STIMULUS}", case.file.id.get_ref());
            out.push(Diagnostic::warning(LINT.id, message).spot(&case.spot, "").help(LINT.help));
        }
    }
    out
}

fn check_item(item: &PreparedItem<'_>) -> Option<Diagnostic> {
    let words = item.stem.words.len();
    let choices: usize = item.choices.iter().map(|choice| choice.text.words.len()).sum();
    let (severity, message) = if words > STEM {
        let severity = if words > STEM_ERROR { Severity::Error } else { Severity::Warning };
        (severity, format!("the stem has {words} words, more than {STEM}"))
    } else if words > LONG_STEM && choices > LONG_CHOICES {
        (Severity::Info, format!("{words} words in the stem and {choices} in the choices take long to read"))
    } else if !item.choices.is_empty() && !item.stem.source.get_ref().contains('?') {
        (Severity::Info, "the stem has no question mark and no gap".into())
    } else {
        return None;
    };
    Some(LINT.at(item, &item.stem, severity, message))
}
