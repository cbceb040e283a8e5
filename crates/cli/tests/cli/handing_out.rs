//! Who gets which form, and what happens when somebody writes on another one.

use crate::support::{Place, key_of, small, tree};
use mockexam_model::AnswerKey;
use std::collections::BTreeMap;
use std::fmt::Write;

const ASSIGNMENT: &str = "exams/class/secret/assignment.csv";

/// A room of four rows of five, by candidate: c11 sits in row 1 on seat 1.
fn hall() -> String {
    let mut roster = String::from("candidate,name,room,row,seat,extra_minutes\n");
    for row in 1..=4 {
        for seat in 1..=5 {
            let minutes = if (row, seat) == (1, 2) { "15" } else { "" };
            writeln!(roster, "c{row}{seat},\"Person, {row}{seat}\",Hall,{row},{seat},{minutes}").unwrap();
        }
    }
    roster
}

fn place(roster: &str) -> Place {
    let place = Place::copy_of(small());
    place.write("class.csv", roster);
    place
}

/// A blueprint `own` with personal forms.
fn personal(place: &Place, forms: &str) {
    let text = format!(
        "title = \"Own\"\nbank = \"safety-basics\"\nquestions = 6\nminutes = 10\ncut_score = 4\n{forms}\n\
         [topics]\nfirst-aid = 2\nfire = 2\nsafe-work = 2\n"
    );
    place.write("templates/blueprints/own.toml", text);
}

/// The form of each candidate as the assignment has it.
fn assigned(place: &Place) -> BTreeMap<String, String> {
    let text = place.text(ASSIGNMENT);
    let cells = |line: &str| {
        // Only names are quoted here, and they stand between the first two cells.
        let (candidate, rest) = line.split_once(',').unwrap();
        let form = rest.rsplit("\",").next().unwrap().split(',').next().unwrap();
        (candidate.to_owned(), form.to_owned())
    };
    text.lines().skip(1).map(cells).collect()
}

#[test]
fn an_assignment_is_the_same_for_ever() {
    let place = place(&hall());
    let run = place.ok("assemble safety-quiz --seed 7 --forms 4 --roster class.csv --name class");
    assert!(!run.err.contains("A04"), "{run}");
    assert!(run.out.contains("who has which form is in exams/class/secret/assignment.csv: A "), "{run}");
    insta::assert_snapshot!(place.text(ASSIGNMENT));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::metadata(place.path(ASSIGNMENT)).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
    for (name, bytes) in tree(&place.path("exams/class")) {
        if !name.starts_with("secret/") {
            let text = String::from_utf8_lossy(&bytes).into_owned();
            assert!(!text.contains("Person") && !text.contains("c11"), "{name} names a candidate");
        }
    }
}

#[test]
fn who_comes_late_moves_nobody() {
    let place = place(&hall());
    place.ok("assemble safety-quiz --seed 7 --forms 4 --roster class.csv --name class");
    let before = assigned(&place);
    place.write(
        "class.csv",
        format!("candidate,name,room,row,seat\nlate,\"L, L\",Hall,5,3\n{}", {
            let rest = hall();
            let rows = rest.lines().skip(1).map(|line| line.rsplit_once(',').unwrap().0);
            rows.collect::<Vec<_>>().join("\n") + "\n"
        }),
    );
    place.ok("assemble safety-quiz --seed 7 --forms 4 --roster class.csv --name class --force");
    let mut after = assigned(&place);
    assert!(after.remove("late").is_some());
    assert_eq!(before, after);
}

#[test]
fn neighbours_that_must_share_are_named() {
    let place = place(&hall());
    let told = |forms: u8, code: i32| {
        place
            .run(&format!(
                "assemble safety-quiz --seed 7 --forms {forms} --roster class.csv --name class --force"
            ))
            .ends(code)
    };
    // Two forms cannot part diagonals: that is told, and nobody has to look.
    let run = told(2, 0);
    assert!(run.err.contains("24 pairs who sit diagonally have the same form: c11 and c22"), "{run}");
    assert!(run.err.contains("help: with --forms 4 no such neighbours share a form"), "{run}");
    told(1, 0);
    place.write("class.csv", "candidate,form,room,row,seat\na,A,1,1,1\nb,A,1,1,2\nc,,1,2,1\n");
    let run = told(4, 1);
    assert!(run.err.contains("class.csv:2"), "{run}");
    assert!(run.err.contains("1 pair who sit side by side have the same form: a and b"), "{run}");
    assert_eq!(run.err.matches("A04").count(), 1, "{run}");
}

