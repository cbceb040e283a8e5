//! What a verb did, for people and for programs.

use crate::exit::Exit;
use mockexam_model::Diagnostic;
use serde_json::{Map, Value};

/// The work of a verb, done.
#[derive(Debug)]
pub(crate) struct Outcome {
    pub(crate) exit: Exit,
    /// For people; ends with a line break, or is empty.
    pub(crate) text: String,
    /// Whether the text is the product that was asked for: then it is written even to those who want to hear nothing.
    pub(crate) is_product: bool,
    /// For programs.
    pub(crate) json: Map<String, Value>,
    /// What a person should look at.
    pub(crate) diagnostics: Vec<Diagnostic>,
}

impl Outcome {
    pub(crate) fn done() -> Self {
        Self {
            exit: Exit::Done,
            text: String::new(),
            is_product: false,
            json: Map::new(),
            diagnostics: Vec::new(),
        }
    }

    /// Adds a line for people.
    pub(crate) fn line(&mut self, line: impl AsRef<str>) {
        self.text.push_str(line.as_ref());
        self.text.push('\n');
    }

    /// Adds a field for programs.
    pub(crate) fn field(&mut self, name: &str, value: impl Into<Value>) {
        self.json.insert(name.to_owned(), value.into());
    }
}
