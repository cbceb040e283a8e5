//! S02: no equal choices.

use super::{Drafts, Lint};
use crate::norm::tokens;
use mockexam_model::{Diagnostic, Severity};

pub(super) struct EqualChoices;

impl Lint for EqualChoices {
    fn id(&self) -> &'static str {
        "S02"
    }

    fn what(&self) -> &'static str {
        "no two choices of an item say the same"
    }

    fn why(&self) -> &'static str {
        "Of two equal choices either both are right or both are wrong: candidates notice. Guideline 22 of Haladyna, Downing and Rodriguez 2002."
    }

    fn help(&self) -> &'static str {
        "reword or replace one of the two"
    }

    fn flawed(&self) -> &'static str {
        r#"
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
"#
    }

    fn check(&self, drafts: &Drafts) -> Vec<Diagnostic> {
        let mut out = super::body_faults(drafts, self.id());
        for draft in &drafts.items {
            let passages = draft.body.passages();
            for (index, passage) in passages.iter().enumerate() {
                let key = words(passage.text.get_ref());
                if passages[..index].iter().any(|earlier| words(earlier.text.get_ref()) == key) {
                    let message = format!("the choice '{}' stands twice", passage.text.get_ref().trim());
                    let spot = draft.spot.of(passage.text);
                    out.push(draft.finding_at(self.id(), Severity::Error, message, &spot).help(self.help()));
                }
            }
        }
        out
    }
}

/// Words without articles. Signs such as `+` and `<` count: "a > b" is not "a < b".
fn words(text: &str) -> Vec<String> {
    let mut words = tokens(text);
    words.retain(|word| !matches!(word.as_str(), "a" | "an" | "the"));
    words.push(text.chars().filter(|c| "+<>=≤≥−%/".contains(*c)).collect());
    words
}
