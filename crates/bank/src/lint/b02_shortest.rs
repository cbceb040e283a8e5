//! B02: the key is not the shortest choice too often, nor as a rule longer or shorter than the others.

use super::prepared::PreparedItem;
use super::threshold::{Threshold, Unit};
use super::whole::{self, FEWEST, P, Trials, named, rarity};
use super::{FalseAlarms, Lint, Prepared};
use mockexam_model::{Diagnostic, Severity};

pub(super) const LINT: Lint = Lint {
    id: "B02",
    severity: Severity::Warning,
    what: "over the bank, the key is neither the shortest choice more often than chance nor of another typical length",
    why: "Who cures long keys by cutting all of them gives away the short ones. The median of key length to mean length of the distractors should lie between 0.9 and 1.1. Below 20 items there is no verdict.",
    source: "Haladyna, Downing and Rodriguez 2002, guideline 24; the limits are our own",
    help: "lengthen or shorten keys, or distractors, until the key is as often the longest as the shortest",
    flawed: r#"
[[item]]
id = "xx-NN"
topic = "sample"
concepts = ["sample-fact"]
level = "remember"
difficulty = 0.7
status = "reviewed"
type = "single"
stem = "Why is a ripe tomato NN red?"
explanation = "Lycopene makes ripe tomatoes red, whatever the light."
  [[item.option]]
  text = "It holds lycopene"
  key = true
  [[item.option]]
  text = "It holds a good deal of carotene"
  why = "Carotene makes carrots orange."
  [[item.option]]
  text = "It holds a good deal of iron"
  why = "Iron makes blood red, not fruit."
"#,
    sound: "",
    false_alarms: FalseAlarms::Rare,
    thresholds: &[SEEN, FEWEST, P, MEDIAN_LEAST, MEDIAN_MOST],
    check,
};

const SEEN: Threshold = Threshold::new(
    "seen_characters",
    Unit::Count("characters"),
    3,
    (1, 50),
    "the key counts as the shortest if it has so many less than any other choice",
);
const MEDIAN_LEAST: Threshold = Threshold::new(
    "median_least",
    Unit::Ratio,
    90,
    (10, 100),
    "least median of key length to mean length of the distractors",
);
const MEDIAN_MOST: Threshold = Threshold::new(
    "median_most",
    Unit::Ratio,
    110,
    (100, 1_000),
    "greatest median of key length to mean length of the distractors",
);

fn check(prepared: &Prepared<'_>) -> Vec<Diagnostic> {
    let limits = prepared.limits(&LINT);
    let mut trials = Trials::default();
    let mut ratios = Vec::new();
    for (item, key) in prepared.one_key() {
        trials.add(item, item.choices.len(), stands_out(item, key, limits.get(&SEEN)));
        ratios.push(ratio(item, key));
    }
    let mut out = Vec::new();
    if trials.count() < limits.get(&FEWEST) {
        return out;
    }
    let mut report = |message: String| {
        out.push(whole::finding(prepared.drafts, LINT.id, Severity::Warning, message).help(LINT.help));
    };
    let p = trials.p();
    if p < limits.real(&P) {
        report(format!(
            "the key is the shortest choice {}; {}: {}",
            trials.rate(),
            rarity(p),
            named(trials.hits())
        ));
    }
    ratios.sort_unstable();
    let median = ratios[ratios.len() / 2];
    if !(10 * limits.get(&MEDIAN_LEAST)..=10 * limits.get(&MEDIAN_MOST)).contains(&median) {
        report(format!("the typical key has {} % of the length of its distractors", median / 10));
    }
    out
}

fn stands_out(item: &PreparedItem<'_>, key: usize, seen: usize) -> bool {
    let length = |index: usize| item.choices[index].text.chars;
    (0..item.choices.len()).filter(|&index| index != key).all(|index| length(key) + seen <= length(index))
}

/// Length of the key to the mean length of the distractors, in per mille.
fn ratio(item: &PreparedItem<'_>, key: usize) -> usize {
    let all: usize = item.choices.iter().map(|choice| choice.text.chars).sum();
    let key = item.choices[key].text.chars;
    (key * 1000 * (item.choices.len() - 1)).checked_div(all - key).unwrap_or(1000)
}
