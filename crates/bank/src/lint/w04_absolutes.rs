//! W04: no absolute terms that give distractors away.

use super::words::{ABSOLUTE, holds};
use super::{FalseAlarms, Lint, Prepared, PreparedItem, Text};
use crate::norm::tokens;
use mockexam_model::{Diagnostic, Severity};
use std::collections::BTreeSet;

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
    check,
};

fn check(prepared: &Prepared<'_>) -> Vec<Diagnostic> {
    let mut out = Vec::new();
    for item in prepared.items.iter().filter(|_| prepared.english) {
        let given = given(prepared, item);
        let mut keys = item.keys().filter_map(|key| Some((key, absolute(prepared, &given, &key.text)?)));
        let mut distractors =
            item.distractors().filter_map(|d| Some((d, absolute(prepared, &given, &d.text)?)));
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

/// Absolute terms that belong to the matter: they stand in the question, its case or the facts examined.
fn given(prepared: &Prepared<'_>, item: &PreparedItem<'_>) -> BTreeSet<String> {
    let texts = [Some(&item.stem), prepared.case_of(item)];
    let mut words: BTreeSet<String> =
        texts.into_iter().flatten().flat_map(|text| prepared.words(text)).map(str::to_owned).collect();
    for concept in item.draft.header.concepts.iter().filter_map(|id| prepared.drafts.concept(id.get_ref())) {
        words.extend(tokens(&concept.fact));
    }
    words
}

fn absolute<'p>(prepared: &'p Prepared<'_>, given: &BTreeSet<String>, text: &'p Text<'_>) -> Option<&'p str> {
    let mut before = "";
    prepared.words(text).find(|word| {
        let harmless = matches!((before, *word), ("at" | "above", "all") | ("not", _) | ("if", "any"));
        before = word;
        holds(ABSOLUTE, word) && !harmless && !given.contains(*word)
    })
}
