//! A set of results, opened only if all its files are the ones that its summary describes.

pub(crate) mod accommodations;
pub(crate) mod code;
mod file_names;
pub(crate) mod form_items;
pub(crate) mod items;
pub(crate) mod responses;
pub(crate) mod rulings;
pub(crate) mod scores;
pub(crate) mod source;
pub(crate) mod summary;
mod table;

pub use source::Source;

use crate::error::ReportError;
use accommodations::Granted;
use file_names::{Collector, FileNames, Twice};
use mockexam_analysis::{FormItem, ItemAnalysis};
use mockexam_model::{AnswerKey, CandidateId, ChoiceId, Diagnostic, FormCode, ItemId, Place};
use rulings::ListedRuling;
use scores::{Candidate, Outcome, Scores};
use std::collections::BTreeMap;
use summary::Summary;

/// Stands for somebody of whom nothing may be said.
const UNKNOWN: &str = "–";

/// Files without which there is no report.
const NEEDED: [&str; 3] = [scores::FILE, items::ITEMS, items::CHOICES];

/// A results folder that `mockexam grade` has written: complete, unaltered, and without contradictions.
///
/// Holds the summary and the statistics of items; scores and responses are read anew for each report, so memory
/// does not grow with the responses of the class.
pub struct ResultSet<'a> {
    pub(crate) source: Source<'a>,
    pub(crate) summary: Summary,
    pub(crate) items: BTreeMap<ItemId, ItemAnalysis>,
    names: FileNames,
    pub(crate) granted: BTreeMap<CandidateId, Granted>,
    /// The list of rulings, withdrawn ones too; empty where there is none.
    pub(crate) rulings: Vec<ListedRuling>,
    /// Codes instead of ids and names; none where candidates are named.
    pseudonyms: Option<BTreeMap<CandidateId, String>>,
    /// Questions of each form; empty where there is one form, or one for each candidate.
    pub(crate) form_items: BTreeMap<FormCode, Vec<FormItem>>,
}

impl<'a> ResultSet<'a> {
    /// Opens a set and checks every file that its summary names against its SHA-256.
    ///
    /// # Errors
    /// All reasons why the set cannot be reported: no summary or one of another format, a missing file, a digest
    /// that differs, a table that cannot be understood, books that do not balance.
    pub fn open(source: Source<'a>) -> Result<Self, Vec<Diagnostic>> {
        let summary = Summary::open(source).map_err(|diagnostic| vec![diagnostic])?;
        let mut wrong = check_files(source, &summary);
        wrong.extend(summary.contradictions());
        if !wrong.is_empty() {
            return Err(wrong);
        }
        let items = items::read(source).map_err(|diagnostic| wrong.push(diagnostic));
        let names = check_scores(source, &summary).map_err(|diagnostic| wrong.push(diagnostic));
        let has_granted = summary.files.contains_key(accommodations::FILE);
        let granted = if has_granted { accommodations::read(source) } else { Ok(BTreeMap::new()) };
        let granted = granted.map_err(|diagnostic| wrong.push(diagnostic));
        let has_rulings = summary.files.contains_key(rulings::FILE);
        let listed = if has_rulings { rulings::read(source) } else { Ok(Vec::new()) };
        let listed = listed.map_err(|diagnostic| wrong.push(diagnostic));
        let has_form_items = summary.files.contains_key(form_items::FILE);
        let form_items = if has_form_items { form_items::read(source) } else { Ok(BTreeMap::new()) };
        let form_items = form_items.map_err(|diagnostic| wrong.push(diagnostic));
        match (items, names, granted, listed, form_items) {
            (Ok(items), Ok(names), Ok(granted), Ok(rulings), Ok(form_items)) => {
                let pseudonyms = None;
                Ok(Self { source, summary, items, names, granted, rulings, pseudonyms, form_items })
            }
            _ => Err(wrong),
        }
    }

    /// Whether the set holds the responses that reports for candidates need (`grade --no-responses` keeps none).
    #[must_use]
    pub fn has_responses(&self) -> bool {
        self.summary.files.contains_key(responses::FILE)
    }

    /// Whether the set was made under a list of rulings.
    #[must_use]
    pub fn has_rulings(&self) -> bool {
        self.summary.files.contains_key(rulings::FILE)
    }

    /// Every candidate of the set, in the order of the scores.
    ///
    /// # Errors
    /// [`ReportError::Refused`] if the scores cannot be read.
    pub fn candidates(&self) -> Result<Vec<CandidateId>, ReportError> {
        let mut scores = Scores::open(self.source)?;
        let mut candidates = Vec::new();
        while let Some(candidate) = scores.next()? {
            candidates.push(candidate.id);
        }
        Ok(candidates)
    }

    /// The set with codes instead of ids and names. Nothing else that people wrote of candidates is reported then: names of
    /// answer files, what was found in rows, reasons of rulings; and lists are in the order of the codes.
    #[must_use]
    pub fn with_pseudonyms(self, codes: BTreeMap<CandidateId, String>) -> Self {
        Self { pseudonyms: Some(codes), ..self }
    }

    /// Whether candidates are named by codes.
    pub(crate) const fn is_pseudonymous(&self) -> bool {
        self.pseudonyms.is_some()
    }

    /// How a candidate is called in reports; a dash for somebody without a code.
    pub(crate) fn shown<'s>(&'s self, id: &'s CandidateId) -> &'s str {
        match &self.pseudonyms {
            Some(codes) => codes.get(id).map_or(UNKNOWN, String::as_str),
            None => id.as_str(),
        }
    }

