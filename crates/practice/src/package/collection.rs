//! The tables of a collection of Anki, schema 11, with one deck, one type of note and a card for each note.

use super::sqlite::{Cell, Table};
use crate::study::{Card, Deck, StudyWords, guid, html, tags};
use serde_json::json;
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;

/// A time in the past, in seconds: no clock is read.
const TIME: i64 = 1_700_000_000;

/// The type of note: the same in all packages, so that Anki keeps one.
const NOTE_TYPE: i64 = 1_700_000_000_123;

const CSS: &str =
    ".card { font-family: sans-serif; font-size: 20px; text-align: left; max-width: 40em; margin: auto; }";

/// A number that an id of Anki may be, in milliseconds from some time on, by a name.
fn id_of(name: &str) -> i64 {
    let hash = Sha256::digest(name.as_bytes());
    let number = hash.iter().take(8).fold(0_u64, |number, byte| number << 8 | u64::from(*byte));
    1_500_000_000_000 + i64::try_from(number % 200_000_000_000).unwrap_or(0)
}

/// All tables with their rows.
pub(super) fn tables(deck: &Deck, words: &StudyWords) -> Vec<Table> {
    let deck_id = id_of(&format!("deck:{}", deck.bank));
    let mut taken = BTreeSet::new();
    let mut rows: Vec<(i64, &Card)> = deck
        .cards
        .iter()
        .map(|card| {
            let mut id = id_of(&guid(deck, card));
            while !taken.insert(id) {
                id += 1;
            }
            (id, card)
        })
        .collect();
    let places: Vec<i64> = rows.iter().map(|(id, _)| *id).collect();
    rows.sort_by_key(|(id, _)| *id);
    let place = |id: i64| (1..).zip(&places).find(|(_, other)| **other == id).map_or(0, |(place, _)| place);
    let notes = rows.iter().map(|(id, card)| (*id, note(deck, card, words)));
    let cards = rows.iter().map(|(id, _)| (*id, card(*id, deck_id, place(*id))));
    vec![
        Table { name: "col", sql: COL, rows: vec![(1, collection(deck, deck_id))] },
        Table { name: "notes", sql: NOTES, rows: notes.collect() },
        Table { name: "cards", sql: CARDS, rows: cards.collect() },
        Table { name: "revlog", sql: REVLOG, rows: Vec::new() },
        Table { name: "graves", sql: GRAVES, rows: Vec::new() },
    ]
}

fn text(text: impl Into<String>) -> Cell {
    Cell::Text(text.into())
}

fn note(deck: &Deck, card: &Card, words: &StudyWords) -> Vec<Cell> {
    let (front, back) = (html(&card.front, &words.gap), html(&card.back, &words.gap));
    vec![
        Cell::Id,
        text(guid(deck, card)),
        Cell::Integer(NOTE_TYPE),
        Cell::Integer(TIME),
        Cell::Integer(-1),
        text(format!(" {} ", tags(card))),
        text(format!("{front}\u{1f}{back}")),
        text(card.front.plain()),
        Cell::Integer(0),
        Cell::Integer(0),
        text(""),
    ]
}

/// A new card at a place of the queue.
fn card(note: i64, deck: i64, place: i64) -> Vec<Cell> {
    let mut cells = vec![Cell::Id];
    // Note, deck, template, change, sync, then type, queue, place and a history without entries.
    let numbers = [note, deck, 0, TIME, -1, 0, 0, place, 0, 0, 0, 0, 0, 0, 0, 0];
    cells.extend(numbers.map(Cell::Integer));
    cells.push(text(""));
    cells
}

