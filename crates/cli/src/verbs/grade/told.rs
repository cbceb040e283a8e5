//! What a grading run tells.

use super::Run;
use crate::args::GradeArgs;
use crate::exit::Exit;
use crate::files::shown;
use crate::outcome::Outcome;
use mockexam_grading::{CloseCall, InputDigest, Roster};
use mockexam_model::{
    AnswerKey, CandidateId, Diagnostic, Place, Reconciliation, RowFinding, RowState, Severity,
};
use std::path::Path;

/// Whether findings end the run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Weight {
    Fatal,
    Told,
}

/// A row that was not graded, as a warning; as an error where that ends the run.
pub(super) fn as_diagnostic(finding: &RowFinding, weight: Weight) -> Diagnostic {
    let code = match finding.state {
        RowState::Graded => "G30",
        RowState::Duplicate => "G31",
        RowState::UnknownCandidate => "G32",
        RowState::UnknownForm => "G33",
        RowState::Invalid => "G34",
        RowState::Superseded => "G35",
        RowState::Unsettled => "G72",
    };
    let message = format!("{} ({}): {}", finding.state.as_str(), finding.candidate, finding.message);
    let severity = match (finding.state, weight) {
        (RowState::Superseded, _) => Severity::Info,
        (_, Weight::Fatal) => Severity::Error,
        (_, Weight::Told) => Severity::Warning,
    };
    let diagnostic = Diagnostic { severity, ..Diagnostic::error(code, message) };
    diagnostic.at(&finding.file, Place::Cell { line: finding.line, column: finding.column }, "")
}

/// Words that miss an accepted spelling by one letter: scored as wrong, for a person to look at.
fn nearly_right(call: &CloseCall) -> Diagnostic {
    let CloseCall { file, line, candidate, question, written, accepted } = call;
    let message = format!(
        "question {question} ({candidate}): '{written}' earned nothing, but is close to '{accepted}'"
    );
    Diagnostic::warning("G40", message)
        .at(file, Place::Cell { line: *line, column: None }, "")
        .help("decide whether it counts; if so, accept the spelling by a ruling")
}

/// How a file was understood, such as "answers.csv: layout wide, UTF-8, separator ,".
fn read_as(input: &InputDigest) -> String {
    let separator = match input.separator {
        '\t' => "tab".to_owned(),
        ' ' => "blank".to_owned(),
        other => other.to_string(),
    };
    format!("{}: layout {}, {}, separator {separator}", input.file, input.layout, input.encoding)
}

/// The books in a line, such as "rows read 40 = graded 36 + …".
pub(super) fn balance_line(books: &Reconciliation) -> String {
    let b = &books.balance;
    let mut line = format!(
        "rows read {} = graded {} + duplicate {} + unknown candidate {} + unknown form {} + invalid {}",
        b.rows, b.graded, b.duplicate, b.unknown_candidate, b.unknown_form, b.invalid
    );
    if b.superseded > 0 {
        line.push_str(&format!(" + superseded {}", b.superseded));
    }
    if let Some(roster) = b.roster {
        line.push_str(&format!(
            "; roster {} = graded {} + absent {} + withheld {}",
            roster.candidates, roster.graded, roster.absent, roster.withheld
        ));
    }
    if b.unsettled > 0 {
        line.push_str(&format!("; marks not settled {}", b.unsettled));
    }
    line
}

/// Candidates of the same name: they stay apart by their ids.
pub(super) fn namesakes(roster: &Roster) -> Vec<Diagnostic> {
    let told = |(name, ids): (&str, Vec<&CandidateId>)| {
        let ids: Vec<&str> = ids.into_iter().map(CandidateId::as_str).collect();
        Diagnostic {
            severity: Severity::Info,
            ..Diagnostic::error(
                "G41",
                format!("{} candidates are called '{name}': {}", ids.len(), ids.join(", ")),
            )
        }
        .help("their ids keep them apart; make sure that each has the right one")
    };
    roster.namesakes().map(told).collect()
}

/// Marks of candidates of whom nothing was graded.
fn unused((file, candidates): &(String, Vec<(CandidateId, u64)>)) -> impl Iterator<Item = Diagnostic> {
    candidates.iter().map(move |(candidate, line)| {
        Diagnostic::warning(
            "G71",
            format!("the marks of '{candidate}' are not used: no row of theirs was graded"),
        )
        .at(file, Place::Cell { line: *line, column: None }, "")
        .help("compare the id with the roster and with the answer file")
    })
}

/// What a run has to say.
pub(super) fn tell(key: &AnswerKey, run: &Run, out: &Path, args: &GradeArgs) -> Outcome {
    let mut outcome = Outcome::done();
    let books = &run.books;
    outcome.diagnostics = books.findings.iter().map(|finding| as_diagnostic(finding, Weight::Told)).collect();
    outcome.diagnostics.extend(run.close_calls.iter().map(nearly_right));
    outcome.diagnostics.extend(run.unused_marks.iter().flat_map(unused));
    if books.balance.has_findings() {
        outcome.exit = Exit::Findings;
        outcome.line("PROVISIONAL: some rows need a person, see above");
    }
    run.inputs.iter().for_each(|input| outcome.line(read_as(input)));
    outcome.line(balance_line(books));
    for (word, candidates) in [("withheld", &books.withheld), ("absent", &books.absent)] {
        if !candidates.is_empty() {
            let names: Vec<&str> = candidates.iter().map(CandidateId::as_str).collect();
            outcome.line(format!("{word}: {}", names.join(", ")));
        }
    }
    let summary = &run.summary;
    if let (Some(mean), Some(passed)) = (summary.mean, summary.passed) {
        let with = key.common_cut().map_or_else(
            || "; the cut score differs between forms".to_owned(),
            |cut| format!(" with {cut} points or more"),
        );
        outcome.line(format!("mean {mean:.1} points, {passed} of {} passed{with}", summary.n));
    }
    let inputs = run.inputs.iter().map(|input| {
        serde_json::json!({
            "file": input.file,
            "layout": input.layout,
            "encoding": input.encoding,
            "separator": input.separator.to_string(),
        })
    });
    outcome.field("inputs", inputs.collect::<Vec<_>>());
    outcome.field("balance", serde_json::to_value(books.balance).unwrap_or_default());
    outcome.field("provisional", books.balance.has_findings());
    outcome.field("absent", books.absent.iter().map(|id| id.as_str().to_owned()).collect::<Vec<_>>());
    outcome.field("withheld", books.withheld.iter().map(|id| id.as_str().to_owned()).collect::<Vec<_>>());
    outcome.field("n", summary.n);
    outcome.field("mean", summary.mean);
    outcome.field("passed", summary.passed);
    outcome.field("files", run.files.iter().map(|path| shown(path)).collect::<Vec<_>>());
    if run.outdated {
        outcome.line(format!(
            "reports on the earlier results were removed from {}",
            shown(&out.join("reports"))
        ));
    }
    outcome.field("outdated_reports_removed", run.outdated);
    if args.dry_run {
        outcome.line("dry run: nothing written");
    } else {
        outcome.line(format!("results in {}\n\nnext: mockexam report {}", shown(out), shown(out)));
    }
    outcome
}
