//! The list of candidates.

use super::super::words::ReportWords;
use crate::reading::ResultSet;
use crate::reading::scores::{Candidate, Outcome, Scores};
use mockexam_model::Diagnostic;
use serde::Serialize;

/// Whether the class report points to the reports of candidates beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Links {
    /// Each graded candidate links to their file: the reports of candidates lie in the same folder.
    ToCandidates,
    /// No links: the class report stands alone.
    None,
}

/// A candidate in the list.
#[derive(Debug, Serialize)]
pub(crate) struct Entry {
    pub(crate) candidate: String,
    pub(crate) name: String,
    pub(crate) form: String,
    pub(crate) points: String,
    pub(crate) percent: String,
    pub(crate) result: String,
    /// `pass`, `fail`, or `none` where there is no decision.
    pub(crate) class: &'static str,
    pub(crate) link: Option<String>,
}

/// The candidates in the order of the scores.
pub(crate) fn entries(
    set: &ResultSet<'_>,
    words: &ReportWords,
    links: Links,
) -> Result<Vec<Entry>, Diagnostic> {
    let mut scores = Scores::open(set.source)?;
    let mut entries = Vec::new();
    while let Some(candidate) = scores.next()? {
        entries.push(entry(set, words, links, candidate));
    }
    if set.is_pseudonymous() {
        // The order of a file or a roster would tell who is who.
        entries.sort_by(|one, other| one.candidate.cmp(&other.candidate));
    }
    Ok(entries)
}

fn entry(set: &ResultSet<'_>, words: &ReportWords, links: Links, candidate: Candidate) -> Entry {
    let link = (links == Links::ToCandidates).then(|| set.file_of(&candidate.id));
    let blank = Entry {
        candidate: set.shown(&candidate.id).to_owned(),
        name: set.name(&candidate).to_owned(),
        form: String::new(),
        points: String::new(),
        percent: String::new(),
        result: String::new(),
        class: "none",
        link: None,
    };
    match candidate.outcome {
        Outcome::Absent => Entry { result: words.states.absent.clone(), ..blank },
        Outcome::Withheld => Entry { result: words.states.withheld.clone(), ..blank },
        Outcome::Graded(score) => {
            let (result, class) = match score.passed {
                Some(true) => (words.class.pass.clone(), "pass"),
                Some(false) => (words.class.fail.clone(), "fail"),
                None => (words.states.graded.clone(), "none"),
            };
            // Pass and fail are said already.
            let named = !matches!(score.grade.as_str(), "" | "pass" | "fail");
            let result = if named { format!("{result} · {}", score.grade) } else { result };
            Entry {
                form: score.form.to_string(),
                points: words.plain_points(score.points),
                percent: words.aligned_percentage(score.points, score.maximum),
                result,
                class,
                link,
                ..blank
            }
        }
    }
}
