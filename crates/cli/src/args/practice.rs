//! The arguments of `practice`.

use clap::{Args, ValueEnum};
use std::path::PathBuf;

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum PracticeMode {
    /// Against the clock, answers at the end
    Exam,
    /// Without a clock, the answer at each question
    Quiz,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum PracticeView {
    /// One question at a time
    One,
    /// All questions on one page
    All,
}

#[derive(Debug, Args)]
pub(crate) struct PracticeArgs {
    /// Blueprint: a file, or the name of one in templates/blueprints
    #[arg(required_unless_present = "topic", conflicts_with_all = ["topic", "count"])]
    pub(crate) blueprint: Option<String>,
    /// Topic to practise, in place of a blueprint; repeat it for several
    #[arg(long, value_name = "ID")]
    pub(crate) topic: Vec<String>,
    /// Number of questions on the topics; without it 10, or as many as there are
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=500), requires = "topic")]
    pub(crate) count: Option<u16>,
    /// Any text or number; without it one is drawn and recorded
    #[arg(long)]
    pub(crate) seed: Option<String>,
    /// Folder of the bank; without it the one that the blueprint names, or that has the topics
    #[arg(long, value_name = "DIR")]
    pub(crate) bank: Option<PathBuf>,
    /// What the page proposes; without it exam for a blueprint, quiz for topics
    #[arg(long)]
    pub(crate) mode: Option<PracticeMode>,
    /// How many questions the page shows at first
    #[arg(long, default_value = "one")]
    pub(crate) view: PracticeView,
    /// HTML file to write
    #[arg(long, value_name = "FILE")]
    pub(crate) out: PathBuf,
    /// Folder of the exam, for grading; without it beside the page, with -exam behind its name
    #[arg(long, value_name = "DIR")]
    pub(crate) exam: Option<PathBuf>,
    /// Replace an exam that is already there
    #[arg(long)]
    pub(crate) force: bool,
}
