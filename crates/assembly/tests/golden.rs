//! What a seed gives, pinned: twenty draws from banks that never change, each with its items and choices in order.
//!
//! A difference here means that exams of an earlier version cannot be made again. Such a change needs a new
//! [`mockexam_assembly::Algorithm`] beside the old ones, with vectors of its own; these lines stay.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

use mockexam_assembly::{Algorithm, Blueprint, Exam, Mode, Request, Seed, assemble, hex};
use mockexam_bank::{Bank, SourceFile};
use mockexam_model::QuestionKey;

const BANKS: [(&str, &str); 2] =
    [("frozen", include_str!("frozen/bank.toml")), ("shape", include_str!("frozen/shape.toml"))];

const BLUEPRINTS: [(&str, &str); 4] = [
    ("fair", include_str!("frozen/fair.toml")),
    ("mixed", include_str!("frozen/mixed.toml")),
    ("even", include_str!("frozen/even.toml")),
    ("forty", include_str!("frozen/forty.toml")),
];

/// Blueprint, forms, mode, seeds.
const DRAWS: [(&str, u16, Mode, &[&str]); 7] = [
    ("fair", 1, Mode::Scrambled, &["1", "spring", "Prüfung 2027"]),
    ("fair", 3, Mode::Scrambled, &["1", "autumn"]),
    ("fair", 2, Mode::Disjoint, &["2", "spring"]),
    ("mixed", 1, Mode::Scrambled, &["1", "2", "3"]),
    ("even", 3, Mode::Overlapping, &["1", "resit"]),
    ("forty", 1, Mode::Scrambled, &["1", "2", "3", "4", "2026-11-26"]),
    ("forty", 4, Mode::Disjoint, &["1", "2", "3"]),
];

fn text<'a>(of: &[(&str, &'a str)], name: &str) -> &'a str {
    of.iter().find(|(known, _)| *known == name).unwrap().1
}

/// What was drawn, apart from how records write it: a line per question with its item and its choices.
fn drawn(exam: &Exam) -> String {
    let mut drawn = String::new();
    for form in exam.secret.key.forms() {
        for question in &form.questions {
            let QuestionKey { item, statements, choices, .. } = question;
            drawn.push_str(&format!("{} {item} {statements:?} {choices:?}\n", form.code));
        }
    }
    drawn
}

/// A line per draw: blueprint, forms, mode, seed, the first three items of the first form, and the digest of all.
fn lines(algorithm: Algorithm) -> String {
    let mut lines = format!("algorithm {}\n", algorithm.number());
    for (name, forms, mode, seeds) in DRAWS {
        let blueprint_text = text(&BLUEPRINTS, name);
        let blueprint = &Blueprint::read("b.toml", blueprint_text).unwrap();
        let bank = Bank::read(&[SourceFile::new("bank.toml", text(&BANKS, &blueprint.bank))]).bank;
        for seed in seeds {
            let seed_of_it = &Seed::under(seed, algorithm);
            let request = Request { blueprint, blueprint_text, seed: seed_of_it, forms, mode };
            let exam = assemble(&request, &bank).unwrap();
            assert_eq!(exam.public.algorithm, algorithm.number());
            let first = &exam.secret.key.forms()[0].questions;
            let items: Vec<&str> = first.iter().take(3).map(|question| question.item.as_str()).collect();
            let digest = hex(drawn(&exam).as_bytes());
            lines.push_str(&format!(
                "{name} {forms} {mode:?} {seed:?} {} {}\n",
                items.join(" "),
                &digest[..16]
            ));
        }
    }
    lines
}

#[test]
fn a_seed_gives_the_same_exam_for_ever() {
    let pinned = [
        include_str!("frozen/draws.txt"),
        include_str!("frozen/draws-2.txt"),
        include_str!("frozen/draws-3.txt"),
    ];
    for (algorithm, pinned) in Algorithm::ALL.into_iter().zip(pinned) {
        let lines = lines(algorithm);
        assert_eq!(lines.lines().count(), 21);
        assert_eq!(lines, pinned, "\n{lines}");
    }
}
