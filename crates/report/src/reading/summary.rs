//! summary.json: the head of a set of results.

use super::{code, source};
use mockexam_analysis::{AgainstFirst, Decision, Interval, SectionSummary};
use mockexam_model::{Balance, Diagnostic, FormCode, Place, Points, RowFinding, TopicId};
use serde::Deserialize;
use std::collections::BTreeMap;

/// The name of the file.
pub(crate) const FILE: &str = "summary.json";

/// The format that this program reads.
const FORMAT: u64 = 1;

/// No count of a real class is larger; sums of such counts cannot overflow.
const MOST: u64 = 1 << 40;

/// What the summary says. Fields that a later writer of the same format adds are passed over.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Summary {
    pub(crate) exam: Exam,
    pub(crate) provisional: bool,
    pub(crate) simulated: bool,
    pub(crate) maximum: Points,
    pub(crate) cut_score: Option<Points>,
    pub(crate) balance: Balance,
    pub(crate) absent: u64,
    pub(crate) findings: Vec<RowFinding>,
    pub(crate) statistics: Statistics,
    pub(crate) topics: Vec<TopicSummary>,
    #[serde(default)]
    pub(crate) sections: Vec<SectionSummary>,
    #[serde(default)]
    pub(crate) forms: Vec<FormFigures>,
    pub(crate) rulings: Rulings,
    pub(crate) inputs: Vec<Input>,
    pub(crate) files: BTreeMap<String, String>,
}

/// Which exam.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Exam {
    pub(crate) title: String,
    pub(crate) code: String,
}

/// Figures on the whole test. Points where nothing else is said; none where a figure is undefined.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Statistics {
    pub(crate) n: u64,
    pub(crate) mean: Option<f64>,
    pub(crate) mean_interval: Option<Interval>,
    pub(crate) median: Option<f64>,
    pub(crate) sd: Option<f64>,
    pub(crate) skewness: Option<f64>,
    pub(crate) kurtosis: Option<f64>,
    pub(crate) min: Option<Points>,
    pub(crate) max: Option<Points>,
    pub(crate) alpha: Option<f64>,
    /// Why alpha is missing.
    pub(crate) no_alpha: Option<String>,
    pub(crate) alpha_interval: Option<Interval>,
    pub(crate) kr21: Option<f64>,
    pub(crate) split_half: Option<f64>,
    pub(crate) sem: Option<f64>,
    pub(crate) sem_at_cut: Option<f64>,
    pub(crate) error_ratio: Option<f64>,
    pub(crate) decision: Option<Decision>,
    pub(crate) passed: Option<u64>,
    pub(crate) distribution: BTreeMap<Points, u64>,
}

/// A topic over all candidates.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct TopicSummary {
    pub(crate) topic: TopicId,
    /// Mean points of a candidate, and what they could have had.
    pub(crate) points: Option<f64>,
    pub(crate) maximum: Option<f64>,
    /// Mean share of the available points, 0 to 1.
    pub(crate) share: Option<f64>,
    pub(crate) share_interval: Option<Interval>,
    pub(crate) sd: Option<f64>,
    pub(crate) alpha: Option<f64>,
}

/// A form and its candidates.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct FormFigures {
    pub(crate) form: FormCode,
    pub(crate) maximum: Points,
    pub(crate) cut_score: Option<Points>,
    /// Candidates; none where forms are personal or there is only one.
    pub(crate) n: Option<u64>,
    pub(crate) mean: Option<f64>,
    pub(crate) mean_interval: Option<Interval>,
    pub(crate) sd: Option<f64>,
    #[serde(default)]
    pub(crate) alpha: Option<f64>,
    pub(crate) against_first: Option<AgainstFirst>,
}

/// Decisions after the exam that the scores contain.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Rulings {
    pub(crate) digest: String,
}

/// A file that was graded.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Input {
    pub(crate) file: String,
    pub(crate) sha256: String,
}

#[derive(Deserialize)]
struct Probe {
    format: u64,
}

impl Summary {
    /// Most points, where all forms bring the same.
    pub(crate) fn common_maximum(&self) -> Option<Points> {
        let same = self.forms.iter().all(|form| form.maximum == self.maximum);
        same.then_some(self.maximum)
    }

    /// Reads the summary of a set.
    pub(crate) fn open(source: source::Source<'_>) -> Result<Self, Diagnostic> {
        let bytes = source::bytes(source, FILE)?;
        let probe: Probe = serde_json::from_slice(&bytes).map_err(|error| unreadable(&error))?;
        if probe.format != FORMAT {
            let fact =
                format!("the results have format {}; this program reads format {FORMAT}", probe.format);
            return Err(Diagnostic::error(code::FORMAT, fact)
                .at(FILE, Place::File, "")
                .help("use the version of the program that graded the exam, or grade it again"));
        }
        serde_json::from_slice(&bytes).map_err(|error| unreadable(&error))
    }

    /// What the summary says against itself.
    pub(crate) fn contradictions(&self) -> Vec<Diagnostic> {
        if self.counts().any(|count| count > MOST) {
            return vec![contradiction("a count is larger than any class")];
        }
        let counted: u64 = self.statistics.distribution.values().sum();
        let facts = [
            (!self.balance.adds_up(), "the books of the results do not balance"),
            (counted != self.statistics.n, "the distribution of scores does not add up to the candidates"),
            (
                self.balance.roster.map_or(0, |roster| roster.absent) != self.absent,
                "the number of absent candidates differs from that of the books",
            ),
            (self.balance.graded != self.statistics.n, "graded rows and scored candidates differ in number"),
            (
                self.statistics.passed.is_some_and(|passed| passed > self.statistics.n),
                "more candidates passed than were graded",
            ),
            (
                self.balance.has_findings() && !self.provisional,
                "there are findings, but the results are not marked provisional",
            ),
        ];
        facts.into_iter().filter(|(wrong, _)| *wrong).map(|(_, fact)| contradiction(fact)).collect()
    }

    /// Every count that is added up somewhere.
    fn counts(&self) -> impl Iterator<Item = u64> {
        let Balance {
            rows,
            graded,
            duplicate,
            unknown_candidate,
            unknown_form,
            invalid,
            superseded,
            unsettled,
            roster,
        } = self.balance;
        let roster = roster.map(|roster| [roster.candidates, roster.graded, roster.absent, roster.withheld]);
        let rows = [rows, graded, duplicate, unknown_candidate, unknown_form, invalid, superseded, unsettled];
        rows.into_iter()
            .chain([self.statistics.n])
            .chain(roster.into_iter().flatten())
            .chain(self.statistics.distribution.values().copied())
    }
}

fn contradiction(fact: &str) -> Diagnostic {
    super::contradiction(FILE, Place::File, fact)
}

fn unreadable(error: &serde_json::Error) -> Diagnostic {
    let line = u64::try_from(error.line()).unwrap_or(u64::MAX);
    Diagnostic::error(code::MALFORMED, format!("{FILE} cannot be understood: {error}"))
        .at(FILE, Place::Cell { line, column: u32::try_from(error.column()).ok() }, "")
        .help(code::GRADE_AGAIN)
}
