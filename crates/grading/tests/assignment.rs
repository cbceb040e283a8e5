//! A record of who was given which form, beside the roster or as one.

#![expect(clippy::unwrap_used, reason = "a test that cannot make its data must fail")]

mod support;

use mockexam_grading::{Graded, Roster, Setup};
use support::{form, item, key, roster, run, small};

const HANDED_OUT: &str = "candidate,name,form\n1,Ann,A\n2,Bob,B\n3,Cyd,\n";

fn told(roster: &Roster, answers: &str) -> Vec<String> {
    let key = small();
    let setup = Setup { key: &key, roster: Some(roster), form: None };
    let (Graded { reconciliation, .. }, sheets) =
        run(&setup, &[("answers.csv", answers.as_bytes())]).unwrap();
    let graded = sheets.iter().map(|sheet| format!("{} has form {}", sheet.candidate, sheet.form));
    let found = reconciliation.findings.iter().map(|found| format!("{}: {}", found.candidate, found.message));
    graded.chain(found).collect()
}

#[test]
fn an_assignment_gives_forms_and_contradicts_others() {
    let assigned =
        || roster("candidate,name\n1,Ann\n2,Bob\n3,Cyd\n4,Dan\n").with_assignment(&roster(HANDED_OUT));
    assert_eq!(
        told(&assigned(), "candidate,1,2,3,4\n1,A,A,A,A\n2,A,A,A,A\n3,A,A,A,A\n"),
        ["1 has form 0", "2 has form 1", "3: no form is given"]
    );
    assert_eq!(
        told(&assigned(), "candidate,form,1,2,3,4\n1,B,A,A,A,A\n2,B,A,A,A,A\n3,A,A,A,A,A\n4,A,A,A,A,A\n"),
        [
            "2 has form 1",
            "3 has form 0",
            "4 has form 0",
            "1: the row says form B, the assignment says form A"
        ]
    );
    let other = roster("candidate,form\n1,A\n2,A\n").with_assignment(&roster(HANDED_OUT));
    assert_eq!(
        told(&other, "candidate,1,2,3,4\n1,A,A,A,A\n2,A,A,A,A\n"),
        ["1 has form 0", "2: the roster says form A, the assignment says form B"]
    );
}

#[test]
fn an_assignment_is_a_roster() {
    let assigned = || Roster::of_assignment(roster(HANDED_OUT));
    assert_eq!(
        told(&assigned(), "candidate,form,1,2,3,4\n1,B,A,A,A,A\n2,,A,A,A,A\n4,A,A,A,A,A\n"),
        [
            "2 has form 1",
            "1: the row says form B, the assignment says form A",
            "4: the roster has no candidate '4'"
        ]
    );
    let elsewhere = Roster::of_assignment(roster("candidate,form\n1,0007\n"));
    assert_eq!(
        told(&elsewhere, "candidate,1,2,3,4\n1,A,A,A,A\n"),
        ["1: the assignment says form '0007', which the exam does not have; its forms are A and B"]
    );
}

/// Forms of a hundred people, each the same question in another order; every third code is left out.
#[test]
fn many_personal_forms_are_found_by_their_codes() {
    let question = item(1, 4, 0, mockexam_model::Points::from_whole(1));
    let codes: Vec<String> = (1..300).filter(|n| n % 3 != 0).map(|n| format!("{n:04}")).collect();
    let forms = codes.iter().enumerate().map(|(index, code)| {
        let mut order = vec![0, 1, 2, 3];
        order.rotate_right(index % 4);
        form(code, [(question.id.clone(), order, vec![])])
    });
    let key = key(vec![question.clone()], forms.collect());
    let letter = |index: usize| ["A", "B", "C", "D"][index % 4];
    let rows = codes.iter().enumerate().map(|(index, code)| format!("c{code},{code},{}\n", letter(index)));
    let answers = format!("candidate,form,1\n{}x,0003,A\ny,1,A\n", rows.collect::<String>());
    let setup = Setup { key: &key, roster: None, form: None };
    let (graded, sheets) = run(&setup, &[("answers.csv", answers.as_bytes())]).unwrap();
    assert_eq!(sheets.len(), codes.len());
    for (index, sheet) in sheets.iter().enumerate() {
        assert_eq!((sheet.form, sheet.total), (index, mockexam_model::Points::from_whole(1)), "{index}");
    }
    let found: Vec<&str> = graded.reconciliation.findings.iter().map(|f| f.message.as_str()).collect();
    assert_eq!(
        found,
        [
            "the row says form '0003', which the exam does not have; it has 200 forms, 0001 to 0299",
            "the row says form '1', which the exam does not have; it has 200 forms, 0001 to 0299 (0001 differs only in leading zeros)"
        ]
    );
}
