//! `numeric`: a number to be written, right within a tolerance.

use super::parts::optional_text;
use super::{Body, Fault, Kind, Lowered, Passage, Policy, read_as};
use crate::document::RawTable;
use crate::item::Freedom;
use crate::source::SourceFile;
use mockexam_model::{Decimal, Diagnostic, NearNumber, NumberKey, Quantity, Style, Task};
use serde::Deserialize;
use std::collections::BTreeSet;
use toml::Spanned;

#[derive(Debug)]
pub(super) struct Numeric;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct NumericFile {
    answer: Quantity,
    #[serde(default)]
    tolerance: Decimal,
    #[serde(default)]
    unit: String,
    #[serde(default)]
    near_miss: Vec<NearFile>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct NearFile {
    value: Quantity,
    why: Spanned<String>,
}

impl Kind for Numeric {
    fn name(&self) -> &'static str {
        "numeric"
    }

    fn fields(&self) -> &'static [&'static str] {
        &["answer", "tolerance", "unit", "near_miss"]
    }

    fn sample(&self) -> &'static str {
        r#"
[[item]]
id = "sa-008"
topic = "sample"
concepts = ["sample-fact"]
type = "numeric"
level = "apply"
difficulty = 0.7
status = "reviewed"
stem = "A bath of 120 litres is filled at 8 litres a minute, with the plug in and nothing spilled. How many minutes does that take?"
answer = 15
unit = "minutes"
explanation = "120 litres divided by 8 litres a minute are 15 minutes."
  [[item.near_miss]]
  value = 960
  why = "This is the product of the two numbers, not their quotient."
"#
    }

    fn read(
        &self,
        file: &SourceFile,
        table: RawTable<'_>,
        out: &mut Vec<Diagnostic>,
    ) -> Option<Box<dyn Body>> {
        read_as::<NumericFile>(file, table, out)
    }
}

impl Body for NumericFile {
    fn passages(&self) -> Vec<Passage<'_>> {
        Vec::new()
    }

    fn reasons(&self) -> Vec<&Spanned<String>> {
        self.near_miss.iter().map(|miss| &miss.why).collect()
    }

    fn unit(&self) -> Option<&str> {
        (!self.unit.is_empty()).then_some(self.unit.as_str())
    }

    fn variables_used(&self) -> BTreeSet<String> {
        let quantities = [&self.answer].into_iter().chain(self.near_miss.iter().map(|miss| &miss.value));
        let name = |quantity: &Quantity| match quantity {
            Quantity::Variable(name) => Some(name.clone()),
            Quantity::Fixed(_) => None,
        };
        let in_unit = self.unit.split('{').skip(1).filter_map(|part| part.split_once('}'));
        quantities.filter_map(name).chain(in_unit.map(|(name, _)| name.trim().to_owned())).collect()
    }

    fn faults(&self, _: Policy<'_>) -> Vec<Fault> {
        let mut faults = Vec::new();
        if self.tolerance.is_negative() {
            faults.push(Fault::error(
                "S13",
                "the tolerance is negative",
                "write the largest deviation that still counts",
            ));
        }
        let Some(answer) = self.answer.number() else { return faults };
        if let Some(fact) = no_room(answer, self.tolerance) {
            faults.push(Fault::warning(
                "S13",
                fact,
                "ask for it in another unit, or rounded, with a tolerance",
            ));
        }
        if self.tolerance.is_zero() && !answer.is_whole() {
            let help = "add tolerance, half a unit of the last decimal that is asked for";
            faults.push(Fault::error("S13", "a number with decimals has no tolerance", help));
        }
        for value in self.near_miss.iter().filter_map(|miss| miss.value.number()) {
            if value.is_within(self.tolerance, answer) {
                let message = format!("the near miss {value} counts as right");
                faults.push(Fault::error("S13", message, "correct the near miss, or narrow the tolerance"));
            }
        }
        faults
    }

    fn fits(&self, style: Style) -> Result<(), &'static str> {
        if style == Style::Standard { Ok(()) } else { Err("a numeric item has style \"standard\"") }
    }

    fn lower(&self) -> Lowered {
        let near_misses = self.near_miss.iter();
        let near_misses = near_misses
            .map(|miss| NearNumber { value: miss.value.clone(), why: optional_text(Some(&miss.why)) });
        Lowered {
            statements: Vec::new(),
            choices: Vec::new(),
            freedom: Freedom::Fixed,
            task: Task::Number(NumberKey {
                answer: self.answer.clone(),
                tolerance: self.tolerance,
                unit: self.unit.clone(),
                near_misses: near_misses.collect(),
            }),
        }
    }
}
/// Signs of a number, without its minus, that an answer sheet has room for.
const ROOM: usize = 7;

/// Why nobody can enter a right number on an answer sheet: even the shortest that counts has too many digits.
pub(crate) fn no_room(answer: Decimal, tolerance: Decimal) -> Option<String> {
    let rounded = (0..=answer.decimals()).map(|decimals| answer.rounded(decimals));
    let right = rounded.filter(|number| number.is_within(tolerance, answer));
    let spelled = right.map(|number| number.shortest().to_string());
    let shortest = spelled.min_by_key(|text| text.trim_start_matches('-').len())?;
    let signs = shortest.trim_start_matches('-').len();
    let fact =
        || format!("{shortest} has {signs} digits and marks, and a printed answer sheet has room for {ROOM}");
    (signs > ROOM).then(fact)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shortest_right_number_has_to_fit() {
        let number = |text: &str| text.parse::<Decimal>().unwrap();
        for (answer, tolerance, fits) in [
            ("9999999", "0", true),
            ("33241296", "0", false),
            ("-9999999", "0", true),
            ("12345.67", "0", false),
            ("12345.67", "0.05", true),
            ("1234567.89", "0.5", true),
            ("1234567.89", "0.1", false),
            ("98.5000", "0", true),
        ] {
            assert_eq!(no_room(number(answer), number(tolerance)).is_none(), fits, "{answer} {tolerance}");
        }
    }
}
