//! Every question with its statistics.

use super::super::markup::Html;
use super::super::printed::{Case, Printed, PrintedRow};
use super::super::words::{ReportWords, fill};
use super::glance::topic_name;
use crate::chart::{Thousandths, bar};
use crate::reading::ResultSet;
use mockexam_analysis::ItemAnalysis;
use mockexam_model::{AnswerKey, ChoiceId, FormKey, ItemId, ItemSnapshot, QuestionKey, StimulusId};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// A question over the class.
#[derive(Debug, Serialize)]
pub(crate) struct QuestionCard {
    #[serde(skip)]
    pub(crate) id: ItemId,
    /// The question as on the first form, for documents.
    #[serde(skip)]
    pub(crate) printed: Printed,
    /// Counts from 1 in the order of the page.
    pub(crate) place: usize,
    /// "A 12", "B 7": where it stands on each form.
    pub(crate) labels: Vec<String>,
    pub(crate) item: String,
    pub(crate) topic: String,
    figures: Option<Figures>,
    /// The case; with a title, its text stands only at the first question of the set.
    case: Option<Case>,
    stem: Html,
    /// The stem without markup, for lists.
    pub(crate) summary: String,
    statements: Vec<Html>,
    rows: Vec<PrintedRow>,
    /// The right answer where it is written.
    answer: Option<Html>,
    /// What is said of items that each form asks with numbers of its own, or with choices that nobody can match.
    variant: Option<String>,
    /// Codes of the forms whose letters are shown.
    forms: Vec<String>,
    pub(crate) choices: Vec<ChoiceRow>,
    #[serde(skip)]
    share: Option<f64>,
}

/// The statistics of a question.
#[derive(Debug, Serialize)]
pub(crate) struct Figures {
    facility: String,
    bar: Option<Html>,
    discrimination: String,
    states: Vec<(String, u64)>,
}

/// A choice over the class.
#[derive(Debug, Serialize)]
pub(crate) struct ChoiceRow {
    #[serde(skip)]
    pub(crate) id: ChoiceId,
    /// Its letter on each of the forms.
    pub(crate) letters: Vec<char>,
    pub(crate) text: Html,
    pub(crate) key: bool,
    pub(crate) count: String,
    pub(crate) share: String,
    bar: Option<Html>,
}

/// A question that few got right.
#[derive(Debug, Serialize)]
pub(crate) struct Hard {
    place: usize,
    label: String,
    summary: String,
    facility: String,
    bar: Option<Html>,
}

/// Where an item stands: the form, the printed number, the arrangement, the item as this form has it.
type Standing<'a> = (&'a FormKey, u16, &'a QuestionKey, &'a ItemSnapshot);

/// On so many forms a question is named; the others are counted.
const NAMED_FORMS: usize = 4;
/// Characters of a stem in a list.
const SUMMARY: usize = 110;

/// A card per item, in the order of the first form, then in that of those which follow.
pub(crate) fn cards(set: &ResultSet<'_>, key: &AnswerKey, words: &ReportWords) -> Vec<QuestionCard> {
    let mut order: Vec<&ItemId> = Vec::new();
    let mut standings: BTreeMap<&ItemId, Vec<Standing<'_>>> = BTreeMap::new();
    for form in key.forms() {
        for (number, (question, item)) in (1_u16..).zip(key.questions(form)) {
            let standing = standings.entry(&question.item).or_default();
            if standing.is_empty() {
                order.push(&question.item);
            }
            standing.push((form, number, question, item));
        }
    }
    let mut told: BTreeSet<&StimulusId> = BTreeSet::new();
    let cards = order.into_iter().enumerate().filter_map(|(index, id)| {
        let standings = standings.get(id)?;
        let &(.., item) = standings.first()?;
        let mut card = card(index + 1, item, standings, set.items.get(id), key, words)?;
        if let (Some(case), Some(id)) = (&mut card.case, &item.stimulus)
            && !told.insert(id)
            && !case.title.is_empty()
        {
            case.text = Html::default();
        }
        Some(card)
    });
    cards.collect()
}

