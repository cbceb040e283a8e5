//! B13: pairs of opposites do not tell where the key is.

use super::statistics::real;
use super::threshold::{Threshold, Unit};
use super::w17_telling_pairs::are_opposites;
use super::whole::{self, P, Trials, named, rarity};
use super::{FalseAlarms, Lint, Prepared, PreparedItem};
use mockexam_model::{Diagnostic, Severity};

pub(super) const LINT: Lint = Lint {
    id: "B13",
    severity: Severity::Warning,
    what: "over the bank, the key is not in the pair of opposites more often than chance",
    why: "Authors like to set the key against its opposite. Where two of four choices are opposites, candidates who know nothing choose between these two. Below ten such items there is no verdict. English word lists; in other languages this check is silent.",
    source: "Haladyna, Downing and Rodriguez 2002, guideline 28e; the limit is our own",
    help: "let pairs of opposites consist of distractors as well, or pair the other choices too",
    flawed: r#"
[[item]]
id = "xx-NN"
topic = "sample"
concepts = ["sample-fact"]
level = "remember"
difficulty = 0.7
status = "reviewed"
type = "single"
stem = "What does heat do to tomato NN?"
explanation = "It ripens faster, as all its reactions speed up in the warmth."
  [[item.option]]
  text = "It ripens after a day"
  key = true
  [[item.option]]
  text = "It ripens before a day"
  why = "That is too fast."
  [[item.option]]
  text = "It grows seeds"
  why = "They are there already."
  [[item.option]]
  text = "It loses colour"
  why = "It gains colour."
"#,
    sound: "",
    false_alarms: FalseAlarms::Rare,
    thresholds: &[FEWEST_PAIRS, P],
    check,
};

const FEWEST_PAIRS: Threshold = Threshold::new(
    "fewest_items",
    Unit::Count("items"),
    10,
    (5, 10_000),
    "with fewer items that have a pair there is no verdict",
);

fn check(prepared: &Prepared<'_>) -> Vec<Diagnostic> {
    if !prepared.english {
        return Vec::new();
    }
    let mut trials = Trials::default();
    for (item, key) in prepared.one_key() {
        let paired = paired(prepared, item);
        let count = paired.iter().filter(|paired| **paired).count();
        if count > 0 && count < paired.len() {
            trials.add_chance(item, real(count) / real(paired.len()), paired[key]);
        }
    }
    let limits = prepared.limits(&LINT);
    let p = trials.p();
    if trials.count() < limits.get(&FEWEST_PAIRS) || p >= limits.real(&P) {
        return Vec::new();
    }
    let message =
        format!("the key is one of two opposites {}; {}: {}", trials.rate(), rarity(p), named(trials.hits()));
    vec![whole::finding(prepared.drafts, LINT.id, Severity::Warning, message).help(LINT.help)]
}

/// Which choices have an opposite among the others.
fn paired(prepared: &Prepared<'_>, item: &PreparedItem<'_>) -> Vec<bool> {
    let texts: Vec<_> = item.choices.iter().map(|choice| &choice.text).collect();
    let has_opposite = |index: usize| {
        (0..texts.len()).any(|other| other != index && are_opposites(prepared, texts[index], texts[other]))
    };
    (0..texts.len()).map(has_opposite).collect()
}
