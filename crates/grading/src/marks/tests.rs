//! Marks of several people: what counts, and what is not settled.

use super::*;
use crate::plan::FormPlan;
use mockexam_model::{AnswerKey, QuestionScore, Response, ScoreSheet};

const KEY: &str = r#"
    title = "Sample"
    code = "K"
    form = [{ code = "A", question = [{ item = "essay" }, { item = "letter", choices = [0, 1] }, { item = "short-essay" }] }]
    item = [
      { id = "essay", rev = 1, topic = "t", level = "apply", style = "standard", points = 5, stem = "?", explanation = "!",
        task = { essay = { lines = 3, model_answer = "x", criterion = [{ id = "C1", points = 3, award = "x" }, { id = "C2", points = 2, award = "y" }] } } },
      { id = "letter", rev = 1, topic = "t", level = "remember", style = "standard", points = 1, stem = "?", explanation = "!",
        choice = [{ id = "c1", text = "1", key = true }, { id = "c2", text = "2" }] },
      { id = "short-essay", rev = 1, topic = "t", level = "apply", style = "standard", points = 1, stem = "?", explanation = "!",
        task = { essay = { lines = 1, model_answer = "x", criterion = [{ id = "C1", points = 1, award = "x" }] } } },
    ]
"#;

fn book(rows: &str, tolerance: i32) -> Result<MarkBook, Vec<String>> {
    let text = format!("candidate,question,criterion,marker,points\n{rows}");
    let read =
        MarkBook::read(&mut CsvSource::bytes("marks.csv", text.as_bytes()), Points::from_whole(tolerance));
    match read {
        Ok(book) => Ok(book),
        Err(GradingError::Refused(found)) => Err(found.into_iter().map(|fault| fault.message).collect()),
        Err(error) => panic!("{error}"),
    }
}

#[test]
fn nobody_waits_for_marks_that_a_ruling_made_useless() {
    use mockexam_model::{ItemId, Ruling, RulingAction};
    let under = |action| {
        let item = ItemId::new("essay").unwrap();
        let ruling = Ruling { id: "r".into(), item, form: None, action, reason: "so".into(), date: None };
        let key: AnswerKey = toml::from_str(KEY).unwrap();
        key.with_rulings(vec![ruling]).unwrap()
    };
    // Unmarked, marked by one criterion alone, and marked by two who disagree.
    for rows in ["", "a,1,a,K,3\n", "a,1,a,K,3\na,1,b,K,1\na,1,a,L,0\na,1,b,L,0\n"] {
        for (action, points) in [(RulingAction::Void, "2"), (RulingAction::FullCredit, "7")] {
            let key = under(action);
            assert_eq!(
                graded_by(&key, "candidate,2\na,A\n", Some(&format!("{rows}a,3,,K,1\n"))),
                points,
                "{rows}"
            );
            // Nor does the answer file need its columns.
            assert_eq!(graded_by(&key, "candidate,2,3a\na,A,1\n", None), points);
        }
    }
}

/// The points of both open questions, or the reasons why they have none.
fn settled(rows: &str, tolerance: i32) -> String {
    let key: AnswerKey = toml::from_str(KEY).unwrap();
    let form = FormPlan::new(&key, &key.forms()[0]);
    let mut scores: Vec<QuestionScore> =
        form.questions.iter().map(|question| question.scored(Response::Blank)).collect();
    let book = book(&format!("{rows}a,3,,K,1\n"), tolerance).unwrap();
    let unsettled = book.settle(&CandidateId::new("a").unwrap(), &form, &mut scores);
    let states: Vec<String> =
        [0, 2].map(|q: usize| format!("{}={}", scores[q].response.state(), scores[q].response.text())).into();
    let reasons: Vec<String> = unsettled.into_iter().map(|u| u.fact.to_string()).collect();
    format!("{} {}", states.join(" "), reasons.join("; ")).trim_end().to_owned()
}

#[test]
fn markers_within_the_tolerance_are_averaged() {
    for (rows, tolerance, want) in [
        ("a,1a,,K,3\na,1,b,K,1\n", 0, "chosen=3;1 chosen=1"),
        ("a,1,a,K,3\na,1,b,K,1\na,Q1a,,L,2\na,1b,,L,2\n", 0, "chosen=2.5;1.5 chosen=1"),
        ("a,1,a,K,3\na,1,b,K,1\na,1,a,L,2\na,1,b,L,1\n", 1, "chosen=2.5;1 chosen=1"),
        (
            "a,1,a,K,3\na,1,b,K,1\na,1,a,L,1\na,1,b,L,1\na,1,a,Decision,2\na,1,b,Decision,1\n",
            1,
            "chosen=2;1 chosen=1",
        ),
    ] {
        assert_eq!(settled(rows, tolerance), want, "{rows}");
    }
}

