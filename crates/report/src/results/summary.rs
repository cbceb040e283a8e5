//! summary.json: the books, the statistics of the exam, and the digests that bind the set together.

use super::hashed::hexadecimal;
use super::{FileDigest, ResultsError};
use mockexam_analysis::ExamSummary;
use mockexam_model::{AnswerKey, Balance, Points, Reconciliation, RowFinding, TopicId};
use serde::Serialize;
use std::collections::BTreeMap;
use std::io::{self, Write};

const FILE: &str = "summary.json";

/// The format of the set; a reader refuses others.
const FORMAT: u32 = 1;

/// Everything that summary.json is made of.
#[derive(Debug, Clone, Copy)]
pub struct Summary<'a> {
    /// The key that was graded by.
    pub key: &'a AnswerKey,
    /// The books.
    pub books: &'a Reconciliation,
    /// The statistics.
    pub statistics: &'a ExamSummary,
    /// Whether the responses were made up by a program.
    pub simulated: bool,
    /// Answer files as the user named them, and the SHA-256 of each.
    pub inputs: &'a [(&'a str, [u8; 32])],
    /// The other files of the set.
    pub files: &'a [FileDigest],
}

#[derive(Serialize)]
struct File<'a> {
    format: u32,
    exam: Exam<'a>,
    provisional: bool,
    simulated: bool,
    /// Most points that a form offers.
    maximum: Points,
    cut_score: Option<Points>,
    balance: Balance,
    absent: usize,
    findings: &'a [RowFinding],
    statistics: Statistics<'a>,
    topics: Vec<Topic<'a>>,
    rulings: Rulings,
    inputs: Vec<Input<'a>>,
    files: BTreeMap<&'a str, &'a str>,
}

#[derive(Serialize)]
struct Exam<'a> {
    title: &'a str,
    code: &'a str,
}

#[derive(Serialize)]
struct Statistics<'a> {
    n: u64,
    mean: Option<f64>,
    median: Option<f64>,
    sd: Option<f64>,
    min: Option<Points>,
    max: Option<Points>,
    alpha: Option<f64>,
    /// Why alpha is missing.
    no_alpha: Option<String>,
    sem: Option<f64>,
    passed: Option<u64>,
    pass_rate: Option<f64>,
    distribution: &'a BTreeMap<Points, u64>,
}

#[derive(Serialize)]
struct Topic<'a> {
    topic: &'a TopicId,
    points: Option<f64>,
    maximum: Option<f64>,
    share: Option<f64>,
}

#[derive(Serialize)]
struct Rulings {
    count: u64,
    digest: &'static str,
}

#[derive(Serialize)]
struct Input<'a> {
    file: &'a str,
    sha256: String,
}

impl Summary<'_> {
    /// Writes summary.json. Call it last, after every other file is safe.
    ///
    /// # Errors
    /// [`ResultsError::Io`] if it cannot be written.
    pub fn write(&self, mut writer: impl Write) -> Result<(), ResultsError> {
        let written = serde_json::to_writer_pretty(&mut writer, &self.file())
            .map_err(io::Error::from)
            .and_then(|()| writer.write_all(b"\n"))
            .and_then(|()| writer.flush());
        written.map_err(|source| ResultsError::Io { file: FILE, source })
    }

    fn file(&self) -> File<'_> {
        let (key, summary) = (self.key, self.statistics);
        let maxima = key.forms().iter().map(|form| key.questions(form).map(|(_, item)| item.points).sum());
        File {
            format: FORMAT,
            exam: Exam { title: &key.title, code: &key.code },
            provisional: self.books.balance.has_findings(),
            simulated: self.simulated,
            maximum: maxima.max().unwrap_or_default(),
            cut_score: key.cut_score,
            balance: self.books.balance,
            absent: self.books.absent.len(),
            findings: &self.books.findings,
            statistics: Statistics {
                n: summary.n,
                mean: summary.mean,
                median: summary.median,
                sd: summary.sd,
                min: summary.min,
                max: summary.max,
                alpha: summary.alpha.ok(),
                no_alpha: summary.alpha.err().map(|reason| reason.to_string()),
                sem: summary.sem,
                passed: summary.passed,
                pass_rate: summary.pass_rate,
                distribution: &summary.distribution,
            },
            topics: summary
                .topics
                .iter()
                .map(|t| Topic { topic: &t.topic, points: t.points, maximum: t.maximum, share: t.share })
                .collect(),
            rulings: Rulings { count: 0, digest: "" },
            inputs: self
                .inputs
                .iter()
                .map(|(file, sha256)| Input { file, sha256: hexadecimal(sha256) })
                .collect(),
            files: self.files.iter().map(|file| (file.file, file.sha256.as_str())).collect(),
        }
    }
}
