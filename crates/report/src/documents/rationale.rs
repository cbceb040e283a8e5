//! Why each choice is right or wrong, question by question.

use super::{case_above, confidential, led, points_of, said_of_statements, within};
use mockexam_model::{
    AnswerKey, Block, ChoiceSnapshot, Criterion, FormKey, ItemSnapshot, QuestionKey, RichText, Task,
};
use mockexam_paper::{Document, Entry, Keep, Language, List, Marker, Node, Question, choice_text};
use std::collections::BTreeSet;

/// The rationales of a form: each question as printed, its right choice marked, with what the bank says of
/// every choice, the explanation, the topic and the concepts.
#[must_use]
pub fn rationale(key: &AnswerKey, form: &FormKey, language: &Language) -> Document {
    let mut document = confidential(key, form, language, &language.rationale.title);
    let mut shown = BTreeSet::new();
    for ((question, item), number) in key.questions(form).zip(1_u16..) {
        document.nodes.extend(case_above(key.stimuli(), item, &mut shown));
        document.nodes.push(Node::Question(Question {
            item: item.id.as_str().into(),
            number,
            name: language.question.name.fill(&[("number", &number)]),
            body: body(key, question, item, language),
            remark: String::new(),
            keep: Keep::Flowing,
        }));
    }
    document
}

fn body(key: &AnswerKey, question: &QuestionKey, item: &ItemSnapshot, language: &Language) -> Vec<Node> {
    let words = &language.rationale;
    let mut nodes = answered(question, item, language);
    let topic = key.topics.iter().find(|topic| topic.id == item.topic);
    let topic = topic.map_or_else(|| item.topic.to_string(), |topic| topic.name.clone());
    let name = language.question.item.fill(&[("item", &item.id), ("rev", &item.rev)]);
    let mut origin = format!("{name} · {} {topic}", words.topic.as_str());
    if !item.concepts.is_empty() {
        let concepts: Vec<&str> = item.concepts.iter().map(|concept| concept.as_str()).collect();
        origin = format!("{origin} · {} {}", words.concepts.as_str(), concepts.join(", "));
    }
    nodes.push(Node::note(RichText::literal(&origin)));
    nodes
}

/// A question as it stands, with what is right, why each choice is right or wrong, and the explanation.
pub(super) fn answered(question: &QuestionKey, item: &ItemSnapshot, language: &Language) -> Vec<Node> {
    let mut nodes = vec![Node::paragraph(item.stem.clone())];
    for block in question.body(item).blocks {
        let (marker, entries) = match block {
            Block::Statements(texts) => {
                (Marker::Number, explained(texts, &question.statements, &item.statements, &[], language))
            }
            Block::Rows(texts) => (Marker::SmallLetter, matched(&texts, question, item, language)),
            Block::Places(_) => (Marker::SmallLetter, matched(&[], question, item, language)),
            Block::Choices(choices) => {
                let texts = choices.iter().map(|choice| choice_text(choice, language)).collect();
                (
                    Marker::Letter,
                    explained(texts, &question.choices, &item.choices, &item.statements, language),
                )
            }
            Block::Number { .. } | Block::Line | Block::Lines { .. } => continue,
        };
        nodes.push(Node::List(List { marker, entries }));
    }
    let award = &language.rationale.award;
    let lead = |criterion: &Criterion| award.fill(&[("points", &points_of(criterion.points, language))]);
    nodes.extend(written(item, language, CriterionStyle { lead: &lead, reject: Node::note }));
    nodes.extend(told(item, language));
    nodes
}

/// Printed texts in order, each with what the bank says of it.
fn explained(
    texts: Vec<RichText>,
    order: &[u8],
    canonical: &[ChoiceSnapshot],
    statements: &[ChoiceSnapshot],
    language: &Language,
) -> Vec<Entry> {
    let entries = texts.into_iter().zip(order).filter_map(|(text, &index)| {
        let known = canonical.get(usize::from(index))?;
        let text = if known.key { led(&language.rationale.right, &text) } else { text };
        let mut body = vec![Node::paragraph(text)];
        if !known.why.is_empty() && !said_of_statements(known, statements) {
            body.push(Node::note(known.why.clone()));
        }
        Some(Entry { body })
    });
    entries.collect()
}

/// Rows in printed order, each with the letter and text that are right in it, and what the bank says of it.
fn matched(
    texts: &[RichText],
    question: &QuestionKey,
    item: &ItemSnapshot,
    language: &Language,
) -> Vec<Entry> {
    let body = question.body(item);
    let choices = body.blocks.iter().find_map(|block| match block {
        Block::Choices(choices) => Some(choices.as_slice()),
        _ => None,
    });
    let entry = |(row, position): (usize, usize)| {
        let choice = choices.and_then(|choices| choices.get(position));
        let right = choice.map(|choice| choice_text(choice, language)).unwrap_or_default();
        let right = right.led_by(&QuestionKey::letter(position).to_string());
        let mut body: Vec<Node> = texts.get(row).cloned().map(Node::paragraph).into_iter().collect();
        body.push(Node::paragraph(led(&language.rationale.right, &right)));
        let canonical =
            question.statements.get(row).and_then(|&index| item.statements.get(usize::from(index)));
        body.extend(canonical.filter(|row| !row.why.is_empty()).map(|row| Node::note(row.why.clone())));
        Entry { body }
    };
    question.row_positions(item).into_iter().enumerate().map(entry).collect()
}

/// The explanation of an item, where there is one.
pub(super) fn told(item: &ItemSnapshot, language: &Language) -> Option<Node> {
    let told = || Node::paragraph(led(&language.rationale.explanation, &item.explanation));
    (!item.explanation.is_empty()).then(told)
}

/// How criteria look.
#[derive(Clone, Copy)]
pub(super) struct CriterionStyle<'a> {
    /// What stands in front of what a criterion awards.
    pub(super) lead: &'a dyn Fn(&Criterion) -> String,
    /// A paragraph of what it rejects.
    pub(super) reject: fn(RichText) -> Node,
}

/// What is right where a response is written, and what is not.
pub(super) fn written(item: &ItemSnapshot, language: &Language, style: CriterionStyle<'_>) -> Vec<Node> {
    let words = &language.rationale;
    let near = |value: String, why: &RichText| {
        Node::paragraph(why.led_by(&words.near_miss.fill(&[("value", &value)])))
    };
    match &item.task {
        Task::Choose { .. } | Task::Rows { .. } => Vec::new(),
        Task::Number(number) => {
            let mut nodes = vec![Node::paragraph(led(&words.right, &within(number, language)))];
            let misses = number.near_misses.iter();
            nodes.extend(misses.map(|miss| near(language.number(&miss.value), &miss.why)));
            nodes
        }
        Task::Words(key) => {
            let accepted = RichText::literal(&key.accept.join(" · "));
            let mut nodes = vec![Node::paragraph(led(&words.right, &accepted))];
            nodes.extend(key.near_misses.iter().map(|miss| near(miss.text.clone(), &miss.why)));
            nodes
        }
        Task::Essay(essay) => {
            let mut nodes = vec![Node::paragraph(led(&words.model_answer, &essay.model_answer))];
            let entries = essay.criteria.iter().map(|criterion| {
                let mut body = vec![Node::paragraph(criterion.award.led_by(&(style.lead)(criterion)))];
                if !criterion.reject.is_empty() {
                    body.push((style.reject)(led(&words.reject, &criterion.reject)));
                }
                Entry { body }
            });
            nodes.push(Node::List(List { marker: Marker::SmallLetter, entries: entries.collect() }));
            nodes
        }
    }
}
