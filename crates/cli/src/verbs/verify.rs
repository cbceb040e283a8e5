//! `verify`: does the exam follow from its record and the bank, and do the PDFs follow from the exam?

mod companions;
mod personal;

use crate::args::VerifyArgs;
use crate::bank_files;
use crate::exam_folder::{ExamFolder, digest};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::files::{self, shown};
use crate::fonts::Fonts;
use crate::outcome::Outcome;
use crate::print_shop::PrintShop;
use crate::sources::Sources;
use crate::verbs::print::{PrintRecord, PrintedFile};
use mockexam_assembly::{
    Algorithm, Blueprint, OwnForm, Request, Seed, assemble, assemble_own, digest_of_snapshot,
};
use mockexam_bank::Bank;
use mockexam_model::ItemSnapshot;
use mockexam_paper::TYPESETTER;
use mockexam_pdf::reading;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

pub(crate) fn run(args: &VerifyArgs, sources: &mut Sources) -> Result<Outcome, Failure> {
    let exam = ExamFolder::open(&args.exam, sources)?;
    let blueprint = exam.blueprint(sources)?;
    let mut findings = Findings::default();
    findings.outcome.line(format!("exam {}: both records are whole and belong together", exam.public.code));
    match bank_files::bank(args.bank.as_deref(), &exam.public.bank, sources).and_then(bank_files::sound) {
        Ok(bank) => {
            // What was observed then, whatever has been recorded since.
            let bank = bank.with_observed(exam.public.observed.clone());
            against_bank(&exam, &blueprint, &bank, &mut findings);
        }
        Err(failure) if args.bank.is_some() => return Err(failure),
        Err(failure) => {
            findings.differs(format!(
                "the bank '{}' cannot be read, so the draw was not repeated",
                exam.public.bank
            ));
            findings.outcome.diagnostics.extend(failure.diagnostics);
        }
    }
    let fonts = Fonts::read(args.fonts.as_deref())?;
    for folder in ["papers", "secret"] {
        printed_files(&exam, &blueprint, folder, &fonts, &mut findings, sources)?;
    }
    personal::personal_files(&exam, &blueprint, &fonts, &mut findings, sources)?;
    findings.outcome.field("equal", findings.outcome.exit == Exit::Done);
    findings.outcome.field("differences", findings.differences.clone());
    findings.outcome.field("changed_items", findings.changed.clone());
    Ok(findings.outcome)
}

struct Findings {
    outcome: Outcome,
    differences: Vec<String>,
    changed: Vec<String>,
}

impl Default for Findings {
    fn default() -> Self {
        Self { outcome: Outcome::done(), differences: Vec::new(), changed: Vec::new() }
    }
}

impl Findings {
    fn differs(&mut self, fact: String) {
        self.outcome.line(format!("differs: {fact}"));
        self.differences.push(fact);
        self.outcome.exit = Exit::Findings;
    }
}

fn against_bank(exam: &ExamFolder, blueprint: &Blueprint, bank: &Bank, findings: &mut Findings) {
    for item in exam.key().items() {
        if let Some(fact) = change(exam, item, bank) {
            findings.changed.push(item.id.to_string());
            findings.differs(fact);
        }
    }
    let Some(algorithm) = Algorithm::numbered(exam.public.algorithm) else {
        findings.differs(format!("algorithm {} is not known to this version", exam.public.algorithm));
        return;
    };
    let seed = Seed::under(&exam.public.seed, algorithm);
    let forms = u16::try_from(exam.public.codes().count()).unwrap_or(u16::MAX);
    let request = Request {
        blueprint,
        blueprint_text: &exam.public.blueprint,
        seed: &seed,
        forms,
        mode: exam.public.mode,
    };
    let again = match exam.public.mode.is_personal() {
        true => assemble_own(&request, &own_forms(exam), bank),
        false => assemble(&request, bank),
    };
    match again {
        Err(diagnostics) => {
            findings.differs("the bank no longer meets the blueprint".into());
            findings.outcome.diagnostics.extend(diagnostics);
        }
        Ok(again) => {
            if again.public.to_toml() == exam.public_text && again.secret.to_toml() == exam.secret_text {
                findings.outcome.line("record and key: rebuilt from bank and seed, equal byte for byte");
                return;
            }
            let drawn = |key: &mockexam_model::AnswerKey| {
                key.items().map(|item| item.id.clone()).collect::<BTreeSet<_>>()
            };
            let (before, after) = (drawn(exam.key()), drawn(&again.secret.key));
            match after.difference(&before).count() {
                0 => findings
                    .differs("the bank draws the same items, but the records are no longer equal".into()),
                others => findings.differs(format!("the bank would now draw {others} other items")),
            }
        }
    }
}

/// The personal forms of an exam with those for whom they were drawn.
fn own_forms(exam: &ExamFolder) -> Vec<OwnForm> {
    let owner = |code| exam.secret.owners.get(code).cloned();
    exam.public.codes().map(|code| OwnForm { code: code.clone(), owner: owner(code) }).collect()
}

