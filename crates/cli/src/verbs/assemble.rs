//! `assemble`: blueprint, bank and seed become an exam folder.

use crate::args::{AssembleArgs, ModeArg};
use crate::bank_files;
use crate::chance::signs;
use crate::exam_folder::{ASSEMBLED, GRADED, PRINTED, REPORTED};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::files::{self, shown};
use crate::history::Ledger;
use crate::outcome::Outcome;
use crate::seats::{ASSIGNMENT, Assignment, Class, codes_in_short};
use crate::sources::Sources;
use crate::staging::{Access, Staging, clear, clear_own};
use crate::verbs::grade;
use crate::verbs::print::PERSONAL;
use mockexam_assembly::{
    Algorithm, Blueprint, Exam, Mode, Request, Seed, assemble, assemble_own, explain, form_findings,
};
use mockexam_bank::Bank;
use mockexam_model::{Diagnostic, FormCode, Severity};
use mockexam_report::explanation_page;
use std::path::{Path, PathBuf};

pub(crate) fn run(args: &AssembleArgs, sources: &mut Sources) -> Result<Outcome, Failure> {
    let algorithm = algorithm(args.algorithm)?;
    let file = bank_files::template("blueprints", &args.blueprint, sources)?;
    let blueprint = Blueprint::read(&file.name, &file.text)?;
    let folder = folder(args)?;
    if folder.join("exam.toml").exists() && !args.force {
        return Err(Failure::new(
            format!("there is an exam in {} already", shown(&folder)),
            "choose another --name, or replace it with --force",
        ));
    }
    let bank = bank(args, &blueprint, sources)?;
    if args.seed.as_deref().is_some_and(|seed| seed.trim().is_empty()) {
        return Err(Failure::new(
            "the seed is empty",
            "give any text or number, or leave --seed out to have one drawn",
        ));
    }
    let seed = Seed::under(&args.seed.clone().unwrap_or_else(fresh_seed), algorithm);
    let mode = match args.mode {
        None => blueprint.mode,
        Some(ModeArg::Scrambled) => Mode::Scrambled,
        Some(ModeArg::Disjoint) => Mode::Disjoint,
        Some(ModeArg::Overlapping) => Mode::Overlapping,
        Some(ModeArg::OwnOrder) => Mode::OwnOrder,
        Some(ModeArg::OwnDraw) => Mode::OwnDraw,
    };
    let forms = args.forms.unwrap_or(blueprint.forms);
    let ledger = Ledger::open(args, &blueprint, &folder, sources)?;
    let resting = ledger.as_ref().map(|ledger| ledger.resting(&blueprint)).unwrap_or_default();
    let blueprint = blueprint.resting(resting);
    let request = Request { blueprint: &blueprint, blueprint_text: &file.text, seed: &seed, forms, mode };
    let roster = args.roster.as_deref().map(grade::inputs::roster).transpose()?;
    let name = args.roster.as_deref().map(shown).unwrap_or_default();
    let class = roster.as_ref().map(|roster| Class { file: &name, roster });
    let (exam, assignment) = drawn(&request, class, args.forms, &bank)?;
    let explanation = args.explain.then(|| explain(&blueprint, &bank, &exam));
    let page = explanation
        .as_ref()
        .map(explanation_page)
        .transpose()
        .map_err(|error| Failure::bug(error.to_string()))?;
    let beside = Beside { assignment: assignment.as_ref(), page: page.as_deref() };
    let mut paths = write(&folder, &exam, beside)?;
    if let Some(ledger) = ledger {
        paths.push(ledger.enter(&exam)?);
    }
    let mut outcome = tell(&folder, &exam, assignment, &paths, args.seed.is_none());
    if let Some(explanation) = &explanation {
        outcome.line(format!("\n{}", super::explanation::text(explanation)));
        outcome.line(format!("with plots: {}", shown(&folder.join("secret").join(EXPLAINED))));
        outcome.field("explanation", super::explanation::json(explanation));
    }
    let findings = form_findings(&blueprint, &bank, &exam.secret.key);
    outcome.diagnostics.extend(told(findings));
    Ok(outcome)
}

fn algorithm(number: Option<u32>) -> Result<Algorithm, Failure> {
    let Some(number) = number else { return Ok(Algorithm::NEWEST) };
    Algorithm::numbered(number).ok_or_else(|| {
        let newest = Algorithm::NEWEST.number();
        let help = format!("this version knows the algorithms 1 to {newest}");
        Failure::new(format!("there is no algorithm {number}"), help)
    })
}

/// The bank to draw from, with what was observed if that is asked for.
fn bank(args: &AssembleArgs, blueprint: &Blueprint, sources: &mut Sources) -> Result<Bank, Failure> {
    let reading = bank_files::bank(args.bank.as_deref(), &blueprint.bank, sources)?;
    let bank = bank_files::sound(reading)?;
    if !args.observed {
        return Ok(bank);
    }
    let observed = super::bank::observed(&bank, sources)?;
    Ok(bank.with_observed(observed))
}

/// The page that `--explain` writes into secret/.
const EXPLAINED: &str = "explain.html";
/// Findings about forms for people: the first ones, and how many more there are.
fn told(mut findings: Vec<Diagnostic>) -> Vec<Diagnostic> {
    const MOST: usize = 30;
    findings.retain(|finding| finding.severity != Severity::Info);
    let more = findings.len().saturating_sub(MOST);
    if more > 0 {
        findings.truncate(MOST);
        let fact = format!("there are {more} more findings of this kind, on other forms");
        let help = "they come from the same questions; mend those that are named first";
        findings.push(Diagnostic::warning("F00", fact).help(help));
    }
    findings
}

