//! Random exams of all kinds of questions, rules and rulings against a naive scorer in Python.
//!
//! `MOCKEXAM_ORACLE=1000x200` sets how many exams of how many candidates; without it there are fewer.

#![expect(clippy::unwrap_used, reason = "a test that cannot make its data must fail")]

mod oracle;

use mockexam_grading::{CsvSource, GradingError, Rulings, Setup, grade};
use mockexam_model::{AnswerKey, Points};
use oracle::{Draw, Sample};
use serde_json::Value;
use std::io::Write;
use std::process::{Command, Stdio};

/// The points of a candidate's questions, total, pass and grade.
type Scored = (Vec<Points>, Points, Option<bool>, Option<String>);

/// What the program makes of an exam.
fn graded(sample: &Sample) -> Vec<Scored> {
    let drawn: AnswerKey = toml::from_str(&sample.key).unwrap();
    let list = Rulings::read("rulings.toml", &sample.rulings, &drawn);
    let list = list.unwrap_or_else(|faults| panic!("{faults:#?}\n{}\n{}", sample.rulings, sample.key));
    let key = drawn.with_rulings(list.in_force().cloned().collect()).unwrap();
    let standards: Vec<_> = key.forms().iter().map(|form| key.standard(form)).collect();
    let mut sources = [CsvSource::bytes("answers.csv", sample.answers.as_bytes())];
    let setup = Setup { key: &key, roster: None, form: None };
    let mut all = Vec::new();
    let books = grade(&setup, &mut sources, |sheet| {
        let points: Vec<Points> = sheet.scores.iter().map(|score| score.points).collect();
        let verdict = standards[sheet.form].verdict(&points);
        assert_eq!(verdict.total, sheet.total);
        let (passed, grade) = (verdict.passed, verdict.grade.map(str::to_owned));
        all.push((points, sheet.total, passed, grade));
        Ok::<_, GradingError>(())
    });
    assert_eq!(books.unwrap().reconciliation.findings, [], "{}", sample.answers);
    all
}

/// A fraction as Python writes it.
fn points(value: &Value) -> Points {
    let text = value.as_str().unwrap();
    let (numerator, denominator) = text.split_once('/').unwrap_or((text, "1"));
    Points::from_ratio(numerator.parse().unwrap(), denominator.parse().unwrap())
        .unwrap_or_else(|error| panic!("{text}: {error}"))
}

fn size() -> (usize, usize) {
    let text = std::env::var("MOCKEXAM_ORACLE").unwrap_or_else(|_| "60x12".to_owned());
    let (exams, candidates) = text.split_once('x').unwrap();
    (exams.parse().unwrap(), candidates.parse().unwrap())
}

#[test]
#[expect(
    clippy::print_stderr,
    reason = "whoever runs the tests should know what was not tested, and how much was"
)]
fn a_naive_scorer_agrees_on_every_number() {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/oracle/score.py");
    let child = Command::new("python3").arg(script).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
    let Ok(mut child) = child else {
        let required = std::env::var_os("MOCKEXAM_REQUIRE_TOOLS").is_some_and(|value| value == "1");
        assert!(!required, "python3 is not installed, and MOCKEXAM_REQUIRE_TOOLS asks for it");
        eprintln!("skipped: python3 is not installed");
        return;
    };
    let (exams, candidates) = size();
    let mut draw = Draw::new(20_261_126);
    let samples: Vec<Sample> = (0..exams).map(|_| Sample::new(&mut draw, candidates)).collect();
    let mut input = child.stdin.take().unwrap();
    let text: String = samples.iter().map(|sample| format!("{}\n", sample.json)).collect();
    let writer = std::thread::spawn(move || input.write_all(text.as_bytes()).unwrap());
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    let output = String::from_utf8(output.stdout).unwrap();
    let lines: Vec<&str> = output.lines().collect();
    assert_eq!(lines.len(), exams, "the script did not answer every exam");
    let mut scores = 0;
    for (sample, line) in samples.iter().zip(lines) {
        let want: Vec<Value> = serde_json::from_str(line).unwrap();
        let got = graded(sample);
        assert_eq!(got.len(), want.len());
        for (number, ((each, total, passed, grade), want)) in got.iter().zip(&want).enumerate() {
            let wanted: Vec<Points> = want[0].as_array().unwrap().iter().map(points).collect();
            let row = sample.answers.lines().nth(number + 1).unwrap();
            let told = || format!("{row}\n{}\n{}\n{}", sample.rulings, sample.key, sample.json);
            assert_eq!(*each, wanted, "{}", told());
            assert_eq!(*total, points(&want[1]), "{}", told());
            assert_eq!(*passed, want[2].as_bool(), "{}", told());
            assert_eq!(grade.as_deref(), want[3].as_str(), "{}", told());
            scores += each.len() + 1;
        }
    }
    eprintln!("{exams} exams, {candidates} candidates each, {scores} scores: no difference");
}
