//! Why a question was refused.

use super::line::Spot;
use mockexam_model::Diagnostic;
use std::ops::Range;

/// A fact with its place and repair.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fault {
    spot: Spot,
    fact: String,
    help: String,
    also: Option<(Spot, &'static str)>,
    /// The lines of the question, which are told of no second time.
    pub(super) lines: Range<usize>,
}

impl Fault {
    pub(super) fn new(spot: Spot, fact: &str, help: &str) -> Self {
        Self { spot, fact: fact.to_owned(), help: help.to_owned(), also: None, lines: 0..0 }
    }

    /// Another place that shows what is meant.
    pub(super) fn also(mut self, spot: Spot, note: &'static str) -> Self {
        self.also = Some((spot, note));
        self
    }

    pub(super) fn with_lines(self, lines: Range<usize>) -> Self {
        Self { lines, ..self }
    }

    pub(super) fn into_diagnostic(self, file: &str) -> Diagnostic {
        let found = Diagnostic::error("I01", self.fact).at(file, self.spot.place(), "").help(self.help);
        match self.also {
            Some((spot, note)) => found.at(file, spot.place(), note),
            None => found,
        }
    }
}
