//! A row of an answer file becomes responses, or the reason why it cannot.

use crate::cell::read_question;
use crate::columns::canonical;
use crate::header::{AnswerHeader, Condition, Spelling, Width};
use crate::plan::{ColumnLabel, FormPlan};
use crate::record::Record;
use crate::shown::{inert, shown, shown_bytes};
use crate::suspicion::{Suspicions, without_steering};
use crate::translate::translated;
use crate::{Roster, RosterEntry};
use mockexam_model::fact::{Fact, sayings as say};
use mockexam_model::{CandidateId, Diagnostic, Place, QuestionScore, RowState};
use std::sync::OnceLock;

/// Why a row cannot be graded, whatever other rows there are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct RowFault {
    pub(crate) state: RowState,
    /// Index of the cell at fault.
    pub(crate) column: Option<usize>,
    /// Line of that cell, if it is not the first of its row.
    pub(crate) line: Option<u64>,
    pub(crate) fact: Fact,
}

impl RowFault {
    pub(crate) const fn new(state: RowState, column: Option<usize>, fact: Fact) -> Self {
        Self { state, column, line: None, fact }
    }
}

/// A row that can be read: whose it is, and to which form it responds.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Readable {
    pub(crate) account: u32,
    pub(crate) form: usize,
}

/// Reads the rows of one file.
#[derive(Debug)]
pub(crate) struct RowReader<'x> {
    pub(crate) header: &'x AnswerHeader,
    pub(crate) forms: &'x [FormPlan],
    pub(crate) roster: Option<&'x Roster>,
    /// The code of the exam.
    pub(crate) exam: &'x str,
    /// The form that the caller gives for all rows.
    pub(crate) form: Option<usize>,
    /// Whether points of open questions stand in a file of their own.
    pub(crate) marks_apart: bool,
    /// Whether an id of the file starts with 0.
    pub(crate) keeps_zeros: bool,
    /// What unknown ids may be; made at the first one.
    pub(crate) suspicions: OnceLock<Suspicions<'x>>,
}

