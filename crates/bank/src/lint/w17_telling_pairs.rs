//! W17: no telling pairs.

use super::words::{ANTONYMS, NEGATION, holds};
use super::{FalseAlarms, Lint, Prepared, Text};
use mockexam_model::{Diagnostic, Severity};

pub(super) const LINT: Lint = Lint {
    id: "W17",
    severity: Severity::Info,
    what: "the key is not one of a single pair of opposites among the choices",
    why: "Of two choices that contradict each other one must be right: whoever sees the pair drops the rest.",
    source: "Haladyna, Downing and Rodriguez 2002, guideline 28e; NBME item-writing guide (Paniagua and Swygert 2016)",
    help: "pair the other choices as well, or give the pair up",
    flawed: r#"
[[item]]
id = "xx-117"
topic = "sample"
concepts = ["sample-fact"]
level = "remember"
difficulty = 0.7
status = "reviewed"
type = "single"
stem = "How do tomatoes change in August?"
explanation = "Lycopene makes ripe tomatoes red, whatever the light."
  [[item.option]]
  text = "Their sugar increases"
  key = true
  [[item.option]]
  text = "Their sugar decreases"
  why = "Ripening adds sugar."
  [[item.option]]
  text = "They lose their seeds"
  why = "Seeds stay inside."
  [[item.option]]
  text = "They grow leaves"
  why = "Plants do, fruits do not."
"#,
    sound: r#"
[[item]]
id = "xx-217"
topic = "sample"
concepts = ["sample-fact"]
level = "remember"
difficulty = 0.7
status = "reviewed"
type = "single"
stem = "How do tomatoes change in August?"
explanation = "Lycopene makes ripe tomatoes red, whatever the light."
  [[item.option]]
  text = "Their sugar increases"
  key = true
  [[item.option]]
  text = "Their sugar decreases"
  why = "Ripening adds sugar."
  [[item.option]]
  text = "Their size increases"
  why = "It does not any more."
  [[item.option]]
  text = "Their size decreases"
  why = "It does not."
"#,
    false_alarms: FalseAlarms::Some,
    thresholds: &[],
    check,
};

fn check(prepared: &Prepared<'_>) -> Vec<Diagnostic> {
    let mut out = Vec::new();
    for item in prepared.items.iter().filter(|item| prepared.english && item.choices.len() >= 3) {
        let mut keys = item.keys();
        let (Some(key), None) = (keys.next(), keys.next()) else { continue };
        let Some(partner) = item.distractors().find(|d| are_opposites(prepared, &key.text, &d.text)) else {
            continue;
        };
        let rest: Vec<&Text<'_>> =
            item.distractors().map(|d| &d.text).filter(|text| text.norm != partner.text.norm).collect();
        let paired = |text: &&&Text<'_>| rest.iter().any(|other| are_opposites(prepared, text, other));
        if !rest.iter().any(|text| paired(&text)) {
            let message =
                format!("'{}' and '{}' are the only pair of opposites", key.text.norm, partner.text.norm);
            out.push(LINT.at(item, &key.text, Severity::Info, message));
        }
    }
    out
}

/// Whether two texts differ by an antonym, by a negation, or by the order of their words alone.
pub(super) fn are_opposites(prepared: &Prepared<'_>, a: &Text<'_>, b: &Text<'_>) -> bool {
    let words = |text| prepared.words(text).collect::<Vec<_>>();
    let (a, b) = (words(a), words(b));
    if a.len() < b.len() {
        return differ_by_negation(&a, &b);
    }
    if a.len() > b.len() {
        return differ_by_negation(&b, &a);
    }
    let mut differences = a.iter().zip(&b).filter(|(a, b)| a != b);
    match (differences.next(), differences.next()) {
        (Some((a, b)), None) => holds(ANTONYMS, &format!("{a} {b}")),
        (Some(_), Some(_)) => {
            let sorted = |words: &[&str]| {
                let mut words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
                words.sort_unstable();
                words
            };
            sorted(&a) == sorted(&b)
        }
        _ => false,
    }
}

/// Whether the long text is the short one with one word of denial more.
fn differ_by_negation(short: &[&str], long: &[&str]) -> bool {
    let same = short.iter().zip(long).take_while(|(a, b)| a == b).count();
    long.len() == short.len() + 1 && holds(NEGATION, long[same]) && short[same..] == long[same + 1..]
}