#[test]
fn rosters_that_cannot_be_seated_write_nothing() {
    let place = place(
        "candidate,form,room,row,seat\na,,1,1,1\nb,,1,1,1\nc,,1,front,1\nd,,1,3,\ne,Z,1,4,1\n=f,,1,5,1\n",
    );
    let run = place.run("assemble safety-quiz --seed 7 --forms 2 --roster class.csv --name class").ends(2);
    insta::assert_snapshot!(run);
    assert!(!place.path("exams/class").exists());
    personal(&place, "forms = \"personal\"");
    place.write("class.csv", "candidate,form\na,0002\nb,0002\nc,A\nd,\n");
    let run = place.run("assemble own --seed 7 --roster class.csv --forms 3 --name class").ends(2);
    insta::assert_snapshot!("personal forms", run);
}

/// Answers that are all right, on the form that the assignment gives.
fn right_answers(key: &AnswerKey, code: &str) -> Vec<String> {
    let form = key.forms().iter().find(|form| form.code.as_str() == code).unwrap();
    key.questions(form)
        .map(|(question, item)| {
            let letters = question.key_positions(item).map(mockexam_model::QuestionKey::letter);
            letters.collect::<String>()
        })
        .collect()
}

#[test]
fn everybody_is_graded_by_their_own_form() {
    for mode in ["own-order", "own-draw"] {
        let place = place(&hall());
        personal(&place, &format!("[forms]\nmode = \"{mode}\""));
        place.ok("assemble own --seed 7 --roster class.csv --forms 22 --name class");
        let forms = assigned(&place);
        assert_eq!((forms["c11"].as_str(), forms["c45"].as_str()), ("0001", "0020"));
        let key = key_of(&place, "exams/class");
        assert_eq!(key.forms().len(), 22);
        let header = (1..=6).map(|n| n.to_string()).collect::<Vec<_>>().join(",");
        let mut answers = format!("candidate,{header}\n");
        for (candidate, code) in &forms {
            writeln!(answers, "{candidate},{}", right_answers(&key, code).join(",")).unwrap();
        }
        place.write("answers.csv", &answers);
        place.ok("grade exams/class answers.csv");
        let scores = place.text("exams/class/results/scores.csv");
        assert_eq!(scores.matches(",graded,6,6,100").count(), 20, "{mode}: {scores}");
        assert!(scores.contains("c11,\"Person, 11\",0001,graded"), "{scores}");
        place.ok("report exams/class/results");
        place.ok("print exams/class --only papers");
        assert!(place.path("exams/class/papers/form-0022.pdf").exists());
        place.ok("verify exams/class");
    }
}

#[test]
fn another_form_than_the_assigned_one_is_a_finding() {
    let place = place("candidate,name\na,Ann\nb,Bob\n");
    personal(&place, "forms = \"personal\"");
    place.ok("assemble own --seed 7 --roster class.csv --name class");
    let key = key_of(&place, "exams/class");
    let row = |code: &str| right_answers(&key, code).join(",");
    place.write(
        "answers.csv",
        format!("candidate,form,1,2,3,4,5,6\na,0002,{}\nb,,{}\n", row("0002"), row("0002")),
    );
    for roster in ["", "--roster class.csv"] {
        let run = place.run(&format!("grade exams/class answers.csv {roster}")).ends(1);
        assert!(run.err.contains("the row says form 0002, the assignment says form 0001"), "{run}");
        assert!(run.out.contains("roster 2 = graded 1 + absent 0 + withheld 1"), "{run}");
    }
    place.write("class.csv", "candidate,name,form\na,Ann,0001\nb,Bob,0001\n");
    let run = place.run("grade exams/class answers.csv --roster class.csv").ends(1);
    assert!(run.err.contains("the roster says form 0001, the assignment says form 0002"), "{run}");
    // Somebody got another paper on the day: what was handed out is corrected where it is written down.
    place.replace(ASSIGNMENT, "a,Ann,0001", "a,Ann,0002");
    place.write("class.csv", "candidate,name\na,Ann\nb,Bob\n");
    place.ok("grade exams/class answers.csv --roster class.csv");
}
