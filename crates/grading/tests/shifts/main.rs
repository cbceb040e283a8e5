//! No silent shifts: files of all layouts with their columns in another order, with columns that nobody knows, without their
//! last empty cells, with other separators, encodings, newlines and languages are read as what they are, or refused.

#![expect(clippy::unwrap_used, reason = "a test that cannot make its data must fail")]

mod class;

use class::{ITEMS, LAYOUTS, Sheets, candidate, digits, sheets};
use mockexam_grading::{CsvSource, GradingError, Roster, Setup, grade};
use mockexam_model::{
    AnswerKey, ChoiceId, ChoiceScoring, ChoiceSnapshot, FormCode, FormKey, ItemId, ItemSnapshot, Level,
    Points, QuestionKey, RichText, SnapshotContent, Style, Task, TopicId, Values,
};
use proptest::prelude::*;
use proptest::test_runner::{RngAlgorithm, TestRng, TestRunner};

fn key() -> AnswerKey {
    let choice = |(n, text): (usize, &&str), right: usize| ChoiceSnapshot {
        id: ChoiceId::new(&format!("c{}", n + 1)).unwrap(),
        key: n < right,
        content: SnapshotContent::Text(RichText::literal(text)),
        why: RichText::default(),
    };
    let item = |(id, (stem, right, choices)): (usize, &(&str, usize, [&str; 4]))| ItemSnapshot {
        id: ItemId::new(&format!("it-{id}")).unwrap(),
        rev: 1,
        topic: TopicId::new("t").unwrap(),
        level: Level::Remember,
        style: Style::Standard,
        points: Points::from_whole(1 << id),
        concepts: vec![],
        stimulus: None,
        stem: RichText::literal(stem),
        explanation: RichText::default(),
        task: Task::Choose { count: u8::try_from(*right).unwrap(), scoring: ChoiceScoring::AllOrNothing },
        statements: vec![],
        choices: choices.iter().enumerate().map(|pair| choice(pair, *right)).collect(),
    };
    let items: Vec<ItemSnapshot> = ITEMS.iter().enumerate().map(item).collect();
    let question = |item: &ItemSnapshot, turn: usize| {
        let mut choices = vec![0, 1, 2, 3];
        choices.rotate_left(turn % 4);
        QuestionKey { item: item.id.clone(), statements: vec![], choices, values: Values::new() }
    };
    let forms = [("0001", 1, 0), ("0002", 2, 1)].map(|(code, start, turn)| {
        let asked = (0..items.len()).map(|n| (n * 2 + start) % items.len());
        let questions = asked.enumerate().map(|(n, item)| question(&items[item], n + turn)).collect();
        FormKey { code: FormCode::new(code).unwrap(), questions }
    });
    AnswerKey::new("Test".into(), "QX7".into(), None, vec![], items, vec![], forms.into()).unwrap()
}

/// What somebody marked of each item: canonical choices.
type Sheet = Vec<Vec<u8>>;

#[derive(Debug, Clone)]
struct Case {
    layout: usize,
    form: usize,
    sheets: Vec<Sheet>,
    order: Vec<u32>,
    rows: Vec<u32>,
    inserted: Option<(usize, usize, usize)>,
    dropped: bool,
    separator: usize,
    encoding: usize,
    crlf: bool,
    german: bool,
}

fn case() -> impl Strategy<Value = Case> {
    let marks = prop_oneof![
        1 => Just(vec![]),
        6 => (0_u8..4).prop_map(|mark| vec![mark]),
        2 => Just(vec![0, 1]),
        1 => Just(vec![1, 3]),
    ];
    let sheets = prop::collection::vec(prop::collection::vec(marks, ITEMS.len()), 1..4);
    let inserted = prop::option::weighted(0.4, (0_usize..40, 0_usize..UNKNOWN.len(), 0_usize..4));
    let order = prop::collection::vec(any::<u32>(), 60);
    let file = (inserted, prop::bool::weighted(0.3), 0_usize..3, 0_usize..5, any::<bool>(), any::<bool>());
    (0..LAYOUTS.len(), 0_usize..2, sheets, order.clone(), order, file).prop_map(
        |(layout, form, sheets, order, rows, (inserted, dropped, separator, encoding, crlf, german))| Case {
            layout,
            form,
            sheets,
            order,
            rows,
            inserted,
            dropped,
            separator,
            encoding,
            crlf,
            german,
        },
    )
}

/// Headers that nobody knows, some of which look like others.
const UNKNOWN: [&str; 9] = ["Zeta", "Score 1", "6", "Q9", "Answer", "", "Mark1", "Stu9", "Notes"];

