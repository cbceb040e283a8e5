//! `open`: an answer in sentences that a person marks by criteria.

use super::parts::optional_text;
use super::rows::other;
use super::{Body, Fault, Kind, Lowered, Passage, Policy, read_as};
use crate::document::RawTable;
use crate::item::Freedom;
use crate::source::SourceFile;
use mockexam_model::{Criterion, Diagnostic, EssayKey, Points, Style, Task, WordLimit};
use serde::Deserialize;
use toml::Spanned;

#[derive(Debug)]
pub(super) struct Open;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct OpenFile {
    words: Option<WordLimit>,
    #[serde(default = "some_lines")]
    answer_lines: u8,
    model_answer: Option<Spanned<String>>,
    #[serde(default)]
    criterion: Vec<CriterionFile>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct CriterionFile {
    id: Spanned<String>,
    points: Points,
    award: Option<Spanned<String>>,
    reject: Option<Spanned<String>>,
}

/// With the stem above them they fill a page.
const MOST_LINES: u8 = 25;

const fn some_lines() -> u8 {
    8
}

impl Kind for Open {
    fn name(&self) -> &'static str {
        "open"
    }

    fn fields(&self) -> &'static [&'static str] {
        &["words", "answer_lines", "model_answer", "criterion"]
    }

    fn sample(&self) -> &'static str {
        r#"
[[item]]
id = "sa-010"
topic = "sample"
concepts = ["sample-fact"]
type = "open"
level = "understand"
difficulty = 0.7
status = "reviewed"
points = 3
stem = "Why does a lake freeze from the top and not from the bottom? Name **two** properties of water that matter, and say why they do."
answer_lines = 8
words = { target = 60, max = 120 }
model_answer = "Water is densest at four degrees, so that colder water stays on top. Ice is lighter than water and floats."
explanation = "The density of water is largest at four degrees, and ice floats: both keep the cold at the surface."
  [[item.criterion]]
  id = "density"
  points = 2
  award = "1 for the largest density at four degrees, 1 for colder water staying on top because of it."
  reject = "Cold water sinks."
  [[item.criterion]]
  id = "ice"
  points = 1
  award = "Ice is lighter than water, or floats."
  reject = "Ice is cold."
"#
    }

    fn read(
        &self,
        file: &SourceFile,
        table: RawTable<'_>,
        out: &mut Vec<Diagnostic>,
    ) -> Option<Box<dyn Body>> {
        read_as::<OpenFile>(file, table, out)
    }
}

impl OpenFile {
    /// What is wrong with single criteria.
    fn criterion_faults(&self) -> Vec<Fault> {
        let mut faults = Vec::new();
        for (index, criterion) in self.criterion.iter().enumerate() {
            let id = criterion.id.get_ref();
            // Points are awarded in hundredths.
            if criterion
                .points
                .share(100, 1)
                .is_none_or(|hundred| hundred.units() % Points::units_per_point() != 0)
            {
                let message =
                    format!("criterion '{id}' brings {} points, which nobody can award", criterion.points);
                faults.push(Fault::error("S18", message, "give it points with two decimals at most"));
            }
            if id.is_empty() || id.chars().any(|c| !(c.is_alphanumeric() || matches!(c, '-' | '_'))) {
                faults.push(Fault::error(
                    "S18",
                    "the id of a criterion is no id",
                    "use letters, digits, - and _",
                ));
            }
            if criterion.points <= Points::ZERO {
                faults.push(Fault::error(
                    "S18",
                    format!("criterion '{id}' brings no points"),
                    "give it points",
                ));
            }
            if self.criterion[..index].iter().any(|earlier| earlier.id.get_ref() == id) {
                let help = "give each criterion an id of its own";
                faults.push(Fault::error("S18", format!("two criteria have the id '{id}'"), help));
            }
            if criterion.award.is_none() {
                let help = "add award = \"…\": what earns the points";
                faults.push(Fault::error(
                    "S18",
                    format!("criterion '{id}' does not say what earns it"),
                    help,
                ));
            }
            if criterion.reject.is_none() {
                let help = "add reject = \"…\": what looks right and earns nothing";
                faults.push(Fault::warning("S18", format!("criterion '{id}' names nothing to reject"), help));
            }
        }
        faults
    }
}

impl Body for OpenFile {
    fn passages(&self) -> Vec<Passage<'_>> {
        let criteria =
            self.criterion.iter().flat_map(|criterion| criterion.award.iter().chain(&criterion.reject));
        self.model_answer.iter().chain(criteria).map(|text| other(text, None)).collect()
    }

    fn faults(&self, policy: Policy<'_>) -> Vec<Fault> {
        let mut faults = Vec::new();
        let sum: Points = self.criterion.iter().map(|criterion| criterion.points).sum();
        if self.criterion.is_empty() || self.criterion.len() > 26 {
            let message = format!("{} criteria, 1 to 26 can be marked", self.criterion.len());
            faults.push(Fault::error(
                "S18",
                message,
                "write a [[item.criterion]] per thing that earns points",
            ));
        } else if sum != policy.points {
            let message = format!("the criteria bring {sum} points, the item has {}", policy.points);
            faults.push(Fault::error("S18", message, "make points the sum of the criteria"));
        }
        faults.extend(self.criterion_faults());
        if self.answer_lines > MOST_LINES {
            let message = format!("{} lines do not fit on a page", self.answer_lines);
            faults.push(Fault::error(
                "S18",
                message,
                "give 25 lines at most; long answers go on sheets of their own",
            ));
        }
        if self.model_answer.is_none() {
            let help = "add model_answer = \"…\": an answer that earns all points";
            faults.push(Fault::error("S18", "there is no model answer", help));
        }
        faults
    }

    fn fits(&self, style: Style) -> Result<(), &'static str> {
        if style == Style::Standard { Ok(()) } else { Err("an open item has style \"standard\"") }
    }

    fn lower(&self) -> Lowered {
        let criteria = self.criterion.iter().map(|criterion| Criterion {
            id: criterion.id.get_ref().clone(),
            points: criterion.points,
            award: optional_text(criterion.award.as_ref()),
            reject: optional_text(criterion.reject.as_ref()),
        });
        Lowered {
            statements: Vec::new(),
            choices: Vec::new(),
            freedom: Freedom::Fixed,
            task: Task::Essay(EssayKey {
                lines: self.answer_lines,
                words: self.words,
                model_answer: optional_text(self.model_answer.as_ref()),
                criteria: criteria.collect(),
            }),
        }
    }
}
