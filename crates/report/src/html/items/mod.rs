//! The report on the questions: a map and a table of all, then topic by topic each question with all that is known of it.

mod card;

use super::class::{self, QuestionCard};
use super::flags::{flag_name, urgency};
use super::head::Head;
use super::markup::Html;
use super::summary::too_few;
use super::words::{ReportWords, fill};
use crate::chart::{MapLabels, Spot, item_map};
use crate::error::ReportError;
use crate::reading::ResultSet;
use card::{Detail, interval_bar};
use mockexam_analysis::ItemAnalysis;
use mockexam_model::{AnswerKey, ItemId};
use serde::Serialize;
use std::collections::BTreeMap;

/// Everything that the page shows, in words.
#[derive(Debug, Serialize)]
pub(crate) struct ItemsView {
    pub(crate) head: Head,
    pub(crate) lead: String,
    pub(crate) caution: Option<String>,
    pub(crate) map: Option<Html>,
    pub(crate) overview: Vec<Row>,
    pub(crate) flagged: Vec<Flagged>,
    pub(crate) topics: Vec<TopicGroup>,
}

/// A question in the table of all.
#[derive(Debug, Serialize)]
pub(crate) struct Row {
    pub(crate) place: usize,
    pub(crate) label: String,
    pub(crate) topic: String,
    pub(crate) summary: String,
    pub(crate) n: u64,
    pub(crate) facility: String,
    pub(crate) facility_interval: String,
    pub(crate) bar: Option<Html>,
    pub(crate) discrimination: String,
    pub(crate) discrimination_interval: String,
    pub(crate) estimate: String,
    /// Facility less the estimate, in points of per cent.
    pub(crate) shift: String,
    pub(crate) flags: Vec<String>,
}

/// A question that a person should look at.
#[derive(Debug, Serialize)]
pub(crate) struct Flagged {
    pub(crate) place: usize,
    pub(crate) label: String,
    pub(crate) summary: String,
    pub(crate) remarks: Vec<String>,
    #[serde(skip)]
    urgency: u8,
}

/// A topic and its questions.
#[derive(Debug, Serialize)]
pub(crate) struct TopicGroup {
    pub(crate) anchor: usize,
    pub(crate) name: String,
    pub(crate) cards: Vec<Card>,
}

/// A question with its details.
#[derive(Debug, Serialize)]
pub(crate) struct Card {
    pub(crate) question: QuestionCard,
    pub(crate) detail: Detail,
}

impl ItemsView {
    /// Puts the page together.
    pub(crate) fn new(
        set: &ResultSet<'_>,
        key: &AnswerKey,
        words: &ReportWords,
    ) -> Result<Self, ReportError> {
        set.check_key(key).map_err(ReportError::Refused)?;
        let cards = class::cards(set, key, words);
        let figures = |card: &QuestionCard| set.items.get(&card.id).filter(|item| item.n > 0);
        let map = map(&cards, &set.items, words);
        let overview = cards.iter().map(|card| row(card, figures(card), key, words)).collect();
        let flagged = cards.iter().filter_map(|card| {
            let detail = Detail::remarks(figures(card)?, key, words);
            (!detail.is_empty()).then(|| Flagged {
                place: card.place,
                label: card.labels.join(" · "),
                summary: card.summary.clone(),
                remarks: detail,
                urgency: figures(card).map_or(u8::MAX, |item| urgency(&item.flags)),
            })
        });
        let mut flagged: Vec<Flagged> = flagged.collect();
        flagged.sort_by_key(|question| question.urgency);
        Ok(Self {
            head: Head::new(set, key, words, &words.items.kind),
            lead: class::lead(&set.summary, key, words),
            caution: too_few(set, words),
            map,
            overview,
            flagged,
            topics: groups(cards, set, key, words),
        })
    }
}

fn map(cards: &[QuestionCard], items: &BTreeMap<ItemId, ItemAnalysis>, words: &ReportWords) -> Option<Html> {
    let spots: Vec<Spot> = cards
        .iter()
        .filter_map(|card| {
            let item = items.get(&card.id)?;
            Some(Spot {
                number: card.place,
                facility: item.facility?,
                discrimination: item.discrimination?,
                flagged: !item.flags.is_empty(),
            })
        })
        .collect();
    let own = &words.items;
    let count = u64::try_from(spots.len()).unwrap_or(u64::MAX);
    let description = fill(&own.map_text, &[("questions", &words.questions.of(count))]);
    let labels = MapLabels {
        title: &own.map,
        description: &description,
        facility: &words.class.facility,
        discrimination: &words.class.discrimination,
    };
    // Two spots are no map.
    (spots.len() > 2).then(|| item_map(&spots, labels, |share| words.share(share), |r| words.number(r, 1)))
}

fn row(card: &QuestionCard, item: Option<&ItemAnalysis>, key: &AnswerKey, words: &ReportWords) -> Row {
    let estimate = key.background.estimate(&card.id);
    let facility = item.and_then(|item| item.facility);
    let interval = item.and_then(|item| item.facility_interval);
    let flags = item.map(|item| item.flags.as_slice()).unwrap_or_default();
    Row {
        place: card.place,
        label: card.labels.join(" · "),
        topic: card.topic.clone(),
        summary: card.summary.clone(),
        n: item.map_or(0, |item| item.n),
        facility: share(facility, words),
        facility_interval: words.share_interval(interval),
        bar: facility.map(|facility| interval_bar(facility, interval, estimate)),
        discrimination: words.statistic(item.and_then(|item| item.discrimination), 2),
        discrimination_interval: words.interval(item.and_then(|item| item.discrimination_interval), 2),
        estimate: share(estimate, words),
        shift: shift(facility, estimate, words),
        flags: flags.iter().map(|flag| flag_name(flag, words).to_owned()).collect(),
    }
}

fn share(share: Option<f64>, words: &ReportWords) -> String {
    share.map_or_else(|| words.undefined.clone(), |share| words.share(share))
}

/// Observed less estimated, in points of per cent, with its sign.
fn shift(facility: Option<f64>, estimate: Option<f64>, words: &ReportWords) -> String {
    facility.zip(estimate).map_or_else(
        || words.undefined.clone(),
        |(facility, estimate)| {
            let shift = words.number((facility - estimate) * 100.0, 0);
            if shift.starts_with(['\u{2212}', '0']) { shift } else { format!("+{shift}") }
        },
    )
}

fn groups(
    cards: Vec<QuestionCard>,
    set: &ResultSet<'_>,
    key: &AnswerKey,
    words: &ReportWords,
) -> Vec<TopicGroup> {
    let mut groups: Vec<TopicGroup> = Vec::new();
    for question in cards {
        let detail = Detail::new(&question, set, key, words);
        let place = groups.iter().position(|group| group.name == question.topic).unwrap_or_else(|| {
            groups.push(TopicGroup {
                anchor: groups.len() + 1,
                name: question.topic.clone(),
                cards: Vec::new(),
            });
            groups.len() - 1
        });
        groups[place].cards.push(Card { question, detail });
    }
    let order = |group: &TopicGroup| key.topics.iter().position(|topic| topic.name == group.name);
    groups.sort_by_key(|group| order(group).unwrap_or(usize::MAX));
    (1..).zip(&mut groups).for_each(|(anchor, group)| group.anchor = anchor);
    groups
}
