//! S08: distractors come from known confusions.

use super::{Drafts, FalseAlarms, Lint, Prepared};
use crate::draft::Draft;
use crate::norm::norm;
use crate::source::AtSpot;
use mockexam_model::{Diagnostic, Severity};
use std::collections::{BTreeMap, BTreeSet};

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
    thresholds: &[],
    check,
};

fn check(prepared: &Prepared<'_>) -> Vec<Diagnostic> {
    let origins = Origins::of(prepared.drafts);
    let (mut all, mut known) = (0, 0);
    for item in &prepared.items {
        for distractor in item.distractors() {
            all += 1;
            let named = distractor.passage.confusion.is_some();
            known += usize::from(named || origins.has(item.draft, &distractor.text.norm));
        }
    }
    let (Some((_, spot)), false) = (prepared.drafts.topics.first(), known == 0) else { return Vec::new() };
    let message = format!("{known} of {all} distractors name a listed confusion or a concept of a pool");
    vec![Diagnostic { severity: Severity::Info, ..Diagnostic::error(LINT.id, message) }.spot(spot, "")]
}

/// Texts in normal form that a distractor on a concept may come from.
struct Origins<'d> {
    confusions: BTreeMap<&'d str, Vec<String>>,
    /// Pools that a concept of this name is in.
    pools_of_name: BTreeMap<String, BTreeSet<usize>>,
    pools_of_concept: BTreeMap<&'d str, Vec<usize>>,
}

impl<'d> Origins<'d> {
    fn of(drafts: &'d Drafts) -> Self {
        let mut origins = Self {
            confusions: BTreeMap::new(),
            pools_of_name: BTreeMap::new(),
            pools_of_concept: BTreeMap::new(),
        };
        for concept in &drafts.concepts {
            let confusions = concept.confusions.iter().map(|confusion| norm(confusion)).collect();
            origins.confusions.insert(&concept.id, confusions);
        }
        for (number, pool) in drafts.pools.iter().enumerate() {
            for (member, _) in pool {
                origins.pools_of_concept.entry(member).or_default().push(number);
                if let Some(concept) = drafts.concept(member) {
                    origins.pools_of_name.entry(norm(&concept.name)).or_default().insert(number);
                }
            }
        }
        origins
    }

    /// Whether a text, in normal form, is a confusion of a concept of the item, or the name of a concept that is in
    /// a pool with its first one.
    fn has(&self, draft: &Draft, text: &str) -> bool {
        let concepts = &draft.header.concepts;
        let mut confusions =
            concepts.iter().filter_map(|id| self.confusions.get(id.get_ref().as_str())).flatten();
        let pools = concepts.first().and_then(|id| self.pools_of_concept.get(id.get_ref().as_str()));
        let named = self.pools_of_name.get(text);
        confusions.any(|confusion| confusion == text)
            || named.is_some_and(|named| pools.into_iter().flatten().any(|pool| named.contains(pool)))
    }
}
