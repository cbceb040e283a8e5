//! The questions: a row per item, per choice, per form and question.

use super::{Cell, Heading, Sink};
use crate::columns;
use crate::error::ReportError;
use crate::html::{ReportWords, flag_in_words, topic_name};
use crate::reading::ResultSet;
use mockexam_analysis::{FormItem, ItemAnalysis};
use mockexam_model::{AnswerKey, FormCode, SnapshotContent};

/// A row per item.
pub(super) fn items(
    set: &ResultSet<'_>,
    key: &AnswerKey,
    words: &ReportWords,
    sink: &mut dyn Sink,
) -> Result<(), ReportError> {
    let columns = ["item", "rev", "topic", "topic_name", "questions", "stem", "n"].into_iter();
    let columns = columns.chain(columns::ITEM).chain(["blank", "multiple", "unreadable", "flags", "remarks"]);
    sink.table(&Heading::new("items", words, columns))?;
    set.items.values().try_for_each(|item| sink.row(&of_item(item, key, words)))?;
    sink.end()
}

/// A row per choice.
pub(super) fn choices(
    set: &ResultSet<'_>,
    key: &AnswerKey,
    words: &ReportWords,
    sink: &mut dyn Sink,
) -> Result<(), ReportError> {
    let columns = ["item", "rev", "choice", "key", "text", "count"].into_iter().chain(columns::CHOICE);
    sink.table(&Heading::new("choices", words, columns))?;
    for item in set.items.values() {
        of_item_choices(item, key, sink)?;
    }
    sink.end()
}

/// A row per form and question.
pub(super) fn form_items(
    set: &ResultSet<'_>,
    _key: &AnswerKey,
    words: &ReportWords,
    sink: &mut dyn Sink,
) -> Result<(), ReportError> {
    sink.table(&Heading::new("form_items", words, crate::results::form_items::COLUMNS))?;
    for (form, items) in &set.form_items {
        items.iter().try_for_each(|item| sink.row(&of_form(form, item)))?;
    }
    sink.end()
}

/// Statistics that are shares; others are numbers.
fn statistic(name: &str, value: Option<f64>) -> Cell {
    let is_share = name.starts_with("facility")
        || name.starts_with("third")
        || ["chance", "lower", "upper", "share", "intended_weight", "effective_weight", "estimate"]
            .contains(&name);
    if is_share { Cell::share(value) } else { Cell::number(value, 2) }
}

fn of_item(item: &ItemAnalysis, key: &AnswerKey, words: &ReportWords) -> Vec<Cell> {
    let places = key.forms().iter().filter_map(|form| {
        let place = form.questions.iter().position(|question| question.item == item.item)?;
        Some(format!("{} {}", form.code, place + 1))
    });
    let estimate = key.background.estimate(&item.item);
    let mut cells = vec![
        Cell::text(&item.item),
        Cell::Count(item.rev.into()),
        Cell::text(&item.topic),
        Cell::text(&topic_name(key, &item.topic)),
        Cell::Text(places.take(MOST_PLACES).collect::<Vec<_>>().join("; ")),
        key.item(&item.item).map_or(Cell::Empty, |item| Cell::Text(item.stem.plain())),
        Cell::Count(item.n),
    ];
    let values = columns::of_item(item, estimate);
    cells.extend(columns::ITEM.iter().zip(values).map(|(name, value)| statistic(name, value)));
    cells.extend([item.blank, item.multiple, item.unreadable].map(Cell::Count));
    let names = item.flags.iter().map(ToString::to_string);
    cells.push(Cell::Text(names.collect::<Vec<_>>().join(";")));
    let remarks = item.flags.iter().map(|flag| flag_in_words(flag, item, key, words));
    cells.push(Cell::Text(remarks.collect::<Vec<_>>().join(" ")));
    cells
}

/// Most forms that a cell names.
const MOST_PLACES: usize = 26;

fn of_item_choices(item: &ItemAnalysis, key: &AnswerKey, sink: &mut dyn Sink) -> Result<(), ReportError> {
    let snapshot = key.item(&item.item);
    for choice in &item.choices {
        let known = snapshot.and_then(|item| item.choices.iter().find(|known| known.id == choice.choice));
        let text = match known.map(|known| &known.content) {
            Some(SnapshotContent::Text(text)) => Cell::Text(text.plain()),
            _ => Cell::Empty,
        };
        let mut cells = vec![
            Cell::text(&item.item),
            Cell::Count(item.rev.into()),
            Cell::text(&choice.choice),
            Cell::Truth(choice.key),
            text,
            Cell::Count(choice.count),
        ];
        let values = columns::of_choice(choice);
        cells.extend(columns::CHOICE.iter().zip(values).map(|(name, value)| statistic(name, value)));
        sink.row(&cells)?;
    }
    Ok(())
}

fn of_form(form: &FormCode, item: &FormItem) -> Vec<Cell> {
    let [low, high] = columns::bounds(item.facility_interval);
    let [least, most] = columns::bounds(item.discrimination_interval);
    vec![
        Cell::text(form),
        Cell::Count(item.question.into()),
        Cell::text(&item.item),
        Cell::Count(item.n),
        Cell::share(item.facility),
        Cell::share(low),
        Cell::share(high),
        Cell::number(item.discrimination, 2),
        Cell::number(least, 2),
        Cell::number(most, 2),
    ]
}