fn collection(deck: &Deck, deck_id: i64) -> Vec<Cell> {
    let conf = json!({
        "activeDecks": [1], "addToCur": true, "collapseTime": 1200, "curDeck": 1, "curModel": NOTE_TYPE.to_string(),
        "dueCounts": true, "estTimes": true, "newSpread": 0, "nextPos": 1, "sortBackwards": false,
        "sortType": "noteFld", "timeLim": 0,
    });
    let field = |name: &str, ord: u8| json!({ "name": name, "ord": ord, "font": "Arial", "size": 20, "media": [], "rtl": false, "sticky": false });
    let note_type = json!({
        "id": NOTE_TYPE, "name": "Mockexam card", "type": 0, "mod": TIME, "usn": -1, "sortf": 0, "did": deck_id,
        "css": CSS, "latexPre": "", "latexPost": "", "req": [[0, "any", [0]]], "tags": [], "vers": [],
        "flds": [field("Front", 0), field("Back", 1)],
        "tmpls": [{
            "name": "Card 1", "ord": 0, "did": null, "bqfmt": "", "bafmt": "",
            "qfmt": "{{Front}}", "afmt": "{{FrontSide}}\n<hr id=answer>\n{{Back}}",
        }],
    });
    let of_deck = |id: i64, name: &str| {
        json!({
            "id": id, "name": name, "desc": "", "mod": TIME, "usn": -1, "collapsed": false, "browserCollapsed": false,
            "newToday": [0, 0], "revToday": [0, 0], "lrnToday": [0, 0], "timeToday": [0, 0], "dyn": 0,
            "extendNew": 10, "extendRev": 50, "conf": 1,
        })
    };
    let options = json!({
        "id": 1, "name": "Default", "mod": 0, "usn": 0, "maxTaken": 60, "timer": 0, "autoplay": true, "replayq": true,
        "dyn": false,
        "new": { "bury": true, "delays": [1, 10], "initialFactor": 2500, "ints": [1, 4, 7], "order": 1, "perDay": 20, "separate": true },
        "rev": { "bury": true, "ease4": 1.3, "fuzz": 0.05, "ivlFct": 1, "maxIvl": 36500, "minSpace": 1, "perDay": 100 },
        "lapse": { "delays": [10], "leechAction": 0, "leechFails": 8, "minInt": 1, "mult": 0 },
    });
    let name = deck.title.split_whitespace().collect::<Vec<_>>().join(" ").replace("::", ":");
    let mut cells = vec![Cell::Id];
    // Made, changed, schema changed, version of the schema, nothing dirty, sync.
    cells.extend([TIME, TIME * 1000, TIME * 1000, 11, 0, 0, 0].map(Cell::Integer));
    cells.extend([
        text(conf.to_string()),
        text(json!({ NOTE_TYPE.to_string(): note_type }).to_string()),
        text(json!({ "1": of_deck(1, "Default"), deck_id.to_string(): of_deck(deck_id, &name) }).to_string()),
        text(json!({ "1": options }).to_string()),
        text("{}"),
    ]);
    cells
}

const COL: &str = "CREATE TABLE col (id integer primary key, crt integer not null, mod integer not null, \
    scm integer not null, ver integer not null, dty integer not null, usn integer not null, ls integer not null, \
    conf text not null, models text not null, decks text not null, dconf text not null, tags text not null)";
const NOTES: &str = "CREATE TABLE notes (id integer primary key, guid text not null, mid integer not null, \
    mod integer not null, usn integer not null, tags text not null, flds text not null, sfld integer not null, \
    csum integer not null, flags integer not null, data text not null)";
const CARDS: &str = "CREATE TABLE cards (id integer primary key, nid integer not null, did integer not null, \
    ord integer not null, mod integer not null, usn integer not null, type integer not null, queue integer not null, \
    due integer not null, ivl integer not null, factor integer not null, reps integer not null, lapses integer not null, \
    left integer not null, odue integer not null, odid integer not null, flags integer not null, data text not null)";
const REVLOG: &str = "CREATE TABLE revlog (id integer primary key, cid integer not null, usn integer not null, \
    ease integer not null, ivl integer not null, lastIvl integer not null, factor integer not null, \
    time integer not null, type integer not null)";
const GRAVES: &str =
    "CREATE TABLE graves (usn integer not null, oid integer not null, type integer not null)";