impl<'x> RowReader<'x> {
    /// The cell of the candidate as it is read.
    pub(crate) fn id<'r>(&self, record: &'r Record) -> Option<&'r str> {
        record.text(self.header.candidate).map(|cell| self.header.id.read(cell))
    }

    /// The candidate as written, or why it is none.
    pub(crate) fn candidate<'r>(&self, record: &'r Record) -> Result<&'r str, RowFault> {
        let column = self.header.candidate;
        let fault = |fact| Err(RowFault::new(RowState::UnknownCandidate, Some(column), fact));
        match self.id(record) {
            None => fault(say::NO_TEXT.of([shown_bytes(record.cell(column)).into()])),
            Some("") => fault(say::NO_CANDIDATE.fact()),
            Some(text) => match CandidateId::new(text) {
                Ok(_) => Ok(text),
                Err(_) => fault(match without_steering(text) {
                    Some((plain, character)) => {
                        let character = format!("U+{:04X}", u32::from(character));
                        say::INVISIBLE.of([shown(text).into(), character.into(), shown(&plain).into()])
                    }
                    None => say::NO_ID.of([shown(text).into()]),
                }),
            },
        }
    }

    /// Whether the row belongs to another exam.
    pub(crate) fn foreign(&self, file: &str, record: &Record) -> Option<Diagnostic> {
        let column = self.header.exam?;
        let written = record.text(column).unwrap_or("\u{fffd}");
        if written.is_empty() || written.eq_ignore_ascii_case(self.exam) {
            return None;
        }
        let origin = record.origin(column);
        let (line, column) = origin.map_or((record.line(), column), |origin| (origin.line, origin.column));
        let place = Place::Cell { line, column: u32::try_from(column + 1).ok() };
        let message =
            format!("the row belongs to exam {}, but this is exam {}", shown(written), shown(self.exam));
        Some(
            Diagnostic::error("G18", message)
                .at(file, place, "")
                .help("these are answers of another exam: name its folder, or take the row out of the file"),
        )
    }

    /// Reads and scores the responses in a row of the candidate with this account; none if nobody knows the candidate.
    pub(crate) fn read(
        &self,
        record: &Record,
        account: Option<u32>,
        scores: &mut Vec<QuestionScore>,
    ) -> Result<Readable, RowFault> {
        let read = self.whole(record).and_then(|()| {
            let Some(account) = account else {
                return Err(self.candidate(record).map_or_else(|fault| fault, |id| self.unknown(id)));
            };
            self.surely(record)?;
            self.conditions(record)?;
            let form = self.form(record, account)?;
            self.stems(record, form)?;
            self.cells(record, form, scores).map(|()| Readable { account, form })
        });
        read.map_err(|fault| match fault.column.and_then(|column| record.origin(column)) {
            Some(origin) => RowFault { column: Some(origin.column), line: Some(origin.line), ..fault },
            None => fault,
        })
    }

    /// How many cells from the first tell whose row it is, and of which exam.
    pub(crate) fn front(&self) -> usize {
        self.header.candidate.max(self.header.exam.unwrap_or(0)) + 1
    }

    /// The roster's entry of an account.
    pub(crate) fn entry(&self, account: u32) -> Option<&RosterEntry> {
        self.roster?.entries().get(account as usize)
    }

    /// Whether the row has its cells, and could be gathered where it was.
    fn whole(&self, record: &Record) -> Result<(), RowFault> {
        if let Some((origin, fact)) = &record.flaw {
            let (column, line) = (Some(origin.column), Some(origin.line));
            return Err(RowFault { state: RowState::Invalid, column, line, fact: fact.clone() });
        }
        let (fits, width) = match self.header.width {
            Width::Exactly(width) => (record.len() == width, width),
            Width::AtMost(width) => (record.len() <= width, width),
        };
        if fits {
            return Ok(());
        }
        let fact = say::WIDTH.of([record.len().into(), width.into()]);
        Err(RowFault::new(RowState::Invalid, None, fact))
    }

    /// Whether the candidate cannot be another one whose leading zeros a spreadsheet dropped.
    fn surely(&self, record: &Record) -> Result<(), RowFault> {
        let Some(roster) = self.roster.filter(|_| !self.keeps_zeros) else { return Ok(()) };
        let Some((id, other)) = self.id(record).and_then(|id| Some((id, roster.with_zeros(id)?))) else {
            return Ok(());
        };
        let fact = say::LOST_ZEROS.of([shown(id).into(), shown(other).into()]);
        Err(RowFault::new(RowState::UnknownCandidate, Some(self.header.candidate), fact))
    }

    fn unknown(&self, candidate: &str) -> RowFault {
        let unknown = say::UNKNOWN.of([shown(candidate).into()]);
        let suspicions = self.suspicions.get_or_init(|| Suspicions::new(self.roster));
        let fact = match suspicions.of(candidate) {
            Some(suspicion) => say::BESIDES.of([unknown.into(), suspicion.into()]),
            None => unknown,
        };
        RowFault::new(RowState::UnknownCandidate, Some(self.header.candidate), fact)
    }

    /// Whether the attempt is over and the candidate was there.
    fn conditions(&self, record: &Record) -> Result<(), RowFault> {
        let text = |column: usize| record.text(column).unwrap_or("\u{fffd}");
        for condition in &self.header.conditions {
            let (column, fact) = match condition {
                Condition::Finished { column, words }
                    if !words.contains(&canonical(text(*column)).as_str()) =>
                {
                    (*column, say::NOT_FINISHED.of([shown(text(*column)).into()]))
                }
                Condition::Present { column, absent } if text(*column).eq_ignore_ascii_case(absent) => {
                    (*column, say::SAID_ABSENT.of([(*absent).into()]))
                }
                _ => continue,
            };
            return Err(RowFault::new(RowState::Invalid, Some(column), fact));
        }
        Ok(())
    }

    /// Whether the stems in the row are those of the form.
    fn stems(&self, record: &Record, form: usize) -> Result<(), RowFault> {
        let Spelling::Texts(texts) = &self.header.spelling else { return Ok(()) };
        for condition in &self.header.conditions {
            let Condition::Stem { column, question } = *condition else { continue };
            let text = record.text(column).unwrap_or("\u{fffd}");
            if texts.plain(text).is_empty() || texts.is_stem(text, form, question.saturating_sub(1)) {
                continue;
            }
            let fact = say::OTHER_STEM.of([shown(text).into(), question.into(), self.code(form).into()]);
            return Err(RowFault::new(RowState::Invalid, Some(column), fact));
        }
        Ok(())
    }

    /// Reads and scores the cells of the questions, and sees that nothing stands where nothing may.
    fn cells(&self, record: &Record, form: usize, scores: &mut Vec<QuestionScore>) -> Result<(), RowFault> {
        let invalid = |column, fact| RowFault::new(RowState::Invalid, Some(column), fact);
        let (Some(plan), Some(columns)) = (self.forms.get(form), self.header.forms.get(form)) else {
            return Err(RowFault::new(RowState::UnknownForm, None, say::NO_FORM.fact()));
        };
        if let Some(missing) = columns.missing {
            let fact = say::NO_COLUMN.of([plan.code.as_str().into(), missing.to_string().into()]);
            return Err(RowFault::new(RowState::Invalid, None, fact));
        }
        // What stands there is of an earlier row, and every score is put in its place.
        scores.resize_with(plan.questions.len(), QuestionScore::default);
        let is_gathered = record.is_gathered();
        let is_plain = !is_gathered && matches!(self.header.spelling, Spelling::Own);
        let mut cells = columns.cells.as_slice();
        for ((number, question), score) in (1..).zip(&plan.questions).zip(scores) {
            // Nearly all cells of nearly all files: a letter, or nothing.
            if let (true, Some((column, rest))) = (is_plain, cells.split_first())
                && question.score_letter(record.cell(*column), score)
            {
                cells = rest;
                continue;
            }
            let (own, rest) = cells.split_at(question.field.cells().min(cells.len()));
            cells = rest;
            let column = |part: usize| own.get(part).copied().unwrap_or(usize::MAX);
            if is_gathered
                && !question.is_apart(self.marks_apart)
                && let Some(part) = own.iter().position(|&column| record.lacks(column))
            {
                let fact = say::NO_ROW_ANSWERS.of([question.label(number, part).to_string().into()]);
                return Err(RowFault::new(RowState::Invalid, None, fact));
            }
            let response = match &self.header.spelling {
                Spelling::Own => read_question(&question.field, |part| record.cell(column(part))),
                other => {
                    translated(other, (form, number - 1), &question.field, |part| record.cell(column(part)))
                }
            };
            let response = response.map_err(|(part, fact)| {
                let (label, cell) = (question.label(number, part), shown_bytes(record.cell(column(part))));
                invalid(column(part), say::CELL.of([label.to_string().into(), cell.into(), fact.into()]))
            })?;
            *score = question.scored(response);
        }
        self.idle(record, plan, &columns.idle).map_err(|(column, fact)| invalid(column, fact))
    }

    /// Sees that columns that hold nothing of this form are empty.
    fn idle(
        &self,
        record: &Record,
        plan: &FormPlan,
        idle: &[(ColumnLabel, usize)],
    ) -> Result<(), (usize, Fact)> {
        let nothing = |column: usize| match &self.header.spelling {
            Spelling::Texts(texts) => record.text(column).is_some_and(|text| texts.plain(text).is_empty()),
            Spelling::Bits | Spelling::Ticks => {
                record.cell(column).iter().all(|byte| matches!(byte, b'0' | b';' | b' '))
            }
            Spelling::Own => record.text(column) == Some(""),
        };
        if let Some(&(label, column)) = idle.iter().find(|(_, column)| !nothing(*column)) {
            let what = shown_bytes(record.cell(column)).into();
            let (label, asked) = (label.to_string().into(), label.question <= plan.questions.len());
            let fact = match (plan.code.as_str().into(), asked) {
                (code, false) => say::PAST_THE_END.of([what, label, code, plan.questions.len().into()]),
                (code, true) => say::NOT_ASKED_SO.of([what, label, code]),
            };
            return Err((column, fact));
        }
        match self.header.unnamed.iter().find(|&&column| record.text(column) != Some("")) {
            None => Ok(()),
            Some(&column) => Err((column, say::NO_HEADER.of([shown_bytes(record.cell(column)).into()]))),
        }
    }
}

/// A candidate as a finding shows it.
pub(crate) fn finding_name(candidate: &str) -> String {
    inert(candidate, 256)
}
