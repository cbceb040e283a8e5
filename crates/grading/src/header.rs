//! The header of a wide answer file: candidate, form, and a column per question.

use crate::columns::{CANDIDATE, Columns, FORM, HeaderFaults, Meaning, NAME, canonical_headers};
use crate::plan::ColumnLabel;
use crate::records::Record;
use mockexam_model::Diagnostic;
use std::collections::BTreeSet;

/// Where a wide answer file holds what. Indices count from 0.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct AnswerHeader {
    pub(crate) width: usize,
    pub(crate) candidate: usize,
    pub(crate) name: Option<usize>,
    pub(crate) form: Option<usize>,
    /// Columns of questions and their parts.
    pub(crate) questions: Vec<(ColumnLabel, usize)>,
    /// For each form, where its responses are.
    pub(crate) forms: Vec<FormColumns>,
    /// Trailing columns without a header.
    pub(crate) unnamed: Vec<usize>,
}

/// Where the responses to a form are.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct FormColumns {
    /// Columns in the order of questions and parts.
    pub(crate) cells: Vec<usize>,
    /// The first response that has no column.
    pub(crate) missing: Option<ColumnLabel>,
    /// Columns that hold nothing of this form.
    pub(crate) idle: Vec<(ColumnLabel, usize)>,
}

impl FormColumns {
    fn new(form: &[ColumnLabel], questions: &[(ColumnLabel, usize)]) -> Self {
        let mut columns = Self::default();
        for label in form {
            match questions.binary_search_by_key(label, |(label, _)| *label) {
                Ok(found) => columns.cells.extend(questions.get(found).map(|(_, column)| *column)),
                Err(_) => columns.missing = columns.missing.or(Some(*label)),
            }
        }
        let of_form = |label: &ColumnLabel| form.binary_search(label).is_ok();
        columns.idle = questions.iter().filter(|(label, _)| !of_form(label)).copied().collect();
        columns
    }
}

/// The columns that each form of the exam needs, ascending.
#[derive(Debug, Clone)]
pub(crate) struct Needs(pub(crate) Vec<Vec<ColumnLabel>>);

impl Needs {
    fn of_any(&self) -> BTreeSet<ColumnLabel> {
        self.0.iter().flatten().copied().collect()
    }

    fn by_every(&self, label: &ColumnLabel) -> bool {
        self.0.iter().all(|form| form.binary_search(label).is_ok())
    }

