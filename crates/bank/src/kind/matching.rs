//! `matching`: premises, each to be given the letter of the response that belongs to it.

use super::parts;
use super::rows::{count_fault, other, part, repeated, unequal_shares};
use super::{Body, Fault, Kind, Lowered, Passage, Policy, read_as};
use crate::document::RawTable;
use crate::item::Freedom;
use crate::lint::s15_tables::{PREMISES_LEAST, PREMISES_MOST};
use crate::source::SourceFile;
use mockexam_model::{Diagnostic, RowScoring, Style, Task};
use serde::Deserialize;
use toml::Spanned;

#[derive(Debug)]
pub(super) struct Matching;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct MatchingFile {
    #[serde(default)]
    pair: Vec<PairFile>,
    /// Responses that belong to no premise, so that the last pair is not given away.
    #[serde(default)]
    extra: Vec<Spanned<String>>,
    /// Whether a response may belong to several premises.
    #[serde(default)]
    reuse: bool,
    #[serde(default)]
    scoring: Scoring,
    #[serde(default = "parts::yes")]
    shuffle: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct PairFile {
    left: Spanned<String>,
    right: Spanned<String>,
    why: Option<Spanned<String>>,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Scoring {
    #[default]
    PerPair,
    AllOrNothing,
}

impl Kind for Matching {
    fn name(&self) -> &'static str {
        "matching"
    }

    fn fields(&self) -> &'static [&'static str] {
        &["pair", "extra", "reuse", "scoring", "shuffle"]
    }

    fn sample(&self) -> &'static str {
        r#"
[[item]]
id = "sa-005"
topic = "sample"
concepts = ["sample-fact"]
type = "matching"
level = "remember"
difficulty = 0.7
status = "reviewed"
points = 3
stem = "Match each animal to what its young are called. One word is left over."
explanation = "A young horse is a foal, a young goose a gosling and a young goat a kid; a cub is the young of a bear or a fox."
extra = ["Cub"]
  [[item.pair]]
  left = "Horse"
  right = "Foal"
  why = "Foal is said of horses and donkeys."
  [[item.pair]]
  left = "Goose"
  right = "Gosling"
  [[item.pair]]
  left = "Goat"
  right = "Kid"
"#
    }

    fn read(
        &self,
        file: &SourceFile,
        table: RawTable<'_>,
        out: &mut Vec<Diagnostic>,
    ) -> Option<Box<dyn Body>> {
        read_as::<MatchingFile>(file, table, out)
    }
}

impl MatchingFile {
    /// The responses, each once: those of the pairs in file order, then the surplus.
    fn responses(&self) -> Vec<&Spanned<String>> {
        let mut responses: Vec<&Spanned<String>> = Vec::new();
        for text in self.pair.iter().map(|pair| &pair.right).chain(&self.extra) {
            if !responses.iter().any(|known| known.get_ref().trim() == text.get_ref().trim()) {
                responses.push(text);
            }
        }
        responses
    }
}

impl Body for MatchingFile {
    fn passages(&self) -> Vec<Passage<'_>> {
        let pairs = self
            .pair
            .iter()
            .flat_map(|pair| [other(&pair.left, pair.why.as_ref()), other(&pair.right, None)]);
        pairs.chain(self.extra.iter().map(|text| other(text, None))).collect()
    }

    fn faults(&self, policy: Policy<'_>) -> Vec<Fault> {
        let mut faults: Vec<Fault> =
            count_fault(("premise", "premises"), self.pair.len(), policy, (&PREMISES_LEAST, &PREMISES_MOST))
                .into_iter()
                .collect();
        if let Some(text) = repeated(self.pair.iter().map(|pair| pair.left.get_ref().as_str())) {
            let message = format!("the premise '{}' stands twice", text.trim());
            faults.push(Fault::error("S15", message, "write each premise once"));
        }
        let rights = self.pair.iter().map(|pair| &pair.right).chain(&self.extra);
        if let (false, Some(text)) = (self.reuse, repeated(rights.map(|text| text.get_ref().as_str()))) {
            let message = format!("the response '{}' stands twice", text.trim());
            faults.push(Fault::error("S15", message, "make responses differ, or set reuse = true"));
        }
        if !self.reuse && self.extra.is_empty() {
            let help = "add extra = [\"…\"] with a response that belongs to none, or set reuse = true";
            faults.push(Fault::warning("S15", "as many responses as premises give the last pair away", help));
        }
        if self.responses().len() < 2 {
            faults.push(Fault::error("S15", "there is one response for all premises", "add extra = [\"…\"]"));
        }
        if self.responses().len() > 26 {
            faults.push(Fault::error("S15", "more than 26 responses have no letters", "split the item"));
        }
        if self.scoring == Scoring::PerPair {
            faults.extend(unequal_shares(policy, self.pair.len()));
        }
        faults
    }

    fn fits(&self, style: Style) -> Result<(), &'static str> {
        if style == Style::Standard { Ok(()) } else { Err("a matching item has style \"standard\"") }
    }

    fn lower(&self) -> Lowered {
        let responses = self.responses();
        let place = |right: &Spanned<String>| {
            let same = |known: &&Spanned<String>| known.get_ref().trim() == right.get_ref().trim();
            responses.iter().position(same).and_then(|place| u8::try_from(place).ok())
        };
        let rows = self.pair.iter().enumerate();
        let texts = responses.iter().enumerate();
        Lowered {
            statements: rows
                .filter_map(|(i, pair)| part('s', i, pair.left.get_ref(), pair.why.as_ref()))
                .collect(),
            choices: texts.filter_map(|(i, text)| part('c', i, text.get_ref(), None)).collect(),
            // The responses always: in the order of the pairs they would print the key.
            freedom: if self.shuffle {
                Freedom::ShuffledRowsAndChoices
            } else {
                Freedom::Shuffled { pinned: 0 }
            },
            task: Task::Rows {
                right: self.pair.iter().filter_map(|pair| place(&pair.right)).collect(),
                scoring: match self.scoring {
                    Scoring::PerPair => RowScoring::PerRow,
                    Scoring::AllOrNothing => RowScoring::AllOrNothing,
                },
            },
        }
    }
}
