//! `verify` after edits of the bank and of what was printed.

use crate::support::{Item, Place, Run, bank_files, demo, edit_item, items_of, key_of};

fn with_bank(files: &[(String, String)]) -> Place {
    let place = Place::copy_of(demo());
    for (name, text) in files {
        place.write(&format!("question-bank/itil-foundation/{name}"), text);
    }
    place
}

/// A drawn item of one right choice whose text in the bank contains something.
fn drawn_item_with(part: &str) -> String {
    let key = key_of(demo(), "demo/exam");
    let items = bank_files().into_iter().flat_map(|(_, text)| items_of(&text).1);
    let fits = |item: &Item| {
        item.text.contains(part) && key.items().any(|i| i.id.as_str() == item.id && i.statements.is_empty())
    };
    items.filter(fits).map(|item| item.id).next().unwrap()
}

/// The first reason of an item says more, on the line of its key or below.
fn with_a_reason_edited(item: &str) -> String {
    let (before, reason) = item.split_once("why = ").unwrap();
    let quote = if reason.starts_with("\"\"\"") { "\"\"\"\n" } else { "\"" };
    format!("{before}why = {quote}Now: {}", &reason[quote.len()..])
}

fn names(run: &Run, fact: &str) {
    assert!(run.out.contains(fact), "'{fact}' expected: {run}");
}

#[test]
fn an_untouched_exam_follows_from_its_bank() {
    with_bank(&bank_files()).ok("verify demo/exam");
}

#[test]
fn an_exam_of_the_first_algorithm_is_drawn_and_verified_by_it() {
    let place = Place::fresh();
    let mut records = Vec::new();
    for (algorithm, name) in [(" --algorithm 1", "old"), ("", "new")] {
        let run = place.ok(&format!("assemble itil4-foundation --seed 5 --name {name}{algorithm}"));
        names(&run, if name == "old" { "seed 5, algorithm 1" } else { "seed 5, algorithm 3" });
        let run = place.ok(&format!("verify exams/{name}"));
        names(&run, "record and key: rebuilt from bank and seed, equal byte for byte");
        let record: toml::Table = toml::from_str(&place.text(&format!("exams/{name}/exam.toml"))).unwrap();
        records.push(record["form"].clone());
    }
    assert_ne!(records[0], records[1], "the algorithms draw in different ways");
    place.run("assemble itil4-foundation --seed 5 --name none --algorithm 4").ends(2);
}

#[test]
fn an_edited_item_is_named_and_the_papers_still_come_from_the_snapshot() {
    let single = drawn_item_with("\nstem = \"\"\"\n");
    type Edit = fn(&str) -> String;
    let edits: [(&str, Edit); 3] = [
        ("stem", |item| item.replacen("stem = \"\"\"\n", "stem = \"\"\"\nNow: ", 1)),
        ("explanation", |item| item.replacen("explanation = \"\"\"\n", "explanation = \"\"\"\nNow: ", 1)),
        ("reason", with_a_reason_edited),
    ];
    for (what, edit) in edits {
        let mut files = bank_files();
        edit_item(&mut files, &single, edit);
        let run = with_bank(&files).run("verify demo/exam").ends(1);
        names(&run, &format!("differs: item {single} was changed in the bank (still rev 1)"));
        names(&run, "papers/: 6 of 6 files rebuilt from the snapshot, equal byte for byte");
        names(&run, "secret/: 4 of 4 files rebuilt from the snapshot, equal byte for byte");
        assert_eq!(run.out.matches("was changed").count(), 1, "{what}: {run}");
    }
    let mut files = bank_files();
    edit_item(&mut files, &single, |item| item.replacen("[[item]]\n", "[[item]]\nrev = 2\n", 1));
    names(
        &with_bank(&files).run("verify demo/exam").ends(1),
        &format!("item {single} was changed in the bank (rev 1 then, 2 now)"),
    );
}

#[test]
fn an_item_that_has_gone_is_named() {
    let item = key_of(demo(), "demo/exam").items().next().unwrap().id.to_string();
    let mut files = bank_files();
    for (_, text) in &mut files {
        *text = text.replace(&format!("\"{item}\""), "\"renamed-item\"");
    }
    names(
        &with_bank(&files).run("verify demo/exam").ends(1),
        &format!("item {item} is no longer in the bank"),
    );
}

