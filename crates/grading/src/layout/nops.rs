//! The two files of R/exams for written exams: `Daten.txt`, as its scanner writes it, and `nops_eval.csv`.
//!
//! Answers are five digits, one for each choice. Neither file quotes: a name with a semicolon shifts its row, which then has a
//! cell too many and is not graded.

use super::head::{Assigning, Head, label_behind};
use super::questions::{Beyond, by_number};
use super::{Exam, Fit, Layout, LayoutInfo, Resolved};
use crate::header::{AnswerHeader, FormCell, FormKind, Spelling, Width};
use crate::plan::ColumnLabel;
use crate::table::First;
use mockexam_model::Diagnostic;

/// `nops_eval.csv`.
pub(super) struct NopsEval;

/// `Daten.txt`.
pub(super) struct NopsScan;

const EVAL: &str = "registration, id, exam, scrambling, scan, answer.1, solution.1, check.1, points.1 …";

impl Layout for NopsEval {
    fn info(&self) -> &'static LayoutInfo {
        &LayoutInfo {
            name: "nops-eval",
            system: "R/exams, results",
            export: "nops_eval() writes nops_eval.csv",
            headers: EVAL,
        }
    }

    fn fit(&self, head: &Head<'_>, _: &Exam<'_>) -> Fit {
        let answers = head.any(|name| label_behind(name, &["answer"]).is_some());
        if answers && head.has_all(&["registration", "scrambling"]) { Fit::Signature } else { Fit::No }
    }

    fn resolve(&self, head: &Head<'_>, exam: &Exam<'_>) -> Result<Resolved, Vec<Diagnostic>> {
        let mut columns = Assigning::new(head);
        let candidate = columns.candidate(&[&["registration"]]);
        let name = columns.one("name", &["name"]);
        let form = columns.one("form", &["exam"]).map(|column| FormCell { column, kind: FormKind::SheetId });
        columns.ignore(&["id", "scrambling", "scan", "points", "mark"]);
        let numbered = columns.those(|name| label_behind(name, &["answer"]));
        columns.ignore_those(|name| label_behind(name, &["solution", "check", "points"]).is_some());
        let unnamed = columns.refuse_the_rest(EVAL);
        let forms = by_number(numbered, &exam.needs, Beyond::Idle, &mut columns.faults);
        exam.form_is_named(form, &mut columns.faults);
        columns.finish(|| {
            Resolved::wide(AnswerHeader {
                width: Width::Exactly(head.record.len()),
                candidate: candidate.unwrap_or_default(),
                name,
                form,
                forms,
                unnamed,
                spelling: Spelling::Bits,
                ..AnswerHeader::default()
            })
        })
    }
}

const SCAN: &str = "no header; picture, sheet, scrambling, type, replacement flag, registration, then five digits for each of 45 questions, parted by blanks";

/// Cells before the answers.
const BEFORE: usize = 6;
/// Answers in every row, whatever the exam has. There is no header: this is what shows that no column is missing.
const ANSWERS: usize = 45;
const SHEET: usize = 1;
const REGISTRATION: usize = 5;

impl Layout for NopsScan {
    fn info(&self) -> &'static LayoutInfo {
        &LayoutInfo {
            name: "nops-scan",
            system: "R/exams, scans",
            export: "nops_scan() puts Daten.txt into its zip file",
            headers: SCAN,
        }
    }

    fn separators(&self) -> &'static [u8] {
        b" "
    }

    fn fit(&self, head: &Head<'_>, _: &Exam<'_>) -> Fit {
        let is_digits = |column: usize, least: usize| {
            let text = head.text(column);
            text.len() >= least && text.bytes().all(|byte| byte.is_ascii_digit())
        };
        const SHEET_DIGITS: usize = 11;
        let fits = head.record.len() == BEFORE + ANSWERS
            && is_digits(SHEET, SHEET_DIGITS)
            && (SHEET + 1..BEFORE).all(|column| is_digits(column, 1))
            && (BEFORE..head.record.len()).all(|column| is_bits(head.text(column)));
        if fits { Fit::Signature } else { Fit::No }
    }

    fn resolve(&self, head: &Head<'_>, exam: &Exam<'_>) -> Result<Resolved, Vec<Diagnostic>> {
        let mut columns = Assigning::new(head);
        if head.record.len() != BEFORE + ANSWERS {
            let message = format!("the first row has {} cells, not {}", head.record.len(), BEFORE + ANSWERS);
            columns.faults.header("G11", message, format!("expected is {SCAN}"));
        }
        let label = |question: usize| ColumnLabel { question, part: None };
        let answers =
            (BEFORE..head.record.len()).map(|column| (label(column + 1 - BEFORE), column)).collect();
        let forms = by_number(answers, &exam.needs, Beyond::Idle, &mut columns.faults);
        let form = Some(FormCell { column: SHEET, kind: FormKind::SheetId });
        let header = AnswerHeader {
            width: Width::Exactly(head.record.len()),
            candidate: REGISTRATION,
            form,
            forms,
            spelling: Spelling::Bits,
            ..AnswerHeader::default()
        };
        columns.finish(|| Resolved { header, long: None, first: First::Row })
    }
}

fn is_bits(text: &str) -> bool {
    text.len() == 5 && text.bytes().all(|byte| matches!(byte, b'0' | b'1'))
}
