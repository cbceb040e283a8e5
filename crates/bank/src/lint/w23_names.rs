//! W23: abbreviations are explained, people change.

use super::text::{plain, sentences};
use super::threshold::{Threshold, Unit};
use super::words::{KNOWN_ABBREVIATIONS, LOUD_WORDS, holds};
use super::{FalseAlarms, Lint, Prepared, Text};
use crate::norm::tokens;
use crate::source::AtSpot;
use mockexam_model::{Diagnostic, Severity};
use regex_lite::Regex;
use std::collections::{BTreeMap, BTreeSet};

pub(super) const LINT: Lint = Lint {
    id: "W23",
    severity: Severity::Info,
    what: "abbreviations are known or explained; names and genders of people are mixed",
    why: "An abbreviation that nobody spells out tests the wrong thing. A person who is in every third case, or only men who decide, is noticed.",
    source: "our own rule",
    help: "spell the abbreviation out once, or name it in a concept; vary the people",
    flawed: r#"
[[item]]
id = "xx-123"
topic = "sample"
concepts = ["sample-fact"]
level = "remember"
difficulty = 0.7
status = "reviewed"
type = "single"
stem = "Which colour has a ripe tomato after a treatment with QZX?"
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
id = "xx-223"
topic = "sample"
concepts = ["sample-fact"]
level = "remember"
difficulty = 0.7
status = "reviewed"
type = "single"
stem = "Which colour has a ripe tomato on a PDF page after a good bath in water (GBW)?"
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
    false_alarms: FalseAlarms::Some,
    thresholds: &[ENOUGH, SHARE],
    check,
};

const ENOUGH: Threshold = Threshold::new(
    "fewest_items",
    Unit::Count("items"),
    20,
    (5, 10_000),
    "smaller banks have no room for a variety of people",
);
const SHARE: Threshold =
    Threshold::new("one_name", Unit::Percent, 5, (1, 100), "a name in more stems and cases is named");

fn check(prepared: &Prepared<'_>) -> Vec<Diagnostic> {
    if !prepared.english {
        return Vec::new();
    }
    let mut out = abbreviations(prepared);
    if prepared.items.len() >= prepared.limits(&LINT).get(&ENOUGH) {
        out.extend(names(prepared));
        out.extend(genders(prepared));
    }
    out
}

/// Each unexplained abbreviation once, where it stands first.
fn abbreviations(prepared: &Prepared<'_>) -> Vec<Diagnostic> {
    let (Ok(capitals), Ok(loud)) = (Regex::new(r"\b[A-Z]{2,}\b"), Regex::new(r"\*+[A-Z ]+\*+")) else {
        return Vec::new();
    };
    let mut known: BTreeSet<String> =
        prepared.drafts.topics.iter().flat_map(|(topic, _)| tokens(&topic.name)).collect();
    for concept in &prepared.drafts.concepts {
        known.extend(tokens(&concept.name).into_iter().chain(tokens(&concept.fact)));
    }
    let mut out = Vec::new();
    for item in &prepared.items {
        for text in [&item.stem].into_iter().chain(item.choices.iter().map(|choice| &choice.text)) {
            let shouts = |pair: &[u8]| pair.iter().all(u8::is_ascii_uppercase);
            if !text.source.get_ref().as_bytes().windows(2).any(shouts) {
                continue;
            }
            // Emphasis is no abbreviation: how MANY, which TWO.
            let source = loud.replace_all(text.source.get_ref(), "");
            for found in capitals.find_iter(&source) {
                let word = found.as_str().to_lowercase();
                let explained = source.contains(&format!("({})", found.as_str()));
                if !explained
                    && !holds(KNOWN_ABBREVIATIONS, &word)
                    && !holds(LOUD_WORDS, &word)
                    && known.insert(word)
                {
                    let message = format!("'{}' is explained nowhere", found.as_str());
                    out.push(LINT.at(item, text, Severity::Info, message));
                }
            }
        }
    }
    out
}

/// Names that are in more than a twentieth of the items.
fn names(prepared: &Prepared<'_>) -> Vec<Diagnostic> {
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    let mut plain_words = BTreeSet::new();
    let sources: Vec<String> = texts(prepared).iter().map(|text| plain(text.source.get_ref())).collect();
    for source in &sources {
        let mut seen = BTreeSet::new();
        for sentence in sentences(source) {
            for (index, word) in
                sentence.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).enumerate()
            {
                if word.starts_with(char::is_lowercase) {
                    plain_words.insert(word);
                } else if index > 0 && word.len() > 2 && word.chars().skip(1).all(char::is_lowercase) {
                    seen.insert(word);
                }
            }
        }
        for word in seen {
            *places.entry(word).or_default() += 1;
        }
    }
    let terms: BTreeSet<String> =
        prepared.drafts.concepts.iter().flat_map(|concept| tokens(&concept.name)).collect();
    let limit = prepared.items.len() * prepared.limits(&LINT).get(&SHARE) / 100;
    let frequent = places.into_iter().filter(|(name, count)| {
        let lower = name.to_lowercase();
        *count > limit
            && !plain_words.contains(lower.as_str())
            && !terms.contains(&lower)
            && !CALENDAR.contains(name)
    });
    frequent
        .map(|(name, count)| about_bank(prepared, format!("the name '{name}' is in {count} stems and cases")))
        .collect()
}

const CALENDAR: [&str; 19] = [
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// Stems and cases, each case once.
fn texts<'p, 'd>(prepared: &'p Prepared<'d>) -> Vec<&'p Text<'d>> {
    prepared.cases().chain(prepared.items.iter().map(|item| &item.stem)).collect()
}

/// Texts with he against texts with she, by the sign test in its normal approximation at five per cent.
fn genders(prepared: &Prepared<'_>) -> Option<Diagnostic> {
    let count = |words: [&str; 3]| {
        texts(prepared).iter().filter(|text| prepared.words(text).any(|word| words.contains(&word))).count()
    };
    let (men, women) = (count(["he", "him", "his"]), count(["she", "her", "hers"]));
    let difference = men.abs_diff(women);
    let biased = men + women >= prepared.limits(&LINT).get(&ENOUGH)
        && difference * difference * 100 > 384 * (men + women);
    biased.then(|| about_bank(prepared, format!("{men} stems and cases are about a he, {women} about a she")))
}

fn about_bank(prepared: &Prepared<'_>, message: String) -> Diagnostic {
    let finding =
        Diagnostic { severity: Severity::Info, ..Diagnostic::error(LINT.id, message) }.help(LINT.help);
    match &prepared.drafts.header {
        Some(spot) => finding.spot(spot, ""),
        None => finding,
    }
}