#[test]
fn files_that_are_not_what_was_printed_are_named() {
    let place = Place::copy_of(demo());
    let files = ["papers/form-B.pdf", "secret/rationales-A.pdf"];
    for file in files {
        let mut bytes = place.bytes(&format!("demo/exam/{file}"));
        let middle = bytes.len() / 2;
        bytes[middle] ^= 1;
        place.write(&format!("demo/exam/{file}"), bytes);
    }
    std::fs::remove_file(place.path("demo/exam/papers/answer-sheet-A.pdf")).unwrap();
    let run = place.run("verify demo/exam").ends(1);
    for file in files {
        names(&run, &format!("differs: demo/exam/{file} is not the file that was printed"));
    }
    names(&run, "differs: demo/exam/papers/answer-sheet-A.pdf is no longer there");
    names(&run, "papers/: 4 of 6 files");
    names(&run, "secret/: 3 of 4 files");
}

#[test]
fn what_scanners_and_typists_go_by_is_compared_too() {
    let place = Place::copy_of(demo());
    let (map, table) = ("demo/exam/papers/sheet-map.json", "demo/exam/papers/answers-template.csv");
    place.write(map, place.text(map).replace("\"A\"", "\"B\""));
    std::fs::remove_file(place.path(table)).unwrap();
    let run = place.run("verify demo/exam").ends(1);
    names(&run, &format!("differs: {map} is not the file that was printed"));
    names(&run, &format!("differs: {table} is no longer there"));
    names(&run, "papers/: 4 of 6 files");
    std::fs::remove_file(place.path("demo/exam/papers/print.toml")).unwrap();
    let run = place.run("verify demo/exam").ends(1);
    names(&run, "differs: demo/exam/papers/form-A.pdf is there, and print.toml does not name it");
}

#[test]
fn a_form_of_another_exam_is_noticed() {
    let place = Place::copy_of(demo());
    let paper = place.bytes("demo/exam/papers/form-A.pdf");
    place.write("demo/exam/papers/form-C.pdf", paper);
    let run = place.run("verify demo/exam").ends(1);
    names(&run, "differs: demo/exam/papers/form-C.pdf is there, and print.toml does not name it");
}

/// Papers of an earlier version come out in other bytes: what they say is compared.
#[test]
fn files_of_another_typesetter_are_compared_by_what_they_say() {
    let place = Place::copy_of(demo());
    place.ok("print demo/exam --template letter --only papers");
    // As if an earlier typesetter had set the pages in another way: what is there now is recorded as its work.
    let record = "demo/exam/papers/print.toml";
    let now = format!("typesetter = {}\n", mockexam_paper::TYPESETTER);
    let text = place.text(record).replace("template = \"letter\"", "template = \"a4\"");
    place.write(record, text.replace(&now, "typesetter = 1\n"));
    let run = place.ok("verify demo/exam");
    names(&run, "papers/: 2 of 5 files of another typesetter than");
    names(&run, ", equal in text and structure");
    // Form B in the place of form A says other things.
    let (a, b) = ("demo/exam/papers/form-A.pdf", "demo/exam/papers/form-B.pdf");
    let digest = |text: &str, name: &str| {
        let entry = text.split("[[file]]").find(|entry| entry.contains(name)).unwrap().to_owned();
        entry.split("sha256 = \"").nth(1).unwrap().split('"').next().unwrap().to_owned()
    };
    let text = place.text(record);
    let (of_a, of_b) = (digest(&text, "form-A.pdf"), digest(&text, "form-B.pdf"));
    place.write(record, text.replace(&of_a, &of_b));
    place.write(a, place.bytes(b));
    let run = place.run("verify demo/exam").ends(1);
    names(&run, &format!("differs: {a} was set by typesetter 1, and says other things"));
}

#[test]
fn a_broken_bank_is_a_finding_unless_it_was_asked_for() {
    let mut files = bank_files();
    files[1].1.push_str("\n[[item]\n");
    let place = with_bank(&files);
    names(&place.run("verify demo/exam").ends(1), "the bank 'itil-foundation' cannot be read");
    place.run("verify demo/exam --bank question-bank/itil-foundation").ends(2);
}
