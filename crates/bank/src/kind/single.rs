//! `single`: several choices, one of them right.

use super::parts::{self, PartFile};
use super::{Body, Fault, Kind, Lowered, Passage, Policy};
use crate::document::{RawTable, decode};
use crate::item::Freedom;
use crate::source::SourceFile;
use mockexam_model::{Diagnostic, Severity, Style};
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
}

impl Kind for Single {
    fn name(&self) -> &'static str {
        "single"
    }

    fn fields(&self) -> &'static [&'static str] {
        &["option", "shuffle"]
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
        decode::<SingleFile>(file, table, out).map(|body| Box::new(body) as Box<dyn Body>)
    }
}

impl Body for SingleFile {
    fn passages(&self) -> Vec<Passage<'_>> {
        self.option.iter().map(PartFile::passage).collect()
    }

    fn faults(&self, policy: Policy) -> Vec<Fault> {
        let mut faults = Vec::new();
        let keys = self.option.iter().filter(|option| option.key).count();
        if keys != 1 {
            let message = if keys == 0 {
                "no choice is marked as key".into()
            } else {
                format!("{keys} choices are marked as key")
            };
            faults.push(Fault::error("S01", message, "mark exactly one [[item.option]] with key = true"));
        }
        let count = self.option.len();
        match policy.choices {
            Some(wanted) if wanted != count => faults.push(Fault::error(
                "S04",
                format!("{count} choices, the bank asks for {wanted}"),
                "add or remove [[item.option]] tables, or change choices in [bank]",
            )),
            None if !(3..=5).contains(&count) && (2..=26).contains(&count) => faults.push(Fault {
                severity: Severity::Warning,
                ..Fault::error("S04", format!("{count} choices"), "three to five choices work best")
            }),
            _ => {}
        }
        if !(2..=26).contains(&count) {
            faults.push(Fault::error(
                "S04",
                format!("{count} choices cannot be printed"),
                "write 2 to 26 choices",
            ));
        }
        if let Some(id) = parts::repeated_id(&self.option, 'c') {
            faults.push(Fault::error(
                "S02",
                format!("two choices have the id '{id}'"),
                "give each choice an id of its own",
            ));
        }
        faults
    }

    fn fits(&self, style: Style) -> Result<(), &'static str> {
        match style {
            Style::List => Err("style \"list\" goes with type \"list\""),
            Style::Standard | Style::MissingWord | Style::Negative => Ok(()),
        }
    }

    fn lower(&self) -> Lowered {
        Lowered {
            statements: Vec::new(),
            choices: parts::lower(&self.option, 'c'),
            freedom: if self.shuffle { Freedom::Shuffled } else { Freedom::Fixed },
        }
    }
}
