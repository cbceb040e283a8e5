//! B06: words that leave things open do not mark keys.

use super::b05_absolutes::{Marks, ODDS, P};
use super::statistics::TwoByTwo;
use super::whole::{self, named, rarity};
use super::words::VAGUE;
use super::{FalseAlarms, Lint, Prepared};
use mockexam_model::{Diagnostic, Severity};

pub(super) const LINT: Lint = Lint {
    id: "B06",
    severity: Severity::Warning,
    what: "over the bank, words such as may, often and usually are not much more frequent in keys than in distractors",
    why: "Authors protect the key against objections by a hedge and leave distractors bare; candidates know. English word lists; in other languages this check is silent.",
    source: "NBME item-writing guide, vague terms and testwiseness",
    help: "take the word out of the keys, or hedge distractors as well",
    flawed: r#"
[[item]]
id = "xx-NN"
topic = "sample"
concepts = ["sample-fact"]
level = "remember"
difficulty = 0.7
status = "reviewed"
type = "single"
stem = "When is tomato NN picked?"
explanation = "It is picked when its colour turns, and ripens on the way to the shop."
  [[item.option]]
  text = "Usually when its colour turns"
  key = true
  [[item.option]]
  text = "In the first morning hour"
  why = "The hour does not matter."
  [[item.option]]
  text = "After it has turned red"
  why = "It would be too soft to travel."
"#,
    sound: "",
    false_alarms: FalseAlarms::Some,
    thresholds: &[P, ODDS],
    check,
};

fn check(prepared: &Prepared<'_>) -> Vec<Diagnostic> {
    if !prepared.english {
        return Vec::new();
    }
    let limits = prepared.limits(&LINT);
    let marks = Marks::of(prepared, VAGUE);
    let table = TwoByTwo {
        first_with: marks.keys,
        first: marks.all_keys,
        second_with: marks.distractors,
        second: marks.all_distractors,
    };
    let p = table.p_first_has_more();
    if p >= limits.real(&P) || table.odds_ratio() <= limits.real(&ODDS) {
        return Vec::new();
    }
    let message = format!(
        "{} of {} keys, but {} of {} distractors have a word that leaves things open; {}: {}",
        marks.keys,
        marks.all_keys,
        marks.distractors,
        marks.all_distractors,
        rarity(p),
        named(&marks.in_keys)
    );
    vec![whole::finding(prepared.drafts, LINT.id, Severity::Warning, message).help(LINT.help)]
}
