//! The check of finished exams finds what is wrong: sound exams are held against banks and blueprints that they break.
#![expect(clippy::unwrap_used, reason = "a test that cannot make its data must fail")]

use mockexam_assembly::{Blueprint, Mode, Request, Seed, assemble, validate};
use mockexam_bank::{Bank, SourceFile};
use mockexam_model::{AnswerKey, FormKey, QuestionKey};

const HEAD: &str = r#"
[bank]
id = "b"
title = "B"
language = "en"
[[topic]]
id = "air"
name = "Air"
[defaults]
type = "single"
topic = "air"
level = "remember"
status = "reviewed"
author = "kim"
"#;

const BLUEPRINT: &str = "title = \"E\"\nbank = \"b\"\nquestions = 12\nminutes = 10\n";

/// Forty items, each with what `more` adds to it; those of which it says nothing are not there.
fn bank(more: impl Fn(&str) -> Option<String>) -> Bank {
    let item = |n: usize| {
        let id = format!("q-{n:02}");
        let more = more(&id)?;
        Some(format!(
            "[[item]]\nid = \"{id}\"\n{more}\ndifficulty = 0.{}\nstem = \"Which of these is number {n}?\"\n\
             explanation = \"Number {n} is number {n}, of course.\"\n\
             [[item.option]]\ntext = \"Number {n}\"\nkey = true\n\
             [[item.option]]\ntext = \"Number {n}0\"\nwhy = \"That is ten times as much.\"\n\
             [[item.option]]\ntext = \"Number {n}1\"\nwhy = \"That is too much.\"\n\
             [[item.option]]\ntext = \"Number {n}2\"\nwhy = \"That is even more.\"\n",
            50 + (n * 11) % 40,
        ))
    };
    let text = format!("{HEAD}{}", (0..40).filter_map(item).collect::<String>());
    Bank::read(&[SourceFile::new("b.toml", &text)]).bank
}

fn whole() -> Bank {
    bank(|_| Some(String::new()))
}

fn blueprint(more: &str) -> Blueprint {
    let text = format!("{BLUEPRINT}{more}");
    Blueprint::read("e.toml", &text).unwrap_or_else(|found| panic!("{more}: {found:?}"))
}

fn key(forms: u16, mode: Mode) -> AnswerKey {
    let (blueprint, seed) = (blueprint(""), Seed::new("validator"));
    let request = Request { blueprint: &blueprint, blueprint_text: BLUEPRINT, seed: &seed, forms, mode };
    assemble(&request, &whole()).unwrap().secret.key
}

fn first_items(key: &AnswerKey) -> [String; 2] {
    [0, 1].map(|place| key.forms()[0].questions[place].item.to_string())
}

/// Some fault says this.
#[track_caller]
fn finds(blueprint: &Blueprint, bank: &Bank, key: &AnswerKey, mode: Mode, fault: &str) {
    let found = validate(blueprint, bank, key, mode);
    assert!(found.iter().any(|found| found.contains(fault)), "{fault}: {found:?}");
}

#[test]
fn sound_exams_have_no_faults() {
    for (forms, mode) in [(1, Mode::Scrambled), (2, Mode::Scrambled), (3, Mode::Disjoint)] {
        assert_eq!(validate(&blueprint(""), &whole(), &key(forms, mode), mode), Vec::<String>::new());
    }
}

/// One form is checked pair by pair, several by a table of all pairs.
#[test]
fn items_that_exclude_each_other_are_found() {
    for (forms, mode) in [(1, Mode::Scrambled), (2, Mode::Scrambled), (3, Mode::Disjoint)] {
        let key = key(forms, mode);
        for last in [0, usize::from(forms) - 1] {
            let questions = &key.forms()[last].questions;
            let (a, b) = (questions[0].item.to_string(), questions[11].item.to_string());
            let enemies =
                bank(|id| Some(if id == a { format!("enemies = [\"{b}\"]") } else { String::new() }));
            let found = validate(&blueprint(""), &enemies, &key, mode);
            let expected = if mode == Mode::Scrambled { usize::from(forms) } else { 1 };
            assert_eq!(found.len(), expected, "{found:?}");
            assert!(
                found[0].contains(&a) && found[0].contains(&b) && found[0].contains("exclude each other")
            );
        }
    }
}

#[test]
fn items_that_may_not_be_drawn_or_are_unknown_are_found() {
    let key = key(2, Mode::Scrambled);
    let [a, _] = first_items(&key);
    let retired = bank(|id| Some(if id == a { "status = \"retired\"" } else { "" }.to_owned()));
    finds(&blueprint(""), &retired, &key, Mode::Scrambled, &format!("item {a} cannot be drawn"));
    let gone = bank(|id| (id != a).then(String::new));
    finds(&blueprint(""), &gone, &key, Mode::Scrambled, "items that the bank does not know");
    finds(&blueprint(&format!("exclude = [\"{a}\"]\n")), &whole(), &key, Mode::Scrambled, "cannot be drawn");
}

#[test]
fn what_a_blueprint_asks_for_and_a_form_lacks_is_found() {
    let key = key(2, Mode::Scrambled);
    let other =
        (0..40).map(|n| format!("q-{n:02}")).find(|id| key.items().all(|item| item.id.as_str() != id));
    let other = other.unwrap();
    for (more, fault) in [
        (format!("include = [\"{other}\"]\n"), format!("item {other} is missing")),
        ("[[quota]]\nlevel = \"apply\"\nmin = 1\n".to_owned(), "apply is 0".to_owned()),
        ("[difficulty]\nmean = 0.51\ntolerance = 0.001\n".to_owned(), "mean difficulty is".to_owned()),
        ("order = \"easy-first\"\n".to_owned(), "not in the order that is asked for".to_owned()),
        ("[[section]]\ntitle = \"One\"\nquestions = 12\n".to_owned(), "sections are not those".to_owned()),
    ] {
        finds(&blueprint(&more), &whole(), &key, Mode::Scrambled, &fault);
    }
    finds(
        &blueprint("[anchors]\ncount = 2\n[forms]\nmode = \"disjoint\"\ncount = 2\n"),
        &whole(),
        &key,
        Mode::Disjoint,
        "anchors fit",
    );
}

#[test]
fn what_forms_share_against_their_mode_is_found() {
    let (same, apart) = (key(2, Mode::Scrambled), key(2, Mode::Disjoint));
    let [a, _] = first_items(&same);
    finds(&blueprint(""), &whole(), &same, Mode::Disjoint, &format!("item {a} is on 2 forms"));
    finds(&blueprint(""), &whole(), &apart, Mode::Scrambled, "has other items than form A");
    let overlap = blueprint("[forms]\nmode = \"overlapping\"\ncount = 2\nshared = 3\n");
    finds(&overlap, &whole(), &same, Mode::Overlapping, "forms A and B have 12 items in common");
    assert_eq!(validate(&overlap, &whole(), &apart, Mode::Overlapping), Vec::<String>::new());
}

#[test]
fn letters_that_are_not_spread_are_found() {
    let sound = key(1, Mode::Scrambled);
    let turned = |question: &QuestionKey| QuestionKey { choices: vec![1, 0, 2, 3], ..question.clone() };
    let form = &sound.forms()[0];
    let forms =
        vec![FormKey { code: form.code.clone(), questions: form.questions.iter().map(turned).collect() }];
    let items = sound.items().cloned().collect();
    let key = AnswerKey::new("E".into(), String::new(), None, sound.topics.clone(), items, Vec::new(), forms)
        .unwrap();
    finds(&blueprint(""), &whole(), &key, Mode::Scrambled, "the key letters are not balanced");
}
