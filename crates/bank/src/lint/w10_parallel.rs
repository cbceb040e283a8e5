//! W10: choices are built alike.

use super::text::ends_as_sentence;
use super::words::{CONJUNCTIONS, DETERMINERS, PREPOSITIONS, PRONOUNS, holds};
use super::{FalseAlarms, Lint, Prepared, PreparedItem, Text};
use mockexam_model::{Diagnostic, Severity};

pub(super) const LINT: Lint = Lint {
    id: "W10",
    severity: Severity::Warning,
    what: "choices begin with the same class of word, capital and final stop",
    why: "The one choice that is built differently stands out, and often does not go on from the stem.",
    source: "Haladyna, Downing and Rodriguez 2002, guideline 23 and 28c",
    help: "begin all choices alike: all with to and a verb, all with an -ing form, all with a noun; a final stop on all or none",
    flawed: r#"
[[item]]
id = "xx-110"
topic = "sample"
concepts = ["sample-fact"]
level = "remember"
difficulty = 0.7
status = "reviewed"
type = "single"
stem = "What do gardeners do in May?"
explanation = "Lycopene makes ripe tomatoes red, whatever the light."
  [[item.option]]
  text = "To plant tomatoes out"
  key = true
  [[item.option]]
  text = "Harvesting the apples"
  why = "Apples ripen in autumn."
  [[item.option]]
  text = "Cutting the vines back"
  why = "Vines are cut in winter."
  [[item.option]]
  text = "Digging the beds over"
  why = "Beds are dug over in autumn."
"#,
    sound: r#"
[[item]]
id = "xx-210"
topic = "sample"
concepts = ["sample-fact"]
level = "remember"
difficulty = 0.7
status = "reviewed"
type = "single"
stem = "What do gardeners do in May?"
explanation = "Lycopene makes ripe tomatoes red, whatever the light."
  [[item.option]]
  text = "Plant tomatoes out"
  key = true
  [[item.option]]
  text = "Harvest apples"
  why = "Apples ripen in autumn."
  [[item.option]]
  text = "Cut the vines"
  why = "Vines are cut in winter."
  [[item.option]]
  text = "Dig"
  why = "Beds are dug over in autumn."
"#,
    false_alarms: FalseAlarms::Some,
    thresholds: &[],
    check,
};

fn check(prepared: &Prepared<'_>) -> Vec<Diagnostic> {
    let mut out = Vec::new();
    for item in prepared.items.iter().filter(|item| item.choices.len() >= 3) {
        out.extend(odd_stop(item));
        out.extend(odd_capital(item));
        if prepared.english {
            out.extend(odd_class(prepared, item));
        }
    }
    out
}

/// What a choice opens with, as far as its first words tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Opening {
    /// to + verb
    Infinitive,
    /// -ing
    Gerund,
    /// -ing with what it acts on: surely no noun such as "monitoring"
    ActiveGerund,
    /// preposition or conjunction
    Adverbial,
    /// article, number, pronoun
    Nominal,
    /// noun, verb or adjective: endings do not tell them apart
    Other,
}

fn opening(prepared: &Prepared<'_>, text: &Text<'_>) -> Opening {
    let mut words = prepared.words(text);
    let (first, second) = (words.next().unwrap_or(""), words.next().unwrap_or(""));
    let listed = |list| holds(list, first);
    // How a whole sentence opens says nothing about its class.
    if ends_as_sentence(text.source.get_ref()) {
        return Opening::Other;
    }
    if first == "to" && !holds(DETERMINERS, second) {
        Opening::Infinitive
    } else if first.len() > 5
        && first.ends_with("ing")
        && !matches!(first, "nothing" | "something" | "anything" | "everything")
    {
        let acts = holds(DETERMINERS, second) || second != "of" && holds(PREPOSITIONS, second);
        if acts { Opening::ActiveGerund } else { Opening::Gerund }
    } else if listed(PREPOSITIONS) || listed(CONJUNCTIONS) {
        Opening::Adverbial
    } else if listed(DETERMINERS) || listed(PRONOUNS) || first.starts_with(char::is_numeric) {
        Opening::Nominal
    } else {
        Opening::Other
    }
}

/// Whether one choice that opens so stands out among others.
fn clashes(others: Opening, odd: Opening) -> bool {
    match others {
        Opening::Infinitive | Opening::Adverbial => odd != others,
        Opening::Gerund | Opening::ActiveGerund => !matches!(odd, Opening::Gerund | Opening::ActiveGerund),
        Opening::Nominal | Opening::Other => {
            matches!(odd, Opening::Infinitive | Opening::Adverbial | Opening::ActiveGerund)
        }
    }
}

fn odd_class(prepared: &Prepared<'_>, item: &PreparedItem<'_>) -> Option<Diagnostic> {
    let openings: Vec<Opening> = item.choices.iter().map(|choice| opening(prepared, &choice.text)).collect();
    let odd = (0..openings.len()).find(|&odd| {
        let others =
            || openings.iter().enumerate().filter(|(index, _)| *index != odd).map(|(_, class)| *class);
        others().count() >= 3 && others().all(|class| clashes(class, openings[odd]))
    })?;
    let choice = &item.choices[odd];
    let severity = if choice.is_key() { Severity::Warning } else { Severity::Info };
    let message = format!("'{}' begins differently from all other choices", choice.text.norm);
    Some(LINT.at(item, &choice.text, severity, message))
}

fn odd_stop(item: &PreparedItem<'_>) -> Option<Diagnostic> {
    let stops = |text: &Text<'_>| ends_as_sentence(text.source.get_ref());
    let with = item.choices.iter().filter(|choice| stops(&choice.text)).count();
    let all = item.choices.len();
    if with == 0 || with == all {
        return None;
    }
    let message = format!("{with} of {all} choices end with a stop");
    let odd = item.choices.iter().find(|choice| stops(&choice.text) == (2 * with <= all))?;
    Some(LINT.at(item, &odd.text, Severity::Warning, message))
}

fn odd_capital(item: &PreparedItem<'_>) -> Option<Diagnostic> {
    let small = |text: &Text<'_>| first_letter(text).is_some_and(char::is_lowercase);
    let capital = |text: &Text<'_>| first_letter(text).is_some_and(char::is_uppercase);
    let smalls = item.choices.iter().filter(|choice| small(&choice.text)).count();
    let capitals = item.choices.iter().filter(|choice| capital(&choice.text)).count();
    if smalls == 0 || capitals == 0 {
        return None;
    }
    let message = format!("{capitals} choices begin with a capital, {smalls} with a small letter");
    let odd = item
        .choices
        .iter()
        .find(|choice| if smalls <= capitals { small(&choice.text) } else { capital(&choice.text) })?;
    Some(LINT.at(item, &odd.text, Severity::Warning, message))
}

/// The letter that opens a choice; none for abbreviations, which have capitals anywhere.
fn first_letter(text: &Text<'_>) -> Option<char> {
    let word =
        text.source.get_ref().split_whitespace().next()?.trim_start_matches(|c: char| !c.is_alphanumeric());
    let mut letters = word.chars();
    let first = letters.next()?;
    (!letters.any(char::is_uppercase)).then_some(first)
}
