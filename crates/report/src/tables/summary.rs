//! The exam as a whole: a row per statistic, per topic, per form.

use super::{Cell, Heading, Sink};
use crate::error::ReportError;
use crate::html::ReportWords;
use crate::html::topic_name;
use crate::reading::ResultSet;
use crate::reading::summary::{FormFigures, Statistics};
use mockexam_analysis::{Design, Interval, SectionSummary};
use mockexam_model::AnswerKey;

/// A row per statistic.
pub(super) fn whole(
    set: &ResultSet<'_>,
    _key: &AnswerKey,
    words: &ReportWords,
    sink: &mut dyn Sink,
) -> Result<(), ReportError> {
    sink.table(&Heading::new("summary", words, ["statistic", "value", "low", "high"]))?;
    for (name, value, interval) in statistics(set) {
        let [low, high] = bounds(interval);
        sink.row(&[Cell::Name(name), value, low, high])?;
    }
    sink.end()
}

/// A row per topic.
pub(super) fn topics(
    set: &ResultSet<'_>,
    key: &AnswerKey,
    words: &ReportWords,
    sink: &mut dyn Sink,
) -> Result<(), ReportError> {
    let columns = ["topic", "name", "points", "maximum", "share", "share_low", "share_high", "sd", "alpha"];
    sink.table(&Heading::new("topics", words, columns))?;
    for topic in &set.summary.topics {
        let [low, high] = topic.share_interval.map_or([None; 2], |i| [Some(i.low), Some(i.high)]);
        sink.row(&[
            Cell::text(&topic.topic),
            Cell::text(&topic_name(key, &topic.topic)),
            Cell::number(topic.points, 2),
            Cell::number(topic.maximum, 2),
            Cell::share(topic.share),
            Cell::share(low),
            Cell::share(high),
            Cell::number(topic.sd, 2),
            Cell::number(topic.alpha, 2),
        ])?;
    }
    sink.end()
}

/// A row per section.
pub(super) fn sections(
    set: &ResultSet<'_>,
    _key: &AnswerKey,
    words: &ReportWords,
    sink: &mut dyn Sink,
) -> Result<(), ReportError> {
    let columns = ["section", "points", "maximum", "share", "share_low", "share_high", "sd", "alpha"];
    sink.table(&Heading::new("sections", words, columns))?;
    for SectionSummary { title, score } in &set.summary.sections {
        let [low, high] = score.share_interval.map_or([None; 2], |i| [Some(i.low), Some(i.high)]);
        sink.row(&[
            Cell::text(title),
            Cell::number(score.points, 2),
            Cell::number(score.maximum, 2),
            Cell::share(score.share),
            Cell::share(low),
            Cell::share(high),
            Cell::number(score.sd, 2),
            Cell::number(score.alpha, 2),
        ])?;
    }
    sink.end()
}

/// A row per form.
pub(super) fn forms(
    set: &ResultSet<'_>,
    _key: &AnswerKey,
    words: &ReportWords,
    sink: &mut dyn Sink,
) -> Result<(), ReportError> {
    let columns = [
        "form",
        "maximum",
        "cut_score",
        "n",
        "mean",
        "mean_low",
        "mean_high",
        "sd",
        "alpha",
        "difference",
        "difference_low",
        "difference_high",
        "design",
        "mean_cut",
        "linear_cut",
    ];
    sink.table(&Heading::new("forms", words, columns))?;
    set.summary.forms.iter().try_for_each(|form| sink.row(&of_form(form)))?;
    sink.end()
}

fn of_form(form: &FormFigures) -> Vec<Cell> {
    let [low, high] = bounds(form.mean_interval);
    let against = form.against_first;
    let [least, most] = bounds(against.and_then(|against| against.interval));
    vec![
        Cell::text(&form.form),
        Cell::Points(form.maximum),
        Cell::points(form.cut_score),
        form.n.map_or(Cell::Empty, Cell::Count),
        Cell::number(form.mean, 2),
        low,
        high,
        Cell::number(form.sd, 2),
        Cell::number(form.alpha, 2),
        Cell::number(against.and_then(|against| against.difference), 2),
        least,
        most,
        against.map_or(Cell::Empty, |against| Cell::Name(design(against.design))),
        Cell::number(against.and_then(|against| against.mean_cut), 2),
        Cell::number(against.and_then(|against| against.linear_cut), 2),
    ]
}

/// Its stable name.
pub(crate) const fn design(design: Design) -> &'static str {
    match design {
        Design::SameItems => "same-items",
        Design::CommonItems => "common-items",
        Design::RandomGroups => "random-groups",
    }
}

fn bounds(interval: Option<Interval>) -> [Cell; 2] {
    match interval {
        Some(Interval { low, high }) => [Cell::Number(low, 2), Cell::Number(high, 2)],
        None => [Cell::Empty, Cell::Empty],
    }
}

/// A statistic: its name, its value and its interval.
pub(crate) type Statistic = (&'static str, Cell, Option<Interval>);

/// Every statistic of the whole with its interval.
#[expect(clippy::cast_precision_loss, reason = "counts of people are far below 2^53")]
pub(crate) fn statistics(set: &ResultSet<'_>) -> Vec<Statistic> {
    let summary = &set.summary;
    let Statistics { n, passed, decision, .. } = summary.statistics;
    let of = &summary.statistics;
    let rate = passed.filter(|_| n > 0).map(|passed| passed as f64 / n as f64);
    let plain = |name, value| (name, Cell::number(value, 2), None);
    vec![
        ("provisional", Cell::Truth(summary.provisional), None),
        ("simulated", Cell::Truth(summary.simulated), None),
        ("graded", Cell::Count(n), None),
        ("absent", Cell::Count(summary.absent), None),
        ("maximum", Cell::Points(summary.maximum), None),
        ("cut_score", Cell::points(summary.cut_score), None),
        ("passed", passed.map_or(Cell::Empty, Cell::Count), None),
        ("pass_rate", Cell::share(rate), rate.and_then(|rate| Interval::of_share(rate, n))),
        ("mean", Cell::number(of.mean, 2), of.mean_interval),
        plain("median", of.median),
        plain("sd", of.sd),
        plain("skewness", of.skewness),
        plain("kurtosis", of.kurtosis),
        ("min", Cell::points(of.min), None),
        ("max", Cell::points(of.max), None),
        ("alpha", Cell::number(of.alpha, 2), of.alpha_interval),
        plain("kr21", of.kr21),
        plain("split_half", of.split_half),
        plain("sem", of.sem),
        plain("sem_at_cut", of.sem_at_cut),
        plain("error_ratio", of.error_ratio),
        plain("consistency", decision.map(|decision| decision.consistency)),
        plain("kappa", decision.and_then(|decision| decision.kappa)),
        plain("livingston", decision.and_then(|decision| decision.livingston)),
    ]
}