/// What happened to an item since the exam was assembled.
fn change(exam: &ExamFolder, item: &ItemSnapshot, bank: &Bank) -> Option<String> {
    let Some(now) = bank.item(&item.id) else {
        return Some(format!("item {} is no longer in the bank", item.id));
    };
    let stimulus = now.snapshot.stimulus.as_ref().and_then(|id| bank.case(id)).map(|case| &case.stimulus);
    if exam.secret.digests.get(&item.id) == Some(&digest_of_snapshot(&now.snapshot, stimulus)) {
        return None;
    }
    let revision = if now.snapshot.rev == item.rev {
        format!("still rev {}", item.rev)
    } else {
        format!("rev {} then, {} now", item.rev, now.snapshot.rev)
    };
    Some(format!("item {} was changed in the bank ({revision})", item.id))
}

/// Compares the files in a folder with what the snapshot of the exam gives.
fn printed_files(
    exam: &ExamFolder,
    blueprint: &Blueprint,
    folder: &str,
    fonts: &Fonts,
    findings: &mut Findings,
    sources: &mut Sources,
) -> Result<(), Failure> {
    let path = exam.path.join(folder);
    let record = PrintRecord::read(&path)?;
    let (mut equal, mut alike) = (0, 0);
    for file in &record.files {
        match compare(exam, blueprint, &path, file, fonts, sources)? {
            Likeness::Equal => equal += 1,
            Likeness::SaysTheSame => alike += 1,
            Likeness::Differs(fact) => findings.differs(fact),
        }
    }
    let beside = companions::of_sheets(exam, blueprint, &path, &record, fonts, sources)?;
    let of = record.files.len() + beside.len();
    for file in beside {
        match file {
            Likeness::Differs(fact) => findings.differs(fact),
            Likeness::Equal | Likeness::SaysTheSame => equal += 1,
        }
    }
    let recorded: BTreeSet<&str> = record.files.iter().map(|file| file.name.as_str()).collect();
    let is_recorded =
        |path: &Path| path.file_name().is_some_and(|name| recorded.contains(&*name.to_string_lossy()));
    // Of pages and texts those of this exam; of PDFs any, such as a form of an earlier exam that stayed there.
    let own = exam.items(&[]).into_iter().map(|item| path.join(item.name())).filter(|path| path.is_file());
    let pdfs = if path.is_dir() { files::list(&path, "pdf")? } else { Vec::new() };
    let there: BTreeSet<PathBuf> = own.chain(pdfs).collect();
    for other in there.iter().filter(|path| !is_recorded(path)) {
        findings.differs(format!("{} is there, and print.toml does not name it", shown(other)));
    }
    findings.outcome.line(match of {
        0 => format!("{folder}/: nothing printed"),
        _ => format!("{folder}/: {equal} of {of} files rebuilt from the snapshot, equal byte for byte"),
    });
    if alike > 0 {
        findings.outcome.line(format!(
            "{folder}/: {alike} of {of} files of another typesetter than {TYPESETTER}, equal in text and structure"
        ));
    }
    Ok(())
}

/// How a file is like the one that comes out now.
enum Likeness {
    /// In every byte.
    Equal,
    /// In text and structure: it was set by another typesetter.
    SaysTheSame,
    /// It is not, for this reason.
    Differs(String),
}

fn compare(
    exam: &ExamFolder,
    blueprint: &Blueprint,
    folder: &Path,
    file: &PrintedFile,
    fonts: &Fonts,
    sources: &mut Sources,
) -> Result<Likeness, Failure> {
    let differs = |fact: String| Ok(Likeness::Differs(fact));
    let path = folder.join(&file.name);
    let name = shown(&path);
    let Some(item) = exam.items(&[]).into_iter().find(|item| item.name() == file.name) else {
        return differs(format!("{name} belongs to no form of the exam"));
    };
    let none = Fonts::default();
    // Fonts of the user change nothing in files that were printed without them.
    let fonts = if file.fonts_sha256.is_some() { fonts } else { &none };
    if file.fonts_sha256.as_deref() != fonts.digest() {
        return differs(format!("{name} was printed with fonts of a folder; name it with --fonts"));
    }
    let shop = PrintShop::open(&file.template, &file.language, fonts, sources)?;
    // Another version of the program may bring other templates and languages along: then it counts what is said.
    let is_ours = file.typesetter == TYPESETTER;
    if is_ours && shop.template_digest() != file.template_sha256 {
        return differs(format!("{name} was printed with another template '{}'", file.template));
    }
    if is_ours && digest(shop.language_file.text.as_bytes()) != file.language_sha256 {
        return differs(format!("{name} was printed with another language file '{}'", file.language));
    }
    let on_disk = match std::fs::read(&path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            return differs(format!("{name} is no longer there"));
        }
        Err(error) => return Err(Failure::system("read", &path, &error)),
    };
    if digest(&on_disk) != file.sha256 {
        return differs(format!("{name} is not the file that was printed"));
    }
    let again = shop.set(exam, blueprint, item)?;
    if again == on_disk {
        return Ok(Likeness::Equal);
    }
    if is_ours {
        return differs(format!("{name} comes out differently"));
    }
    match (reading(&on_disk), reading(&again)) {
        (Ok(before), Ok(now)) if before == now => Ok(Likeness::SaysTheSame),
        _ => differs(format!(
            "{name} was set by typesetter {}, and says other things than what typesetter {TYPESETTER} sets now",
            file.typesetter
        )),
    }
}
