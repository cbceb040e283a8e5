//! Headers of our own layouts: what is understood, and what is said of mistakes.

use super::*;
use crate::header::Width;
use mockexam_model::{
    ChoiceId, ChoiceSnapshot, FormCode, FormKey, ItemId, ItemSnapshot, Level, Points, QuestionKey, RichText,
    SnapshotContent, Style, Task, TopicId, Values,
};

fn label(text: &str) -> ColumnLabel {
    question_label(text).unwrap()
}

/// Any key: what forms need is given beside it.
fn key() -> AnswerKey {
    let choice = |id: &str, key| ChoiceSnapshot {
        id: ChoiceId::new(id).unwrap(),
        key,
        content: SnapshotContent::Truth(key),
        why: RichText::default(),
    };
    let item = ItemSnapshot {
        id: ItemId::new("x-1").unwrap(),
        rev: 1,
        topic: TopicId::new("x").unwrap(),
        level: Level::Remember,
        style: Style::Standard,
        points: Points::from_whole(1),
        concepts: vec![],
        stimulus: None,
        stem: RichText::literal("So?"),
        explanation: RichText::default(),
        task: Task::ONE_LETTER,
        statements: vec![],
        choices: vec![choice("c1", true), choice("c2", false)],
    };
    let question =
        QuestionKey { item: item.id.clone(), statements: vec![], choices: vec![0, 1], values: Values::new() };
    let form = FormKey { code: FormCode::shared(0), questions: vec![question] };
    AnswerKey::new("T".into(), "C".into(), None, vec![], vec![item], vec![], vec![form]).unwrap()
}

fn read(header: &str) -> Result<AnswerHeader, String> {
    read_for(header, &[&["1", "2", "3"], &["1", "2", "3", "4"]])
}

fn read_for(header: &str, forms: &[&[&str]]) -> Result<AnswerHeader, String> {
    let forms = forms.iter().map(|form| form.iter().map(|text| label(text)).collect()).collect();
    let needs = Needs { forms, apart: vec![] };
    let key = key();
    let exam = Exam { needs, ..Exam::new(&key, &[], true, false) };
    match open(&mut CsvSource::bytes("a.csv", header.as_bytes()), Look::Whole, &exam) {
        Ok(table) => Ok(table.header),
        Err(GradingError::Refused(found)) => {
            let facts = found.into_iter().map(|diagnostic| {
                let Place::Cell { line, column } = &diagnostic.labels[0].place else { panic!() };
                let column = column.map(|column| format!(":{column}")).unwrap_or_default();
                let help = diagnostic.help.unwrap().replace('\n', "\n    ");
                format!("{} {line}{column} {}\n    {help}", diagnostic.code, diagnostic.message)
            });
            Err(facts.collect::<Vec<_>>().join("\n"))
        }
        Err(error) => panic!("{error}"),
    }
}

#[test]
fn names_are_distinct_and_fit_a_command_line() {
    let names: Vec<&str> = layouts().map(|layout| layout.name).collect();
    for (index, name) in names.iter().enumerate() {
        assert!(name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-'), "{name}");
        assert!(!names[..index].contains(name), "{name}");
        assert_eq!(known(name), Some(*name));
    }
    assert_eq!(known("no-such"), None);
}

#[test]
fn headers_are_known_by_meaning_in_any_order_and_dialect() {
    let plain = AnswerHeader {
        layout: "wide",
        width: Width::Exactly(5),
        candidate: 0,
        form: Some(FormCell { column: 1, kind: crate::header::FormKind::Code }),
        forms: vec![
            FormColumns { cells: vec![2, 3, 4], ..FormColumns::default() },
            FormColumns { cells: vec![2, 3, 4], missing: Some(label("4")), idle: vec![] },
        ],
        ..AnswerHeader::default()
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
    assert_eq!((&mixed.forms[1].cells, &mixed.unnamed), (&vec![4, 2, 0, 7], &vec![8, 9]));
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
    let unknown = format!("x{}", ",y".repeat(100_000));
    assert!(read(&unknown).unwrap_err().len() < 10_000);
}

#[test]
fn what_fits_two_layouts_is_refused_unless_the_call_says_which() {
    let understood = |layout: &'static LayoutInfo| Attempt {
        layout,
        fit: Fit::Signature,
        separator: b',',
        width: 3,
        resolved: Ok(Resolved::wide(AnswerHeader::default())),
    };
    let mut infos = layouts();
    let (one, other) = (infos.next().unwrap(), infos.next().unwrap());
    let seen = || vec![(3, "'a', 'b', 'c'".to_owned(), 2)];
    let both = Fitting { found: vec![understood(one), understood(other)], seen: seen() };
    let (_, found) = both.choose("a.csv").unwrap_err().unwrap();
    let names = format!("{} and {}", other.name, one.name);
    assert_eq!(
        found[0].message,
        format!("the file fits several layouts, {names}; its first row has 'a', 'b', 'c'")
    );
    let same = Fitting { found: vec![understood(one), understood(one)], seen: seen() };
    assert_eq!(same.choose("a.csv").unwrap().0, one);
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
        "candidate,question,answer,x",
        ",candidate,1,2,3",
        "QuizName,StudentID,Stu1,PriKey1,Points1,Mark1",
        "Last name;First name;Status;Response 1;Right answer 1",
        "b\u{0},\u{1b}[2J",
    ];
    let all = cases.map(|case| format!("{case:?}\n{}\n", read(case).unwrap_err()));
    insta::assert_snapshot!(all.join("\n"));
}
