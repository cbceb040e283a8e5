//! Earlier exams in the order in which they were made, so that their items can rest.

use mockexam_bank::in_plain_words;
use mockexam_model::{Diagnostic, ItemId, Place};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use toml::Spanned;

/// A list of exams, the latest last.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct History {
    exams: Vec<PastExam>,
}

/// An exam in the list. Order counts, dates do not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PastExam {
    /// What it is called in the list; each name once.
    pub name: String,
    /// Its short code; may be empty where an exam was made elsewhere.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub code: String,
    /// Id of its bank.
    pub bank: String,
    /// The items on its forms, by id.
    pub items: BTreeSet<ItemId>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct HistoryFile {
    #[serde(default)]
    exam: Vec<Spanned<PastExam>>,
}

#[derive(Serialize)]
struct Written<'a> {
    exam: &'a [PastExam],
}

impl History {
    /// Reads the list. `file` is the name for messages.
    ///
    /// # Errors
    /// Everything that is wrong with it.
    pub fn read(file: &str, text: &str) -> Result<Self, Vec<Diagnostic>> {
        let raw: HistoryFile = toml::from_str(text).map_err(|error| {
            let place = Place::Span(error.span().unwrap_or(0..0).into());
            let help = "each [[exam]] has name, bank and items, the latest exam last";
            vec![Diagnostic::error("T02", in_plain_words(&error)).at(file, place, "").help(help)]
        })?;
        let (mut exams, mut faults): (Vec<PastExam>, Vec<Diagnostic>) = (Vec::new(), Vec::new());
        for exam in raw.exam {
            let span = exam.span();
            let exam = exam.into_inner();
            if exams.iter().any(|known| known.name == exam.name) {
                let fact = format!("a second exam '{}'", exam.name.escape_debug());
                let fault = Diagnostic::error("P01", fact).at(file, Place::Span(span.into()), "");
                faults.push(fault.help("give each exam a name of its own, or remove one of the two"));
            } else {
                exams.push(exam);
            }
        }
        if faults.is_empty() { Ok(Self { exams }) } else { Err(faults) }
    }

    /// The items that rest when an exam is made: those of the last so many exams of a bank. An exam that is in the list
    /// already is made anew: only those before it count.
    #[must_use]
    pub fn resting(&self, name: &str, bank: &str, exams: usize) -> BTreeSet<ItemId> {
        let before = self.exams.iter().take_while(|exam| exam.name != name);
        let of_bank: Vec<&PastExam> = before.filter(|exam| exam.bank == bank).collect();
        let last = of_bank.iter().rev().take(exams);
        last.flat_map(|exam| &exam.items).cloned().collect()
    }

    /// The list with an exam: in the place of one of its name, otherwise at the end.
    #[must_use]
    pub fn with(mut self, exam: PastExam) -> Self {
        match self.exams.iter_mut().find(|known| known.name == exam.name) {
            Some(known) => *known = exam,
            None => self.exams.push(exam),
        }
        self
    }

    /// The text of the list.
    #[must_use]
    pub fn to_toml(&self) -> String {
        let heading = "# Exams in the order in which they were assembled, the latest last; items rest by it (rest in blueprints).\n\
                       # Written by mockexam. Exams made elsewhere may be added by hand: name, bank, items.\n";
        let exams = toml::to_string(&Written { exam: &self.exams }).unwrap_or_default();
        format!("{heading}\n{exams}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn exam(name: &str, bank: &str, items: &[&str]) -> PastExam {
        let items = items.iter().map(|id| ItemId::new(id).unwrap()).collect();
        PastExam { name: name.into(), code: String::new(), bank: bank.into(), items }
    }

    fn ids(history: &History, name: &str, exams: usize) -> Vec<String> {
        history.resting(name, "b", exams).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn the_last_exams_of_the_bank_count_and_an_exam_not_against_itself() {
        let history = History::default()
            .with(exam("one", "b", &["a-1", "a-2"]))
            .with(exam("two", "b", &["a-3"]))
            .with(exam("other", "c", &["a-9"]))
            .with(exam("three", "b", &["a-4"]));
        assert_eq!(ids(&history, "four", 1), ["a-4"]);
        assert_eq!(ids(&history, "four", 2), ["a-3", "a-4"]);
        assert_eq!(ids(&history, "four", 9), ["a-1", "a-2", "a-3", "a-4"]);
        // Made anew, the second exam meets the bank as it did then.
        assert_eq!(ids(&history, "two", 2), ["a-1", "a-2"]);
        let again = history.with(exam("two", "b", &["a-5"]));
        assert_eq!(ids(&again, "four", 2), ["a-4", "a-5"]);
    }

    #[test]
    fn a_list_reads_back_and_a_broken_one_is_refused_with_its_place() {
        let history = History::default().with(exam("one", "b", &["a-1"])).with(exam("two", "b", &[]));
        assert_eq!(History::read("h.toml", &history.to_toml()), Ok(history));
        assert_eq!(History::read("h.toml", ""), Ok(History::default()));
        let twice = "[[exam]]\nname = \"x\"\nbank = \"b\"\nitems = []\n[[exam]]\nname = \"x\"\nbank = \"b\"\nitems = []\n";
        let faults = History::read("h.toml", twice).unwrap_err();
        assert_eq!((faults[0].code, faults[0].message.as_str()), ("P01", "a second exam 'x'"));
        let faults = History::read("h.toml", "[[exam]]\nname = 1\n").unwrap_err();
        assert_eq!(faults[0].code, "T02");
    }
}
