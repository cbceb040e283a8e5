//! F05: no item leans on another.

use super::{FalseAlarms, Lint, Prepared};
use mockexam_model::{Diagnostic, Severity};

pub(super) const LINT: Lint = Lint {
    id: "F05",
    severity: Severity::Error,
    what: "no stem refers to another question or to its answer",
    why: "Forms have their own order and their own selection: the question before may be missing. And who got that one wrong would be punished twice. The phrases are English; in other languages this check is silent.",
    source: "NBME item-writing guide, hinged items; Haladyna, Downing and Rodriguez 2002, guideline 4",
    help: "put what is needed into the stem, or into a stimulus that both items share",
    flawed: r#"
[[item]]
id = "xx-931"
topic = "sample"
concepts = ["sample-fact"]
level = "remember"
difficulty = 0.7
status = "reviewed"
type = "single"
stem = "Which colour has the fruit of the previous question when it rots?"
explanation = "Fungi and the air turn it brown, whatever its colour was."
  [[item.option]]
  text = "Brown"
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
id = "xx-932"
topic = "sample"
concepts = ["sample-fact"]
level = "remember"
difficulty = 0.7
status = "reviewed"
type = "single"
stem = "A gardener answers a question about last year's harvest. Which colour has a ripe tomato?"
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
    false_alarms: FalseAlarms::Rare,
    thresholds: &[],
    check,
};

/// Words that point elsewhere when they stand before one of [`THINGS`].
const BEFORE: &[&str] = &["previous", "preceding", "earlier"];
/// What they point at.
const THINGS: &[&str] = &["question", "item", "answer"];
/// Other ways to lean on another item.
const PHRASES: &[&str] = &[
    "your answer to",
    "you answered",
    "as in question",
    "answer to question",
    "see question",
    "question above",
    "questions above",
    "question before",
];

fn check(prepared: &Prepared<'_>) -> Vec<Diagnostic> {
    if !prepared.english {
        return Vec::new();
    }
    let mut out = Vec::new();
    for item in prepared.in_use() {
        if let Some(phrase) = leans_on(&item.stem.norm) {
            let message = format!("the stem leans on another item: '{phrase}'");
            let spot = item.spot(&item.stem);
            out.push(item.draft.finding_at(LINT.id, Severity::Error, message, &spot).help(LINT.help));
        }
    }
    out
}

/// The words by which a stem, in normal form, refers to another item.
fn leans_on(stem: &str) -> Option<String> {
    if let Some(phrase) = PHRASES.iter().find(|phrase| stem.contains(**phrase)) {
        return Some((*phrase).to_owned());
    }
    let words: Vec<&str> = crate::norm::words_of(stem).collect();
    words.windows(2).find_map(|pair| {
        let [first, second] = pair else { return None };
        (BEFORE.contains(first) && THINGS.contains(&second.trim_end_matches('s'))).then(|| pair.join(" "))
    })
}

#[cfg(test)]
mod tests {
    use super::leans_on;

    #[test]
    fn phrases_that_lean_on_other_items() {
        for (stem, expected) in [
            ("which term fits your answer to question 3?", Some("your answer to")),
            ("in the preceding questions, who pays?", Some("preceding questions")),
            ("who answers a question of a user?", None),
            ("which of the following items is a configuration item?", None),
            ("what does the next release hold?", None),
        ] {
            assert_eq!(leans_on(stem).as_deref(), expected, "{stem}");
        }
    }
}
