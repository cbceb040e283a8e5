//! Personal forms: each hangs on its owner, whoever else sits the exam.

#![expect(clippy::unwrap_used, reason = "a test that cannot make its data must fail")]

use mockexam_assembly::{
    Blueprint, Exam, ExamRecord, Mode, OwnForm, Request, SecretRecord, Seed, assemble, assemble_own,
};
use mockexam_bank::{Bank, SourceFile};
use mockexam_model::{FormCode, FormKey};
use std::collections::BTreeSet;

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
status = "reviewed"
author = "kim"
"#;

fn bank() -> Bank {
    let item = |n: usize| {
        format!(
            "[[item]]\nid = \"q-{n:02}\"\ntopic = \"air\"\nlevel = \"remember\"\ndifficulty = 0.{}\n\
             stem = \"Which of these is number {n}?\"\nexplanation = \"Number {n} is number {n}, of course.\"\n\
             [[item.option]]\ntext = \"Number {n}\"\nkey = true\n\
             [[item.option]]\ntext = \"Number {n}0\"\nwhy = \"That is ten times as much.\"\n\
             [[item.option]]\ntext = \"Number {n}1\"\nwhy = \"That is too much.\"\n\
             [[item.option]]\ntext = \"Number {n}2\"\nwhy = \"That is even more.\"\n",
            50 + (n * 11) % 40,
        )
    };
    let text = format!("{HEAD}{}", (0..40).map(item).collect::<String>());
    Bank::read(&[SourceFile::new("b.toml", &text)]).bank
}

const BLUEPRINT: &str = "title = \"E\"\nbank = \"b\"\nquestions = 12\nminutes = 10\n";

fn blueprint(more: &str) -> (Blueprint, String) {
    let text = format!("{BLUEPRINT}{more}");
    (Blueprint::read("e.toml", &text).unwrap_or_else(|found| panic!("{more}: {found:?}")), text)
}

fn exam(mode: Mode, owners: &[&str]) -> Exam {
    let (blueprint, text) = blueprint("[difficulty]\nmean = 0.7\ntolerance = 0.02\n");
    let seed = Seed::new("own");
    let request = Request { blueprint: &blueprint, blueprint_text: &text, seed: &seed, forms: 1, mode };
    let form = |(index, owner): (u16, &&str)| OwnForm {
        code: FormCode::personal(index),
        owner: (!owner.is_empty()).then(|| (*owner).to_owned()),
    };
    let forms: Vec<OwnForm> = (0..).zip(owners).map(form).collect();
    assemble_own(&request, &forms, &bank()).unwrap_or_else(|found| panic!("{found:?}"))
}

fn form_of<'e>(exam: &'e Exam, owner: &str) -> &'e FormKey {
    let code = exam.secret.owners.iter().find(|(_, o)| *o == owner).map(|(code, _)| code).unwrap();
    exam.secret.key.forms().iter().find(|form| form.code == *code).unwrap()
}

fn items(form: &FormKey) -> BTreeSet<&str> {
    form.questions.iter().map(|question| question.item.as_str()).collect()
}

#[test]
fn a_form_hangs_on_its_owner_alone() {
    for mode in [Mode::OwnOrder, Mode::OwnDraw] {
        let names: Vec<String> = (0..80).map(|n| format!("candidate {n}")).collect();
        let all: Vec<&str> = names.iter().map(String::as_str).collect();
        let whole = exam(mode, &all);
        let later = [&["late"], &all[5..30], &all[31..], &["later", ""]].concat();
        let other = exam(mode, &later);
        for owner in all[5..30].iter().chain(&all[31..]) {
            let (before, after) = (form_of(&whole, owner), form_of(&other, owner));
            assert_eq!(before.questions, after.questions, "{mode:?} {owner}");
            assert_ne!(before.code, after.code, "{mode:?} {owner}: somebody before them is gone");
        }
    }
}

#[test]
fn own_order_asks_the_same_and_own_draw_does_not() {
    let owners = ["a", "b", "c", "d", "e", "f"];
    for (mode, sets) in [(Mode::OwnOrder, 1), (Mode::OwnDraw, 6)] {
        let exam = exam(mode, &owners);
        let forms = exam.secret.key.forms();
        assert_eq!(forms.iter().map(items).collect::<BTreeSet<_>>().len(), sets, "{mode:?}");
        assert_eq!(forms.iter().map(|form| &form.questions).collect::<BTreeSet<_>>().len(), owners.len());
    }
}

