//! `single`: several choices, one of them right.

use super::choices::{self, Arrange};
use super::parts::{self, PartFile};
use super::{Body, Fault, Kind, Lowered, Passage, Policy, read_as};
use crate::document::RawTable;
use crate::source::SourceFile;
use mockexam_model::{Diagnostic, Style, Task};
use serde::Deserialize;

#[derive(Debug)]
pub(super) struct Single;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct SingleFile {
    #[serde(default)]
    option: Vec<PartFile>,
    #[serde(default = "parts::yes")]
    shuffle: bool,
    arrange: Option<Arrange>,
}

impl Kind for Single {
    fn name(&self) -> &'static str {
        "single"
    }

    fn fields(&self) -> &'static [&'static str] {
        &["option", "shuffle", "arrange"]
    }

    fn sample(&self) -> &'static str {
        r#"
[[item]]
id = "sa-001"
topic = "sample"
concepts = ["sample-fact"]
type = "single"
level = "remember"
difficulty = 0.8
status = "reviewed"
stem = "Which gas do plants take up to build sugar?"
explanation = "In photosynthesis plants turn carbon dioxide and water into sugar."
  [[item.option]]
  text = "Nitrogen"
  why = "Plants need nitrogen, but take it up from the soil, and not for sugar."
  [[item.option]]
  text = "Carbon dioxide"
  key = true
  [[item.option]]
  text = "Oxygen"
  why = "Oxygen is set free when sugar is built."
  [[item.option]]
  text = "Hydrogen"
  why = "The hydrogen in sugar comes from water, not from the air."
"#
    }

    fn read(
        &self,
        file: &SourceFile,
        table: RawTable<'_>,
        out: &mut Vec<Diagnostic>,
    ) -> Option<Box<dyn Body>> {
        read_as::<SingleFile>(file, table, out)
    }
}

impl Body for SingleFile {
    fn passages(&self) -> Vec<Passage<'_>> {
        self.option.iter().map(PartFile::passage).collect()
    }

    fn faults(&self, policy: Policy<'_>) -> Vec<Fault> {
        let mut faults = Vec::new();
        let keys = self.option.iter().filter(|option| option.key).count();
        if keys != 1 {
            let message = if keys == 0 {
                "no choice is marked as key".into()
            } else {
                format!("{keys} choices are marked as key")
            };
            let help = "mark exactly one [[item.option]] with key = true, or choose type \"multiple\"";
            faults.push(Fault::error("S01", message, help));
        }
        faults.extend(choices::faults(&self.option, self.arrange, policy.choices, policy));
        faults
    }

    fn fits(&self, style: Style) -> Result<(), &'static str> {
        match style {
            Style::List => Err("style \"list\" goes with type \"list\""),
            Style::Standard | Style::MissingWord | Style::Negative => Ok(()),
        }
    }

    fn lower(&self) -> Lowered {
        let (choices, freedom) = choices::lower(&self.option, self.shuffle, self.arrange);
        Lowered { statements: Vec::new(), choices, freedom, task: Task::ONE_LETTER }
    }
}
