//! A bank of claims, and exams from it.

use mockexam_assembly::{Blueprint, Exam, Mode, Request, Seed, assemble};
use mockexam_bank::{Bank, SourceFile};
use mockexam_model::{Diagnostic, ItemId};
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
pub(crate) fn bank() -> Bank {
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

/// An exam of eight questions from the bank, or what is wrong: code, fact and help.
pub(crate) fn exam(more: &str, seed: &str, forms: u16, mode: Mode) -> Result<Exam, Vec<String>> {
    exam_of(more, seed, forms, mode, &[])
}

/// The same where some items rest.
pub(crate) fn exam_of(
    more: &str,
    seed: &str,
    forms: u16,
    mode: Mode,
    resting: &[&str],
) -> Result<Exam, Vec<String>> {
    let text = format!("title = \"E\"\nbank = \"b\"\nquestions = 8\nminutes = 10\n{more}");
    let resting = resting.iter().map(|id| ItemId::new(id).unwrap());
    let blueprint = Blueprint::read("e.toml", &text).map_err(told)?.resting(resting);
    let request =
        Request { blueprint: &blueprint, blueprint_text: &text, seed: &Seed::new(seed), forms, mode };
    assemble(&request, &bank()).map_err(told)
}

/// Diagnostics as lines.
pub(crate) fn told(found: Vec<Diagnostic>) -> Vec<String> {
    found.into_iter().map(|d| format!("{} {} / {}", d.code, d.message, d.help.unwrap_or_default())).collect()
}

/// The items of a form.
pub(crate) fn ids(exam: &Exam, form: usize) -> BTreeSet<String> {
    in_order(exam, form).into_iter().collect()
}

/// The items of a form in printed order.
pub(crate) fn in_order(exam: &Exam, form: usize) -> Vec<String> {
    exam.public.forms[form].questions.iter().map(|question| question.item.to_string()).collect()
}
