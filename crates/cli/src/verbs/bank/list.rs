//! `bank list`: items that match filters, one a line.

use super::{banks, filter, note_empty, note_errors, place, status_word, version_word};
use crate::args::ListArgs;
use crate::failure::Failure;
use crate::outcome::Outcome;
use crate::sources::Sources;
use crate::table::{Side, Table};
use crate::terminal;
use mockexam_bank::{Bank, Eligibility, Item};
use serde_json::{Value, json};

pub(super) fn run(args: &ListArgs, sources: &mut Sources) -> Result<Outcome, Failure> {
    let readings = banks(args.bank.as_deref(), sources)?;
    filter::check_names(&args.filter, &readings)?;
    let query = filter::query(&args.filter);
    let all =
        || readings.iter().flat_map(|reading| reading.bank.items().map(move |item| (&reading.bank, item)));
    let found: Vec<_> = all().filter(|(_, item)| query.matches(item)).collect();
    let mut outcome = Outcome::done();
    if !found.is_empty() {
        let mut table = Table::new([
            ("id", Side::Left),
            ("topic", Side::Left),
            ("level", Side::Left),
            ("style", Side::Left),
            ("type", Side::Left),
            ("version", Side::Left),
            ("difficulty", Side::Right),
            ("status", Side::Left),
            ("stem", Side::Left),
        ])
        .may_do_without(["version", "type", "style", "status", "level", "difficulty"]);
        found.iter().for_each(|(_, item)| table.row(row(item)));
        let width = terminal::width();
        outcome.line(table.draw(width));
        let missing = table.left_out(width);
        if !missing.is_empty() {
            let what = missing.join(", ");
            outcome
                .line(format!("note: the terminal has no room for {what}; make it wider, or use --json\n"));
        }
    }
    note_empty(&mut outcome, args.bank.as_deref())?;
    note_errors(&mut outcome, &readings);
    outcome.line(format!("{} of {} items", found.len(), all().count()));
    outcome.field("matching", found.len());
    outcome.field("items", found.iter().map(|(bank, item)| json(bank, item, sources)).collect::<Vec<_>>());
    Ok(outcome)
}

fn row(item: &Item) -> [String; 9] {
    let snapshot = &item.snapshot;
    [
        snapshot.id.to_string(),
        snapshot.topic.to_string(),
        snapshot.level.to_string(),
        snapshot.style.to_string(),
        item.kind.to_owned(),
        version_word(item).to_owned(),
        format!("{:.2}", item.share()),
        status_word(item),
        snapshot.stem.plain(),
    ]
}

fn json(bank: &Bank, item: &Item, sources: &Sources) -> Value {
    let snapshot = &item.snapshot;
    let case = snapshot.stimulus.as_ref().and_then(|id| bank.case(id)).map(|case| &case.stimulus);
    let (file, line) = place(item, sources);
    json!({
        "bank": bank.id,
        "id": snapshot.id.as_str(),
        "rev": snapshot.rev,
        "topic": snapshot.topic.as_str(),
        "level": snapshot.level.as_str(),
        "style": snapshot.style.as_str(),
        "type": item.kind,
        "version": item.version.map(mockexam_bank::Version::as_str),
        "difficulty": item.share(),
        "status": item.status.as_str(),
        "eligible": item.eligibility == Eligibility::Eligible,
        "concepts": snapshot.concepts.iter().map(|id| id.as_str()).collect::<Vec<_>>(),
        "stem": snapshot.stem.to_markup(),
        "digest": mockexam_assembly::digest_of_item(item, case),
        "file": file,
        "line": line,
    })
}
