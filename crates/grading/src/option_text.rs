//! Responses that are the texts of choices, as learning platforms and web forms write them.
//!
//! Several texts stand in one cell, and a text may hold the sign that parts them. So the cell is split in every way in
//! which it is a list of choices. If there is more than one way, or if the same cell may be letters that mean other
//! choices, nobody can know what was chosen, and the row is refused.

use crate::cell::read_cell;
use crate::fold::folded;
use mockexam_model::fact::{Fact, sayings as say};
use mockexam_model::{AnswerKey, ItemSnapshot, Marks, QuestionKey, Response, SnapshotContent};
use std::collections::BTreeMap;

/// What a system writes for the texts of choices.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Writing {
    /// The sign between several texts.
    pub(crate) between: char,
    /// The text for no response, beside an empty cell.
    pub(crate) nothing: &'static str,
    /// What is changed before texts are compared.
    pub(crate) clean: fn(&str) -> String,
}

/// The texts of the choices of all questions, by form, in printed order.
#[derive(Debug, Clone)]
pub(crate) struct OptionTexts {
    writing: Writing,
    items: Vec<ItemTexts>,
    forms: Vec<Vec<Arranged>>,
}

impl PartialEq for OptionTexts {
    fn eq(&self, other: &Self) -> bool {
        (&self.items, &self.forms) == (&other.items, &other.forms)
    }
}

impl Eq for OptionTexts {}

/// The texts of an item in canonical order, each choice with its spellings.
#[derive(Debug, Clone, PartialEq, Eq)]
struct ItemTexts {
    stem: String,
    choices: Vec<Vec<String>>,
}

/// An item on a form.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Arranged {
    item: usize,
    choices: Vec<u8>,
}

impl OptionTexts {
    pub(crate) fn new(key: &AnswerKey, writing: Writing) -> Self {
        let mut items: Vec<ItemTexts> = Vec::new();
        let mut known: BTreeMap<&str, usize> = BTreeMap::new();
        let mut forms = Vec::new();
        for form in key.forms() {
            let mut questions = Vec::new();
            for (question, item) in key.questions(form) {
                // Texts with values or with numbers of printed statements differ between forms.
                let is_fixed = question.values.is_empty() && question.statements.is_empty();
                let index = match known.get(item.id.as_str()).filter(|_| is_fixed) {
                    Some(&index) => index,
                    None => {
                        items.push(texts(question, item));
                        if is_fixed {
                            known.insert(item.id.as_str(), items.len() - 1);
                        }
                        items.len() - 1
                    }
                };
                questions.push(Arranged { item: index, choices: question.choices.clone() });
            }
            forms.push(questions);
        }
        Self { writing, items, forms }
    }

    /// Whether a text is the stem of a question (from 0) of a form, or begins with it.
    pub(crate) fn is_stem(&self, text: &str, form: usize, question: usize) -> bool {
        let arranged = self.forms.get(form).and_then(|questions| questions.get(question));
        let item = arranged.and_then(|arranged| self.items.get(arranged.item));
        item.is_some_and(|item| folded(&(self.writing.clean)(text)).starts_with(&item.stem))
    }

    /// The text of a cell without what this system writes for nothing.
    pub(crate) fn plain<'c>(&self, cell: &'c str) -> &'c str {
        if cell == self.writing.nothing { "" } else { cell }
    }

    /// The letters, as in our own files, of a cell for a question (from 0) of a form; or the fact that speaks against it.
    pub(crate) fn letters(
        &self,
        cell: &str,
        form: usize,
        question: usize,
        asked: u8,
    ) -> Result<String, Fact> {
        let cell = self.plain(cell);
        let unread = matches!(cell, "" | "*" | "?");
        let arranged = self.forms.get(form).and_then(|questions| questions.get(question));
        let (Some(arranged), false) = (arranged, unread) else { return Ok(cell.to_owned()) };
        let Some(item) = self.items.get(arranged.item) else { return Ok(cell.to_owned()) };
        let count = u8::try_from(arranged.choices.len()).unwrap_or(u8::MAX);
        let as_letters = match read_cell(cell.as_bytes(), count, asked) {
            Ok(Response::Chosen(marks) | Response::Multiple(marks)) if are_letters(cell, asked) => {
                Some(marks)
            }
            _ => None,
        };
        let printed: Vec<(u8, &str)> = (0_u8..)
            .zip(&arranged.choices)
            .flat_map(|(position, &canonical)| {
                let spellings =
                    item.choices.get(usize::from(canonical)).map(Vec::as_slice).unwrap_or_default();
                spellings.iter().map(move |text| (position, text.as_str()))
            })
            .filter(|(_, text)| !text.is_empty())
            .collect();
        let text = folded(&(self.writing.clean)(cell));
        let mut splitting =
            Splitting { between: self.writing.between, printed: &printed, found: vec![], steps: 0 };
        splitting.split(&text, Marks::NONE);
        match (splitting.found.as_slice(), as_letters) {
            ([], None) => Err(say::NO_CHOICE.fact()),
            ([], Some(marks)) => Ok(spelled(marks)),
            ([marks], None) => Ok(spelled(*marks)),
            ([marks], Some(letters)) if *marks == letters => Ok(spelled(*marks)),
            ([marks], Some(letters)) => {
                Err(say::LETTERS_OR_TEXT.of([spelled(letters).into(), spelled(*marks).into()]))
            }
            ([one, other, ..], _) => {
                Err(say::TWO_READINGS.of([spelled(*one).into(), spelled(*other).into()]))
            }
        }
    }
}

