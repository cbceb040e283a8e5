//! `import text`: drafts from a quiz, and what is refused.

use crate::support::Place;

const QUIZ: &str = "Which of these is a liquid?\n\n1. Ice\n2. Water\n\nAnswer: B) Water\n\nIce is solid.\n";

#[test]
fn drafts_go_into_a_new_file_or_to_standard_output() {
    let place = Place::fresh();
    place.write("quiz.txt", QUIZ);
    let told = place.ok("import text quiz.txt --topic water --prefix wa --out drafts/water.toml");
    assert_eq!(told.out, "drafts/water.toml\n1 question imported as drafts, 0 refused\n");
    let drafts = place.text("drafts/water.toml");
    assert!(drafts.contains("id = \"wa-001\"") && drafts.contains("status = \"draft\""), "{drafts}");
    assert!(drafts.contains("  text = \"Water\"\n  key = true\n"), "{drafts}");
    assert_eq!(place.ok("import text quiz.txt --topic water --prefix wa --quiet").out, drafts);
    let piped = place.run_with("import text - --topic water --prefix wa", QUIZ.as_bytes()).ends(0);
    assert_eq!(piped.out.replace("standard input", "quiz.txt"), drafts);
    place.run("import text quiz.txt --out drafts/water.toml").ends(2);
    assert_eq!(place.text("drafts/water.toml"), drafts, "what is there stays");
    place.ok("bank fmt --check drafts/water.toml");
}

#[test]
fn refusals_have_their_place_and_the_rest_is_written() {
    let place = Place::fresh();
    let two = format!("{QUIZ}\n{}", QUIZ.replace("B) Water", "A) Water"));
    place.write("two.txt", &two);
    let told = place.run("import text two.txt --out two.toml").ends(1);
    assert!(told.err.contains("two.txt:15:9"), "{told}");
    assert!(told.err.contains("the answer names A, and its text is that of choice 2"), "{told}");
    assert!(told.out.ends_with("1 question imported as drafts, 1 refused\n"), "{told}");
    assert_eq!(place.text("two.toml").matches("[[item]]").count(), 1);
    let json = place.run("import text two.txt --json").ends(1);
    let json: serde_json::Value = serde_json::from_str(&json.out).unwrap();
    assert_eq!((&json["imported"], &json["refused"]), (&1.into(), &1.into()));
    place.write("none.txt", QUIZ.replace("B) Water", "A) Water"));
    place.write("other.txt", "Dear reader,\n\n- one\n- two\n");
    for call in [
        "import text none.txt --out x.toml",
        "import text other.txt --out x.toml",
        "import text missing.txt --out x.toml",
        "import text two.txt --out x.toml --topic a/b",
        "import text two.txt --out x.toml --prefix ü",
    ] {
        place.run(call).ends(2);
        assert!(!place.path("x.toml").exists(), "{call}");
    }
}
