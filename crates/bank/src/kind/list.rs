//! `list`: four statements of which two are right; the choices are the pairs 1+2, 2+3, 3+4, 1+4.
//!
//! Each statement stands in exactly two pairs, so that none of them gives the key away. A form turns the circle;
//! the key follows.

use super::parts::{self, PartFile, counted};
use super::{Body, Fault, Kind, Lowered, Passage, Policy, read_as};
use crate::document::RawTable;
use crate::item::Freedom;
use crate::source::SourceFile;
use mockexam_model::{ChoiceId, ChoiceSnapshot, Diagnostic, RichText, SnapshotContent, Style, Task};
use serde::Deserialize;

#[derive(Debug)]
pub(super) struct List;

/// Statements, and as many pairs of neighbours in their circle.
const STATEMENTS: usize = 4;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ListFile {
    #[serde(default)]
    statement: Vec<PartFile>,
    #[serde(default = "parts::yes")]
    shuffle: bool,
}

impl Kind for List {
    fn name(&self) -> &'static str {
        "list"
    }

    fn fields(&self) -> &'static [&'static str] {
        &["statement", "shuffle"]
    }

    fn sample(&self) -> &'static str {
        r#"
[[item]]
id = "sa-002"
topic = "sample"
concepts = ["sample-fact"]
type = "list"
style = "list"
level = "remember"
difficulty = 0.7
status = "reviewed"
stem = "Which two are primary colours of light?"
explanation = "Screens mix red, green and blue light into all other colours."
  [[item.statement]]
  text = "Yellow"
  why = "Yellow is a primary colour of paint; on a screen it is mixed from red and green."
  [[item.statement]]
  text = "Green"
  key = true
  [[item.statement]]
  text = "Blue"
  key = true
  [[item.statement]]
  text = "Violet"
  why = "On a screen violet is mixed from red and blue."
"#
    }

    fn read(
        &self,
        file: &SourceFile,
        table: RawTable<'_>,
        out: &mut Vec<Diagnostic>,
    ) -> Option<Box<dyn Body>> {
        read_as::<ListFile>(file, table, out)
    }
}

impl ListFile {
    /// Why a pair is wrong: the reasons of the false statements in it.
    fn why(&self, pair: &[usize]) -> RichText {
        let reasons = pair.iter().filter_map(|&index| self.statement.get(index)?.reason());
        RichText::parse(&reasons.collect::<Vec<_>>().join("\n\n")).unwrap_or_default()
    }

    fn keys(&self) -> Vec<usize> {
        self.statement.iter().enumerate().filter(|(_, s)| s.key).map(|(index, _)| index).collect()
    }
}

/// Whether two statements stand side by side in the circle 1-2-3-4-1.
const fn neighbours(a: usize, b: usize) -> bool {
    (a + 1) % STATEMENTS == b || (b + 1) % STATEMENTS == a
}

impl Body for ListFile {
    fn passages(&self) -> Vec<Passage<'_>> {
        self.statement.iter().map(PartFile::passage).collect()
    }

    fn faults(&self, _: Policy<'_>) -> Vec<Fault> {
        let mut faults = Vec::new();
        let count = self.statement.len();
        if count != STATEMENTS {
            let help = "write exactly four [[item.statement]] tables";
            faults.push(Fault::error(
                "S11",
                format!("a list item has four statements, this one has {count}"),
                help,
            ));
        }
        match self.keys()[..] {
            [a, b] if count == STATEMENTS && !neighbours(a, b) => faults.push(Fault::error(
                "S11",
                "the two right statements are not neighbours in the circle 1-2-3-4-1",
                "reorder the statements: the choices are the pairs 1+2, 2+3, 3+4 and 1+4",
            )),
            [_, _] => {}
            ref keys => faults.push(Fault::error(
                "S01",
                format!(
                    "{} marked as key, a list item needs two",
                    counted(keys.len(), "statement is", "statements are")
                ),
                "mark exactly two [[item.statement]] with key = true",
            )),
        }
        if let Some(id) = parts::repeated_id(&self.statement, 's') {
            faults.push(Fault::error(
                "S02",
                format!("two statements have the id '{id}'"),
                "give each an id of its own",
            ));
        }
        faults
    }

    fn fits(&self, style: Style) -> Result<(), &'static str> {
        if style == Style::List { Ok(()) } else { Err("type \"list\" goes with style \"list\"") }
    }

    fn lower(&self) -> Lowered {
        let keys = self.keys();
        let mut choices = Vec::new();
        for (first, number) in (0..STATEMENTS).zip(1_u8..) {
            let second = (first + 1) % STATEMENTS;
            let Ok(id) = ChoiceId::new(&format!("c{number}")) else { continue };
            choices.push(ChoiceSnapshot {
                id,
                key: keys.contains(&first) && keys.contains(&second),
                content: SnapshotContent::Statements(vec![number - 1, number % 4]),
                why: self.why(&[first, second]),
            });
        }
        Lowered {
            statements: parts::lower(&self.statement, 's'),
            choices,
            freedom: if self.shuffle { Freedom::Rotated } else { Freedom::Fixed },
            task: Task::ONE_LETTER,
        }
    }
}
