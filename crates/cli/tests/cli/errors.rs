//! What people read when their input is wrong. Paths are relative, so that the snapshots hold everywhere.

use crate::support::{Place, Run, small};

const BANK: &str = "question-bank/safety-basics";
const FIRE: &str = "question-bank/safety-basics/fire.toml";

/// An edit of the small workspace, and calls with the exit codes in which they must end.
struct Case {
    name: &'static str,
    edit: fn(&Place),
    calls: &'static [(&'static str, i32)],
}

const ASSEMBLE: &str = "assemble safety-quiz --seed 1 --name new";

const CASES: &[Case] = &[
    Case {
        name: "truncated toml",
        edit: |place| {
            let text = place.text(FIRE);
            let middle = text.find("fi-002").unwrap();
            place.write(FIRE, &text[..middle]);
        },
        calls: &[("check", 1), (ASSEMBLE, 2)],
    },
    Case {
        name: "unknown field",
        edit: |place| place.replace(FIRE, "id = \"fi-001\"\n", "id = \"fi-001\"\ncolour = \"red\"\n"),
        calls: &[("check", 1), (ASSEMBLE, 2)],
    },
    Case {
        name: "duplicate id",
        edit: |place| place.replace(FIRE, "id = \"fi-004\"", "id = \"fi-003\""),
        calls: &[("check", 1), (ASSEMBLE, 2)],
    },
    Case {
        name: "missing key",
        edit: |place| place.replace(FIRE, "  key = true\n", "  why = \"No.\"\n"),
        calls: &[("check", 1), (ASSEMBLE, 2)],
    },
    Case {
        name: "copied words",
        edit: |place| {
            place.write(
                "texts/handbook.md",
                "First of all: a shout costs a second and gives everybody the time to get out of the house.",
            );
            place.write("empty/notes.pdf", "no text");
        },
        calls: &[("check --sources texts", 1), ("check --sources empty", 2), ("check --sources nowhere", 2)],
    },
    Case {
        name: "not utf-8",
        edit: |place| place.write(FIRE, b"[defaults]\ntopic = \"f\xfcr\"\n"),
        calls: &[("check", 1), (ASSEMBLE, 2)],
    },
    Case {
        name: "control characters in a message",
        edit: |place| place.replace(FIRE, "id = \"fi-001\"\n", "id = \"fi-001\"\n\"\\u001b[31mred\" = 1\n"),
        calls: &[("check", 1)],
    },
    Case {
        name: "infeasible blueprint",
        edit: |place| {
            let name = "templates/blueprints/safety-quiz.toml";
            place.replace(name, "questions = 6 ", "questions = 12");
            place.replace(name, "first-aid = 2", "first-aid = { apply = 4 }");
            place.replace(name, "fire = 2 ", "fire = 5 #");
            place.replace(name, "safe-work = 2", "safe-work = 3");
            place.replace(
                "question-bank/safety-basics/first-aid.toml",
                "id = \"fa-001\"",
                "status = \"retired\"\nid = \"fa-001\"",
            );
        },
        calls: &[("check", 1), (ASSEMBLE, 2)],
    },
    Case {
        name: "unknown names",
        edit: |_| {},
        calls: &[
            ("assemble no-such-blueprint --seed 1", 2),
            ("assemble templates --seed 1", 2),
            ("assemble safety-quiz --seed 1 --bank nowhere", 2),
            ("assemble safety-quiz --seed 1 --name ../outside", 2),
            ("assemble safety-quiz --seed 1 --algorithm 99 --name new", 2),
            ("print nowhere", 2),
            ("print exams/quiz --template folio", 2),
            ("print exams/quiz/exam.toml", 2),
            ("verify nowhere", 2),
            ("check nowhere", 2),
            ("check --explain S99", 2),
            ("report exams/quiz", 2),
            ("new question-bank", 2),
        ],
    },
    Case {
        name: "an exam is there already",
        edit: |_| {},
        calls: &[
            ("assemble safety-quiz --seed 2 --name quiz", 2),
            ("assemble safety-quiz --seed 1 --name quiz --force", 0),
        ],
    },
    Case {
        name: "edited key",
        edit: |place| place.replace("exams/quiz/secret/key.toml", "key = true", "key = false"),
        calls: &[("print exams/quiz", 2), ("grade exams/quiz good.csv", 2), ("verify exams/quiz", 2)],
    },
    Case {
        name: "edited order of choices",
        edit: |place| place.replace("exams/quiz/secret/key.toml", "choices = [3, ", "choices = [9, "),
        calls: &[("print exams/quiz", 2), ("grade exams/quiz good.csv", 2)],
    },
    Case {
        name: "edited cut score",
        edit: |place| place.replace("exams/quiz/secret/key.toml", "cut_score = 4", "cut_score = 1"),
        calls: &[("print exams/quiz", 2), ("grade exams/quiz good.csv", 2)],
    },
    Case {
        name: "edited record",
        edit: |place| place.replace("exams/quiz/exam.toml", "seed = \"1\"", "seed = \"2\""),
        calls: &[("print exams/quiz", 2), ("grade exams/quiz good.csv", 2)],
    },
    Case {
        name: "answer files",
        edit: |place| {
            place.write("empty.csv", "");
            place.write("header.csv", "candidate,form,1,2,3,4,5,6\n");
            place.write("roster.csv", "candidate,name\nx,X\nx,Y\n");
        },
        calls: &[
            ("grade exams/quiz empty.csv", 2),
            ("grade exams/quiz header.csv", 2),
            ("grade exams/quiz question-bank", 2),
            ("grade exams/quiz missing.csv", 2),
            ("grade exams/quiz good.csv --roster missing.csv", 2),
            ("grade exams/quiz good.csv --roster empty.csv", 2),
            ("grade exams/quiz good.csv --roster roster.csv", 2),
            ("grade exams/quiz good.csv --form Z", 2),
            ("grade exams/quiz - -", 2),
            ("grade exams/quiz good.csv", 0),
        ],
    },
    Case {
        name: "tampered results",
        edit: |place| {
            place.ok("grade exams/quiz good.csv --out results");
            place.replace("results/scores.csv", "x,,A,graded,", "x,,A,graded,1");
            place.ok("grade exams/quiz good.csv --out missing");
            std::fs::remove_file(place.path("missing/items.csv")).unwrap();
        },
        calls: &[("report results", 2), ("report missing", 2)],
    },
];

