//! Key figures, distribution and topics.

use super::super::markup::Html;
use super::super::printed::form_name;
use super::super::uncertainty::wilson;
use super::super::words::{ReportWords, fill};
use crate::chart::{Bins, Labels, Thousandths, bar, histogram};
use crate::reading::summary::{Statistics, Summary, TopicSummary};
use mockexam_analysis::SectionSummary;
use mockexam_model::{AnswerKey, FormKey, ItemSnapshot, TopicId};
use serde::Serialize;

/// A large figure with its label and what it must not be read without.
#[derive(Debug, Serialize)]
pub(crate) struct Fact {
    pub(crate) label: String,
    pub(crate) value: String,
    pub(crate) notes: Vec<String>,
}

/// The chart of scores, and the same as a table.
#[derive(Debug, Serialize)]
pub(crate) struct Distribution {
    pub(crate) chart: Option<Html>,
    pub(crate) sides: Vec<String>,
    pub(crate) rows: Vec<(String, u64)>,
}

/// A topic over the class.
#[derive(Debug, Serialize)]
pub(crate) struct TopicRow {
    pub(crate) name: String,
    pub(crate) questions: usize,
    pub(crate) share: String,
    pub(crate) bar: Option<Html>,
}

/// More forms than this are counted, not listed.
const LISTED_FORMS: usize = 6;

/// One line under the title: forms, questions, points.
pub(crate) fn lead(summary: &Summary, key: &AnswerKey, words: &ReportWords) -> String {
    let forms = key.forms();
    let mut parts: Vec<String> = forms.iter().take(LISTED_FORMS).map(|form| form_name(form, words)).collect();
    if forms.len() > LISTED_FORMS {
        let more = (forms.len() - LISTED_FORMS).to_string();
        parts.push(fill(&words.class.more_forms, &[("n", &more)]));
    }
    let longest = forms.iter().map(|form| form.questions.len()).max().unwrap_or(0);
    parts.push(words.questions.of(u64::try_from(longest).unwrap_or(u64::MAX)));
    parts.extend(summary.common_maximum().map(|maximum| words.points(maximum)));
    parts.extend(cuts(summary, key, words));
    parts.join(" · ")
}

/// The cut score, of each form where they differ.
pub(crate) fn cuts(summary: &Summary, key: &AnswerKey, words: &ReportWords) -> Vec<String> {
    let class = &words.class;
    if let Some(cut) = summary.cut_score {
        return vec![fill(&class.cut, &[("cut", &words.plain_points(cut))])];
    }
    let of_form = |form: &FormKey| {
        let cut = words.plain_points(key.standard(form).cut_score?);
        Some(fill(&class.cut_on_form, &[("form", form.code.as_str()), ("cut", &cut)]))
    };
    let mut cuts: Vec<String> = key.forms().iter().take(LISTED_FORMS).filter_map(of_form).collect();
    match (cuts.is_empty(), key.has_pass_mark()) {
        (false, _) if key.forms().len() > LISTED_FORMS => cuts.push("…".to_owned()),
        (false, _) => {}
        (true, true) => cuts.push(class.cut_by_parts.clone()),
        (true, false) => cuts.push(class.no_cut.clone()),
    }
    cuts
}

/// The figures at a glance.
pub(crate) fn facts(summary: &Summary, words: &ReportWords) -> Vec<Fact> {
    let class = &words.class;
    let statistics = &summary.statistics;
    let n = statistics.n.to_string();
    let of = match summary.balance.roster {
        Some(roster) => fill(&class.graded_of, &[("n", &roster.candidates.to_string())]),
        None => fill(&class.graded_rows, &[("n", &summary.balance.rows.to_string())]),
    };
    let fact =
        |label: &str, value: String, notes: Vec<String>| Fact { label: label.to_owned(), value, notes };
    let mean_of = mean_share(summary).map(|share| match summary.common_maximum() {
        Some(maximum) => {
            let maximum = words.plain_points(maximum);
            fill(&class.of_maximum, &[("percent", &words.share(share)), ("maximum", &maximum)])
        }
        None => fill(&class.of_forms, &[("percent", &words.share(share))]),
    });
    let range = statistics.min.zip(statistics.max).map(|(low, high)| {
        fill(&class.range, &[("low", &words.plain_points(low)), ("high", &words.plain_points(high))])
    });
    let reliability = match statistics.alpha {
        Some(_) => fill(&class.reliability_n, &[("n", &n)]),
        None => {
            let reason = statistics.no_alpha.as_deref().unwrap_or(&words.undefined);
            fill(&class.reliability_none, &[("reason", words.no_alpha.of(reason))])
        }
    };
    let mut facts = vec![fact(&class.graded, n, vec![of])];
    facts.extend(passed(summary, words));
    facts.extend([
        fact(&class.mean, words.statistic(statistics.mean, 1), mean_of.into_iter().collect()),
        fact(&class.median, words.statistic(statistics.median, 1), range.into_iter().collect()),
        fact(&class.sd, words.statistic(statistics.sd, 1), vec![class.sd_unit.clone()]),
        fact(&class.reliability, words.statistic(statistics.alpha, 2), vec![reliability]),
    ]);
    facts
}

/// The mean share of the points that candidates could reach. Where forms bring different points, because a question is void
/// on one of them, it is that of each candidate's own form; none where the means of forms are not known.
#[expect(clippy::cast_precision_loss, reason = "counts of people are far below 2^53")]
fn mean_share(summary: &Summary) -> Option<f64> {
    let mean = summary.statistics.mean?;
    if let Some(maximum) = summary.common_maximum() {
        return Some(mean / points_as_number(maximum));
    }
    let shares = summary.forms.iter().filter(|form| form.n != Some(0));
    let shares = shares.map(|form| Some(form.n? as f64 * form.mean? / points_as_number(form.maximum)));
    Some(shares.sum::<Option<f64>>()? / summary.statistics.n as f64)
}

