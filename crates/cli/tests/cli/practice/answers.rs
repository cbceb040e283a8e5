//! Answers to questions of every kind: typed into a page, or put into its memory.

use crate::support::Browser;
use mockexam_model::{AnswerKey, ItemSnapshot, QuestionKey, Task};
use serde_json::{Map, Value, json};

/// How many different ways there are to answer a question here.
pub(super) const TURNS: usize = 9;

fn letters(positions: impl Iterator<Item = usize>) -> String {
    positions.map(QuestionKey::letter).collect()
}

/// Answers the question that is shown, and rightly so where it can be; a few words to an open one.
pub(super) fn type_right_answer(browser: &mut Browser, question: &QuestionKey, item: &ItemSnapshot) {
    let mut typed = |text: &str, wanted: &str| {
        browser.tab_to(wanted);
        text.chars().for_each(|sign| browser.press(&sign.to_string()));
    };
    match &item.task {
        Task::Choose { .. } => typed(
            &letters(question.key_positions(item)).to_lowercase(),
            "a.type === 'radio' || a.type === 'checkbox'",
        ),
        Task::Rows { .. } => {
            for row in question.row_positions(item) {
                browser.tab_to("a.tagName === 'SELECT'");
                (0..=row).for_each(|_| browser.press("ArrowDown"));
            }
        }
        Task::Number(number) => typed(&number.answer.to_string(), "a.tagName === 'INPUT'"),
        Task::Words(words) => typed(&words.accept[0], "a.tagName === 'INPUT'"),
        Task::Essay(_) => typed("as it is", "a.tagName === 'TEXTAREA'"),
    }
}

/// The memory of a page on which a candidate has answered everything, each question in the way of another turn.
pub(super) fn remembered(key: &AnswerKey, turn: usize) -> Value {
    let (mut answers, mut awards) = (Map::new(), Map::new());
    let questions: Vec<_> = key.questions(&key.forms()[0]).collect();
    for (place, (question, item)) in questions.iter().enumerate() {
        let answer = answer(question, item, (turn + place) % TURNS);
        let into = if matches!(item.task, Task::Essay(_)) { &mut awards } else { &mut answers };
        into.insert(place.to_string(), answer);
    }
    let record = json!({
        "mode": "exam", "view": "one", "asked": (0..questions.len()).collect::<Vec<_>>(), "at": 0,
        "started": 1, "finished": 2, "timed": false,
        "answers": answers, "flags": {}, "shown": {}, "awards": awards,
    });
    json!({ "version": 1, "record": record, "drill": null, "candidate": format!("c{turn}") })
}

fn answer(question: &QuestionKey, item: &ItemSnapshot, way: usize) -> Value {
    match &item.task {
        Task::Choose { count, .. } => json!(choices(question, item, usize::from(*count), way)),
        Task::Rows { .. } => json!(rows(question, item, way)),
        Task::Number(number) => {
            let right = number.answer.to_string();
            let ways = [
                right.clone(),
                right.replace('.', ","),
                format!(" {right} {}", number.unit),
                String::new(),
                "1,234".to_owned(),
                "-7".to_owned(),
                "forty".to_owned(),
                "1 000".to_owned(),
                "\u{2212}0,50".to_owned(),
            ];
            json!(ways[way])
        }
        Task::Words(words) => {
            let right = &words.accept[0];
            let ways = [
                right.clone(),
                right.to_uppercase(),
                right.replace('-', "\u{2010} "),
                String::new(),
                "=1+1".to_owned(),
                "*".to_owned(),
                format!("{right}, \"so\""),
                format!("\u{a0}{}\u{301}", right),
                words.accept.last().unwrap().clone(),
            ];
            json!(ways[way])
        }
        Task::Essay(essay) => {
            let all = |text: &str| vec![text.to_owned(); essay.criteria.len()];
            let mut first = all("");
            first[0] = "0,75".to_owned();
            let most = essay.criteria.iter().map(|criterion| criterion.points.exact()).collect();
            json!(
                [most, all("0"), all(""), first, all("1"), all("0.5"), all("x"), all("99"), all("0,25")][way]
            )
        }
    }
}

fn choices(question: &QuestionKey, item: &ItemSnapshot, asked: usize, way: usize) -> String {
    let right: Vec<usize> = question.key_positions(item).collect();
    let wrong: Vec<usize> = (0..question.choices.len()).filter(|at| !right.contains(at)).collect();
    // One box at a time is what a page lets be marked where one is asked for.
    let most = if asked == 1 { 1 } else { usize::MAX };
    let mut marks: Vec<usize> = match way {
        0 | 1 => right,
        2 => right[..1].to_vec(),
        3 => Vec::new(),
        4 => wrong[..1].to_vec(),
        5 => [&right[..1], &wrong[..1]].concat(),
        6 => [&right[..], &wrong[..1]].concat(),
        7 => (0..question.choices.len()).collect(),
        _ => wrong,
    };
    marks.truncate(most);
    marks.sort_unstable();
    letters(marks.into_iter())
}

fn rows(question: &QuestionKey, item: &ItemSnapshot, way: usize) -> Vec<String> {
    let mut rows: Vec<String> =
        question.row_positions(item).into_iter().map(|at| QuestionKey::letter(at).to_string()).collect();
    let count = rows.len();
    match way {
        0 | 1 => {}
        2 => rows[count - 1].clear(),
        3 => rows.iter_mut().for_each(String::clear),
        4 => rows.rotate_left(1),
        5 => rows.swap(0, 1),
        6 => rows.iter_mut().for_each(|row| *row = "A".to_owned()),
        7 => rows[1..].iter_mut().for_each(String::clear),
        _ => rows.reverse(),
    }
    rows
}
