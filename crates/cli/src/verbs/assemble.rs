//! `assemble`: blueprint, bank and seed become an exam folder.

use crate::args::{AssembleArgs, ModeArg};
use crate::bank_files;
use crate::exam_folder::{ASSEMBLED, GRADED, PRINTED, REPORTED};
use crate::failure::Failure;
use crate::files::shown;
use crate::history::Ledger;
use crate::outcome::Outcome;
use crate::sources::Sources;
use crate::staging::{Access, Staging, clear, clear_own};
use mockexam_assembly::{ALGORITHM, Blueprint, Exam, Mode, Request, Seed, assemble, explain, form_findings};
use mockexam_model::Severity;
use mockexam_report::explanation_page;
use std::hash::{BuildHasher, Hasher};
use std::path::{Path, PathBuf};

pub(crate) fn run(args: &AssembleArgs, sources: &mut Sources) -> Result<Outcome, Failure> {
    if let Some(other) = args.algorithm.filter(|&number| number != ALGORITHM) {
        let help = format!("this version knows algorithm {ALGORITHM}");
        return Err(Failure::new(format!("there is no algorithm {other}"), help));
    }
    let file = bank_files::template("blueprints", &args.blueprint, sources)?;
    let blueprint = Blueprint::read(&file.name, &file.text)?;
    let folder = folder(args)?;
    if folder.join("exam.toml").exists() && !args.force {
        return Err(Failure::new(
            format!("there is an exam in {} already", shown(&folder)),
            "choose another --name, or replace it with --force",
        ));
    }
    let reading = bank_files::bank(args.bank.as_deref(), &blueprint.bank, sources)?;
    let bank = bank_files::sound(reading)?;
    if args.seed.as_deref().is_some_and(|seed| seed.trim().is_empty()) {
        return Err(Failure::new(
            "the seed is empty",
            "give any text or number, or leave --seed out to have one drawn",
        ));
    }
    let seed = Seed::new(&args.seed.clone().unwrap_or_else(fresh_seed));
    let mode = match args.mode {
        None => blueprint.mode,
        Some(ModeArg::Scrambled) => Mode::Scrambled,
        Some(ModeArg::Disjoint) => Mode::Disjoint,
        Some(ModeArg::Overlapping) => Mode::Overlapping,
    };
    let forms = args.forms.unwrap_or(blueprint.forms);
    let ledger = Ledger::open(args, &blueprint, &folder, sources)?;
    let resting = ledger.as_ref().map(|ledger| ledger.resting(&blueprint)).unwrap_or_default();
    let blueprint = blueprint.resting(resting);
    let request = Request { blueprint: &blueprint, blueprint_text: &file.text, seed: &seed, forms, mode };
    let exam = assemble(&request, &bank)?;
    let explanation = args.explain.then(|| explain(&blueprint, &bank, &exam));
    let page = explanation
        .as_ref()
        .map(explanation_page)
        .transpose()
        .map_err(|error| Failure::new(error.to_string(), "this is a bug; please report it"))?;
    let mut paths = write(&folder, &exam, page.as_deref())?;
    if let Some(ledger) = ledger {
        paths.push(ledger.enter(&exam)?);
    }
    let mut outcome = tell(&folder, &exam, &paths, args.seed.is_none());
    if let Some(explanation) = &explanation {
        outcome.line(format!("\n{}", super::explanation::text(explanation)));
        outcome.line(format!("with plots: {}", shown(&folder.join("secret").join(EXPLAINED))));
        outcome.field("explanation", super::explanation::json(explanation));
    }
    let findings = form_findings(&blueprint, &bank, &exam.secret.key);
    outcome.diagnostics.extend(findings.into_iter().filter(|finding| finding.severity != Severity::Info));
    Ok(outcome)
}

/// The page that `--explain` writes into secret/.
const EXPLAINED: &str = "explain.html";

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

/// Eight signs from the randomness that the system gives each process.
fn fresh_seed() -> String {
    const SIGNS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
    let random = std::hash::RandomState::new().build_hasher().finish();
    let sign = |place: u32| char::from(SIGNS[usize::try_from(random >> (5 * place) & 31).unwrap_or(0)]);
    (0..8).map(sign).collect()
}

/// Writes both records, and the page that explains them if there is one. What was printed or graded of an earlier exam in the folder goes.
pub(crate) fn write(folder: &Path, exam: &Exam, page: Option<&str>) -> Result<Vec<PathBuf>, Failure> {
    let mut public = Staging::new(folder, ASSEMBLED, Access::Usual)?;
    let mut secret = Staging::new(&folder.join("secret"), ASSEMBLED, Access::Owner)?;
    public.write("exam.toml", exam.public.to_toml().as_bytes())?;
    secret.write("key.toml", exam.secret.to_toml().as_bytes())?;
    if let Some(page) = page {
        secret.write(EXPLAINED, page.as_bytes())?;
    }
    clear(&folder.join("papers"), PRINTED)?;
    clear(&folder.join("secret"), PRINTED)?;
    clear_own(&folder.join("results/reports"), REPORTED)?;
    clear_own(&folder.join("results"), GRADED)?;
    let mut paths = secret.commit()?;
    paths.extend(public.commit()?);
    Ok(paths)
}

fn tell(folder: &Path, exam: &Exam, paths: &[PathBuf], drawn: bool) -> Outcome {
    let mut outcome = Outcome::done();
    let codes: Vec<String> = exam.public.forms.iter().map(|form| form.code.to_string()).collect();
    let questions = exam.public.forms.first().map_or(0, |form| form.questions.len());
    let items = exam.secret.key.items().count();
    outcome.line(format!("exam {} \"{}\" in {}", exam.public.code, exam.public.title, shown(folder)));
    outcome.line(format!(
        "{} of {} ({}), {} of the bank '{}'",
        super::check::counted(codes.len(), "form"),
        super::check::counted(questions, "question"),
        codes.join(", "),
        super::check::counted(items, "item"),
        exam.public.bank
    ));
    let from = if drawn { " (drawn; give it with --seed to get the same exam again)" } else { "" };
    outcome.line(format!("seed {}{from}, algorithm {}", exam.public.seed, exam.public.algorithm));
    outcome.line(format!("\nnext: mockexam print {}", shown(folder)));
    outcome.field("exam", shown(folder));
    outcome.field("code", exam.public.code.clone());
    outcome.field("seed", exam.public.seed.clone());
    outcome.field("forms", codes);
    outcome.field("questions", questions);
    outcome.field("items", items);
    outcome.field("files", paths.iter().map(|path| shown(path)).collect::<Vec<_>>());
    outcome
}
