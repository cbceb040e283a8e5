//! The shipped bank and blueprint, and what an edit of the bank disturbs.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

use mockexam_assembly::{Algorithm, Blueprint, Exam, Mode, Request, Seed, assemble, digest_of_item};
use mockexam_bank::{Bank, SourceFile, Status};
use mockexam_model::ItemId;
use std::collections::BTreeSet;

fn files() -> Vec<SourceFile> {
    files_of("itil-foundation")
}

fn files_of(bank: &str) -> Vec<SourceFile> {
    let root = format!("{}/../../question-bank/{bank}", env!("CARGO_MANIFEST_DIR"));
    let mut files: Vec<SourceFile> = std::fs::read_dir(root)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|e| e == "toml"))
        .map(|path| {
            SourceFile::new(
                path.file_name().unwrap().to_str().unwrap(),
                &std::fs::read_to_string(&path).unwrap(),
            )
        })
        .collect();
    files.sort_by(|a, b| a.name.cmp(&b.name));
    files
}

fn blueprint_text() -> String {
    std::fs::read_to_string(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../templates/blueprints/itil4-foundation.toml"
    ))
    .unwrap()
}

fn exam(bank: &Bank, seed: &str, forms: u16, mode: Mode) -> Result<Exam, Vec<mockexam_model::Diagnostic>> {
    let text = blueprint_text();
    let blueprint = Blueprint::read("itil4-foundation.toml", &text).unwrap();
    let request =
        Request { blueprint: &blueprint, blueprint_text: &text, seed: &Seed::new(seed), forms, mode };
    assemble(&request, bank)
}

fn drawn(exam: &Exam) -> BTreeSet<ItemId> {
    exam.secret.key.items().map(|item| item.id.clone()).collect()
}

/// What moves alone do not meet, and other ranks neither: the old algorithms refused every seed.
#[test]
fn a_mean_without_tolerance_is_met() {
    let bank = Bank::read(&files()).bank;
    let text = "title = 'T'\nbank = 'itil-foundation'\nquestions = 40\nminutes = 60\n[difficulty]\nmean = 0.6\ntolerance = 0\n";
    let blueprint = Blueprint::read("exact.toml", text).unwrap();
    for seed in ["1", "2", "3"] {
        let made = |algorithm| {
            let seed = &Seed::under(seed, algorithm);
            let request = Request {
                blueprint: &blueprint,
                blueprint_text: text,
                seed,
                forms: 1,
                mode: Mode::Scrambled,
            };
            assemble(&request, &bank)
        };
        let exam = made(Algorithm::NEWEST).unwrap();
        let sum: i64 = drawn(&exam).iter().map(|id| i64::from(bank.item(id).unwrap().difficulty)).sum();
        assert_eq!(sum, 40 * 600);
        assert!(made(Algorithm::Second).is_err());
    }
}

#[test]
fn the_shipped_bank_is_sound() {
    let reading = Bank::read(&files());
    let grave: Vec<_> =
        reading.diagnostics.iter().filter(|d| d.severity != mockexam_model::Severity::Info).collect();
    assert_eq!(grave, Vec::<&mockexam_model::Diagnostic>::new());
    assert!(reading.bank.items().count() >= 120);
}

