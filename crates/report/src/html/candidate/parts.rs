//! Parts of an exam that have rules of their own.

use super::super::words::{ReportWords, fill};
use super::sheet::Sheet;
use serde::Serialize;

/// A part on the page.
#[derive(Debug, Serialize)]
pub(crate) struct PartRow {
    pub(crate) title: String,
    pub(crate) points: String,
    /// What has to be reached there; empty if nothing has.
    pub(crate) cut: String,
    pub(crate) reached: bool,
}

/// The parts in the order of the blueprint.
pub(crate) fn rows(sheet: &Sheet<'_>, words: &ReportWords) -> Vec<PartRow> {
    let row = |(part, points): (&mockexam_model::PartStandard, &mockexam_model::Points)| {
        let (earned, maximum) = (words.plain_points(*points), words.plain_points(part.maximum));
        let cut = part.cut_score.map(|cut| fill(&words.class.cut, &[("cut", &words.plain_points(cut))]));
        PartRow {
            title: part.title.clone(),
            points: fill(&words.candidate.topic_points, &[("points", &earned), ("maximum", &maximum)]),
            cut: cut.unwrap_or_default(),
            reached: part.cut_score.is_none_or(|cut| *points >= cut),
        }
    };
    sheet.standard.parts.iter().zip(&sheet.parts).map(row).collect()
}
