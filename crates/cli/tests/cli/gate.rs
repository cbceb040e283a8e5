//! A class whose answers are not all clean: every row is accounted for.

use crate::support::{Place, demo, key_of, letters};
use std::fmt::Write;

/// 40 rows of 38 candidates. Candidate n of the clean ones has the first n questions of form A right.
struct Class {
    roster: String,
    answers: String,
}

const CLEAN: usize = 32;

fn class(place: &Place) -> Class {
    let right = letters(&key_of(place, "demo/exam"), 0);
    let wrong = |letter: char| if letter == 'A' { 'B' } else { 'A' };
    let cells = |score: usize| -> Vec<String> {
        right.iter().enumerate().map(|(i, &l)| if i < score { l } else { wrong(l) }.to_string()).collect()
    };
    let mut roster = String::from("candidate,name,form\n");
    for number in 1..=38 {
        writeln!(roster, "c{number:02},Person {number},{}", if number == 35 { "" } else { "A" }).unwrap();
    }
    let numbers: Vec<String> = (1..=40).map(|number| number.to_string()).collect();
    let mut rows = vec![format!("candidate,form,{}", numbers.join(","))];
    let row = |id: &str, form: &str, cells: &[String]| format!("{id},{form},{}", cells.join(","));
    rows.extend((1..=CLEAN).map(|number| row(&format!("c{number:02}"), "A", &cells(number))));
    let mut with_e = cells(20);
    with_e[4] = "E".into();
    let doubtful = [
        row("c33", "A", &cells(33)),
        row("c34", "A", &cells(34)),
        row("ghost", "A", &cells(1)),
        row("c35", "Z", &cells(35)),
        row("c33", "A", &cells(33)),
        row("c36", "A", &cells(36)[..39]),
        row("c34", "A", &cells(35)),
        row("c37", "A", &with_e),
    ];
    rows.splice(5..5, doubtful);
    Class { roster, answers: rows.join("\n") + "\n" }
}

fn prepared() -> Place {
    let place = Place::copy_of(demo());
    let class = class(&place);
    assert_eq!(class.answers.lines().count(), 41);
    place.write("class.csv", class.roster);
    place.write("answers.csv", class.answers);
    place
}

#[test]
fn every_row_is_accounted_for_and_the_clean_ones_are_graded() {
    let place = prepared();
    let run = place.run("grade demo/exam answers.csv --roster class.csv --out results").ends(1);
    insta::assert_snapshot!(run);
    let summary: serde_json::Value = serde_json::from_str(&place.text("results/summary.json")).unwrap();
    assert_eq!(summary["provisional"], true);
    assert_eq!(summary["simulated"], false);
    let balance = &summary["balance"];
    let sum = |names: &[&str], of: &serde_json::Value| {
        names.iter().map(|name| of[name].as_u64().unwrap()).sum::<u64>()
    };
    let states = ["graded", "duplicate", "unknown-candidate", "unknown-form", "invalid"];
    assert_eq!((balance["rows"].as_u64(), sum(&states, balance)), (Some(40), 40));
    let roster = &balance["roster"];
    assert_eq!(
        (roster["candidates"].as_u64(), sum(&["graded", "absent", "withheld"], roster)),
        (Some(38), 38)
    );
    let scores = place.text("results/scores.csv");
    let got: Vec<(String, String, String)> = scores
        .lines()
        .skip(1)
        .map(|line| line.split(',').map(str::to_owned).collect::<Vec<_>>())
        .map(|cells| (cells[0].clone(), cells[3].clone(), cells[4].clone()))
        .collect();
    let graded = |number: usize| (format!("c{number:02}"), "graded".to_owned(), number.to_string());
    let without = |number: usize, state: &str| (format!("c{number:02}"), state.to_owned(), String::new());
    let mut want: Vec<_> = (1..=CLEAN + 1).map(graded).collect();
    want.extend([34, 35, 36, 37].map(|number| without(number, "withheld")));
    want.push(without(38, "absent"));
    let mut sorted = got;
    sorted.sort();
    assert_eq!(sorted, want, "{scores}");
    let pages = place.ok("report results").out;
    assert!(pages.contains("33 reports for candidates"), "{pages}");
    assert!(place.text("results/reports/class.html").to_lowercase().contains("provisional"));
}

#[test]
fn strict_writes_nothing_at_all() {
    let place = prepared();
    for out in ["results", "deep/er/results"] {
        let run = place
            .run(&format!("grade demo/exam answers.csv --roster class.csv --strict --out {out}"))
            .ends(2);
        assert!(run.err.contains("nothing written: rows read 40 = graded 33 + duplicate 3"), "{run}");
        assert_eq!(run.err.matches("error[").count(), 8, "each of the seven rows and the books: {run}");
        assert_eq!(run.out, "", "{run}");
    }
    assert!(!place.path("results").exists() && !place.path("deep").exists());
    let before = place.bytes("demo/exam/results/summary.json");
    place.run("grade demo/exam answers.csv --roster class.csv --strict").ends(2);
    assert_eq!(place.bytes("demo/exam/results/summary.json"), before, "earlier results stay");
}

#[test]
fn a_dry_run_says_the_same_and_writes_nothing() {
    let place = prepared();
    let wet = place.run("grade demo/exam answers.csv --roster class.csv --out results").ends(1);
    let dry = place.run("grade demo/exam answers.csv --roster class.csv --out other --dry-run").ends(1);
    assert_eq!(wet.err, dry.err);
    assert!(dry.out.ends_with("dry run: nothing written\n"), "{dry}");
    assert!(!place.path("other").exists());
}

#[test]
fn reports_on_earlier_results_do_not_go_without_a_word() {
    let place = prepared();
    let told = "reports on the earlier results were removed from results/reports\n";
    for first in [true, false] {
        let run = place.run("grade demo/exam answers.csv --roster class.csv --out results").ends(1);
        assert_eq!(run.out.contains(told), !first, "{run}");
        assert!(!place.path("results/reports").exists());
        place.ok("report results");
    }
    place.run("grade demo/exam answers.csv --roster class.csv --out results --dry-run").ends(1);
    assert!(place.path("results/reports/class.html").exists());
}
