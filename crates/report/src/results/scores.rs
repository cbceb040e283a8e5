//! scores.csv: a row per candidate with the total and the points of each topic.

use super::hashed::FileDigest;
use super::number::Spellings;
use super::table::Table;
use super::{ResultsError, guarded, number};
use mockexam_model::{AnswerKey, CandidateId, CandidateState, FormStandard, Points, ScoreSheet, TopicId};
use std::collections::BTreeMap;
use std::io::Write;

pub(super) const FILE: &str = "scores.csv";

const COLUMNS: [&str; 9] =
    ["candidate", "name", "form", "state", "points", "maximum", "percent", "passed", "grade"];

/// Writes scores.csv.
pub(super) struct Scores<W: Write> {
    table: Table<W>,
    forms: Vec<FormTopics>,
    /// Points per topic of the candidate at hand.
    topics: Vec<Points>,
    /// How many parts have rules of their own.
    parts: usize,
    /// Points of the questions of the candidate at hand.
    points: Vec<Points>,
    spellings: Spellings,
    percents: BTreeMap<(Points, Points), String>,
}

/// Most different percentages that are kept: as many as totals of a form with shares of points.
const PERCENTS: usize = 10_000;

/// What scores need of a form.
struct FormTopics {
    code: String,
    standard: FormStandard,
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

impl<W: Write> Scores<W> {
    pub(super) fn new(key: &AnswerKey, writer: W) -> Result<Self, ResultsError> {
        let topics = topics(key);
        let index: BTreeMap<&TopicId, usize> =
            topics.iter().enumerate().map(|(i, &topic)| (topic, i)).collect();
        let parts: Vec<String> =
            key.scheme().parts.iter().map(|part| guarded(&part.title).into_owned()).collect();
        let header = COLUMNS.into_iter().chain(topics.iter().map(|topic| topic.as_str()));
        let header = header.chain(parts.iter().map(String::as_str));
        let forms = key.forms().iter().map(|form| FormTopics {
            code: form.code.to_string(),
            standard: key.standard(form),
            topics: key.questions(form).filter_map(|(_, item)| index.get(&item.topic).copied()).collect(),
        });
        Ok(Self {
            table: Table::new(FILE, writer, header)?,
            forms: forms.collect(),
            topics: vec![Points::ZERO; topics.len()],
            parts: parts.len(),
            points: Vec::new(),
            spellings: Spellings::new(),
            percents: BTreeMap::new(),
        })
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
        self.table.text(sheet.candidate.as_str())?;
        self.table.text(sheet.name.as_deref().unwrap_or_default())?;
        self.table.cell(&form.code)?;
        self.table.cell(CandidateState::Graded.as_str())?;
        self.table.cell(&self.spellings.of(sheet.total))?;
        self.table.cell(&self.spellings.of(maximum))?;
        if self.percents.len() > PERCENTS {
            self.percents.clear();
        }
        let percent = self.percents.entry((sheet.total, maximum));
        self.table.cell(percent.or_insert_with(|| number::percent(sheet.total, maximum)))?;
        self.table.cell(passed)?;
        self.table.text(verdict.grade.unwrap_or(word))?;
        for &points in self.topics.iter().chain(&verdict.parts) {
            self.table.cell(&self.spellings.of(points))?;
        }
        self.table.end()
    }

    /// A candidate without a score.
    pub(super) fn without(
        &mut self,
        candidate: &CandidateId,
        name: &str,
        state: CandidateState,
    ) -> Result<(), ResultsError> {
        self.table.text(candidate.as_str())?;
        self.table.text(name)?;
        self.table.cell("")?;
        self.table.cell(state.as_str())?;
        for _ in 4..COLUMNS.len() + self.topics.len() + self.parts {
            self.table.cell("")?;
        }
        self.table.end()
    }

    pub(super) fn finish(self) -> Result<FileDigest, ResultsError> {
        self.table.finish()
    }
}
