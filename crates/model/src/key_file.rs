//! A form in the key file: a table for each question, or for personal forms a short line, since there are many of them.

use crate::{FormCode, FormKey, ItemId, QuestionKey, Values};
use serde::{Deserialize, Serialize, Serializer};

/// The shape in the file, as it is read; exactly one of the two lists is there.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawForm {
    code: FormCode,
    /// `uw-002 badc`: the item and its choices in printed order, `a` for the first of the bank. Statements follow in the same
    /// way (`uw-004 badc ba`); `-` stands for choices where there are only statements.
    #[serde(default)]
    questions: Vec<String>,
    #[serde(default, rename = "question")]
    tables: Vec<QuestionKey>,
}

/// The same shape, as it is written: of thousands of forms none is copied.
#[derive(Serialize)]
struct WrittenForm<'a> {
    code: &'a FormCode,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    questions: Vec<String>,
    #[serde(rename = "question", skip_serializing_if = "<[_]>::is_empty")]
    tables: &'a [QuestionKey],
}

impl Serialize for FormKey {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { code, questions: tables } = self;
        let short = code.personal_index().and_then(|_| tables.iter().map(line).collect());
        let written = match short {
            Some(questions) => WrittenForm { code, questions, tables: &[] },
            None => WrittenForm { code, questions: Vec::new(), tables },
        };
        written.serialize(serializer)
    }
}

impl TryFrom<RawForm> for FormKey {
    type Error = String;
    fn try_from(raw: RawForm) -> Result<Self, String> {
        let RawForm { code, questions, tables } = raw;
        if !questions.is_empty() && !tables.is_empty() {
            return Err(format!("form {code} has its questions twice"));
        }
        let unclear = |line: &String| format!("form {code}: '{line}' is no question and order of choices");
        let read = |line: &String| question(line).ok_or_else(|| unclear(line));
        let questions = match questions.as_slice() {
            [] => tables,
            lines => lines.iter().map(read).collect::<Result<_, _>>()?,
        };
        Ok(Self { code, questions })
    }
}

/// A question in a line; none if it says more than a line can hold.
fn line(question: &QuestionKey) -> Option<String> {
    let QuestionKey { item, statements, choices, values } = question;
    if !values.is_empty() {
        return None;
    }
    let mut line = String::with_capacity(item.as_str().len() + choices.len() + statements.len() + 3);
    line.push_str(item.as_str());
    match (choices.is_empty(), statements.is_empty()) {
        (true, true) => {}
        (true, false) => line.push_str(" - "),
        (false, _) => line.push(' '),
    }
    push_letters(&mut line, choices)?;
    if !choices.is_empty() && !statements.is_empty() {
        line.push(' ');
    }
    push_letters(&mut line, statements)?;
    Some(line)
}

fn question(line: &str) -> Option<QuestionKey> {
    let mut words = line.split(' ');
    let item = ItemId::new(words.next()?).ok()?;
    let choices = words.next().unwrap_or("-");
    let choices = if choices == "-" { Vec::new() } else { order(choices)? };
    let statements = words.next().map_or(Some(Vec::new()), order)?;
    let question = QuestionKey { item, statements, choices, values: Values::new() };
    words.next().is_none().then_some(question)
}

/// An order as letters; none beyond z.
fn push_letters(line: &mut String, order: &[u8]) -> Option<()> {
    order.iter().try_for_each(|&place| {
        let letter = (place < 26).then(|| char::from(b'a' + place))?;
        line.push(letter);
        Some(())
    })
}

fn order(letters: &str) -> Option<Vec<u8>> {
    if letters.is_empty() {
        return None;
    }
    letters.bytes().map(|letter| letter.is_ascii_lowercase().then(|| letter - b'a')).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ask(item: &str, choices: &[u8], statements: &[u8]) -> QuestionKey {
        let item = ItemId::new(item).unwrap();
        QuestionKey { item, statements: statements.into(), choices: choices.into(), values: Values::new() }
    }

    #[test]
    fn personal_forms_have_a_line_for_each_question() {
        let form = FormKey {
            code: FormCode::personal(41),
            questions: vec![
                ask("uw-002", &[1, 0, 3, 2], &[]),
                ask("uw-004", &[0, 1], &[1, 0]),
                ask("uw-005", &[], &[2, 0, 1]),
                ask("uw-006", &[], &[]),
            ],
        };
        let text = toml::to_string(&form).unwrap();
        assert_eq!(
            text,
            "code = \"0042\"\nquestions = [\"uw-002 badc\", \"uw-004 ab ba\", \"uw-005 - cab\", \"uw-006\"]\n"
        );
        assert_eq!(toml::from_str::<FormKey>(&text).unwrap(), form);
    }

    #[test]
    fn what_a_line_cannot_hold_has_a_table() {
        let values = Values::from([("days".to_owned(), "30".to_owned())]);
        for question in [ask("a", &[26, 0], &[]), QuestionKey { values, ..ask("a", &[1, 0], &[]) }] {
            let form = FormKey { code: FormCode::personal(0), questions: vec![question] };
            let text = toml::to_string(&form).unwrap();
            assert!(text.contains("[[question]]"), "{text}");
            assert_eq!(toml::from_str::<FormKey>(&text).unwrap(), form);
        }
        let shared = FormKey { code: FormCode::shared(0), questions: vec![ask("a", &[1, 0], &[])] };
        let text = toml::to_string(&shared).unwrap();
        assert_eq!(text, "code = \"A\"\n\n[[question]]\nitem = \"a\"\nchoices = [1, 0]\n");
        assert_eq!(toml::from_str::<FormKey>(&text).unwrap(), shared);
    }

    #[test]
    fn a_line_that_says_something_else_is_refused() {
        for line in ["", "a  b", "a b c d", "a B", "a b-c", "a - -", "ä ab", "a ab "] {
            assert_eq!(question(line), None, "{line:?}");
            let text = format!("code = \"0001\"\nquestions = [{line:?}]");
            assert!(toml::from_str::<FormKey>(&text).is_err(), "{line:?}");
        }
    }
}