/// The exam, and who has which form where there is a roster.
fn drawn(
    request: &Request<'_>,
    class: Option<Class<'_>>,
    forms: Option<u16>,
    bank: &Bank,
) -> Result<(Exam, Option<Assignment>), Failure> {
    let Some(class) = class else { return Ok((assemble(request, bank)?, None)) };
    if request.mode.is_personal() {
        let own = class.own_forms(forms)?;
        let exam = assemble_own(request, &own, bank)?;
        return Ok((exam, Some(class.with_own(&own))));
    }
    let codes: Vec<FormCode> = (0..request.forms).map(FormCode::shared).collect();
    let assignment = class.with_shared(&codes, request.seed)?;
    Ok((assemble(request, bank)?, Some(assignment)))
}

fn folder(args: &AssembleArgs) -> Result<PathBuf, Failure> {
    if let Some(out) = &args.out {
        return Ok(out.clone());
    }
    let stem = Path::new(&args.blueprint).file_stem().and_then(|stem| stem.to_str());
    let name = args.name.as_deref().or(stem).unwrap_or("exam");
    let plain =
        name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.')) && !name.starts_with('.');
    if !plain || name.is_empty() {
        return Err(Failure::new(
            format!("'{name}' is no name for an exam"),
            "use letters, digits, hyphens and dots; another place can be named with --out",
        ));
    }
    Ok(Path::new("exams").join(name))
}

/// A seed that nobody chose.
pub(crate) fn fresh_seed() -> String {
    signs(8)
}

/// What stands beside the records of an exam, in secret/.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Beside<'a> {
    /// Who has which form.
    pub(crate) assignment: Option<&'a Assignment>,
    /// The page that explains the draw.
    pub(crate) page: Option<&'a str>,
}

/// Writes both records and what stands beside them. What was printed or graded of an earlier exam in the folder goes.
pub(crate) fn write(folder: &Path, exam: &Exam, beside: Beside<'_>) -> Result<Vec<PathBuf>, Failure> {
    let (public_text, secret_text) = (exam.public.to_toml(), exam.secret.to_toml());
    if public_text.len().max(secret_text.len()) as u64 > files::LARGEST {
        return Err(Failure::new(
            format!("the records of the exam are larger than {} MiB", files::LARGEST >> 20),
            "make several exams with fewer forms each",
        ));
    }
    let mut public = Staging::new(folder, ASSEMBLED, Access::Usual)?;
    let mut secret = Staging::new(&folder.join("secret"), ASSEMBLED, Access::Owner)?;
    public.write("exam.toml", public_text.as_bytes())?;
    secret.write("key.toml", secret_text.as_bytes())?;
    if let Some(assignment) = beside.assignment {
        secret.write(ASSIGNMENT, assignment.csv.as_bytes())?;
    }
    if let Some(page) = beside.page {
        secret.write(EXPLAINED, page.as_bytes())?;
    }
    clear(&folder.join("papers"), PRINTED)?;
    clear(&folder.join("secret"), PRINTED)?;
    clear(&folder.join(PERSONAL), PRINTED)?;
    clear_own(&folder.join("results/reports"), REPORTED)?;
    clear_own(&folder.join("results"), GRADED)?;
    let mut paths = secret.commit()?;
    paths.extend(public.commit()?);
    Ok(paths)
}

fn tell(
    folder: &Path,
    exam: &Exam,
    assignment: Option<Assignment>,
    paths: &[PathBuf],
    drawn: bool,
) -> Outcome {
    let mut outcome = Outcome::done();
    let codes: Vec<FormCode> = exam.public.codes().cloned().collect();
    let questions = exam.secret.key.forms().first().map_or(0, |form| form.questions.len());
    let items = exam.secret.key.items().count();
    outcome.line(format!("exam {} \"{}\" in {}", exam.public.code, exam.public.title, shown(folder)));
    outcome.line(format!(
        "{} of {} ({}), {} of the bank '{}'",
        super::check::counted(codes.len(), "form"),
        super::check::counted(questions, "question"),
        codes_in_short(&codes),
        super::check::counted(items, "item"),
        exam.public.bank
    ));
    let from = if drawn { " (drawn; give it with --seed to get the same exam again)" } else { "" };
    outcome.line(format!("seed {}{from}, algorithm {}", exam.public.seed, exam.public.algorithm));
    if let Some(assignment) = assignment {
        let counts: Vec<String> =
            assignment.counts.iter().map(|(code, count)| format!("{code} {count}")).collect();
        let secret = shown(&folder.join("secret").join(ASSIGNMENT));
        let of = if counts.is_empty() { String::new() } else { format!(": {}", counts.join(", ")) };
        outcome.line(format!("who has which form is in {secret}{of}"));
        if assignment.findings.iter().any(|found| found.severity != Severity::Info) {
            outcome.exit = Exit::Findings;
        }
        outcome.field("assigned", assigned(&assignment));
        outcome.diagnostics = assignment.findings;
    }
    outcome.line(format!("\nnext: mockexam print {}", shown(folder)));
    outcome.field("exam", shown(folder));
    outcome.field("code", exam.public.code.clone());
    outcome.field("seed", exam.public.seed.clone());
    outcome.field("forms", codes.iter().map(ToString::to_string).collect::<Vec<_>>());
    outcome.field("questions", questions);
    outcome.field("items", items);
    outcome.field("files", paths.iter().map(|path| shown(path)).collect::<Vec<_>>());
    outcome
}

/// How many people have each shared form.
fn assigned(assignment: &Assignment) -> serde_json::Value {
    assignment
        .counts
        .iter()
        .map(|(code, count)| (code.to_string(), serde_json::Value::from(*count)))
        .collect()
}
