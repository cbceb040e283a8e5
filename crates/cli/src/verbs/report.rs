//! `report`: results become pages.

use crate::args::{ReportArgs, ReportKind};
use crate::exam_folder::REPORTED;
use crate::failure::Failure;
use crate::files::{self, shown};
use crate::outcome::Outcome;
use crate::staging::Staging;
use mockexam_model::AnswerKey;
use mockexam_report::{
    CLASS_REPORT, ENGLISH_REPORT_WORDS, Links, RULINGS_REPORT, ReportError, ReportWords, ResultSet,
    candidate_reports, class_report, rulings_report,
};
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

pub(crate) fn run(args: &ReportArgs) -> Result<Outcome, Failure> {
    let (paths, candidates) = report(args)?;
    let mut outcome = Outcome::done();
    let out = args.out.clone().unwrap_or_else(|| args.results.join("reports"));
    if paths.iter().any(|path| path.ends_with(CLASS_REPORT)) {
        outcome.line(shown(&out.join(CLASS_REPORT)));
    }
    if paths.iter().any(|path| path.ends_with(RULINGS_REPORT)) {
        outcome.line(shown(&out.join(RULINGS_REPORT)));
    }
    outcome.line(format!(
        "{} for candidates in {}",
        super::check::counted(candidates, "report"),
        shown(&out)
    ));
    outcome.field("files", paths.iter().map(|path| shown(path)).collect::<Vec<_>>());
    Ok(outcome)
}

/// Writes the reports; returns their paths and how many are for candidates.
pub(crate) fn report(args: &ReportArgs) -> Result<(Vec<PathBuf>, usize), Failure> {
    let folder = args.results.clone();
    if !folder.join("summary.json").is_file() {
        let message = format!("{} holds no results: there is no summary.json", shown(&folder));
        return Err(Failure::new(
            message,
            "name the folder that mockexam grade wrote, such as exams/spring/results",
        ));
    }
    let source = |name: &str| -> io::Result<Box<dyn Read>> { Ok(Box::new(File::open(folder.join(name))?)) };
    let set = ResultSet::open(&source)?;
    let key = key(&folder)?;
    let words: ReportWords = toml::from_str(ENGLISH_REPORT_WORDS)
        .map_err(|error| Failure::new(error.to_string(), "this is a bug; please report it"))?;
    let out = args.out.clone().unwrap_or_else(|| folder.join("reports"));
    let wants = |kind| args.only.is_empty() || args.only.contains(&kind);
    // Without responses there can be no pages for candidates; asked for by name, the report says why.
    let with_candidates = wants(ReportKind::Candidates) && (set.has_responses() || !args.only.is_empty());
    let mut staging = Staging::alone(&out, REPORTED)?;
    staging.keep(|name| {
        !wants(match name {
            CLASS_REPORT => ReportKind::Class,
            RULINGS_REPORT => ReportKind::Rulings,
            _ => ReportKind::Candidates,
        })
    });
    let mut candidates = 0;
    if with_candidates {
        let mut trouble = None;
        let written = candidate_reports(&set, &key, &words, &mut |name, page| {
            candidates += 1;
            staging.write(name, page.as_bytes()).map_err(|failure| {
                trouble = Some(failure);
                io::Error::other("not written")
            })
        });
        if let Some(failure) = trouble {
            return Err(failure);
        }
        written.map_err(|error| failure(error, &out))?;
    }
    if wants(ReportKind::Class) {
        let links = if with_candidates { Links::ToCandidates } else { Links::None };
        let mut file = staging.create(CLASS_REPORT)?;
        class_report(&set, &key, &words, links, &mut file).map_err(|error| failure(error, &out))?;
        staging.close(CLASS_REPORT, file)?;
    }
    if wants(ReportKind::Rulings) {
        let mut page = Vec::new();
        if rulings_report(&set, &key, &words, &mut page).map_err(|error| failure(error, &out))? {
            staging.write(RULINGS_REPORT, &page)?;
        }
    }
    Ok((staging.commit()?, candidates))
}

fn key(folder: &Path) -> Result<AnswerKey, Failure> {
    let path = folder.join("key.toml");
    toml::from_str(&files::read_text(&path)?)
        .map_err(|error| Failure::new(format!("{}: {}", shown(&path), error.message()), "grade again"))
}

fn failure(error: ReportError, out: &Path) -> Failure {
    match error {
        ReportError::Refused(diagnostics) => diagnostics.into(),
        ReportError::Write(error) => Failure::system("write below", out, &error),
        ReportError::Template(error) => Failure::new(error.to_string(), "this is a bug; please report it"),
    }
}
