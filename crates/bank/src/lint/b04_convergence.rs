//! B04: the key is not the choice that shares most with the others too often.

use super::prepared::PreparedItem;
use super::similar::jaccard_millionths;
use super::whole::{self, FEWEST, P, P_ERROR, Trials, named, rarity};
use super::{FalseAlarms, Lint, Prepared};
use mockexam_model::{Diagnostic, Severity};

pub(super) const LINT: Lint = Lint {
    id: "B04",
    severity: Severity::Error,
    what: "over the bank, the key is not the choice that shares most words with the other choices more often than chance",
    why: "Authors make distractors by changing a part of the key, so the key is the one that resembles all others. Below 20 items there is no verdict.",
    source: "NBME item-writing guide, convergence; Haladyna, Downing and Rodriguez 2002, guideline 28e",
    help: "let a distractor share as many words with the others as the key does: vary a distractor, not the key",
    flawed: r#"
[[item]]
id = "xx-NN"
topic = "sample"
concepts = ["sample-fact"]
level = "remember"
difficulty = 0.7
status = "reviewed"
type = "single"
stem = "How does a tomato NN ripen best?"
explanation = "Warmth and dry air help, and light is not needed."
  [[item.option]]
  text = "In warm and dry air"
  key = true
  [[item.option]]
  text = "In cold and dry air"
  why = "Cold stops ripening."
  [[item.option]]
  text = "In warm and moist air"
  why = "Moist air makes fruit rot."
"#,
    sound: "",
    false_alarms: FalseAlarms::Rare,
    thresholds: &[FEWEST, P, P_ERROR],
    check,
};

fn check(prepared: &Prepared<'_>) -> Vec<Diagnostic> {
    let mut trials = Trials::default();
    for (item, key) in prepared.one_key() {
        let shared = convergence(item);
        let hit = (0..shared.len()).filter(|&index| index != key).all(|index| shared[key] > shared[index]);
        trials.add(item, item.choices.len(), hit);
    }
    let p = trials.p();
    let Some(severity) = trials.severity(p, prepared.limits(&LINT)) else { return Vec::new() };
    let message = format!(
        "the key is the choice that shares most words with the others {}; {}: {}",
        trials.rate(),
        rarity(p),
        named(trials.hits())
    );
    vec![whole::finding(prepared.drafts, LINT.id, severity, message).help(LINT.help)]
}

/// How much each choice shares with the others: the sum of its similarities with them, in millionths.
pub(super) fn convergence(item: &PreparedItem<'_>) -> Vec<usize> {
    let choices = &item.choices;
    let similar = |a: usize, b: usize| {
        if a == b { 0 } else { jaccard_millionths(&choices[a].text.stems, &choices[b].text.stems) }
    };
    (0..choices.len()).map(|a| (0..choices.len()).map(|b| similar(a, b)).sum()).collect()
}