#[test]
fn what_is_not_settled_is_told() {
    for (rows, want) in [
        ("", "question 1: nobody marked it"),
        ("a,1,a,K,3\n", "question 1: 'K' gives no points by criterion b"),
        ("a,1,,K,3\n", "question 1: 'K' marks no criterion, the criteria are a, b"),
        ("a,1,a,K,3\na,1,b,K,3\n", "question 1: 'K' gives 3 points by criterion b, which brings 2"),
        (
            "a,1,a,K,3\na,1,b,K,1\na,1,a,L,1\na,1,b,L,1\n",
            "question 1: the markers are 2 points apart ('K' 4, 'L' 2), 1 are allowed; add rows of the marker 'decision'",
        ),
    ] {
        assert_eq!(settled(rows, 1), format!("unsettled= chosen=1 {want}"), "{rows}");
    }
    let more = settled("a,1,a,K,3\na,1,b,K,1\na,2,,K,1\na,7,,K,1\n", 0);
    assert_eq!(
        more,
        "chosen=3;1 chosen=1 question 2 of form A is not marked by people; form A has no question 7"
    );
}

#[test]
fn rows_that_cannot_be_understood_are_refused() {
    let found = book(
        "a,1,a,K,x\n,1,a,K,1\na,one,a,K,1\na,1,1,K,1\na,1,a,,1\na,1,a,K,-1\na,1,a,K,1\na,1,a,k,2\na,1a,b,K,1\na,1\n",
        0,
    );
    let want = [
        "'x' is no number of points",
        "'' cannot be the id of a candidate",
        "'one' is no number of a question",
        "'1' is no criterion",
        "the row names no marker",
        "'-1' is no number of points",
        "'k' marked this already, on line 8",
        "'b' is not the criterion of question '1a'",
        "the row has 2 cells, the header has 5",
    ];
    assert_eq!(found.unwrap_err(), want);
}

/// Points of candidate a, or the first finding.
fn graded(answers: &str, marks: Option<&str>) -> String {
    graded_by(&toml::from_str(KEY).unwrap(), answers, marks)
}

fn graded_by(key: &AnswerKey, answers: &str, marks: Option<&str>) -> String {
    let setup = crate::Setup { key, roster: None, form: None };
    let marks = marks.map(|rows| book(rows, 0).unwrap());
    let mut sources = [CsvSource::bytes("a.csv", answers.as_bytes())];
    let mut total = String::new();
    let mut sink = crate::collector::OneByOne(|sheet: &ScoreSheet| {
        total = sheet.total.to_string();
        Ok::<_, GradingError>(())
    });
    let found = crate::grade_with(&setup, marks.as_ref(), &mut sources, &mut sink);
    match found {
        Ok(graded) => graded.reconciliation.findings.first().map_or(total, |found| found.message.clone()),
        Err(GradingError::Refused(found)) => found[0].message.clone(),
        Err(error) => panic!("{error}"),
    }
}

#[test]
fn with_marks_the_answer_file_needs_no_columns_for_them() {
    const MARKS: &str = "a,1,a,K,3\na,1,b,K,1\na,3,,K,1\n";
    for answers in [
        "candidate,2\na,A\n",
        "candidate,1a,1b,2,3a\na,,,A,\n",
        "candidate,1a,2\na,,A\n",
        "candidate,question,answer\na,2,A\n",
    ] {
        assert_eq!(graded(answers, Some(MARKS)), "6", "{answers}");
        let full = answers.contains("3a");
        assert_eq!(graded(answers, None).starts_with("no "), !full, "{answers}: {}", graded(answers, None));
    }
    let elsewhere = graded("candidate,1a,2\na,3,A\n", Some(MARKS));
    assert!(elsewhere.contains("has no points, though other criteria"), "{elsewhere}");
    assert_eq!(graded("candidate,2\na,A\n", Some("a,3,,K,1\n")), "question 1: nobody marked it");
    assert_eq!(graded("candidate,1a,1b,3a\na,,,\n", Some(MARKS)), "no column holds question 2");
}
