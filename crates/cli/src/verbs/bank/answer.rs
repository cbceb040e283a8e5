//! What is right where no choice is marked as the key, and how an item is scored.

use super::body::letter;
use crate::page::Page;
use mockexam_model::{
    EssayKey, ItemSnapshot, Matching, NumberKey, RichText, RowScoring, Task, WordLimit, WordsKey,
};
use serde_json::{Value, json};

/// The choice that is right in a row of the item.
pub(super) fn of_row(item: &ItemSnapshot, row: usize) -> Option<usize> {
    match &item.task {
        Task::Rows { right, .. } => right.get(row).map(|&choice| usize::from(choice)),
        _ => None,
    }
}

/// The letters of steps in their right order, where the item has no rows of its own.
fn order(item: &ItemSnapshot) -> Option<Vec<String>> {
    match &item.task {
        Task::Rows { right, .. } if item.statements.is_empty() => {
            Some(right.iter().map(|&choice| letter(usize::from(choice))).collect())
        }
        _ => None,
    }
}

/// Draws for authors what is right.
pub(super) fn draw(page: &mut Page, item: &ItemSnapshot) {
    if let Some(order) = order(item) {
        page.hung("  right order: ", &order.join(" "));
    }
    match &item.task {
        Task::Choose { .. } | Task::Rows { .. } => {}
        Task::Number(key) => draw_number(page, key),
        Task::Words(key) => draw_words(page, key),
        Task::Essay(key) => draw_essay(page, key),
    }
}

fn draw_number(page: &mut Page, key: &NumberKey) {
    let unit = if key.unit.is_empty() { String::new() } else { format!(" {}", key.unit) };
    let tolerance = if key.tolerance.is_zero() { String::new() } else { format!(" ± {}", key.tolerance) };
    page.hung("  answer: ", &format!("{}{tolerance}{unit}", key.answer));
    for miss in &key.near_misses {
        near_miss(page, &format!("{}{unit}", miss.value), &miss.why);
    }
}

fn draw_words(page: &mut Page, key: &WordsKey) {
    page.hung("  accept: ", &key.accept.join(" | "));
    page.hung("  match: ", matching(key.matching));
    for miss in &key.near_misses {
        near_miss(page, &miss.text, &miss.why);
    }
}

fn near_miss(page: &mut Page, wrong: &str, why: &RichText) {
    page.hung("  near miss: ", wrong);
    page.hung("         why: ", &why.plain());
}

fn draw_essay(page: &mut Page, key: &EssayKey) {
    draw_length(page, key.words);
    page.hung("  model answer: ", &key.model_answer.plain());
    for criterion in &key.criteria {
        let points = criterion.points.to_string();
        let unit = if points == "1" { "point" } else { "points" };
        page.gap();
        page.hung("  criterion ", &format!("{}: {points} {unit}", criterion.id));
        page.hung("         award: ", &criterion.award.plain());
        if !criterion.reject.is_empty() {
            page.hung("         reject: ", &criterion.reject.plain());
        }
    }
}

fn draw_length(page: &mut Page, words: Option<WordLimit>) {
    if let Some(WordLimit { target, max }) = words {
        page.hung("  words: ", &format!("about {target}, at most {max}"));
    }
}

/// Draws for candidates what is printed where they write.
pub(super) fn draw_field(page: &mut Page, task: &Task) {
    match task {
        Task::Number(key) if !key.unit.is_empty() => {
            page.gap();
            page.hung("  unit: ", &key.unit);
        }
        Task::Essay(key) if key.words.is_some() => {
            page.gap();
            draw_length(page, key.words);
        }
        _ => {}
    }
}

/// For authors' programs.
pub(super) fn json(item: &ItemSnapshot) -> Value {
    let mut told = match &item.task {
        Task::Choose { count, .. } => json!({ "choose": count }),
        Task::Rows { .. } => order(item).map_or_else(|| json!({}), |order| json!({ "order": order })),
        Task::Number(key) => number_json(key),
        Task::Words(key) => words_json(key),
        Task::Essay(key) => essay_json(key),
    };
    told["scoring"] = scoring(&item.task).into();
    told
}

/// For programs that may know no key.
pub(super) fn field_json(task: &Task) -> Value {
    match task {
        Task::Choose { count, .. } => json!({ "choose": count }),
        Task::Rows { .. } | Task::Words(_) => json!({}),
        Task::Number(key) => json!({ "unit": key.unit }),
        Task::Essay(key) => json!({ "words": length_json(key.words), "lines": key.lines }),
    }
}

fn number_json(key: &NumberKey) -> Value {
    let misses = key.near_misses.iter();
    let misses = misses.map(|miss| json!({ "value": miss.value.to_string(), "why": miss.why.to_markup() }));
    json!({
        "answer": key.answer.to_string(),
        "tolerance": key.tolerance.to_string(),
        "unit": key.unit,
        "near_misses": misses.collect::<Vec<_>>(),
    })
}

fn words_json(key: &WordsKey) -> Value {
    let misses = key.near_misses.iter();
    let misses = misses.map(|miss| json!({ "text": miss.text, "why": miss.why.to_markup() }));
    json!({
        "accept": key.accept,
        "match": key.matching,
        "near_misses": misses.collect::<Vec<_>>(),
    })
}

fn essay_json(key: &EssayKey) -> Value {
    let criteria = key.criteria.iter().map(|criterion| {
        json!({
            "id": criterion.id,
            "points": criterion.points.to_string(),
            "award": criterion.award.to_markup(),
            "reject": criterion.reject.to_markup(),
        })
    });
    json!({
        "words": length_json(key.words),
        "lines": key.lines,
        "model_answer": key.model_answer.to_markup(),
        "criteria": criteria.collect::<Vec<_>>(),
    })
}

fn length_json(words: Option<WordLimit>) -> Value {
    words.map_or(Value::Null, |words| json!({ "target": words.target, "max": words.max }))
}

const fn matching(matching: Matching) -> &'static str {
    match matching {
        Matching::Fold => "fold (case, white space, hyphens and accents make no difference)",
        Matching::Exact => "exact",
    }
}

/// How responses become points, in a word.
pub(super) const fn scoring(task: &Task) -> &'static str {
    match task {
        Task::Choose { scoring, .. } => scoring.name(),
        Task::Rows { scoring: RowScoring::AllOrNothing, .. } | Task::Number(_) | Task::Words(_) => {
            "all-or-nothing"
        }
        Task::Rows { scoring: RowScoring::PerRow, .. } => "per-row",
        Task::Rows { scoring: RowScoring::AdjacentPairs, .. } => "adjacent-pairs",
        Task::Essay(_) => "by-criteria",
    }
}
