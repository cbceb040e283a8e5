//! A row of a key file.

use super::{KeyFaults, KeyHeader, Known};
use crate::record::Record;
use crate::shown::{shown, shown_bytes};
use mockexam_model::{FormCode, ItemId, Marks, Points};

/// A question and what is right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct KeyRow {
    pub(super) line: u64,
    pub(super) item: ItemId,
    /// Right letters.
    pub(super) letters: Marks,
    /// Whether one of them is enough.
    pub(super) any: Any,
    pub(super) options: Option<u8>,
    pub(super) points: Points,
    /// As written; may be empty.
    pub(super) topic: String,
    pub(super) form: Option<FormCode>,
    pub(super) question: Option<usize>,
}

/// How many of the letters of a key are needed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Any {
    /// All of them: `AC`.
    All,
    /// Any one: `A/C`.
    One,
}

/// Reads a row, or adds its faults.
pub(super) fn read(header: &KeyHeader, record: &Record, faults: &mut KeyFaults<'_>) -> Option<KeyRow> {
    let line = record.line();
    if record.len() != header.width {
        let fact = format!("the row has {} cells, the header has {}", record.len(), header.width);
        faults.add("G61", line, None, fact, "give every row as many cells as the header");
        return None;
    }
    let before = faults.found.len();
    if let Some(&column) = header.columns.unnamed.iter().find(|&&column| record.text(column) != Some("")) {
        let fact = format!("{} stands in a column without a header", shown_bytes(record.cell(column)));
        faults.add("G61", line, Some(column), fact, "name the column or empty the cell");
    }
    let mut cell = |known: Known, fact: &str, help: &str| {
        let text = shown(header.text(record, known));
        faults.add("G61", line, header.columns.of(known), format!("{text} {fact}"), help);
    };
    let item = ItemId::new(header.text(record, Known::Item)).ok();
    if item.is_none() {
        cell(Known::Item, "cannot be the id of an item", "use up to 64 letters a-z, digits and - _ .");
    }
    let key = key(header.text(record, Known::Key));
    if key.is_none() {
        cell(Known::Key, "is no key", "write AC if both letters are needed, A/C if either is right");
    }
    let options = number(header.text(record, Known::Options), 2..=26);
    if options.is_none() {
        cell(Known::Options, "is no number of choices", "write 2 to 26, such as 4");
    }
    let points = match header.text(record, Known::Points) {
        "" => Some(Points::from_whole(1)),
        text => Points::from_decimal(&text.replace(',', ".")).ok().filter(|points| *points > Points::ZERO),
    };
    if points.is_none() {
        cell(Known::Points, "is no number of points", "write it as 1 or 0.5");
    }
    let form = match header.text(record, Known::Form) {
        "" => Some(None),
        text => FormCode::new(&text.to_uppercase()).ok().map(Some),
    };
    if form.is_none() {
        cell(Known::Form, "is no form code", "codes are A, B … or 0001 …");
    }
    let question = number(header.text(record, Known::Question).trim_start_matches(['q', 'Q']), 1..=10_000);
    if question.is_none() {
        cell(Known::Question, "is no number of a question", "write 1, 2 …");
    }
    if faults.found.len() != before {
        return None;
    }
    let (letters, any) = key?;
    Some(KeyRow {
        line,
        item: item?,
        letters,
        any,
        options: options?.and_then(|options| u8::try_from(options).ok()),
        points: points?,
        topic: header.text(record, Known::Topic).to_owned(),
        form: form?,
        question: question?,
    })
}

/// The letters of a key: `AC` are all needed, of `A/C` either is right.
fn key(text: &str) -> Option<(Marks, Any)> {
    let upper = text.to_ascii_uppercase();
    let Some((first, rest)) = upper.split_once('/') else {
        return Marks::of_letters(&upper).filter(|marks| marks.count() > 0).map(|marks| (marks, Any::All));
    };
    let letters: Vec<&str> = std::iter::once(first).chain(rest.split('/')).map(str::trim).collect();
    let single = letters.iter().all(|letter| letter.len() == 1);
    let marks = Marks::of_letters(&letters.concat())?;
    single.then_some((marks, Any::One))
}

/// An optional number within a range; none if there is something else.
fn number(text: &str, range: std::ops::RangeInclusive<usize>) -> Option<Option<usize>> {
    match text {
        "" => Some(None),
        text => text.parse().ok().filter(|number| range.contains(number)).map(Some),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_say_all_or_either() {
        let marks = |letters: &str| Marks::of_letters(letters).unwrap();
        for (text, want) in [
            ("B", Some((marks("B"), Any::All))),
            ("ca", Some((marks("AC"), Any::All))),
            ("A/c", Some((marks("AC"), Any::One))),
            ("A / B / D", Some((marks("ABD"), Any::One))),
            ("", None),
            ("A,C", None),
            ("A;C", None),
            ("A/CD", None),
            ("A/", None),
            ("A/A", None),
            ("AA", None),
            ("1", None),
        ] {
            assert_eq!(key(text), want, "{text}");
        }
    }
}