/// The file, and whether nothing was done to it that could make it unreadable.
fn written(case: &Case, form: &FormKey) -> (Vec<u8>, bool) {
    let Sheets { groups, separators, has_header, moves } = sheets(case, form);
    let mut order: Vec<usize> = (0..groups.len()).collect();
    if moves {
        order.sort_by_key(|&group| case.order.get(group));
    }
    let mut columns: Vec<(String, Vec<String>)> =
        order.iter().flat_map(|&group| groups[group].clone()).collect();
    let count = columns[0].1.len();
    if let Some((at, header, cell)) = case.inserted {
        let cells = (0..count).map(|_| ["", "A", "00010", "1"][cell].to_owned()).collect();
        columns.insert(at % (columns.len() + 1), (UNKNOWN[header].to_owned(), cells));
    }
    let mut rows: Vec<usize> = (0..count).collect();
    rows.sort_by_key(|&row| case.rows.get(row));
    let headers = columns.iter().map(|(header, _)| header.clone()).collect::<Vec<_>>();
    let cells =
        rows.iter().map(|&row| columns.iter().map(|(_, cells)| cells[row].clone()).collect::<Vec<_>>());
    let mut records: Vec<Vec<String>> = has_header.then_some(headers).into_iter().chain(cells).collect();
    let mut is_whole = case.inserted.is_none();
    if case.dropped {
        for record in records.iter_mut().skip(usize::from(has_header)) {
            let length = record.iter().rposition(|cell| !cell.is_empty()).map_or(1, |last| last + 1);
            is_whole &= length == record.len() || LAYOUTS[case.layout] == "formscanner";
            record.truncate(length);
        }
    }
    let separator = separators[case.separator % separators.len()];
    let terminator = if case.crlf { csv::Terminator::CRLF } else { csv::Terminator::Any(b'\n') };
    let mut writer = csv::WriterBuilder::new()
        .delimiter(separator)
        .terminator(terminator)
        .flexible(true)
        .from_writer(Vec::new());
    for record in &records {
        writer.write_record(record).unwrap();
    }
    (encoded(&String::from_utf8(writer.into_inner().unwrap()).unwrap(), case.encoding), is_whole)
}

fn encoded(text: &str, encoding: usize) -> Vec<u8> {
    let units = || format!("\u{feff}{text}").encode_utf16().collect::<Vec<u16>>();
    match encoding {
        0 => text.as_bytes().to_vec(),
        1 => format!("\u{feff}{text}").into_bytes(),
        2 => units().into_iter().flat_map(u16::to_le_bytes).collect(),
        3 => units().into_iter().flat_map(u16::to_be_bytes).collect(),
        _ => text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect(),
    }
}

/// Points that a sheet earns: two to the power of each item that is answered exactly.
fn earned(sheet: &Sheet) -> Points {
    let right = sheet.iter().zip(ITEMS).map(|(marks, (_, right, _))| {
        marks.len() == right && marks.iter().all(|&mark| usize::from(mark) < right)
    });
    let points = right.enumerate().map(|(item, is_right)| if is_right { 1 << item } else { 0 });
    Points::from_whole(points.sum())
}

/// What became of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    Whole,
    Partly,
    Refused,
}

fn check(case: &Case, key: &AnswerKey) -> Result<(Outcome, bool), TestCaseError> {
    let form = &key.forms()[case.form];
    let (bytes, is_whole) = written(case, form);
    let names = if LAYOUTS[case.layout] == "nops-scan" { digits } else { candidate };
    let ids: Vec<String> = (0..case.sheets.len()).map(names).collect();
    let text = format!(
        "candidate,form\n{}\n",
        ids.iter().map(|id| format!("{id},{}", form.code)).collect::<Vec<_>>().join("\n")
    );
    let roster = Roster::read(&mut CsvSource::bytes("roster.csv", text.as_bytes())).unwrap();
    let setup = Setup { key, roster: Some(&roster), form: None };
    let mut graded_sheets = 0;
    let mut wrong = None;
    let graded = grade(&setup, &mut [CsvSource::bytes("a.csv", &bytes)], |sheet| {
        let row = ids.iter().position(|id| id == sheet.candidate.as_str()).unwrap();
        if sheet.total != earned(&case.sheets[row]) {
            wrong = Some(sheet.clone());
        }
        graded_sheets += 1;
        Ok::<_, GradingError>(())
    });
    prop_assert!(wrong.is_none(), "{wrong:?} in\n{}", String::from_utf8_lossy(&bytes));
    Ok(match graded {
        Ok(_) if graded_sheets == case.sheets.len() => (Outcome::Whole, is_whole),
        Ok(graded) => {
            prop_assert!(!is_whole, "{:?} in\n{}", graded.reconciliation, String::from_utf8_lossy(&bytes));
            (Outcome::Partly, is_whole)
        }
        Err(GradingError::Refused(found)) => {
            prop_assert!(!is_whole, "{found:?} in\n{}", String::from_utf8_lossy(&bytes));
            (Outcome::Refused, is_whole)
        }
        Err(error) => panic!("{error}"),
    })
}

#[test]
fn a_thousand_files_are_read_as_they_are_or_refused() {
    const CASES: u32 = 1_000;
    let key = key();
    let config = ProptestConfig { cases: CASES, failure_persistence: None, ..ProptestConfig::default() };
    let mut runner = TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    let seen = std::cell::RefCell::new(Vec::new());
    let run = runner.run(&case(), |case| {
        let outcome = check(&case, &key)?;
        seen.borrow_mut().push((case.layout, outcome));
        Ok(())
    });
    run.unwrap();
    let seen = seen.into_inner();
    for (layout, name) in LAYOUTS.iter().enumerate() {
        let of =
            |want: Outcome| seen.iter().filter(|(l, (outcome, _))| *l == layout && *outcome == want).count();
        assert!(of(Outcome::Whole) >= 15, "{name}: the test would not see a shift");
    }
    let count = |want: Outcome| seen.iter().filter(|(_, (outcome, _))| *outcome == want).count();
    let figures = [Outcome::Whole, Outcome::Partly, Outcome::Refused].map(count);
    assert!(figures.iter().all(|&n| n > 20), "{figures:?}");
}