fn card(
    place: usize,
    item: &ItemSnapshot,
    standings: &[Standing<'_>],
    figures: Option<&ItemAnalysis>,
    key: &AnswerKey,
    words: &ReportWords,
) -> Option<QuestionCard> {
    let &(_, number, first, _) = standings.first()?;
    let printed = Printed::new(number, first, item, words);
    let named = standings.get(..NAMED_FORMS).unwrap_or(standings);
    let mut labels: Vec<String> =
        named.iter().map(|(form, number, ..)| format!("{} {number}", form.code)).collect();
    if standings.len() > named.len() {
        let more = (standings.len() - named.len()).to_string();
        labels.push(fill(&words.class.more_forms, &[("n", &more)]));
    }
    let figures = figures.filter(|figures| figures.n > 0);
    // Letters and texts of one form say nothing about another with other numbers.
    let (shown, variant) = match standings.first() {
        Some((form, _, question, _)) if !question.values.is_empty() => (
            standings.get(..1).unwrap_or_default(),
            Some(fill(&words.class.variant, &[("form", form.code.as_str())])),
        ),
        // Where only the keys of the forms are known, other letters cannot be told to be the same choice.
        _ if !key.is_matched(&item.id) => (named, Some(words.class.unmatched.clone())),
        _ => (named, None),
    };
    let mut choices =
        choices(item, shown, printed.choices.iter().map(|choice| choice.text.clone()), figures, words);
    choices.retain(|choice| choice.key || key.is_matched(&item.id));
    Some(QuestionCard {
        id: item.id.clone(),
        printed: printed.clone(),
        variant,
        place,
        labels,
        item: printed.item,
        topic: topic_name(key, &item.topic),
        case: Case::of(key, item, words),
        stem: printed.stem,
        summary: shortened(&item.stem.plain()),
        statements: printed.statements,
        rows: printed.rows,
        answer: printed.answer,
        forms: shown.iter().map(|(form, ..)| form.code.to_string()).collect(),
        choices,
        share: figures.and_then(|figures| figures.facility),
        figures: figures.map(|figures| describe(figures, words)),
    })
}

fn describe(figures: &ItemAnalysis, words: &ReportWords) -> Figures {
    let class = &words.class;
    let states = [
        (&class.blank, figures.blank),
        (&class.multiple, figures.multiple),
        (&class.unreadable, figures.unreadable),
    ];
    Figures {
        facility: figures.facility.map_or_else(|| words.undefined.clone(), |share| words.share(share)),
        bar: figures.facility.map(|share| bar("bar", Thousandths::from_share(share))),
        discrimination: words.statistic(figures.discrimination, 2),
        states: states.map(|(word, n)| (word.clone(), n)).into(),
    }
}

/// The choices in the printed order of the first standing, with their letters on the others.
fn choices(
    item: &ItemSnapshot,
    standings: &[Standing<'_>],
    texts: impl Iterator<Item = Html>,
    figures: Option<&ItemAnalysis>,
    words: &ReportWords,
) -> Vec<ChoiceRow> {
    let Some((_, _, first, _)) = standings.first() else { return Vec::new() };
    let row = |(&canonical, text): (&u8, Html)| {
        let choice = item.choices.get(usize::from(canonical))?;
        let counted =
            figures.and_then(|figures| figures.choices.iter().find(|figures| figures.choice == choice.id));
        let position = |question: &QuestionKey| question.choices.iter().position(|&other| other == canonical);
        let letters = standings.iter().filter_map(|(_, _, question, _)| position(question));
        let share = counted.and_then(|figures| figures.share);
        Some(ChoiceRow {
            id: choice.id.clone(),
            letters: letters.map(QuestionKey::letter).collect(),
            text,
            key: choice.key,
            count: counted.map_or_else(|| words.undefined.clone(), |figures| figures.count.to_string()),
            share: share.map_or_else(|| words.undefined.clone(), |share| words.share(share)),
            bar: share
                .map(|share| bar(if choice.key { "bar key" } else { "bar" }, Thousandths::from_share(share))),
        })
    };
    first.choices.iter().zip(texts).filter_map(row).collect()
}

/// What the figures mean and how the questions are ordered.
pub(crate) fn text(key: &AnswerKey, words: &ReportWords) -> String {
    let form = key.forms().first().map_or("", |form| form.code.as_str());
    fill(&words.class.questions_text, &[("form", form)])
}

/// The questions of lowest facility that not everybody got right, lowest first.
pub(crate) fn hardest(cards: &[QuestionCard], count: usize) -> Vec<Hard> {
    let mut hard: Vec<(f64, &QuestionCard, &Figures)> = cards
        .iter()
        .filter_map(|card| Some((card.share?, card, card.figures.as_ref()?)))
        .filter(|(share, ..)| *share < 1.0)
        .collect();
    hard.sort_by(|(left, ..), (right, ..)| left.total_cmp(right));
    hard.truncate(count);
    hard.into_iter()
        .map(|(_, card, figures)| Hard {
            place: card.place,
            label: card.labels.join(" · "),
            summary: card.summary.clone(),
            facility: figures.facility.clone(),
            bar: figures.bar.clone(),
        })
        .collect()
}

fn shortened(text: &str) -> String {
    if text.chars().count() <= SUMMARY {
        return text.to_owned();
    }
    let head: String = text.chars().take(SUMMARY).collect();
    let words = head.rsplit_once(char::is_whitespace).map_or(head.as_str(), |(words, _)| words);
    format!("{words} …")
}
