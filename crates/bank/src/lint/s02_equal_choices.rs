//! S02: no equal choices.

use super::{FalseAlarms, Lint, Prepared, Text};
use crate::norm::words_of;
use mockexam_model::{Diagnostic, Severity};
use std::collections::BTreeSet;

pub(super) const LINT: Lint = Lint {
    id: "S02",
    severity: Severity::Error,
    what: "no two choices of an item say the same",
    why: "Of two equal choices either both are right or both are wrong: candidates notice.",
    source: "Haladyna, Downing and Rodriguez 2002, guideline 22",
    help: "reword or replace one of the two",
    flawed: r#"
[[item]]
id = "xx-002"
topic = "sample"
concepts = ["sample-fact"]
level = "remember"
difficulty = 0.7
status = "reviewed"
type = "single"
stem = "Which colour has a ripe tomato?"
explanation = "Lycopene makes ripe tomatoes red, whatever the light."
  [[item.option]]
  text = "Red"
  key = true
  [[item.option]]
  text = "Green"
  why = "Grass is green, not this."
  [[item.option]]
  text = "The green."
  why = "The sky is blue, not this."
"#,
    sound: "",
    false_alarms: FalseAlarms::Rare,
    thresholds: &[],
    check,
};

fn check(prepared: &Prepared<'_>) -> Vec<Diagnostic> {
    let mut out = super::body_faults(prepared.drafts, LINT.id);
    for item in &prepared.items {
        let mut earlier = BTreeSet::new();
        for choice in &item.choices {
            if !earlier.insert(said(&choice.text)) {
                let message = format!("the choice '{}' stands twice", choice.text.source.get_ref().trim());
                out.push(LINT.at(item, &choice.text, Severity::Error, message));
            }
        }
    }
    out
}

/// What a choice says: words without articles, and signs such as `+` and `<`: "a > b" is not "a < b". In code and formulas
/// every sign counts.
fn said<'t>(text: &'t Text<'_>) -> Vec<&'t str> {
    let source = text.source.get_ref();
    if source.contains('`') {
        return vec![source.trim()];
    }
    let mut words: Vec<&str> = words_of(&text.norm).collect();
    words.retain(|word| !matches!(*word, "a" | "an" | "the"));
    words.extend(text.norm.matches(|c| "+<>=≤≥−%/#&|".contains(c)));
    words.extend(minus_signs(&text.norm));
    words
}

/// Hyphens that are none, since they join no two words: "-5" is not "5".
fn minus_signs(norm: &str) -> impl Iterator<Item = &str> {
    norm.match_indices('-').filter_map(|(at, sign)| {
        let joins = norm[..at].ends_with(char::is_alphanumeric)
            && norm[at + sign.len()..].starts_with(char::is_alphanumeric);
        (!joins).then_some(sign)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hyphens_join_and_signs_do_not() {
        for (norm, count) in
            [("-10", 1), ("co-creation", 0), ("-{a}", 1), ("from -5 to 5", 1), ("cl-", 1), ("5", 0)]
        {
            assert_eq!(minus_signs(norm).count(), count, "{norm}");
        }
    }
}
