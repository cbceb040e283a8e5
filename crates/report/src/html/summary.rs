//! The trainer's summary: what there is to know on one page.

use super::class::{self, Distribution, Fact};
use super::flags::{flag_in_words, urgency};
use super::head::Head;
use super::markup::Html;
use super::words::{ReportWords, fill};
use crate::chart::{Thousandths, bar_between};
use crate::error::ReportError;
use crate::reading::ResultSet;
use crate::reading::summary::Summary;
use mockexam_analysis::{AgainstFirst, Design, ENOUGH};
use mockexam_model::{AnswerKey, TopicId};
use serde::Serialize;

/// Everything that the page shows, in words.
#[derive(Debug, Serialize)]
pub(crate) struct SummaryView {
    pub(crate) head: Head,
    pub(crate) lead: String,
    pub(crate) facts: Vec<Fact>,
    /// What the figures come to, a sentence each.
    pub(crate) sentences: Vec<String>,
    pub(crate) distribution: Distribution,
    pub(crate) topics: Vec<TopicRow>,
    pub(crate) forms: Vec<FormRow>,
    /// Whether the cut score of the first form was carried to another.
    pub(crate) is_equated: bool,
    pub(crate) form_text: Option<String>,
    pub(crate) flagged: Vec<(String, String)>,
    pub(crate) unflagged: Option<String>,
    pub(crate) more: Option<String>,
}

/// A topic with the interval of its share.
#[derive(Debug, Serialize)]
pub(crate) struct TopicRow {
    pub(crate) name: String,
    pub(crate) share: String,
    pub(crate) interval: String,
    pub(crate) bar: Option<Html>,
    /// 1 for the weakest of five shades, 5 for the strongest; 0 without a share.
    pub(crate) shade: u8,
}

/// A form beside the first one.
#[derive(Debug, Serialize)]
pub(crate) struct FormRow {
    pub(crate) form: String,
    pub(crate) n: u64,
    pub(crate) mean: String,
    pub(crate) sd: String,
    pub(crate) alpha: String,
    pub(crate) cut: String,
    pub(crate) difference: String,
    /// The cut score by mean and by linear equating; empty where nothing is equated.
    pub(crate) equated: String,
}

/// So many flagged questions fit on the page.
const FLAGGED: usize = 8;
/// So many forms have a line.
const FORMS: usize = 6;

impl SummaryView {
    /// Puts the page together.
    pub(crate) fn new(
        set: &ResultSet<'_>,
        key: &AnswerKey,
        words: &ReportWords,
    ) -> Result<Self, ReportError> {
        set.check_key(key).map_err(ReportError::Refused)?;
        let summary = &set.summary;
        let own = &words.summary;
        let mut urgent: Vec<(u8, (String, String))> = Vec::new();
        for card in class::cards(set, key, words) {
            let Some(item) = set.items.get(&card.id) else { continue };
            let Some(flag) = item.flags.iter().min_by_key(|flag| urgency(std::slice::from_ref(*flag))) else {
                continue;
            };
            let told = (card.labels.join(" · "), flag_in_words(flag, item, key, words));
            urgent.push((urgency(&item.flags), told));
        }
        urgent.sort_by_key(|(urgency, _)| *urgency);
        let mut flagged: Vec<(String, String)> = urgent.into_iter().map(|(_, told)| told).collect();
        let more = flagged.len().saturating_sub(FLAGGED);
        flagged.truncate(FLAGGED);
        let unflagged = match (too_few(set, words), flagged.is_empty()) {
            (Some(few), _) => Some(few),
            (None, true) => Some(own.unflagged.clone()),
            (None, false) => None,
        };
        let forms = forms(summary, words);
        Ok(Self {
            head: Head::new(set, key, words, &own.kind),
            lead: class::lead(summary, key, words),
            facts: class::facts(summary, words),
            sentences: sentences(summary, words),
            distribution: Distribution::new(summary, words),
            topics: topics(summary, key, words),
            is_equated: forms.iter().any(|form| !form.equated.is_empty()),
            forms,
            form_text: form_text(summary, words),
            flagged,
            unflagged,
            more: (more > 0).then(|| fill(&own.more, &[("n", &more.to_string())])),
        })
    }
}

/// What is said where no question has met enough candidates for a judgement.
pub(crate) fn too_few(set: &ResultSet<'_>, words: &ReportWords) -> Option<String> {
    let n = set.items.values().map(|item| item.n).max().unwrap_or(0);
    let places = [("n", n.to_string()), ("enough", ENOUGH.to_string())];
    let places = places.each_ref().map(|(name, text)| (*name, text.as_str()));
    (n < ENOUGH).then(|| fill(&words.items.few, &places))
}