/// The pass rate with its numbers and its interval; nothing where nothing has to be reached.
#[expect(clippy::cast_precision_loss, reason = "counts of people are far below 2^53")]
fn passed(summary: &Summary, words: &ReportWords) -> Option<Fact> {
    let class = &words.class;
    let n = summary.statistics.n;
    let passed = summary.statistics.passed?;
    let mut notes = vec![fill(&class.passed_of, &[("passed", &passed.to_string()), ("n", &n.to_string())])];
    if let Some((low, high)) = wilson(passed, n) {
        notes.push(fill(&class.interval, &[("low", &words.share(low)), ("high", &words.share(high))]));
    }
    let value = if n == 0 { words.undefined.clone() } else { words.share(passed as f64 / n as f64) };
    Some(Fact { label: class.passed.clone(), value, notes })
}

/// Points for a figure that is rounded anyway.
#[expect(clippy::cast_precision_loss, reason = "at most a million points, shown with one decimal")]
pub(crate) fn points_as_number(points: mockexam_model::Points) -> f64 {
    points.units() as f64 / mockexam_model::Points::units_per_point() as f64
}

impl Distribution {
    /// The distribution of a set.
    pub(crate) fn new(summary: &Summary, words: &ReportWords) -> Self {
        let class = &words.class;
        let Statistics { n, mean, min, max, distribution, .. } = &summary.statistics;
        let (Some(low), Some(high), Some(mean)) = (min, max, mean) else {
            return Self { chart: None, sides: Vec::new(), rows: Vec::new() };
        };
        let bins = Bins::new(distribution, summary.maximum, summary.cut_score);
        let cut = summary.cut_score.map(|cut| words.plain_points(cut)).unwrap_or_default();
        let sides = bins.cut.map_or_else(Vec::new, |at| {
            let below: u64 = bins.counts.iter().take(at).sum();
            let counts = [(&class.below, below), (&class.reached, n - below)];
            counts.map(|(phrase, n)| fill(phrase, &[("n", &n.to_string())])).into()
        });
        let description = fill(
            &class.chart_text,
            &[
                ("candidates", &words.candidates.of(*n)),
                ("low", &words.plain_points(*low)),
                ("high", &words.plain_points(*high)),
                ("mean", &words.number(*mean, 1)),
            ],
        );
        let labels = Labels {
            title: &class.chart,
            description: &[&[description], sides.as_slice()].concat().join("; "),
            scores: &class.score_axis,
            candidates: &class.candidate_axis,
            decimal: &words.decimal,
            cut: &fill(&class.cut, &[("cut", &cut)]),
        };
        let chart = Some(histogram(&bins, labels));
        let rows = (0..).zip(&bins.counts).filter(|(_, count)| **count > 0);
        let rows = rows.map(|(bin, count)| (name(&bins, bin, words), *count)).collect();
        Self { chart, sides, rows }
    }
}

fn name(bins: &Bins, bin: usize, words: &ReportWords) -> String {
    let from = words.plain_points(bins.edge(bin));
    if bins.single() {
        return from;
    }
    fill(&words.class.bin, &[("from", &from), ("to", &words.plain_points(bins.edge(bin + 1)))])
}

/// A row per topic, in the order of the bank.
pub(crate) fn topics(summary: &Summary, key: &AnswerKey, words: &ReportWords) -> Vec<TopicRow> {
    let place = |topic: &TopicSummary| key.topics.iter().position(|known| known.id == topic.topic);
    let mut topics: Vec<&TopicSummary> = summary.topics.iter().collect();
    topics.sort_by_key(|topic| place(topic).unwrap_or(usize::MAX));
    topics
        .into_iter()
        .map(|topic| TopicRow {
            name: topic_name(key, &topic.topic),
            questions: most_questions(key, |item| item.topic == topic.topic),
            share: topic.share.map_or_else(|| words.undefined.clone(), |share| words.share(share)),
            bar: topic.share.map(|share| bar("bar", Thousandths::from_share(share))),
        })
        .collect()
}

/// A row per section, in printed order.
pub(crate) fn sections(summary: &Summary, key: &AnswerKey, words: &ReportWords) -> Vec<TopicRow> {
    let of = |title: &str| key.sections().iter().find(|section| section.title == title);
    let row = |section: &SectionSummary| TopicRow {
        name: section.title.clone(),
        questions: of(&section.title).map_or(0, |of| most_questions(key, |item| of.items.contains(&item.id))),
        share: section.score.share.map_or_else(|| words.undefined.clone(), |share| words.share(share)),
        bar: section.score.share.map(|share| bar("bar", Thousandths::from_share(share))),
    };
    summary.sections.iter().map(row).collect()
}

/// The name of a topic for people; its id where the key has no name for it.
pub(crate) fn topic_name<'a>(key: &'a AnswerKey, topic: &'a TopicId) -> String {
    key.topics.iter().find(|known| known.id == *topic).map_or_else(|| topic.to_string(), |t| t.name.clone())
}

/// How many questions of some kind a form has (the form with most of them).
fn most_questions(key: &AnswerKey, counts: impl Fn(&ItemSnapshot) -> bool) -> usize {
    let on = |form| key.questions(form).filter(|(_, item)| counts(item)).count();
    key.forms().iter().map(on).max().unwrap_or(0)
}
