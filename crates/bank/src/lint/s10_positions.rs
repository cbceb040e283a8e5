//! S10: no word about letters and positions.

use super::text::without_code;
use super::{FalseAlarms, Lint, Prepared};
use mockexam_model::{Diagnostic, Severity};
use regex_lite::Regex;

pub(super) const LINT: Lint = Lint {
    id: "S10",
    severity: Severity::Error,
    what: "texts do not name choices by letter or position",
    why: "Forms shuffle choices: \"option B\" in an explanation is wrong on most of them.",
    source: "our own rule",
    help: "name the choice by what it says",
    flawed: r#"
[[item]]
id = "xx-010"
topic = "sample"
concepts = ["sample-fact"]
level = "remember"
difficulty = 0.7
status = "reviewed"
type = "single"
stem = "Which colour has a ripe tomato?"
explanation = "Option A is right, as lycopene makes ripe tomatoes red, whatever the light."
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
    sound: "",
    false_alarms: FalseAlarms::Rare,
    thresholds: &[],
    check,
};

fn check(prepared: &Prepared<'_>) -> Vec<Diagnostic> {
    let drafts = prepared.drafts;
    let patterns: Vec<Regex> = PATTERNS.iter().filter_map(|pattern| Regex::new(pattern).ok()).collect();
    let label = Regex::new(LABEL).ok();
    let mut out = Vec::new();
    for draft in &drafts.items {
        for (what, text) in draft.texts() {
            if let Some(found) =
                label.as_ref().filter(|_| what == "choice").and_then(|l| l.find(text.get_ref()))
            {
                let message =
                    format!("a choice starts with '{}', which forms print themselves", found.as_str().trim());
                let finding = draft.finding_at(LINT.id, Severity::Warning, message, &draft.spot.of(text));
                out.push(finding.help("remove the letter or number"));
            }
            // Most texts have none of the words, and patterns are slow.
            let lower = text.get_ref().to_ascii_lowercase();
            if !WORDS.iter().any(|word| lower.contains(word)) {
                continue;
            }
            let prose = without_code(text.get_ref());
            let found = patterns.iter().find_map(|pattern| pattern.find(&prose));
            if let Some(found) = found {
                let message = format!("{what} names a position: '{}'", found.as_str());
                let spot = draft.spot.of(text);
                out.push(draft.finding_at(LINT.id, Severity::Error, message, &spot).help(LINT.help));
            }
        }
    }
    out
}

const WORDS: [&str; 4] = ["option", "answer", "choice", "statement"];

/// A letter or number such as forms print before a choice.
const LABEL: &str = r"^\s*(\(?([A-Ha-h]|[1-9])\)|[A-H]\.)\s";

/// A capital letter or a number behind the word, or a position before it.
const PATTERNS: [&str; 2] = [
    r"\b(?i:option|answer|choice|statement)s?\s*\(?([A-E]|[1-5])\)?\b",
    r"(?i)\bthe (first|second|third|fourth|last|above|below) (option|answer|choice)\b",
];
