//! `classification`: entries, each to be put into one of a few categories.

use super::parts;
use super::rows::{count_fault, other, part, repeated, unequal_shares};
use super::{Body, Fault, Kind, Lowered, Passage, Policy, read_as};
use crate::document::RawTable;
use crate::item::Freedom;
use crate::lint::s15_tables::{CATEGORIES_LEAST, CATEGORIES_MOST, ENTRIES_LEAST, ENTRIES_MOST, ONE_CATEGORY};
use crate::norm::norm;
use crate::source::SourceFile;
use mockexam_model::{Diagnostic, RowScoring, Style, Task};
use serde::Deserialize;
use toml::Spanned;

#[derive(Debug)]
pub(super) struct Classification;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ClassificationFile {
    #[serde(default)]
    categories: Vec<Spanned<String>>,
    #[serde(default)]
    entry: Vec<EntryFile>,
    #[serde(default)]
    scoring: Scoring,
    #[serde(default = "parts::yes")]
    shuffle: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct EntryFile {
    text: Spanned<String>,
    category: Spanned<String>,
    why: Option<Spanned<String>>,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Scoring {
    #[default]
    PerEntry,
    AllOrNothing,
}

impl Kind for Classification {
    fn name(&self) -> &'static str {
        "classification"
    }

    fn fields(&self) -> &'static [&'static str] {
        &["categories", "entry", "scoring", "shuffle"]
    }

    fn sample(&self) -> &'static str {
        r#"
[[item]]
id = "sa-006"
topic = "sample"
concepts = ["sample-fact"]
type = "classification"
level = "understand"
difficulty = 0.7
status = "reviewed"
points = 4
stem = "To which group of materials does each of these belong?"
categories = ["Metal", "Wood", "Plastic"]
explanation = "Brass is an alloy of copper and zinc, tin an element; oak grows; nylon is made from oil or gas."
  [[item.entry]]
  text = "Brass"
  category = "Metal"
  why = "Brass is an alloy of copper and zinc."
  [[item.entry]]
  text = "Oak"
  category = "Wood"
  [[item.entry]]
  text = "Nylon"
  category = "Plastic"
  [[item.entry]]
  text = "Tin"
  category = "Metal"
"#
    }

    fn read(
        &self,
        file: &SourceFile,
        table: RawTable<'_>,
        out: &mut Vec<Diagnostic>,
    ) -> Option<Box<dyn Body>> {
        read_as::<ClassificationFile>(file, table, out)
    }
}

impl ClassificationFile {
    fn place(&self, category: &Spanned<String>) -> Option<u8> {
        let wanted = norm(category.get_ref());
        let place = self.categories.iter().position(|known| norm(known.get_ref()) == wanted)?;
        u8::try_from(place).ok()
    }

    /// How many entries each category has.
    fn uses(&self) -> Vec<usize> {
        let places: Vec<_> = self.entry.iter().filter_map(|entry| self.place(&entry.category)).collect();
        (0..self.categories.len())
            .map(|c| places.iter().filter(|&&place| usize::from(place) == c).count())
            .collect()
    }
}

impl Body for ClassificationFile {
    fn passages(&self) -> Vec<Passage<'_>> {
        let categories = self.categories.iter().map(|text| other(text, None));
        categories.chain(self.entry.iter().map(|entry| other(&entry.text, entry.why.as_ref()))).collect()
    }

    fn faults(&self, policy: Policy<'_>) -> Vec<Fault> {
        let mut faults: Vec<Fault> = count_fault(
            ("category", "categories"),
            self.categories.len(),
            policy,
            (&CATEGORIES_LEAST, &CATEGORIES_MOST),
        )
        .into_iter()
        .collect();
        faults.extend(count_fault(
            ("entry", "entries"),
            self.entry.len(),
            policy,
            (&ENTRIES_LEAST, &ENTRIES_MOST),
        ));
        for entry in self.entry.iter().filter(|entry| self.place(&entry.category).is_none()) {
            let message = format!("'{}' is none of the categories", entry.category.get_ref().trim());
            faults.push(Fault::error(
                "S15",
                message,
                "correct the category of the entry, or add it to categories",
            ));
        }
        if let Some(text) = repeated(self.categories.iter().map(|text| text.get_ref().as_str())) {
            faults.push(Fault::error(
                "S15",
                format!("the category '{}' stands twice", text.trim()),
                "write it once",
            ));
        }
        if let Some(text) = repeated(self.entry.iter().map(|entry| entry.text.get_ref().as_str())) {
            faults.push(Fault::error(
                "S15",
                format!("the entry '{}' stands twice", text.trim()),
                "write it once",
            ));
        }
        let most = policy.thresholds.of("S15").get(&ONE_CATEGORY);
        for (category, uses) in self.categories.iter().zip(self.uses()) {
            let name = category.get_ref().trim();
            if uses == 0 {
                let message = format!("no entry belongs to the category '{name}'");
                faults.push(Fault::warning("S15", message, "add an entry to it, or remove it"));
            // Of three entries in two categories, two are in one.
            } else if self.entry.len() >= 4 && uses * 100 > self.entry.len() * most {
                let message =
                    format!("{uses} of {} entries belong to the category '{name}'", self.entry.len());
                faults.push(Fault::warning("S15", message, "spread the entries over the categories"));
            }
        }
        if self.scoring == Scoring::PerEntry {
            faults.extend(unequal_shares(policy, self.entry.len()));
        }
        faults
    }

    fn fits(&self, style: Style) -> Result<(), &'static str> {
        if style == Style::Standard { Ok(()) } else { Err("a classification item has style \"standard\"") }
    }

    fn lower(&self) -> Lowered {
        let rows = self.entry.iter().enumerate();
        let categories = self.categories.iter().enumerate();
        Lowered {
            statements: rows
                .filter_map(|(i, entry)| part('s', i, entry.text.get_ref(), entry.why.as_ref()))
                .collect(),
            choices: categories.filter_map(|(i, text)| part('c', i, text.get_ref(), None)).collect(),
            freedom: if self.shuffle { Freedom::ShuffledRows } else { Freedom::Fixed },
            task: Task::Rows {
                right: self.entry.iter().filter_map(|entry| self.place(&entry.category)).collect(),
                scoring: match self.scoring {
                    Scoring::PerEntry => RowScoring::PerRow,
                    Scoring::AllOrNothing => RowScoring::AllOrNothing,
                },
            },
        }
    }
}
