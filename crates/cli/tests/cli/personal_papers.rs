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
        "print.toml",
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
fn long_ids_are_set_smaller_and_never_vanish() {
    let place = class();
    let ids = ["konstantin.hohenlohe@students.example.org", &"x0123456789".repeat(12)];
    let rows: String =
        ids.iter().map(|id| format!("{id},Konstantin von und zu Hohenlohe-Waldenburg\n")).collect();
    place.write("long.csv", format!("candidate,name\n{rows}"));
    place.ok("assemble safety-quiz --seed 7 --roster long.csv --name long");
    place.ok("print exams/long --roster long.csv");
    with_tool("pdftotext", || {
        let text = text_of(&place.path("exams/long/personal/papers.pdf"));
        let whole = text.matches(ids[0]).count();
        assert!(whole >= 4, "{whole} times on pages of paper and sheet\n{text}");
        assert!(text.matches("x0123456789x0123").count() >= 4 && !text.contains("\n…\n"), "{text}");
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

const WHOLE: &str =
    "personal/: 5 of 5 files for 4 candidates rebuilt from print.toml and the snapshot, equal byte for byte";

/// `verify` finds a difference, and tells the rest as well.
fn differs(place: &Place, fact: &str, told: &str) {
    let run = place.run("verify exams/class").ends(1);
    assert!(run.out.contains(&format!("differs: {fact}")) && run.out.contains(told), "{run}");
}

/// What was printed for whom is known afterwards, without the roster.
#[test]
fn papers_with_names_are_verified() {
    let place = class();
    place.ok("print exams/class --roster class.csv");
    std::fs::remove_file(place.path("class.csv")).unwrap();
    let run = place.ok("verify exams/class");
    assert!(run.out.contains(WHOLE), "{run}");
    let (map, papers, record) = ("sheet-map.json", "papers.pdf", "print.toml");
    for (name, from, to, fact, told) in [
        (map, "104", "105", "sheet-map.json is not the file that was printed", "4 of 5 files"),
        (record, "Dan Sample", "Don Sample", "papers.pdf comes out differently", "1 of 5 files"),
        (record, "look = 1", "look = 0", "papers.pdf comes out differently", "of 5 files"),
        (
            record,
            "name = \"papers.pdf\"",
            "name = \"paper.pdf\"",
            "papers.pdf is not in print.toml",
            "4 of 5 files",
        ),
        (papers, "", "", "papers.pdf is not the file that was printed", "4 of 5 files"),
    ] {
        let name = format!("exams/class/personal/{name}");
        let before = place.bytes(&name);
        let edited = match String::from_utf8(before.clone()) {
            Ok(text) => text.replacen(from, to, 1).into_bytes(),
            // A PDF: one byte of it.
            Err(_) => [b"x", &before[1..]].concat(),
        };
        place.write(&name, edited);
        differs(&place, &format!("exams/class/personal/{fact}"), told);
        place.write(&name, before);
    }
    std::fs::remove_file(place.path("exams/class/personal/papers.pdf")).unwrap();
    differs(&place, "exams/class/personal/papers.pdf is no longer there", "4 of 5 files");
    std::fs::remove_file(place.path("exams/class/personal/print.toml")).unwrap();
    differs(&place, "personal/ has no print.toml, so its files cannot be checked", "papers/: ");
}

/// Somebody who was given another form in the meantime is named, and where papers cannot be rebuilt their digests tell.
#[test]
fn what_changed_around_papers_with_names_is_told() {
    let place = class();
    place.ok("print exams/class --roster class.csv");
    let assignment = place.text("exams/class/secret/assignment.csv");
    let row = assignment.lines().find(|line| line.starts_with("101,")).unwrap();
    let [form, other] = if row.contains(",A,") { ["A", "B"] } else { ["B", "A"] };
    let moved = assignment.replace(row, &row.replace(&format!(",{form},"), &format!(",{other},")));
    place.write("exams/class/secret/assignment.csv", moved);
    let fact = format!("personal/ has form {form} for 101, the assignment of the exam says {other}");
    differs(&place, &fact, WHOLE);
    place.write("exams/class/secret/assignment.csv", assignment);
    place.ok("verify exams/class");
    let german = include_str!("../../../../templates/languages/de.toml").replace("Vertraulich", "Geheim");
    place.write("templates/languages/de.toml", german);
    let told = "personal/: 5 of 5 files for 4 candidates are those that were printed, by their SHA-256";
    differs(&place, "personal/ was printed with another language file 'de'", told);
}

/// Sheets of an earlier version come out in other bytes: what they say is compared.
#[test]
fn papers_with_names_of_another_typesetter_are_compared_by_what_they_say() {
    let place = class();
    place.ok("print exams/class --roster class.csv --only papers");
    let record = "exams/class/personal/print.toml";
    place.replace(record, &format!("typesetter = {}\n", mockexam_paper::TYPESETTER), "typesetter = 1\n");
    place.ok("verify exams/class");
    // As if the earlier one had set the pages in another way: what is there is recorded as its work.
    let text = place.text(record);
    place.write(record, text.replace("template = \"a4\"", "template = \"letter\""));
    let run = place.ok("verify exams/class");
    assert!(run.out.contains("files of another typesetter than"), "{run}");
    place.replace(record, "name = \"Dan Sample\"", "name = \"Don Sample\"");
    let run = place.run("verify exams/class").ends(1);
    assert!(run.out.contains("papers.pdf was set by typesetter 1, and says other things"), "{run}");
}
