//! S08: distractors come from known confusions.

use super::{Drafts, FalseAlarms, Lint, Prepared};
use crate::draft::Draft;
use crate::kind::Passage;
use crate::norm::norm;
use crate::source::AtSpot;
use mockexam_model::{Diagnostic, Severity};

pub(super) const LINT: Lint = Lint {
    id: "S08",
    severity: Severity::Info,
    what: "distractors have their origin in listed confusions (a count, not a fault)",
    why: "Distractors made of errors that people really make are the ones that work.",
    source: "Haladyna, Downing and Rodriguez 2002, guideline 30",
    help: "nothing to repair; name the confusion of a choice with confusion = \"…\" to have it counted",
    flawed: r#"
[[item]]
id = "xx-008"
topic = "sample"
concepts = ["sample-fact"]
level = "remember"
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
  confusion = "the colour of the sky"
"#,
    sound: "",
    false_alarms: FalseAlarms::Rare,
    check,
};

fn check(prepared: &Prepared<'_>) -> Vec<Diagnostic> {
    let drafts = prepared.drafts;
    let distractors: Vec<(&Draft, Passage<'_>)> = drafts
        .items
        .iter()
        .flat_map(|draft| draft.distractors().into_iter().map(move |p| (draft, p)))
        .collect();
    let known = distractors.iter().filter(|(draft, passage)| has_origin(drafts, draft, passage)).count();
    let (Some((_, spot)), false) = (drafts.topics.first(), known == 0) else { return Vec::new() };
    let message = format!(
        "{known} of {} distractors name a listed confusion or a concept of a pool",
        distractors.len()
    );
    vec![Diagnostic { severity: Severity::Info, ..Diagnostic::error(LINT.id, message) }.spot(spot, "")]
}

fn has_origin(drafts: &Drafts, draft: &Draft, passage: &Passage<'_>) -> bool {
    if passage.confusion.is_some() {
        return true;
    }
    let text = norm(passage.text.get_ref());
    let concepts = draft.header.concepts.iter().filter_map(|id| drafts.concept(id.get_ref()));
    let mut confusions = concepts.flat_map(|concept| &concept.confusions);
    let first = draft.header.concepts.first().map(|id| id.get_ref().as_str());
    let mut neighbours = drafts
        .pools
        .iter()
        .filter(|pool| pool.iter().any(|(member, _)| Some(member.as_str()) == first))
        .flatten()
        .filter_map(|(member, _)| drafts.concept(member));
    confusions.any(|confusion| norm(confusion) == text)
        || neighbours.any(|concept| norm(&concept.name) == text)
}
