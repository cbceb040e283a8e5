//! B05: words without exception do not mark distractors.

use super::statistics::TwoByTwo;
use super::threshold::{Threshold, Unit};
use super::whole::{self, named, rarity};
use super::words::{ABSOLUTE, holds};
use super::{FalseAlarms, Lint, Prepared, PreparedItem};
use mockexam_model::{Diagnostic, Severity};

pub(super) const LINT: Lint = Lint {
    id: "B05",
    severity: Severity::Warning,
    what: "over the bank, words such as always, never and only are not much more frequent in distractors than in keys",
    why: "Little in a profession is without exception, so careful authors keep such words out of keys, and candidates strike out each choice that has one. English word lists; in other languages this check is silent.",
    source: "Haladyna, Downing and Rodriguez 2002, guideline 28a; NBME item-writing guide, absolute terms",
    help: "take the word out of the distractors, or find facts without exception for some keys",
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
  text = "When its colour turns"
  key = true
  [[item.option]]
  text = "Always in the morning"
  why = "The hour does not matter."
  [[item.option]]
  text = "Only when fully red"
  why = "It would be too soft to travel."
"#,
    sound: "",
    false_alarms: FalseAlarms::Some,
    thresholds: &[P, ODDS],
    check,
};

pub(super) const P: Threshold = Threshold::new(
    "p",
    Unit::Chance,
    100,
    (1, 5_000),
    "a warning where chance alone does it with a smaller probability",
);
pub(super) const ODDS: Threshold =
    Threshold::new("odds_ratio", Unit::Ratio, 300, (100, 10_000), "and where the odds ratio is above this");

fn check(prepared: &Prepared<'_>) -> Vec<Diagnostic> {
    if !prepared.english {
        return Vec::new();
    }
    let limits = prepared.limits(&LINT);
    let marks = Marks::of(prepared, ABSOLUTE);
    let table = TwoByTwo {
        first_with: marks.distractors,
        first: marks.all_distractors,
        second_with: marks.keys,
        second: marks.all_keys,
    };
    let p = table.p_first_has_more();
    if p >= limits.real(&P) || table.odds_ratio() <= limits.real(&ODDS) {
        return Vec::new();
    }
    let message = format!(
        "{} of {} distractors, but {} of {} keys have a word without exception; {}: {}",
        marks.distractors,
        marks.all_distractors,
        marks.keys,
        marks.all_keys,
        rarity(p),
        named(&marks.in_distractors)
    );
    vec![whole::finding(prepared.drafts, LINT.id, Severity::Warning, message).help(LINT.help)]
}

/// How many keys and distractors of a bank have a word of a list that their stem does not have.
#[derive(Default)]
pub(super) struct Marks<'p> {
    pub(super) keys: usize,
    pub(super) all_keys: usize,
    pub(super) distractors: usize,
    pub(super) all_distractors: usize,
    /// Items with such a word in a key.
    pub(super) in_keys: Vec<&'p str>,
    /// Items with such a word in a distractor.
    pub(super) in_distractors: Vec<&'p str>,
}

impl<'p> Marks<'p> {
    pub(super) fn of(prepared: &'p Prepared<'_>, list: &[&str]) -> Self {
        let mut marks = Self::default();
        for item in prepared.in_use() {
            let marked = marked(prepared, item, list);
            let count = |key: bool| {
                let choices = item.choices.iter().zip(&marked).filter(|(choice, _)| choice.is_key() == key);
                (choices.clone().filter(|(_, marked)| **marked).count(), choices.count())
            };
            let (keys, all_keys) = count(true);
            let (distractors, all_distractors) = count(false);
            marks.keys += keys;
            marks.all_keys += all_keys;
            marks.distractors += distractors;
            marks.all_distractors += all_distractors;
            marks.in_keys.extend((keys > 0).then_some(item.draft.id()));
            marks.in_distractors.extend((distractors > 0).then_some(item.draft.id()));
        }
        marks
    }
}

/// Which choices of an item have a word of a list that the stem does not have.
pub(super) fn marked(prepared: &Prepared<'_>, item: &PreparedItem<'_>, list: &[&str]) -> Vec<bool> {
    let is_marked = |choice: &super::prepared::PreparedChoice<'_>| {
        choice
            .text
            .words
            .iter()
            .any(|word| holds(list, prepared.vocabulary.word(*word)) && !item.stem.words.contains(word))
    };
    item.choices.iter().map(is_marked).collect()
}
