//! Findings as SARIF 2.1.0, the format in which code hosts and editors take findings of checkers.
//!
//! Specification: <https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html>.

use crate::exit::Exit;
use crate::outcome::Outcome;
use crate::sources::Sources;
use mockexam_bank::LINTS;
use mockexam_model::{Diagnostic, Label, Place, Severity};
use serde_json::{Value, json};

const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

/// One run of the checks. Where they could not run, what went wrong is told as notifications of the tool.
pub(crate) fn log(sources: &Sources, outcome: &Outcome) -> Value {
    let ran = matches!(outcome.exit, Exit::Done | Exit::Findings);
    let (findings, troubles) =
        if ran { (&outcome.diagnostics[..], &[][..]) } else { (&[][..], &outcome.diagnostics[..]) };
    let results: Vec<Value> = findings.iter().map(|finding| result(sources, finding)).collect();
    let notifications: Vec<Value> = troubles
        .iter()
        .map(|trouble| json!({ "level": level(trouble.severity), "message": { "text": message(trouble) } }))
        .collect();
    json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": driver() },
            "invocations": [{ "executionSuccessful": ran, "toolExecutionNotifications": notifications }],
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    })
}

fn driver() -> Value {
    let rules: Vec<Value> = LINTS
        .iter()
        .map(|lint| {
            json!({
                "id": lint.id,
                "shortDescription": { "text": lint.what },
                "fullDescription": { "text": lint.why },
                "help": { "text": lint.help },
            })
        })
        .collect();
    json!({ "name": "mockexam", "version": env!("CARGO_PKG_VERSION"), "rules": rules })
}

/// A finding. Those about files and blueprints have codes, but no rule that could be explained.
fn result(sources: &Sources, finding: &Diagnostic) -> Value {
    let places = |labels: &[Label]| labels.iter().map(|label| location(sources, label)).collect::<Vec<_>>();
    let (main, related) = finding.labels.split_at(finding.labels.len().min(1));
    let mut result = json!({
        "ruleId": finding.code,
        "level": level(finding.severity),
        "message": { "text": message(finding) },
        "locations": places(main),
    });
    if let Some(index) = LINTS.iter().position(|lint| lint.id == finding.code) {
        result["ruleIndex"] = index.into();
    }
    if !related.is_empty() {
        result["relatedLocations"] = places(related).into();
    }
    result
}

const fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

fn message(finding: &Diagnostic) -> String {
    match &finding.help {
        Some(help) => format!("{}\nhelp: {help}", finding.message),
        None => finding.message.clone(),
    }
}

fn location(sources: &Sources, label: &Label) -> Value {
    let mut physical = json!({ "artifactLocation": { "uri": uri(&label.file) } });
    if let Some(region) = region(sources, label) {
        physical["region"] = region;
    }
    let mut location = json!({ "physicalLocation": physical });
    if !label.note.is_empty() {
        location["message"] = json!({ "text": label.note });
    }
    location
}

/// Lines and columns from 1, the end behind the last character.
fn region(sources: &Sources, label: &Label) -> Option<Value> {
    match &label.place {
        Place::File => None,
        Place::Cell { line, .. } => Some(json!({ "startLine": line })),
        Place::Span(span) => {
            let start = sources.line_column(&label.file, span.start)?;
            let end = sources.line_column(&label.file, span.end)?;
            Some(json!({
                "startLine": start.line,
                "startColumn": start.column,
                "endLine": end.line,
                "endColumn": end.column,
            }))
        }
    }
}

/// A path as a reference: relative ones stay relative to the folder in which the program ran.
fn uri(path: &str) -> String {
    let mut out = String::new();
    if path.starts_with('/') {
        out.push_str("file://");
    }
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_become_references() {
        assert_eq!(uri("question-bank/a b/ü.toml"), "question-bank/a%20b/%C3%BC.toml");
        assert_eq!(uri("/tmp/x.toml"), "file:///tmp/x.toml");
        assert_eq!(uri("C:/x"), "C%3A/x");
    }

    #[test]
    fn findings_carry_rule_level_and_places() {
        let mut sources = Sources::default();
        sources.add("a.toml", "x = 1\nyé = 2\n");
        let mut outcome = Outcome::done();
        let finding = Diagnostic::warning("S06", "a fact").help("an action");
        let finding = finding.at("a.toml", Place::Span((6..9).into()), "here").at("b.toml", Place::File, "");
        outcome.diagnostics.push(finding);
        let log = log(&sources, &outcome);
        let result = &log["runs"][0]["results"][0];
        assert_eq!(result["level"], "warning");
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(log["runs"][0]["tool"]["driver"]["rules"][index]["id"], "S06");
        let region = &result["locations"][0]["physicalLocation"]["region"];
        assert_eq!(*region, json!({ "startLine": 2, "startColumn": 1, "endLine": 2, "endColumn": 3 }));
        assert_eq!(result["relatedLocations"][0]["physicalLocation"]["artifactLocation"]["uri"], "b.toml");
    }
}
