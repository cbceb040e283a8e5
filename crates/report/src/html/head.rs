//! What stands on every report: which exam, how trustworthy, from which files.

use super::rulings::{in_force, notes};
use super::words::{ReportWords, fill};
use crate::reading::ResultSet;
use crate::reading::accommodations::Granted;
use crate::reading::summary::Input;
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
            notes: {
                let said = set.is_pseudonymous().then(|| words.banner.pseudonyms.clone());
                said.into_iter().chain(notes(key, &set.rulings, words)).collect()
            },
            inputs: Vec::new(),
        }
    }

    /// Adds what the roster granted to a candidate; `who` stands in front of it.
    pub(crate) fn with_granted(mut self, who: &str, granted: &Granted, words: &ReportWords) -> Self {
        self.notes.push(format!("{who}{}", accommodation(granted, words)));
        self
    }

    /// Adds the files that were graded; by numbers where their names might tell who wrote them.
    pub(crate) fn with_inputs(mut self, set: &ResultSet<'_>, words: &ReportWords) -> Self {
        let input = |(number, input): (usize, &Input)| {
            let number = number.to_string();
            let file = if set.is_pseudonymous() { &number } else { &input.file };
            fill(&words.class.input, &[("file", file), ("sha256", &input.sha256)])
        };
        self.inputs = (1..).zip(&set.summary.inputs).map(input).collect();
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
