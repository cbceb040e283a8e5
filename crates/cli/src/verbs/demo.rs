//! `demo`: the whole loop, on the shipped bank and a simulated class.

use crate::args::{DemoArgs, GradeArgs, LookArgs, PrintArgs, ReportArgs};
use crate::bank_files;
use crate::embedded;
use crate::exam_folder::{self, ASSEMBLED, ExamFolder, GRADED, PRINTED, REPORTED};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::files::shown;
use crate::outcome::Outcome;
use crate::simulate;
use crate::sources::Sources;
use crate::staging::{Access, Staging, may_be_alone, may_write};
use crate::verbs::{assemble as assembling, grade, print, report};
use mockexam_assembly::{Blueprint, Exam, Mode, Request, Seed, assemble};
use std::path::{Path, PathBuf};

/// Manifest of the demo's own files.
const MANIFEST: &str = ".mockexam-demo";

/// The demo is the same on every machine.
const SEED: &str = "demo";

pub(crate) fn run(args: &DemoArgs, sources: &mut Sources) -> Result<Outcome, Failure> {
    let folder = args.dir.join("exam");
    let bug = || Failure::bug("the binary lacks its own bank");
    let file = embedded::shipped("templates/blueprints/itil4-foundation.toml").ok_or_else(bug)?;
    let blueprint = Blueprint::read(file.path, file.text)?;
    let bank = bank_files::sound(bank_files::shipped_bank(&blueprint.bank, &[], sources).ok_or_else(bug)?)?;
    let seed = Seed::new(SEED);
    let request = Request {
        blueprint: &blueprint,
        blueprint_text: file.text,
        seed: &seed,
        forms: 2,
        mode: Mode::Scrambled,
    };
    let drawn = assemble(&request, &bank)?;
    let foreign = folder.join("exam.toml").exists() && !args.dir.join(MANIFEST).exists();
    if foreign {
        let message = format!("{} holds an exam that the demo did not make", shown(&folder));
        return Err(Failure::new(message, "name another folder: mockexam demo DIR"));
    }
    nothing_in_the_way(&args.dir, &folder, &drawn)?;
    let class = simulate::class(&drawn.secret.key, &bank, &seed);
    let mut staging = Staging::new(&args.dir, MANIFEST, Access::Usual)?;
    staging.write("roster.csv", class.roster.as_bytes())?;
    staging.write("answers.csv", class.answers.as_bytes())?;
    let mut paths = staging.commit()?;
    paths.extend(assembling::write(&folder, &drawn, assembling::Beside::default())?);
    let exam = ExamFolder::open(&folder, sources)?;
    paths.extend(print::print(&exam, &print_args(&folder), sources)?.paths);
    let graded = grade::grade(&exam, &grade_args(&folder, &args.dir), grade::Origin::Simulation, sources)?;
    let results = folder.join("results");
    let pages = report::report(&report_args(&results), sources)?;
    let mut outcome = Outcome::done();
    outcome.exit = graded.exit;
    outcome.diagnostics = graded.diagnostics;
    if outcome.exit == Exit::Done {
        tell(&mut outcome, &args.dir, &paths, &results, &pages);
    }
    let files = paths.iter().chain(&pages).map(|path| shown(path)).collect::<Vec<_>>();
    outcome.field("files", files);
    outcome.field("exam", shown(&folder));
    Ok(outcome)
}

/// Looks at all that the demo will write, so that it writes nothing where it cannot write everything.
fn nothing_in_the_way(dir: &Path, folder: &Path, exam: &Exam) -> Result<(), Failure> {
    let (papers, secret) = (folder.join("papers"), folder.join("secret"));
    let (results, reports) = (folder.join("results"), folder.join("results/reports"));
    may_write(dir, MANIFEST, &["roster.csv", "answers.csv"])?;
    may_write(folder, ASSEMBLED, &["exam.toml"])?;
    may_write(&secret, ASSEMBLED, &["key.toml"])?;
    may_write(&papers, PRINTED, &[print::RECORD, print::TEMPLATE_CSV])?;
    may_write(&secret, PRINTED, &[print::RECORD])?;
    for item in exam_folder::items(&exam.secret.key, &[]) {
        may_write(if item.is_secret() { &secret } else { &papers }, PRINTED, &[&item.name()])?;
    }
    may_write(&results, GRADED, &grade::RESULTS)?;
    may_write(&reports, REPORTED, &["class.html"])?;
    may_be_alone(&results, GRADED)?;
    may_be_alone(&reports, REPORTED)
}

fn print_args(folder: &Path) -> PrintArgs {
    PrintArgs {
        exam: folder.to_owned(),
        only: Vec::new(),
        look: LookArgs { template: "a4".into(), language: "en".into(), fonts: None },
        roster: None,
        by_room: false,
        png: false,
    }
}

fn grade_args(folder: &Path, dir: &Path) -> GradeArgs {
    GradeArgs {
        exam: folder.to_owned(),
        answers: vec![dir.join("answers.csv")],
        key: None,
        supersede: Vec::new(),
        marks: None,
        tolerance: "0".to_owned(),
        roster: Some(dir.join("roster.csv")),
        form: None,
        rulings: None,
        out: None,
        dry_run: false,
        strict: false,
        layout: None,
        candidate: None,
        no_responses: false,
    }
}

fn report_args(results: &Path) -> ReportArgs {
    ReportArgs {
        results: results.to_owned(),
        only: Vec::new(),
        format: Vec::new(),
        language: "en".into(),
        pseudonyms: false,
        template: "a4".into(),
        fonts: None,
        out: None,
        bank: None,
    }
}

fn tell(outcome: &mut Outcome, dir: &Path, paths: &[PathBuf], results: &Path, pages: &[PathBuf]) {
    outcome.line(
        "Two forms of a mock exam from the shipped ITIL bank, and the grades of a simulated class of 24.\n",
    );
    for path in paths {
        outcome.line(format!("  {}", shown(path)));
    }
    outcome.line(format!("  {}", shown(&results.join("scores.csv"))));
    let (candidates, class): (Vec<&PathBuf>, Vec<&PathBuf>) =
        pages.iter().partition(|path| report::is_of_candidate(path));
    for path in class.into_iter().chain(candidates.first().copied()) {
        outcome.line(format!("  {}", shown(path)));
    }
    if candidates.len() > 1 {
        outcome.line(format!("  … and {} more reports for candidates there", candidates.len() - 1));
    }
    outcome
        .line("\nNobody sat this exam: names and answers are simulated. Hand out papers/, never secret/.\n");
    outcome.line("Try next:");
    let exam = shown(&dir.join("exam"));
    outcome.line(format!("  open {} in a browser", shown(&results.join("reports/class.html"))));
    outcome.line(format!("  mockexam verify {exam}"));
    outcome.line("  mockexam assemble itil4-foundation --seed 2027 --forms 2 --mode disjoint --name my-exam");
    outcome.line("  mockexam new my-exams");
}
