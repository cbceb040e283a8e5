//! The report on a class.

mod books;
mod glance;
mod questions;
mod roll;

pub(crate) use glance::{points_as_number, topic_name};
pub use roll::Links;

use super::head::Head;
use super::words::ReportWords;
use crate::error::ReportError;
use crate::reading::ResultSet;
use books::{Books, Provisional};
use glance::{Distribution, Fact, TopicRow};
use mockexam_model::AnswerKey;
use questions::{Hard, QuestionCard};
use roll::Entry;
use serde::Serialize;

/// Everything that the page shows, in words.
#[derive(Debug, Serialize)]
pub(crate) struct ClassView {
    head: Head,
    lead: String,
    provisional: Option<Provisional>,
    facts: Vec<Fact>,
    caution: Option<String>,
    distribution: Distribution,
    books: Books,
    topics: Vec<TopicRow>,
    roll: Vec<Entry>,
    questions_text: String,
    hardest: Vec<Hard>,
    questions: Vec<QuestionCard>,
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
        let questions = questions::cards(set, key, words);
        let mut head = Head::new(set, key, words, &words.class.kind).with_inputs(summary, words);
        for (candidate, granted) in &set.granted {
            head = head.with_granted(&format!("{candidate}: "), granted, words);
        }
        Ok(Self {
            head,
            lead: glance::lead(summary, key, words),
            provisional: books::provisional(summary, words),
            facts: glance::facts(summary, words),
            caution: (n < ENOUGH)
                .then(|| super::words::fill(&words.class.small_class, &[("n", &n.to_string())])),
            distribution: Distribution::new(summary, words),
            books: Books::new(summary, words),
            topics: glance::topics(summary, key, words),
            roll: roll::entries(set, words, links)?,
            questions_text: questions::text(key, words),
            hardest: questions::hardest(&questions, HARDEST),
            questions,
        })
    }
}
