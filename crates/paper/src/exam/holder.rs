//! Whose a paper is.

use crate::language::Language;

/// Who gets a paper, as it is printed on cover and answer sheet. Texts that are not known are empty.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Holder {
    /// The candidate's id.
    pub candidate: String,
    /// Name.
    pub name: String,
    /// Room.
    pub room: String,
    /// Row of seats.
    pub row: String,
    /// Seat.
    pub seat: String,
}

impl Holder {
    /// Room, row and seat in words; empty where none of them is known.
    #[must_use]
    pub fn place(&self, language: &Language) -> String {
        let words = &language.run;
        let room = (!self.room.is_empty()).then(|| words.room.fill(&[("room", &self.room)]));
        room.into_iter().chain(self.spot(language)).collect::<Vec<_>>().join(", ")
    }

    /// Row and seat in words.
    pub(super) fn spot(&self, language: &Language) -> Vec<String> {
        let words = &language.run;
        let row = (!self.row.is_empty()).then(|| words.row.fill(&[("row", &self.row)]));
        let seat = (!self.seat.is_empty()).then(|| words.seat.fill(&[("seat", &self.seat)]));
        row.into_iter().chain(seat).collect()
    }

    /// The digits of the candidate's number, where it is nothing but digits and not more than the grid of a sheet has.
    pub(super) fn digits(&self, most: u8) -> Option<Vec<u8>> {
        let fits = !self.candidate.is_empty() && self.candidate.len() <= usize::from(most);
        let digits = self.candidate.bytes().map(|byte| byte.is_ascii_digit().then(|| byte - b'0'));
        if fits { digits.collect() } else { None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn holder(candidate: &str, room: &str, row: &str, seat: &str) -> Holder {
        let text = str::to_owned;
        let [room, row, seat] = [room, row, seat].map(text);
        Holder { candidate: candidate.to_owned(), name: String::new(), room, row, seat }
    }

    #[test]
    fn places_name_what_is_known() {
        let english = Language::english().unwrap();
        for (room, row, seat, expected) in [
            ("", "", "", ""),
            ("Hall", "", "", "Room Hall"),
            ("", "C", "4", "row C, seat 4"),
            ("2.11", "1", "12", "Room 2.11, row 1, seat 12"),
        ] {
            assert_eq!(holder("1", room, row, seat).place(&english), expected);
        }
    }

    #[test]
    fn only_numbers_that_fit_are_filled_in() {
        for (candidate, expected) in [
            ("0815", Some(vec![0, 8, 1, 5])),
            ("12345678", Some((1..=8).collect())),
            ("123456789", None),
            ("c01", None),
            ("", None),
            ("٣", None),
        ] {
            assert_eq!(holder(candidate, "", "", "").digits(8), expected, "{candidate}");
        }
    }
}
