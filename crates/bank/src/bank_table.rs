//! The table `[bank]`: what it holds, how many there are, and in which folder.

use crate::source::{AtSpot, SourceFile, Spot};
use mockexam_model::{Diagnostic, Severity};
use serde::Deserialize;
use std::path::Path;
use toml::Spanned;

/// `[bank]` as written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct BankFile {
    pub(crate) id: Spanned<String>,
    pub(crate) title: String,
    pub(crate) language: String,
    #[serde(default)]
    pub(crate) notice: String,
    /// Where the concepts are; for people, as all files of the folder are read.
    #[serde(rename = "concepts")]
    _concepts: Option<String>,
    /// What words are looked up in (W19): "off", or a list of words beside the bank.
    pub(crate) dictionary: Option<Spanned<String>>,
    /// Number of choices that each `single` item must have.
    pub(crate) choices: Option<usize>,
    /// Ids that were once given away and whose items are no longer in the files.
    #[serde(default)]
    pub(crate) retired: Vec<Spanned<String>>,
}

/// A table too many.
pub(crate) fn second_header(spot: &Spot, earlier: &Spot) -> Diagnostic {
    Diagnostic::error("T02", "a bank has one [bank] table, here is another")
        .spot(spot, "second")
        .spot(earlier, "first")
        .help("keep one of them; items of two banks belong into two folders")
}

/// Thresholds in two places, of which nobody would know which is in force.
pub(crate) fn second_thresholds(spot: &Spot, earlier: &Spot) -> Diagnostic {
    Diagnostic::error("T02", "a bank has its thresholds in one file, here are others")
        .spot(spot, "second")
        .spot(earlier, "first")
        .help("move all of them into bank.toml")
}

/// In a workspace a bank is found by its id, as the name of its folder. Elsewhere folders may be called as they like.
pub(crate) fn other_folder(spot: &Spot, id: &str) -> Option<Diagnostic> {
    let folder = Path::new(&spot.file).parent()?;
    let name = folder.file_name()?.to_str().filter(|name| *name != id)?;
    if folder.parent()?.file_name()? != "question-bank" {
        return None;
    }
    let message = format!("the bank '{id}' is in a folder called '{name}', where no blueprint finds it");
    let finding = Diagnostic { severity: Severity::Warning, ..Diagnostic::error("T02", message) };
    Some(finding.spot(spot, "").help("give the folder the name of the bank, or the bank that of the folder"))
}

/// None at all.
pub(crate) fn missing_header(files: &[SourceFile]) -> Diagnostic {
    let diagnostic = Diagnostic::error("T02", "no [bank] table in any file of the bank")
        .help("add bank.toml with [bank], id, title and language");
    match files.first() {
        Some(file) => diagnostic.at(&file.name, mockexam_model::Place::File, ""),
        None => diagnostic,
    }
}
