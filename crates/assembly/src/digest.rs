//! Digests: of what is printed (public) and of what is known (secret).

use mockexam_bank::Item;
use mockexam_model::{Block, ChoiceContent, ItemSnapshot, Question, Stimulus};
use sha2::{Digest, Sha256};

/// Lower-case hexadecimal of SHA-256.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    Sha256::digest(bytes).iter().fold(String::with_capacity(64), |mut text, byte| {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// Digest of a question as it stands on paper, choices in printed order, and of the case above it. It covers nothing
/// that is not printed: a digest over the key could be tested against four guesses.
#[must_use]
pub fn digest_of_question(question: &Question, stimulus: Option<&Stimulus>) -> String {
    let mut text = vec![question.body.stem.to_markup()];
    if let Some(stimulus) = stimulus {
        text.push(format!("stimulus {} {}", stimulus.title, stimulus.text.to_markup()));
    }
    for block in &question.body.blocks {
        match block {
            Block::Statements(statements) => {
                text.extend(statements.iter().map(|s| format!("statement {}", s.to_markup())))
            }
            Block::Rows(rows) => text.extend(rows.iter().map(|row| format!("row {}", row.to_markup()))),
            Block::Places(count) => text.push(format!("places {count}")),
            Block::Number { unit } => text.push(format!("number {unit}")),
            Block::Line => text.push("line".to_owned()),
            Block::Lines { lines, words } => {
                let words = words.map(|words| format!("{} {}", words.target, words.max)).unwrap_or_default();
                text.push(format!("lines {lines} {words}"));
            }
            Block::Choices(choices) => text.extend(choices.iter().map(|choice| match choice {
                ChoiceContent::Text(text) => format!("choice {}", text.to_markup()),
                ChoiceContent::Statements(numbers) => format!("pair {numbers:?}"),
                ChoiceContent::Truth(truth) => format!("truth {truth}"),
            })),
        }
    }
    text.push(format!("{} {} {}", question.item, question.rev, question.points));
    hex(text.join("\0").as_bytes())
}

/// Digest of everything that a reviewer reads of an item of a bank: text, key, explanations, variables, and the case.
#[must_use]
pub fn digest_of_item(item: &Item, stimulus: Option<&Stimulus>) -> String {
    let snapshot = digest_of_snapshot(&item.snapshot, stimulus);
    match item.variables.is_empty() {
        true => snapshot,
        false => hex(format!("{snapshot} {:?}", item.variables).as_bytes()),
    }
}

/// Digest of everything that an exam keeps of an item, key and explanations too. Secret.
#[must_use]
pub fn digest_of_snapshot(item: &ItemSnapshot, stimulus: Option<&Stimulus>) -> String {
    let mut text = toml::to_string(item).unwrap_or_default();
    if let Some(stimulus) = stimulus {
        text.push_str(&toml::to_string(stimulus).unwrap_or_default());
    }
    hex(text.as_bytes())
}