/// What reliability, error and decision come to.
fn sentences(summary: &Summary, words: &ReportWords) -> Vec<String> {
    let (own, of) = (&words.summary, &summary.statistics);
    let mut sentences = Vec::new();
    if let Some(alpha) = of.alpha {
        let word = match alpha {
            a if a >= 0.9 => &own.reliability_high,
            a if a >= 0.8 => &own.reliability_good,
            a if a >= 0.7 => &own.reliability_fair,
            _ => &own.reliability_low,
        };
        let interval = words.interval(of.alpha_interval, 2);
        sentences.push(fill(word, &[("alpha", &words.number(alpha, 2)), ("interval", &interval)]));
    }
    let errors = [(of.sem_at_cut, &own.sem_at_cut), (of.sem, &own.sem)];
    let error = errors.into_iter().find_map(|(sem, phrase)| Some((sem.filter(|sem| *sem > 0.0)?, phrase)));
    if let Some((sem, phrase)) = error.filter(|_| of.n > 0) {
        sentences.push(fill(phrase, &[("sem", &words.number(sem, 1))]));
    }
    if let Some(decision) = of.decision {
        sentences.push(fill(&own.consistency, &[("share", &words.share(decision.consistency))]));
    }
    if sentences.is_empty() {
        let by_form = summary.forms.iter().any(|form| form.alpha.is_some());
        let phrase = if by_form { &own.nothing_but_by_form } else { &own.nothing_because };
        let reason =
            of.no_alpha.as_deref().map(|reason| fill(phrase, &[("reason", words.no_alpha.of(reason))]));
        sentences.push(reason.unwrap_or_else(|| own.nothing.clone()));
    }
    sentences
}

fn topics(summary: &Summary, key: &AnswerKey, words: &ReportWords) -> Vec<TopicRow> {
    let place = |id: &TopicId| key.topics.iter().position(|known| known.id == *id).unwrap_or(usize::MAX);
    let mut topics: Vec<_> = summary.topics.iter().filter(|topic| topic.share.is_some()).collect();
    topics.sort_by_key(|topic| place(&topic.topic));
    let row = |topic: &crate::reading::summary::TopicSummary| {
        let part = Thousandths::from_share;
        let ends = topic.share_interval.map(|interval| (part(interval.low), part(interval.high)));
        TopicRow {
            name: class::topic_name(key, &topic.topic),
            share: topic.share.map_or_else(|| words.undefined.clone(), |share| words.share(share)),
            interval: words.share_interval(topic.share_interval),
            bar: topic.share.map(|share| bar_between(part(share), ends, None)),
            shade: topic.share.map_or(0, shade),
        }
    };
    topics.into_iter().map(row).collect()
}

/// Five shades of a heat map, a fifth of the shares each.
pub(crate) fn shade(share: f64) -> u8 {
    match share {
        s if s < 0.2 => 1,
        s if s < 0.4 => 2,
        s if s < 0.6 => 3,
        s if s < 0.8 => 4,
        _ => 5,
    }
}

fn forms(summary: &Summary, words: &ReportWords) -> Vec<FormRow> {
    let counted = summary.forms.iter().filter_map(|form| Some((form, form.n?)));
    let row = |(form, n): (&crate::reading::summary::FormFigures, u64)| FormRow {
        form: fill(&words.form, &[("form", form.form.as_str())]),
        n,
        mean: match summary.common_maximum() {
            Some(_) => words.statistic(form.mean, 1),
            None => {
                let (mean, maximum) = (words.statistic(form.mean, 1), words.plain_points(form.maximum));
                fill(&words.candidate.topic_points, &[("points", &mean), ("maximum", &maximum)])
            }
        },
        sd: words.statistic(form.sd, 1),
        alpha: words.statistic(form.alpha, 2),
        cut: form.cut_score.map_or_else(|| words.undefined.clone(), |cut| words.plain_points(cut)),
        difference: form.against_first.map_or_else(String::new, |against| {
            let interval = words.interval(against.interval, 1);
            let Some(difference) = against.difference else { return words.undefined.clone() };
            let difference = words.number(difference, 1);
            if interval.is_empty() { difference } else { format!("{difference} ({interval})") }
        }),
        equated: form.against_first.filter(|against| against.mean_cut.is_some()).map_or_else(
            String::new,
            |against| {
                let (mean, linear) = (against.mean_cut, against.linear_cut);
                format!("{} / {}", words.statistic(mean, 1), words.statistic(linear, 1))
            },
        ),
    };
    counted.take(FORMS).map(row).collect()
}

/// What a difference between forms says.
fn form_text(summary: &Summary, words: &ReportWords) -> Option<String> {
    let own = &words.summary;
    let against: Vec<AgainstFirst> = summary.forms.iter().filter_map(|form| form.against_first).collect();
    let designs = [
        (Design::SameItems, &own.same_items),
        (Design::CommonItems, &own.common_items),
        (Design::RandomGroups, &own.random_groups),
    ];
    let is_there = |design| against.iter().any(|against| against.design == design);
    let mut texts: Vec<&str> =
        designs.iter().filter(|(design, _)| is_there(*design)).map(|(_, text)| text.as_str()).collect();
    if texts.len() > 1 && is_there(Design::SameItems) {
        // Some do, but not all.
        texts.remove(0);
    }
    if against.iter().any(|against| against.difference.is_none()) {
        texts.push(&own.unlike_maxima);
    }
    (!texts.is_empty()).then(|| texts.join(" "))
}
