//! Rulings after an exam: what they change, and where it is said.

use crate::support::{Place, key_of, letters, small};
use std::fmt::Write;

/// A class of four on the small exam: one knows everything, one nothing, two all but the first question.
fn prepared() -> Place {
    let place = Place::copy_of(small());
    let right = letters(&key_of(&place, "exams/quiz"), 0);
    let wrong = |letter: char| if letter == 'A' { 'B' } else { 'A' };
    let mut answers = String::from("candidate,form,1,2,3,4,5,6\n");
    for (id, from) in [("ann", 0), ("bob", 6), ("cleo", 1), ("dan", 3)] {
        let cells: Vec<String> = right
            .iter()
            .enumerate()
            .map(|(index, &letter)| if index >= from { letter } else { wrong(letter) }.to_string())
            .collect();
        writeln!(answers, "{id},A,{}", cells.join(",")).unwrap();
    }
    place.write("answers.csv", answers);
    place
}

/// The item of a question on form A.
fn item(place: &Place, question: usize) -> String {
    key_of(place, "exams/quiz").forms()[0].questions[question - 1].item.to_string()
}

fn ruling(id: &str, fields: &str) -> String {
    format!(
        "[[ruling]]\nid = \"{id}\"\n{fields}\nreason = \"complaint <4>, \\\"of Dan\\\"\"\ndate = 2026-11-22\n\n"
    )
}

fn column(place: &Place, column: usize) -> Vec<String> {
    let scores = place.text("exams/quiz/results/scores.csv");
    scores.lines().skip(1).map(|line| line.split(',').nth(column).unwrap().to_owned()).collect()
}

#[test]
fn rulings_that_leave_nothing_to_decide_by_are_refused() {
    let place = prepared();
    let void = |question| {
        ruling(&format!("r{question}"), &format!("form = \"A\"\nquestion = {question}\naction = \"void\""))
    };
    place.write("exams/quiz/rulings.toml", (1..=6).map(void).collect::<String>());
    let run = place.run("grade exams/quiz answers.csv").ends(2);
    assert!(run.err.contains("error[G56]: every question of form A is void"), "{run}");
    assert!(!place.path("exams/quiz/results").exists());
}

#[test]
fn a_void_question_is_told_in_every_report() {
    let place = prepared();
    place.ok("grade exams/quiz answers.csv");
    assert_eq!(column(&place, 4), ["6", "0", "5", "3"]);
    let before = place.text("exams/quiz/results/summary.json");
    assert!(before.contains("\"count\": 0"));
    place.write(
        "exams/quiz/rulings.toml",
        ruling("r1", &format!("item = \"{}\"\naction = \"void\"", item(&place, 1))),
    );
    let dry = place.ok("grade exams/quiz answers.csv --dry-run");
    insta::assert_snapshot!(dry);
    assert_eq!(place.text("exams/quiz/results/summary.json"), before, "a dry run writes nothing");
    place.ok("grade exams/quiz answers.csv");
    assert_eq!(column(&place, 4), ["5", "0", "5", "3"]);
    assert_eq!(column(&place, 5), ["5"; 4]);
    let summary: serde_json::Value =
        serde_json::from_str(&place.text("exams/quiz/results/summary.json")).unwrap();
    let digest = summary["rulings"]["digest"].as_str().unwrap().to_owned();
    assert_eq!((summary["rulings"]["count"].as_u64(), digest.len()), (Some(1), 64));
    // 4 of 6 points are the same share as 10/3 of 5.
    assert_eq!(summary["cut_score"], "10/3");
    place.ok("report exams/quiz/results");
    for page in ["class.html", "candidate-ann.html", "candidate-dan.html", "rulings.html"] {
        let text = place.text(&format!("exams/quiz/results/reports/{page}"));
        assert!(text.contains(&digest), "{page}");
        assert!(text.contains("Cut score 3.3333 of 5 points: the same share as 4 of 6"), "{page}");
        assert!(!text.contains("<4>"), "{page}");
    }
    assert!(place.text("exams/quiz/results/reports/rulings.html").contains("complaint &lt;4&gt;"));
}

