//! S04: how many choices.

use super::{Drafts, Lint};
use mockexam_model::Diagnostic;

pub(super) struct ChoiceCount;

impl Lint for ChoiceCount {
    fn id(&self) -> &'static str {
        "S04"
    }

    fn what(&self) -> &'static str {
        "a choice item has the number of choices that the bank asks for, otherwise three to five"
    }

    fn why(&self) -> &'static str {
        "Two choices invite guessing, and more than five rarely all attract somebody. Rodriguez 2005; Tarrant et al. 2009."
    }

    fn help(&self) -> &'static str {
        "add plausible distractors, or remove those that nobody would choose"
    }

    fn flawed(&self) -> &'static str {
        r#"
[[item]]
id = "xx-004"
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
"#
    }

    fn check(&self, drafts: &Drafts) -> Vec<Diagnostic> {
        super::body_faults(drafts, self.id())
    }
}
