//! What a bank sets for its checks: thresholds, and the words that it knows.

use crate::support::{Place, small};
use serde_json::Value;

const BANK: &str = "question-bank/safety-basics/bank.toml";
const FIRE: &str = "question-bank/safety-basics/fire.toml";
const WORDS: &str = "question-bank/safety-basics/words.txt";

#[test]
fn a_threshold_in_force_is_told_with_its_place() {
    let place = Place::copy_of(small());
    assert!(!place.ok("check --explain W13").out.contains("in force"));
    let bank = place.text(BANK);
    place.write(BANK, format!("{bank}\n[thresholds.w13]\nstem_words = 75\n"));
    let line = bank.lines().count() + 3;
    for call in [
        "check --explain W13",
        "check --explain w13 question-bank",
        "check question-bank/safety-basics --explain W13",
    ] {
        let told = place.ok(call).out;
        assert!(told.contains("  stem_words = 60 (default; 10 to 2000 words)\n"), "{told}");
        assert!(told.contains(&format!("      in force: 75, set in {BANK}:{line}\n")), "{told}");
        assert!(told.contains("  stem_words_error = 90 (default;"), "{told}");
    }
    let json: Value = serde_json::from_str(&place.ok("check --explain W13 --json").out).unwrap();
    let first = &json["thresholds"][0];
    assert_eq!(
        (first["name"].as_str(), first["default"].as_u64(), first["most"].as_u64()),
        (Some("stem_words"), Some(60), Some(2000))
    );
    assert_eq!(
        (first["set"][0]["value"].as_u64(), first["set"][0]["line"].as_u64()),
        (Some(75), u64::try_from(line).ok())
    );
}

#[test]
fn a_threshold_changes_what_is_found() {
    let place = Place::copy_of(small());
    let bank = place.text(BANK);
    assert!(!place.ok("check").out.contains("W13"));
    place.write(BANK, format!("{bank}\n[thresholds.W13]\nstem_words = 10\nstem_words_error = 90\n"));
    let found = place.ok("check").out;
    assert!(found.contains("warning[W13]") && found.contains("more than 10"), "{found}");
    place.ok("bank fmt question-bank/safety-basics");
    assert!(place.text(BANK).contains("stem_words = 10"));
    place.write(BANK, format!("{bank}\n[thresholds.W13]\nstem_word = 10\n"));
    let refused = place.run("check").ends(1).out;
    assert!(refused.contains("error[T02]") && refused.contains("did you mean 'stem_words'?"), "{refused}");
    place.run("assemble safety-quiz --seed 1 --name new").ends(2);
}

#[test]
fn words_are_known_by_lists_beside_the_bank() {
    let place = Place::copy_of(small());
    assert!(!place.ok("check").out.contains("W19"));
    place.replace(FIRE, "What should Mika do first?", "What shuold Mika do first?");
    let found = place.ok("check").out;
    assert!(
        found.contains("'shuold' is in no dictionary") && found.contains("did you mean should"),
        "{found}"
    );
    place.write(WORDS, format!("{}Shuold  # so be it\n", place.text(WORDS)));
    assert!(!place.ok("check").out.contains("W19"));
    place.write(WORDS, "");
    assert!(place.ok("check").out.contains("'aider' is in no dictionary"));
    place.replace(BANK, "language = \"en\"", "language = \"en\"\ndictionary = \"off\"");
    assert!(!place.ok("check").out.contains("dictionary"));
    place.replace(BANK, "dictionary = \"off\"", "dictionary = \"list.txt\"");
    let missing = place.run("check").ends(1).out;
    assert!(missing.contains("there is no list of words 'list.txt'"), "{missing}");
    place.write("question-bank/safety-basics/list.txt", "one two three");
    let strange = place.ok("check").out;
    assert!(strange.contains("different words are in no dictionary"), "{strange}");
}
