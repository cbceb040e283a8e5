//! What the public side of an exam, its seed, forms and ids, tells about where choices stand in the bank: nothing.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

use mockexam_assembly::{Algorithm, Blueprint, Exam, Mode, Request, Seed, assemble};
use mockexam_bank::{Bank, SourceFile};
use mockexam_model::{ChoiceSnapshot, SnapshotContent};

const HEAD: &str = "[bank]\nid = 'sample'\ntitle = 'Sample'\nlanguage = 'en'\ndictionary = 'off'\n[[topic]]\nid = 't'\nname = 'T'\n\
    [[concept]]\nid = 'c'\ntopic = 't'\nname = 'C'\nfact = 'A fact.'\nsources = [{ source = 'none' }]\n";

/// How many items there are of each type.
const ITEMS: usize = 30;

/// The opening of an item: what it asks, and what its author says of it.
fn opening(id: &str, kind: &str, explanation: &str) -> String {
    format!(
        "[[item]]\nid = '{id}'\ntopic = 't'\nconcepts = ['c']\nlevel = 'remember'\ndifficulty = 0.5\nstatus = 'reviewed'\n\
         type = '{kind}'\nstem = 'What of {id}?'\nexplanation = '{explanation}'\n"
    )
}

/// A bank whose parts have these names and explanations, each list of parts in the order or turned round.
fn bank(word: &str, explanation: &str, reversed: bool) -> Bank {
    let order = |count: usize| -> Vec<usize> {
        if reversed { (0..count).rev().collect() } else { (0..count).collect() }
    };
    let mut text = HEAD.to_owned();
    for number in 0..ITEMS {
        text.push_str(&opening(&format!("single-{number:02}"), "single", explanation));
        for part in order(4) {
            let more = if part == 0 { "key = true".to_owned() } else { format!("why = 'no {word} {part}'") };
            text.push_str(&format!("  [[item.option]]\n  text = '{word} {number} {part}'\n  {more}\n"));
        }
        text.push_str(&opening(&format!("matching-{number:02}"), "matching", explanation));
        text.push_str(&format!("extra = ['{word} {number} over']\n"));
        for part in order(4) {
            text.push_str(&format!(
                "  [[item.pair]]\n  left = '{word} {number} left {part}'\n  right = '{word} {number} right {part}'\n"
            ));
        }
        // Their order is the key: it is the same in both banks.
        let steps: Vec<String> = (0..4).map(|part| format!("'{word} {number} step {part}'")).collect();
        text.push_str(&opening(&format!("ordering-{number:02}"), "ordering", explanation));
        text.push_str(&format!("order = [{}]\n", steps.join(", ")));
    }
    Bank::read(&[SourceFile::new("bank.toml", &text)]).bank
}

fn exam(bank: &Bank, algorithm: Algorithm) -> Exam {
    let questions = 3 * ITEMS;
    let text = format!(
        "title = 'T'\nbank = 'sample'\nquestions = {questions}\nminutes = 60\n[topics]\nt = {questions}\n"
    );
    let blueprint = Blueprint::read("b.toml", &text).unwrap();
    let seed = Seed::under("spring", algorithm);
    let request = Request {
        blueprint: &blueprint,
        blueprint_text: &text,
        seed: &seed,
        forms: 2,
        mode: Mode::Scrambled,
    };
    assemble(&request, bank).unwrap_or_else(|faults| panic!("{faults:#?}"))
}

/// What is printed of each question of both forms, in order.
fn printed(exam: &Exam) -> Vec<String> {
    let key = &exam.secret.key;
    let text = |part: &ChoiceSnapshot| match &part.content {
        SnapshotContent::Text(text) => text.plain(),
        other => format!("{other:?}"),
    };
    let mut printed = Vec::new();
    for form in key.forms() {
        for (question, item) in key.questions(form) {
            let of = |parts: &[ChoiceSnapshot], order: &[u8]| -> Vec<String> {
                order.iter().map(|place| text(&parts[usize::from(*place)])).collect()
            };
            let (rows, choices) =
                (of(&item.statements, &question.statements), of(&item.choices, &question.choices));
            printed.push(format!("{} {}: {rows:?} {choices:?}", form.code, item.id));
        }
    }
    printed
}

#[test]
fn the_order_of_parts_in_the_bank_changes_no_paper() {
    let (one, other) = (bank("part", "So it is.", false), bank("part", "So it is.", true));
    assert_eq!(printed(&exam(&one, Algorithm::NEWEST)), printed(&exam(&other, Algorithm::NEWEST)));
    // The algorithms before mixed places.
    assert_ne!(printed(&exam(&one, Algorithm::Second)), printed(&exam(&other, Algorithm::Second)));
}

/// In how many of 180 questions two banks have the same order of places.
fn same_places(one: &Bank, other: &Bank, algorithm: Algorithm) -> usize {
    let (one, other) = (exam(one, algorithm), exam(other, algorithm));
    let forms = one.secret.key.forms().iter().zip(other.secret.key.forms());
    let questions = forms.flat_map(|(one, other)| one.questions.iter().zip(&other.questions));
    questions.filter(|(one, other)| one.item == other.item && one.choices == other.choices).count()
}

#[test]
fn whoever_has_seed_and_ids_cannot_mix_again_what_was_mixed() {
    let real = bank("part", "So it is.", false);
    // Of the same ids, with other texts; and with the printed texts, which the paper tells, without what it does not tell.
    for guess in [bank("guess", "So I guess.", false), bank("part", "So I guess.", false)] {
        // By chance one of 24 for single and ordering items, one of 120 for matching ones: 5.5 of 180.
        let same = same_places(&real, &guess, Algorithm::NEWEST);
        assert!(same < 20, "{same}");
    }
    // The algorithms before mixed the places themselves: every ordering and matching item was told.
    let before = same_places(&real, &bank("guess", "So I guess.", false), Algorithm::Second);
    assert!(before > 120, "{before}");
}
