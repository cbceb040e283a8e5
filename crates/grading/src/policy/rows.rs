//! Questions with rows: how many of them are right.

use mockexam_model::{Marks, Points, Response};

/// So many shares.
pub(super) fn times(share: Points, count: usize) -> Points {
    (0..count).map(|_| share).sum()
}

/// How many rows are right.
pub(super) fn right_rows(right: &[Marks], rows: &[Response]) -> usize {
    right.iter().zip(rows).filter(|pair| is_right(*pair)).count()
}

/// Whether every row is right.
pub(super) fn all_right(right: &[Marks], rows: &[Response]) -> bool {
    right.iter().zip(rows).all(is_right)
}

/// Pairs of neighbours of the key that stand side by side in the response, in this order, each counted once.
pub(super) fn adjacent_pairs(right: &[Marks], rows: &[Response]) -> usize {
    let stands = |pair: &[Marks]| {
        rows.windows(2).any(|rows| is_right((&pair[0], &rows[0])) && is_right((&pair[1], &rows[1])))
    };
    right.windows(2).filter(|pair| stands(pair)).count()
}

/// What wrong rows cost: nothing if none of them can be read.
pub(super) fn lost(rows: &[Response], lost: Points) -> Points {
    let answered = rows.iter().any(|row| matches!(row, Response::Chosen(_) | Response::Multiple(_)));
    if answered { -lost } else { Points::ZERO }
}

fn is_right((right, row): (&Marks, &Response)) -> bool {
    matches!(row, Response::Chosen(marks) if marks == right)
}
