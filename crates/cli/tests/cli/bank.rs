//! `bank list`, `show`, `stats` and `fmt`.

use crate::support::{Place, Run, small, tree};
use mockexam_bank::{Bank, Coverage, SourceFile};
use serde_json::Value;

const FIRE: &str = "question-bank/safety-basics/fire.toml";

/// Calls in a workspace of `new`, with the exit codes in which they must end.
const CALLS: &[(&str, &[(&str, i32)])] = &[
    (
        "list",
        &[
            ("bank list", 0),
            ("bank list --topic fire --topic first-aid --level apply", 0),
            ("bank list --type list --type true-false --band medium --version 5", 0),
            ("bank list --style negative --status draft", 0),
            ("bank list --bank question-bank/safety-basics --text burn --text padlock --quiet", 0),
            ("bank list --text padlock --json", 0),
        ],
    ),
    (
        "show",
        &[
            ("bank show fi-001", 0),
            ("bank show fi-002 --no-key", 0),
            ("bank show sw-001 fa-004", 0),
            ("bank show sw-004 --json", 0),
            ("bank show sw-004 --no-key --json", 0),
        ],
    ),
    (
        "stats",
        &[
            ("bank stats", 0),
            ("bank stats --blueprint safety-quiz --forms 3", 0),
            ("bank stats --blueprint safety-quiz --json", 0),
        ],
    ),
    (
        "slips",
        &[
            ("bank list --topic frie", 2),
            ("bank list --topic zzzzzzzz --concept safety", 2),
            ("bank list --level aply", 2),
            ("bank list --bank nowhere", 2),
            ("bank show fi-01 xyzzy-xyzzy", 2),
            ("bank stats --blueprint no-such", 2),
            ("bank stats --forms 2", 2),
            ("bank fmt nowhere.toml", 2),
            ("bank fmt templates/blueprints/safety-quiz.toml", 2),
        ],
    ),
];

/// A workspace with links between items and a draft, so that all of them show.
fn workspace() -> Place {
    let place = Place::copy_of(small());
    let links = "# enemies = [\"sw-003\"]           # these";
    place.replace("question-bank/safety-basics/safe-work.toml", links, "enemies = [\"sw-003\"] # these");
    place.replace(FIRE, "id = \"fi-003\"", "id = \"fi-003\"\nstatus = \"draft\"\nfamily = \"triangle\"");
    place
}

#[test]
fn verbs_say_what_is_in_the_bank() {
    let place = workspace();
    for (name, calls) in CALLS {
        let told: String =
            calls.iter().map(|(call, code)| format!("{}\n", place.run(call).ends(*code))).collect();
        insta::assert_snapshot!(*name, told);
    }
    let links = [
        ("sw-001", "enemies     sw-003\n"),
        ("sw-003", "enemies     sw-001\n"),
        ("fi-003", "family      triangle\n"),
    ];
    for (id, line) in links {
        let run = place.ok(&format!("bank show {id}"));
        assert!(run.out.contains(line), "{run}");
    }
}

/// The bank that the program brings along, as the library reads it.
fn shipped() -> Bank {
    let files: Vec<SourceFile> =
        crate::support::bank_files().iter().map(|(name, text)| SourceFile::new(name, text)).collect();
    Bank::read(&files).bank
}

fn json(run: &Run) -> Value {
    serde_json::from_str(&run.out).unwrap_or_else(|error| panic!("{error}: {run}"))
}

fn count(value: &Value) -> usize {
    usize::try_from(value.as_u64().unwrap()).unwrap()
}

