//! W07: the key does not echo the stem.

use super::threshold::{Threshold, Unit};
use super::vocabulary::{StemId, WordId};
use super::{FalseAlarms, Lint, Prepared, PreparedItem};
use crate::lint::prepared::PreparedChoice;
use mockexam_model::{Diagnostic, Severity};

pub(super) const LINT: Lint = Lint {
    id: "W07",
    severity: Severity::Error,
    what: "the key alone does not repeat words of the stem",
    why: "Candidates who know nothing choose what sounds like the question.",
    source: "Haladyna, Downing and Rodriguez 2002, guideline 28b",
    help: "reword the key or the stem with synonyms, or give a distractor the same word: that is a fair lure",
    flawed: r#"
[[item]]
id = "xx-107"
topic = "sample"
concepts = ["sample-fact"]
level = "remember"
difficulty = 0.7
status = "reviewed"
type = "single"
stem = "What makes a ripe tomato turn red in the sun?"
explanation = "Lycopene makes ripe tomatoes red, whatever the light."
  [[item.option]]
  text = "A dye that makes a ripe tomato red"
  key = true
  [[item.option]]
  text = "Water"
  why = "Water has no colour."
  [[item.option]]
  text = "Iron"
  why = "Iron makes blood red."
"#,
    sound: r#"
[[item]]
id = "xx-207"
topic = "sample"
concepts = ["sample-fact"]
level = "remember"
difficulty = 0.7
status = "reviewed"
type = "single"
stem = "What makes a ripe tomato red?"
explanation = "Lycopene makes ripe tomatoes red, whatever the light."
  [[item.option]]
  text = "Lycopene in its skin"
  key = true
  [[item.option]]
  text = "Iron in a tomato"
  why = "Iron makes blood red."
  [[item.option]]
  text = "A ripe dye"
  why = "Dyes do not ripen."
"#,
    false_alarms: FalseAlarms::Some,
    thresholds: &[RUN, RUN_ERROR, MARGIN, RARE, RARE_ITEMS],
    check,
};

// Three words in a row are often one term ("time and money"), and an error keeps the whole bank from being drawn.
const RUN: Threshold = Threshold::new(
    "run_words",
    Unit::Count("words"),
    3,
    (2, 50),
    "a warning if the key alone has so many words of the stem in a row",
)
.not_above("run_words_error");
const RUN_ERROR: Threshold = Threshold::new(
    "run_words_error",
    Unit::Count("words"),
    4,
    (2, 50),
    "an error if the key alone has so many words of the stem in a row",
);
const MARGIN: Threshold = Threshold::new(
    "more_words",
    Unit::Count("words"),
    2,
    (1, 50),
    "a warning if the key has so many words of the stem more than any distractor",
);
const RARE: Threshold = Threshold::new(
    "rare",
    Unit::Percent,
    5,
    (0, 100),
    "a word in at most so many of all items is rare: one more of these is a warning",
);
const RARE_ITEMS: Threshold = Threshold::new(
    "rare_items",
    Unit::Count("items"),
    2,
    (0, 100),
    "a word in at most so many items is rare, too",
);

fn check(prepared: &Prepared<'_>) -> Vec<Diagnostic> {
    let mut out = Vec::new();
    for item in prepared.items.iter().filter(|item| prepared.english && item.distractors().next().is_some()) {
        out.extend(item.keys().find_map(|key| echo(prepared, item, key)));
    }
    out
}

fn echo(prepared: &Prepared<'_>, item: &PreparedItem<'_>, key: &PreparedChoice<'_>) -> Option<Diagnostic> {
    let limits = prepared.limits(&LINT);
    for (length, severity) in [(&RUN_ERROR, Severity::Error), (&RUN, Severity::Warning)] {
        let length = limits.get(length);
        if let Some(run) = common_run(prepared, item, key, length) {
            let words: Vec<&str> = run.iter().map(|&word| prepared.vocabulary.word(word)).collect();
            let message = format!("the key repeats '{}' of the stem, no distractor does", words.join(" "));
            return Some(LINT.at(item, &key.text, severity, message));
        }
    }
    let of_key = shared(prepared, item, key);
    let most =
        item.distractors().map(|distractor| shared(prepared, item, distractor).len()).max().unwrap_or(0);
    let margin = of_key.len().saturating_sub(most);
    let rare = (prepared.items.len() * limits.get(&RARE) / 100).max(limits.get(&RARE_ITEMS));
    let is_rare = |stem: &StemId| prepared.vocabulary.items_with(*stem) as usize <= rare;
    let telling = margin >= limits.get(&MARGIN) || margin >= 1 && of_key.iter().any(is_rare);
    telling.then(|| {
        let message = format!(
            "the key has {} of the stem ({}), a distractor has {most} at most",
            if of_key.len() == 1 { "a word".into() } else { format!("{} words", of_key.len()) },
            spelled(prepared, key, &of_key),
        );
        LINT.at(item, &key.text, Severity::Warning, message)
    })
}

/// Stems that the choice shares with the question, without those that another choice has as well.
fn shared(prepared: &Prepared<'_>, item: &PreparedItem<'_>, choice: &PreparedChoice<'_>) -> Vec<StemId> {
    let elsewhere =
        |stem: &StemId| item.choices.iter().filter(|c| c.text.stems.binary_search(stem).is_ok()).count() > 1;
    let is_word = |stem: &StemId| prepared.vocabulary.stem_text(*stem).starts_with(char::is_alphabetic);
    let stems = choice.text.stems.iter().filter(|stem| item.stem.stems.binary_search(stem).is_ok());
    stems.filter(|stem| is_word(stem) && !elsewhere(stem)).copied().collect()
}

/// The first words in a row that the key shares with the stem and with no distractor. Two of them mean something.
fn common_run<'i>(
    prepared: &Prepared<'_>,
    item: &PreparedItem<'_>,
    key: &'i PreparedChoice<'_>,
    length: usize,
) -> Option<&'i [WordId]> {
    key.text.words.windows(length).find(|run| {
        let content = run.iter().filter(|&&word| prepared.vocabulary.stem(word).is_some()).count();
        content >= 2
            && item.stem.words.windows(length).any(|other| other == *run)
            && !item.distractors().any(|d| d.text.words.windows(length).any(|other| other == *run))
    })
}

/// The words of the choice that have one of the stems.
fn spelled(prepared: &Prepared<'_>, choice: &PreparedChoice<'_>, stems: &[StemId]) -> String {
    let words = choice
        .text
        .words
        .iter()
        .filter(|&&word| prepared.vocabulary.stem(word).is_some_and(|stem| stems.contains(&stem)));
    words.map(|&word| prepared.vocabulary.word(word)).collect::<Vec<_>>().join(", ")
}