#[test]
fn the_same_rulings_give_the_same_bytes() {
    let place = prepared();
    let first = item(&place, 1);
    let text = ruling("r1", &format!("item = \"{first}\"\naction = \"full-credit\""))
        + &ruling("r2", "action = \"withdraw\"\nruling = \"r1\"")
        + &ruling("r3", "form = \"A\"\nquestion = 2\naction = \"full-credit\"");
    place.write("decisions.toml", text);
    let grade = |out: &str| {
        place.ok(&format!("grade exams/quiz answers.csv --rulings decisions.toml --out {out}"));
        crate::support::tree(&place.path(out))
    };
    assert_eq!(grade("one"), grade("two"));
    let scores = place.text("one/scores.csv");
    let points: Vec<&str> = scores.lines().skip(1).map(|line| line.split(',').nth(4).unwrap()).collect();
    assert_eq!(points, ["6", "1", "5", "4"]);
    insta::assert_snapshot!(
        place.text("one/rulings.csv").replace(&first, "ITEM").replace(&item(&place, 2), "ITEM2")
    );
    assert!(
        place.run("grade exams/quiz answers.csv --rulings missing.toml").ends(2).err.contains("missing.toml")
    );
}

#[test]
fn a_ruling_that_cannot_be_applied_ends_the_run_with_its_place() {
    let place = prepared();
    place.write("exams/quiz/rulings.toml", ruling("r1", "item = \"nobody-001\"\naction = \"void\""));
    let run = place.run("grade exams/quiz answers.csv").ends(2);
    assert!(run.err.contains("exams/quiz/rulings.toml:3:8"), "{run}");
    assert!(!place.path("exams/quiz/results").exists());
}

#[test]
fn withdrawn_rulings_are_named_and_not_counted() {
    let place = prepared();
    let text = ruling("r1", "form = \"A\"\nquestion = 1\naction = \"full-credit\"")
        + &ruling("r2", "action = \"withdraw\"\nruling = \"r1\"")
        + &ruling("r3", "form = \"A\"\nquestion = 2\naction = \"full-credit\"");
    place.write("exams/quiz/rulings.toml", text);
    let said = place.ok("grade exams/quiz answers.csv");
    assert!(said.out.contains("1 of 3 entries in force"), "{said}");
    place.ok("report exams/quiz/results");
    for page in ["class.html", "rulings.html", "candidate-ann.html"] {
        let text = place.text(&format!("exams/quiz/results/reports/{page}"));
        assert!(text.contains("1 ruling in force, digest of the list"), "{page}");
        assert!(text.contains("Ruling r1 was withdrawn by r2 and changes nothing."), "{page}");
    }
}

#[test]
fn forms_with_cut_scores_of_their_own_keep_the_pass_rate() {
    let place = prepared();
    let forms = place.ok("assemble safety-quiz --seed 9 --forms 2 --name two");
    assert!(forms.out.contains("two"), "{forms}");
    place.write("exams/two/rulings.toml", ruling("r1", "form = \"B\"\nquestion = 1\naction = \"void\""));
    let key = key_of(&place, "exams/two");
    let row = |id: &str, form: usize| {
        let cells: String = letters(&key, form).iter().map(|letter| format!(",{letter}")).collect();
        format!("{id},{}{cells}\n", key.forms()[form].code)
    };
    let answers = format!("candidate,form,1,2,3,4,5,6\n{}{}", row("ann", 0), row("bob", 1));
    place.write("two.csv", answers);
    place.ok("grade exams/two two.csv");
    place.ok("report exams/two/results --only class");
    let text = place.text("exams/two/results/reports/class.html");
    for said in ["Cut score on form A: 4", "Cut score on form B: 3.3333", "2 of 2", ">100%<"] {
        assert!(text.contains(said), "{said}");
    }
}
