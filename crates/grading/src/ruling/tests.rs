//! Files of rulings: every mistake with its place.

use crate::Rulings;
use mockexam_model::{AnswerKey, Place, RulingState};

const KEY: &str = r#"
    title = "Sample"
    code = "K"
    form = [
      { code = "A", question = [{ item = "uw-001", choices = [2, 0, 1] }, { item = "uw-002", choices = [0, 1, 2] }, { item = "uw-003" }] },
      { code = "B", question = [{ item = "uw-002", choices = [1, 2, 0] }] },
    ]
    item = [
      { id = "uw-001", rev = 1, topic = "t", level = "remember", style = "standard", points = 1, stem = "?", explanation = "!",
        choice = [{ id = "c1", text = "1", key = true }, { id = "c2", text = "2" }, { id = "c3", text = "3" }] },
      { id = "uw-002", rev = 1, topic = "t", level = "remember", style = "standard", points = 1, stem = "?", explanation = "!",
        choice = [{ id = "c1", text = "1", key = true }, { id = "c2", text = "2" }, { id = "c3", text = "3" }] },
      { id = "uw-003", rev = 1, topic = "t", level = "remember", style = "standard", points = 1, stem = "?", explanation = "!",
        task = { words = { accept = ["change enablement"], match = "fold" } } },
    ]
"#;

fn key() -> AnswerKey {
    toml::from_str(KEY).unwrap()
}

/// The faults of a file, each with the line it stands on and the text that it points at.
fn faults(text: &str) -> Vec<String> {
    let found = Rulings::read("rulings.toml", text, &key()).unwrap_err();
    let told = |d: &mockexam_model::Diagnostic| {
        let places = d.labels.iter().map(|label| match &label.place {
            Place::Span(span) => {
                let line = text[..span.start].matches('\n').count() + 1;
                format!("{line} [{}]", &text[span.start..span.end].lines().next().unwrap_or_default())
            }
            other => format!("{other:?}"),
        });
        let help = d.help.as_deref().unwrap_or_default();
        format!("{} {}: {} ({help})", d.code, places.collect::<Vec<_>>().join(" and "), d.message)
    };
    found.iter().map(told).collect()
}

fn one(fields: &str) -> Vec<String> {
    faults(&format!("[[ruling]]\nid = \"r1\"\nreason = \"so\"\n{fields}\n"))
}

#[test]
fn rulings_are_resolved_by_item_and_by_print() {
    let text = r#"
        [[ruling]]
        id = "r1"
        item = "uw-001"
        action = "accept"
        accept = ["c2"]
        reason = "two defensible answers, see complaint 4"
        date = 2026-11-22
        [[ruling]]
        id = "r2"
        form = "b"
        question = 1
        action = "rekey"
        accept = ["B"]
        reason = "misprint"
        [[ruling]]
        id = "r3"
        item = "uw-003"
        action = "accept"
        accept = ["change control"]
        reason = "the older name"
        [[ruling]]
        id = "r4"
        action = "withdraw"
        ruling = "r3"
    "#;
    let rulings = Rulings::read("rulings.toml", text, &key()).unwrap();
    let states: Vec<_> = rulings.entries.iter().map(|entry| entry.state.clone()).collect();
    use RulingState::{InForce, Withdrawal, Withdrawn};
    assert_eq!(states, [InForce, InForce, Withdrawn { by: "r4".into() }, Withdrawal { of: "r3".into() }]);
    insta::assert_snapshot!(
        toml::to_string(&key().with_rulings(rulings.in_force().cloned().collect()).unwrap())
            .unwrap()
            .split("[[ruling]]")
            .skip(1)
            .collect::<String>()
    );
    // Printed B of form B is the canonical c3; the item is on form A, too.
    let [warning] = rulings.warnings.as_slice() else { panic!("{:?}", rulings.warnings) };
    assert_eq!(
        warning.message,
        "ruling 'r2' concerns form B only; item uw-002 keeps its key on 1 other form (A)"
    );
}

#[test]
fn every_mistake_is_told_with_its_place() {
    let text = r#"
[[ruling]]
id = "r1"
item = "uw-009"
action = "void"
reason = "so"
[[ruling]]
id = "r1"
action = "void"
reason = ""
[[ruling]]
id = "r3"
form = "C"
question = 1
action = "void"
reason = "so"
[[ruling]]
id = "r4"
form = "A"
question = 4
action = "void"
reason = "so"
[[ruling]]
id = "r5"
item = "uw-001"
action = "accept"
accept = ["c2", "c4"]
reason = "so"
[[ruling]]
id = "r6"
item = "UW001"
action = "nullify"
reason = "so"
[[ruling]]
id = "r7"
action = "withdraw"
ruling = "r9"
[[ruling]]
id = "r8"
item = "UW001"
action = "rekey"
reason = "so"
[rulings]
x = 1
"#;
    insta::assert_snapshot!(faults(text).join("\n"));
}

#[test]
fn what_contradicts_or_changes_nothing_is_refused() {
    let told = [
        one("item = 'uw-001'\naction = 'accept'\naccept = ['c1']"),
        one("item = 'uw-001'\naction = 'rekey'\naccept = ['c1']"),
        one("item = 'uw-001'\naction = 'void'\naccept = ['c1']"),
        one("item = 'uw-001'\nform = 'A'\nquestion = 1\naction = 'void'"),
        one("form = 'A'\nquestion = 1\naction = 'accept'\naccept = ['D']"),
        one("item = 'uw-001'\naction = 'void'\nruling = 'r0'"),
        one("item = 'uw-001'\naction = 'void'\ndate = 'yesterday'"),
        one("item = 'uw-003'\naction = 'accept'\naccept = ['Change Enablement']"),
        one(
            "item = 'uw-001'\naction = 'void'\n[[ruling]]\nid = 'r2'\nform = 'A'\nquestion = 1\naction = 'full-credit'\nreason = 'so'",
        ),
        one("item = 'uw-001'\naction = 'void\n"),
    ];
    insta::assert_snapshot!(told.concat().join("\n"));
}

#[test]
fn a_withdrawn_ruling_contradicts_nothing() {
    let text = "[[ruling]]\nid = 'r1'\nitem = 'uw-001'\naction = 'void'\nreason = 'so'\n\
                [[ruling]]\nid = 'r2'\naction = 'withdraw'\nruling = 'r1'\n\
                [[ruling]]\nid = 'r3'\nitem = 'uw-001'\naction = 'full-credit'\nreason = 'so'\n";
    let rulings = Rulings::read("rulings.toml", text, &key()).unwrap();
    assert_eq!(rulings.in_force().map(|ruling| ruling.id.as_str()).collect::<Vec<_>>(), ["r3"]);
    let twice = format!("{text}[[ruling]]\nid = 'r4'\naction = 'withdraw'\nruling = 'r1'\n");
    assert_eq!(faults(&twice).len(), 1);
    let of_withdrawal = format!("{text}[[ruling]]\nid = 'r4'\naction = 'withdraw'\nruling = 'r2'\n");
    assert!(faults(&of_withdrawal)[0].contains("itself a withdrawal"));
}
