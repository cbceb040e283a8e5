//! What a page shows of an exam before anything is answered. It is made of the form that candidates get and holds no key.

use crate::tree;
use mockexam_model::{AnswerKey, Block, Form, FormKey, Question, ResponseField, Task, TopicId, part_label};
use serde_json::{Map, Value, json};

/// The questions of a form with what belongs to them.
pub(crate) fn paper(key: &AnswerKey, form_key: &FormKey) -> Map<String, Value> {
    let form = key.form(form_key);
    let topics: Vec<(&TopicId, &str)> =
        key.topics.iter().map(|topic| (&topic.id, topic.name.as_str())).collect();
    let place = |id: &TopicId| topics.iter().position(|(topic, _)| *topic == id);
    let questions = form.questions.iter().zip(key.questions(form_key));
    let questions: Value = questions
        .map(|(question, (_, item))| {
            let mut shown = shown(question);
            shown.insert("topic".into(), json!(place(&item.topic)));
            if let Some(hint) = key.background.hints.get(&item.id) {
                shown.insert("hint".into(), tree::text(hint));
            }
            shown.insert("columns".into(), json!(columns(question.number, &item.task)));
            Value::Object(shown)
        })
        .collect();
    let mut paper = Map::new();
    paper.insert("form".into(), json!(form.code));
    paper.insert("topics".into(), json!(topics.iter().map(|(_, name)| name).collect::<Vec<_>>()));
    paper.insert("cases".into(), cases(&form));
    paper.insert("sections".into(), sections(&form));
    paper.insert("questions".into(), questions);
    paper
}

fn cases(form: &Form) -> Value {
    let case = |case: &mockexam_model::Stimulus| {
        (case.id.to_string(), json!({ "title": case.title, "text": tree::text(&case.text) }))
    };
    Value::Object(form.stimuli.iter().map(case).collect())
}

fn sections(form: &Form) -> Value {
    let section = |heading: &mockexam_model::SectionHeading| json!({ "title": heading.title, "intro": tree::text(&heading.intro), "first": heading.first });
    form.headings.iter().map(section).collect()
}

fn shown(question: &Question) -> Map<String, Value> {
    let mut shown = Map::new();
    let mut put = |name: &str, value: Value| shown.insert(name.to_owned(), value);
    put("n", json!(question.number));
    put("item", json!(format!("{}.{}", question.item, question.rev)));
    put("points", json!(question.points.units()));
    put("case", json!(question.stimulus));
    put("stem", tree::text(&question.body.stem));
    for block in &question.body.blocks {
        match block {
            Block::Statements(texts) => put("statements", texts.iter().map(tree::text).collect()),
            Block::Rows(texts) => put("rows", texts.iter().map(tree::text).collect()),
            Block::Choices(choices) => put("choices", choices.iter().map(tree::choice).collect()),
            Block::Places(places) => put("places", json!(places)),
            Block::Number { unit } => put("unit", json!(unit)),
            Block::Line => None,
            Block::Lines { words, .. } => {
                put("words", words.map_or(Value::Null, |limit| json!([limit.target, limit.max])))
            }
        };
    }
    let (kind, choose) = match question.field {
        ResponseField::Choices { choose, .. } => ("choices", choose),
        ResponseField::Rows { .. } => ("rows", 1),
        ResponseField::Number => ("number", 1),
        ResponseField::Line => ("line", 1),
        ResponseField::Essay => ("essay", 1),
    };
    put("kind", json!(kind));
    put("choose", json!(choose));
    shown
}

/// Headers of the columns of an answer file that hold the response.
fn columns(number: u16, task: &Task) -> Vec<String> {
    match task.has_columns_of_its_own() {
        true => (0..task.parts()).map(|part| part_label(number, part)).collect(),
        false => vec![number.to_string()],
    }
}
