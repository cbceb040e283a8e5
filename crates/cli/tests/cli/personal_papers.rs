//! Papers and sheets that name their candidates.

use crate::support::{Place, small, text_of, tree, with_tool};
use std::collections::BTreeSet;

const ROSTER: &str = "candidate,name,room,row,seat,template,language,extra_minutes\n\
    104,Dan Sample,Hall,2,1,,,\n\
    101,\"Sample, Ann\",Hall,1,1,,,\n\
    c-9,Ines Beispiel,Aula,,,,de,\n\
    102,Bob Sample,Hall,1,2,large-print,,15\n";

/// An exam of two forms that this class sits.
fn class() -> Place {
    let place = Place::copy_of(small());
    place.write("class.csv", ROSTER);
    place.ok("assemble safety-quiz --seed 7 --forms 2 --roster class.csv --name class");
    place
}

#[test]
fn sets_are_collated_as_people_sit() {
    let place = class();
    let run = place.ok("print exams/class --roster class.csv");
    assert!(run.out.contains("for 4 candidates, in the order in which they sit"), "{run}");
    with_tool("pdftotext", || {
        let text = text_of(&place.path("exams/class/personal/papers.pdf"));
        let mut from = 0;
        for next in [
            // The page in front of a pile, then paper and sheet of each.
            "Room Hall, row 1",
            "Sample, Ann",
            "Room Hall, row 1, seat 1",
            "Answer sheet",
            "Bob Sample",
            "25 minutes",
            "Room Hall, row 2",
            "Dan Sample",
            "10 minutes",
            "Room Aula",
            "Ines Beispiel",
            "10 Minuten",
            "Antwortbogen",
        ] {
            let at = text[from..].find(next);
            from += at.unwrap_or_else(|| panic!("no {next:?} behind {from} in {text}")) + next.len();
        }
        assert_eq!(text.matches("Before you begin").count(), 3);
        for list in ["attendance", "distribution"] {
            let text = text_of(&place.path(&format!("exams/class/personal/{list}.pdf")));
            let places = ["Ann", "Bob", "Dan", "Ines"].map(|name| text.find(name).unwrap());
            assert!(places.is_sorted(), "{list}: {places:?}");
        }
        let plan = text_of(&place.path("exams/class/personal/seating-plan.pdf"));
        assert!(plan.contains("Bob Sample") && !plan.contains("Ines"), "{plan}");
    });
}

#[test]
fn names_stay_in_a_folder_of_their_owner() {
    let place = class();
    place.ok("print exams/class");
    place.ok("print exams/class --roster class.csv");
    for (name, bytes) in tree(&place.path("exams/class")) {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let is_open = !name.starts_with("secret/") && !name.starts_with("personal/");
        assert!(
            !is_open || !text.contains("Dan Sample") && !text.contains("Beispiel"),
            "{name} names a candidate"
        );
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = |path: &str| std::fs::metadata(place.path(path)).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode("exams/class/personal"), 0o700);
        assert_eq!(mode("exams/class/personal/papers.pdf"), 0o600);
    }
    // Papers of another exam in the same folder would be taken for those of this one.
    place.ok("assemble safety-quiz --seed 8 --forms 2 --roster class.csv --name class --force");
    assert!(!place.path("exams/class/personal").exists());
}

#[test]
fn the_same_class_gives_the_same_files() {
    let place = class();
    place.ok("print exams/class --roster class.csv");
    let first = tree(&place.path("exams/class/personal"));
    place.ok("print exams/class --roster class.csv");
    assert_eq!(tree(&place.path("exams/class/personal")), first);
    place.ok("print exams/class --roster class.csv --by-room --only sheets");
    let names: Vec<String> = tree(&place.path("exams/class/personal")).into_keys().collect();
    let expected = [
        ".mockexam-print",
        "answer-sheets-aula.pdf",
        "answer-sheets-hall.pdf",
        "attendance.pdf",
        "distribution.pdf",
        "seating-plan.pdf",
        "sheet-map.json",
    ];
    assert_eq!(names, expected);
}

