//! W05: no hedges that give the key away.

use super::words::{VAGUE, holds};
use super::{FalseAlarms, Lint, Prepared, PreparedItem, Text};
use crate::norm::tokens;
use mockexam_model::{Diagnostic, Severity};

pub(super) const LINT: Lint = Lint {
    id: "W05",
    severity: Severity::Warning,
    what: "vague terms such as usually, often and may do not stand in the key alone",
    why: "Authors protect what is right against objections: candidates learn to choose what is hedged.",
    source: "NBME item-writing guide (Paniagua and Swygert 2016)",
    help: "take the vague term out of the key, or use one in a distractor as well",
    flawed: r#"
[[item]]
id = "xx-105"
topic = "sample"
concepts = ["sample-fact"]
level = "remember"
difficulty = 0.7
status = "reviewed"
type = "single"
stem = "Which colour have tomatoes in a shop?"
explanation = "Lycopene makes ripe tomatoes red, whatever the light."
  [[item.option]]
  text = "Usually red"
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
id = "xx-205"
topic = "sample"
concepts = ["sample-fact"]
level = "remember"
difficulty = 0.7
status = "reviewed"
type = "single"
stem = "Which colour have tomatoes in a shop?"
explanation = "Lycopene makes ripe tomatoes red, whatever the light."
  [[item.option]]
  text = "Often red"
  key = true
  [[item.option]]
  text = "Often green"
  why = "Grass is green, not this."
  [[item.option]]
  text = "Blue"
  why = "The sky is blue, not this."
"#,
    false_alarms: FalseAlarms::Some,
    thresholds: &[],
    check,
};

fn check(prepared: &Prepared<'_>) -> Vec<Diagnostic> {
    prepared.items.iter().filter(|_| prepared.english).filter_map(|item| check_item(prepared, item)).collect()
}

fn check_item(prepared: &Prepared<'_>, item: &PreparedItem<'_>) -> Option<Diagnostic> {
    // A "may" in a distractor is no match for a "typically" in the key.
    for (severity, is_meant) in [(Severity::Warning, strong as fn(&str) -> bool), (Severity::Info, |_| true)]
    {
        let in_key = item.keys().find_map(|key| Some((key, vague(prepared, item, &key.text, is_meant)?)));
        let mut distractors = item.distractors();
        let Some((key, word)) = in_key else { continue };
        if distractors.all(|d| vague(prepared, item, &d.text, is_meant).is_none()) {
            let message = format!("'{word}' stands in the key, and nothing like it in a distractor");
            return Some(LINT.at(item, &key.text, severity, message));
        }
    }
    let very = |word: &str| VERY_VAGUE.contains(&word);
    let (choice, word) =
        item.choices.iter().find_map(|c| Some((c, vague(prepared, item, &c.text, very)?)))?;
    let message = format!("'{word}' means something else to everybody");
    Some(LINT.at(item, &choice.text, Severity::Info, message))
}

fn strong(word: &str) -> bool {
    !MILD.contains(&word)
}

/// May is a permission as often as a doubt.
const MILD: [&str; 1] = ["may"];

/// Terms of frequency that people understand so differently that a claim with one is hard to judge.
const VERY_VAGUE: [&str; 5] = ["frequently", "generally", "often", "sometimes", "usually"];

/// A vague term that is meant, and that the question and the fact examined do not have.
fn vague<'p>(
    prepared: &'p Prepared<'_>,
    item: &PreparedItem<'_>,
    text: &'p Text<'_>,
    is_meant: fn(&str) -> bool,
) -> Option<&'p str> {
    let word = prepared.words(text).find(|word| holds(VAGUE, word) && is_meant(word))?;
    let in_stem = prepared.words(&item.stem).any(|other| other == word);
    let mut concepts =
        item.draft.header.concepts.iter().filter_map(|id| prepared.drafts.concept(id.get_ref()));
    let in_fact = concepts.any(|concept| tokens(&concept.fact).iter().any(|other| other == word));
    (!in_stem && !in_fact).then_some(word)
}
