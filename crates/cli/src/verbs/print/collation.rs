//! A class printed: which files there are, and what is in each.

use super::class::{Class, Own, Usual, class_of};
use super::personal::PERSONAL;
use super::run_record::{Look, RunRecord, Seated};
use crate::exam_folder::{ExamFolder, digest};
use crate::failure::Failure;
use crate::fonts::Fonts;
use crate::parallel;
use crate::print_shop::{PrintShop, refused};
use crate::progress::Progress;
use crate::sources::Sources;
use crate::verbs::print::{RECORD, SHEET_MAP};
use mockexam_assembly::Blueprint;
use mockexam_model::{Diagnostic, Place};
use mockexam_paper::{Document, Metadata, Paper, Problem, Session, SheetLayout, Sitting, TYPESETTER};
use mockexam_pdf::{PdfError, Volume};
use serde_json::json;
use std::collections::BTreeSet;
use std::io::{self, Write};
use std::ops::Range;

/// Sets that are laid out at a time: memory does not grow with the number of candidates.
const BATCH: usize = 16;

/// A run of sets.
pub(crate) struct Run<'e> {
    exam: &'e ExamFolder,
    /// The roster, as the call names it.
    roster: String,
    blueprint: &'e Blueprint,
    class: Class<'e>,
    sittings: Vec<Sitting>,
    kinds: Kinds,
}

/// What is printed for each candidate, and into which files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Kinds {
    pub(crate) papers: bool,
    pub(crate) sheets: bool,
    pub(crate) by_room: bool,
}

/// What is in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Content {
    /// The sets of these candidates.
    Sets(Range<usize>),
    /// The list to sign.
    Attendance,
    /// Who gets what.
    Distribution,
    /// Who sits where.
    Plan,
    /// Where the bubbles are.
    Map,
}

/// What is laid out next.
enum Job {
    /// The page in front of a pile: from where to where.
    Separator(usize, usize),
    /// The set of a candidate.
    Set(usize),
}

impl<'e> Run<'e> {
    /// The run of a class.
    pub(super) fn new(
        exam: &'e ExamFolder,
        blueprint: &'e Blueprint,
        roster: String,
        class: Class<'e>,
        kinds: Kinds,
    ) -> Self {
        let sittings = class.sets.iter().map(|own| own.sitting.clone()).collect();
        Self { exam, roster, blueprint, class, sittings, kinds }
    }

    /// A run as it is recorded.
    pub(crate) fn again(
        exam: &'e ExamFolder,
        blueprint: &'e Blueprint,
        record: &RunRecord,
        fonts: &Fonts,
        sources: &mut Sources,
    ) -> Result<Self, Failure> {
        let roster = format!("{PERSONAL}/{RECORD}");
        let usual = record.looks.first();
        let usual = Usual {
            template: usual.map_or("", |look| &look.template),
            language: usual.map_or("", |look| &look.language),
            fonts,
        };
        let class = class_of(exam, blueprint, &record.entries()?, &roster, usual, sources)?;
        let RunRecord { papers, sheets, by_room, .. } = *record;
        Ok(Self::new(exam, blueprint, roster, class, Kinds { papers, sheets, by_room }))
    }

    /// What is needed to print the same again; its files are added by whoever writes them.
    pub(super) fn record(&self, fonts: &Fonts) -> RunRecord {
        let Kinds { papers, sheets, by_room } = self.kinds;
        let usual = u32::from(self.blueprint.minutes);
        let seated =
            self.class.sets.iter().map(|own| Seated::of(&own.candidate, &own.sitting, own.shop, usual));
        RunRecord {
            typesetter: TYPESETTER,
            papers,
            sheets,
            by_room,
            fonts_sha256: fonts.digest().map(str::to_owned),
            looks: self.looks().collect(),
            candidates: seated.collect(),
            files: Vec::new(),
        }
    }

    /// Number of candidates.
    pub(crate) const fn candidates(&self) -> usize {
        self.sittings.len()
    }

    /// Templates and languages as they are now.
    pub(crate) fn looks(&self) -> impl Iterator<Item = Look> {
        self.class.shops.iter().zip(&self.class.looks).map(|(shop, (template, language))| Look {
            template: template.clone(),
            template_sha256: shop.template_digest(),
            language: language.clone(),
            language_sha256: digest(shop.language_file.text.as_bytes()),
        })
    }

    /// A warning for each question that runs on.
    pub(super) fn warnings(&self) -> Vec<Diagnostic> {
        self.class.shops.iter().flat_map(PrintShop::warnings).collect()
    }

