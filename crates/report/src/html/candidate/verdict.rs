//! Passed or not, by how much, and how sure that is.

use super::super::class::points_as_number;
use super::super::words::{ReportWords, fill};
use super::forms::PrintedQuestion;
use super::sheet::Sheet;
use crate::reading::scores::Score;
use mockexam_analysis::error_at;
use mockexam_model::Points;
use serde::Serialize;

/// The decision.
#[derive(Debug, Serialize)]
pub(crate) struct Verdict {
    pub(crate) word: String,
    pub(crate) distance: String,
    /// `pass` or `fail`.
    pub(crate) class: &'static str,
}

impl Verdict {
    /// The decision on a score.
    pub(crate) fn new(score: &Score, cut: Points, passed: bool, words: &ReportWords) -> Self {
        let own = &words.candidate;
        let (phrase, distance) = match score.points.cmp(&cut) {
            std::cmp::Ordering::Greater => (&own.above, score.points - cut),
            std::cmp::Ordering::Equal => (&own.at, Points::ZERO),
            std::cmp::Ordering::Less => (&own.below, cut - score.points),
        };
        let (points, cut) = (words.points(distance), words.plain_points(cut));
        Self {
            word: if passed { own.passed.clone() } else { own.failed.clone() },
            distance: fill(phrase, &[("points", &points), ("cut", &cut)]),
            class: if passed { "pass" } else { "fail" },
        }
    }
}

/// How far a score near the cut may lie from what the candidate knows; none where no formula applies.
pub(crate) fn uncertainty(sheet: &Sheet<'_>, cut: Points, words: &ReportWords) -> Option<String> {
    // The formula is one for questions that are right or wrong and count the same.
    let counted: Vec<_> =
        sheet.questions.iter().filter(|question| question.item.points > Points::ZERO).collect();
    let first = counted.first()?.item.points;
    let alike =
        |question: &&PrintedQuestion<'_>| question.item.task.is_one_letter() && question.item.points == first;
    if !counted.iter().all(alike) {
        return None;
    }
    let count = u32::try_from(counted.len()).ok()?;
    // At the ends the formula claims certainty.
    let (weight, k) = (points_as_number(first), f64::from(count));
    let error = weight * error_at(points_as_number(cut) / weight, k);
    if count < 2 || error <= 0.0 {
        return None;
    }
    let shown = words.number(error, usize::from(error < 2.0));
    let questions = words.questions.of(u64::from(count));
    let mut text = fill(&words.candidate.uncertainty, &[("questions", &questions), ("error", &shown)]);
    if (points_as_number(sheet.score.points) - points_as_number(cut)).abs() <= error {
        text.push(' ');
        text.push_str(&words.candidate.uncertainty_near);
    }
    Some(text)
}
