//! W20: the form of an item fits its level.

use super::threshold::{Threshold, Unit};
use super::{FalseAlarms, Lint, Prepared, PreparedItem};
use crate::norm::tokens;
use mockexam_model::{Diagnostic, Level, Severity};

pub(super) const LINT: Lint = Lint {
    id: "W20",
    severity: Severity::Warning,
    what: "apply goes with a case, remember without one",
    why: "To apply a concept a candidate needs a situation to apply it to; to remember a fact, none.",
    source: "Haladyna, Downing and Rodriguez 2002, guideline 1 and 3",
    help: "give the stem a situation, or change the level",
    flawed: r#"
[[item]]
id = "xx-120"
topic = "sample"
concepts = ["sample-fact"]
level = "apply"
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
  text = "Blue"
  why = "The sky is blue, not this."
"#,
    sound: r#"
[[item]]
id = "xx-220"
topic = "sample"
concepts = ["sample-fact"]
level = "apply"
difficulty = 0.7
status = "reviewed"
type = "single"
stem = "Ada has bought ten tomatoes, and her guests come in two hours. Which of them does she serve first?"
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
    thresholds: &[SITUATION, COPIED],
    check,
};

const SITUATION: Threshold = Threshold::new(
    "situation_words",
    Unit::Count("words"),
    15,
    (0, 200),
    "a stem or choice with fewer has no room for a situation",
);
const COPIED: Threshold = Threshold::new(
    "copied_words",
    Unit::Count("words"),
    7,
    (3, 100),
    "named if so many in a row of a fact stand in a stem of another level than remember",
);

fn check(prepared: &Prepared<'_>) -> Vec<Diagnostic> {
    prepared.items.iter().filter_map(|item| check_item(prepared, item)).collect()
}

fn check_item(prepared: &Prepared<'_>, item: &PreparedItem<'_>) -> Option<Diagnostic> {
    let limits = prepared.limits(&LINT);
    let (situation, copied) = (limits.get(&SITUATION), limits.get(&COPIED));
    let level = *item.draft.header.level.get_ref();
    let has_case = prepared.case_of(item).is_some();
    let spot = item.draft.spot.of(&item.draft.header.level);
    let words = item.stem.words.len();
    // A calculation is its own situation; a choice may hold one as well.
    let choices: usize = item.choices.iter().map(|choice| choice.text.words.len()).max().unwrap_or(0);
    let kind = item.draft.kind.name();
    let (severity, message) = if level == Level::Apply
        && words < situation
        && choices < situation
        && !has_case
        && matches!(kind, "single" | "multiple" | "list" | "true-false")
    {
        (
            Severity::Warning,
            format!("level apply, but {words} words of stem and no stimulus hold no situation"),
        )
    } else if level == Level::Remember && has_case {
        (Severity::Warning, "level remember, but a stimulus has to be read".into())
    } else if level != Level::Remember && copies_fact(prepared, item, copied) {
        (Severity::Info, format!("{copied} words or more of the concept's fact stand in the stem"))
    } else {
        return None;
    };
    Some(item.draft.finding_at(LINT.id, severity, message, &spot).help(LINT.help))
}

fn copies_fact(prepared: &Prepared<'_>, item: &PreparedItem<'_>, copied: usize) -> bool {
    let stem: Vec<&str> = prepared.words(&item.stem).collect();
    let mut concepts =
        item.draft.header.concepts.iter().filter_map(|id| prepared.drafts.concept(id.get_ref()));
    concepts.any(|concept| {
        let fact = tokens(&concept.fact);
        fact.windows(copied).any(|run| stem.windows(copied).any(|other| other == run))
    })
}
