//! `ordering`: steps to be brought into their order. The order in the file is the key.

use super::rows::{count_fault, other, part, repeated, unequal_shares};
use super::{Body, Fault, Kind, Lowered, Passage, Policy, read_as};
use crate::document::RawTable;
use crate::item::Freedom;
use crate::lint::s15_tables::{STEPS_LEAST, STEPS_MOST};
use crate::source::SourceFile;
use mockexam_model::{Diagnostic, RowScoring, Style, Task};
use serde::Deserialize;
use toml::Spanned;

#[derive(Debug)]
pub(super) struct Ordering;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct OrderingFile {
    #[serde(default)]
    order: Vec<Spanned<String>>,
    #[serde(default)]
    scoring: Scoring,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Scoring {
    #[default]
    AdjacentPairs,
    PerPosition,
    Exact,
}

impl Kind for Ordering {
    fn name(&self) -> &'static str {
        "ordering"
    }

    fn fields(&self) -> &'static [&'static str] {
        &["order", "scoring"]
    }

    fn sample(&self) -> &'static str {
        r#"
[[item]]
id = "sa-007"
topic = "sample"
concepts = ["sample-fact"]
type = "ordering"
level = "remember"
difficulty = 0.7
status = "reviewed"
points = 3
stem = "Bring these stages in the life of a butterfly into their order."
explanation = "A caterpillar hatches from the egg, turns into a chrysalis and leaves it as a butterfly."
order = ["Egg", "Caterpillar", "Chrysalis", "Butterfly"]
"#
    }

    fn read(
        &self,
        file: &SourceFile,
        table: RawTable<'_>,
        out: &mut Vec<Diagnostic>,
    ) -> Option<Box<dyn Body>> {
        read_as::<OrderingFile>(file, table, out)
    }
}

impl Body for OrderingFile {
    fn passages(&self) -> Vec<Passage<'_>> {
        self.order.iter().map(|text| other(text, None)).collect()
    }

    fn faults(&self, policy: Policy<'_>) -> Vec<Fault> {
        let mut faults: Vec<Fault> =
            count_fault(("step", "steps"), self.order.len(), policy, (&STEPS_LEAST, &STEPS_MOST))
                .into_iter()
                .collect();
        if let Some(text) = repeated(self.order.iter().map(|text| text.get_ref().as_str())) {
            faults.push(Fault::error(
                "S15",
                format!("the step '{}' stands twice", text.trim()),
                "make steps differ",
            ));
        }
        faults.extend(match self.scoring {
            Scoring::AdjacentPairs => unequal_shares(policy, self.order.len().saturating_sub(1)),
            Scoring::PerPosition => unequal_shares(policy, self.order.len()),
            Scoring::Exact => None,
        });
        faults
    }

    fn fits(&self, style: Style) -> Result<(), &'static str> {
        if style == Style::Standard { Ok(()) } else { Err("an ordering item has style \"standard\"") }
    }

    fn lower(&self) -> Lowered {
        let steps = self.order.iter().enumerate();
        let right = 0..u8::try_from(self.order.len()).unwrap_or(u8::MAX);
        Lowered {
            statements: Vec::new(),
            choices: steps.filter_map(|(i, text)| part('c', i, text.get_ref(), None)).collect(),
            // Always: the order of the file is the key.
            freedom: Freedom::Shuffled { pinned: 0 },
            task: Task::Rows {
                right: right.collect(),
                scoring: match self.scoring {
                    Scoring::AdjacentPairs => RowScoring::AdjacentPairs,
                    Scoring::PerPosition => RowScoring::PerRow,
                    Scoring::Exact => RowScoring::AllOrNothing,
                },
            },
        }
    }
}
