//! scores.csv: a row per candidate with the total and the points of each topic.

use super::number::Spellings;
use super::table::{Rows, Table};
use super::{ResultsError, guarded, number};
use mockexam_model::{AnswerKey, CandidateId, CandidateState, FormStandard, Points, ScoreSheet, TopicId};
use std::collections::BTreeMap;
use std::io::Write;
use std::sync::Arc;

pub(super) const FILE: &str = "scores.csv";

const COLUMNS: [&str; 9] =
    ["candidate", "name", "form", "state", "points", "maximum", "percent", "passed", "grade"];

/// Rows of scores.csv.
#[derive(Debug, Clone)]
pub(super) struct Scores {
    pub(super) rows: Rows,
    forms: Arc<[FormTopics]>,
    /// Points per topic of the candidate at hand.
    topics: Vec<Points>,
    /// How many parts have rules of their own.
    parts: usize,
    /// Points of the questions of the candidate at hand.
    points: Vec<Points>,
    spellings: Arc<Spellings>,
    percents: BTreeMap<(Points, Points), String>,
}

/// Most different percentages that are kept: as many as totals of a form with shares of points.
const PERCENTS: usize = 10_000;

/// What scores need of a form.
#[derive(Debug)]
struct FormTopics {
    /// The cells of form and state.
    head: String,
    standard: FormStandard,
    /// The cell of the maximum.
    maximum: String,
    /// Index of the topic of each question.
    topics: Vec<usize>,
}

/// Topics of the exam's items in the order of the key; those that it does not list follow by id.
fn topics(key: &AnswerKey) -> Vec<&TopicId> {
    let mut used: BTreeMap<&TopicId, ()> = key.items().map(|item| (&item.topic, ())).collect();
    let mut topics: Vec<_> =
        key.topics.iter().filter(|topic| used.remove(&topic.id).is_some()).map(|topic| &topic.id).collect();
    topics.extend(used.into_keys());
    topics
}

/// Starts scores.csv.
pub(super) fn table<W: Write>(key: &AnswerKey, writer: W) -> Result<Table<W>, ResultsError> {
    let topics = topics(key);
    let parts: Vec<String> =
        key.scheme().parts.iter().map(|part| guarded(&part.title).into_owned()).collect();
    let header = COLUMNS.into_iter().chain(topics.iter().map(|topic| topic.as_str()));
    Table::new(FILE, writer, header.chain(parts.iter().map(String::as_str)))
}

impl Scores {
    pub(super) fn new(key: &AnswerKey, spellings: &Arc<Spellings>) -> Self {
        let topics = topics(key);
        let index: BTreeMap<&TopicId, usize> =
            topics.iter().enumerate().map(|(i, &topic)| (topic, i)).collect();
        let forms = key.forms().iter().map(|form| {
            let standard = key.standard(form);
            FormTopics {
                head: format!("{},{}", form.code, CandidateState::Graded.as_str()),
                maximum: number::points(standard.maximum),
                standard,
                topics: key.questions(form).filter_map(|(_, item)| index.get(&item.topic).copied()).collect(),
            }
        });
        Self {
            rows: Rows::new(FILE),
            forms: forms.collect(),
            topics: vec![Points::ZERO; topics.len()],
            parts: key.scheme().parts.len(),
            points: Vec::new(),
            spellings: Arc::clone(spellings),
            percents: BTreeMap::new(),
        }
    }

    pub(super) fn graded(&mut self, sheet: &ScoreSheet) -> Result<(), ResultsError> {
        let misfit = ResultsError::Sheet { form: sheet.form, scores: sheet.scores.len() };
        let Some(form) = self.forms.get(sheet.form).filter(|form| form.topics.len() == sheet.scores.len())
        else {
            return Err(misfit);
        };
        self.topics.fill(Points::ZERO);
        for (&topic, score) in form.topics.iter().zip(&sheet.scores) {
            if let Some(points) = self.topics.get_mut(topic) {
                *points += score.points;
            }
        }
        self.points.clear();
        self.points.extend(sheet.scores.iter().map(|score| score.points));
        let verdict = form.standard.verdict(&self.points);
        let (passed, word) = match verdict.passed {
            None => ("", ""),
            Some(true) => ("yes", "pass"),
            Some(false) => ("no", "fail"),
        };
        let maximum = form.standard.maximum;
        self.rows.text(sheet.candidate.as_str())?;
        self.rows.text(sheet.name.as_deref().unwrap_or_default())?;
        self.rows.ready(form.head.as_bytes());
        self.rows.ready(self.spellings.of(sheet.total).as_bytes());
        self.rows.ready(form.maximum.as_bytes());
        if self.percents.len() > PERCENTS {
            self.percents.clear();
        }
        let percent = self.percents.entry((sheet.total, maximum));
        self.rows.ready(percent.or_insert_with(|| number::percent(sheet.total, maximum)).as_bytes());
        self.rows.ready(passed.as_bytes());
        match verdict.grade {
            Some(grade) => self.rows.text(grade)?,
            None => self.rows.ready(word.as_bytes()),
        }
        for &points in self.topics.iter().chain(&verdict.parts) {
            self.rows.ready(self.spellings.of(points).as_bytes());
        }
        self.rows.end();
        Ok(())
    }

    /// A candidate without a score.
    pub(super) fn without(
        &mut self,
        candidate: &CandidateId,
        name: &str,
        state: CandidateState,
    ) -> Result<(), ResultsError> {
        self.rows.text(candidate.as_str())?;
        self.rows.text(name)?;
        self.rows.ready(b"");
        self.rows.ready(state.as_str().as_bytes());
        for _ in 4..COLUMNS.len() + self.topics.len() + self.parts {
            self.rows.ready(b"");
        }
        self.rows.end();
        Ok(())
    }
}
