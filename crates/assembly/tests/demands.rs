//! What a blueprint can ask for, met or refused with reasons.

use mockexam_assembly::{Blueprint, Exam, Mode, Request, Seed, assemble};
use mockexam_bank::{Bank, SourceFile};
use std::collections::BTreeSet;

const HEAD: &str = r#"
[bank]
id = "b"
title = "B"
language = "en"
[[topic]]
id = "air"
name = "Air"
[[topic]]
id = "sea"
name = "Sea"
[defaults]
type = "true-false"
status = "reviewed"
author = "kim"
"#;

/// Forty claims on two topics; difficulties from 0.40 to 0.95, every third tagged, half of the rest by another author.
fn bank() -> Bank {
    let item = |n: usize| {
        let topic = if n < 20 { "air" } else { "sea" };
        let level = ["remember", "understand", "apply"][n % 3];
        let more = if n.is_multiple_of(3) {
            "tags = [\"chart\"]"
        } else if n.is_multiple_of(2) {
            "author = \"lee\""
        } else {
            ""
        };
        format!(
            "[[item]]\nid = \"q-{n:02}\"\ntopic = \"{topic}\"\nlevel = \"{level}\"\ndifficulty = 0.{}\nseconds = {}\n\
             stem = \"Claim number {n}.\"\nanswer = {}\n{more}\n\
             explanation = \"Because claim {n} is one of those that are so.\"\n",
            40 + (n * 11) % 56,
            30 + n,
            n.is_multiple_of(2),
        )
    };
    let text = format!("{HEAD}{}", (0..40).map(item).collect::<String>());
    Bank::read(&[SourceFile::new("b.toml", &text)]).bank
}

fn exam(more: &str, seed: &str, forms: u16, mode: Mode) -> Result<Exam, Vec<String>> {
    let text = format!("title = \"E\"\nbank = \"b\"\nquestions = 8\nminutes = 10\n{more}");
    let told = |found: Vec<mockexam_model::Diagnostic>| -> Vec<String> {
        found
            .into_iter()
            .map(|d| format!("{} {} / {}", d.code, d.message, d.help.unwrap_or_default()))
            .collect()
    };
    let blueprint = Blueprint::read("e.toml", &text).map_err(told)?;
    let request =
        Request { blueprint: &blueprint, blueprint_text: &text, seed: &Seed::new(seed), forms, mode };
    assemble(&request, &bank()).map_err(told)
}

fn ids(exam: &Exam, form: usize) -> BTreeSet<String> {
    exam.public.forms[form].questions.iter().map(|question| question.item.to_string()).collect()
}

/// `validate` holds each finished exam against its blueprint, so that what comes back keeps all of it.
#[test]
fn demands_are_met() {
    let demands = [
        "[difficulty]\nmean = 0.65\ntolerance = 0.005\n",
        "[difficulty]\nmean = 0.6\nminimise = true\neasy = 2\nhard = { min = 2, max = 4 }\n",
        "[[quota]]\ntag = \"chart\"\ncount = 5\n",
        "[[quota]]\nauthor = \"lee\"\nmin = 4\n[[quota]]\nlevel = \"apply\"\nmax = 1\n",
        "seconds = { max = 340 }\nwords = { min = 20, max = 40 }\n",
        "[parallel]\nseconds = 6\ndifficulty = 0.01\n",
        "exclude = [\"q-00\", \"q-01\", \"q-02\", \"q-03\"]\n[topics]\nair = 4\nsea = 4\n",
    ];
    for demand in demands {
        for seed in ["1", "2", "3"] {
            exam(demand, seed, 2, Mode::Disjoint).unwrap_or_else(|e| panic!("{demand}: {e:?}"));
        }
    }
}

#[test]
fn the_mean_is_hit_exactly_where_deviation_is_minimised() {
    let demand = "[difficulty]\nmean = 0.65\nminimise = true\n";
    for seed in 0..10 {
        let exam = exam(demand, &seed.to_string(), 3, Mode::Disjoint).unwrap();
        let bank = bank();
        for form in 0..3 {
            let items = bank.items().filter(|item| ids(&exam, form).contains(item.id().as_str()));
            assert_eq!(items.map(|item| u32::from(item.difficulty)).sum::<u32>(), 8 * 650, "seed {seed}");
        }
    }
}

#[test]
fn overlapping_forms_share_as_much_as_is_allowed_and_anchors() {
    let demand = "include = [\"q-05\"]\n[forms]\ncount = 5\nmode = \"overlapping\"\nshared = 2\n";
    let exam = exam(demand, "1", 5, Mode::Overlapping).unwrap();
    let mut most = 0;
    for a in 0..5 {
        assert!(ids(&exam, a).contains("q-05"));
        for b in 0..a {
            most = most.max(ids(&exam, a).intersection(&ids(&exam, b)).count());
        }
    }
    assert_eq!(most, 2);
}

#[test]
fn what_cannot_be_is_refused_with_reasons() {
    let refused = |more: &str, forms, mode| exam(more, "1", forms, mode).unwrap_err().join("\n");
    let told =
        refused("[topics]\nair = 4\nsea = 4\n[[quota]]\ntag = \"chart\"\nmin = 8\n", 2, Mode::Disjoint);
    assert_eq!(
        told,
        "P02 tag chart: 16 needed (2 forms of 8), 14 eligible / write more items for this cell, lower its count, or make fewer forms"
    );
    // Each of the two holds alone: there are 7 charts on the air, and 8 are asked where 2 must be of the sea and no chart.
    let told = refused(
        "[topics]\nair = 6\nsea = 2\n[[quota]]\ntag = \"chart\"\nmin = 4\n[[quota]]\nauthor = \"lee\"\nmin = 5\n",
        1,
        Mode::Scrambled,
    );
    assert!(told.contains("tag chart: at least 4, 14 eligible, cannot be met together with"), "{told}");
    assert!(told.contains("one of these would do: "), "{told}");
    assert!(!told.contains("air"), "topics are not in the way: {told}");
    let told = refused("include = [\"q-99\"]\n", 1, Mode::Scrambled);
    assert!(told.starts_with("P03 the bank 'b' has no item 'q-99'"), "{told}");
    let told = refused("", 2, Mode::Overlapping);
    assert!(told.starts_with("P03 the blueprint does not say how many questions"), "{told}");
    let told = refused("[difficulty]\nmean = 65.0\n", 1, Mode::Scrambled);
    assert!(told.starts_with("P01 a share is a number from 0 to 1"), "{told}");
    let told = refused("[difficulty]\nmean = 0.95\ntolerance = 0.01\n", 1, Mode::Scrambled);
    assert!(told.contains("mean difficulty: 0.9400 to 0.9600"), "{told}");
}
