//! The program alone, in an empty folder outside the repository, without a home folder.

use crate::support::{Place, key_of, letters};

#[test]
fn the_shipped_bank_needs_nothing_but_the_program() {
    let mut place = Place::fresh();
    place.bring_program();
    let calls: [(&str, i32, &str); 10] = [
        ("--help", 0, "Usage: mockexam "),
        ("--version", 0, "mockexam "),
        ("", 2, ""),
        ("check", 0, "checked 2 banks, "),
        (
            "assemble itil4-foundation --seed spring --forms 2 --name spring",
            0,
            "2 forms of 40 questions (A, B)",
        ),
        ("print exams/spring", 0, "exams/spring/papers/form-B.pdf"),
        ("verify exams/spring", 0, "secret/: 4 of 4 files rebuilt"),
        ("demo", 0, "Nobody sat this exam"),
        (
            "grade demo/exam demo/answers.csv --roster demo/roster.csv",
            0,
            "roster 24 = graded 24 + absent 0 + withheld 0",
        ),
        ("report demo/exam/results", 0, "24 reports for candidates in demo/exam/results/reports"),
    ];
    for (call, code, says) in calls {
        let run = place.run(call).ends(code);
        assert!(run.out.contains(says), "{run}");
        assert_eq!(run.err.is_empty(), code == 0, "{run}");
    }
}

#[test]
fn a_new_workspace_goes_all_the_way() {
    let mut place = Place::fresh();
    place.bring_program();
    let made = place.ok("new my-exams");
    assert!(made.out.contains("my-exams/README.md"), "{made}");
    place.run("new my-exams").ends(2);
    let place = {
        let inside = Place::fresh();
        inside.ok("new .");
        inside
    };
    assert!(place.ok("check").out.contains("checked 1 bank, 12 items, 1 blueprint: 0 errors, 0 warnings"));
    place.ok("assemble safety-quiz --seed 1 --name quiz");
    place.ok("print quiz");
    let key = key_of(&place, "exams/quiz");
    let mut answers = String::from("candidate,form,1,2,3,4,5,6\n");
    for (form, name) in ["A", "B"].into_iter().enumerate() {
        let cells: Vec<String> = letters(&key, form).iter().map(char::to_string).collect();
        answers.push_str(&format!("right-{name},{name},{}\nblank-{name},{name},,,,,,\n", cells.join(",")));
    }
    place.write("answers.csv", &answers);
    let graded = place.ok("grade exams/quiz answers.csv");
    assert!(graded.out.contains("mean 3.0 points, 2 of 4 passed with 4 points or more"), "{graded}");
    let scores = place.text("exams/quiz/results/scores.csv");
    let points: Vec<&str> = scores.lines().skip(1).map(|line| line.split(',').nth(4).unwrap()).collect();
    assert_eq!(points, ["6", "0", "6", "0"]);
    place.ok("report exams/quiz/results");
    place.ok("verify exams/quiz");
    let piped = place.run_with("grade exams/quiz - --out elsewhere", answers.as_bytes()).ends(0);
    assert!(piped.out.contains("results in elsewhere"), "{piped}");
    assert_eq!(place.text("elsewhere/scores.csv"), scores);
}

#[test]
fn json_is_one_object_on_standard_output() {
    let place = Place::copy_of(crate::support::small());
    let calls = [
        ("check --json", 0, true),
        ("check --format json", 0, true),
        ("assemble safety-quiz --seed 2 --json --name other", 0, true),
        ("print exams/quiz --json", 0, true),
        ("verify exams/quiz --json", 0, true),
        ("assemble safety-quiz --seed 2 --json --name other", 2, false),
        ("grade exams/nowhere a.csv --json", 2, false),
    ];
    for (call, code, ok) in calls {
        let run = place.run(call).ends(code);
        let object: serde_json::Value =
            serde_json::from_str(&run.out).unwrap_or_else(|error| panic!("{error}\n{run}"));
        assert_eq!(object["ok"], ok, "{run}");
        assert_eq!(object["diagnostics"].as_array().unwrap().is_empty(), ok, "{run}");
        assert_eq!(run.err, "", "{run}");
    }
}

#[test]
fn quiet_says_nothing_where_nobody_is_needed() {
    let place = Place::copy_of(crate::support::small());
    for call in ["check --quiet", "print exams/quiz --quiet", "verify -q exams/quiz"] {
        let run = place.ok(call);
        assert_eq!((run.out.as_str(), run.err.as_str()), ("", ""), "{run}");
    }
}
