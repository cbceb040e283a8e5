//! `short`: a word or a few to be written.

use super::parts::optional_text;
use super::rows::other;
use super::{Body, Fault, Kind, Lowered, Passage, Policy, read_as};
use crate::document::RawTable;
use crate::item::Freedom;
use crate::lint::s14_short_answers::MOST_WORDS;
use crate::source::SourceFile;
use mockexam_model::{Diagnostic, Matching, NearWords, Severity, Style, Task, WordsKey};
use serde::Deserialize;
use toml::Spanned;

#[derive(Debug)]
pub(super) struct Short;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ShortFile {
    #[serde(default)]
    accept: Vec<Spanned<String>>,
    #[serde(default = "fold", rename = "match")]
    matching: Matching,
    #[serde(default)]
    near_miss: Vec<NearFile>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct NearFile {
    text: Spanned<String>,
    why: Spanned<String>,
}

const fn fold() -> Matching {
    Matching::Fold
}

impl Kind for Short {
    fn name(&self) -> &'static str {
        "short"
    }

    fn fields(&self) -> &'static [&'static str] {
        &["accept", "match", "near_miss"]
    }

    fn sample(&self) -> &'static str {
        r#"
[[item]]
id = "sa-009"
topic = "sample"
concepts = ["sample-fact"]
type = "short"
level = "remember"
difficulty = 0.7
status = "reviewed"
stem = "What is the process called by which plants build sugar with the energy of light?"
accept = ["photosynthesis", "photo-synthesis"]
explanation = "Photosynthesis: light is captured, and carbon dioxide and water become sugar and oxygen."
  [[item.near_miss]]
  text = "respiration"
  why = "Respiration is the reverse: sugar is burnt and energy set free."
"#
    }

    fn read(
        &self,
        file: &SourceFile,
        table: RawTable<'_>,
        out: &mut Vec<Diagnostic>,
    ) -> Option<Box<dyn Body>> {
        read_as::<ShortFile>(file, table, out)
    }
}

/// Whether a cell with these words is read as these words.
fn can_be_written(text: &str, matching: Matching) -> bool {
    text.chars().count() <= 200 && !matches!(text, "*" | "?") && !matching.is_same(text, "")
}

impl Body for ShortFile {
    fn passages(&self) -> Vec<Passage<'_>> {
        let accepted = self.accept.iter().map(|text| other(text, None));
        accepted.chain(self.near_miss.iter().map(|miss| other(&miss.text, Some(&miss.why)))).collect()
    }

    fn faults(&self, policy: Policy<'_>) -> Vec<Fault> {
        let most_words = policy.thresholds.of("S14").get(&MOST_WORDS);
        let mut faults = Vec::new();
        let accept: Vec<&str> = self.accept.iter().map(|text| text.get_ref().trim()).collect();
        if accept.is_empty() || accept.contains(&"") {
            faults.push(Fault::error(
                "S14",
                "no words are accepted",
                "add accept = [\"…\"] with every good spelling",
            ));
        }
        for text in accept.iter().filter(|text| !text.contains('{') && !can_be_written(text, self.matching)) {
            let message =
                format!("nobody can write '{text}': it means unreadable, or is too long, or is nothing");
            faults.push(Fault::error(
                "S14",
                message,
                "accept words of up to 200 characters with a letter or digit",
            ));
        }
        for (index, text) in accept.iter().enumerate() {
            if accept[..index].iter().any(|earlier| self.matching.is_same(earlier, text)) {
                let message = format!("'{text}' is accepted already, in another spelling");
                // Harmless: a person who lists spellings need not know how they are folded.
                faults.push(Fault { severity: Severity::Info, ..Fault::error("S14", message, "it may go") });
            }
            if text.split_whitespace().count() > most_words {
                let message = format!("'{text}' is long for a short answer");
                faults.push(Fault::warning("S14", message, "ask for a term, or make it an open item"));
            }
        }
        for miss in self.near_miss.iter().map(|miss| miss.text.get_ref().trim()) {
            if accept.iter().any(|text| self.matching.is_same(text, miss)) {
                faults.push(Fault::error(
                    "S14",
                    format!("the near miss '{miss}' is accepted"),
                    "remove one of the two",
                ));
            }
        }
        faults
    }

    fn fits(&self, style: Style) -> Result<(), &'static str> {
        match style {
            Style::Standard | Style::MissingWord => Ok(()),
            Style::List | Style::Negative => Err("a short item has style \"standard\" or \"missing-word\""),
        }
    }

    fn lower(&self) -> Lowered {
        let near_misses = self.near_miss.iter().map(|miss| NearWords {
            text: miss.text.get_ref().trim().to_owned(),
            why: optional_text(Some(&miss.why)),
        });
        Lowered {
            statements: Vec::new(),
            choices: Vec::new(),
            freedom: Freedom::Fixed,
            task: Task::Words(WordsKey {
                accept: self.accept.iter().map(|text| text.get_ref().trim().to_owned()).collect(),
                matching: self.matching,
                near_misses: near_misses.collect(),
            }),
        }
    }
}
