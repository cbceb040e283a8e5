//! A row of a wide answer file becomes responses, or the reason why it cannot.

use crate::cell::read_question;
use crate::header::AnswerHeader;
use crate::ledger::Ledger;
use crate::plan::FormPlan;
use crate::records::Record;
use crate::shown::{inert, listed, shown, shown_bytes};
use crate::{Roster, RosterEntry};
use mockexam_model::{CandidateId, FormCode, Response, RowState};

/// Why a row cannot be graded, whatever other rows there are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct RowFault {
    pub(crate) state: RowState,
    /// Index of the cell at fault.
    pub(crate) column: Option<usize>,
    pub(crate) message: String,
}

/// A row as far as it can be read.
#[derive(Debug)]
pub(crate) struct Row<'x> {
    /// The candidate as written.
    pub(crate) candidate: &'x str,
    /// Their account, if the row names a candidate that is known.
    pub(crate) account: Option<u32>,
    /// Whose responses to which form the reader now holds, or why it holds none.
    pub(crate) read: Result<Readable, RowFault>,
}

/// A row that can be read.
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
    /// The form that the caller gives for all rows.
    pub(crate) form: Option<usize>,
    /// Responses of the last row; used again for the next.
    pub(crate) responses: Vec<Response>,
}

impl RowReader<'_> {
    /// The candidate as written, or why it is none.
    pub(crate) fn candidate<'x>(&self, record: &'x Record) -> Result<&'x str, RowFault> {
        let fault = |message| {
            Err(RowFault { state: RowState::UnknownCandidate, column: Some(self.header.candidate), message })
        };
        match record.text(self.header.candidate) {
            None => fault(format!("{} is no text", shown_bytes(record.cell(self.header.candidate)))),
            Some("") => fault("the row names no candidate".to_owned()),
            Some(text) => match CandidateId::new(text) {
                Ok(_) => Ok(text),
                Err(_) => fault(format!("{} cannot be the id of a candidate", shown(text))),
            },
        }
    }

    /// Reads a row of the candidate with this account; none if nobody knows the candidate.
    pub(crate) fn read<'x>(
        &mut self,
        record: &'x Record,
        account: Option<u32>,
        ledger: &mut Ledger<'_>,
    ) -> Row<'x> {
        let read = self.width(record).and_then(|()| {
            let Some(account) = account else {
                return Err(self.candidate(record).map_or_else(|fault| fault, |id| self.unknown(id, ledger)));
            };
            let form = self.form(record, account)?;
            self.cells(record, form).map(|()| Readable { account, form })
        });
        Row { candidate: record.text(self.header.candidate).unwrap_or_default(), account, read }
    }

    /// The roster's entry of an account.
    pub(crate) fn entry(&self, account: u32) -> Option<&RosterEntry> {
        self.roster?.entries().get(account as usize)
    }

    fn width(&self, record: &Record) -> Result<(), RowFault> {
        if record.len() == self.header.width {
            return Ok(());
        }
        let message = format!("the row has {} cells, the header has {}", record.len(), self.header.width);
        Err(RowFault { state: RowState::Invalid, column: None, message })
    }

    fn unknown(&self, candidate: &str, ledger: &mut Ledger<'_>) -> RowFault {
        let mut message = format!("the roster has no candidate {}", shown(candidate));
        if let Some(similar) = ledger.similar(candidate) {
            let differs = "differs only in leading zeros or in case";
            message.push_str(&format!("; {} {differs}", shown(similar.as_str())));
        }
        RowFault { state: RowState::UnknownCandidate, column: Some(self.header.candidate), message }
    }

    /// The one form that row, caller and roster agree on. An exam with a single form needs nobody to name it.
    fn form(&self, record: &Record, account: u32) -> Result<usize, RowFault> {
        let column = self.header.form;
        let fault = |message| Err(RowFault { state: RowState::UnknownForm, column, message });
        let written = column.map(|column| record.text(column).unwrap_or("\u{fffd}")).unwrap_or_default();
        let in_row = match written {
            "" => None,
            text => match self.forms.iter().position(|form| text.eq_ignore_ascii_case(form.code.as_str())) {
                Some(form) => Some(form),
                None => return fault(self.no_such_form("the row", text)),
            },
        };
        let in_roster = match self.entry(account).and_then(|entry| entry.form.as_ref()) {
            None => None,
            Some(code) => match self.forms.iter().position(|form| form.code == *code) {
                Some(form) => Some(form),
                None => return fault(self.no_such_form("the roster", code.as_str())),
            },
        };
        let sources = [("the row", in_row), ("the call", self.form), ("the roster", in_roster)];
        let mut named = sources.into_iter().filter_map(|(who, form)| Some((who, form?)));
        let Some((first, form)) = named.next() else {
            return match (self.forms, column) {
                ([_], None) => Ok(0),
                _ => fault("no form is given".to_owned()),
            };
        };
        match named.find(|(_, other)| *other != form) {
            None => Ok(form),
            Some((second, other)) => fault(format!(
                "{first} says form {}, {second} says form {}",
                self.code(form),
                self.code(other)
            )),
        }
    }

    fn code(&self, form: usize) -> String {
        self.forms.get(form).map(|form| form.code.to_string()).unwrap_or_default()
    }

    fn no_such_form(&self, who: &str, text: &str) -> String {
        const MOST: usize = 12;
        let known = match self.forms {
            [only] => format!("its only form is {}", only.code),
            few if few.len() <= MOST => {
                format!("its forms are {}", listed(few.iter().map(|form| &form.code)))
            }
            many => {
                let (first, last) = (many.first().map(|f| &f.code), many.last().map(|f| &f.code));
                let range =
                    first.zip(last).map(|(first, last)| format!("{first} to {last}")).unwrap_or_default();
                format!("it has {} forms, {range}", many.len())
            }
        };
        let mut message = format!("{who} says form {}, which the exam does not have; {known}", shown(text));
        let folded = |code: &str| code.trim_start_matches('0').to_ascii_uppercase();
        if let Some(similar) = self.forms.iter().find(|form| folded(form.code.as_str()) == folded(text)) {
            message.push_str(&format!(" ({} differs only in leading zeros)", similar.code));
        }
        message
    }

    /// Reads the cells of the questions into `responses`, and sees that nothing stands where nothing may.
    fn cells(&mut self, record: &Record, form: usize) -> Result<(), RowFault> {
        let invalid = |column, message| RowFault { state: RowState::Invalid, column: Some(column), message };
        let (Some(plan), Some(columns)) = (self.forms.get(form), self.header.forms.get(form)) else {
            return Err(RowFault { state: RowState::UnknownForm, column: None, message: String::new() });
        };
        if let Some(missing) = columns.missing {
            let message =
                format!("form {} asks question {missing}, for which the file has no column", plan.code);
            return Err(RowFault { state: RowState::Invalid, column: None, message });
        }
        self.responses.clear();
        let mut cells = columns.cells.as_slice();
        for (number, question) in (1..).zip(&plan.questions) {
            let (own, rest) = cells.split_at(question.field.cells().min(cells.len()));
            cells = rest;
            let column = |part: usize| own.get(part).copied().unwrap_or(usize::MAX);
            let response = read_question(&question.field, |part| record.cell(column(part)));
            self.responses.push(response.map_err(|(part, fact)| {
                let cell = shown_bytes(record.cell(column(part)));
                invalid(column(part), format!("question {}: {cell} {fact}", question.label(number, part)))
            })?);
        }
        for &(label, column) in &columns.idle {
            if record.text(column) != Some("") {
                let what = shown_bytes(record.cell(column));
                let asked = plan.questions.len();
                let message = match label.question > asked {
                    true => {
                        format!("{what} answers question {label}, but form {} ends at {asked}", plan.code)
                    }
                    false => {
                        format!("{what} answers question {label}, which form {} does not ask so", plan.code)
                    }
                };
                return Err(invalid(column, message));
            }
        }
        match self.header.unnamed.iter().find(|&&column| record.text(column) != Some("")) {
            None => Ok(()),
            Some(&column) => {
                let what = shown_bytes(record.cell(column));
                Err(invalid(column, format!("{what} stands in a column without a header")))
            }
        }
    }
}

/// A candidate as a finding shows it.
pub(crate) fn finding_name(candidate: &str) -> String {
    inert(candidate, 256)
}

/// The index of a form by its code, whatever its case.
pub(crate) fn form_index(forms: &[FormPlan], code: &FormCode) -> Option<usize> {
    forms.iter().position(|form| form.code == *code)
}
