//! Cells in the spelling of another system become cells in ours, and those are read as ever.

use crate::cell::read_question;
use crate::header::Spelling;
use crate::plan::Field;
use mockexam_model::fact::{Fact, sayings as say};
use mockexam_model::{QuestionKey, Response};

/// Reads the cells of a question (form and question from 0) that are spelled as some other system does. An error names the
/// part.
pub(crate) fn translated<'r>(
    spelling: &Spelling,
    (form, question): (usize, usize),
    field: &Field,
    cell: impl Fn(usize) -> &'r [u8],
) -> Result<Response, (usize, Fact)> {
    let mut cells = Vec::new();
    for part in 0..field.cells() {
        let text = std::str::from_utf8(cell(part)).map_err(|_| (part, say::NOT_TEXT.fact()))?.trim();
        let own = match (spelling, field) {
            (Spelling::Texts(texts), Field::Letters { asked, .. }) => {
                texts.letters(text, form, question, *asked)
            }
            (Spelling::Texts(texts), Field::Rows { .. }) => texts.letters(text, form, question, 1),
            (Spelling::Texts(texts), _) => Ok(texts.plain(text).to_owned()),
            (Spelling::Bits, Field::Letters { .. }) => bits(text),
            (Spelling::Ticks, Field::Letters { choices, .. }) => ticks(text, usize::from(*choices)),
            (Spelling::Bits | Spelling::Ticks, _) if !text.is_empty() => Err(say::NOTHING_TO_MARK.fact()),
            (Spelling::Own | Spelling::Bits | Spelling::Ticks, _) => Ok(text.to_owned()),
        };
        cells.push(own.map_err(|fact| (part, fact))?);
    }
    read_question(field, |part| cells.get(part).map(String::as_bytes).unwrap_or_default())
}

/// How many digits R/exams writes for an answer. Fewer are what a spreadsheet makes of `01000`.
const DIGITS: usize = 5;

/// `01000` becomes B.
fn bits(text: &str) -> Result<String, Fact> {
    let is_bits = text.len() == DIGITS && text.bytes().all(|byte| matches!(byte, b'0' | b'1'));
    match is_bits {
        true => Ok(marked(text.bytes())),
        false if text.is_empty() => Ok(String::new()),
        false => Err(say::NO_BITS.fact()),
    }
}

/// `0;1;0;0` becomes B; letters stay, `0` is nothing.
fn ticks(text: &str, choices: usize) -> Result<String, Fact> {
    if text.is_empty() || text == "0" {
        return Ok(String::new());
    }
    if !text.starts_with(['0', '1']) {
        return Ok(text.to_owned());
    }
    let digits: Vec<&str> = text.split(';').collect();
    if digits.len() < choices || !digits.iter().all(|digit| matches!(*digit, "0" | "1")) {
        return Err(say::NO_TICKS.of([choices.into()]));
    }
    Ok(marked(digits.concat().bytes()))
}

fn marked(digits: impl Iterator<Item = u8>) -> String {
    digits
        .enumerate()
        .filter(|(_, digit)| *digit == b'1')
        .map(|(place, _)| QuestionKey::letter(place))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_become_letters() {
        for (text, letters) in [("01000", "B"), ("10101", "ACE"), ("00000", ""), ("", "")] {
            assert_eq!(bits(text).as_deref(), Ok(letters), "{text}");
        }
        for text in ["1000", "0", "02000", "1 000", "B", "000000"] {
            assert!(bits(text).is_err(), "{text}");
        }
        for (text, letters) in
            [("0;1;1;0", "BC"), ("0", ""), ("BE", "BE"), ("0;0;0;0;1", "E"), ("1;0;0;0", "A")]
        {
            assert_eq!(ticks(text, 4).as_deref(), Ok(letters), "{text}");
        }
        for text in ["0;;1;1", "01;1;0;0", "1", "0;1;1"] {
            assert!(ticks(text, 4).is_err(), "{text}");
        }
    }
}
