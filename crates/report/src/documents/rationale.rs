//! Why each choice is right or wrong, question by question.

use super::{confidential, led, said_of_statements};
use mockexam_model::{AnswerKey, Block, ChoiceSnapshot, FormKey, ItemSnapshot, QuestionKey, RichText};
use mockexam_paper::{Document, Entry, Keep, Language, List, Marker, Node, Question, Stimulus, choice_text};
use std::collections::BTreeSet;

/// The rationales of a form: each question as printed, its right choice marked, with what the bank says of
/// every choice, the explanation, the topic and the concepts.
#[must_use]
pub fn rationale(key: &AnswerKey, form: &FormKey, language: &Language) -> Document {
    let mut document = confidential(key, form, language, &language.rationale.title);
    let mut shown = BTreeSet::new();
    for ((question, item), number) in key.questions(form).zip(1_u16..) {
        if let Some(case) = key.stimuli().iter().find(|case| item.stimulus.as_ref() == Some(&case.id))
            && shown.insert(&case.id)
        {
            document.nodes.push(Node::Stimulus(Stimulus {
                id: case.id.as_str().into(),
                scope: String::new(),
                title: case.title.clone(),
                text: case.text.clone(),
            }));
        }
        document.nodes.push(Node::Question(Question {
            item: item.id.as_str().into(),
            number,
            body: body(key, question, item, language),
            remark: String::new(),
            keep: Keep::Flowing,
        }));
    }
    document
}

fn body(key: &AnswerKey, question: &QuestionKey, item: &ItemSnapshot, language: &Language) -> Vec<Node> {
    let words = &language.rationale;
    let mut nodes = vec![Node::paragraph(item.stem.clone())];
    for block in question.body(item).blocks {
        let (marker, entries) = match block {
            Block::Statements(texts) => {
                (Marker::Number, explained(texts, &question.statements, &item.statements, &[], language))
            }
            Block::Choices(choices) => {
                let texts = choices.iter().map(|choice| choice_text(choice, language)).collect();
                (
                    Marker::Letter,
                    explained(texts, &question.choices, &item.choices, &item.statements, language),
                )
            }
        };
        nodes.push(Node::List(List { marker, entries }));
    }
    if !item.explanation.is_empty() {
        nodes.push(Node::paragraph(led(&words.explanation, &item.explanation)));
    }
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
