//! `true-false`: a claim that is true or false.

use super::{Body, Fault, Kind, Lowered, Passage, Policy, read_as};
use crate::document::RawTable;
use crate::item::Freedom;
use crate::source::SourceFile;
use mockexam_model::{ChoiceId, ChoiceSnapshot, Diagnostic, RichText, SnapshotContent, Style, Task};
use serde::Deserialize;

#[derive(Debug)]
pub(super) struct TrueFalse;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct TrueFalseFile {
    answer: Option<bool>,
}

impl Kind for TrueFalse {
    fn name(&self) -> &'static str {
        "true-false"
    }

    fn fields(&self) -> &'static [&'static str] {
        &["answer"]
    }

    fn sample(&self) -> &'static str {
        r#"
[[item]]
id = "sa-003"
topic = "sample"
concepts = ["sample-fact"]
type = "true-false"
level = "remember"
difficulty = 0.75
status = "reviewed"
stem = "At the top of a high mountain water boils at less than 100 °C."
answer = true
explanation = "True. The air pressure is lower there, so the vapour pressure of water reaches it earlier."
"#
    }

    fn read(
        &self,
        file: &SourceFile,
        table: RawTable<'_>,
        out: &mut Vec<Diagnostic>,
    ) -> Option<Box<dyn Body>> {
        read_as::<TrueFalseFile>(file, table, out)
    }
}

impl Body for TrueFalseFile {
    fn passages(&self) -> Vec<Passage<'_>> {
        Vec::new()
    }

    fn faults(&self, _: Policy<'_>) -> Vec<Fault> {
        match self.answer {
            Some(_) => Vec::new(),
            None => {
                vec![Fault::error("S01", "the item has no answer", "add answer = true or answer = false")]
            }
        }
    }

    fn fits(&self, style: Style) -> Result<(), &'static str> {
        if style == Style::Standard { Ok(()) } else { Err("a claim to judge has style \"standard\"") }
    }

    fn lower(&self) -> Lowered {
        let choice = |id: &str, truth: bool| {
            Some(ChoiceSnapshot {
                id: ChoiceId::new(id).ok()?,
                key: self.answer == Some(truth),
                content: SnapshotContent::Truth(truth),
                why: RichText::default(),
            })
        };
        let choices = [choice("c1", true), choice("c2", false)].into_iter().flatten().collect();
        // True stands before false on every form: that is where people look for it.
        Lowered { statements: Vec::new(), choices, freedom: Freedom::Fixed, task: Task::ONE_LETTER }
    }
}