#[test]
fn the_shipped_bank_is_looked_into_where_there_is_no_workspace() {
    let place = Place::fresh();
    let bank = shipped();
    let listed = json(&place.ok("bank list --json"));
    let ids: Vec<&str> =
        listed["items"].as_array().unwrap().iter().map(|item| item["id"].as_str().unwrap()).collect();
    let own: Vec<&str> = bank.items().map(|item| item.id().as_str()).collect();
    assert_eq!(ids[..own.len()], own, "other banks follow");
    let by_band = ["easy", "medium", "hard"]
        .map(|band| count(&json(&place.ok(&format!("bank list --band {band} --json")))["matching"]));
    assert_eq!(by_band.iter().sum::<usize>(), ids.len(), "each item has one band");
    let stats = json(&place.ok("bank stats --blueprint itil4-foundation --json"));
    let cells = stats["banks"][0]["cells"].as_array().unwrap();
    let coverage = Coverage::of(&bank);
    assert_eq!(cells.iter().map(|cell| count(&cell["items"])).sum::<usize>(), coverage.count(|_| true));
    let all = &stats["blueprint"]["cells"][0];
    assert_eq!((all["cell"].as_str(), &all["per_form"]), (Some("all questions"), &Value::from(40)));
    assert_eq!(stats["blueprint"]["short"], 0, "check finds the shipped blueprint sound");
    let refused = place.run("bank fmt").ends(2);
    assert!(refused.err.contains("there is no question-bank/ here"), "{refused}");
}

#[test]
fn every_shipped_item_can_be_shown_with_all_that_belongs_to_it() {
    let place = Place::fresh();
    let bank = shipped();
    let ids: Vec<&str> = bank.items().map(|item| item.id().as_str()).collect();
    let shown = json(&place.ok(&format!("bank show {} --json", ids.join(" "))));
    let hidden = place.ok(&format!("bank show {} --no-key --json", ids.join(" ")));
    for (item, told) in bank.items().zip(shown["items"].as_array().unwrap()) {
        let keys: Vec<bool> =
            told["body"]["choices"].as_array().unwrap().iter().map(|choice| choice["key"] == true).collect();
        assert_eq!(keys, item.snapshot.choices.iter().map(|choice| choice.key).collect::<Vec<_>>());
        assert_eq!(told["concepts"].as_array().unwrap().len(), item.snapshot.concepts.len(), "{}", item.id());
        assert!(told["line"].as_u64().unwrap() > 1);
        let explanation = item.snapshot.explanation.to_markup();
        assert_eq!(told["explanation"], explanation.as_str());
        assert!(!hidden.out.contains(&explanation), "{}", item.id());
    }
    for word in ["\"key\"", "\"why\"", "\"explanation\"", "\"concepts\"", "\"difficulty\""] {
        assert!(!hidden.out.contains(word), "{word}");
    }
}

/// The samples of all kinds as a bank, and an item with variables.
fn kinds() -> Place {
    let place = Place::fresh();
    let samples: String = mockexam_bank::KINDS.iter().map(|kind| kind.sample()).collect();
    let drawn = r#"
[[item]]
id = "sa-011"
topic = "sample"
concepts = ["sample-fact"]
type = "numeric"
level = "apply"
difficulty = 0.7
status = "reviewed"
stem = "How many hours do {days} days have?"
answer = "{hours}"
explanation = "A day has 24 hours, so that it is {days} times 24."
constraints = ["days != 3"]
  [item.variables]
  days = { from = 2, to = 5 }
  hours = "days * 24"
"#;
    let head = r#"
[bank]
id = "kinds"
title = "Kinds"
language = "en"
[[topic]]
id = "sample"
name = "Sample"
[[concept]]
id = "sample-fact"
topic = "sample"
name = "A fact"
fact = "Something that is so."
sources = [{ source = "handbook" }]
levels = ["remember", "understand", "apply"]
"#;
    place.write("kinds/bank.toml", format!("{head}{samples}{drawn}"));
    place
}

#[test]
fn what_is_right_is_shown_of_each_kind() {
    let place = kinds();
    let ids = "sa-002 sa-005 sa-006 sa-007 sa-008 sa-009 sa-010 sa-011";
    let calls = [format!("bank show {ids} --bank kinds"), format!("bank show {ids} --bank kinds --json")];
    insta::assert_snapshot!("kinds", calls.map(|call| format!("{}\n", place.ok(&call))).concat());
}

