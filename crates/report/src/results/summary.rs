//! summary.json: the books, the statistics of the exam, and the digests that bind the set together.

use super::hashed::hexadecimal;
use super::{FileDigest, ResultsError};
use mockexam_analysis::{
    AgainstFirst, Decision, ExamSummary, FormSummary, Interval, NoAlpha, SectionSummary, TopicSummary,
};
use mockexam_model::{
    AnswerKey, Balance, FormCode, FormKey, FormStandard, Points, Reconciliation, RowFinding,
};
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
    /// The list of rulings, where there is one.
    pub rulings: RulingsSeal,
    /// Answer files as the user named them, and the SHA-256 of each.
    pub inputs: &'a [(&'a str, [u8; 32])],
    /// The other files of the set.
    pub files: &'a [FileDigest],
}

/// What binds a set to the list of rulings that it was made under.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct RulingsSeal {
    /// Entries of the list, withdrawn ones too.
    pub count: u64,
    /// SHA-256 of the file; none where there was no file.
    pub sha256: Option<[u8; 32]>,
}

#[derive(Serialize)]
struct File<'a> {
    format: u32,
    exam: Exam<'a>,
    provisional: bool,
    simulated: bool,
    /// Most points that a form offers.
    maximum: Points,
    /// Lowest passing score after all rulings; none if forms differ in it.
    cut_score: Option<Points>,
    forms: Vec<Form<'a>>,
    balance: Balance,
    absent: usize,
    findings: &'a [RowFinding],
    statistics: Statistics<'a>,
    topics: &'a [TopicSummary],
    #[serde(skip_serializing_if = "<[SectionSummary]>::is_empty")]
    sections: &'a [SectionSummary],
    rulings: Rulings,
    inputs: Vec<Input<'a>>,
    files: BTreeMap<&'a str, &'a str>,
}

#[derive(Serialize)]
struct Exam<'a> {
    title: &'a str,
    code: &'a str,
}

/// The measure of a form after all rulings.
#[derive(Serialize)]
struct Form<'a> {
    form: &'a FormCode,
    maximum: Points,
    cut_score: Option<Points>,
    /// Figures of its own, where several forms are each shared by many.
    #[serde(flatten)]
    figures: Option<FormFigures<'a>>,
}

#[derive(Serialize)]
struct FormFigures<'a> {
    n: u64,
    mean: Option<f64>,
    mean_interval: Option<Interval>,
    sd: Option<f64>,
    alpha: Option<f64>,
    against_first: Option<&'a AgainstFirst>,
}

#[derive(Serialize)]
struct Statistics<'a> {
    n: u64,
    mean: Option<f64>,
    mean_interval: Option<Interval>,
    median: Option<f64>,
    sd: Option<f64>,
    skewness: Option<f64>,
    kurtosis: Option<f64>,
    min: Option<Points>,
    max: Option<Points>,
    alpha: Option<f64>,
    /// Why alpha is missing.
    no_alpha: Option<&'static str>,
    alpha_interval: Option<Interval>,
    kr21: Option<f64>,
    split_half: Option<f64>,
    sem: Option<f64>,
    sem_at_cut: Option<f64>,
    error_ratio: Option<f64>,
    decision: Option<Decision>,
    passed: Option<u64>,
    pass_rate: Option<f64>,
    distribution: &'a BTreeMap<Points, u64>,
}

#[derive(Serialize)]
struct Rulings {
    /// Entries of the list.
    count: u64,
    /// Those that change scores.
    in_force: usize,
    digest: String,
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
            cut_score: key.common_cut(),
            forms: key.forms().iter().map(|form| of_form(key, form, &summary.forms)).collect(),
            balance: self.books.balance,
            absent: self.books.absent.len(),
            findings: &self.books.findings,
            statistics: Statistics {
                n: summary.n,
                mean: summary.mean,
                mean_interval: summary.mean_interval,
                median: summary.median,
                sd: summary.sd,
                skewness: summary.skewness,
                kurtosis: summary.kurtosis,
                min: summary.min,
                max: summary.max,
                alpha: summary.alpha.ok(),
                no_alpha: summary.alpha.err().map(NoAlpha::name),
                alpha_interval: summary.alpha_interval,
                kr21: summary.kr21,
                split_half: summary.split_half,
                sem: summary.sem,
                sem_at_cut: summary.sem_at_cut,
                error_ratio: summary.error_ratio,
                decision: summary.decision,
                passed: summary.passed,
                pass_rate: summary.pass_rate,
                distribution: &summary.distribution,
            },
            topics: &summary.topics,
            sections: &summary.sections,
            rulings: Rulings {
                count: self.rulings.count,
                in_force: key.rulings().len(),
                digest: self.rulings.sha256.map(|sha256| hexadecimal(&sha256)).unwrap_or_default(),
            },
            inputs: self
                .inputs
                .iter()
                .map(|(file, sha256)| Input { file, sha256: hexadecimal(sha256) })
                .collect(),
            files: self.files.iter().map(|file| (file.file, file.sha256.as_str())).collect(),
        }
    }
}

fn of_form<'a>(key: &AnswerKey, form: &'a FormKey, summaries: &'a [FormSummary]) -> Form<'a> {
    let FormStandard { maximum, cut_score, .. } = key.standard(form);
    let summary = summaries.iter().find(|summary| summary.form == form.code);
    let figures = summary.map(|summary| FormFigures {
        n: summary.n,
        mean: summary.mean,
        mean_interval: summary.mean_interval,
        sd: summary.sd,
        alpha: summary.alpha,
        against_first: summary.against_first.as_ref(),
    });
    Form { form: &form.code, maximum, cut_score, figures }
}
