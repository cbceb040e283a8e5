//! `multiple`: several choices of which a stated number is right.

use super::choices::{self, Arrange};
use super::parts::{self, PartFile, counted};
use super::{Body, Fault, Kind, Lowered, Passage, Policy, read_as};
use crate::document::RawTable;
use crate::source::SourceFile;
use mockexam_model::{ChoiceScoring, Diagnostic, Penalty, Points, Style, Task};
use serde::Deserialize;

#[derive(Debug)]
pub(super) struct Multiple;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct MultipleFile {
    #[serde(default)]
    option: Vec<PartFile>,
    choose: u8,
    #[serde(default = "all_or_nothing")]
    scoring: ChoiceScoring,
    #[serde(default = "parts::yes")]
    shuffle: bool,
    arrange: Option<Arrange>,
}

const fn all_or_nothing() -> ChoiceScoring {
    ChoiceScoring::AllOrNothing
}

impl Kind for Multiple {
    fn name(&self) -> &'static str {
        "multiple"
    }

    fn fields(&self) -> &'static [&'static str] {
        &["option", "choose", "scoring", "shuffle", "arrange"]
    }

    fn sample(&self) -> &'static str {
        r#"
[[item]]
id = "sa-004"
topic = "sample"
concepts = ["sample-fact"]
type = "multiple"
level = "remember"
difficulty = 0.7
status = "reviewed"
stem = "Which **TWO** of these metals does a common magnet attract?"
choose = 2
explanation = "Iron and nickel are ferromagnetic at room temperature; copper, zinc and lead are not."
  [[item.option]]
  text = "Iron"
  key = true
  [[item.option]]
  text = "Copper"
  why = "Copper conducts well, but a magnet does not attract it."
  [[item.option]]
  text = "Nickel"
  key = true
  [[item.option]]
  text = "Zinc"
  why = "Zinc protects steel from rust; it is the steel that the magnet attracts."
  [[item.option]]
  text = "Lead"
  why = "Lead is heavy, which has nothing to do with magnetism."
"#
    }

    fn read(
        &self,
        file: &SourceFile,
        table: RawTable<'_>,
        out: &mut Vec<Diagnostic>,
    ) -> Option<Box<dyn Body>> {
        read_as::<MultipleFile>(file, table, out)
    }
}

impl Body for MultipleFile {
    fn passages(&self) -> Vec<Passage<'_>> {
        self.option.iter().map(PartFile::passage).collect()
    }

    fn faults(&self, policy: Policy<'_>) -> Vec<Fault> {
        let mut faults = choices::faults(&self.option, self.arrange, None, policy);
        let keys = self.option.iter().filter(|option| option.key).count();
        let asked = usize::from(self.choose);
        if keys != asked {
            let help = "make choose and the number of [[item.option]] with key = true equal";
            faults.push(Fault::error(
                "S01",
                format!("{} marked as key, {asked} to be chosen", counted(keys, "choice is", "choices are")),
                help,
            ));
        }
        if asked == 1 {
            let help = "write type = \"single\", without choose";
            faults.push(Fault::warning("S01", "one choice of several is what type \"single\" is for", help));
        }
        if asked == 0 || asked >= self.option.len() {
            let help = "ask for at least one choice, and for fewer than there are";
            faults.push(Fault::error(
                "S01",
                format!("{asked} of {} to be chosen", counted(self.option.len(), "choice is", "choices are")),
                help,
            ));
        }
        if self.scoring == ChoiceScoring::PerOption && policy.points.share(1, asked.max(1)).is_none() {
            let help = "choose points that can be shared equally, or scoring = \"all-or-nothing\"";
            faults.push(Fault::error(
                "S01",
                format!(
                    "{} cannot be shared by {asked} choices",
                    if policy.points == Points::from_whole(1) {
                        "1 point".into()
                    } else {
                        format!("{} points", policy.points)
                    }
                ),
                help,
            ));
        }
        let small = |count: usize| u8::try_from(count).unwrap_or(u8::MAX);
        let distractors = small(self.option.len().saturating_sub(keys));
        let exact =
            || self.scoring.is_exact(policy.points, self.choose, small(keys), distractors, Penalty::NONE);
        if self.scoring != ChoiceScoring::PerOption && keys == asked && !exact() {
            let fact = format!(
                "scoring \"{}\" gives parts of the points that are no exact numbers",
                self.scoring.name()
            );
            faults.push(Fault::error("S01", fact, "choose other points, fewer choices, or another scoring"));
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
        let (choices, freedom) = choices::lower(&self.option, self.shuffle, self.arrange);
        let task = Task::Choose { count: self.choose, scoring: self.scoring };
        Lowered { statements: Vec::new(), choices, freedom, task }
    }
}
