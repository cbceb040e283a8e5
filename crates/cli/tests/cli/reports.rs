//! Reports in all formats and languages: which files there are, what they say, and what they must not.

use crate::support::{Place, demo, tree};

#[test]
fn every_format_has_its_files_and_repeats_them_byte_for_byte() {
    let place = Place::copy_of(demo());
    place.ok("report demo/exam/results --format csv,xlsx,json,pdf --out one");
    place.ok("report demo/exam/results --format csv,xlsx,json,pdf --out two");
    assert_eq!(tree(&place.path("one")), tree(&place.path("two")));
    let names: Vec<String> =
        tree(&place.path("one")).into_keys().filter(|name| !name.starts_with('.')).collect();
    let expected = [
        "candidates.pdf",
        "choices.csv",
        "class.csv",
        "class.pdf",
        "form_items.csv",
        "forms.csv",
        "items.csv",
        "items.pdf",
        "points.csv",
        "report.json",
        "report.xlsx",
        "responses.csv",
        "summary.csv",
        "summary.pdf",
        "topics.csv",
    ];
    assert_eq!(names, expected);
}

#[test]
fn other_parts_and_formats_stay() {
    let place = Place::copy_of(demo());
    let reports = "demo/exam/results/reports";
    let before = place.bytes(&format!("{reports}/class.html"));
    let run = place.ok("report demo/exam/results --only items --format csv");
    assert!(run.out.contains("items.csv") && !run.out.contains("for candidates"), "{run}");
    assert_eq!(place.bytes(&format!("{reports}/class.html")), before);
    assert!(!place.path(&format!("{reports}/class.csv")).exists());
    let run = place.run("report demo/exam/results --only everything").ends(2);
    assert!(run.err.contains("summary, class, items, candidates, rulings"), "{run}");
}

#[test]
fn languages_have_their_numbers_and_words() {
    let place = Place::copy_of(demo());
    for (language, words) in [
        ("de", ["lang=\"de\"", "Lösungsquote", "0,73", "54\u{a0}%"]),
        ("fr", ["lang=\"fr\"", "Taux de réussite", "0,73", "54\u{a0}%"]),
    ] {
        place.ok(&format!("report demo/exam/results --language {language} --out {language}"));
        let text = place.text(&format!("{language}/class.html"));
        for word in words {
            assert!(text.contains(word), "{language}: {word}");
        }
        for english in ["Facility", "Pass rate", "At a glance", "No rulings"] {
            assert!(!text.contains(english), "{language}: {english}");
        }
    }
    let run = place.run("report demo/exam/results --language xx").ends(2);
    assert!(run.err.contains("de-report, en-report, fr-report"), "{run}");
}

#[test]
fn a_candidate_learns_what_to_read_again() {
    let text = demo().text("demo/exam/results/reports/candidate-sim-04.html");
    for said in ["Read again:", "to gain", "In the order of what there is to gain."] {
        assert!(text.contains(said), "{said}");
    }
}