#[test]
fn messages_say_what_is_wrong_and_how_to_repair_it() {
    for case in CASES {
        let place = Place::copy_of(small());
        place.write("good.csv", "candidate,form,1,2,3,4,5,6\nx,A,A,A,A,A,A,A\n");
        (case.edit)(&place);
        let told: String =
            case.calls.iter().map(|(call, code)| format!("{}\n", place.run(call).ends(*code))).collect();
        insta::assert_snapshot!(case.name, told);
        assert!(!place.path("exams/new").exists(), "{}: something was written", case.name);
    }
}

#[test]
fn a_file_that_cannot_be_parsed_is_not_said_to_be_missing() {
    let place = Place::copy_of(small());
    place.replace(&format!("{BANK}/bank.toml"), "[bank]", "[bank");
    let run = place.run("check").ends(1);
    assert!(run.out.contains("error[T01]") && !run.out.contains("no [bank] table"), "{run}");
    std::fs::remove_file(place.path(&format!("{BANK}/bank.toml"))).unwrap();
    let run = place.run("check").ends(1);
    assert!(run.out.contains("no [bank] table"), "{run}");
}

#[test]
fn a_folder_is_checked_as_what_it_is_and_once() {
    let place = Place::copy_of(small());
    for (call, code, told) in [
        ("templates/blueprints", 0, "checked 0 banks, 0 items, 1 blueprint:"),
        ("question-bank", 0, "checked 1 bank, "),
        ("question-bank/safety-basics ./question-bank/safety-basics/", 0, "checked 1 bank, "),
        (
            "question-bank/safety-basics question-bank/safety-basics/fire.toml question-bank",
            0,
            "checked 1 bank, ",
        ),
        ("templates/blueprints templates/blueprints/safety-quiz.toml", 0, ", 1 blueprint:"),
        (
            "exams/quiz ./exams/quiz",
            0,
            "checked 0 banks, 0 items, 0 blueprints, 1 exam: 0 errors, 0 warnings",
        ),
        ("exams", 2, "error[C01]: exams/quiz holds neither a bank nor blueprints"),
        ("exams/quiz/papers", 2, "error[C01]: exams/quiz/papers holds neither a bank nor blueprints"),
    ] {
        let run = place.run(&format!("check {call}")).ends(code);
        assert!(run.to_string().contains(told), "{run}");
        assert!(code == 0 || run.err.matches("error[").count() == 1, "{run}");
    }
    let once = place.ok("check question-bank/safety-basics").out;
    let twice = place.ok("check question-bank/safety-basics question-bank/safety-basics").out;
    assert_eq!(once, twice);
}

