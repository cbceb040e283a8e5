//! W01: a negative question shows its negation.

use super::text::{plain, sentences, without_code, without_quotations};
use super::words::{NEGATIVE_STEM, holds};
use super::{FalseAlarms, Lint, Prepared, PreparedItem};
use crate::norm::tokens;
use mockexam_model::{Diagnostic, Severity, Style};
use regex_lite::Regex;

pub(super) const LINT: Lint = Lint {
    id: "W01",
    severity: Severity::Error,
    what: "a negative question shows its negative word in bold capitals",
    why: "Whoever knows the matter and overlooks a small \"not\" loses the point for a slip of reading.",
    source: "Haladyna, Downing and Rodriguez 2002, guideline 17",
    help: "write the word as **NOT**, **EXCEPT** or **LEAST** and set style = \"negative\", or ask for what is right",
    flawed: r#"
[[item]]
id = "xx-101"
topic = "sample"
concepts = ["sample-fact"]
level = "remember"
difficulty = 0.7
status = "reviewed"
type = "single"
stem = "Which of these is not a colour of a ripe tomato?"
explanation = "Lycopene makes ripe tomatoes red, whatever the light."
  [[item.option]]
  text = "Blue"
  key = true
  [[item.option]]
  text = "Red"
  why = "Tomatoes with lycopene are red."
  [[item.option]]
  text = "Yellow"
  why = "Some tomatoes ripen to yellow."
"#,
    sound: r#"
[[item]]
id = "xx-201"
topic = "sample"
concepts = ["sample-fact"]
level = "remember"
difficulty = 0.7
status = "reviewed"
type = "single"
stem = "Which sign tells at least ten people that they may not only look, but enter?"
explanation = "Lycopene makes ripe tomatoes red, whatever the light."
  [[item.option]]
  text = "Open"
  key = true
  [[item.option]]
  text = "Closed"
  why = "Closed tells them to stay out."
  [[item.option]]
  text = "Beware of the dog"
  why = "This one tells them nothing about entering."
"#,
    false_alarms: FalseAlarms::Rare,
    thresholds: &[],
    check,
};

fn check(prepared: &Prepared<'_>) -> Vec<Diagnostic> {
    let Ok(shown) = Regex::new(SHOWN) else { return Vec::new() };
    let asking = prepared.items.iter().filter(|item| prepared.english && asks(item));
    asking
        .filter_map(|item| {
            prepared.words(&item.stem).find(|word| denies(word))?;
            let (severity, word) = hidden(&shown.replace_all(&without_code(item.stem.source.get_ref()), ""))?;
            Some(LINT.at(
                item,
                &item.stem,
                severity,
                format!("the question turns on '{word}', which is easily overlooked"),
            ))
        })
        .collect()
}

const SHOWN: &str = r"\*\*\*?(NOT|EXCEPT|LEAST|NEVER|INCORRECT|FALSE|WITHOUT)\*?\*\*";

/// Whether the stem asks for one of several choices. A sentence with a gap states something, and so does a claim.
fn asks(item: &PreparedItem<'_>) -> bool {
    !item.choices.is_empty() && item.draft.header.style != Style::MissingWord
}

/// The negative word of the last sentence: an error where it turns the question itself round, a warning else.
fn hidden(stem: &str) -> Option<(Severity, String)> {
    let text = without_quotations(&plain(stem));
    let words = tokens(sentences(&text).last()?);
    let mut clause = true;
    for (index, word) in words.iter().enumerate() {
        let before = index.checked_sub(1).map_or("", |index| &words[index]);
        let behind = words.get(index + 1).map_or("", String::as_str);
        clause &= index == 0
            || !matches!(
                word.as_str(),
                "that" | "who" | "which" | "if" | "when" | "because" | "although" | "while" | "to" | "what"
            );
        let harmless = before == "at" && word == "least"
            || before == "or" && word == "not"
            || matches!(behind, "only" | "just" | "necessarily");
        if denies(word) && !harmless {
            let turns =
                clause && (word.ends_with("n't") || matches!(word.as_str(), "not" | "except" | "least"));
            return Some((if turns { Severity::Error } else { Severity::Warning }, word.clone()));
        }
    }
    None
}

fn denies(word: &str) -> bool {
    word.ends_with("n't") || holds(NEGATIVE_STEM, word)
}