/// Whether a cell in a column of texts is letters beyond doubt: one, or several with signs between; run together only in
/// capitals where so many are asked for. "Bad" is a word, and so is "AD" of a question that asks for one.
fn are_letters(cell: &str, asked: u8) -> bool {
    let run = |part: &str| {
        part.len() == 1 || (part.len() <= usize::from(asked) && part == part.to_ascii_uppercase())
    };
    cell.split(|c: char| !c.is_ascii_alphabetic()).filter(|part| !part.is_empty()).all(run)
}

fn spelled(marks: Marks) -> String {
    (0..26).filter(|&position| marks.contains(position)).map(|p| char::from(b'A' + p)).collect()
}

/// All ways to read a text as a list of choices: the first two that differ.
struct Splitting<'t> {
    between: char,
    printed: &'t [(u8, &'t str)],
    found: Vec<Marks>,
    steps: u32,
}

/// Most steps for a cell. A cell that needs more is taken for ambiguous.
const STEPS: u32 = 20_000;

impl Splitting<'_> {
    fn split(&mut self, text: &str, marks: Marks) {
        for &(position, choice) in self.printed {
            self.steps += 1;
            if self.steps > STEPS && self.found.len() < 2 {
                // Two readings that differ, whatever they are.
                self.found = vec![Marks::one(0), Marks::one(1)];
            }
            if self.found.len() > 1 {
                return;
            }
            if marks.contains(position) {
                continue;
            }
            let Some(rest) = text.strip_prefix(choice) else { continue };
            let marks = marks.with(Marks::one(position));
            let rest = rest.trim_start();
            match rest.strip_prefix(self.between).map(str::trim_start) {
                _ if rest.is_empty() => self.find(marks),
                Some("") => self.find(marks),
                Some(more) => self.split(more, marks),
                None => {}
            }
        }
    }

    fn find(&mut self, marks: Marks) {
        if !self.found.contains(&marks) {
            self.found.push(marks);
        }
    }
}

fn texts(question: &QuestionKey, item: &ItemSnapshot) -> ItemTexts {
    let choices = item.choices.iter().map(|choice| match &choice.content {
        SnapshotContent::Text(text) => vec![folded(&text.plain())],
        SnapshotContent::Truth(true) => ["true", "wahr", "richtig"].map(str::to_owned).into(),
        SnapshotContent::Truth(false) => ["false", "falsch"].map(str::to_owned).into(),
        SnapshotContent::Statements(named) => statements(question, named),
    });
    ItemTexts { stem: folded(&item.stem.plain()), choices: choices.collect() }
}

/// "1 and 3", by the numbers that are printed before the statements of this form.
fn statements(question: &QuestionKey, named: &[u8]) -> Vec<String> {
    let printed = (1_u8..).zip(&question.statements).filter(|(_, canonical)| named.contains(canonical));
    let numbers: Vec<String> = printed.map(|(number, _)| number.to_string()).collect();
    let Some((last, first)) = numbers.split_last() else { return Vec::new() };
    match first {
        [] => vec![last.clone()],
        first => ["and", "und"].map(|word| format!("{} {word} {last}", first.join(", "))).into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts_of(choices: &[&str]) -> OptionTexts {
        let item =
            ItemTexts { stem: "so?".into(), choices: choices.iter().map(|c| vec![folded(c)]).collect() };
        let order = (0..u8::try_from(choices.len()).unwrap()).rev().collect();
        OptionTexts {
            writing: Writing { between: ',', nothing: "-", clean: str::to_owned },
            items: vec![item],
            forms: vec![vec![Arranged { item: 0, choices: order }]],
        }
    }

    #[test]
    fn texts_become_the_letters_that_are_printed_before_them() {
        let texts = texts_of(&["Red", "Green, or nearly", "Blue", "Red, green"]);
        for (cell, letters) in [
            ("red", "D"),
            ("Green,  or nearly", "C"),
            ("Blue, Red", "BD"),
            ("blue, green, or nearly,", "BC"),
            ("red, green", "A"),
            ("-", ""),
            ("", ""),
            ("*", "*"),
            ("b", "B"),
            ("A, C", "AC"),
        ] {
            assert_eq!(texts.letters(cell, 0, 0, 1).as_deref(), Ok(letters), "{cell}");
        }
        for cell in
            ["Purple", "Red Blue", "Red, Red", "E", "Red,, Blue", "--", "Bad", "bad", "BAD", "AD", "Cab, d"]
        {
            assert!(texts.letters(cell, 0, 0, 1).is_err(), "{cell}");
        }
        assert_eq!(texts.letters("AD", 0, 0, 2).as_deref(), Ok("AD"));
        for cell in ["Ad", "BAD"] {
            assert!(texts.letters(cell, 0, 0, 2).is_err(), "{cell}");
        }
    }

    #[test]
    fn what_may_be_two_things_is_neither() {
        let comma = texts_of(&["red", "green", "red, green", "x"]);
        assert!(
            comma.letters("red, green", 0, 0, 2).unwrap_err().to_string().contains("the choices B or CD")
        );
        let same = texts_of(&["Same", "same", "x"]);
        assert_eq!(
            same.letters("SAME", 0, 0, 1).unwrap_err().to_string(),
            "may be the choices B or C: nobody can tell"
        );
        let letters = texts_of(&["A", "B", "C", "D"]);
        assert!(
            letters.letters("A", 0, 0, 1).unwrap_err().to_string().contains("the letters A or the text of D")
        );
        let endless: Vec<String> = (1..=24).map(|n| "a,".repeat(n) + "a").collect();
        let endless = texts_of(&endless.iter().map(String::as_str).collect::<Vec<_>>());
        assert!(endless.letters(&("a,".repeat(200) + "a"), 0, 0, 1).is_err());
    }
}