    /// As [`Self::shown`], for an id as it stands in a file.
    pub(crate) fn shown_text<'s>(&'s self, id: &'s str) -> &'s str {
        let Some(codes) = &self.pseudonyms else { return id };
        let known = CandidateId::new(id).ok().and_then(|id| codes.get(&id));
        known.map_or(UNKNOWN, String::as_str)
    }

    /// The name of a candidate in reports; may be empty.
    pub(crate) fn name<'s>(&'s self, candidate: &'s Candidate) -> &'s str {
        if self.is_pseudonymous() { "" } else { &candidate.name }
    }

    /// The file of a candidate's report.
    pub(crate) fn file_of(&self, id: &CandidateId) -> String {
        match &self.pseudonyms {
            Some(_) => format!("candidate-{}.html", self.shown(id)),
            None => self.names.of(id),
        }
    }

    /// Fails unless the key is the one of this exam, in the state in which it was graded.
    pub(crate) fn check_key(&self, key: &AnswerKey) -> Result<(), Vec<Diagnostic>> {
        let mut facts = Vec::new();
        let exam = &self.summary.exam;
        if (&key.title, &key.code) != (&exam.title, &exam.code) {
            facts.push(format!(
                "the key is that of '{}' ({}), the results are those of '{}' ({})",
                key.title, key.code, exam.title, exam.code
            ));
        }
        if key.common_cut() != self.summary.cut_score {
            facts.push("the key and the results have different cut scores".to_owned());
        }
        facts.extend(self.items.iter().filter_map(|(id, figures)| differs(key, id, figures)));
        let wrong: Vec<Diagnostic> =
            facts.into_iter().map(|fact| contradiction(summary::FILE, Place::File, fact)).collect();
        if wrong.is_empty() { Ok(()) } else { Err(wrong) }
    }
}

/// How the statistics of an item differ from its copy in the key.
fn differs(key: &AnswerKey, id: &ItemId, figures: &ItemAnalysis) -> Option<String> {
    let Some(item) = key.item(id) else {
        return Some(format!("the results hold item {id}, which the key does not know"));
    };
    if item.rev != figures.rev {
        return Some(format!(
            "item {id} has revision {} in the key and {} in the results",
            item.rev, figures.rev
        ));
    }
    let figures_of = |id: &ChoiceId| figures.choices.iter().find(|figures| figures.choice == *id);
    let known = item.choices.iter().filter(|choice| figures_of(&choice.id).is_some()).count();
    let same = item.choices.iter().all(|c| figures_of(&c.id).is_none_or(|f| f.key == c.key));
    (known != figures.choices.len() || !same)
        .then(|| format!("item {id} has other choices or another key in the results"))
}

/// A contradiction inside a set, or between a set and its key.
pub(crate) fn contradiction(file: &str, place: Place, fact: impl Into<String>) -> Diagnostic {
    Diagnostic::error(code::CONTRADICTION, fact).at(file, place, "").help(code::GRADE_AGAIN)
}

fn check_files(source: Source<'_>, summary: &Summary) -> Vec<Diagnostic> {
    let mut wrong = Vec::new();
    for file in NEEDED.into_iter().filter(|&file| !summary.files.contains_key(file)) {
        let fact = format!("{} does not name {file}", summary::FILE);
        wrong.push(Diagnostic::error(code::MISSING, fact).at(summary::FILE, Place::File, ""));
    }
    for (file, expected) in &summary.files {
        if !is_plain(file) {
            let fact = format!("{} names '{file}', which is no plain file name", summary::FILE);
            wrong.push(Diagnostic::error(code::MALFORMED, fact).at(summary::FILE, Place::File, ""));
            continue;
        }
        match source::digest(source, file) {
            Ok(found) if found.eq_ignore_ascii_case(expected) => {}
            Ok(_) => wrong.push(altered(file)),
            Err(diagnostic) => wrong.push(diagnostic),
        }
    }
    wrong
}

fn altered(file: &str) -> Diagnostic {
    let fact = format!("{file} is not the file that {} describes: its SHA-256 differs", summary::FILE);
    Diagnostic::error(code::DIGEST, fact).at(file, Place::File, "").help(code::GRADE_AGAIN)
}

fn is_plain(file: &str) -> bool {
    !file.starts_with('.')
        && !file.is_empty()
        && file.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(&b))
}

/// Reads the scores once: are there as many as the books say? And which names will the reports have?
fn check_scores(source: Source<'_>, summary: &Summary) -> Result<FileNames, Diagnostic> {
    let wrong = |fact: String| Err(contradiction(scores::FILE, Place::File, fact));
    let mut scores = Scores::open(source)?;
    let (mut graded, mut passed, mut absent) = (0, 0, 0);
    let mut names = Collector::default();
    while let Some(candidate) = scores.next()? {
        if names.add(&candidate.id) == Err(Twice) {
            return wrong(format!("candidate {} occurs twice", candidate.id));
        }
        match candidate.outcome {
            Outcome::Graded(score) => {
                graded += 1;
                passed += u64::from(score.passed == Some(true));
            }
            Outcome::Absent => absent += 1,
            Outcome::Withheld => {}
        }
    }
    let counts = [
        ("graded", graded, Some(summary.balance.graded)),
        ("absent", absent, Some(summary.absent)),
        ("passed", passed, summary.statistics.passed),
    ];
    for (word, found, expected) in counts {
        if let Some(expected) = expected.filter(|&expected| expected != found) {
            return wrong(format!("{found} candidates are {word} in the scores, {expected} in the summary"));
        }
    }
    Ok(names.finish())
}

#[cfg(test)]
mod tests;
