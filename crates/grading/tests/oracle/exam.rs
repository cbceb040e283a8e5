//! A random exam: items of all kinds, forms with orders of their own, rules about the whole.

use super::Draw;
use mockexam_model::ChoiceScoring;
use serde_json::{Value, json};

pub(crate) struct Exam {
    pub(crate) items: Vec<Item>,
    pub(crate) forms: Vec<Vec<Question>>,
    cut: Option<&'static str>,
    scheme: Scheme,
}

pub(crate) struct Item {
    pub(crate) topic: &'static str,
    points: &'static str,
    pub(crate) kind: Kind,
}

pub(crate) enum Kind {
    Choose { choices: usize, keys: Vec<usize>, count: usize, scoring: ChoiceScoring },
    Rows { choices: usize, right: Vec<usize>, scoring: &'static str, statements: bool },
    Number { answer: &'static str, tolerance: &'static str },
    Words { accept: Vec<&'static str>, exact: bool },
    Essay { criteria: Vec<&'static str> },
}

pub(crate) struct Question {
    pub(crate) item: usize,
    pub(crate) choices: Vec<usize>,
    pub(crate) statements: Vec<usize>,
}

struct Scheme {
    void: &'static str,
    penalty: &'static str,
    floor: Option<&'static str>,
    best_parts: Option<usize>,
    compensate: usize,
    parts: Vec<Part>,
    grades: Vec<(&'static str, &'static str, &'static str)>,
}

struct Part {
    topics: Vec<&'static str>,
    cut: Option<&'static str>,
    least: Option<&'static str>,
    best: Option<usize>,
}

pub(crate) const NUMBERS: [&str; 4] = ["43.2", "-3", "0", "1200"];
pub(crate) const WORDS: [&str; 5] =
    ["change enablement", "Non-repudiation", "SLA", "known error", "service desk"];
const TOPICS: [&str; 3] = ["a", "b", "c"];

impl Exam {
    pub(crate) fn new(draw: &mut Draw) -> Self {
        // Rules that pick the best of several ask for equal points.
        let alike = draw.below(3) == 0;
        let items: Vec<Item> = (0..3 + draw.below(7)).map(|_| Item::new(draw, alike)).collect();
        let form = |draw: &mut Draw| -> Vec<Question> {
            draw.shuffled(items.len())
                .into_iter()
                .map(|index| Question::new(index, &items[index], draw))
                .collect()
        };
        let forms = (0..1 + draw.below(3)).map(|_| form(draw)).collect();
        let cut = draw.of(&[None, Some("1"), Some("2"), Some("3"), Some("5")]);
        Self { forms, cut, scheme: Scheme::new(draw, alike), items }
    }

    pub(crate) fn code(form: usize) -> &'static str {
        ["A", "B", "C"][form]
    }

    /// The key as its file.
    pub(crate) fn toml(&self) -> String {
        let mut text = String::from("title = 'T'\ncode = 'C'\n");
        if let Some(cut) = self.cut {
            text.push_str(&format!("cut_score = {cut}\n"));
        }
        for (form, questions) in self.forms.iter().enumerate() {
            let questions: Vec<String> = questions
                .iter()
                .map(|q| {
                    format!(
                        "{{ item = 'i{}', choices = {:?}, statements = {:?} }}",
                        q.item, q.choices, q.statements
                    )
                })
                .collect();
            text.push_str(&format!(
                "[[form]]\ncode = '{}'\nquestion = [{}]\n",
                Self::code(form),
                questions.join(", ")
            ));
        }
        for (id, item) in self.items.iter().enumerate() {
            text.push_str(&item.toml(id));
        }
        text + &self.scheme.toml()
    }

    /// The exam by ids, for the oracle.
    pub(crate) fn json(&self) -> Value {
        let form = |(index, questions): (usize, &Vec<Question>)| {
            let questions: Vec<Value> = questions
                .iter()
                .map(|q| json!({ "item": format!("i{}", q.item), "choices": ids(&q.choices), "statements": q.statements }))
                .collect();
            json!({ "code": Self::code(index), "questions": questions })
        };
        let items: serde_json::Map<String, Value> =
            self.items.iter().enumerate().map(|(id, item)| (format!("i{id}"), item.json())).collect();
        let mut value = self.scheme.json();
        value["cut"] = json!(self.cut);
        value["items"] = Value::Object(items);
        value["forms"] = self.forms.iter().enumerate().map(form).collect();
        value
    }
}

/// Ids of choices by their canonical index.
pub(crate) fn ids(choices: &[usize]) -> Vec<String> {
    choices.iter().map(|choice| format!("c{}", choice + 1)).collect()
}

impl Item {
    fn new(draw: &mut Draw, alike: bool) -> Self {
        let kind = match draw.below(10) {
            0..=5 => {
                let choices = 2 + draw.below(5);
                let count = if draw.below(2) == 0 { 1 } else { 1 + draw.below((choices - 1).min(3)) };
                let scoring = draw.of(&ChoiceScoring::ALL);
                let keys = match scoring {
                    ChoiceScoring::EitherOr => count + draw.below(choices - count),
                    _ => count,
                };
                Kind::Choose { choices, keys: draw.some(keys, choices), count, scoring }
            }
            6 | 7 => {
                let (rows, choices) = (2 + draw.below(3), 2 + draw.below(4));
                let scoring = draw.of(&["per-row", "all-or-nothing", "adjacent-pairs"]);
                let right = (0..rows).map(|_| draw.below(choices)).collect();
                Kind::Rows { choices, right, scoring, statements: draw.below(2) == 0 }
            }
            8 if !alike => Kind::Essay { criteria: vec!["1", "2", "0.5"][..1 + draw.below(3)].to_vec() },
            8 => Kind::Number { answer: draw.of(&NUMBERS), tolerance: draw.of(&["0", "0.5", "1"]) },
            _ => {
                let count = 1 + draw.below(2);
                let accept = draw.some(count, WORDS.len()).into_iter().map(|word| WORDS[word]).collect();
                Kind::Words { accept, exact: draw.below(2) == 0 }
            }
        };
        let points = match &kind {
            Kind::Essay { criteria } => ["1", "3", "3.5"][criteria.len() - 1],
            _ if alike => "2",
            _ => draw.of(&["1", "1", "2", "0.5", "3"]),
        };
        Self { topic: draw.of(&TOPICS), points, kind }
    }

    pub(crate) fn choices(&self) -> usize {
        match self.kind {
            Kind::Choose { choices, .. } | Kind::Rows { choices, .. } => choices,
            _ => 0,
        }
    }

    fn toml(&self, id: usize) -> String {
        let part = |name: &str, count: usize, key: &dyn Fn(usize) -> bool| {
            let parts: Vec<String> = (0..count)
                .map(|n| {
                    format!("{{ id = 'c{}', text = 'x'{} }}", n + 1, if key(n) { ", key = true" } else { "" })
                })
                .collect();
            format!("{name} = [{}]\n", parts.join(", "))
        };
        let is_key = |n: usize| matches!(&self.kind, Kind::Choose { keys, .. } if keys.contains(&n));
        let mut text = format!(
            "[[item]]\nid = 'i{id}'\nrev = 1\ntopic = '{}'\nlevel = 'remember'\nstyle = 'standard'\npoints = {}\nstem = '?'\nexplanation = '!'\n{}\n",
            self.topic,
            self.points,
            self.task()
        );
        if let Kind::Rows { right, statements: true, .. } = &self.kind {
            text.push_str(&part("statement", right.len(), &|_| false));
        }
        text + &part("choice", self.choices(), &is_key)
    }

    fn task(&self) -> String {
        match &self.kind {
            Kind::Choose { count, scoring, .. } => {
                format!("task = {{ choose = {{ count = {count}, scoring = '{}' }} }}", scoring.name())
            }
            Kind::Rows { right, scoring, .. } => {
                format!("task = {{ rows = {{ right = {right:?}, scoring = '{scoring}' }} }}")
            }
            Kind::Number { answer, tolerance } => {
                format!("task = {{ number = {{ answer = {answer}, tolerance = {tolerance} }} }}")
            }
            Kind::Words { accept, exact } => {
                let matching = if *exact { "exact" } else { "fold" };
                format!("task = {{ words = {{ accept = {accept:?}, match = '{matching}' }} }}")
            }
            Kind::Essay { criteria } => {
                let criteria: Vec<String> = criteria
                    .iter()
                    .enumerate()
                    .map(|(id, points)| format!("{{ id = 'k{id}', points = {points}, award = 'x' }}"))
                    .collect();
                format!(
                    "task = {{ essay = {{ lines = 3, model_answer = 'x', criterion = [{}] }} }}",
                    criteria.join(", ")
                )
            }
        }
    }

    fn json(&self) -> Value {
        let choices = ids(&(0..self.choices()).collect::<Vec<_>>());
        let mut value = json!({ "topic": self.topic, "points": self.points, "choices": choices });
        let more = match &self.kind {
            Kind::Choose { keys, count, scoring, .. } => {
                json!({ "kind": "choose", "keys": [ids(keys)], "count": count, "scoring": scoring.name() })
            }
            Kind::Rows { right, scoring, .. } => {
                json!({ "kind": "rows", "keys": [ids(right)], "scoring": scoring })
            }
            Kind::Number { answer, tolerance } => {
                json!({ "kind": "number", "keys": [answer], "tolerance": tolerance })
            }
            Kind::Words { accept, exact } => {
                json!({ "kind": "words", "keys": accept, "match": if *exact { "exact" } else { "fold" } })
            }
            Kind::Essay { .. } => json!({ "kind": "essay", "keys": [] }),
        };
        value.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        value
    }
}

impl Question {
    fn new(index: usize, item: &Item, draw: &mut Draw) -> Self {
        let statements = match &item.kind {
            Kind::Rows { right, statements: true, .. } => draw.shuffled(right.len()),
            _ => Vec::new(),
        };
        Self { item: index, choices: draw.shuffled(item.choices()), statements }
    }
}

impl Scheme {
    fn new(draw: &mut Draw, alike: bool) -> Self {
        let best = |draw: &mut Draw| if alike && draw.below(2) == 0 { Some(1 + draw.below(2)) } else { None };
        let parts: Vec<Part> = match draw.below(3) {
            0 => Vec::new(),
            many => TOPICS[..many]
                .iter()
                .map(|&topic| {
                    let cut = draw.of(&[None, Some("0.5"), Some("1")]);
                    let least = cut.and_then(|_| draw.of(&[None, Some("0.5"), Some("0")]));
                    Part { topics: vec![topic], cut, least, best: best(draw) }
                })
                .collect(),
        };
        let cuts = parts.iter().filter(|part| part.cut.is_some()).count();
        let all_best = !parts.is_empty() && parts.iter().all(|part| part.best.is_some());
        Self {
            void: draw.of(&["same-share", "same-share", "same-points"]),
            penalty: draw.of(&["0", "0", "0.25", "1/3", "1", "guessing"]),
            floor: draw.of(&[None, Some("0"), Some("-1")]),
            best_parts: if all_best && draw.below(2) == 0 { Some(1) } else { None },
            compensate: draw.below(cuts + 1),
            parts,
            grades: match draw.below(3) {
                0 => vec![("1", "percent", "87.5"), ("2", "percent", "50"), ("5", "percent", "0")],
                1 => vec![("merit", "points", "4"), ("other", "points", "0")],
                _ => Vec::new(),
            },
        }
    }

    fn toml(&self) -> String {
        let mut text = format!(
            "[scoring]\nvoid = '{}'\npenalty = '{}'\ncompensate = {}\n",
            self.void, self.penalty, self.compensate
        );
        if let Some(floor) = self.floor {
            text.push_str(&format!("floor = {floor}\n"));
        }
        if let Some(best) = self.best_parts {
            text.push_str(&format!("best-parts = {best}\n"));
        }
        for (number, part) in self.parts.iter().enumerate() {
            text.push_str(&format!("[[scoring.part]]\ntitle = 'P{number}'\ntopics = {:?}\n", part.topics));
            for (name, value) in [("cut-score", part.cut), ("least", part.least)] {
                text.push_str(&value.map(|value| format!("{name} = {value}\n")).unwrap_or_default());
            }
            text.push_str(&part.best.map(|best| format!("best = {best}\n")).unwrap_or_default());
        }
        for (grade, unit, bound) in &self.grades {
            text.push_str(&format!("[[scoring.grade]]\ngrade = '{grade}'\nfrom = {{ {unit} = {bound} }}\n"));
        }
        text
    }

    fn json(&self) -> Value {
        let part = |part: &Part| json!({ "topics": part.topics, "cut": part.cut, "least": part.least, "best": part.best });
        json!({
            "void": self.void,
            "penalty": self.penalty,
            "floor": self.floor,
            "best_parts": self.best_parts,
            "compensate": self.compensate,
            "parts": self.parts.iter().map(part).collect::<Vec<_>>(),
            "grades": self.grades,
        })
    }
}
