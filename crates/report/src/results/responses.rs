//! responses.csv: a row per graded candidate and question.

use super::number::Spellings;
use super::table::{Rows, Table, spelled};
use super::{ResultsError, guarded, number};
use mockexam_model::{AnswerKey, Marks, Response, ScoreSheet};
use std::io::Write;
use std::sync::Arc;

pub(super) const FILE: &str = "responses.csv";

const COLUMNS: [&str; 9] =
    ["candidate", "form", "question", "item", "rev", "response", "state", "points", "maximum"];

/// Rows of responses.csv.
#[derive(Debug, Clone)]
pub(super) struct Responses {
    pub(super) rows: Rows,
    forms: Arc<[FormCells]>,
    spellings: Arc<Spellings>,
    /// The first cells of all rows of the candidate at hand.
    head: Vec<u8>,
}

/// The cells of a form that are the same for everybody.
#[derive(Debug)]
struct FormCells {
    code: String,
    questions: Vec<QuestionCells>,
}

#[derive(Debug)]
struct QuestionCells {
    /// Number, item and rev.
    head: String,
    maximum: String,
}

/// Starts responses.csv.
pub(super) fn table<W: Write>(writer: W) -> Result<Table<W>, ResultsError> {
    Table::new(FILE, writer, COLUMNS)
}

impl Responses {
    pub(super) fn new(key: &AnswerKey, spellings: &Arc<Spellings>) -> Self {
        let forms = key.forms().iter().map(|form| FormCells {
            code: form.code.to_string(),
            questions: (1_usize..)
                .zip(key.questions(form))
                .map(|(number, (_, item))| QuestionCells {
                    // Numbers and ids of a bank, which need no quotation marks.
                    head: format!("{number},{},{}", item.id, item.rev),
                    maximum: number::points(item.points),
                })
                .collect(),
        });
        let (rows, spellings) = (Rows::new(FILE), Arc::clone(spellings));
        Self { rows, forms: forms.collect(), spellings, head: Vec::new() }
    }

    pub(super) fn graded(&mut self, sheet: &ScoreSheet) -> Result<(), ResultsError> {
        let misfit = ResultsError::Sheet { form: sheet.form, scores: sheet.scores.len() };
        let Some(form) = self.forms.get(sheet.form).filter(|form| form.questions.len() == sheet.scores.len())
        else {
            return Err(misfit);
        };
        self.head.clear();
        let candidate = guarded(sheet.candidate.as_str());
        let candidate = spelled(&candidate).map_err(|error| ResultsError::csv(FILE, error))?;
        self.head.extend_from_slice(&candidate);
        self.head.push(b',');
        self.head.extend_from_slice(form.code.as_bytes());
        for (question, score) in form.questions.iter().zip(&sheet.scores) {
            self.rows.ready(&self.head);
            self.rows.ready(question.head.as_bytes());
            match &score.response {
                Response::Chosen(marks) if marks.count() == 1 => self.rows.ready(letter(*marks)),
                Response::Blank => self.rows.ready(b""),
                Response::Written(text) => self.rows.text(text)?,
                other => self.rows.cell(&other.text())?,
            }
            self.rows.ready(score.response.state().as_bytes());
            self.rows.ready(self.spellings.of(score.points).as_bytes());
            self.rows.ready(question.maximum.as_bytes());
            self.rows.end();
        }
        Ok(())
    }
}

/// The letter of a single mark.
fn letter(mark: Marks) -> &'static [u8] {
    const LETTERS: &[u8; 26] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    let place = usize::from(mark.highest().unwrap_or_default());
    LETTERS.get(place..=place).unwrap_or_default()
}