    fn last_question(&self) -> usize {
        self.0.iter().flatten().map(|label| label.question).max().unwrap_or(0)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Known {
    Candidate,
    Name,
    Form,
}

const MEANINGS: &[Meaning<Known>] = &[
    Meaning { means: Known::Candidate, name: "candidate", aliases: CANDIDATE },
    Meaning { means: Known::Name, name: "name", aliases: NAME },
    Meaning { means: Known::Form, name: "form", aliases: FORM },
];

const EXPECTED: &str = "candidate, name, form and a column per question headed 1, 2 … or Q1, Q2 …";

/// The question and part of a header: `1`, `Q1`, `q 1`, `Question 1`, `12a`, `Q12 b`. Too large numbers count as the
/// largest.
fn question_label(canonical: &str) -> Option<ColumnLabel> {
    let rest =
        canonical.strip_prefix("question").or_else(|| canonical.strip_prefix('q')).unwrap_or(canonical);
    let rest = rest.strip_prefix(' ').unwrap_or(rest);
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    if digits == 0 {
        return None;
    }
    let (number, letter) = rest.split_at(digits);
    let part = match letter.strip_prefix(' ').unwrap_or(letter).as_bytes() {
        [] => None,
        [letter @ b'a'..=b'z'] => Some(usize::from(letter - b'a')),
        _ => return None,
    };
    Some(ColumnLabel { question: number.parse().unwrap_or(usize::MAX), part })
}

impl AnswerHeader {
    /// Understands the header of an answer file, or collects all that is wrong with it.
    pub(crate) fn resolve(file: &str, record: &Record, needs: &Needs) -> Result<Self, Vec<Diagnostic>> {
        let mut faults = HeaderFaults::new(file, record.line());
        let headers = canonical_headers(record);
        let has = |words: &[&str]| headers.iter().any(|header| words.contains(&header.as_str()));
        if has(&["question", "item", "question number"]) && has(&["answer", "response"]) {
            faults.header(
                "G15",
                "the file is in the long layout (candidate, question, answer), which is not read yet"
                    .to_owned(),
                "write one row per candidate with a column per question".to_owned(),
            );
            return Err(faults.found);
        }
        let mut numbered: Vec<(ColumnLabel, usize)> = Vec::new();
        let columns = Columns::assign(record, MEANINGS, EXPECTED, &mut faults, |header, index| {
            numbered.extend(question_label(header).map(|label| (label, index)));
            numbered.last().is_some_and(|&(_, last)| last == index)
        });
        let candidate = columns.of(Known::Candidate);
        if candidate.is_none() {
            faults.missing("candidate", record);
        }
        let questions = in_order(numbered, needs, &mut faults);
        match candidate {
            Some(candidate) if faults.found.is_empty() => Ok(Self {
                width: record.len(),
                candidate,
                name: columns.of(Known::Name),
                form: columns.of(Known::Form),
                forms: needs.0.iter().map(|form| FormColumns::new(form, &questions)).collect(),
                questions,
                unnamed: columns.unnamed,
            }),
            _ => Err(faults.found),
        }
    }
}

/// Columns of questions and parts, each once, with all that every form needs and nothing that none has.
fn in_order(
    mut numbered: Vec<(ColumnLabel, usize)>,
    needs: &Needs,
    faults: &mut HeaderFaults<'_>,
) -> Vec<(ColumnLabel, usize)> {
    numbered.sort_unstable();
    let most = needs.last_question();
    if numbered.is_empty() {
        let help = format!("expected are columns 1 to {most}, or Q1 to Q{most}");
        faults.header("G11", "no column holds a question".to_owned(), help);
        return Vec::new();
    }
    for pair in numbered.windows(2) {
        if pair[0].0 == pair[1].0 {
            faults.twice(&format!("responses to question {}", pair[0].0), pair[0].1, pair[1].1);
        }
    }
    numbered.dedup_by_key(|(label, _)| *label);
    let known = needs.of_any();
    for (label, column) in numbered.iter().filter(|(label, _)| !known.contains(label)) {
        let help = "check that the file belongs to this exam".to_owned();
        faults.column("G14", *column, unknown_question(*label, &known, most), help);
    }
    let held = |label: &ColumnLabel| numbered.binary_search_by_key(label, |(label, _)| *label).is_ok();
    let held_question = |number| numbered.iter().any(|(label, _)| label.question == number);
    let last = numbered.iter().map(|(label, _)| label.question).filter(|&n| n <= most).max().unwrap_or(0);
    let absent = |label: &&ColumnLabel| {
        !held(label) && (needs.by_every(label) || label.question < last && !held_question(label.question))
    };
    let (parts, whole): (Vec<ColumnLabel>, Vec<ColumnLabel>) =
        known.iter().filter(absent).partition(|label| label.part.is_some());
    for gap in runs(whole.into_iter().map(|label| label.question)) {
        let message = match gap {
            (one, last) if one == last => format!("no column holds question {one}"),
            (first, last) => format!("no columns hold questions {first} to {last}"),
        };
        let help = format!("head the columns 1 to {most}; leave cells empty where nothing was marked");
        faults.header("G13", message, help);
    }
    for label in parts {
        let help = format!("head a column {label}; leave cells empty where nothing was marked");
        faults.header("G13", format!("no column holds the part {label}"), help);
    }
    numbered
}

/// Why a column has no question.
fn unknown_question(label: ColumnLabel, known: &BTreeSet<ColumnLabel>, most: usize) -> String {
    let ColumnLabel { question, part } = label;
    let mut parts = known.iter().filter(|known| known.question == question);
    match (question, parts.next(), parts.next_back()) {
        (0, ..) => "there is no question 0".to_owned(),
        (usize::MAX, ..) => "there is no question of that number".to_owned(),
        (_, None, _) => format!("there is no question {question}: no form has more than {most} questions"),
        (_, Some(first), Some(last)) if part.is_none() => {
            format!("question {question} is answered in parts, {first} to {last}")
        }
        _ => format!("question {question} has no such part on any form"),
    }
}

/// Ascending numbers as stretches, both ends included.
fn runs(numbers: impl Iterator<Item = usize>) -> Vec<(usize, usize)> {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for number in numbers {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == number => *last = number,
            _ => runs.push((number, number)),
        }
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{CsvSource, GradingError, table::open_table};

    fn read(header: &str) -> Result<AnswerHeader, String> {
        read_for(header, &[&["1", "2", "3"], &["1", "2", "3", "4"]])
    }

    fn label(text: &str) -> ColumnLabel {
        question_label(text).unwrap()
    }

    fn read_for(header: &str, forms: &[&[&str]]) -> Result<AnswerHeader, String> {
        let needs = Needs(forms.iter().map(|form| form.iter().map(|text| label(text)).collect()).collect());
        let resolve = |file: &str, record: &Record| AnswerHeader::resolve(file, record, &needs);
        match open_table(&mut CsvSource::bytes("a.csv", header.as_bytes()), &resolve) {
            Ok(table) => Ok(table.header),
            Err(GradingError::Refused(found)) => {
                let facts = found.into_iter().map(|diagnostic| {
                    let Place::Cell { line, column } = &diagnostic.labels[0].place else { panic!() };
                    let column = column.map(|column| format!(":{column}")).unwrap_or_default();
                    format!(
                        "{} {line}{column} {}\n    {}",
                        diagnostic.code,
                        diagnostic.message,
                        diagnostic.help.unwrap()
                    )
                });
                Err(facts.collect::<Vec<_>>().join("\n"))
            }
            Err(error) => panic!("{error}"),
        }
    }
    use mockexam_model::Place;

    #[test]
    fn headers_are_known_by_meaning_in_any_order_and_dialect() {
        let plain = AnswerHeader {
            width: 5,
            candidate: 0,
            name: None,
            form: Some(1),
            questions: [("1", 2), ("2", 3), ("3", 4)].map(|(text, column)| (label(text), column)).into(),
            forms: vec![
                FormColumns { cells: vec![2, 3, 4], ..FormColumns::default() },
                FormColumns { cells: vec![2, 3, 4], missing: Some(label("4")), idle: vec![] },
            ],
            unnamed: vec![],
        };
        for header in [
            "candidate,form,1,2,3",
            "ID;Version;Q1;Q2;Q3",
            "\u{feff}Student ID\tExam form\tQuestion 1\tquestion_2\tQuestion 3\n",
            "\"candidate\",\"form\",\"q01\",\"Q.2\",\"q 3\"\r\n",
        ] {
            assert_eq!(read(header).as_ref(), Ok(&plain), "{header}");
        }
        let mixed = read("3,Timestamp,2,name,1,e-mail,id,4,,").unwrap();
        assert_eq!((mixed.candidate, mixed.name, mixed.form), (6, Some(3), None));
        let columns: Vec<usize> = mixed.questions.iter().map(|(_, column)| *column).collect();
        assert_eq!((columns, mixed.unnamed), (vec![4, 2, 0, 7], vec![8, 9]));
        assert_eq!(mixed.forms[0].idle, [(label("4"), 7)]);
    }

    #[test]
    fn parts_have_columns_of_their_own() {
        let forms: [&[&str]; 2] = [&["1", "2a", "2b"], &["1a", "1b", "2"]];
        let header = read_for("id,form,Q1,1a,1b,q2,Q2a,\"2 b\"", &forms).unwrap();
        assert_eq!(header.forms[0].cells, [2, 6, 7]);
        assert_eq!(header.forms[1].cells, [3, 4, 5]);
        assert_eq!(header.forms[1].idle.iter().map(|(_, column)| *column).collect::<Vec<_>>(), [2, 6, 7]);
        let only: [&[&str]; 1] = [&["1", "2a", "2b"]];
        for (broken, fact) in [
            ("id,1,2", "question 2 is answered in parts, 2a to 2b"),
            ("id,1,2a", "no column holds the part 2b"),
            ("id,1,2a,2b,2c", "question 2 has no such part on any form"),
            ("id,1,2a,2b,2B", "both hold the responses to question 2b"),
        ] {
            let error = read_for(broken, &only).unwrap_err();
            assert!(error.contains(fact), "{broken}: {error}");
        }
    }

    #[test]
    fn a_hostile_header_is_told_of_in_bounds() {
        let header = format!("candidate{}", ",Q1".repeat(100_000));
        assert_eq!(read(&header).unwrap_err().lines().filter(|line| line.starts_with('G')).count(), 101);
    }

    #[test]
    fn what_is_unknown_is_refused_with_what_was_expected() {
        let cases = [
            "candidate,form,1,2,3,score",
            "form,1,2,3",
            "candidate,student id,1,2,3",
            "candidate,1,2,Q2,3",
            "candidate,1,3",
            "candidate,1,2",
            "candidate,0,1,2,3,4,5,99999999999999999999999",
            "candidate,name",
            "candidate,question,answer",
            ",candidate,1,2,3",
            "QuizName,StudentID,Stu1,PriKey1,Points1,Mark1",
            "Last name;First name;Status;Response 1;Right answer 1",
            "b\u{0},\u{1b}[2J",
        ];
        let all = cases.map(|case| format!("{case:?}\n{}\n", read(case).unwrap_err()));
        insta::assert_snapshot!(all.join("\n"));
    }
}