#[test]
fn an_owner_is_no_code() {
    // A form for "0002" and the second form, which is nobody's: both hang on what they are.
    let exam = exam(Mode::OwnOrder, &["0002", ""]);
    let [first, second] = exam.secret.key.forms() else { panic!("two forms") };
    assert_ne!(first.questions, second.questions);
    assert_eq!(exam.secret.owners.len(), 1);
}

#[test]
fn records_read_back_and_belong_together() {
    for mode in [Mode::OwnOrder, Mode::OwnDraw] {
        let exam = exam(mode, &["a", "b", ""]);
        let (public, secret) = (exam.public.to_toml(), exam.secret.to_toml());
        assert_eq!(ExamRecord::read(&public).unwrap(), exam.public);
        assert_eq!(SecretRecord::read(&secret, &public).unwrap(), exam.secret);
        assert!(!public.contains("badc") && !public.contains("choices"), "no permutation in {public}");
        // The same without owners: nobody's id is in the public record.
        assert!(!public.contains("\"a\""), "{public}");
        for (from, to) in [("[\"q-", "[\"q-39 abcd\", \"q-"), ("questions = [\"q", "questions = [\"r")] {
            assert!(secret.contains(from), "{from}");
            assert!(SecretRecord::read(&secret.replacen(from, to, 1), &public).is_err(), "{from}");
        }
        let swapped = public.replacen("code = \"0001\"", "code = \"0009\"", 1);
        assert!(SecretRecord::read(&secret, &swapped).is_err());
    }
}

#[test]
fn forms_are_personal_by_a_word_or_a_mode() {
    for (more, mode, count) in [
        ("forms = \"personal\"\n", Mode::OwnOrder, 1),
        ("[forms]\nmode = \"own-order\"\ncount = 30\n", Mode::OwnOrder, 30),
        ("[forms]\nmode = \"own-draw\"\n", Mode::OwnDraw, 1),
        ("[forms]\ncount = 3\n", Mode::Scrambled, 3),
    ] {
        let (blueprint, _) = blueprint(more);
        assert_eq!((blueprint.mode, blueprint.forms), (mode, count), "{more}");
    }
    for (more, fact, place) in [
        ("forms = \"private\"\n", "invalid value", "\"private\""),
        ("forms = 3\n", "invalid type", "3"),
        ("[forms]\nmode = \"own-draw\"\nshared = 3\n", "personal forms do not look at each other", "3"),
        ("[forms]\nmode = \"own-order\"\ncount = 50001\n", "an exam has 1 to 50000 forms", "50001"),
        ("[forms]\ncount = 703\n", "an exam has 1 to 702 forms", "703"),
        ("[forms]\ncuont = 3\n", "unknown field", "cuont"),
    ] {
        let text = format!("{BLUEPRINT}{more}");
        let found = Blueprint::read("e.toml", &text).unwrap_err();
        assert!(found[0].message.contains(fact), "{more}: {found:?}");
        let mockexam_model::Place::Span(span) = &found[0].labels[0].place else { panic!("{found:?}") };
        assert_eq!(&text[span.start..span.end], place, "{more}");
    }
}

#[test]
fn without_a_roster_forms_are_numbered() {
    let (blueprint, text) = blueprint("forms = \"personal\"\n");
    let seed = Seed::new("own");
    let request =
        |mode, forms| Request { blueprint: &blueprint, blueprint_text: &text, seed: &seed, forms, mode };
    let exam = assemble(&request(Mode::OwnOrder, 3), &bank()).unwrap();
    assert_eq!(exam.public.codes().map(FormCode::as_str).collect::<Vec<_>>(), ["0001", "0002", "0003"]);
    assert!(exam.secret.owners.is_empty());
    let found = assemble(&request(Mode::Scrambled, 703), &bank()).unwrap_err();
    assert_eq!(found[0].message, "703 forms are asked for, at most 702 can be made");
}

#[test]
fn own_draws_cannot_be_held_side_by_side() {
    let (blueprint, text) = blueprint("[parallel]\ndifficulty = 0.01\n[forms]\nmode = \"own-draw\"\n");
    let seed = Seed::new("own");
    let request =
        Request { blueprint: &blueprint, blueprint_text: &text, seed: &seed, forms: 3, mode: Mode::OwnDraw };
    let found = assemble(&request, &bank()).unwrap_err();
    assert!(found[0].message.contains("cannot be held together by [parallel]"), "{found:?}");
}
