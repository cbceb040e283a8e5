//! The command line. Help, man page and completions come from here.

mod bank;
mod import;
mod practice;
mod study;

pub(crate) use bank::{
    BankArgs, BankVerb, BookletArgs, Doubtful, FilterArgs, FmtArgs, GlossaryArgs, ListArgs, RecordArgs,
    ShowArgs, StatsArgs,
};
pub(crate) use import::{ImportArgs, ImportTextArgs, ImportVerb};
pub(crate) use practice::{PracticeArgs, PracticeMode, PracticeView};
pub(crate) use study::{CardsArgs, CardsFrom, SheetArgs, StudyArgs, TermsArgs};

use clap::builder::PossibleValuesParser;
use clap::{Args, Parser, Subcommand, ValueEnum};
use mockexam_report::{FORMATS, Part};
use std::path::PathBuf;

/// Mock exams from a question bank: papers, keys, grades and reports.
///
/// From a bank of questions in plain text files: balanced exam papers as PDF, several forms with their keys, and from a
/// CSV of answers grades that can be defended and reports that teach. The same seed gives the same exam for ever.
#[derive(Debug, Parser)]
#[command(name = "mockexam", version, after_help = "Start with: mockexam demo")]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) verb: Verb,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
}

/// How the program talks.
#[derive(Debug, Args)]
pub(crate) struct OutputArgs {
    /// Write one JSON object to standard output instead of text
    #[arg(long, global = true)]
    pub(crate) json: bool,
    /// Say nothing unless something needs a person
    #[arg(long, short, global = true)]
    pub(crate) quiet: bool,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Verb {
    /// Run the whole loop on the shipped bank: forms, papers, a simulated class, grades, reports
    #[command(after_help = "Example: mockexam demo")]
    Demo(DemoArgs),
    /// Make a fresh workspace with a 12-item sample bank
    #[command(after_help = "Example: mockexam new my-exams")]
    New(NewArgs),
    /// Check banks and blueprints: every finding of every file
    #[command(
        after_help = "Example: mockexam check question-bank/itil-foundation\n         mockexam check --explain S06"
    )]
    Check(CheckArgs),
    /// Look things up in banks, count what is there, format files
    #[command(after_help = "Example: mockexam bank list --topic guiding-principles --band hard")]
    Bank(BankArgs),
    /// Draw an exam: blueprint, bank and seed become forms and keys
    #[command(
        after_help = "Example: mockexam assemble itil4-foundation --seed spring --forms 2 --name spring"
    )]
    Assemble(AssembleArgs),
    /// Print an exam: papers, answer sheets, keys and rationales as PDF
    #[command(after_help = "Example: mockexam print exams/spring")]
    Print(PrintArgs),
    /// Rebuild an exam and its PDFs from record and bank, and compare byte for byte
    #[command(after_help = "Example: mockexam verify exams/spring")]
    Verify(VerifyArgs),
    /// Grade answer files: scores, statistics, and a place for every row
    #[command(
        override_usage = "mockexam grade [OPTIONS] <EXAM> <ANSWERS>...\n       mockexam grade [OPTIONS] --key <CSV> <ANSWERS>...",
        after_help = "Example: mockexam grade exams/spring answers.csv --roster class.csv\n         mockexam grade --key key.csv answers.csv"
    )]
    Grade(GradeArgs),
    /// Write reports from results: the class, the questions, a summary, one for each candidate
    #[command(
        after_help = "Example: mockexam report exams/spring/results\n         mockexam report exams/spring/results --only class,items --format pdf,xlsx"
    )]
    Report(ReportArgs),
    /// Bring questions from elsewhere into a bank, as drafts
    #[command(after_help = "Example: mockexam import text quiz.txt --topic fire")]
    Import(ImportArgs),
    /// Make a practice exam in one HTML file, which works offline and hands out responses to grade
    #[command(
        after_help = "Example: mockexam practice itil4-foundation --seed spring --out mock.html\n         \
                            mockexam practice --topic guiding-principles --count 10 --out principles.html"
    )]
    Practice(PracticeArgs),
    /// Make flashcards: sheets to cut (.pdf), a page that asks what is due (.html), files for Anki (.apkg, .tsv)
    #[command(after_help = "Example: mockexam cards --topic guiding-principles --out cards.pdf")]
    Cards(CardsArgs),
    /// Make a list of key terms (.pdf, .html)
    #[command(
        after_help = "Example: mockexam glossary --bank question-bank/itil-foundation --out terms.html"
    )]
    Glossary(TermsArgs),
    /// Make a study sheet of one page on a topic (.pdf, .html)
    #[command(after_help = "Example: mockexam sheet guiding-principles --out principles.pdf")]
    Sheet(SheetArgs),
}

