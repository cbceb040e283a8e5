//! The gate: every row ends in one named state, and the books balance.

#![expect(clippy::unwrap_used, reason = "a test that cannot make its data must fail")]

mod rulings;
mod support;

use mockexam_grading::{CsvSource, Graded, GradingError, Setup, grade};
use mockexam_model::{Diagnostic, FormCode, Place, Points, RowState};
use support::{form, item, key, roster, run, small};

const ROSTER: &str = "candidate,name,form\n001,Ann,A\n002,Bob,B\n003,Cyd,\n004,Dan,\n005,Eve,A\n006,Fay,\n007,Gus,A\n\
                      008,Hal,\n009,Ivy,\n010,Jon,C\nabc,Kim,\n";

fn told(graded: &Graded) -> String {
    let books = &graded.reconciliation;
    let findings = books.findings.iter().map(|f| {
        let column = f.column.map(|column| format!(":{column}")).unwrap_or_default();
        format!("{}:{}{column} {} [{}] {}", f.file, f.line, f.candidate, f.state.as_str(), f.message)
    });
    let ids = |ids: &[mockexam_model::CandidateId]| {
        ids.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
    };
    let mut lines: Vec<String> = findings.collect();
    lines.push(format!("{:?}", books.balance));
    lines.push(format!("absent: {}; withheld: {}", ids(&books.absent), ids(&books.withheld)));
    lines.join("\n")
}

fn refused(setup: &Setup<'_>, files: &[(&str, &[u8])]) -> Vec<Diagnostic> {
    match run(setup, files) {
        Err(GradingError::Refused(found)) => found,
        other => panic!("refusal expected: {other:?}"),
    }
}

#[test]
fn every_row_is_told_with_its_place() {
    let key = small();
    let roster = roster(ROSTER);
    let setup = Setup { key: &key, roster: Some(&roster), form: None };
    let first = "candidate,form,1,2,3,4,name\n\
                 001,a,A,A,A,A,\n\
                 002,B,B,B,*,\"A;B\",\"Bob\nSmith\"\n\
                 003,A,A,E,A,A,\n\
                 004,,A,A,A,A,\n\
                 005,B,A,A,A,A,\n\
                 006,X,A,A,A,A,\n\
                 007,A,A,A\n\
                 7,A,A,A,A,A,\n\
                 ABC,A,A,A,A,A,\n\
                 ,A,A,A,A,A,\n\n\
                 nobody,A,A,A,A,A,\n\
                 008,A,A,,?,A,\n\
                 010,,A,A,A,A,\n";
    let second = "candidate;form;1;2;3;4\r\n\r\n008;A;a;;?; A \r\n001;A;A;A;A;B\r\n005;A;A;A;A;C\r\n";
    let (graded, sheets) =
        run(&setup, &[("room 1.csv", first.as_bytes()), ("room 2.csv", second.as_bytes())]).unwrap();
    assert!(graded.reconciliation.balance.adds_up());
    let sheets =
        sheets.iter().map(|s| format!("{} {:?} form {} total {}", s.candidate, s.name, s.form, s.total));
    insta::assert_snapshot!(format!("{}\n{}", told(&graded), sheets.collect::<Vec<_>>().join("\n")));
}

