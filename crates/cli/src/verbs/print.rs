//! `print`: PDFs of an exam.

mod class;
mod collation;
mod personal;
mod run_record;

pub(crate) use collation::{Content, Run};
pub(crate) use personal::PERSONAL;
pub(crate) use run_record::{Look, RunRecord};

use crate::args::{Print, PrintArgs};
use crate::columns::{answer_columns, answer_header};
use crate::exam_folder::{ExamFolder, Item, PRINTED, digest};
use crate::failure::Failure;
use crate::files::{self, shown};
use crate::fonts::Fonts;
use crate::outcome::Outcome;
use crate::parallel;
use crate::pictures;
use crate::print_shop::PrintShop;
use crate::progress::Progress;
use crate::sources::Sources;
use crate::staging::{Access, Staging};
use mockexam_model::Diagnostic;
use mockexam_paper::TYPESETTER;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Name of the record of what was printed, in papers/ for papers and in secret/ for what tells the key.
pub(crate) const RECORD: &str = "print.toml";

/// What was printed, and with what.
#[derive(Debug, Default, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PrintRecord {
    #[serde(default, rename = "file")]
    pub(crate) files: Vec<PrintedFile>,
}

/// A printed file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PrintedFile {
    pub(crate) name: String,
    pub(crate) sha256: String,
    pub(crate) typesetter: u32,
    pub(crate) template: String,
    pub(crate) template_sha256: String,
    pub(crate) language: String,
    pub(crate) language_sha256: String,
    /// SHA-256 of the fonts that the user brought along.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) fonts_sha256: Option<String>,
}

impl PrintRecord {
    /// The record in a folder; empty where nothing was printed.
    pub(crate) fn read(folder: &Path) -> Result<Self, Failure> {
        let path = folder.join(RECORD);
        if !path.exists() {
            return Ok(Self::default());
        }
        toml::from_str(&files::read_text(&path)?).map_err(|error| {
            Failure::new(format!("{}: {}", shown(&path), error.message()), "remove the file and print again")
        })
    }
}

pub(crate) fn run(args: &PrintArgs, sources: &mut Sources) -> Result<Outcome, Failure> {
    let exam = ExamFolder::open(&args.exam, sources)?;
    if let Some(roster) = &args.roster {
        return personal::run(&exam, roster, args, sources);
    }
    let Done { paths, warnings } = print(&exam, args, sources)?;
    let mut outcome = told(&paths);
    outcome.diagnostics = warnings;
    outcome.line("\nHand out what is in papers/ and nothing of secret/.");
    Ok(outcome)
}

/// What was written.
fn told(paths: &[PathBuf]) -> Outcome {
    let mut outcome = Outcome::done();
    for path in paths {
        outcome.line(shown(path));
    }
    outcome.field("files", paths.iter().map(|path| shown(path)).collect::<Vec<_>>());
    outcome
}

/// Documents that are set at a time, so that memory does not grow with their number.
const BATCH: usize = 32;

/// What a run wrote, and what is to be looked at.
pub(crate) struct Done {
    pub(crate) paths: Vec<PathBuf>,
    warnings: Vec<Diagnostic>,
}

/// Prints into papers/ and secret/.
pub(crate) fn print(exam: &ExamFolder, args: &PrintArgs, sources: &mut Sources) -> Result<Done, Failure> {
    let blueprint = exam.blueprint(sources)?;
    let fonts = Fonts::read(args.look.fonts.as_deref())?;
    let shop = PrintShop::open(&args.look.template, &args.look.language, &fonts, sources)?;
    let wanted = if args.only.is_empty() { &Print::USUAL[..] } else { &args.only };
    let items = exam.items(wanted);
    if wanted.contains(&Print::MarkingGuide) && !items.iter().any(|item| item.kind == Print::MarkingGuide) {
        let fact =
            format!("no question of {} is for a marker: all are answered by letters", shown(&exam.path));
        return Err(Failure::new(
            fact,
            "leave marking-guide out; --only marking prints the sheet to mark by",
        ));
    }
    let all: BTreeSet<String> = exam.items(&[]).iter().map(Item::name).collect();
    let mut paths = Vec::new();
    let mut staged = Vec::new();
    let mut progress = Progress::new(items.len(), "documents");
    let mut done = 0;
    for (folder, access, is_secret) in [("papers", Access::Usual, false), ("secret", Access::Owner, true)] {
        let mine: Vec<Item<'_>> =
            items.iter().copied().filter(|item| item.is_secret() == is_secret).collect();
        if mine.is_empty() {
            continue;
        }
        let folder = exam.path.join(folder);
        let mut staging = Staging::new(&folder, PRINTED, access)?;
        let names: BTreeSet<String> = mine.iter().map(Item::name).collect();
        let mut record = PrintRecord::read(&folder)?;
        // Files of other kinds stay as they were printed, and so does what the record says of them.
        let stays = |name: &str| {
            let name = pictures::document(name).unwrap_or_else(|| name.to_owned());
            all.contains(&name) && !names.contains(&name)
        };
        record.files.retain(|file| stays(&file.name));
        staging
            .keep(|name| stays(name) || (name == TEMPLATE_CSV || name == SHEET_MAP) && !args.only.is_empty());
        for items in mine.chunks(BATCH) {
            let set = parallel::each(items, |item| match args.png {
                true => shop.set_and_drawn(exam, &blueprint, *item),
                false => shop.set(exam, &blueprint, *item).map(|bytes| (bytes, Vec::new())),
            });
            for (item, set) in items.iter().zip(set) {
                let (name, (bytes, drawn)) = (item.name(), set?);
                write(&mut staging, &name, &bytes, &drawn)?;
                record.files.push(printed(&name, &bytes, args, &shop, &fonts));
                done += 1;
                progress.at(done);
            }
        }
        if !is_secret && (args.only.is_empty() || args.only.contains(&Print::Sheets)) {
            staging.write(TEMPLATE_CSV, answers_template(exam).as_bytes())?;
            staging.write(SHEET_MAP, shop.sheet_map(exam, &blueprint).as_bytes())?;
        }
        record.files.sort_by(|a, b| a.name.cmp(&b.name));
        staging.write(RECORD, toml::to_string(&record).unwrap_or_default().as_bytes())?;
        staged.push(staging);
    }
    for staging in staged {
        paths.extend(staging.commit()?);
    }
    Ok(Done { paths, warnings: shop.warnings() })
}

/// Writes a document and the images of its pages.
fn write(staging: &mut Staging, name: &str, bytes: &[u8], pages: &[Vec<u8>]) -> Result<(), Failure> {
    staging.write(name, bytes)?;
    (1..).zip(pages).try_for_each(|(page, drawn)| staging.write(&pictures::name(name, page), drawn))
}

fn printed(name: &str, bytes: &[u8], args: &PrintArgs, shop: &PrintShop, fonts: &Fonts) -> PrintedFile {
    PrintedFile {
        name: name.to_owned(),
        sha256: digest(bytes),
        typesetter: TYPESETTER,
        template: args.look.template.clone(),
        template_sha256: shop.template_digest(),
        language: args.look.language.clone(),
        language_sha256: digest(shop.language_file.text.as_bytes()),
        fonts_sha256: fonts.digest().map(str::to_owned),
    }
}

/// Where the bubbles of the answer sheets are.
pub(crate) const SHEET_MAP: &str = "sheet-map.json";

/// An empty answer file to type the answer sheets into.
pub(crate) const TEMPLATE_CSV: &str = "answers-template.csv";

pub(crate) fn answers_template(exam: &ExamFolder) -> String {
    answer_header(&answer_columns(exam.key()))
}
