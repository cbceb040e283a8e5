//! The report on a class.

mod books;
mod figures;
mod glance;
mod heat;
mod questions;
mod roll;

pub(crate) use glance::{Distribution, Fact, facts, lead, points_as_number, topic_name};
pub(crate) use questions::{ChoiceRow, QuestionCard, cards};
pub use roll::Links;

use super::head::Head;
use super::words::ReportWords;
use crate::error::ReportError;
use crate::reading::ResultSet;
use books::{Books, Provisional};
use glance::TopicRow;
use heat::Heat;
use mockexam_model::AnswerKey;
use questions::Hard;
use roll::Entry;
use serde::Serialize;

/// Everything that the page shows, in words.
#[derive(Debug, Serialize)]
pub(crate) struct ClassView {
    pub(crate) head: Head,
    pub(crate) lead: String,
    pub(crate) provisional: Option<Provisional>,
    pub(crate) facts: Vec<Fact>,
    /// Name, value and interval of every figure.
    pub(crate) figures: Vec<(String, String, String)>,
    pub(crate) caution: Option<String>,
    pub(crate) distribution: Distribution,
    pub(crate) books: Books,
    pub(crate) topics: Vec<TopicRow>,
    pub(crate) sections: Vec<TopicRow>,
    pub(crate) heat: Option<Heat>,
    pub(crate) roll: Vec<Entry>,
    pub(crate) questions_text: String,
    pub(crate) hardest: Vec<Hard>,
    pub(crate) questions: Vec<QuestionCard>,
}

/// Fewer candidates than this say something about the class, but nothing about single questions.
const ENOUGH: u64 = 30;

/// How many questions of low facility are named above the others.
const HARDEST: usize = 5;

impl ClassView {
    /// Reads the scores and puts the page together.
    pub(crate) fn new(
        set: &ResultSet<'_>,
        key: &AnswerKey,
        words: &ReportWords,
        links: Links,
    ) -> Result<Self, ReportError> {
        set.check_key(key).map_err(ReportError::Refused)?;
        let summary = &set.summary;
        let n = summary.statistics.n;
        let questions = cards(set, key, words);
        let mut head = Head::new(set, key, words, &words.class.kind).with_inputs(set, words);
        for (candidate, granted) in &set.granted {
            head = head.with_granted(&format!("{}: ", set.shown(candidate)), granted, words);
        }
        Ok(Self {
            head,
            lead: lead(summary, key, words),
            provisional: books::provisional(set, words),
            facts: facts(summary, words),
            figures: figures::all(set, words),
            caution: (n < ENOUGH)
                .then(|| super::words::fill(&words.class.small_class, &[("n", &n.to_string())])),
            distribution: Distribution::new(summary, words),
            books: Books::new(summary, words),
            topics: glance::topics(summary, key, words),
            sections: glance::sections(summary, key, words),
            heat: heat::map(set, key, words)?,
            roll: roll::entries(set, words, links)?,
            questions_text: questions::text(key, words),
            hardest: questions::hardest(&questions, HARDEST),
            questions,
        })
    }
}
