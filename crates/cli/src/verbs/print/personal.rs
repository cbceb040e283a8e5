//! `print --roster`: a set for each candidate, collated in the order in which they sit.

use super::class::{Class, Own, Usual, class};
use crate::args::{Print, PrintArgs};
use crate::exam_folder::{ExamFolder, PRINTED};
use crate::failure::Failure;
use crate::files::shown;
use crate::fonts::Fonts;
use crate::outcome::Outcome;
use crate::parallel;
use crate::print_shop::{PrintShop, refused};
use crate::progress::Progress;
use crate::sources::Sources;
use crate::staging::{Access, Staging};
use crate::verbs::print::SHEET_MAP;
use mockexam_assembly::Blueprint;
use mockexam_model::{Diagnostic, Place};
use mockexam_paper::{Document, Metadata, Paper, Problem, Session, SheetLayout, Sitting};
use mockexam_pdf::{PdfError, Volume};
use serde_json::json;
use std::collections::BTreeSet;
use std::fs::File;
use std::io::BufWriter;
use std::path::Path;

/// Folder of papers that name candidates, in the folder of the exam. Only its owner may look into it.
pub(crate) const PERSONAL: &str = "personal";

/// Sets that are laid out at a time: memory does not grow with the number of candidates.
const BATCH: usize = 16;

/// A run of sets.
struct Run<'e> {
    exam: &'e ExamFolder,
    /// The roster, as the call names it.
    roster: String,
    blueprint: Blueprint,
    class: Class<'e>,
    sittings: Vec<Sitting>,
    papers: bool,
    sheets: bool,
}

/// What is laid out next.
enum Job {
    /// The page in front of a pile: from where to where.
    Separator(usize, usize),
    /// The set of a candidate.
    Set(usize),
}

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
    let fonts = Fonts::read(args.fonts.as_deref())?;
    let usual = Usual { template: &args.template, language: &args.language, fonts: &fonts };
    let class = class(exam, &blueprint, roster, usual, sources)?;
    let sittings: Vec<Sitting> = class.sets.iter().map(|own| own.sitting.clone()).collect();
    let papers = both || args.only.contains(&Print::Papers);
    let sheets = both || args.only.contains(&Print::Sheets);
    let roster = shown(roster);
    let run = Run { exam, roster, blueprint, class, sittings, papers, sheets };
    let mut staging = Staging::new(&exam.path.join(PERSONAL), PRINTED, Access::Owner)?;
    let mut progress = Progress::new(run.sittings.len(), "candidates");
    let mut pages = 0;
    for (name, from, to) in run.files(args.by_room) {
        pages += run.write(&mut staging, &name, from..to, &mut progress)?;
    }
    drop(progress);
    run.write_lists(&mut staging)?;
    if run.sheets {
        staging.write(SHEET_MAP, run.sheet_map().as_bytes())?;
    }
    let paths = staging.commit()?;
    let mut outcome = super::told(&paths);
    outcome.diagnostics = run.class.shops.iter().flat_map(PrintShop::warnings).collect();
    let candidates = run.sittings.len();
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

