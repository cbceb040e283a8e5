//! What stands on every report: which exam, how trustworthy, from which files.

use super::rulings::{in_force, notes};
use super::words::{ReportWords, fill};
use crate::reading::ResultSet;
use crate::reading::accommodations::Granted;
use crate::reading::summary::Summary;
use mockexam_model::AnswerKey;
use serde::Serialize;

/// The head and foot of a report.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Head {
    pub(crate) kind: String,
    pub(crate) title: String,
    pub(crate) code: String,
    pub(crate) simulated: bool,
    pub(crate) provisional: bool,
    pub(crate) rulings: String,
    /// What rulings in force decide, a line for each, and what became of the cut score.
    pub(crate) notes: Vec<String>,
    pub(crate) inputs: Vec<String>,
}

impl Head {
    /// The head of a report of one kind. `inputs` of the set are named only to those who may know the files.
    pub(crate) fn new(set: &ResultSet<'_>, key: &AnswerKey, words: &ReportWords, kind: &str) -> Self {
        let summary = &set.summary;
        Self {
            kind: kind.to_owned(),
            title: summary.exam.title.clone(),
            code: fill(&words.page_of_report, &[("code", &summary.exam.code)]),
            simulated: summary.simulated,
            provisional: summary.provisional,
            rulings: match set.rulings.is_empty() {
                true => words.class.no_rulings.clone(),
                false => in_force(set, words),
            },
            notes: notes(key, &set.rulings, words),
            inputs: Vec::new(),
        }
    }

    /// Adds what the roster granted to a candidate; `who` stands in front of it.
    pub(crate) fn with_granted(mut self, who: &str, granted: &Granted, words: &ReportWords) -> Self {
        self.notes.push(format!("{who}{}", accommodation(granted, words)));
        self
    }

    /// Adds the files that were graded.
    pub(crate) fn with_inputs(mut self, summary: &Summary, words: &ReportWords) -> Self {
        let input = |input: &crate::reading::summary::Input| {
            fill(&words.class.input, &[("file", &input.file), ("sha256", &input.sha256)])
        };
        self.inputs = summary.inputs.iter().map(input).collect();
        self
    }
}

/// "15 minutes more, large-print".
fn accommodation(granted: &Granted, words: &ReportWords) -> String {
    let minutes = granted.extra_minutes;
    let mut parts = Vec::new();
    if minutes > 0 {
        parts.push(words.class.extra_minutes.of(minutes.into()));
    }
    parts.extend([&granted.template, &granted.language].into_iter().filter(|text| !text.is_empty()).cloned());
    fill(&words.class.accommodation, &[("granted", &parts.join(", "))])
}
