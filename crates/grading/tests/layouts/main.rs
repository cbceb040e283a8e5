//! Files of every layout, as the systems write them: read as they mean it, or refused with the reason.

#![expect(clippy::unwrap_used, reason = "a test that cannot make its data must fail")]

mod cases;

use cases::CASES;
use mockexam_grading::{CsvSource, GradingError, Setup, grade, layouts};
use mockexam_model::{
    AnswerKey, ChoiceId, ChoiceScoring, ChoiceSnapshot, FormCode, FormKey, ItemId, ItemSnapshot, Level,
    Points, QuestionKey, Response, RichText, SnapshotContent, Style, Task, TopicId, Values,
};
use proptest::prelude::*;

/// Three questions with texts: the key of the first is Four, of the second Blue, of the third both planets.
fn key() -> AnswerKey {
    let questions: [(&str, &[(&str, bool)]); 3] = [
        ("What is 2+2?", &[("Three", false), ("Four", true), ("Five, or so", false), ("22", false)]),
        (
            "Which **colour** has the clear sky at noon?",
            &[("Red", false), ("Red, green", false), ("Green", false), ("Blue", true)],
        ),
        (
            "Which of these are planets?",
            &[("Mars", true), ("Venus", true), ("Sirius", false), ("The Moon", false)],
        ),
    ];
    let items: Vec<ItemSnapshot> =
        (1..).zip(questions).map(|(id, (stem, choices))| item(id, stem, choices)).collect();
    // On form A the choices stand as above, on form B in reverse.
    let forms = [("A", [0, 1, 2, 3]), ("B", [3, 2, 1, 0])].map(|(code, order)| FormKey {
        code: FormCode::new(code).unwrap(),
        questions: items.iter().map(|item| question(item, order)).collect(),
    });
    AnswerKey::new("Test".into(), "TX".into(), None, vec![], items, vec![], forms.into()).unwrap()
}

fn item(id: usize, stem: &str, choices: &[(&str, bool)]) -> ItemSnapshot {
    let count = u8::try_from(choices.iter().filter(|(_, key)| *key).count()).unwrap();
    let choice = |(n, (text, key)): (usize, &(&str, bool))| ChoiceSnapshot {
        id: ChoiceId::new(&format!("c{}", n + 1)).unwrap(),
        key: *key,
        content: SnapshotContent::Text(RichText::literal(text)),
        why: RichText::default(),
    };
    ItemSnapshot {
        id: ItemId::new(&format!("it-{id}")).unwrap(),
        rev: 1,
        topic: TopicId::new("t").unwrap(),
        level: Level::Remember,
        style: Style::Standard,
        points: Points::from_whole(1),
        concepts: vec![],
        stimulus: None,
        stem: RichText::parse(stem).unwrap(),
        explanation: RichText::default(),
        task: Task::Choose { count, scoring: ChoiceScoring::AllOrNothing },
        statements: vec![],
        choices: choices.iter().enumerate().map(choice).collect(),
    }
}

fn question(item: &ItemSnapshot, order: [u8; 4]) -> QuestionKey {
    QuestionKey { item: item.id.clone(), statements: vec![], choices: order.into(), values: Values::new() }
}

/// Grades a file; gives its layout and, row by row, what became of it.
fn told(file: &[u8], form: Option<&str>, layout: Option<&str>, candidate: Option<&str>) -> String {
    let key = key();
    let form = form.map(|code| FormCode::new(code).unwrap());
    let setup = Setup { key: &key, roster: None, form: form.as_ref() };
    let mut source = CsvSource::bytes("a.csv", file);
    if let Some(layout) = layout {
        source = source.in_layout(layout);
    }
    if let Some(header) = candidate {
        source = source.with_candidate(header);
    }
    let mut lines = Vec::new();
    let graded = grade(&setup, &mut [source], |sheet| {
        let responses = sheet.scores.iter().map(|score| response(&score.response)).collect::<Vec<_>>();
        lines.push(format!(
            "{} form {}: {} = {}",
            sheet.candidate,
            sheet.form,
            responses.join(" "),
            sheet.total
        ));
        Ok::<_, GradingError>(())
    });
    match graded {
        Ok(graded) => {
            let input = &graded.inputs[0];
            lines.insert(0, format!("{}, {}, {:?}", input.layout, input.encoding, input.separator));
            for finding in &graded.reconciliation.findings {
                let column = finding.column.map(|column| format!(":{column}")).unwrap_or_default();
                lines.push(format!(
                    "{}{column} {} {}",
                    finding.line,
                    finding.state.as_str(),
                    finding.message
                ));
            }
        }
        Err(GradingError::Refused(found)) => {
            for refused in found {
                let help = refused.help.unwrap_or_default();
                lines.push(format!(
                    "{} {}\n    {}",
                    refused.code,
                    refused.message,
                    help.lines().next().unwrap_or("")
                ));
            }
        }
        Err(error) => panic!("{error}"),
    }
    lines.join("\n")
}

