//! Layouts of answer files: one file for each, and a line in [`LAYOUTS`].
//!
//! A layout knows a file by the headers that it must have, never by their order. One that some system writes (its
//! *signature*) goes before our own layouts. If nothing or more than one thing fits, the file is refused with what was
//! seen and what each layout expects.

mod amc;
mod blackboard;
mod brightspace;
mod canvas;
mod formscanner;
mod google;
mod gradescope;
mod head;
mod long;
mod microsoft;
mod moodle;
mod nops;
mod omrchecker;
mod questions;
mod scantron;
mod wide;
mod zipgrade;

use crate::columns::{HARMLESS, HeaderFaults};
use crate::encoding::Look;
use crate::fold::folded;
use crate::header::{AnswerHeader, FormCell, FormColumns, Needs};
use crate::option_text::{OptionTexts, Writing};
use crate::pivot::{self, LongColumns};
use crate::plan::{ColumnLabel, FormPlan};
use crate::shown::{listed, shown};
use crate::table::{First, SEPARATORS, Shape, Table, look_at};
use crate::{CsvSource, GradingError};
pub(crate) use head::question_label;
use head::{Assigning, Head};
use mockexam_model::{AnswerKey, Diagnostic, Place};
use questions::{Stems, by_stem};
use std::cell::OnceCell;
use std::collections::BTreeSet;

/// What people need to know of a layout.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LayoutInfo {
    /// Its name on the command line.
    pub name: &'static str,
    /// The system that writes it.
    pub system: &'static str,
    /// How to get the file out of the system.
    pub export: &'static str,
    /// The headers by which it is known.
    pub headers: &'static str,
}

/// A layout of answer files.
pub(crate) trait Layout: Sync {
    fn info(&self) -> &'static LayoutInfo;

    /// Separators under which such a file may come.
    fn separators(&self) -> &'static [u8] {
        b",;\t"
    }

    /// How well the first record fits.
    fn fit(&self, head: &Head<'_>, exam: &Exam<'_>) -> Fit;

    /// Understands the first record, or collects all that is wrong with it.
    fn resolve(&self, head: &Head<'_>, exam: &Exam<'_>) -> Result<Resolved, Vec<Diagnostic>>;
}

/// How well a file fits a layout.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Fit {
    No,
    /// It may be one of our own layouts, with or without mistakes.
    Own,
    /// It has what only this system writes.
    Signature,
}

/// An answer file as its layout understands it.
#[derive(Debug)]
pub(crate) struct Resolved {
    pub(crate) header: AnswerHeader,
    /// Where the answers are, if each has a row of its own.
    pub(crate) long: Option<LongColumns>,
    pub(crate) first: First,
}

impl Resolved {
    /// A row for each candidate below a header.
    const fn wide(header: AnswerHeader) -> Self {
        Self { header, long: None, first: First::Header }
    }
}

/// All layouts. Names are in the order of the documentation.
static LAYOUTS: &[&dyn Layout] = &[
    &wide::Wide,
    &long::Long,
    &zipgrade::ZipGrade,
    &google::GoogleForms,
    &microsoft::MicrosoftForms,
    &moodle::Moodle,
    &canvas::Canvas,
    &blackboard::Blackboard,
    &brightspace::Brightspace,
    &amc::Amc,
    &nops::NopsEval,
    &nops::NopsScan,
    &omrchecker::OmrChecker,
    &formscanner::FormScanner,
    &scantron::Scantron,
    &gradescope::Gradescope,
];

/// All layouts, for help and documentation.
pub fn layouts() -> impl Iterator<Item = &'static LayoutInfo> {
    LAYOUTS.iter().map(|layout| layout.info())
}

/// The exam as layouts need it.
pub(crate) struct Exam<'k> {
    pub(crate) key: &'k AnswerKey,
    pub(crate) forms: &'k [FormPlan],
    pub(crate) needs: Needs,
    /// Whether the call, the roster or the single form says which form a candidate had.
    pub(crate) form_is_known: bool,
    stems: OnceCell<Stems>,
}

