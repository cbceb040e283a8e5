//! F08: an order that helps candidates into the exam.

use super::view::FormView;
use super::{Finding, FormCheck};
use mockexam_model::Severity;

/// Questions of one topic in a row that nobody minds.
const RUN: usize = 3;

/// An easy opener, in per mille of borderline candidates who get it right.
const EASY: u16 = 700;

pub(super) const CHECK: FormCheck = FormCheck {
    id: "F08",
    severity: Severity::Info,
    what: "the first question is easy, and topics are mixed: not more than three questions of one in a row",
    why: "A hard opener costs nervous candidates more than the one question, and a block of one topic lets one question remind of the next.",
    source: "our own rule",
    help: "nothing has to be done; `order` in the blueprint can put easy questions first",
    flawed: r#"
minutes = 60
question = [
  { item = "xx-001", topic = "fire", difficulty = 450 },
  { item = "xx-002", topic = "water", difficulty = 800 },
]
"#,
    sound: r#"
minutes = 60
question = [
  { item = "xx-001", topic = "fire", difficulty = 700 },
  { item = "xx-002", topic = "fire", difficulty = 300 },
  { item = "xx-003", topic = "fire", difficulty = 300 },
  { item = "xx-004", topic = "water", difficulty = 300 },
]
"#,
    check,
};

fn check(form: &FormView) -> Vec<Finding> {
    let mut facts = Vec::new();
    if let Some(first) = form.questions.first()
        && let Some(difficulty) = first.difficulty.filter(|&difficulty| difficulty < EASY)
    {
        facts.push(format!(
            "it opens with item {}, which an estimated {} of 100 borderline candidates get right",
            first.item,
            difficulty / 10
        ));
    }
    let topics: Vec<&str> = form.questions.iter().map(|asked| asked.topic.as_str()).collect();
    // An exam of one topic, or nearly, cannot be mixed.
    let mixed =
        topics.iter().all(|topic| 2 * topics.iter().filter(|other| *other == topic).count() <= topics.len());
    for run in topics.chunk_by(|a, b| a == b).filter(|run| mixed && run.len() > RUN) {
        facts.push(format!("{} questions of topic {} follow one another", run.len(), run[0]));
    }
    facts.into_iter().map(|fact| Finding::new(Severity::Info, fact)).collect()
}
