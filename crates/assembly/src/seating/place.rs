//! Rows and seats as rosters write them.

/// A place in a room. Rows and columns that differ by one are next to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Seat {
    /// Which row, from the front or the back.
    pub row: u16,
    /// Which place in the row.
    pub column: u16,
}

/// Why a place cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SeatError {
    /// Neither a number nor a letter.
    #[error("'{0}' is neither a number nor a letter, so nobody can tell what is next to it")]
    Unclear(String),
    /// A row in which no seat is named.
    #[error("there is a row '{0}' and no seat")]
    NoSeat(String),
}

/// Most digits of a row or a seat.
const DIGITS: usize = 4;

impl Seat {
    /// Reads a row and a seat: numbers (`3`), letters (`C`), or both in one (`C4` as the seat). Nothing in both is no seat.
    ///
    /// # Errors
    /// [`SeatError`] for anything else.
    pub fn read(row: &str, seat: &str) -> Result<Option<Self>, SeatError> {
        let (row, seat) = (row.trim(), seat.trim());
        let unclear = |text: &str| SeatError::Unclear(text.to_owned());
        match (row, seat) {
            ("", "") => Ok(None),
            (row, "") => Err(SeatError::NoSeat(row.to_owned())),
            ("", seat) => {
                let alone = count(seat).map(|column| Self { row: 0, column });
                let place = alone.or_else(|| both(seat).map(|(row, column)| Self { row, column }));
                place.map(Some).ok_or_else(|| unclear(seat))
            }
            (row, seat) => {
                let number = count(row).ok_or_else(|| unclear(row))?;
                let named = || both(seat).filter(|(named, _)| *named == number).map(|(_, column)| column);
                let column = count(seat).or_else(named).ok_or_else(|| unclear(seat))?;
                Ok(Some(Self { row: number, column }))
            }
        }
    }
}

/// A number as it is, a letter by its place in the alphabet: A is 1, Z is 26, AA is 27.
fn count(text: &str) -> Option<u16> {
    if text.is_empty() || text.len() > DIGITS {
        return None;
    }
    if text.bytes().all(|byte| byte.is_ascii_digit()) {
        return text.parse().ok();
    }
    let is_name = text.len() <= 2 && text.bytes().all(|byte| byte.is_ascii_alphabetic());
    is_name.then(|| {
        text.bytes().fold(0, |number, byte| number * 26 + u16::from(byte.to_ascii_uppercase() - b'A') + 1)
    })
}

/// Letters and digits side by side, in either order: the letters are the row.
fn both(text: &str) -> Option<(u16, u16)> {
    let border = text.bytes().zip(text.bytes().skip(1)).position(|(a, b)| {
        a.is_ascii_digit() && b.is_ascii_alphabetic() || a.is_ascii_alphabetic() && b.is_ascii_digit()
    })?;
    let (first, second) = text.split_at_checked(border + 1)?;
    let (row, column) = match first.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        true => (first, second),
        false => (second, first),
    };
    let is_number = column.bytes().all(|byte| byte.is_ascii_digit());
    let is_letter = row.bytes().all(|byte| byte.is_ascii_alphabetic());
    (is_number && is_letter).then(|| Some((count(row)?, count(column)?)))?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_as_people_write_them() {
        let read = |row, seat| Seat::read(row, seat).map(|seat| seat.map(|seat| (seat.row, seat.column)));
        for (row, seat, place) in [
            ("3", "12", (3, 12)),
            (" c ", "012", (3, 12)),
            ("AA", "1", (27, 1)),
            ("3", "B", (3, 2)),
            ("", "7", (0, 7)),
            ("", "C4", (3, 4)),
            ("", "4c", (3, 4)),
            ("C", "C4", (3, 4)),
            ("c", "4C", (3, 4)),
        ] {
            assert_eq!(read(row, seat), Ok(Some(place)), "{row:?} {seat:?}");
        }
        assert_eq!(read("", " "), Ok(None));
        assert_eq!(read("3", ""), Err(SeatError::NoSeat("3".into())));
        for (row, seat, culprit) in [
            ("", "window", "window"),
            ("B", "C4", "C4"),
            ("1", "2b3", "2b3"),
            ("first", "2", "first"),
            ("1", "12345", "12345"),
            ("1", "-2", "-2"),
            ("1", "2.5", "2.5"),
            ("1", "é4", "é4"),
        ] {
            assert_eq!(read(row, seat), Err(SeatError::Unclear(culprit.into())), "{row:?} {seat:?}");
        }
    }
}