impl<'k> Exam<'k> {
    /// The exam of a key; `marks_apart` if the points of open questions stand in a file of their own.
    pub(crate) fn new(
        key: &'k AnswerKey,
        forms: &'k [FormPlan],
        form_is_known: bool,
        marks_apart: bool,
    ) -> Self {
        let needs = Needs {
            forms: forms.iter().map(|form| form.labels().collect()).collect(),
            apart: forms.iter().map(|form| form.awards_apart(marks_apart).collect()).collect(),
        };
        Self { key, forms, needs, form_is_known, stems: OnceCell::new() }
    }

    /// The stems of all questions.
    pub(crate) fn stems(&self) -> &Stems {
        self.stems.get_or_init(|| {
            let forms = self.key.forms().iter().enumerate();
            Stems::new(forms.flat_map(|(form, asked)| {
                let questions = (1..).zip(self.key.questions(asked));
                questions.map(move |(question, (_, item))| {
                    (folded(&item.stem.plain()), (form, ColumnLabel { question, part: None }))
                })
            }))
        })
    }

    /// The texts of all choices, as a system writes them.
    pub(crate) fn texts(&self, writing: Writing) -> Box<OptionTexts> {
        Box::new(OptionTexts::new(self.key, writing))
    }

    /// A file without a column for the form needs somebody else to name it.
    fn form_is_named(&self, form: Option<FormCell>, faults: &mut HeaderFaults<'_>) {
        if form.is_none() && !self.form_is_known {
            let help = "add a column 'form', give one form for all rows, or name the forms in the roster";
            faults.header("G16", "nothing says which form the candidates had".to_owned(), help.to_owned());
        }
    }
}

/// What a call says of a file before it is opened.
#[derive(Debug, Clone, Default)]
pub(crate) struct Wish {
    pub(crate) layout: Option<&'static str>,
    pub(crate) candidate: Option<String>,
}

/// Finds the one layout and separator under which a file is understood.
///
/// # Errors
/// As for [`open_table`]; a file that no layout or more than one understands is refused.
pub(crate) fn open(
    source: &mut CsvSource<'_>,
    look: Look,
    exam: &Exam<'_>,
) -> Result<Table<AnswerHeader>, GradingError> {
    let wish = source.wish().clone();
    let layouts: Vec<&dyn Layout> =
        LAYOUTS.iter().copied().filter(|l| wish.layout.is_none_or(|name| l.info().name == name)).collect();
    let mut separators: Vec<u8> = Vec::new();
    for separator in layouts.iter().flat_map(|layout| layout.separators()) {
        if !separators.contains(separator) {
            separators.push(*separator);
        }
    }
    let mut fitting = Fitting { found: Vec::new(), seen: Vec::new() };
    let opened = look_at(source, look, &separators, &mut |file, record, separator| {
        let head = Head::new(file, record, separator, wish.candidate.as_deref());
        fitting.look(&head, &layouts, exam, wish.layout.is_some());
    })?;
    let (layout, separator, resolved) = match fitting.choose(source.name()) {
        Ok(chosen) => chosen,
        Err(refusal) => return Err(GradingError::Refused(opened.explain(refusal))),
    };
    let Resolved { mut header, long, first } = resolved;
    header.layout = layout.name;
    let table = opened.table(separator, header, first, Shape::Wide);
    match long {
        None => Ok(table),
        Some(columns) => {
            let gathering = pivot::survey(source, &table, columns, exam)?;
            Ok(table.gathered(gathering))
        }
    }
}

/// What speaks against a file, and how many columns were read for it.
type Refusal = Option<(usize, Vec<Diagnostic>)>;

/// An understanding of a file, or what speaks against it.
struct Attempt {
    layout: &'static LayoutInfo,
    fit: Fit,
    separator: u8,
    width: usize,
    resolved: Result<Resolved, Vec<Diagnostic>>,
}

/// All attempts to understand a file, and the first cells under each separator.
struct Fitting {
    found: Vec<Attempt>,
    seen: Vec<(usize, String, u64)>,
}