#[test]
fn empty_folders_and_hidden_files_among_the_banks_are_no_errors() {
    let place = Place::copy_of(small());
    let before = [place.ok("check").out, place.ok("bank list").out];
    place.write("question-bank/.git/config.toml", "mine");
    place.write(&format!("{BANK}/.#fire.toml"), "[[item]");
    assert_eq!([place.ok("check").out, place.ok("bank list").out], before);
    std::fs::create_dir(place.path("question-bank/next-year")).unwrap();
    for call in ["check", "check question-bank", "bank list"] {
        let run = place.ok(call);
        assert!(run.out.contains("note: there is no .toml file in question-bank/next-year"), "{run}");
    }
    place.ok("bank stats");
    place.ok("bank show fi-001");
}

#[test]
fn denied_warnings_are_said_to_be_denied_and_quiet_is_quiet() {
    let place = Place::copy_of(small());
    place.replace(FIRE, "What should Mika do first?", "Say what Mika should do first.");
    let run = place.ok("check --deny warnings");
    assert!(run.out.ends_with("0 errors, 0 warnings, 1 for information\n"), "{run}");
    assert_eq!(place.ok("check --quiet").out, "");
    place.replace(FIRE, "Say what Mika", "Say what what Mika");
    let warned = place.ok("check --quiet").out;
    assert!(warned.starts_with("warning[W19]") && !warned.contains("[W13]"), "{warned}");
    let denied = place.run("check --deny warnings --quiet").ends(1).out;
    assert!(denied.ends_with("0 errors, 1 warning, 1 for information (warnings are denied)\n"), "{denied}");
}

#[test]
fn messages_that_are_no_checks_have_a_page_that_lists_them() {
    let place = Place::fresh();
    for code in ["T01", "p02", "G31", "C01", "L01", "R06"] {
        let run = place.run(&format!("check --explain {code}")).ends(2);
        let page = run.err.split("docs/").nth(1).unwrap().split(' ').next().unwrap();
        let text = std::fs::read_to_string(crate::support::repository().join("docs").join(page)).unwrap();
        assert!(text.contains(&code.to_uppercase()), "{page} does not know {code}");
    }
    for code in ["S99", "é1", "", "P2", "P022"] {
        let mut command = place.command("check --explain");
        let run = Run::new(code, command.arg(code).output().unwrap()).ends(2);
        assert!(run.err.contains("there is no check"), "{run}");
    }
}

#[test]
fn a_cell_that_cannot_be_filled_is_named_with_what_is_eligible() {
    let place = Place::fresh();
    let repository = crate::support::repository();
    let text =
        std::fs::read_to_string(repository.join("templates/blueprints/itil4-foundation.toml")).unwrap();
    let row = "guiding-principles       = { remember = 1, understand = 2, apply = 2 }";
    assert!(text.contains(row));
    place.write(
        "much.toml",
        text.replace(row, "guiding-principles = { remember = 1, understand = 2, apply = 30 }")
            .replace("questions = 40", "questions = 68"),
    );
    for (id, text) in crate::support::bank_files() {
        place.write(&format!("question-bank/itil-foundation/{id}"), text);
    }
    let run = place.run("assemble much.toml --seed 1").ends(2);
    assert!(run.err.contains("guiding-principles / apply: 30 needed, "), "{run}");
    insta::assert_snapshot!("infeasible cell of the shipped blueprint", run);
    assert!(!place.path("exams").exists());
    assert!(small().path(BANK).is_dir());
}