impl Run<'_> {
    fn shop(&self) -> &PrintShop {
        &self.class.shops[0]
    }

    fn session(&self) -> Session<'_> {
        let public = &self.exam.public;
        Session { title: &public.title, code: &public.code, sittings: &self.sittings }
    }

    /// Names of the files, each with those whose sets are in it: from where to where.
    fn files(&self, by_room: bool) -> Vec<(String, usize, usize)> {
        let stem = if self.papers { "papers" } else { "answer-sheets" };
        if !by_room {
            return vec![(format!("{stem}.pdf"), 0, self.sittings.len())];
        }
        let mut files: Vec<(String, usize, usize)> = Vec::new();
        let mut taken = BTreeSet::new();
        let mut from = 0;
        for room in self.sittings.chunk_by(|one, next| one.holder.room == next.holder.room) {
            let name = room.first().map(|first| file_name(&first.holder.room)).unwrap_or_default();
            let base = if name.is_empty() { stem.to_owned() } else { format!("{stem}-{name}") };
            let numbered = (2..).map(|number| format!("{base}-{number}"));
            let free = std::iter::once(base.clone()).chain(numbered).find(|name| taken.insert(name.clone()));
            files.push((format!("{}.pdf", free.unwrap_or(base)), from, from + room.len()));
            from += room.len();
        }
        files
    }

    /// Piles in a range of candidates, each with its page in front where there are several, and the sets.
    fn jobs(&self, range: std::ops::Range<usize>) -> Vec<Job> {
        let place = |sitting: &Sitting| (sitting.holder.room.clone(), sitting.holder.row.clone());
        let alone = self.sittings.windows(2).all(|pair| place(&pair[0]) == place(&pair[1]));
        let mut jobs = Vec::new();
        let mut from = range.start;
        for pile in self.sittings[range].chunk_by(|one, next| place(one) == place(next)) {
            let to = from + pile.len();
            if !alone {
                jobs.push(Job::Separator(from, to));
            }
            jobs.extend((from..to).map(Job::Set));
            from = to;
        }
        jobs
    }

    /// Writes a file of sets, and says how many pages it has.
    fn write(
        &self,
        staging: &mut Staging,
        name: &str,
        range: std::ops::Range<usize>,
        progress: &mut Progress,
    ) -> Result<usize, Failure> {
        let public = &self.exam.public;
        let metadata = Metadata {
            title: format!("{} · {}", public.title, public.code),
            language: self.shop().language_tag(),
            subject: self.shop().language.run.staff.as_str().to_owned(),
        };
        let out = staging.create(name)?;
        let volume = Volume::new(out, metadata).map_err(|error| not_written(staging, name, error));
        let mut volume: Volume<BufWriter<File>> = volume?;
        let mut done = range.start;
        for jobs in self.jobs(range).chunks(BATCH) {
            let mut papers = Vec::new();
            let mut faults: Vec<Diagnostic> = Vec::new();
            for laid in parallel::each(jobs, |job| self.lay(job)) {
                match laid {
                    Ok(mut laid) => papers.append(&mut laid),
                    Err(failure) => faults.extend(failure.diagnostics),
                }
            }
            if !faults.is_empty() {
                // The same question is on many papers.
                let mut told: Vec<Diagnostic> = Vec::new();
                faults.into_iter().for_each(|fault| {
                    if !told.contains(&fault) {
                        told.push(fault)
                    }
                });
                return Err(told.into());
            }
            volume.add(&papers).map_err(|error| not_written(staging, name, error))?;
            done += jobs.iter().filter(|job| matches!(job, Job::Set(_))).count();
            progress.at(done);
        }
        let pages = volume.pages();
        let out = volume.finish().map_err(|error| not_written(staging, name, error))?;
        staging.close(name, out)?;
        Ok(pages)
    }

    /// The papers of a job with their names in the list of contents.
    fn lay(&self, job: &Job) -> Result<Vec<(String, Paper)>, Failure> {
        match *job {
            Job::Separator(from, to) => {
                let pile = &self.sittings[from..to];
                let shop = self.shop();
                let document = self.session().separator(pile, &shop.language);
                let name = pile.first().map(|first| first.holder.place(&shop.language)).unwrap_or_default();
                Ok(vec![(
                    name,
                    shop.lay_flat(self.exam, shop.on_own_sheet(document))
                        .map_err(|problems| refused(&problems))?,
                )])
            }
            Job::Set(index) => {
                let own = &self.class.sets[index];
                let shop = &self.class.shops[own.shop];
                let (paper, sheet) = self.set(shop, own);
                let Sitting { holder, form, .. } = &own.sitting;
                let mut name = format!("{} {} · {form}", holder.candidate, holder.name);
                let mut laid = Vec::new();
                let mut put = |set: Result<Paper, Vec<Problem>>| {
                    let paper = set.map_err(|faults| self.told(own, &faults))?;
                    laid.push((std::mem::take(&mut name), paper));
                    Ok::<(), Failure>(())
                };
                if self.papers {
                    put(shop.lay_paper(self.exam, paper))?;
                }
                if self.sheets {
                    put(shop.lay_flat(self.exam, sheet))?;
                }
                Ok(laid)
            }
        }
    }

    /// What stands in the way of a set: a character of the candidate's own is in the roster, all else in the exam.
    fn told(&self, own: &Own<'_>, problems: &[Problem]) -> Failure {
        let told = problems.iter().map(|problem| {
            let Sitting { holder, .. } = &own.sitting;
            let texts = [&holder.candidate, &holder.name, &holder.room, &holder.row, &holder.seat];
            match problem {
                Problem::NoGlyph { subject: None, character, .. }
                    if texts.iter().any(|text| text.contains(*character)) =>
                {
                    let place = Place::Cell { line: own.line, column: None };
                    Diagnostic::from(problem).at(&self.roster, place, "")
                }
                other => Diagnostic::from(other),
            }
        });
        told.collect::<Vec<_>>().into()
    }

    /// Paper and answer sheet of a candidate.
    fn set(&self, shop: &PrintShop, own: &Own<'_>) -> (Document, Document) {
        let form = self.exam.key().form(own.form);
        let cover = shop.cover_of(self.exam, &self.blueprint, &form, &own.sitting);
        let paper = shop.paper(self.exam, &self.blueprint, &form, &cover);
        let (sheet, _) = shop.sheet_of(&form, &cover, own.serial);
        (paper, shop.on_own_sheet(sheet))
    }

    fn write_lists(&self, staging: &mut Staging) -> Result<(), Failure> {
        let (shop, session) = (self.shop(), self.session());
        let lists = [
            ("attendance.pdf", Some(session.attendance_list(&shop.language))),
            ("distribution.pdf", Some(session.distribution_list(&shop.language))),
            ("seating-plan.pdf", session.seating_plan(&shop.language)),
        ];
        for (name, document) in lists {
            let Some(document) = document else { continue };
            let paper = shop.lay_flat(self.exam, document).map_err(|problems| refused(&problems))?;
            let bytes = shop.press.write(&paper).map_err(|error| not_written(staging, name, error))?;
            staging.write(name, &bytes)?;
        }
        Ok(())
    }

    /// Where everything is on the sheets, and whose each is.
    fn sheet_map(&self) -> String {
        let mut layouts: Vec<SheetLayout> = Vec::new();
        let mut sheets = Vec::new();
        for own in &self.class.sets {
            let shop = &self.class.shops[own.shop];
            let form = self.exam.key().form(own.form);
            let cover = shop.cover_of(self.exam, &self.blueprint, &form, &own.sitting);
            let layout = shop.sheet_of(&form, &cover, own.serial).1.layout;
            let place = layouts.iter().position(|known| *known == layout).unwrap_or_else(|| {
                layouts.push(layout);
                layouts.len() - 1
            });
            sheets.push(json!({
                "candidate": own.sitting.holder.candidate,
                "form": own.form.code,
                "serial": own.serial.to_string(),
                "layout": place,
            }));
        }
        let code = &self.exam.key().code;
        let map = json!({ "exam": code, "unit_mm": 0.001, "layouts": layouts, "sheets": sheets });
        format!("{map}\n")
    }
}

fn not_written(staging: &Staging, name: &str, error: PdfError) -> Failure {
    match error {
        PdfError::Write { source } => staging.failed(name, &source),
        other => Failure::new(
            format!("{name} cannot be written as PDF: {other}"),
            "this is a bug; please report it",
        ),
    }
}

/// What of a room's name can be in the name of a file.
fn file_name(room: &str) -> String {
    let plain = |c: char| if c.is_alphanumeric() { c.to_lowercase().next().unwrap_or('-') } else { '-' };
    let name: String = room.chars().take(40).map(plain).collect();
    name.split('-').filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-")
}