fn response(response: &Response) -> String {
    match response {
        Response::Chosen(marks) | Response::Multiple(marks) => {
            (0..26).filter(|&p| marks.contains(p)).map(|p| QuestionKey::letter(usize::from(p))).collect()
        }
        other => other.state().to_owned(),
    }
}

#[test]
fn every_layout_is_read_or_refused_as_stated() {
    let told = CASES
        .iter()
        .map(|(name, form, file)| format!("## {name}\n{}\n", told(file.as_bytes(), *form, None, None)));
    insta::assert_snapshot!(told.collect::<Vec<_>>().join("\n"));
}

#[test]
fn every_layout_has_a_case() {
    let seen: Vec<String> = CASES
        .iter()
        .map(|(_, form, file)| told(file.as_bytes(), *form, None, None).split(',').next().unwrap().to_owned())
        .collect();
    for layout in layouts().filter(|layout| layout.name != "gradescope") {
        assert!(seen.iter().any(|name| name == layout.name), "{} has no case", layout.name);
    }
}

#[test]
fn a_layout_can_be_forced_and_then_nothing_else_is_tried() {
    let file = "candidate,1,2,3\nann,B,D,AB\n".as_bytes();
    assert!(told(file, Some("A"), Some("wide"), None).starts_with("wide, UTF-8"));
    for layout in layouts() {
        let told = told(file, Some("A"), Some(layout.name), None);
        let is_read = told.starts_with(layout.name) && told.ends_with("\nann form 0: B D AB = 3");
        assert!(is_read || told.starts_with('G'), "{}: {told}", layout.name);
    }
}

#[test]
fn the_column_of_the_candidate_can_be_named() {
    let form = "Timestamp,Email Address,Your badge,What is 2+2?,Which colour has the clear sky at noon?,Which of these are \
                planets?\nx,a@example.com,0017,Four,Blue,Mars\n"
        .as_bytes();
    assert!(told(form, Some("A"), None, Some("your badge")).contains("0017 form 0"));
    assert!(told(form, Some("A"), None, None).contains("'Your badge' is not known"));
    assert!(told(form, Some("A"), None, Some("Badge")).contains("no column is headed 'Badge'"));
}

#[test]
fn the_documentation_lists_every_layout_as_it_is() {
    let page = include_str!("../../../../docs/grading.md");
    for layout in layouts() {
        let row = format!(
            "| `{}` | {} | {} |",
            layout.name,
            layout.system,
            layout.export.replace("papers/answers-template.csv", "`papers/answers-template.csv`")
        );
        assert!(page.lines().any(|line| line.starts_with(row.trim_end_matches(" |"))), "{row}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn broken_files_of_every_layout_end_in_books_that_balance_or_in_a_refusal(
        case in 0..CASES.len(),
        changes in prop::collection::vec((any::<prop::sample::Index>(), prop::sample::select(b"0A,;\"\n\t |'=\x00\xff".to_vec())), 0..8),
        cut in prop::option::of(any::<prop::sample::Index>()),
    ) {
        let (_, form, file) = CASES[case];
        let mut bytes = file.as_bytes().to_vec();
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if let Some(cut) = cut {
            bytes.truncate(cut.index(bytes.len()));
        }
        let key = key();
        let form = form.map(|code| FormCode::new(code).unwrap());
        let setup = Setup { key: &key, roster: None, form: form.as_ref() };
        let mut sheets = 0;
        let graded = grade(&setup, &mut [CsvSource::bytes("a.csv", &bytes)], |_| {
            sheets += 1;
            Ok::<_, GradingError>(())
        });
        match graded {
            Ok(graded) => {
                let books = graded.reconciliation;
                prop_assert!(books.balance.adds_up());
                prop_assert_eq!(sheets, books.balance.graded);
                prop_assert_eq!(books.findings.len() as u64, books.balance.rows - books.balance.graded);
            }
            Err(GradingError::Refused(found)) => prop_assert!(!found.is_empty()),
            Err(other) => prop_assert!(false, "{other}"),
        }
    }
}