#[derive(Debug, Args)]
pub(crate) struct DemoArgs {
    /// Folder to write below
    #[arg(default_value = "demo")]
    pub(crate) dir: PathBuf,
}

#[derive(Debug, Args)]
pub(crate) struct NewArgs {
    /// Folder of the new workspace; it must be empty or not exist
    pub(crate) dir: PathBuf,
}

#[derive(Debug, Args)]
pub(crate) struct CheckArgs {
    /// Folders of banks, or blueprint files; without any: all of the workspace
    pub(crate) paths: Vec<PathBuf>,
    /// Treat warnings as errors
    #[arg(long, value_name = "SEVERITY")]
    pub(crate) deny: Option<Deny>,
    /// Folder of the texts that banks draw on (.txt, .md): a bank shall not copy them (B15)
    #[arg(long, value_name = "DIR", conflicts_with = "explain")]
    pub(crate) sources: Option<PathBuf>,
    /// Print a rule, its reason, its thresholds (as the banks at the paths set them) and how to repair a finding
    #[arg(long, value_name = "ID")]
    pub(crate) explain: Option<String>,
    /// How to print findings: for people, as JSON, or as SARIF 2.1.0 for code hosts
    #[arg(long, default_value = "human")]
    pub(crate) format: Format,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Deny {
    Warnings,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    Human,
    Json,
    Sarif,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ModeArg {
    /// Same items, each form with its own order of questions and choices
    Scrambled,
    /// No item on two forms
    Disjoint,
    /// Two forms have some items in common, as many at most as the blueprint says
    Overlapping,
    /// A form for each candidate: same items, own order of questions and choices
    OwnOrder,
    /// A form for each candidate, each drawn on its own
    OwnDraw,
}

#[derive(Debug, Args)]
pub(crate) struct AssembleArgs {
    /// Blueprint: a file, or the name of one in templates/blueprints
    pub(crate) blueprint: String,
    /// Any text or number; without it one is drawn and recorded
    #[arg(long)]
    pub(crate) seed: Option<String>,
    /// Number of forms; without it as in the blueprint, or one for each candidate where forms are personal
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=50_000))]
    pub(crate) forms: Option<u16>,
    /// How forms differ; without it as in the blueprint
    #[arg(long)]
    pub(crate) mode: Option<ModeArg>,
    /// CSV of the candidates, with their seats: who gets which form goes to secret/assignment.csv
    #[arg(long, value_name = "CSV")]
    pub(crate) roster: Option<PathBuf>,
    /// Folder of the bank; without it the one that the blueprint names
    #[arg(long, value_name = "DIR")]
    pub(crate) bank: Option<PathBuf>,
    /// Name of the exam, also of its folder below exams/
    #[arg(long)]
    pub(crate) name: Option<String>,
    /// Folder to write; without it exams/NAME
    #[arg(long, value_name = "DIR")]
    pub(crate) out: Option<PathBuf>,
    /// Number of the algorithm that turns the seed into an exam
    #[arg(long, value_name = "N")]
    pub(crate) algorithm: Option<u32>,
    /// List of earlier exams: items rest by it, and this exam is added to it; without it exams/history.toml if the
    /// blueprint asks for rest
    #[arg(long, value_name = "FILE")]
    pub(crate) history: Option<PathBuf>,
    /// Take the difficulty from the recorded sittings of the bank (bank record) where there are any, instead of the author's
    /// estimate alone
    #[arg(long)]
    pub(crate) observed: bool,
    /// Print what was asked for and what was reached, and write secret/explain.html
    #[arg(long)]
    pub(crate) explain: bool,
    /// Replace an exam that is already there
    #[arg(long)]
    pub(crate) force: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Print {
    /// papers/form-A.pdf …
    Papers,
    /// papers/answer-sheet-A.pdf …
    Sheets,
    /// secret/key-A.pdf …
    Keys,
    /// secret/rationales-A.pdf …
    Rationales,
    /// secret/marking-A.pdf …: the answer sheet with the key filled in, to mark by hand; only where it is named
    Marking,
    /// secret/marking-guide-A.pdf …: what earns points where answers are written, for markers; only where it is named
    MarkingGuide,
    /// papers/form-A.html …: the paper for screen readers; only where it is named
    Html,
    /// papers/form-A.txt …: the paper as plain text, for Braille software; only where it is named
    Text,
    /// secret/draft-A.pdf …: the paper with its key, for reviewers; only where it is named
    Drafts,
}

