//! The header of a wide answer file: candidate, form, and a column per question.

use crate::columns::{CANDIDATE, Columns, FORM, HeaderFaults, Meaning, NAME, canonical_headers};
use crate::records::Record;
use mockexam_model::Diagnostic;

/// Where a wide answer file holds what. Indices count from 0.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct AnswerHeader {
    pub(crate) width: usize,
    pub(crate) candidate: usize,
    pub(crate) name: Option<usize>,
    pub(crate) form: Option<usize>,
    /// Columns of the questions by number.
    pub(crate) questions: Vec<usize>,
    /// Trailing columns without a header.
    pub(crate) unnamed: Vec<usize>,
}

/// Fewest and most questions that a form of the exam has.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Lengths {
    pub(crate) fewest: usize,
    pub(crate) most: usize,
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

/// The number of a question by its header: `1`, `Q1`, `q 1`, `Question 1`. Too large numbers count as the largest.
fn question_number(canonical: &str) -> Option<usize> {
    let rest =
        canonical.strip_prefix("question").or_else(|| canonical.strip_prefix('q')).unwrap_or(canonical);
    let digits = rest.strip_prefix(' ').unwrap_or(rest);
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    Some(digits.parse().unwrap_or(usize::MAX))
}

impl AnswerHeader {
    /// Understands the header of an answer file, or collects all that is wrong with it.
    pub(crate) fn resolve(file: &str, record: &Record, lengths: Lengths) -> Result<Self, Vec<Diagnostic>> {
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
        let mut numbered: Vec<(usize, usize)> = Vec::new();
        let columns = Columns::assign(record, MEANINGS, EXPECTED, &mut faults, |header, index| {
            numbered.extend(question_number(header).map(|number| (number, index)));
            numbered.last().is_some_and(|&(_, last)| last == index)
        });
        let candidate = columns.of(Known::Candidate);
        if candidate.is_none() {
            faults.missing("candidate", record);
        }
        let questions = in_order(numbered, lengths, &mut faults);
        match candidate {
            Some(candidate) if faults.found.is_empty() => Ok(Self {
                width: record.len(),
                candidate,
                name: columns.of(Known::Name),
                form: columns.of(Known::Form),
                questions,
                unnamed: columns.unnamed,
            }),
            _ => Err(faults.found),
        }
    }
}

/// Columns of questions 1, 2 … without gap or repetition.
fn in_order(
    mut numbered: Vec<(usize, usize)>,
    lengths: Lengths,
    faults: &mut HeaderFaults<'_>,
) -> Vec<usize> {
    numbered.sort_unstable();
    let most = lengths.most;
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
    numbered.dedup_by_key(|(number, _)| *number);
    for &(number, column) in &numbered {
        if number == 0 || number > most {
            let message = match number {
                0 => "there is no question 0".to_owned(),
                usize::MAX => "there is no question of that number".to_owned(),
                _ => format!("there is no question {number}: no form has more than {most} questions"),
            };
            faults.column("G14", column, message, "check that the file belongs to this exam".to_owned());
        }
    }
    let last = numbered.iter().map(|&(number, _)| number).filter(|&number| number <= most).max().unwrap_or(0);
    let absent = |number: &usize| numbered.binary_search_by_key(number, |&(n, _)| n).is_err();
    for gap in runs((1..=last.max(lengths.fewest)).filter(absent)) {
        let message = match gap {
            (one, last) if one == last => format!("no column holds question {one}"),
            (first, last) => format!("no columns hold questions {first} to {last}"),
        };
        let help = format!("head the columns 1 to {most}; leave cells empty where nothing was marked");
        faults.header("G13", message, help);
    }
    numbered.into_iter().map(|(_, column)| column).collect()
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
        let lengths = Lengths { fewest: 3, most: 4 };
        let resolve = |file: &str, record: &Record| AnswerHeader::resolve(file, record, lengths);
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
            questions: vec![2, 3, 4],
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
        assert_eq!((mixed.questions, mixed.unnamed), (vec![4, 2, 0, 7], vec![8, 9]));
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