/// The register of reviews: item, rev and digest of each row, and whether the second reader's blind answer was the key.
fn reviews(bank: &str) -> Vec<(String, String, String, String)> {
    let path = format!("{}/../../question-bank/{bank}/review.csv", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(path).unwrap();
    let mut lines = text.lines();
    assert_eq!(lines.next(), Some("item,rev,digest,blind,agrees,remark"));
    // The first three cells and the two behind the answer hold no commas; an answer or a remark may, in quotes.
    lines
        .map(|line| {
            let mut cells = line.splitn(4, ',').map(str::to_owned);
            let mut next = || cells.next().unwrap();
            (next(), next(), next(), next())
        })
        .collect()
}

/// Whoever sets an item to reviewed without a second reader, or edits one behind their back, is told here.
#[test]
fn no_item_counts_as_reviewed_without_a_reading_of_its_present_text() {
    for name in ["itil-foundation", "software-testing"] {
        let bank = Bank::read(&files_of(name)).bank;
        let reviews = reviews(name);
        for item in bank.items().filter(|item| item.status != Status::Draft && item.status != Status::Retired)
        {
            let case =
                item.snapshot.stimulus.as_ref().and_then(|id| bank.case(id)).map(|case| &case.stimulus);
            let digest = digest_of_item(item, case);
            let row = reviews.iter().find(|(id, ..)| id == item.id().as_str());
            let Some((_, rev, read, rest)) = row else { panic!("{}: nobody read it", item.id()) };
            assert_eq!(
                (rev, read),
                (&item.snapshot.rev.to_string(), &digest),
                "{}: read before an edit",
                item.id()
            );
            assert!(rest.contains(",yes,"), "{}: the second reader did not find the key", item.id());
        }
    }
}

#[test]
fn both_modes_can_be_met_for_many_seeds() {
    let bank = Bank::read(&files()).bank;
    for seed in 0..60 {
        exam(&bank, &seed.to_string(), 2, Mode::Scrambled).unwrap();
        exam(&bank, &seed.to_string(), 2, Mode::Disjoint).unwrap();
    }
}

#[test]
fn files_renamed_and_items_reordered_change_nothing() {
    let plain = exam(&Bank::read(&files()).bank, "order", 2, Mode::Scrambled).unwrap();
    let mut shuffled: Vec<SourceFile> = files();
    shuffled.reverse();
    for (index, file) in shuffled.iter_mut().enumerate() {
        file.name = format!("renamed-{index}.toml");
        // Items in reverse order, each with the text up to the next.
        if let Some(start) = file.text.find("\n[[item]]") {
            let items: Vec<String> =
                file.text[start..].split("\n[[item]]").skip(1).map(|i| format!("\n[[item]]{i}\n")).collect();
            file.text = format!("{}{}", &file.text[..start], items.into_iter().rev().collect::<String>());
        }
    }
    assert_eq!(exam(&Bank::read(&shuffled).bank, "order", 2, Mode::Scrambled).unwrap(), plain);
}

#[test]
fn an_item_that_is_not_drawn_can_come_and_go() {
    let bank = Bank::read(&files()).bank;
    let with = exam(&bank, "stable", 2, Mode::Scrambled).unwrap();
    let drawn = drawn(&with);
    let undrawn: Vec<ItemId> =
        bank.items().map(|i| i.id().clone()).filter(|id| !drawn.contains(id)).collect();
    assert!(undrawn.len() > 80);
    // Every other one: about two hundred trials.
    let moving: Vec<(&ItemId, Vec<ItemId>)> = undrawn
        .iter()
        .step_by(2)
        .map(|id| (id, exam(&bank.without(id), "stable", 2, Mode::Scrambled).unwrap()))
        .filter(|(_, after)| *after != with)
        .map(|(id, after)| (id, self::drawn(&after).difference(&drawn).cloned().collect::<Vec<_>>()))
        .collect();
    // Whoever leaves a set behind that comes as a whole makes a single item of the rest, which may then be drawn.
    let of_set = |id: &ItemId| bank.item(id).unwrap().snapshot.stimulus.clone();
    let torn = |id: &ItemId, came: &[ItemId]| {
        of_set(id).is_some() && came.iter().all(|other| of_set(other) == of_set(id))
    };
    let others: Vec<_> = moving.iter().filter(|(id, came)| !torn(id, came)).collect();
    // One that had been drawn and was then left out for the sake of the mean may matter.
    assert!(others.len() <= 1, "{others:?}");
}

/// What the removal of one drawn item moves, over all drawn items and three seeds. `docs/blueprints.md` states the figures
/// of 25 seeds.
#[test]
fn removing_a_drawn_item_moves_little_else() {
    let bank = Bank::read(&files()).bank;
    let mut moved = Vec::new();
    for seed in ["stable", "spring", "2027"] {
        let with = drawn(&exam(&bank, seed, 1, Mode::Scrambled).unwrap());
        for id in &with {
            let after = drawn(&exam(&bank.without(id), seed, 1, Mode::Scrambled).unwrap());
            moved.push(with.difference(&after).count());
        }
    }
    moved.sort_unstable();
    assert!(moved[moved.len() / 2] <= 2, "half of them move two of forty at most: {moved:?}");
    assert!(moved[moved.len() * 9 / 10] <= 4, "9 of 10 move four at most: {moved:?}");
    assert!(moved.iter().all(|count| (1..=13).contains(count)), "{moved:?}");
}
