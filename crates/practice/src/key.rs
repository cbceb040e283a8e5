//! What a page needs to score and to explain. Everything that the rules of scoring say is computed here, so that the page
//! only looks up and adds: it comes to the same points as the grader.

use crate::tree;
use mockexam_model::{
    AnswerKey, ChoiceSnapshot, FormKey, ItemSnapshot, MarkCounts, Matching, Points, QuestionKey, RowScoring,
    Task,
};
use serde_json::{Map, Value, json};

/// The key of a form, a value for each question.
pub(crate) fn key(key: &AnswerKey, form: &FormKey) -> Value {
    let penalty =
        |item: &ItemSnapshot| key.scheme().penalty.share_of(item.points).unwrap_or_default().units();
    key.questions(form)
        .map(|(question, item)| {
            let mut told = task(key, question, item);
            told.insert("explanation".into(), tree::text(&item.explanation));
            told.insert("whys".into(), whys(&question.choices, &item.choices));
            told.insert("row-whys".into(), whys(&question.statements, &item.statements));
            told.insert("lost".into(), json!(penalty(item)));
            Value::Object(told)
        })
        .collect()
}

/// Reasons in printed order.
fn whys(order: &[u8], parts: &[ChoiceSnapshot]) -> Value {
    let part = |canonical: &u8| parts.get(usize::from(*canonical));
    order.iter().filter_map(part).map(|part| tree::text(&part.why)).collect()
}

fn task(key: &AnswerKey, question: &QuestionKey, item: &ItemSnapshot) -> Map<String, Value> {
    let told = match &item.task {
        Task::Choose { .. } => json!({
            "right": question.key_positions(item).collect::<Vec<_>>(),
            "earned": count_table(key, item),
        }),
        Task::Rows { right, scoring } => {
            let (rule, shares) = match scoring {
                RowScoring::PerRow => ("per-row", right.len()),
                RowScoring::AllOrNothing => ("all", 1),
                RowScoring::AdjacentPairs => ("pairs", right.len().saturating_sub(1)),
            };
            let share = item.points.share(1, shares).unwrap_or(Points::ZERO).units();
            json!({ "right": question.row_positions(item), "rule": rule, "share": share })
        }
        Task::Number(number) => json!({
            "answer": number.answer.to_string(),
            "tolerance": number.tolerance.to_string(),
            "near": number.near_misses.iter()
                .map(|miss| json!([miss.value.to_string(), tree::text(&miss.why)])).collect::<Value>(),
        }),
        Task::Words(words) => json!({
            "accept": words.accept,
            "fold": words.matching == Matching::Fold,
            "near": words.near_misses.iter()
                .map(|miss| json!([miss.text, tree::text(&miss.why)])).collect::<Value>(),
        }),
        Task::Essay(essay) => json!({
            "model": tree::text(&essay.model_answer),
            "criteria": essay.criteria.iter().map(|criterion| json!({
                "points": criterion.points.units(),
                "award": tree::text(&criterion.award),
                "reject": tree::text(&criterion.reject),
            })).collect::<Value>(),
        }),
    };
    match told {
        Value::Object(told) => told,
        _ => Map::new(),
    }
}

/// Units of points by the number of right marks, and in each row by the number of wrong ones.
fn count_table(key: &AnswerKey, item: &ItemSnapshot) -> Value {
    let Task::Choose { count, scoring } = item.task else { return Value::Null };
    let small = |count: usize| u8::try_from(count).unwrap_or(u8::MAX);
    let keys = small(item.keys().count());
    let distractors = small(item.choices.len()).saturating_sub(keys);
    let earned = |right, wrong| {
        let marks = MarkCounts { asked: count, distractors, keys, right, wrong };
        scoring.earned(item.points, marks, key.scheme().penalty).unwrap_or_default().units()
    };
    (0..=keys).map(|right| (0..=distractors).map(|wrong| earned(right, wrong)).collect::<Value>()).collect()
}
