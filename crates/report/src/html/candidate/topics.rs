//! A candidate's points by topic, and what to revise.

use super::super::class::{points_as_number, topic_name};
use super::super::words::{ReportWords, fill};
use super::sheet::Sheet;
use crate::chart::{Thousandths, bar};
use crate::html::markup::Html;
use mockexam_model::{AnswerKey, Points, TopicId};
use serde::Serialize;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// A topic on the page.
#[derive(Debug, Serialize)]
pub(crate) struct TopicRow {
    pub(crate) name: String,
    pub(crate) points: String,
    pub(crate) percent: String,
    pub(crate) bar: Html,
    /// Points that were not earned; empty where all were.
    pub(crate) gain: String,
}

/// A topic and the points there.
#[derive(Debug)]
pub(crate) struct TopicScore {
    name: String,
    points: Points,
    maximum: Points,
}

/// At most so many topics are named for revision.
const REVISED: usize = 3;

/// Points by topic: where most is to be gained comes first, then in the order of the bank.
pub(crate) fn count(sheet: &Sheet<'_>, key: &AnswerKey) -> Vec<TopicScore> {
    let mut sums: BTreeMap<&TopicId, (Points, Points)> = BTreeMap::new();
    for (answered, question) in sheet.answered.iter().zip(sheet.questions) {
        let (points, maximum) = sums.entry(&question.item.topic).or_default();
        *points += answered.points;
        *maximum += answered.maximum;
    }
    let place = |id: &TopicId| key.topics.iter().position(|known| known.id == *id).unwrap_or(usize::MAX);
    // A topic of which every question is void has nothing to tell.
    let mut topics: Vec<_> = sums.into_iter().filter(|(_, (_, maximum))| *maximum > Points::ZERO).collect();
    topics.sort_by_key(|(id, _)| place(id));
    let mut scores: Vec<TopicScore> = topics
        .into_iter()
        .map(|(id, (points, maximum))| TopicScore { name: topic_name(key, id), points, maximum })
        .collect();
    // Of topics with as much to gain, the one where less was earned comes first.
    scores.sort_by_key(|topic| match topic.lost() {
        Points::ZERO => (Reverse(Points::ZERO), Points::ZERO),
        lost => (Reverse(lost), topic.points),
    });
    scores
}

/// The topics with most to gain; none if nothing was lost.
pub(crate) fn revise(topics: &[TopicScore], words: &ReportWords) -> Option<String> {
    let named = topics.iter().filter(|topic| topic.points < topic.maximum).take(REVISED);
    let named: Vec<String> = named.map(|topic| format!("{} ({})", topic.name, topic.of(words))).collect();
    (!named.is_empty()).then(|| words.list(&named))
}

impl TopicScore {
    fn lost(&self) -> Points {
        self.maximum - self.points
    }

    fn of(&self, words: &ReportWords) -> String {
        let (points, maximum) = (words.plain_points(self.points), words.plain_points(self.maximum));
        fill(&words.candidate.topic_points, &[("points", &points), ("maximum", &maximum)])
    }

    /// The topic as a row of the page.
    pub(crate) fn row(self, words: &ReportWords) -> TopicRow {
        TopicRow {
            points: self.of(words),
            percent: words.share(points_as_number(self.points) / points_as_number(self.maximum)),
            gain: match self.lost() {
                lost if lost > Points::ZERO => {
                    fill(&words.candidate.to_gain, &[("points", &words.plain_points(lost))])
                }
                _ => String::new(),
            },
            bar: bar("bar", Thousandths::of(self.points, self.maximum)),
            name: self.name,
        }
    }
}
