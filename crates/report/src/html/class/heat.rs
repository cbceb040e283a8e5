//! The heat map: a row per candidate, a column per topic, shaded by the share of the points.

use super::super::summary::shade;
use super::super::words::ReportWords;
use super::glance::{points_as_number, topic_name};
use crate::reading::ResultSet;
use crate::reading::scores::{Outcome, Scores};
use mockexam_model::{AnswerKey, Diagnostic, FormCode, Points, TopicId};
use serde::Serialize;
use std::collections::BTreeMap;

/// The map.
#[derive(Debug, Serialize)]
pub(crate) struct Heat {
    topics: Vec<String>,
    rows: Vec<HeatRow>,
}

/// A candidate on the map.
#[derive(Debug, Serialize)]
struct HeatRow {
    candidate: String,
    cells: Vec<HeatCell>,
}

/// Points of a candidate in a topic.
#[derive(Debug, Serialize)]
struct HeatCell {
    text: String,
    /// 1 for the weakest of five shades, 5 for the strongest; 0 where there was nothing to be had.
    shade: u8,
}

/// A map of more rows tells nobody anything.
const MOST: u64 = 100;

/// The map of a class; none where nobody has a score, where there is one topic, or where it would be too long.
pub(super) fn map(
    set: &ResultSet<'_>,
    key: &AnswerKey,
    words: &ReportWords,
) -> Result<Option<Heat>, Diagnostic> {
    let n = set.summary.statistics.n;
    let topics: Vec<&TopicId> = key.topics.iter().map(|topic| &topic.id).collect();
    if n == 0 || n > MOST || topics.len() < 2 {
        return Ok(None);
    }
    let mut most: BTreeMap<(&FormCode, &TopicId), Points> = BTreeMap::new();
    for form in key.forms() {
        for (_, item) in key.questions(form) {
            *most.entry((&form.code, &item.topic)).or_default() += item.points;
        }
    }
    let mut scores = Scores::open(set.source)?;
    let mut rows = Vec::new();
    while let Some(candidate) = scores.next()? {
        let Outcome::Graded(score) = &candidate.outcome else { continue };
        let cell = |topic: &&TopicId| {
            let maximum = most.get(&(&score.form, *topic)).copied().filter(|most| *most > Points::ZERO);
            let points = score.topics.iter().find(|(known, _)| known == *topic).map(|(_, points)| *points);
            match points.zip(maximum) {
                Some((points, maximum)) => HeatCell {
                    text: format!("{}/{}", words.plain_points(points), words.plain_points(maximum)),
                    shade: shade(points_as_number(points) / points_as_number(maximum)),
                },
                None => HeatCell { text: words.undefined.clone(), shade: 0 },
            }
        };
        let candidate = set.shown(&candidate.id).to_owned();
        rows.push(HeatRow { candidate, cells: topics.iter().map(cell).collect() });
    }
    if set.is_pseudonymous() {
        rows.sort_by(|one, other| one.candidate.cmp(&other.candidate));
    }
    Ok(Some(Heat { topics: topics.iter().map(|id| topic_name(key, id)).collect(), rows }))
}
