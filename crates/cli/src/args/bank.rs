//! The verbs below `bank`.

use super::LookArgs;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, Subcommand, ValueEnum};
use mockexam_bank::{Band, KINDS, Status, Version};
use mockexam_model::{Level, Style};
use std::path::PathBuf;

#[derive(Debug, Args)]
pub(crate) struct BankArgs {
    #[command(subcommand)]
    pub(crate) verb: BankVerb,
}

#[derive(Debug, Subcommand)]
pub(crate) enum BankVerb {
    /// List items: all, or those that match every filter
    #[command(after_help = "Example: mockexam bank list --level apply --band hard\n         \
                            mockexam bank list --text \"service desk\" --status draft --status reviewed")]
    List(ListArgs),
    /// Show items with everything that belongs to them
    #[command(after_help = "Example: mockexam bank show uw-003\n         \
                            mockexam bank show uw-003 uw-004 --no-key")]
    Show(ShowArgs),
    /// Count the items that can be drawn, and hold them against a blueprint
    #[command(after_help = "Example: mockexam bank stats\n         \
                            mockexam bank stats --blueprint itil4-foundation --forms 4")]
    Stats(StatsArgs),
    /// Rewrite files of a bank in canonical form; comments stay, no text says anything else
    #[command(after_help = "Example: mockexam bank fmt question-bank/my-bank/fire.toml\n         \
                            mockexam bank fmt --check")]
    Fmt(FmtArgs),
    /// Add what a sitting said of the items to the history of their bank: counts, nothing of persons
    #[command(after_help = "Example: mockexam bank record exams/spring/results")]
    Record(RecordArgs),
    /// Write the key terms of a bank with their facts, as Markdown
    #[command(after_help = "Example: mockexam bank glossary --topic service-value-chain")]
    Glossary(GlossaryArgs),
    /// Print items for reviewers: with key, reasons, facts and references, and boxes to tick
    #[command(
        after_help = "Example: mockexam bank booklet --topic fire --status draft --bank question-bank/my-bank"
    )]
    Booklet(BookletArgs),
}

#[derive(Debug, Args)]
pub(crate) struct RecordArgs {
    /// Folder of the results
    pub(crate) results: PathBuf,
    /// Folder of the bank; without it the one that the exam beside the results was drawn from
    #[arg(long, value_name = "DIR")]
    pub(crate) bank: Option<PathBuf>,
    /// Record results that are usually refused
    #[arg(long, value_delimiter = ',')]
    pub(crate) accept: Vec<Doubtful>,
}

/// Results that say less of the items than they seem to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Doubtful {
    /// Rows still need a decision
    Provisional,
    /// A program made up the responses
    Simulated,
}

#[derive(Debug, Args)]
pub(crate) struct GlossaryArgs {
    /// Only terms of this topic; repeat it for several
    #[arg(long, value_name = "ID")]
    pub(crate) topic: Vec<String>,
    /// Folder of the bank, instead of those in the workspace
    #[arg(long, value_name = "DIR")]
    pub(crate) bank: Option<PathBuf>,
}

/// A filter takes several values one after the other; an item must match one of each filter's.
#[derive(Debug, Args)]
pub(crate) struct FilterArgs {
    /// Topic of the item; repeat a filter to allow several values
    #[arg(long, value_name = "ID")]
    pub(crate) topic: Vec<String>,
    /// Level
    #[arg(long, value_parser = one_of(&Level::ALL, Level::as_str))]
    pub(crate) level: Vec<Level>,
    /// Style
    #[arg(long, value_parser = one_of(&Style::ALL, Style::as_str))]
    pub(crate) style: Vec<Style>,
    /// Kind
    #[arg(long = "type", value_name = "KIND", value_parser = PossibleValuesParser::new(KINDS.iter().map(|kind| kind.name())))]
    pub(crate) kind: Vec<String>,
    /// Status
    #[arg(long, value_parser = one_of(&Status::ALL, Status::as_str))]
    pub(crate) status: Vec<Status>,
    /// Version that it can be used for: items for both, and those without a version, can be used for each
    #[arg(long, value_parser = one_of(&Version::ALL, Version::as_str))]
    pub(crate) version: Vec<Version>,
    /// Concept that it examines
    #[arg(long, value_name = "ID")]
    pub(crate) concept: Vec<String>,
    /// Difficulty: easy from 0.80, hard below 0.55
    #[arg(long, value_parser = one_of(&Band::ALL, Band::as_str))]
    pub(crate) band: Vec<Band>,
    /// Words that all stand somewhere in its texts, in any order
    #[arg(long, value_name = "WORDS")]
    pub(crate) text: Vec<String>,
}

#[derive(Debug, Args)]
pub(crate) struct ListArgs {
    #[command(flatten)]
    pub(crate) filter: FilterArgs,
    /// Folder of the bank; without it every bank of the workspace
    #[arg(long, value_name = "DIR")]
    pub(crate) bank: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct BookletArgs {
    #[command(flatten)]
    pub(crate) filter: FilterArgs,
    /// Folder of the bank; without it the only one of the workspace, or the one that has the topics
    #[arg(long, value_name = "DIR")]
    pub(crate) bank: Option<PathBuf>,
    /// PDF file to write; without it BANK-review.pdf
    #[arg(long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) look: LookArgs,
    /// Replace a file that is already there
    #[arg(long)]
    pub(crate) force: bool,
}

#[derive(Debug, Args)]
pub(crate) struct ShowArgs {
    /// Ids of items
    #[arg(required = true, value_name = "ID")]
    pub(crate) ids: Vec<String>,
    /// Show what a candidate sees, and nothing else
    #[arg(long)]
    pub(crate) no_key: bool,
    /// Folder of the bank; without it every bank of the workspace
    #[arg(long, value_name = "DIR")]
    pub(crate) bank: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct StatsArgs {
    /// Blueprint to hold against its bank: a file, or the name of one in templates/blueprints
    #[arg(long, value_name = "BLUEPRINT")]
    pub(crate) blueprint: Option<String>,
    /// Number of forms without a common item; without it as in the blueprint
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=702), requires = "blueprint")]
    pub(crate) forms: Option<u16>,
    /// Folder of the bank; without it the one that the blueprint names, or every bank of the workspace
    #[arg(long, value_name = "DIR")]
    pub(crate) bank: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct FmtArgs {
    /// Files of banks, or folders with such files; - is standard input. Without any: every bank of the workspace
    pub(crate) files: Vec<PathBuf>,
    /// Change nothing; end with exit code 1 and a list if files would change
    #[arg(long)]
    pub(crate) check: bool,
    /// Folder of the bank; without it every bank of the workspace
    #[arg(long, value_name = "DIR", conflicts_with = "files")]
    pub(crate) bank: Option<PathBuf>,
}

/// A value by the word that files have for it.
fn one_of<T: Copy + Send + Sync + 'static>(
    all: &'static [T],
    word: fn(T) -> &'static str,
) -> impl TypedValueParser<Value = T> {
    PossibleValuesParser::new(all.iter().map(|&value| word(value))).try_map(move |given| {
        all.iter().copied().find(|&value| word(value) == given).ok_or("there is no such value")
    })
}