impl Print {
    /// Everything that there is.
    pub(crate) const ALL: [Self; 9] = [
        Self::Papers,
        Self::Sheets,
        Self::Keys,
        Self::Rationales,
        Self::Html,
        Self::Text,
        Self::Drafts,
        Self::Marking,
        Self::MarkingGuide,
    ];

    /// What is printed where nothing is named.
    pub(crate) const USUAL: [Self; 4] = [Self::Papers, Self::Sheets, Self::Keys, Self::Rationales];
}

/// How pages look.
#[derive(Debug, Args)]
pub(crate) struct LookArgs {
    /// Paper template: a file, or the name of one in templates/papers
    #[arg(long, default_value = "a4")]
    pub(crate) template: String,
    /// Fixed words: a file, or the name of one in templates/languages
    #[arg(long, default_value = "en")]
    pub(crate) language: String,
    /// Folder of TrueType fonts (.ttf) for characters that the shipped ones lack
    #[arg(long, value_name = "DIR")]
    pub(crate) fonts: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct PrintArgs {
    /// Folder of the exam
    pub(crate) exam: PathBuf,
    /// What to print; without it everything
    #[arg(long, value_delimiter = ',')]
    pub(crate) only: Vec<Print>,
    #[command(flatten)]
    pub(crate) look: LookArgs,
    /// CSV of the candidates: papers and sheets with their names, collated as they sit, and lists, in EXAM/personal
    #[arg(long, value_name = "CSV")]
    pub(crate) roster: Option<PathBuf>,
    /// A file for each room
    #[arg(long, requires = "roster")]
    pub(crate) by_room: bool,
    /// Also write each page as an image, to look at on a screen
    #[arg(long, conflicts_with = "roster")]
    pub(crate) png: bool,
}

#[derive(Debug, Args)]
pub(crate) struct VerifyArgs {
    /// Folder of the exam
    pub(crate) exam: PathBuf,
    /// Folder of the bank; without it the one that the exam names
    #[arg(long, value_name = "DIR")]
    pub(crate) bank: Option<PathBuf>,
    /// Folder of the fonts with which files were printed, where --fonts named one
    #[arg(long, value_name = "DIR")]
    pub(crate) fonts: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct GradeArgs {
    /// Folder of the exam; with --key the first file of answers
    pub(crate) exam: PathBuf,
    /// Answer files of any layout that docs/grading.md lists; - is standard input
    #[arg(required_unless_present = "key")]
    pub(crate) answers: Vec<PathBuf>,
    /// Key of an exam that was made elsewhere: item, key, and optionally options, points, topic, form, question
    #[arg(long, value_name = "CSV")]
    pub(crate) key: Option<PathBuf>,
    /// CSV of the candidates: candidate, name, and optionally form
    #[arg(long, value_name = "CSV")]
    pub(crate) roster: Option<PathBuf>,
    /// The form of all rows, where the files do not name it
    #[arg(long)]
    pub(crate) form: Option<String>,
    /// Layout of the answer files; without it found by their headers
    #[arg(long, value_parser = PossibleValuesParser::new(mockexam_grading::layouts().map(|layout| layout.name)))]
    pub(crate) layout: Option<String>,
    /// Header of the column with the candidate's id, where it is none of the usual ones
    #[arg(long, value_name = "HEADER")]
    pub(crate) candidate: Option<String>,
    /// Decisions about faulty questions; without it EXAM/rulings.toml, if there is one
    #[arg(long, value_name = "TOML")]
    pub(crate) rulings: Option<PathBuf>,
    /// Another file of answers, whose rows replace those of the same candidates, such as a second scan
    #[arg(long, value_name = "CSV")]
    pub(crate) supersede: Vec<PathBuf>,
    /// Points of open questions: candidate, question, marker, points, and optionally criterion
    #[arg(long, value_name = "CSV")]
    pub(crate) marks: Option<PathBuf>,
    /// How many points the totals of two markers of a question may be apart
    #[arg(long, value_name = "POINTS", requires = "marks", default_value = "0")]
    pub(crate) tolerance: String,
    /// Folder to write; without it EXAM/results, or beside the key
    #[arg(long, value_name = "DIR")]
    pub(crate) out: Option<PathBuf>,
    /// Read, score, balance the books and tell what each ruling changes, but write nothing
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// Write nothing unless every row is graded and nobody is withheld
    #[arg(long)]
    pub(crate) strict: bool,
    /// Do not write responses.csv (no reports for candidates then)
    #[arg(long)]
    pub(crate) no_responses: bool,
}

#[derive(Debug, Args)]
pub(crate) struct ReportArgs {
    /// Folder of the results
    pub(crate) results: PathBuf,
    /// What to write: class, items, summary, candidates, rulings, without it all of these; or study, a page for each candidate
    /// with what they missed, cards, and practice on it
    #[arg(long, value_delimiter = ',', value_parser = wanted)]
    pub(crate) only: Vec<Wanted>,
    /// In which formats; without it as pages
    #[arg(long, value_delimiter = ',', value_name = "FORMAT",
          value_parser = PossibleValuesParser::new(FORMATS.iter().map(|format| format.name)))]
    pub(crate) format: Vec<String>,
    /// Fixed words: a file, or `en`, `de`, `fr` or another name such that templates/languages/NAME-report.toml is there
    #[arg(long, default_value = "en")]
    pub(crate) language: String,
    /// Name candidates by random codes; who is who goes to RESULTS/secret/pseudonyms.toml
    #[arg(long)]
    pub(crate) pseudonyms: bool,
    /// Paper template of PDF: a file, or the name of one in templates/papers
    #[arg(long, default_value = "a4")]
    pub(crate) template: String,
    /// Folder of TrueType fonts (.ttf) for characters of PDF that the shipped ones lack
    #[arg(long, value_name = "DIR")]
    pub(crate) fonts: Option<PathBuf>,
    /// Folder to write; without it RESULTS/reports, or RESULTS/reports-pseudonyms
    #[arg(long, value_name = "DIR")]
    pub(crate) out: Option<PathBuf>,
    /// Folder of the bank, for study packs; without it the one that the exam names
    #[arg(long, value_name = "DIR")]
    pub(crate) bank: Option<PathBuf>,
}

/// What `report` may be asked for by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Wanted {
    /// A part of the reports.
    Part(Part),
    /// Study packs, which need the bank and are written only where they are named.
    Study,
}

const STUDY: &str = "study";

/// A part of the reports by its name, or study packs.
fn wanted(name: &str) -> Result<Wanted, String> {
    let known = || Part::ALL.map(Part::name).join(", ");
    match Part::ALL.into_iter().find(|part| part.name() == name) {
        Some(part) => Ok(Wanted::Part(part)),
        None if name == STUDY => Ok(Wanted::Study),
        None => Err(format!("known are {}, {STUDY}", known())),
    }
}
