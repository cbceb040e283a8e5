//! The arguments of `cards`, `glossary` and `sheet`.

use clap::{Args, ValueEnum};
use std::path::PathBuf;

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum CardsFrom {
    /// The name of a concept in front, its fact behind
    Concepts,
    /// A question in front, its answer and explanation behind
    Items,
    /// Both
    Both,
}

/// Where a study aid comes from and where it goes.
#[derive(Debug, Args)]
pub(crate) struct StudyArgs {
    /// Folder of the bank; without it the one that has the topics
    #[arg(long, value_name = "DIR")]
    pub(crate) bank: Option<PathBuf>,
    /// File to write; its ending says in which format
    #[arg(long, value_name = "FILE")]
    pub(crate) out: PathBuf,
    /// Paper template of a PDF: a file, or the name of one in templates/papers
    #[arg(long, default_value = "a4")]
    pub(crate) template: String,
    /// Folder of TrueType fonts (.ttf) for characters of a PDF that the shipped ones lack
    #[arg(long, value_name = "DIR")]
    pub(crate) fonts: Option<PathBuf>,
    /// Replace a file that is already there
    #[arg(long)]
    pub(crate) force: bool,
}

#[derive(Debug, Args)]
pub(crate) struct CardsArgs {
    /// Only cards of this topic; repeat it for several
    #[arg(long, value_name = "ID")]
    pub(crate) topic: Vec<String>,
    /// What the cards are made of
    #[arg(long, default_value = "concepts")]
    pub(crate) from: CardsFrom,
    #[command(flatten)]
    pub(crate) study: StudyArgs,
}

#[derive(Debug, Args)]
pub(crate) struct TermsArgs {
    /// Only terms of this topic; repeat it for several
    #[arg(long, value_name = "ID")]
    pub(crate) topic: Vec<String>,
    #[command(flatten)]
    pub(crate) study: StudyArgs,
}

#[derive(Debug, Args)]
pub(crate) struct SheetArgs {
    /// The topic
    pub(crate) topic: String,
    #[command(flatten)]
    pub(crate) study: StudyArgs,
}
