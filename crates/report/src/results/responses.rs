//! responses.csv: a row per graded candidate and question.

use super::hashed::FileDigest;
use super::table::Table;
use super::{ResultsError, number};
use mockexam_model::{AnswerKey, Response, ScoreSheet};
use std::io::Write;

pub(super) const FILE: &str = "responses.csv";

const COLUMNS: [&str; 9] =
    ["candidate", "form", "question", "item", "rev", "response", "state", "points", "maximum"];

/// Writes responses.csv.
pub(super) struct Responses<W: Write> {
    table: Table<W>,
    forms: Vec<FormCells>,
}

/// The cells of a form that are the same for everybody.
struct FormCells {
    code: String,
    questions: Vec<QuestionCells>,
}

struct QuestionCells {
    number: String,
    item: String,
    rev: String,
    maximum: String,
}

impl<W: Write> Responses<W> {
    pub(super) fn new(key: &AnswerKey, writer: W) -> Result<Self, ResultsError> {
        let forms = key.forms().iter().map(|form| FormCells {
            code: form.code.to_string(),
            questions: (1_usize..)
                .zip(key.questions(form))
                .map(|(number, (_, item))| QuestionCells {
                    number: number.to_string(),
                    item: item.id.to_string(),
                    rev: item.rev.to_string(),
                    maximum: number::points(item.points),
                })
                .collect(),
        });
        Ok(Self { table: Table::new(FILE, writer, COLUMNS)?, forms: forms.collect() })
    }

    pub(super) fn graded(&mut self, sheet: &ScoreSheet) -> Result<(), ResultsError> {
        let misfit = ResultsError::Sheet { form: sheet.form, scores: sheet.scores.len() };
        let Some(form) = self.forms.get(sheet.form).filter(|form| form.questions.len() == sheet.scores.len())
        else {
            return Err(misfit);
        };
        for (question, score) in form.questions.iter().zip(&sheet.scores) {
            self.table.text(sheet.candidate.as_str())?;
            self.table.cell(&form.code)?;
            self.table.cell(&question.number)?;
            self.table.cell(&question.item)?;
            self.table.cell(&question.rev)?;
            let given = score.response.text();
            match score.response {
                Response::Written(_) => self.table.text(&given)?,
                _ => self.table.cell(&given)?,
            }
            self.table.cell(score.response.state())?;
            self.table.cell(&number::points(score.points))?;
            self.table.cell(&question.maximum)?;
            self.table.end()?;
        }
        Ok(())
    }

    pub(super) fn finish(self) -> Result<FileDigest, ResultsError> {
        self.table.finish()
    }
}
