//! Imported questions as a file of a bank.

use crate::quiz::QuizItem;
use std::fmt::Write;
use toml::Value;

/// What a file cannot tell of its questions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftOptions {
    /// The topic that they go to.
    pub topic: String,
    /// What their ids start with.
    pub prefix: String,
}

/// A file of a bank with the questions as drafts. `origin` is named in a comment above each.
#[must_use]
pub fn drafts(items: &[QuizItem], origin: &str, options: &DraftOptions) -> String {
    // A name with a line break would end the comment.
    let origin: String = origin.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let mut out = String::from(
        "# Imported drafts. Before a status of reviewed: check the wording, give each wrong choice its `why`, name the\n\
         # concepts, and set level and difficulty, which no quiz tells: those below are placeholders.\n\
         [defaults]\n",
    );
    let _ = writeln!(out, "topic = {}", quoted(&options.topic));
    out.push_str("type = \"single\"\nlevel = \"understand\"\ndifficulty = 0.7\nstatus = \"draft\"\n");
    for (number, item) in (1..).zip(items) {
        let _ = writeln!(out, "\n# {origin}, lines {} to {}", item.line, item.last_line);
        let _ = writeln!(out, "[[item]]\nid = {}", quoted(&format!("{}-{number:03}", options.prefix)));
        let _ = writeln!(out, "stem = {}", quoted(&item.stem.to_markup()));
        let _ = writeln!(out, "explanation = {}", quoted(&item.explanation.to_markup()));
        for choice in &item.choices {
            let _ = writeln!(out, "  [[item.option]]\n  text = {}", quoted(&choice.text.to_markup()));
            if choice.key {
                out.push_str("  key = true\n");
            }
        }
    }
    out
}

fn quoted(text: &str) -> String {
    Value::String(text.to_owned()).to_string()
}
