//! `practice`: an exam of one form as a page that runs in a browser, and its folder for grading.

mod ask;
mod topic;

pub(crate) use ask::Ask;

use super::assemble::{self, Beside};
use crate::args::{PracticeArgs, PracticeMode, PracticeView};
use crate::bank_files::{self, NamedText};
use crate::exam_folder::digest;
use crate::failure::Failure;
use crate::files::shown;
use crate::lone_file;
use crate::outcome::Outcome;
use crate::sources::Sources;
use crate::verbs::check::counted;
use mockexam_assembly::{Blueprint, Exam, Mode, Request, Seed, assemble};
use mockexam_bank::Bank;
use mockexam_practice::{self as page, PAGE_MARK, Practice, practice_page};
use std::path::PathBuf;

pub(crate) fn run(args: &PracticeArgs, sources: &mut Sources) -> Result<Outcome, Failure> {
    let folder = folder(args)?;
    if folder.join("exam.toml").exists() && !args.force {
        return Err(Failure::new(
            format!("there is an exam in {} already", shown(&folder)),
            "name another page or another --exam, or replace it with --force",
        ));
    }
    let seed = match args.seed.as_deref() {
        Some(seed) if seed.trim().is_empty() => {
            return Err(Failure::new(
                "the seed is empty",
                "give any text or number, or leave --seed out to have one drawn",
            ));
        }
        Some(seed) => seed.to_owned(),
        None => assemble::fresh_seed(),
    };
    let drawn = match &args.blueprint {
        Some(name) => by_blueprint(args, name, &seed, sources)?,
        None => topic::draw(args, &seed, sources)?,
    };
    let html = html(args, &drawn)?;
    lone_file::may_write_own(&args.out, PAGE_MARK.as_bytes())?;
    let is_new = !folder.exists();
    let mut paths = assemble::write(&folder, &drawn.exam, Beside::default())?;
    if let Err(failure) = lone_file::write_own(&args.out, html.as_bytes(), PAGE_MARK.as_bytes()) {
        // An exam without its page is half of what was asked for; one that was there before is not ours to take away.
        if is_new {
            let _ = std::fs::remove_dir_all(&folder);
        }
        return Err(failure);
    }
    paths.push(args.out.clone());
    Ok(tell(args, &drawn, &folder, &paths))
}

/// An exam of one form, and what it was drawn from.
pub(crate) struct Drawn {
    pub(crate) exam: Exam,
    pub(crate) blueprint: Blueprint,
}

fn by_blueprint(
    args: &PracticeArgs,
    name: &str,
    seed: &str,
    sources: &mut Sources,
) -> Result<Drawn, Failure> {
    let file = bank_files::template("blueprints", name, sources)?;
    let blueprint = Blueprint::read(&file.name, &file.text)?;
    let reading = bank_files::bank(args.bank.as_deref(), &blueprint.bank, sources)?;
    draw(blueprint, &file, seed, &bank_files::sound(reading)?)
}

/// Draws one form. What forms have in common or how they differ does not matter then.
fn draw(blueprint: Blueprint, file: &NamedText, seed: &str, bank: &Bank) -> Result<Drawn, Failure> {
    let seed = Seed::new(seed);
    let request = Request {
        blueprint: &blueprint,
        blueprint_text: &file.text,
        seed: &seed,
        forms: 1,
        mode: Mode::Scrambled,
    };
    let exam = assemble(&request, bank)?;
    Ok(Drawn { exam, blueprint })
}

/// The folder of the exam, whose place is known before anything is drawn.
fn folder(args: &PracticeArgs) -> Result<PathBuf, Failure> {
    let stem = args.out.file_stem().map(|stem| stem.to_string_lossy().into_owned());
    let is_page = args.out.extension().is_some_and(|end| end == "html" || end == "htm");
    match (&args.exam, stem.filter(|_| is_page)) {
        (Some(folder), Some(_)) => Ok(folder.clone()),
        (None, Some(stem)) => Ok(args.out.with_file_name(format!("{stem}-exam"))),
        (_, None) => Err(Failure::new(
            format!("{} is no name for a page", shown(&args.out)),
            "give --out a name that ends with .html",
        )),
    }
}

fn html(args: &PracticeArgs, drawn: &Drawn) -> Result<String, Failure> {
    let Exam { public, secret } = &drawn.exam;
    let usual = if args.blueprint.is_some() { PracticeMode::Exam } else { PracticeMode::Quiz };
    let practice = Practice {
        key: &secret.key,
        subtitle: &public.subtitle,
        language: &public.language,
        notice: &public.notice,
        instructions: &drawn.blueprint.instructions,
        minutes: drawn.blueprint.minutes,
        mode: match args.mode.unwrap_or(usual) {
            PracticeMode::Exam => page::Mode::Exam,
            PracticeMode::Quiz => page::Mode::Quiz,
        },
        view: match args.view {
            PracticeView::One => page::View::One,
            PracticeView::All => page::View::All,
        },
        identity: &digest(public.to_toml().as_bytes()),
        study: None,
    };
    practice_page(&practice).map_err(|error| {
        Failure::new(
            error.to_string(),
            "take a blueprint whose [scoring] has no parts; assemble and grade know such exams",
        )
    })
}

fn tell(args: &PracticeArgs, drawn: &Drawn, folder: &std::path::Path, paths: &[PathBuf]) -> Outcome {
    let Exam { public, secret } = &drawn.exam;
    let mut outcome = Outcome::done();
    let questions = secret.key.forms().first().map_or(0, |form| form.questions.len());
    outcome.line(format!("{}: {} \"{}\"", shown(&args.out), counted(questions, "question"), public.title));
    let from =
        if args.seed.is_none() { " (drawn; give it with --seed to get the same page again)" } else { "" };
    outcome.line(format!("seed {}{from}, algorithm {}", public.seed, public.algorithm));
    outcome.line("the page holds the answers, veiled: give it out for practice, never as an exam");
    outcome.line(format!("\nto grade what it hands out: mockexam grade {} RESPONSES.csv", shown(folder)));
    outcome.field("page", shown(&args.out));
    outcome.field("exam", shown(folder));
    outcome.field("code", public.code.clone());
    outcome.field("seed", public.seed.clone());
    outcome.field("questions", questions);
    outcome.field("files", paths.iter().map(|path| shown(path)).collect::<Vec<_>>());
    outcome
}