impl Fitting {
    fn look(&mut self, head: &Head<'_>, layouts: &[&dyn Layout], exam: &Exam<'_>, is_forced: bool) {
        const SHOWN: usize = 8;
        let width = head.record.len();
        let cells = (0..width.min(SHOWN)).map(|column| shown(head.text(column)));
        let more = if width > SHOWN { " …" } else { "" };
        if SEPARATORS.contains(&head.separator) {
            let cells = cells.collect::<Vec<_>>().join(", ");
            self.seen.push((width, format!("{cells}{more}"), head.record.line()));
        }
        for layout in layouts.iter().filter(|layout| layout.separators().contains(&head.separator)) {
            let fit = if is_forced { Fit::Signature } else { layout.fit(head, exam) };
            if fit == Fit::No {
                continue;
            }
            let resolved = layout.resolve(head, exam);
            let (layout, separator) = (layout.info(), head.separator);
            self.found.push(Attempt { layout, fit, separator, width, resolved });
        }
    }

    /// The one understanding of the best fit; otherwise why there is none.
    fn choose(self, file: &str) -> Result<(&'static LayoutInfo, u8, Resolved), Refusal> {
        let Self { found, seen } = self;
        let Some(best) = found.iter().map(|attempt| attempt.fit).max() else {
            let widest = seen.iter().map(|(width, ..)| *width).max();
            return Err(widest.map(|width| (width, vec![unknown(file, &seen)])));
        };
        let (good, bad): (Vec<Attempt>, Vec<Attempt>) =
            found.into_iter().filter(|attempt| attempt.fit == best).partition(|a| a.resolved.is_ok());
        let names: BTreeSet<&str> = good.iter().map(|attempt| attempt.layout.name).collect();
        if names.len() > 1 {
            return Err(Some((usize::MAX, vec![ambiguous(file, &seen, &names)])));
        }
        let mut chosen = good.into_iter();
        if let Some(Attempt { layout, separator, resolved: Ok(resolved), .. }) = chosen.next() {
            return Ok((layout, separator, resolved));
        }
        let widest = bad.into_iter().reduce(|best, next| if next.width > best.width { next } else { best });
        Err(widest.and_then(|attempt| Some((attempt.width, attempt.resolved.err()?))))
    }
}

fn widest(seen: &[(usize, String, u64)]) -> (&str, u64) {
    let widest = seen.iter().rev().max_by_key(|(width, ..)| *width);
    widest.map_or(("", 1), |(_, cells, line)| (cells.as_str(), *line))
}

fn unknown(file: &str, seen: &[(usize, String, u64)]) -> Diagnostic {
    let (cells, line) = widest(seen);
    let expected = layouts().map(|layout| format!("\n  {}: {}", layout.name, layout.headers));
    let help = format!(
        "name the layout with --layout, or rename the columns; layouts and what they expect:{}",
        expected.collect::<String>()
    );
    Diagnostic::error("G17", format!("the layout of the file is not known; its first row has {cells}"))
        .at(file, Place::Cell { line, column: None }, "")
        .help(help)
}

fn ambiguous(file: &str, seen: &[(usize, String, u64)], names: &BTreeSet<&str>) -> Diagnostic {
    let (cells, line) = widest(seen);
    let message =
        format!("the file fits several layouts, {}; its first row has {cells}", listed(names.iter()));
    let expected = layouts().filter(|layout| names.contains(layout.name));
    let expected = expected.map(|layout| format!("\n  {}: {}", layout.name, layout.headers));
    Diagnostic::error("G17", message)
        .at(file, Place::Cell { line, column: None }, "")
        .help(format!("name the right one with --layout; what they expect:{}", expected.collect::<String>()))
}

/// The columns of each form in files whose headers are texts of questions: all columns that are left are looked at, and
/// those that are questions are taken.
fn by_text(columns: &mut Assigning<'_, '_>, exam: &Exam<'_>, clean: fn(&str) -> String) -> Vec<FormColumns> {
    let left: Vec<(usize, String)> = columns
        .left()
        .into_iter()
        .filter(|&column| {
            !columns.head.names.get(column).is_some_and(|name| HARMLESS.contains(&name.as_str()))
        })
        .map(|column| (column, clean(columns.head.text(column))))
        .collect();
    let (forms, unknown) = by_stem(&left, exam, &mut columns.faults);
    for (column, _) in left.iter().filter(|(column, _)| !unknown.contains(column)) {
        columns.take(*column);
    }
    forms
}

/// Whether a name is that of a layout; the name as it is known.
pub(crate) fn known(name: &str) -> Option<&'static str> {
    layouts().map(|layout| layout.name).find(|known| *known == name)
}

#[cfg(test)]
mod tests;
