//! The report for one candidate.

mod forms;
mod missed;
mod parts;
mod reading;
mod reasons;
mod sheet;
mod topics;
mod verdict;

pub(crate) use forms::PrintedForms;
pub(crate) use sheet::Sheet;

use super::head::Head;
use super::words::{ReportWords, fill};
use crate::chart::{Thousandths, meter};
use crate::html::markup::Html;
pub(crate) use missed::Missed;
use parts::PartRow;
use serde::Serialize;
use std::borrow::Cow;
use topics::TopicRow;
use verdict::Verdict;

/// Everything that the page shows, in words.
#[derive(Debug, Serialize)]
pub(crate) struct CandidateView<'a> {
    pub(crate) head: Cow<'a, Head>,
    pub(crate) candidate: String,
    pub(crate) name: String,
    pub(crate) form: String,
    pub(crate) points: String,
    pub(crate) of_maximum: String,
    pub(crate) percent: String,
    pub(crate) meter: Html,
    pub(crate) cut: Option<String>,
    pub(crate) verdict: Option<Verdict>,
    pub(crate) grade: Option<String>,
    pub(crate) parts: Vec<PartRow>,
    pub(crate) topics: Vec<TopicRow>,
    pub(crate) revise: Option<String>,
    pub(crate) missed_text: String,
    pub(crate) missed: Vec<Missed>,
    pub(crate) uncertainty: Option<String>,
}

impl<'a> CandidateView<'a> {
    /// Puts the page for a checked sheet together; the candidate as they are called in reports.
    pub(crate) fn new(
        head: Cow<'a, Head>,
        (candidate, name): (&str, &str),
        forms: &PrintedForms<'_>,
        sheet: &Sheet<'_>,
        words: &ReportWords,
    ) -> Self {
        let score = sheet.score;
        let topics = topics::count(sheet, forms.key);
        let missed = missed::questions(sheet, forms, words);
        let cut = sheet.standard.cut_score;
        let count = u64::try_from(missed.len()).unwrap_or(u64::MAX);
        Self {
            head,
            candidate: candidate.to_owned(),
            name: name.to_owned(),
            form: super::printed::form_name(sheet.form, words),
            points: words.plain_points(score.points),
            of_maximum: fill(&words.candidate.score_of, &[("maximum", &words.plain_points(score.maximum))]),
            percent: words.percentage(score.points, score.maximum),
            meter: meter(
                Thousandths::of(score.points, score.maximum),
                cut.map(|cut| Thousandths::of(cut, score.maximum)),
            ),
            cut: cut.map(|cut| fill(&words.class.cut, &[("cut", &words.plain_points(cut))])),
            verdict: cut.zip(score.passed).map(|(cut, passed)| Verdict::new(score, cut, passed, words)),
            grade: (!sheet.standard.grades.is_empty())
                .then(|| fill(&words.candidate.grade, &[("grade", &score.grade)])),
            parts: parts::rows(sheet, words),
            revise: topics::revise(&topics, words),
            topics: topics.into_iter().map(|topic| topic.row(words)).collect(),
            missed_text: fill(&words.candidate.missed_text, &[("questions", &words.questions.of(count))]),
            missed,
            uncertainty: cut.and_then(|cut| verdict::uncertainty(sheet, cut, words)),
        }
    }
}
