//! Every figure of the exam as a whole, in words.

use super::super::words::ReportWords;
use crate::reading::ResultSet;
use crate::tables::Cell;
use crate::tables::summary::statistics;

/// Name, value and interval of each figure that is known.
pub(super) fn all(set: &ResultSet<'_>, words: &ReportWords) -> Vec<(String, String, String)> {
    let known = statistics(set).into_iter().filter(|(_, cell, _)| *cell != Cell::Empty);
    let row = |(name, cell, interval): (&str, Cell, _)| {
        let is_share = matches!(cell, Cell::Share(_));
        let interval = if is_share { words.share_interval(interval) } else { words.interval(interval, 2) };
        (words.column(name).to_owned(), shown(&cell, words), interval)
    };
    known.map(row).collect()
}

fn shown(cell: &Cell, words: &ReportWords) -> String {
    match cell {
        Cell::Empty => words.undefined.clone(),
        Cell::Name(name) => words.column(name).to_owned(),
        Cell::Text(text) => text.clone(),
        Cell::Count(count) => count.to_string(),
        Cell::Number(value, decimals) => words.number(*value, usize::from(*decimals)),
        Cell::Share(share) => words.share(*share),
        Cell::Points(points) => words.plain_points(*points),
        Cell::Truth(true) => words.class.yes.clone(),
        Cell::Truth(false) => words.class.no.clone(),
    }
}
