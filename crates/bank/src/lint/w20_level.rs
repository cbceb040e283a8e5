//! W20: the form of an item fits its level.

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
    check,
};

/// Shorter stems have no room for a situation.
const SITUATION: usize = 15;
/// Words in a row that are taken over rather than said anew.
const COPIED: usize = 7;

fn check(prepared: &Prepared<'_>) -> Vec<Diagnostic> {
    prepared.items.iter().filter_map(|item| check_item(prepared, item)).collect()
}

fn check_item(prepared: &Prepared<'_>, item: &PreparedItem<'_>) -> Option<Diagnostic> {
    let level = *item.draft.header.level.get_ref();
    let has_case = prepared.case_of(item).is_some();
    let spot = item.draft.spot.of(&item.draft.header.level);
    let words = item.stem.words.len();
    // A calculation is its own situation; a choice may hold one as well.
    let choices: usize = item.choices.iter().map(|choice| choice.text.words.len()).max().unwrap_or(0);
    let kind = item.draft.kind.name();
    let (severity, message) = if level == Level::Apply
        && words < SITUATION
        && choices < SITUATION
        && !has_case
        && matches!(kind, "single" | "multiple" | "list" | "true-false")
    {
        (
            Severity::Warning,
            format!("level apply, but {words} words of stem and no stimulus hold no situation"),
        )
    } else if level == Level::Remember && has_case {
        (Severity::Warning, "level remember, but a stimulus has to be read".into())
    } else if level != Level::Remember && copies_fact(prepared, item) {
        (Severity::Info, format!("{COPIED} words or more of the concept's fact stand in the stem"))
    } else {
        return None;
    };
    Some(item.draft.finding_at(LINT.id, severity, message, &spot).help(LINT.help))
}

fn copies_fact(prepared: &Prepared<'_>, item: &PreparedItem<'_>) -> bool {
    let stem: Vec<&str> = prepared.words(&item.stem).collect();
    let mut concepts =
        item.draft.header.concepts.iter().filter_map(|id| prepared.drafts.concept(id.get_ref()));
    concepts.any(|concept| {
        let fact = tokens(&concept.fact);
        fact.windows(COPIED).any(|run| stem.windows(COPIED).any(|other| other == run))
    })
}
