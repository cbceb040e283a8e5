//! A cell of an answer file becomes a response.

use crate::plan::Field;
use crate::shown::quiet;
use crate::written;
use mockexam_model::fact::{Fact, sayings as say};
use mockexam_model::{Marks, Points, QuestionKey, Response};
use std::borrow::Cow;

/// Why a cell cannot be a response.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum CellFault {
    /// A letter beyond the choices.
    Beyond(char),
    /// The same letter more than once.
    Repeated(char),
    /// Something that is no letter and no separator.
    Foreign,
}

impl CellFault {
    /// The fact behind the cell's text, for an item with so many choices.
    pub(crate) fn fact(self, choices: u8) -> Fact {
        let last = QuestionKey::letter(usize::from(choices).saturating_sub(1));
        match self {
            Self::Beyond(letter) => say::BEYOND.of([letter.into(), last.into()]),
            Self::Repeated(letter) => say::TWICE.of([letter.into()]),
            Self::Foreign => say::NO_RESPONSE.of([last.into()]),
        }
    }
}

/// Reads the cell of a question that asks for some of so many lettered choices.
///
/// Empty is blank, `*` and `?` are unreadable, more letters (`AC`, `A;C`, `A|C`, `A,C`, `A C`) than asked for are multiple.
#[inline]
pub(crate) fn read_cell(cell: &[u8], choices: u8, asked: u8) -> Result<Response, CellFault> {
    match cell {
        [] => Ok(Response::Blank),
        [byte] if byte.is_ascii_alphabetic() => {
            let position = letter_position(*byte);
            if position < choices {
                Ok(Response::Chosen(Marks::one(position)))
            } else {
                Err(CellFault::Beyond(char::from(byte.to_ascii_uppercase())))
            }
        }
        _ => read_long_cell(cell, choices, asked),
    }
}

const fn letter_position(letter: u8) -> u8 {
    letter.to_ascii_uppercase() - b'A'
}

fn read_long_cell(cell: &[u8], choices: u8, asked: u8) -> Result<Response, CellFault> {
    let text = std::str::from_utf8(cell).map_err(|_| CellFault::Foreign)?.trim();
    match text {
        "" => return Ok(Response::Blank),
        "*" | "?" => return Ok(Response::Unreadable),
        _ => {}
    }
    let mut marks = Marks::NONE;
    let mut open = false; // whether a separator waits for its letter
    for byte in text.bytes() {
        match byte {
            b' ' => {}
            b';' | b'|' | b',' if !open && marks != Marks::NONE => open = true,
            letter if letter.is_ascii_alphabetic() => {
                let position = letter_position(letter);
                let shown = char::from(letter.to_ascii_uppercase());
                if position >= choices {
                    return Err(if text.len() == 1 || is_letters(text) {
                        CellFault::Beyond(shown)
                    } else {
                        CellFault::Foreign
                    });
                }
                if marks.contains(position) {
                    return Err(CellFault::Repeated(shown));
                }
                marks = marks.with(Marks::one(position));
                open = false;
            }
            _ => return Err(CellFault::Foreign),
        }
    }
    if open {
        return Err(CellFault::Foreign);
    }
    Response::marked(marks, asked).ok_or(CellFault::Foreign)
}

/// Reads the cells of a question; `cell` gives the one of each part. An error names the part.
pub(crate) fn read_question<'r>(
    field: &Field,
    cell: impl Fn(usize) -> &'r [u8],
) -> Result<Response, (usize, Fact)> {
    match field {
        Field::Letters { choices, asked } => {
            read_cell(cell(0), *choices, *asked).map_err(|fault| (0, fault.fact(*choices)))
        }
        Field::Rows { rows, choices } => {
            let row = |row| read_cell(cell(row), *choices, 1).map_err(|fault| (row, fault.fact(*choices)));
            let rows: Box<[Response]> = (0..*rows).map(row).collect::<Result<_, _>>()?;
            Ok(if rows.iter().all(|row| *row == Response::Blank) {
                Response::Blank
            } else {
                Response::Rows(rows)
            })
        }
        Field::Number { unit } => match read_text(cell(0))? {
            Written::Text(text) => match written::number(&text, unit) {
                // As read: reports shall not have to know the unit.
                Ok(number) => Ok(Response::Written(number.to_string().into())),
                Err(fault) => Err((0, fault.fact())),
            },
            Written::Else(response) => Ok(response),
        },
        Field::Words => match read_text(cell(0))? {
            Written::Text(text) => Ok(Response::Written(text.into())),
            Written::Else(response) => Ok(response),
        },
        Field::Awards(criteria) => read_awards(criteria, cell),
    }
}

/// What a cell for text holds.
enum Written<'r> {
    Text(Cow<'r, str>),
    Else(Response),
}

/// Longest written response, in characters: what fits on a line.
const LONGEST: usize = 200;

fn read_text(cell: &[u8]) -> Result<Written<'_>, (usize, Fact)> {
    let text = std::str::from_utf8(cell).map_err(|_| (0, say::NOT_TEXT.fact()))?.trim();
    if text.chars().any(char::is_control) {
        return Err((0, say::CONTROL.fact()));
    }
    // What turns the direction of writing is nothing that somebody wrote.
    let text = quiet(text);
    match text.trim() {
        "" => Ok(Written::Else(Response::Blank)),
        "*" | "?" => Ok(Written::Else(Response::Unreadable)),
        words if words.chars().count() > LONGEST => Err((0, say::LONG.of([LONGEST.into()]))),
        _ => Ok(Written::Text(text)),
    }
}

