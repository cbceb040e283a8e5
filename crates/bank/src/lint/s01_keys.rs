//! S01: the right number of keys.

use super::{Drafts, Lint};
use mockexam_model::Diagnostic;

pub(super) struct Keys;

impl Lint for Keys {
    fn id(&self) -> &'static str {
        "S01"
    }

    fn what(&self) -> &'static str {
        "an item has as many keys as its kind asks for"
    }

    fn why(&self) -> &'static str {
        "An item without a key, or with one too many, cannot be scored. Haladyna, Downing and Rodriguez 2002, guideline 19."
    }

    fn help(&self) -> &'static str {
        "single: one choice with key = true; list: two statements; true-false: answer = true or false"
    }

    fn flawed(&self) -> &'static str {
        r#"
[[item]]
id = "xx-001"
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
  why = "It is."
  [[item.option]]
  text = "Green"
  why = "Grass is green, not this."
  [[item.option]]
  text = "Blue"
  why = "The sky is blue, not this."
"#
    }

    fn check(&self, drafts: &Drafts) -> Vec<Diagnostic> {
        super::body_faults(drafts, self.id())
    }
}
