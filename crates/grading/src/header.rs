//! What an answer file holds where, whatever its layout: what the gate needs to read a row.

use crate::option_text::OptionTexts;
use crate::plan::ColumnLabel;
use std::collections::{BTreeMap, BTreeSet};

/// Where an answer file holds what. Indices count from 0.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct AnswerHeader {
    /// Name of the layout.
    pub(crate) layout: &'static str,
    pub(crate) width: Width,
    pub(crate) candidate: usize,
    /// How the cell of the candidate is read.
    pub(crate) id: IdSpelling,
    pub(crate) name: Option<usize>,
    pub(crate) form: Option<FormCell>,
    /// The form whose key the file has with it.
    pub(crate) form_of_key: Option<usize>,
    /// The code of the exam.
    pub(crate) exam: Option<usize>,
    /// For each form, where its responses are.
    pub(crate) forms: Vec<FormColumns>,
    /// Trailing columns without a header.
    pub(crate) unnamed: Vec<usize>,
    /// What else must hold of a row.
    pub(crate) conditions: Vec<Condition>,
    pub(crate) spelling: Spelling,
}

/// How many cells a row must have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Width {
    Exactly(usize),
    /// Empty cells at the end may be left out.
    AtMost(usize),
}

impl Default for Width {
    fn default() -> Self {
        Self::Exactly(0)
    }
}

/// How the cell of the candidate is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum IdSpelling {
    /// As it stands.
    #[default]
    Whole,
    /// The name of a picture: the id is what stands before its ending and behind its folder.
    FileName,
}

impl IdSpelling {
    /// The id in a cell.
    pub(crate) fn read(self, cell: &str) -> &str {
        match self {
            Self::Whole => cell,
            Self::FileName => {
                let name = cell.rsplit(['/', '\\']).next().unwrap_or(cell);
                name.rsplit_once('.').map_or(name, |(stem, _)| stem).trim()
            }
        }
    }
}

/// The column of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct FormCell {
    pub(crate) column: usize,
    pub(crate) kind: FormKind,
}

/// What the column of the form holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FormKind {
    /// The code. With an exam of one form, it must not be left out.
    Code,
    /// The code, or nothing where one form is used.
    CodeOrNothing,
    /// The number of an answer sheet of R/exams: a date, then five digits that number the form. They are the code, or the
    /// whole is.
    SheetId,
}

/// What must hold of a row beside its responses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Condition {
    /// The attempt is over: the cell has one of these words, in canonical spelling.
    Finished { column: usize, words: &'static [&'static str] },
    /// The cell does not say that the candidate was absent.
    Present { column: usize, absent: &'static str },
    /// The cell, if it has anything, is the stem of a question of the candidate's form (from 1).
    Stem { column: usize, question: usize },
}

/// How responses are written.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) enum Spelling {
    /// Our own: letters, numbers, words.
    #[default]
    Own,
    /// The texts of choices, or letters.
    Texts(Box<OptionTexts>),
    /// A digit for each choice, 1 where it is marked: `01000`.
    Bits,
    /// The same with `;` between, or letters, or 0 for nothing: `0;1;0;0`.
    Ticks,
}

/// Where the responses to a form are.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct FormColumns {
    /// Columns in the order of questions and parts.
    pub(crate) cells: Vec<usize>,
    /// The first response that has no column.
    pub(crate) missing: Option<ColumnLabel>,
    /// Columns that hold nothing of this form, with the question of another one.
    pub(crate) idle: Vec<(ColumnLabel, usize)>,
}

impl FormColumns {
    /// A column that no file has: its cells are empty.
    const NOWHERE: usize = usize::MAX;

    /// The columns of a form that asks these labels (ascending), among those of all questions (ascending).
    fn new(
        form: &[ColumnLabel],
        questions: &[(ColumnLabel, usize)],
        is_apart: impl Fn(&ColumnLabel) -> bool,
    ) -> Self {
        let mut columns = Self::default();
        for label in form {
            match questions.binary_search_by_key(label, |(label, _)| *label) {
                Ok(found) => columns.cells.extend(questions.get(found).map(|(_, column)| *column)),
                Err(_) if is_apart(label) => columns.cells.push(Self::NOWHERE),
                Err(_) => columns.missing = columns.missing.or(Some(*label)),
            }
        }
        let of_form = |label: &ColumnLabel| form.binary_search(label).is_ok();
        columns.idle = questions.iter().filter(|(label, _)| !of_form(label)).copied().collect();
        columns
    }

    /// As [`FormColumns::new`], where each column belongs to one question of this form or to none.
    pub(crate) fn matched(
        form: &[ColumnLabel],
        held: &BTreeMap<ColumnLabel, usize>,
        elsewhere: Vec<(ColumnLabel, usize)>,
        is_apart: impl Fn(&ColumnLabel) -> bool,
    ) -> Self {
        let column = |label| held.get(label).copied().or_else(|| is_apart(label).then_some(Self::NOWHERE));
        let cells = form.iter().map_while(column).collect();
        let missing = form.iter().find(|label| column(label).is_none()).copied();
        Self { cells, missing, idle: elsewhere }
    }
}

/// The columns that each form of the exam needs, ascending.
#[derive(Debug, Clone, Default)]
pub(crate) struct Needs {
    pub(crate) forms: Vec<Vec<ColumnLabel>>,
    /// Those among them of which the file may have none: their points come from a file of marks.
    pub(crate) apart: Vec<BTreeSet<ColumnLabel>>,
}

impl Needs {
    pub(crate) fn of_any(&self) -> BTreeSet<ColumnLabel> {
        self.forms.iter().flatten().copied().collect()
    }

    pub(crate) fn by_every(&self, label: &ColumnLabel) -> bool {
        self.forms.iter().all(|form| form.binary_search(label).is_ok())
    }

    /// Whether no form needs the column from the answer file.
    pub(crate) fn by_none(&self, label: &ColumnLabel) -> bool {
        let needs = |(form, labels): (usize, &Vec<ColumnLabel>)| {
            labels.binary_search(label).is_ok() && !self.is_apart(form, label)
        };
        !self.forms.iter().enumerate().any(needs)
    }

    /// Whether points of a form come from elsewhere.
    pub(crate) fn is_apart(&self, form: usize, label: &ColumnLabel) -> bool {
        self.apart.get(form).is_some_and(|apart| apart.contains(label))
    }

    /// The columns of each form among those of all questions (ascending).
    pub(crate) fn columns(&self, questions: &[(ColumnLabel, usize)]) -> Vec<FormColumns> {
        let forms = self.forms.iter().enumerate();
        forms
            .map(|(index, form)| FormColumns::new(form, questions, |label| self.is_apart(index, label)))
            .collect()
    }

    pub(crate) fn last_question(&self) -> usize {
        self.forms.iter().flatten().map(|label| label.question).max().unwrap_or(0)
    }
}