#[test]
fn every_sheet_says_whose_it_is() {
    let place = class();
    place.ok("print exams/class --roster class.csv --only sheets");
    let map: serde_json::Value =
        serde_json::from_str(&place.text("exams/class/personal/sheet-map.json")).unwrap();
    let sheets = map["sheets"].as_array().unwrap();
    let of = |key: &str| sheets.iter().map(|sheet| sheet[key].as_str().unwrap()).collect::<Vec<_>>();
    assert_eq!(of("candidate"), ["101", "102", "104", "c-9"]);
    assert_eq!(of("serial").into_iter().collect::<BTreeSet<_>>().len(), 4);
    let assignment = place.text("exams/class/secret/assignment.csv");
    for (candidate, form) in of("candidate").into_iter().zip(of("form")) {
        let row = assignment.lines().find(|line| line.starts_with(candidate)).unwrap();
        assert!(row.contains(&format!(",{form},")), "{candidate} {form}: {row}");
    }
}

#[test]
fn personal_forms_are_printed_for_their_owners() {
    let place = class();
    place.ok("assemble safety-quiz --mode own-order --seed 7 --roster class.csv --name own");
    place.ok("print exams/own --roster class.csv");
    with_tool("pdftotext", || {
        let text = text_of(&place.path("exams/own/personal/papers.pdf"));
        for code in ["0001", "0002", "0003", "0004"] {
            assert!(text.contains(code), "{code}");
        }
    });
}

#[test]
fn what_cannot_be_handed_out_is_named_with_its_line() {
    let place = class();
    let cases = [
        ("x,New\n", "nobody has said which form x gets", "L05"),
        ("104,Dan,Z\n", "the roster gives form Z to 104, the assignment of the exam", "L06"),
        ("x,New,Z\n", "the exam has no form Z, which x is to get", "L06"),
        ("101,\u{6f22}\u{5b57}\n", "no glyph for '\u{6f22}' (U+6F22)", "L01"),
    ];
    for (row, fact, code) in cases {
        place.write(
            "other.csv",
            format!("candidate,name,form\n{}", row.replace('\n', ",\n").replace("Z,", "Z")),
        );
        let run = place.run("print exams/class --roster other.csv").ends(2);
        assert!(run.err.contains(fact) && run.err.contains(code), "{run}");
        assert!(run.err.contains("other.csv:2"), "{run}");
        assert!(!place.path("exams/class/personal").exists());
    }
    place.write("other.csv", "candidate,template\n101,huge\n");
    let run = place.run("print exams/class --roster other.csv").ends(2);
    assert!(run.err.contains("huge") && run.err.contains("other.csv:2"), "{run}");
    let run = place.run("print exams/class --roster class.csv --only keys").ends(2);
    assert!(run.err.contains("with --roster there are papers and sheets to print"), "{run}");
    place.ok("assemble safety-quiz --mode own-order --seed 7 --roster class.csv --name own");
    place.write("other.csv", "candidate,form\nx,0001\ny,0001\n");
    let run = place.run("print exams/own --roster other.csv").ends(2);
    assert!(run.err.contains("the personal form 0001 is given to x and to y"), "{run}");
}

/// What fits on no page is printed all the same, and told.
#[test]
fn a_question_that_runs_on_is_a_warning() {
    let place = class();
    let a4 = include_str!("../../../../templates/papers/a4.toml").replace("notes_mm = 0", "notes_mm = 240");
    place.write("templates/papers/notes.toml", a4);
    let run = place.ok("print class --template notes --only papers");
    assert!(
        run.err.contains("warning[L07]") && run.err.contains("of the template 'A4', and runs on"),
        "{run}"
    );
    let run = place.ok("print class --template notes --only papers --roster class.csv");
    assert!(run.err.contains("warning[L07]"), "{run}");
    assert!(!place.ok("print class --only papers").err.contains("L07"));
}