#[test]
fn nothing_right_is_shown_without_the_key() {
    let place = kinds();
    let ids = "sa-005 sa-006 sa-007 sa-008 sa-009 sa-010 sa-011";
    let calls = ["", " --json"].map(|json| format!("bank show {ids} --bank kinds --no-key{json}"));
    let told = calls.each_ref().map(|call| place.ok(call).to_string());
    insta::assert_snapshot!("kinds without key", told.concat());
    // Neither the order of the steps nor that of the responses may hang on the file.
    let file = place.text("kinds/bank.toml");
    let steps = ["Egg", "Caterpillar", "Chrysalis", "Butterfly"].map(|step| format!("\"{step}\""));
    let turned: Vec<&str> = steps.iter().rev().map(String::as_str).collect();
    let file = file.replace(&steps.join(", "), &turned.join(", "));
    let file = file.replace("right = \"Foal\"", "right = \"?\"").replace("\"Kid\"", "\"Foal\"");
    place.write("kinds/bank.toml", file.replace("right = \"?\"", "right = \"Kid\""));
    for (call, before) in calls.iter().zip(&told) {
        assert_eq!(&place.ok(call).to_string(), before);
    }
}

#[test]
fn formatting_changes_nothing_that_is_asked() {
    let place = workspace();
    let before = place.text("exams/quiz/secret/key.toml");
    place.ok("assemble safety-quiz --seed 7 --out before");
    let untouched = tree(&place.path("question-bank"));
    let listed = place.run("bank fmt --check").ends(1);
    assert!(
        listed.out.contains(&format!("{FIRE}\n")) && listed.out.contains("1 of 4 files would change"),
        "{listed}"
    );
    assert_eq!(untouched, tree(&place.path("question-bank")), "--check changes nothing");
    place.ok("bank fmt");
    assert_eq!(place.ok("bank fmt --check").out, "0 of 4 files would change\n");
    assert_eq!(place.ok("bank fmt --quiet").out, "");
    assert!(place.text(FIRE).contains("# ---- A question with NOT."), "comments stay");
    place.ok("assemble safety-quiz --seed 7 --out after");
    assert_eq!(place.text("before/exam.toml"), place.text("after/exam.toml"));
    assert_eq!(place.text("before/secret/key.toml"), place.text("after/secret/key.toml"));
    assert_eq!(before, place.text("exams/quiz/secret/key.toml"));
    let left: Vec<String> =
        tree(&place.path("question-bank")).into_keys().filter(|name| name.contains(".part")).collect();
    assert_eq!(left, Vec::<String>::new());
}

#[test]
fn a_file_that_cannot_be_read_keeps_all_from_being_written() {
    let place = workspace();
    place.replace(FIRE, "[[item]]", "[[item]");
    let before = tree(&place.path("question-bank"));
    let run = place.run("bank fmt").ends(2);
    assert!(run.err.contains("error[T01]") && run.err.contains("fire.toml"), "{run}");
    assert_eq!(tree(&place.path("question-bank")), before);
}

#[test]
fn standard_input_is_formatted_to_standard_output() {
    let place = Place::fresh();
    let run = place.run_with("bank fmt -", b"[[topic]]\nname='x'\nid=\"t\"\n").ends(0);
    let quiet = place.run_with("bank fmt - --quiet", run.out.as_bytes()).ends(0);
    assert_eq!(quiet.out, run.out, "an editor must not lose the text");
    assert_eq!(run.out, "[[topic]]\nid = \"t\"\nname = 'x'\n");
    let run = place.run_with("bank fmt - --check", b"[[topic]]\nname='x'\nid=\"t\"\n").ends(1);
    assert_eq!(run.out, "standard input would change\n");
    place.run_with("bank fmt - --check", run.out.as_bytes()).ends(2);
}

#[test]
#[cfg(unix)]
fn formatting_keeps_modes_and_links() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let place = workspace();
    let (real, link) = (place.path("elsewhere.toml"), place.path(FIRE));
    std::fs::rename(&link, &real).unwrap();
    std::fs::set_permissions(&real, std::fs::Permissions::from_mode(0o640)).unwrap();
    symlink(&real, &link).unwrap();
    place.ok("bank fmt");
    assert!(link.symlink_metadata().unwrap().is_symlink());
    assert_eq!(real.metadata().unwrap().permissions().mode() & 0o777, 0o640);
    assert_eq!(place.ok("bank fmt --check").out, "0 of 4 files would change\n");
}
