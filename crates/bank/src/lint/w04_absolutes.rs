//! W04: no absolute terms that give distractors away.

use super::words::{ABSOLUTE, holds};
use super::{FalseAlarms, Lint, Prepared, PreparedItem, Text};
use crate::norm::tokens;
use mockexam_model::{Diagnostic, Severity};

pub(super) const LINT: Lint = Lint {
    id: "W04",
    severity: Severity::Warning,
    what: "absolute terms such as always, never and only do not stand in distractors alone",
    why: "Few things hold always: candidates who know nothing strike out what allows no exception.",
    source: "Haladyna, Downing and Rodriguez 2002, guideline 28a",
    help: "take the absolute term out, or use one in the key as well where it is true",
    flawed: r#"
[[item]]
id = "xx-104"
topic = "sample"
concepts = ["sample-fact"]
level = "remember"
difficulty = 0.7
status = "reviewed"
type = "single"
stem = "When do tomatoes turn red?"
explanation = "Lycopene makes ripe tomatoes red, whatever the light."
  [[item.option]]
  text = "When they are ripe"
  key = true
  [[item.option]]
  text = "Always on the first of May"
  why = "They know no calendar."
  [[item.option]]
  text = "When they are watered"
  why = "Water alone does not do it."
"#,
    sound: r#"
[[item]]
id = "xx-204"
topic = "sample"
concepts = ["sample-fact"]
level = "remember"
difficulty = 0.7
status = "reviewed"
type = "single"
stem = "When do all tomatoes of a plant turn red?"
explanation = "Lycopene makes ripe tomatoes red, whatever the light."
  [[item.option]]
  text = "When they are ripe"
  key = true
  [[item.option]]
  text = "All at once in the night"
  why = "They ripen one after the other."
  [[item.option]]
  text = "When they are watered"
  why = "Water alone does not do it."
"#,
    false_alarms: FalseAlarms::Some,
    thresholds: &[],
    check,
};

fn check(prepared: &Prepared<'_>) -> Vec<Diagnostic> {
    let mut out = Vec::new();
    for item in prepared.items.iter().filter(|_| prepared.english) {
        let mut keys = item.keys().filter_map(|key| Some((key, absolute(prepared, item, &key.text)?)));
        let mut distractors =
            item.distractors().filter_map(|d| Some((d, absolute(prepared, item, &d.text)?)));
        match (keys.next(), distractors.next()) {
            (None, Some((distractor, word))) if item.keys().next().is_some() => {
                let more = distractors.count();
                let others = if more == 0 { String::new() } else { format!(" (and {more} more)") };
                let message =
                    format!("'{word}' stands in a distractor{others}, and nothing like it in the key");
                out.push(LINT.at(item, &distractor.text, Severity::Warning, message));
            }
            (Some((key, word)), None) => {
                let message = format!("'{word}' stands in the key, and nothing like it in a distractor");
                out.push(LINT.at(item, &key.text, Severity::Info, message));
            }
            _ => {}
        }
    }
    out
}

/// Whether a term belongs to the matter: it stands in the question, its case or the facts examined.
fn is_given(prepared: &Prepared<'_>, item: &PreparedItem<'_>, term: &str) -> bool {
    let mut texts = [Some(&item.stem), prepared.case_of(item)].into_iter().flatten();
    let concepts = &item.draft.header.concepts;
    let mut facts = concepts.iter().filter_map(|id| prepared.drafts.concept(id.get_ref()));
    texts.any(|text| prepared.words(text).any(|word| word == term))
        || facts.any(|concept| tokens(&concept.fact).iter().any(|word| word == term))
}

fn absolute<'p>(prepared: &'p Prepared<'_>, item: &PreparedItem<'_>, text: &'p Text<'_>) -> Option<&'p str> {
    let mut before = "";
    prepared.words(text).find(|word| {
        let harmless = matches!((before, *word), ("at" | "above", "all") | ("not", _) | ("if", "any"));
        before = word;
        holds(ABSOLUTE, word) && !harmless && !is_given(prepared, item, word)
    })
}
