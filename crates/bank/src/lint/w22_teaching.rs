//! W22: no teaching in the stem.

use super::text::{plain, sentences};
use super::vocabulary::StemId;
use super::{FalseAlarms, Lint, Prepared, PreparedItem};
use crate::norm::tokens;
use mockexam_model::{Diagnostic, Severity};
use std::collections::BTreeSet;

pub(super) const LINT: Lint = Lint {
    id: "W22",
    severity: Severity::Info,
    what: "every sentence of a stem is needed for its question",
    why: "A sentence that has nothing to do with question and choices costs reading time and tests patience.",
    source: "Haladyna, Downing and Rodriguez 2002, guideline 16",
    help: "remove the sentence, or let the question use it",
    flawed: r#"
[[item]]
id = "xx-122"
topic = "sample"
concepts = ["sample-fact"]
level = "remember"
difficulty = 0.7
status = "reviewed"
type = "single"
stem = "Bees live in colonies of many thousands. Which colour has a ripe tomato?"
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
id = "xx-222"
topic = "sample"
concepts = ["sample-fact"]
level = "remember"
difficulty = 0.7
status = "reviewed"
type = "single"
stem = "Ada looks at a tomato. Which colour has it when it is ripe?"
explanation = "Lycopene makes ripe tomatoes red, whatever the light."
  [[item.option]]
  text = "Red like a good tomato"
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

fn check(prepared: &Prepared<'_>) -> Vec<Diagnostic> {
    prepared
        .items
        .iter()
        .filter(|item| prepared.english && !item.choices.is_empty())
        .filter_map(|item| idle(prepared, item))
        .collect()
}

/// A sentence before the question that shares no content word with the rest of the stem or with a choice.
fn idle(prepared: &Prepared<'_>, item: &PreparedItem<'_>) -> Option<Diagnostic> {
    if !item.stem.norm.contains(". ") && !item.stem.norm.contains("! ") {
        return None;
    }
    let text = plain(item.stem.source.get_ref());
    let all: Vec<(&str, BTreeSet<StemId>)> =
        sentences(&text).into_iter().map(|s| (s, stems(prepared, s))).collect();
    let (_, before) = all.split_last()?;
    let found = before.iter().enumerate().find(|(index, (sentence, own))| {
        let elsewhere =
            all.iter().enumerate().filter(|(other, _)| other != index).map(|(_, (_, stems))| stems);
        let mut choices = item.choices.iter().flat_map(|choice| &choice.text.stems);
        // "Identify the missing word." has no content word, and names go on as "it" and "they".
        own.len() >= 2
            && !sentence.ends_with('?')
            && elsewhere.into_iter().all(|stems| stems.is_disjoint(own))
            && !choices.any(|stem| own.contains(stem))
            && (*index == 0 || !refers_back(sentence))
            && !refers_back(all.get(index + 1).map_or("", |(next, _)| next))
    });
    let (_, (sentence, _)) = found?;
    let message = format!("the question does without the sentence '{sentence}'");
    Some(LINT.at(item, &item.stem, Severity::Info, message))
}

/// Whether a sentence has a word that stands for something in the sentence before it.
fn refers_back(sentence: &str) -> bool {
    const BACK: [&str; 30] = [
        "also",
        "both",
        "he",
        "her",
        "here",
        "hers",
        "him",
        "his",
        "it",
        "its",
        "none",
        "now",
        "one",
        "she",
        "so",
        "such",
        "that",
        "the",
        "their",
        "them",
        "then",
        "there",
        "therefore",
        "these",
        "they",
        "this",
        "those",
        "two",
        "what",
        "who",
    ];
    tokens(sentence).iter().any(|word| BACK.contains(&word.as_str()))
}

fn stems(prepared: &Prepared<'_>, sentence: &str) -> BTreeSet<StemId> {
    tokens(sentence).iter().filter_map(|word| prepared.vocabulary.stem_of(word)).collect()
}