    /// All files with what is in them.
    pub(crate) fn contents(&self) -> Vec<(String, Content)> {
        let mut contents: Vec<(String, Content)> =
            self.files().into_iter().map(|(name, from, to)| (name, Content::Sets(from..to))).collect();
        contents.push(("attendance.pdf".to_owned(), Content::Attendance));
        contents.push(("distribution.pdf".to_owned(), Content::Distribution));
        if self.session().seating_plan(&self.shop().language).is_some() {
            contents.push(("seating-plan.pdf".to_owned(), Content::Plan));
        }
        if self.kinds.sheets {
            contents.push((SHEET_MAP.to_owned(), Content::Map));
        }
        contents
    }

    /// Writes what is in a file, and says how many pages of candidates it has.
    pub(crate) fn write<W: Write>(
        &self,
        (name, content): &(String, Content),
        mut out: W,
        progress: &mut Progress,
    ) -> Result<(W, usize), Failure> {
        let (session, language) = (self.session(), &self.shop().language);
        let list = match content {
            Content::Sets(range) => return self.write_sets(name, range.clone(), out, progress),
            Content::Map => {
                out.write_all(self.sheet_map().as_bytes()).map_err(|error| self.failed(name, &error))?;
                return Ok((out, 0));
            }
            Content::Attendance => Some(session.attendance_list(language)),
            Content::Distribution => Some(session.distribution_list(language)),
            Content::Plan => session.seating_plan(language),
        };
        if let Some(list) = list {
            let shop = self.shop();
            let paper = shop.lay_flat(self.exam, list).map_err(|problems| refused(&problems))?;
            let bytes = shop.press.write(&paper).map_err(|error| self.not_written(name, error))?;
            out.write_all(&bytes).map_err(|error| self.failed(name, &error))?;
        }
        Ok((out, 0))
    }

    fn failed(&self, name: &str, error: &io::Error) -> Failure {
        Failure::system("write", &self.exam.path.join(PERSONAL).join(name), error)
    }

    fn not_written(&self, name: &str, error: PdfError) -> Failure {
        match error {
            PdfError::Write { source } => self.failed(name, &source),
            other => Failure::bug(format!("{name} cannot be written as PDF: {other}")),
        }
    }

    fn shop(&self) -> &PrintShop {
        &self.class.shops[0]
    }

    fn session(&self) -> Session<'_> {
        let public = &self.exam.public;
        Session { title: &public.title, code: &public.code, sittings: &self.sittings }
    }

    /// Names of the files, each with those whose sets are in it: from where to where.
    fn files(&self) -> Vec<(String, usize, usize)> {
        let stem = if self.kinds.papers { "papers" } else { "answer-sheets" };
        if !self.kinds.by_room {
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
    fn jobs(&self, range: Range<usize>) -> Vec<Job> {
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

    /// Writes sets, and says how many pages they have.
    fn write_sets<W: Write>(
        &self,
        name: &str,
        range: Range<usize>,
        out: W,
        progress: &mut Progress,
    ) -> Result<(W, usize), Failure> {
        let public = &self.exam.public;
        let metadata = Metadata {
            title: format!("{} · {}", public.title, public.code),
            language: self.shop().language_tag(),
            subject: self.shop().language.run.staff.as_str().to_owned(),
        };
        let mut volume = Volume::new(out, metadata).map_err(|error| self.not_written(name, error))?;
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
            volume.add(&papers).map_err(|error| self.not_written(name, error))?;
            done += jobs.iter().filter(|job| matches!(job, Job::Set(_))).count();
            progress.at(done);
        }
        let pages = volume.pages();
        let out = volume.finish().map_err(|error| self.not_written(name, error))?;
        Ok((out, pages))
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
                if self.kinds.papers {
                    put(shop.lay_paper(self.exam, paper))?;
                }
                if self.kinds.sheets {
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
        let cover = shop.cover_of(self.exam, self.blueprint, &form, &own.sitting);
        let paper = shop.paper(self.exam, self.blueprint, &form, &cover);
        let (sheet, _) = shop.sheet_of(&form, &cover, own.serial);
        (paper, shop.on_own_sheet(sheet))
    }

    /// Where everything is on the sheets, and whose each is.
    fn sheet_map(&self) -> String {
        let mut layouts: Vec<SheetLayout> = Vec::new();
        let mut sheets = Vec::new();
        for own in &self.class.sets {
            let shop = &self.class.shops[own.shop];
            let form = self.exam.key().form(own.form);
            let cover = shop.cover_of(self.exam, self.blueprint, &form, &own.sitting);
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

/// What of a room's name can be in the name of a file.
fn file_name(room: &str) -> String {
    let plain = |c: char| if c.is_alphanumeric() { c.to_lowercase().next().unwrap_or('-') } else { '-' };
    let name: String = room.chars().take(40).map(plain).collect();
    name.split('-').filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-")
}
