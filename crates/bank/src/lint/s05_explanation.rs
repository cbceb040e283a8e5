//! S05: an explanation that explains.

use super::{Drafts, Lint};
use crate::kind::Role;
use crate::norm::{jaccard_permille, norm};
use mockexam_model::{Diagnostic, Severity};

pub(super) struct Explanation;

impl Lint for Explanation {
    fn id(&self) -> &'static str {
        "S05"
    }

    fn what(&self) -> &'static str {
        "an item has an explanation that says more than its key"
    }

    fn why(&self) -> &'static str {
        "Whoever got it wrong shall learn why; whoever disputes it shall find the reason."
    }

    fn help(&self) -> &'static str {
        "say in a sentence or two why the key is right"
    }

    fn flawed(&self) -> &'static str {
        r#"
[[item]]
id = "xx-005"
topic = "sample"
concepts = ["sample-fact"]
level = "remember"
difficulty = 0.7
status = "reviewed"
type = "single"
stem = "Which colour has a ripe tomato?"
  [[item.option]]
  text = "Red"
  key = true
  [[item.option]]
  text = "Green"
  why = "Grass is green, not this."
  [[item.option]]
  text = "Blue"
  why = "The sky is blue, not this."
"#
    }

    fn check(&self, drafts: &Drafts) -> Vec<Diagnostic> {
        let mut out = Vec::new();
        for draft in &drafts.items {
            let explanation =
                draft.header.explanation.as_ref().filter(|text| !text.get_ref().trim().is_empty());
            let Some(explanation) = explanation else {
                out.push(draft.finding(self.id(), Severity::Error, "no explanation").help(self.help()));
                continue;
            };
            let keys = draft.body.passages().into_iter().filter(|passage| passage.role == Role::Key);
            let repeats = keys
                .into_iter()
                .any(|key| jaccard_permille(key.text.get_ref(), explanation.get_ref()) >= 900);
            let message = if norm(explanation.get_ref()).chars().count() < 40 {
                "the explanation has less than 40 characters"
            } else if repeats {
                "the explanation merely repeats the key"
            } else {
                continue;
            };
            let spot = draft.spot.of(explanation);
            out.push(draft.finding_at(self.id(), Severity::Warning, message, &spot).help(self.help()));
        }
        out
    }
}
