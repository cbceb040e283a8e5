//! Random responses to exams of the shipped bank, by the ids of choices, against a recomputation that knows no letters.

use crate::class::{GradedClass, graded, results, with_set};
use crate::shipped::exam;
use mockexam_assembly::Mode;
use mockexam_model::{AnswerKey, ChoiceId, Points};
use mockexam_report::{ENGLISH_REPORT_WORDS, Links, ReportWords, candidate_reports, class_report};
use proptest::prelude::*;
use proptest::sample::Index;
use std::fmt::Write;

/// What a candidate does with a question.
#[derive(Debug, Clone)]
enum Act {
    /// Marks one choice of those in the bank.
    Mark(Index),
    Blank,
    Smudge,
    Two(Index, Index),
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        12 => any::<Index>().prop_map(Act::Mark),
        1 => Just(Act::Blank),
        1 => Just(Act::Smudge),
        1 => (any::<Index>(), any::<Index>()).prop_map(|(a, b)| Act::Two(a, b)),
    ]
}

/// The ids of the choices that a candidate marks, in the order of the bank.
fn marked(act: &Act, choices: usize, id: impl Fn(usize) -> ChoiceId) -> Vec<ChoiceId> {
    let mut indices: Vec<usize> = match act {
        Act::Mark(a) => vec![a.index(choices)],
        Act::Two(a, b) => vec![a.index(choices), b.index(choices)],
        Act::Blank | Act::Smudge => vec![],
    };
    indices.sort_unstable();
    indices.dedup();
    indices.into_iter().map(id).collect()
}

/// The answer file of a class and the points that each candidate must get.
fn class(key: &AnswerKey, acts: &[(bool, Vec<Act>)]) -> (String, Vec<Points>) {
    let numbers: Vec<String> = (1..=40).map(|number| number.to_string()).collect();
    let mut text = format!("candidate,form,{}\n", numbers.join(","));
    let mut totals = Vec::new();
    for (number, (second, acts)) in acts.iter().enumerate() {
        let form = &key.forms()[usize::from(*second)];
        let mut total = Points::ZERO;
        let mut cells = Vec::new();
        for (question, act) in form.questions.iter().zip(acts) {
            let item = key.item(&question.item).unwrap();
            let ids = marked(act, item.choices.len(), |index| item.choices[index].id.clone());
            let right: Vec<&ChoiceId> =
                item.choices.iter().filter(|choice| choice.key).map(|choice| &choice.id).collect();
            if ids.iter().collect::<Vec<_>>() == right {
                total = [total, item.points].into_iter().sum();
            }
            // The letter is where the choice with this id stands on the paper.
            let printed: Vec<&ChoiceId> =
                question.choices.iter().map(|&index| &item.choices[usize::from(index)].id).collect();
            let letter = |id: &ChoiceId| ('A'..).zip(&printed).find(|(_, other)| **other == id).unwrap().0;
            cells.push(if matches!(act, Act::Smudge) {
                "?".to_owned()
            } else {
                ids.iter().map(letter).collect()
            });
        }
        writeln!(text, "c{number:02},{},{}", form.code, cells.join(",")).unwrap();
        totals.push(total);
    }
    (text, totals)
}

/// Both reports of a class.
fn pages(key: &AnswerKey, class: &GradedClass) -> Vec<String> {
    let words = ReportWords::read(ENGLISH_REPORT_WORDS).unwrap();
    let files = results(key, class, usize::MAX).unwrap();
    with_set(&files, |set| {
        let mut page = Vec::new();
        class_report(set, key, &words, Links::ToCandidates, &mut page).unwrap();
        let mut pages = vec![String::from_utf8(page).unwrap()];
        let count = candidate_reports(set, key, &words, &mut |_, page| {
            pages.push(page.to_owned());
            Ok(())
        });
        assert_eq!(count.unwrap(), class.sheets.len() as u64);
        pages
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn grades_agree_with_an_oracle_that_knows_no_letters(
        seed in any::<u32>(),
        disjoint in any::<bool>(),
        acts in prop::collection::vec((any::<bool>(), prop::collection::vec(act(), 40)), 1..6),
    ) {
        let mode = if disjoint { Mode::Disjoint } else { Mode::Scrambled };
        let exam = exam(&seed.to_string(), 2, mode);
        let key = &exam.secret.key;
        let (answers, want) = class(key, &acts);
        let class = graded(key, &answers);
        prop_assert!(!class.books.reconciliation.balance.has_findings(), "{:?}", class.books);
        let got: Vec<Points> = class.sheets.iter().map(|sheet| sheet.total).collect();
        prop_assert_eq!(got, want);
        for page in pages(key, &class) {
            let lower = page.to_lowercase();
            // An address may stand in the text of a page, as on paper; nothing may lead or load from there.
            for word in ["<script", "javascript:", "href=\"h", "src=\"h", "url(", "onload=", "<iframe", "@import"] {
                prop_assert!(!lower.contains(word), "a page contains {}", word);
            }
            prop_assert!(lower.contains("simulated"), "a page does not say that it is simulated");
        }
    }
}