#[test]
fn a_clean_file_has_no_findings_in_any_dialect() {
    let key = small();
    let setup = Setup { key: &key, roster: None, form: None };
    let text = "Student ID,Version,Q1,Q2,Q3,Q4,name\nü1,A,A,B,,A,Zoë\nü2,B,b,C|D,*,b,\"O'Neil, Al\"\n";
    let utf16: Vec<u8> = format!("\u{feff}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    let latin: Vec<u8> = text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    let crlf = format!("\u{feff}{}", text.replace('\n', "\r\n"));
    let semicolon = text.replace("\"O'Neil, Al\"", "\"O'Neil# Al\"").replace(',', ";").replace('#', ",");
    let variants: [(&str, Vec<u8>); 5] = [
        ("plain", text.into()),
        ("utf-16", utf16),
        ("windows-1252", latin),
        ("crlf with mark", crlf.into()),
        ("semicolon", semicolon.into()),
    ];
    let (_, want) = run(&setup, &[("a.csv", text.as_bytes())]).unwrap();
    assert_eq!(want.iter().map(|s| s.total.to_string()).collect::<Vec<_>>(), ["2", "2"]);
    assert_eq!(want[1].name.as_deref(), Some("O'Neil, Al"));
    for (what, bytes) in variants {
        let (graded, sheets) = run(&setup, &[("a.csv", &bytes)]).unwrap();
        assert_eq!(sheets, want, "{what}");
        assert!(!graded.reconciliation.balance.has_findings(), "{what}");
    }
}

#[test]
fn without_a_roster_those_who_cannot_be_graded_are_withheld_in_file_order() {
    let key = small();
    let setup = Setup { key: &key, roster: None, form: None };
    let text = "id,form,1,2,3,4\nz,A,1,A,A,A\ny,A,A,A,A,A\nx,Q,A,A,A,A\ny,A,A,A,A,B\nw,A,A,A,A,A\n";
    let (graded, sheets) = run(&setup, &[("a.csv", text.as_bytes())]).unwrap();
    assert_eq!(sheets.len(), 1);
    let withheld: Vec<_> = graded.reconciliation.withheld.iter().map(|id| id.as_str()).collect();
    assert_eq!(withheld, ["z", "y", "x"]);
    assert!(graded.reconciliation.absent.is_empty() && graded.reconciliation.balance.roster.is_none());
}

#[test]
fn an_id_that_may_be_another_without_its_zeros_is_not_graded() {
    let key = small();
    let known = roster("candidate\n7\n007\n12\n");
    let setup = Setup { key: &key, roster: Some(&known), form: None };
    let states = |rows: &str| {
        let text = format!("id,form,1,2,3,4\n{rows}");
        let (graded, sheets) = run(&setup, &[("a.csv", text.as_bytes())]).unwrap();
        let found = graded.reconciliation.findings.first().map(|found| found.message.clone());
        (sheets.len(), found.unwrap_or_default())
    };
    assert_eq!(states("007,A,A,A,A,A\n7,A,A,A,A,B\n12,A,A,A,A,A\n"), (3, String::new()));
    let (graded, found) = states("7,A,A,A,A,B\n12,A,A,A,A,A\n");
    assert_eq!(graded, 1);
    assert!(found.starts_with("'7' may be '007', too"), "{found}");
}

#[test]
fn an_invalid_row_beside_a_valid_one_withholds_the_candidate_in_either_order() {
    let key = small();
    let setup = Setup { key: &key, roster: None, form: None };
    let (good, bad) = ("x,A,A,A,A,A\n", "x,A,A,A,A\n");
    for rows in [[good, bad], [bad, good]] {
        let text = format!("id,form,1,2,3,4\n{}", rows.concat());
        let (graded, sheets) = run(&setup, &[("a.csv", text.as_bytes())]).unwrap();
        let balance = graded.reconciliation.balance;
        assert_eq!((balance.duplicate, balance.invalid, sheets.len()), (1, 1, 0));
        assert_eq!(graded.reconciliation.withheld.len(), 1);
    }
}

#[test]
fn the_form_comes_from_row_call_or_roster_and_all_must_agree() {
    let key = small();
    let (a, b) = (FormCode::new("A").unwrap(), FormCode::new("B").unwrap());
    let (with_a, with_b) = (roster("candidate,form\nx,A\n"), roster("candidate,form\nx,b\n"));
    let cases = [
        (Some("A"), None, None, Some(0)),
        (Some(" b "), None, None, Some(1)),
        (None, Some(&b), None, Some(1)),
        (None, None, Some(&with_b), Some(1)),
        (Some(""), None, Some(&with_b), Some(1)),
        (Some(""), Some(&a), None, Some(0)),
        (Some("A"), Some(&a), Some(&with_a), Some(0)),
        (Some("A"), None, Some(&with_b), None),
        (Some("A"), Some(&b), None, None),
        (None, Some(&a), Some(&with_b), None),
        (Some(""), None, None, None),
        (Some("C"), Some(&a), None, None),
    ];
    for (row, form, roster, want) in cases {
        let setup = Setup { key: &key, roster, form };
        let text = match row {
            Some(form) => format!("id,form,1,2,3,4\nx,{form},A,A,A,A\n"),
            None => "id,1,2,3,4\nx,A,A,A,A\n".to_owned(),
        };
        let (graded, sheets) = run(&setup, &[("a.csv", text.as_bytes())]).unwrap();
        assert_eq!(sheets.first().map(|sheet| sheet.form), want, "{row:?} {form:?} {roster:?}");
        if want.is_none() {
            assert_eq!(graded.reconciliation.findings[0].state, RowState::UnknownForm);
        }
    }
}

#[test]
fn forms_may_differ_in_length_and_cells_beyond_the_shorter_stay_empty() {
    let items: Vec<_> = [1, 2, 4].map(|id| item(id, 4, 0, Points::from_whole(1))).into();
    let questions = |n: usize| items[..n].iter().map(|item| (item.id.clone(), vec![0, 1, 2, 3], vec![]));
    let forms = vec![form("LONG", questions(3)), form("SHORT", questions(1))];
    let key = key(items.clone(), forms);
    let setup = Setup { key: &key, roster: None, form: None };
    let text = "id,form,1,2,3\na,long,A,A,A\nb,short,A, ,\nc,short,A,B,\nd,short,A,,B\n";
    let narrow = "id,form,1,2\ne,long,A,A\nf,short,A,\n";
    let (graded, sheets) = run(&setup, &[("a.csv", text.as_bytes()), ("b.csv", narrow.as_bytes())]).unwrap();
    let totals: Vec<_> =
        sheets.iter().map(|s| (s.candidate.as_str().to_owned(), s.total.to_string())).collect();
    assert_eq!(
        totals,
        [("a", "3"), ("b", "1"), ("f", "1")].map(|(id, total)| (id.to_owned(), total.to_owned()))
    );
    let found: Vec<_> =
        graded.reconciliation.findings.iter().map(|f| (f.line, f.column, f.message.as_str())).collect();
    let want = [
        (4, Some(4), "'B' answers question 2, but form SHORT ends at 1"),
        (5, Some(5), "'B' answers question 3, but form SHORT ends at 1"),
        (2, None, "form LONG asks question 3, for which the file has no column"),
    ];
    assert_eq!(found, want);
}

#[test]
fn nothing_is_graded_when_a_file_cannot_be_understood() {
    let key = small();
    let setup = Setup { key: &key, roster: None, form: None };
    let cases: [(&str, &str, Option<u64>); 9] = [
        ("", "the file is empty", None),
        ("\n \n", "the file is empty", None),
        ("id,form,1,2,3,4\n", "the file has a header and no row", None),
        ("id,1,2,3,4\nx,A,A,A,A\n", "nothing says which form the candidates had", Some(1)),
        ("id,form,1,2,3,4\nx,A,A,\"A,A,A\n", "a quotation mark opens this cell and never closes it", Some(2)),
        (
            "id,form,1,2,3,4\nx,A,A,\"A\"B,A,A\n",
            "text follows the closing quotation mark of this cell",
            Some(2),
        ),
        (
            "id,form,1,2,3,4\r\nx,A,A,A\"B\",A,A\r\ny,A,A,A,A,A\r\n",
            "a quotation mark stands in this cell, which does not start with one",
            Some(2),
        ),
        (
            "id,form,1,2,3,4,5\nx,A,A,A,A,A,A\n",
            "there is no question 5: no form has more than 4 questions",
            Some(1),
        ),
        ("candidate,question,answer\nx,1,A\n", "nothing says which form the candidates had", Some(1)),
    ];
    for (text, message, line) in cases {
        let found =
            refused(&setup, &[("good.csv", b"id,form,1,2,3,4\ny,A,A,A,A,A\n"), ("bad.csv", text.as_bytes())]);
        assert_eq!(found[0].message, message);
        assert_eq!(found[0].labels[0].file, "bad.csv");
        assert!(found[0].help.is_some());
        let at = match found[0].labels[0].place {
            Place::Cell { line, .. } => Some(line),
            _ => None,
        };
        assert_eq!(at, line, "{message}");
    }
    let c = FormCode::new("C").unwrap();
    let found = refused(&Setup { form: Some(&c), ..setup }, &[("a.csv", b"id,x\n"), ("b.csv", b"id,y\n")]);
    let facts: Vec<_> = found.iter().map(|d| d.message.as_str()).collect();
    assert_eq!(facts.len(), 5, "faults of the call and of all files are collected: {facts:?}");
}

#[test]
fn a_file_that_changes_between_two_looks_is_noticed() {
    let key = small();
    let setup = Setup { key: &key, roster: None, form: None };
    for after in 1..4 {
        let mut opened = 0;
        let mut sources = [CsvSource::new("a.csv", move || {
            opened += 1;
            let letter = if opened > after { 'B' } else { 'A' };
            Ok(Box::new(std::io::Cursor::new(format!("id,form,1,2,3,4\nx,A,{letter},A,A,A\n"))))
        })];
        let outcome = grade(&setup, &mut sources, |_| Ok::<_, GradingError>(()));
        assert!(matches!(outcome, Err(GradingError::Changed { .. })), "after {after}: {outcome:?}");
    }
}

#[test]
fn errors_of_the_system_and_of_the_sink_come_through() {
    let key = small();
    let setup = Setup { key: &key, roster: None, form: None };
    let mut closed = [CsvSource::new("a.csv", || Err(std::io::ErrorKind::PermissionDenied.into()))];
    let outcome = grade(&setup, &mut closed, |_| Ok::<_, GradingError>(()));
    assert!(matches!(outcome, Err(GradingError::Io { file, .. }) if file == "a.csv"));

    #[derive(Debug)]
    struct Stop;
    impl From<GradingError> for Stop {
        fn from(error: GradingError) -> Self {
            panic!("{error}")
        }
    }
    let mut sources = [CsvSource::bytes("a.csv", b"id,form,1,2,3,4\nx,A,A,A,A,A\n")];
    assert!(grade(&setup, &mut sources, |_| Err(Stop)).is_err());
}
