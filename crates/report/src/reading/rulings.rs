//! rulings.csv: the list of rulings with what each one changed.

use super::source::{self, Source};
use super::table::{Row, Table};
use mockexam_model::Diagnostic;

/// The name of the file.
pub(crate) const FILE: &str = "rulings.csv";

/// An entry of the list.
#[derive(Debug, Clone)]
pub(crate) struct ListedRuling {
    pub(crate) id: String,
    pub(crate) state: ListedState,
    pub(crate) date: String,
    pub(crate) reason: String,
    /// Whose score changed, who passed and who failed by it; none if it is not in force.
    pub(crate) effect: Option<[u64; 3]>,
}

/// What became of an entry, with the id of the other one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum ListedState {
    InForce,
    Withdrawn(String),
    Withdrawal(String),
}

/// Reads the table.
pub(crate) fn read(source: Source<'_>) -> Result<Vec<ListedRuling>, Diagnostic> {
    let mut table = Table::open(FILE, source::open(source, FILE)?)?;
    let columns = ["ruling", "state", "by", "date", "reason", "changed", "passed", "failed"];
    let [ruling, state, by, date, reason, changed, passed, failed] = table.columns(columns)?;
    let mut rulings = Vec::new();
    while let Some(row) = table.next()? {
        let count = |row: Row<'_>, column| -> Result<Option<u64>, Diagnostic> {
            row.read(column, "a number or nothing", |text| match text {
                "" => Some(None),
                text => text.parse().ok().map(Some),
            })
        };
        let counts = [count(row, changed)?, count(row, passed)?, count(row, failed)?];
        rulings.push(ListedRuling {
            id: row.text(ruling).to_owned(),
            state: row.read(state, "in force, withdrawn or withdrawal", |text| match text {
                "in force" => Some(ListedState::InForce),
                "withdrawn" => Some(ListedState::Withdrawn(row.text(by).to_owned())),
                "withdrawal" => Some(ListedState::Withdrawal(row.text(by).to_owned())),
                _ => None,
            })?,
            date: row.raw(date).to_owned(),
            reason: row.text(reason).to_owned(),
            effect: match counts {
                [Some(changed), Some(passed), Some(failed)] => Some([changed, passed, failed]),
                _ => None,
            },
        });
    }
    Ok(rulings)
}
