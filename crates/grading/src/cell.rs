//! A cell of an answer file becomes a response.

use mockexam_model::{Marks, QuestionKey, Response};

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
    pub(crate) fn fact(self, choices: u8) -> String {
        let last = QuestionKey::letter(usize::from(choices).saturating_sub(1));
        match self {
            Self::Beyond(letter) => format!("names {letter}, but the choices are A to {last}"),
            Self::Repeated(letter) => format!("names {letter} twice"),
            Self::Foreign => format!("is no response; allowed are letters A to {last}, nothing, * and ?"),
        }
    }
}

/// Reads the cell of a question that asks for one of so many lettered choices.
///
/// Empty is blank, `*` and `?` are unreadable, several letters (`AC`, `A;C`, `A|C`, `A,C`, `A C`) are multiple.
#[inline]
pub(crate) fn read_cell(cell: &[u8], choices: u8) -> Result<Response, CellFault> {
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
        _ => read_long_cell(cell, choices),
    }
}

const fn letter_position(letter: u8) -> u8 {
    letter.to_ascii_uppercase() - b'A'
}

fn read_long_cell(cell: &[u8], choices: u8) -> Result<Response, CellFault> {
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
    match marks.count() {
        _ if open => Err(CellFault::Foreign),
        1 => Ok(Response::Chosen(marks)),
        _ => Ok(Response::Multiple(marks)),
    }
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
            assert_eq!(read_cell(cell.as_bytes(), 4), want, "{cell:?}");
        }
        assert_eq!(read_cell(b"\xff\xfe", 4), Err(CellFault::Foreign));
        assert_eq!(read_cell(b"z", 26), Ok(Response::Chosen(Marks::one(25))));
    }

    #[test]
    fn a_true_false_item_has_two_letters() {
        assert_eq!(read_cell(b"B", 2), Ok(Response::Chosen(Marks::one(1))));
        assert_eq!(read_cell(b"C", 2), Err(CellFault::Beyond('C')));
    }
}
