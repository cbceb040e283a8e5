//! Booklets for those who mark and for those who review.

use crate::support::{Place, skipped, small, text_of, tree, with_tool};
use std::path::PathBuf;
use std::process::Command;

/// A blueprint of five questions, of which some are answered in sentences.
const WRITTEN: &str = "title = \"Written\"\nbank = \"itil-foundation\"\ntypes = [\"open\", \"single\"]\nquestions = 5\n\
                       minutes = 60\ncut_score = 4\n[[quota]]\ntype = \"open\"\ncount = 2\n[forms]\ncount = 2\n[topics]\n\
                       guiding-principles = 2\nutility-and-warranty = 3\n";

/// A workspace with a drawn exam in exams/written.
fn written() -> Place {
    let place = Place::fresh();
    place.write("templates/blueprints/written.toml", WRITTEN);
    place.ok("assemble written --seed 1 --name written");
    place
}

/// Files claim to be accessible (PDF/UA-1) and fit for archives (PDF/A-2a); the validator of that name agrees.
fn are_accessible(files: &[PathBuf]) {
    let check = "import sys, page\nfor path in sys.argv[1:]:\n for profile in ('ua1', '2a'):\n  \
                 for fault in page.validate_pdf(path, profile=profile).failures:\n   \
                 print(path, profile, fault.rule_id, fault.message)";
    if !Command::new("python3").args(["-c", "import page"]).output().is_ok_and(|out| out.status.success()) {
        return skipped("the Python package page-validation");
    }
    let output = Command::new("python3").args(["-c", check]).args(files).output().unwrap();
    let told = [output.stdout, output.stderr].map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
    assert!(output.status.success() && told[0].is_empty(), "{told:?}");
}

#[test]
fn a_guide_for_markers_is_printed_where_it_is_named_and_verified() {
    let place = written();
    place.ok("print exams/written");
    assert!(!place.path("exams/written/secret/marking-guide-A.pdf").exists(), "only where it is named");
    let run = place.ok("print exams/written --only marking-guide --language de");
    for form in ["A", "B"] {
        assert!(run.out.contains(&format!("exams/written/secret/marking-guide-{form}.pdf")), "{run}");
    }
    let run = place.ok("verify exams/written");
    assert!(run.out.contains("secret/: 6 of 6 files rebuilt"), "{run}");
    are_accessible(&[place.path("exams/written/secret/marking-guide-A.pdf")]);
    with_tool("pdftotext", || {
        let text = text_of(&place.path("exams/written/secret/marking-guide-A.pdf"));
        assert!(text.contains("Zu korrigierende Aufgaben"), "{text}");
        assert_eq!(text.matches("Musterantwort:").count(), 2, "{text}");
        assert!(!text_of(&place.path("exams/written/papers/form-A.pdf")).contains("Model answer"));
    });
}

#[test]
fn an_exam_of_letters_has_no_guide_for_markers() {
    let place = Place::copy_of(small());
    let before = tree(&place.path(""));
    for kinds in ["marking-guide", "papers,marking-guide"] {
        let run = place.run(&format!("print exams/quiz --only {kinds}")).ends(2);
        assert!(run.err.contains("error[C01]: no question of exams/quiz is for a marker"), "{run}");
        assert!(tree(&place.path("")) == before, "{run}");
    }
}

#[test]
fn a_booklet_for_reviewers_tells_all_items_that_are_asked_for() {
    let place = Place::fresh();
    place.ok("new .");
    let run = place.ok("bank booklet");
    assert!(run.out.contains("safety-basics-review.pdf\n\n12 items on "), "{run}");
    let run = place.run("bank booklet").ends(2);
    assert!(run.err.contains("there is a file safety-basics-review.pdf already"), "{run}");
    let first = place.bytes("safety-basics-review.pdf");
    #[cfg(unix)]
    {
        let mode = std::fs::metadata(place.path("safety-basics-review.pdf")).unwrap().permissions();
        assert_eq!(std::os::unix::fs::PermissionsExt::mode(&mode) & 0o777, 0o600, "it tells the keys");
    }
    place.ok("bank booklet --force");
    assert!(place.bytes("safety-basics-review.pdf") == first, "the same each time");
    let run = place.ok("bank booklet --topic fire --type single --language de --out some.pdf --json");
    assert!(run.out.contains("\"items\": 3"), "{run}");
    let files = ["safety-basics-review.pdf", "some.pdf"].map(|name| place.path(name));
    are_accessible(&files);
    with_tool("pdftotext", || {
        let [all, some] = files.each_ref().map(|file| text_of(file));
        let ids = |text: &str| text.lines().filter(|line| line.contains(" · r1")).count();
        assert_eq!((ids(&all), ids(&some)), (12, 3), "{some}");
        for told in ["Review booklet", "Right:", "Explanation:", "accept", "Remarks"] {
            assert!(all.contains(told), "{told}: {all}");
        }
        assert!(some.contains("type single") && some.contains("3 von 12"), "{some}");
    });
}

#[test]
fn what_no_booklet_can_be_made_of_is_refused() {
    let place = Place::fresh();
    place.ok("new .");
    for (call, told) in [
        ("bank booklet --status retired", "no item of the bank 'safety-basics' is asked for"),
        ("bank booklet --topic firee", "there is no topic 'firee'"),
        ("bank booklet --concept nothing", "there is no concept 'nothing'"),
        ("bank booklet --language xx", "there is neither a file xx nor"),
    ] {
        let run = place.run(call).ends(2);
        assert!(run.err.contains(told), "{run}");
    }
    let fire = "question-bank/safety-basics/fire.toml";
    place.replace(fire, "stem = \"Mika is", "stem = \"Mika \u{4e2d} is");
    let run = place.run("bank booklet").ends(2);
    assert!(run.err.contains("error[L01]"), "{run}");
    assert!(!place.path("safety-basics-review.pdf").exists());
}
