//! Scores under rulings, on forms whose letters differ.

use crate::support::{run, small};
use mockexam_grading::{Effects, GradingError, Rulings, Setup};
use mockexam_model::{AnswerKey, Points, Response};

/// Printed: right is A on form A, B on form B, for all four questions.
const ANSWERS: &str = "candidate,form,1,2,3,4\n\
                       right,A,A,A,A,A\n\
                       wrong,A,B,B,B,B\n\
                       c2,B,C,C,C,A\n\
                       blank,B,,,,\n\
                       double,A,AB,*,A,A\n";

fn rulings(text: &str, key: &AnswerKey) -> Rulings {
    Rulings::read("rulings.toml", text, key).unwrap()
}

/// Scores of the class in the order of the file, in points of each question.
fn scores(key: &AnswerKey) -> Vec<Vec<Points>> {
    let setup = Setup { key, roster: None, form: None };
    let (graded, sheets) = run(&setup, &[("a.csv", ANSWERS.as_bytes())]).unwrap();
    assert_eq!(graded.reconciliation.findings, []);
    sheets.iter().map(|sheet| sheet.scores.iter().map(|score| score.points).collect()).collect()
}

fn scores_under(text: &str) -> Vec<String> {
    let key = small();
    let list = rulings(text, &key);
    let ruled = key.with_rulings(list.in_force().cloned().collect()).unwrap();
    let digits = |points: &Vec<Points>| points.iter().map(ToString::to_string).collect::<String>();
    scores(&ruled).iter().map(digits).collect()
}

/// A ruling about the first item, it-001, which is question 1 on both forms.
fn first(fields: &str) -> String {
    format!("[[ruling]]\nid = 'r1'\nreason = 'so'\n{fields}\n")
}

#[test]
fn each_action_by_item_and_by_form() {
    for (ruling, want) in [
        ("", ["1111", "0000", "0000", "0000", "0011"]),
        (&*first("item = 'it-001'\naction = 'void'"), ["0111", "0000", "0000", "0000", "0011"]),
        (&first("item = 'it-001'\naction = 'full-credit'"), ["1111", "1000", "1000", "1000", "1011"]),
        // c2 is printed B on form A and C on form B.
        (
            &first("item = 'it-001'\naction = 'accept'\naccept = ['c2']"),
            ["1111", "1000", "1000", "0000", "0011"],
        ),
        (
            &first("item = 'it-001'\naction = 'rekey'\naccept = ['c2']"),
            ["0111", "1000", "1000", "0000", "0011"],
        ),
        (
            &first("item = 'it-001'\naction = 'rekey'\naccept = ['c2', 'c3']"),
            ["0111", "1000", "1000", "0000", "0011"],
        ),
        (
            &first("form = 'A'\nquestion = 1\naction = 'accept'\naccept = ['B']"),
            ["1111", "1000", "0000", "0000", "0011"],
        ),
        (
            &first("form = 'B'\nquestion = 1\naction = 'rekey'\naccept = ['c']"),
            ["1111", "0000", "1000", "0000", "0011"],
        ),
        (
            &first("form = 'B'\nquestion = 1\naction = 'full-credit'"),
            ["1111", "0000", "1000", "1000", "0011"],
        ),
    ] {
        assert_eq!(scores_under(ruling), want, "{ruling}");
    }
}

#[test]
fn effects_add_up_to_the_difference() {
    let key = {
        let mut key = small();
        key.cut_score = Some(Points::from_whole(2));
        key
    };
    let text = format!(
        "{}[[ruling]]\nid = 'r2'\nitem = 'it-002'\naction = 'void'\nreason = 'so'\n",
        first("item = 'it-001'\naction = 'full-credit'")
    );
    let list = rulings(&text, &key);
    let steps = list.steps(&key).unwrap();
    let mut effects = Effects::new(&steps, list.in_force());
    let setup = Setup { key: &steps[2], roster: None, form: None };
    let mut sources = [mockexam_grading::CsvSource::bytes("a.csv", ANSWERS.as_bytes())];
    let mut totals = Vec::new();
    mockexam_grading::grade(&setup, &mut sources, |sheet| {
        totals.push((sheet.candidate.to_string(), sheet.total));
        effects.add(sheet, |_, _| Ok::<_, GradingError>(()))
    })
    .unwrap();
    let told: Vec<String> = effects
        .finish()
        .iter()
        .map(|effect| {
            let changes = effect.changes.iter().map(|c| {
                let passed = |passed: Option<bool>| if passed == Some(true) { "+" } else { "-" };
                let (before, after) = (passed(c.passed.0), passed(c.passed.1));
                format!("{} {}{before} to {}{after}", c.candidate, c.points.0, c.points.1)
            });
            let counts = effect.counts;
            format!("{}: {counts:?} {}", effect.ruling, changes.collect::<Vec<_>>().join(", "))
        })
        .collect();
    // The cut score is 2 of 4, then 1.5 of 3.
    assert_eq!(
        told,
        [
            "r1: RulingEffect { changed: 4, passed: 0, failed: 0 } wrong 0- to 1-, c2 0- to 1-, blank 0- to 1-, double 2+ to 3+",
            "r2: RulingEffect { changed: 1, passed: 0, failed: 0 } right 4+ to 3+",
        ]
    );
    let total = |id: &str| totals.iter().find(|(candidate, _)| candidate == id).unwrap().1;
    assert_eq!([total("right"), total("wrong"), total("double")], [3, 1, 3].map(Points::from_whole));
}

#[test]
fn states_of_responses_stay_whatever_is_ruled() {
    let key = small();
    let list = rulings(&first("item = 'it-001'\naction = 'void'"), &key);
    let states = |key: &AnswerKey| {
        let setup = Setup { key, roster: None, form: None };
        let (_, sheets) = run(&setup, &[("a.csv", ANSWERS.as_bytes())]).unwrap();
        sheets.iter().flat_map(|s| s.scores.iter().map(|s| s.response.clone())).collect::<Vec<Response>>()
    };
    assert_eq!(states(&key), states(list.steps(&key).unwrap().last().unwrap()));
}
