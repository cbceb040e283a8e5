//! The verbs below `import`.

use clap::{Args, Subcommand};
use std::path::PathBuf;

#[derive(Debug, Args)]
pub(crate) struct ImportArgs {
    #[command(subcommand)]
    pub(crate) verb: ImportVerb,
}

#[derive(Debug, Subcommand)]
pub(crate) enum ImportVerb {
    /// Quizzes in plain text: a question, its choices, "Answer: B) …", an explanation
    #[command(
        after_help = "Example: mockexam import text quiz.txt --topic fire --out question-bank/safety-basics/quiz.toml"
    )]
    Text(ImportTextArgs),
}

#[derive(Debug, Args)]
pub(crate) struct ImportTextArgs {
    /// Text file; - is standard input
    pub(crate) file: PathBuf,
    /// File to write; without it standard output
    #[arg(long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
    /// Topic of the drafts
    #[arg(long, value_name = "ID", default_value = "imported")]
    pub(crate) topic: String,
    /// What the ids of the drafts start with
    #[arg(long, value_name = "TEXT", default_value = "im")]
    pub(crate) prefix: String,
}
