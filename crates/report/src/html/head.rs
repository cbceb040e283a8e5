//! What stands on every report: which exam, how trustworthy, from which files.

use super::words::{ReportWords, fill};
use crate::reading::summary::Summary;
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
    pub(crate) inputs: Vec<String>,
}

impl Head {
    /// The head of a report of one kind. `inputs` of the set are named only to those who may know the files.
    pub(crate) fn new(summary: &Summary, words: &ReportWords, kind: &str) -> Self {
        let rulings = &summary.rulings;
        Self {
            kind: kind.to_owned(),
            title: summary.exam.title.clone(),
            code: fill(&words.page_of_report, &[("code", &summary.exam.code)]),
            simulated: summary.simulated,
            provisional: summary.provisional,
            rulings: match rulings.count {
                0 => words.class.no_rulings.clone(),
                n => words.class.rulings.with(n, &[("digest", &rulings.digest)]),
            },
            inputs: Vec::new(),
        }
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
