//! A question with all that is known of it.

use super::super::class::QuestionCard;
use super::super::flags::flag_in_words;
use super::super::markup::Html;
use super::super::words::{ReportWords, fill};
use super::{share, shift};
use crate::chart::{Course, Thousandths, bar_between, courses};
use crate::reading::ResultSet;
use mockexam_analysis::{ChoiceAnalysis, Interval, ItemAnalysis};
use mockexam_model::{AnswerKey, QuestionKey};
use serde::Serialize;

/// The statistics of a question.
#[derive(Debug, Serialize)]
pub(crate) struct Detail {
    /// Label, value, and what it must not be read without.
    pub(crate) figures: Vec<(String, String, String)>,
    pub(crate) remarks: Vec<String>,
    pub(crate) choices: Vec<ChoiceDetail>,
    pub(crate) plot: Option<Html>,
    pub(crate) forms: Vec<FormRow>,
    pub(crate) states: Vec<(String, u64)>,
}

/// A choice.
#[derive(Debug, Serialize)]
pub(crate) struct ChoiceDetail {
    pub(crate) letters: Vec<char>,
    pub(crate) text: Html,
    pub(crate) key: bool,
    pub(crate) count: String,
    pub(crate) share: String,
    pub(crate) thirds: Vec<String>,
    pub(crate) r_rest: String,
    pub(crate) mean: String,
}

/// The question on one form.
#[derive(Debug, Serialize)]
pub(crate) struct FormRow {
    label: String,
    n: u64,
    facility: String,
    discrimination: String,
}

/// A bar of a share with its interval, and a mark where the author expected it.
pub(super) fn interval_bar(value: f64, interval: Option<Interval>, estimate: Option<f64>) -> Html {
    let part = Thousandths::from_share;
    bar_between(part(value), interval.map(|i| (part(i.low), part(i.high))), estimate.map(part))
}

impl Detail {
    /// What there is to say of a question.
    pub(super) fn new(
        card: &QuestionCard,
        set: &ResultSet<'_>,
        key: &AnswerKey,
        words: &ReportWords,
    ) -> Self {
        let Some(item) = set.items.get(&card.id).filter(|item| item.n > 0) else {
            let (figures, remarks, choices) = (Vec::new(), Vec::new(), Vec::new());
            return Self { figures, remarks, choices, plot: None, forms: Vec::new(), states: Vec::new() };
        };
        let class = &words.class;
        let states = [
            (&class.blank, item.blank),
            (&class.multiple, item.multiple),
            (&class.unreadable, item.unreadable),
        ];
        Self {
            figures: figures(item, key, words),
            remarks: Self::remarks(item, key, words),
            choices: choices(card, item, words),
            plot: plot(card, item, words),
            forms: forms(card, set, words),
            states: states.map(|(word, n)| (word.clone(), n)).into(),
        }
    }

    /// The flags of a question in words.
    pub(super) fn remarks(item: &ItemAnalysis, key: &AnswerKey, words: &ReportWords) -> Vec<String> {
        item.flags.iter().map(|flag| flag_in_words(flag, item, key, words)).collect()
    }
}

fn figures(item: &ItemAnalysis, key: &AnswerKey, words: &ReportWords) -> Vec<(String, String, String)> {
    let own = &words.items;
    let estimate = key.background.estimate(&item.item);
    let figure = |label: &str, value: String, note: String| (label.to_owned(), value, note);
    let within = |interval: String| match interval.is_empty() {
        true => String::new(),
        false => fill(&own.within, &[("interval", &interval)]),
    };
    let mut figures = vec![
        figure(
            &words.class.facility,
            share(item.facility, words),
            within(words.share_interval(item.facility_interval)),
        ),
        figure(
            &words.class.discrimination,
            words.statistic(item.discrimination, 2),
            within(words.interval(item.discrimination_interval, 2)),
        ),
    ];
    if estimate.is_some() {
        let shift = shift(item.facility, estimate, words);
        let note = fill(&own.shift, &[("shift", &shift)]);
        figures.push(figure(&own.estimate, share(estimate, words), note));
    }
    let outer = item.outer.map(|[lower, upper]| {
        let (lower, upper) = (words.share(lower), words.share(upper));
        fill(&own.outer, &[("lower", &lower), ("upper", &upper)])
    });
    figures.push(figure(&own.upper_lower, words.statistic(item.upper_lower(), 2), outer.unwrap_or_default()));
    let plain = [
        (&own.item_total, words.statistic(item.item_total, 2)),
        (&own.biserial, words.statistic(item.biserial, 2)),
        (&own.efficiency, words.statistic(item.efficiency, 2)),
        (&own.alpha_if_deleted, words.statistic(item.alpha_if_deleted, 2)),
        (&own.weights, weights(item, words)),
    ];
    let known = plain.into_iter().filter(|(_, value)| *value != words.undefined);
    figures.extend(known.map(|(label, value)| figure(label, value, String::new())));
    figures
}

