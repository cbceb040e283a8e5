//! W21: judgements name whose they are.

use super::vocabulary::StemId;
use super::{FalseAlarms, Lint, Prepared, PreparedItem};
use crate::norm::tokens;
use mockexam_model::{Diagnostic, Severity};
use regex_lite::Regex;
use std::collections::BTreeSet;

pub(super) const LINT: Lint = Lint {
    id: "W21",
    severity: Severity::Info,
    what: "a stem that asks what is best says by whose judgement",
    why: "What is best is an opinion until somebody says by which guidance it is judged.",
    source: "Haladyna, Downing and Rodriguez 2002, guideline 6",
    help: "name the guidance or the concept in the stem: what does it recommend?",
    flawed: r#"
[[item]]
id = "xx-121"
topic = "sample"
concepts = ["sample-fact"]
level = "remember"
difficulty = 0.7
status = "reviewed"
type = "single"
stem = "What is best for a house without a garden?"
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
id = "xx-221"
topic = "sample"
concepts = ["sample-fact"]
level = "remember"
difficulty = 0.7
status = "reviewed"
type = "single"
stem = "Which fact should a gardener know?"
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
    false_alarms: FalseAlarms::Many,
    thresholds: &[],
    check,
};

/// Not "should": it asks for a rule, and the subject of the bank says whose.
const JUDGEMENT: &str = r"\b(best|most (important|effective|appropriate|suitable|useful|efficient))\b";

fn check(prepared: &Prepared<'_>) -> Vec<Diagnostic> {
    let Ok(judgement) = Regex::new(JUDGEMENT) else { return Vec::new() };
    let terms: BTreeSet<StemId> = prepared
        .drafts
        .concepts
        .iter()
        .flat_map(|concept| tokens(&concept.name))
        .filter_map(|word| prepared.vocabulary.stem_of(&word))
        .collect();
    let mut out = Vec::new();
    for item in prepared.items.iter().filter(|_| prepared.english) {
        if let Some(found) = judgement.find(&item.stem.norm)
            && !has_authority(prepared, &terms, item)
        {
            let message =
                format!("'{}' asks for a judgement, and the stem does not say whose", found.as_str());
            out.push(LINT.at(item, &item.stem, Severity::Info, message));
        }
    }
    out
}

/// Whether the stem or its case names the guidance, or a term of a concept of the bank.
fn has_authority(prepared: &Prepared<'_>, terms: &BTreeSet<StemId>, item: &PreparedItem<'_>) -> bool {
    let texts = [Some(&item.stem), prepared.case_of(item)];
    let named = item.stem.norm.contains("according to") || item.stem.norm.contains("itil");
    named || texts.into_iter().flatten().any(|text| text.stems.iter().any(|stem| terms.contains(stem)))
}