/// Points by criterion: all of them, or none where nothing was written.
fn read_awards<'r>(criteria: &[Points], cell: impl Fn(usize) -> &'r [u8]) -> Result<Response, (usize, Fact)> {
    let text = |part: usize| std::str::from_utf8(cell(part)).unwrap_or("\u{fffd}").trim();
    let parts = 0..criteria.len();
    if parts.clone().all(|part| text(part).is_empty()) {
        return Ok(Response::Blank);
    }
    let award = |(part, most): (usize, &Points)| {
        if text(part).is_empty() {
            return Err((part, say::FORGOTTEN.fact()));
        }
        written::award(text(part), *most).map_err(|fact| (part, fact))
    };
    parts.zip(criteria).map(award).collect::<Result<Box<[Points]>, _>>().map(Response::Awarded)
}

/// Whether a cell is a list of letters and not a word: separated letters, or a few at most.
fn is_letters(text: &str) -> bool {
    text.len() <= 3 || text.split([' ', ';', '|', ',']).all(|part| part.len() <= 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marks(letters: &str) -> Marks {
        letters.bytes().fold(Marks::NONE, |all, letter| all.with(Marks::one(letter - b'A')))
    }

    #[test]
    fn cells_of_four_choices() {
        let (chosen, multiple) =
            (|l: &str| Ok(Response::Chosen(marks(l))), |l: &str| Ok(Response::Multiple(marks(l))));
        let cases = [
            ("", Ok(Response::Blank)),
            ("  ", Ok(Response::Blank)),
            ("*", Ok(Response::Unreadable)),
            (" ? ", Ok(Response::Unreadable)),
            ("A", chosen("A")),
            (" d ", chosen("D")),
            ("\u{a0}b", chosen("B")),
            ("AC", multiple("AC")),
            ("c;a", multiple("AC")),
            ("A|C", multiple("AC")),
            ("A, C", multiple("AC")),
            ("A C D", multiple("ACD")),
            ("E", Err(CellFault::Beyond('E'))),
            ("ae", Err(CellFault::Beyond('E'))),
            ("A;Z", Err(CellFault::Beyond('Z'))),
            ("AA", Err(CellFault::Repeated('A'))),
            ("1", Err(CellFault::Foreign)),
            ("A1", Err(CellFault::Foreign)),
            ("A;", Err(CellFault::Foreign)),
            (";A", Err(CellFault::Foreign)),
            ("A;;C", Err(CellFault::Foreign)),
            ("A*", Err(CellFault::Foreign)),
            ("-", Err(CellFault::Foreign)),
            ("none of these", Err(CellFault::Foreign)),
            ("\u{410}", Err(CellFault::Foreign)),
            ("A\nB", Err(CellFault::Foreign)),
        ];
        for (cell, want) in cases {
            assert_eq!(read_cell(cell.as_bytes(), 4, 1), want, "{cell:?}");
        }
        assert_eq!(read_cell(b"\xff\xfe", 4, 1), Err(CellFault::Foreign));
        assert_eq!(read_cell(b"z", 26, 1), Ok(Response::Chosen(Marks::one(25))));
    }

    #[test]
    fn as_many_letters_as_asked_for_are_chosen() {
        assert_eq!(read_cell(b"AC", 5, 2), Ok(Response::Chosen(marks("AC"))));
        assert_eq!(read_cell(b"C", 5, 2), Ok(Response::Chosen(marks("C"))));
        assert_eq!(read_cell(b"ABC", 5, 2), Ok(Response::Multiple(marks("ABC"))));
    }

    #[test]
    fn cells_of_other_fields() {
        let read =
            |field: &Field, cells: &[&'static str]| read_question(field, |part| cells[part].as_bytes());
        let rows = Field::Rows { rows: 3, choices: 4 };
        let one = |letter| Response::Chosen(marks(letter));
        assert_eq!(
            read(&rows, &["a", "", "D"]),
            Ok(Response::Rows([one("A"), Response::Blank, one("D")].into()))
        );
        assert_eq!(read(&rows, &["", " ", ""]), Ok(Response::Blank));
        assert_eq!(read(&rows, &["A", "E", ""]).unwrap_err().0, 1);
        let number = Field::Number { unit: "minutes".into() };
        assert_eq!(read(&number, &["43,20 minutes"]), Ok(Response::Written("43.20".into())));
        assert_eq!(read(&number, &["?"]), Ok(Response::Unreadable));
        assert!(read(&number, &["many"]).is_err());
        assert_eq!(read(&Field::Words, &["  a =b "]), Ok(Response::Written("a =b".into())));
        assert!(read(&Field::Words, &["a\u{1b}b"]).is_err());
        let awards = Field::Awards(vec![Points::from_whole(2), Points::from_whole(1)]);
        let points = [Points::from_ratio(1, 2).unwrap(), Points::ZERO];
        assert_eq!(read(&awards, &["0,5", "0"]), Ok(Response::Awarded(points.into())));
        assert_eq!(read(&awards, &["", ""]), Ok(Response::Blank));
        assert_eq!(read(&awards, &["2", ""]).unwrap_err().0, 1, "a forgotten criterion is not zero");
        assert_eq!(read(&awards, &["2", "2"]).unwrap_err().0, 1);
    }

    #[test]
    fn what_only_turns_the_direction_of_writing_is_nothing() {
        for (cell, response) in [
            ("\u{202e} \u{2066}", Response::Blank),
            ("\u{202e}*", Response::Unreadable),
            ("wa\u{202e}ste", Response::Written("waste".into())),
        ] {
            assert_eq!(read_question(&Field::Words, |_| cell.as_bytes()), Ok(response));
        }
    }

    #[test]
    fn a_true_false_item_has_two_letters() {
        assert_eq!(read_cell(b"B", 2, 1), Ok(Response::Chosen(Marks::one(1))));
        assert_eq!(read_cell(b"C", 2, 1), Err(CellFault::Beyond('C')));
    }
}