fn weights(item: &ItemAnalysis, words: &ReportWords) -> String {
    let Some(intended) = item.intended_weight else { return words.undefined.clone() };
    let percent = |share: f64| words.percent(&words.number(share * 100.0, 1));
    let effective = item.effective_weight.map_or_else(|| words.undefined.clone(), percent);
    format!("{} / {effective}", percent(intended))
}

/// The analysis of each choice of a card, in its order.
fn analysed<'i>(card: &QuestionCard, item: &'i ItemAnalysis) -> Vec<Option<&'i ChoiceAnalysis>> {
    let of =
        |row: &super::super::class::ChoiceRow| item.choices.iter().find(|choice| choice.choice == row.id);
    card.choices.iter().map(of).collect()
}

fn choices(card: &QuestionCard, item: &ItemAnalysis, words: &ReportWords) -> Vec<ChoiceDetail> {
    let rows = card.choices.iter().zip(analysed(card, item));
    rows.map(|(row, choice)| ChoiceDetail {
        letters: row.letters.clone(),
        text: row.text.clone(),
        key: row.key,
        count: row.count.clone(),
        share: row.share.clone(),
        thirds: choice
            .and_then(|choice| choice.thirds)
            .map(|thirds| thirds.map(|third| words.share(third)).into())
            .unwrap_or_default(),
        r_rest: words.statistic(choice.and_then(|choice| choice.r_rest), 2),
        mean: words.statistic(choice.and_then(|choice| choice.mean_score), 1),
    })
    .collect()
}

/// Fewer candidates make no thirds to look at.
const PLOTTED: u64 = 12;

fn plot(card: &QuestionCard, item: &ItemAnalysis, words: &ReportWords) -> Option<Html> {
    if item.n < PLOTTED {
        return None;
    }
    let own = &words.items;
    let lines: Vec<Course> = card
        .choices
        .iter()
        .zip(analysed(card, item))
        .enumerate()
        .filter_map(|(position, (row, choice))| {
            let letter = row.letters.first().copied().unwrap_or_else(|| QuestionKey::letter(position));
            Some(Course { name: letter.to_string(), thirds: choice?.thirds?, key: row.key })
        })
        .collect();
    if lines.is_empty() {
        return None;
    }
    let told = lines.iter().map(|line| {
        let [lower, middle, upper] = line.thirds.map(|third| words.share(third));
        format!("{}: {lower}, {middle}, {upper}", line.name)
    });
    let description = told.collect::<Vec<_>>().join("; ");
    let thirds = [own.lower.as_str(), own.middle.as_str(), own.upper.as_str()];
    let id = format!("thirds-{}", card.place);
    Some(courses(&lines, &id, (&own.thirds, &description), thirds, |share| words.share(share)))
}

fn forms(card: &QuestionCard, set: &ResultSet<'_>, words: &ReportWords) -> Vec<FormRow> {
    let with_interval = |value: String, interval: String| match interval.is_empty() {
        true => value,
        false => format!("{value} ({interval})"),
    };
    let of_form = set.form_items.iter().filter_map(|(form, items)| {
        let item = items.iter().find(|item| item.item == card.id).filter(|item| item.n > 0)?;
        Some(FormRow {
            label: format!("{form} {}", item.question),
            n: item.n,
            facility: with_interval(
                share(item.facility, words),
                words.share_interval(item.facility_interval),
            ),
            discrimination: with_interval(
                words.statistic(item.discrimination, 2),
                words.interval(item.discrimination_interval, 2),
            ),
        })
    });
    let rows: Vec<FormRow> = of_form.collect();
    // One form says the same as all of them.
    if rows.len() > 1 { rows } else { Vec::new() }
}
