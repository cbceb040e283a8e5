//! `check --explain`: a check with its reason, its source, its thresholds and its repair.

use super::thresholds;
use crate::failure::Failure;
use crate::outcome::Outcome;
use mockexam_assembly::FORM_CHECKS;
use mockexam_bank::{LINTS, Lint};
use mockexam_model::Severity;
use std::path::PathBuf;

/// What a person wants to know about a check.
struct Page {
    id: &'static str,
    severity: Severity,
    what: &'static str,
    why: &'static str,
    source: &'static str,
    help: &'static str,
    false_alarms: String,
    /// The check of a bank that it is, which has thresholds.
    lint: Option<&'static Lint>,
    /// How the samples are introduced, and the samples.
    samples: [(&'static str, &'static str, &'static str); 2],
}

/// F09 is kept by the layout, which has no other way to set a question.
const LAYOUT: Page = Page {
    id: "F09",
    severity: Severity::Error,
    what: "stem and choices of a question stand on one page, one choice below the other",
    why: "Candidates who turn the page between stem and choices misread both.",
    source: "Haladyna, Downing and Rodriguez 2002, guideline 10",
    help: "nothing has to be done: `print` never splits a question that fits on a page",
    false_alarms: String::new(),
    lint: None,
    samples: [("flawed", "", ""), ("sound", "", "")],
};

/// The check of this id, from the checks of banks and those of forms.
fn page(id: &str) -> Option<Page> {
    if let Some(lint) = LINTS.iter().find(|lint| lint.id.eq_ignore_ascii_case(id)) {
        let breaks = if lint.flawed.contains("NN") {
            "Many items like this one break it (NN is a number)"
        } else {
            "An item that breaks it"
        };
        return Some(Page {
            id: lint.id,
            severity: lint.severity,
            what: lint.what,
            why: lint.why,
            source: lint.source,
            help: lint.help,
            false_alarms: lint.false_alarms.to_string(),
            lint: Some(lint),
            samples: [("flawed", breaks, lint.flawed), ("sound", "One that does not", lint.sound)],
        });
    }
    let form = FORM_CHECKS.iter().find(|check| check.id.eq_ignore_ascii_case(id));
    let form = form.map(|check| Page {
        id: check.id,
        severity: check.severity,
        what: check.what,
        why: check.why,
        source: check.source,
        help: check.help,
        false_alarms: "none, it counts".to_owned(),
        lint: None,
        samples: [
            ("flawed", "A form that breaks it", check.flawed),
            ("sound", "One that does not", check.sound),
        ],
    });
    let layout = || LAYOUT.id.eq_ignore_ascii_case(id).then_some(LAYOUT);
    form.or_else(layout)
}

/// Ids of all checks, in order.
fn ids() -> Vec<&'static str> {
    let mut ids: Vec<&str> = LINTS.iter().map(|lint| lint.id).collect();
    ids.extend(FORM_CHECKS.iter().map(|check| check.id));
    ids.push(LAYOUT.id);
    ids.sort_unstable();
    ids
}

/// The rule of an id, with the thresholds that the banks at the paths set; without paths, those of the workspace.
pub(super) fn run(id: &str, paths: &[PathBuf]) -> Result<Outcome, Failure> {
    let Some(page) = page(id) else { return Err(unknown(id)) };
    let mut outcome = Outcome::done();
    let severity = match page.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "information",
    };
    outcome.line(format!("{}: {}\n\n{}\n", page.id, page.what, page.why));
    outcome.line(format!("Source: {}", page.source));
    let alarms = &page.false_alarms;
    let and_alarms = if alarms.is_empty() { String::new() } else { format!(" False alarms: {alarms}") };
    outcome.line(format!("Severity: {severity} at most.{and_alarms}"));
    outcome.line(format!("To repair: {}", page.help));
    for (name, value) in [
        ("id", page.id),
        ("what", page.what),
        ("why", page.why),
        ("source", page.source),
        ("severity", severity),
        ("false_alarms", alarms),
        ("help", page.help),
    ] {
        outcome.field(name, value);
    }
    for (name, _, sample) in page.samples {
        outcome.field(name, sample);
    }
    if let Some(lint) = page.lint {
        thresholds::tell(lint, paths, &mut outcome)?;
    }
    for (_, title, sample) in page.samples.iter().filter(|(.., sample)| !sample.is_empty()) {
        outcome.line(format!("\n{title}:\n{}", sample.trim_end()));
    }
    Ok(outcome)
}

fn unknown(id: &str) -> Failure {
    if let Some((about, page)) = chapter(id) {
        return Failure::new(
            format!("'{id}' is no check of a bank or a form, but a message about {about}"),
            format!("docs/{page} lists these messages"),
        );
    }
    Failure::new(format!("there is no check '{id}'"), format!("the checks are: {}", ids().join(", ")))
}

/// What the codes of other messages are about, and the page of the documentation that lists them.
fn chapter(id: &str) -> Option<(&'static str, &'static str)> {
    let (letter, number) = id.split_at_checked(1)?;
    if number.len() != 2 || !number.bytes().all(|digit| digit.is_ascii_digit()) {
        return None;
    }
    match letter.to_ascii_uppercase().as_str() {
        "T" => Some(("the form of files", "writing-items.md")),
        "P" => Some(("blueprints", "blueprints.md")),
        "G" => Some(("answer files and rosters", "grading.md")),
        "C" => Some(("calls and files", "printing.md")),
        "L" => Some(("the layout of papers", "printing.md")),
        "R" => Some(("results", "reports-and-statistics.md")),
        _ => None,
    }
}
