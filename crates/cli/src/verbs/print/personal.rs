//! `print --roster`: a set for each candidate, collated in the order in which they sit.

use super::class::{Usual, class};
use super::collation::{Kinds, Run};
use super::run_record::FileRecord;
use crate::args::{Print, PrintArgs};
use crate::exam_folder::{ExamFolder, PRINTED};
use crate::failure::Failure;
use crate::files::shown;
use crate::fonts::Fonts;
use crate::outcome::Outcome;
use crate::progress::Progress;
use crate::sources::Sources;
use crate::staging::{Access, Staging};
use crate::verbs::print::RECORD;
use mockexam_report::Hashed;
use std::path::Path;

/// Folder of papers that name candidates, in the folder of the exam. Only its owner may look into it.
pub(crate) const PERSONAL: &str = "personal";

pub(super) fn run(
    exam: &ExamFolder,
    roster: &Path,
    args: &PrintArgs,
    sources: &mut Sources,
) -> Result<Outcome, Failure> {
    let both = args.only.is_empty();
    let strange = args.only.iter().find(|kind| !matches!(kind, Print::Papers | Print::Sheets));
    if strange.is_some() {
        let fact = "with --roster there are papers and sheets to print, and nothing else";
        return Err(Failure::new(fact, "print the others without --roster"));
    }
    let blueprint = exam.blueprint(sources)?;
    let fonts = Fonts::read(args.look.fonts.as_deref())?;
    let usual = Usual { template: &args.look.template, language: &args.look.language, fonts: &fonts };
    let class = class(exam, &blueprint, roster, usual, sources)?;
    let wanted = |kind| both || args.only.contains(&kind);
    let kinds = Kinds { papers: wanted(Print::Papers), sheets: wanted(Print::Sheets), by_room: args.by_room };
    let run = Run::new(exam, &blueprint, shown(roster), class, kinds);
    let mut staging = Staging::new(&exam.path.join(PERSONAL), PRINTED, Access::Owner)?;
    let mut progress = Progress::new(run.candidates(), "candidates");
    let mut record = run.record(&fonts);
    let mut pages = 0;
    for content in run.contents() {
        let out = Hashed::new(staging.create(&content.0)?);
        let (out, more) = run.write(&content, out, &mut progress)?;
        let (out, sha256) = out.finish().map_err(|error| staging.failed(&content.0, &error))?;
        staging.close(&content.0, out)?;
        record.files.push(FileRecord { name: content.0, sha256 });
        pages += more;
    }
    drop(progress);
    staging.write(RECORD, record.to_toml().as_bytes())?;
    let paths = staging.commit()?;
    let mut outcome = super::told(&paths);
    outcome.diagnostics = run.warnings();
    let candidates = run.candidates();
    outcome.line(format!(
        "\n{} for {}, in the order in which they sit.",
        crate::verbs::check::counted(pages, "page"),
        crate::verbs::check::counted(candidates, "candidate")
    ));
    outcome.line("The files name candidates: they are for those who hand out and supervise.");
    outcome.field("pages", pages);
    outcome.field("candidates", candidates);
    Ok(outcome)
}
