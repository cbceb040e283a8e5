//! What a quiz of any format comes to.

use mockexam_model::{Diagnostic, RichText};

/// What was found in a file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Import {
    /// Questions that could be read, in the order of the file.
    pub items: Vec<QuizItem>,
    /// Why others were refused, and what a person should look at.
    pub diagnostics: Vec<Diagnostic>,
    /// How many questions were refused.
    pub refused: usize,
}

/// A question with one right choice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuizItem {
    /// The asking text.
    pub stem: RichText,
    /// The choices in the order of the file, one of them the key.
    pub choices: Vec<QuizChoice>,
    /// Why the key is right; empty where the file says nothing.
    pub explanation: RichText,
    /// The line of the file in which its stem starts, from 1.
    pub line: usize,
    /// The last line that belongs to it.
    pub last_line: usize,
}

/// A choice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuizChoice {
    /// What it says.
    pub text: RichText,
    /// Whether it is the right one.
    pub key: bool,
}

impl QuizItem {
    /// The place of the key among the choices, from 0.
    #[must_use]
    pub fn key(&self) -> Option<usize> {
        self.choices.iter().position(|choice| choice.key)
    }
}
