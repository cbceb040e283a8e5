//! The question above its choices.

use super::fault::Fault;
use super::line::{LineKind, Mark, Page, Part};
use std::ops::Range;

/// A text of one or more lines.
#[derive(Debug)]
pub(super) struct Lines<'a> {
    pub(super) text: Part<'a>,
    pub(super) lines: Range<usize>,
}

/// More than this is no question but a page whose empty lines are lost.
const LONGEST: usize = 2_000;

/// The paragraph above the choices that start in a line, and not above `free`.
pub(super) fn above<'a>(page: &Page<'a>, free: usize, choices: usize) -> Result<Lines<'a>, Fault> {
    let lines = &page.lines;
    let first_choice = lines[choices].whole();
    let none = || {
        let help = "write the question above its choices";
        Fault::new(first_choice.clone(), "there is no question above these choices", help)
    };
    let last = (free..choices).rev().find(|&at| !lines[at].is_blank()).ok_or_else(none)?;
    let parted = last + 1 < choices;
    if let LineKind::Choice { text, mark } = &lines[last].kind {
        // A numbered question: its number is no part of it.
        let alone = last == 0 || last == free || lines[last - 1].is_blank();
        return match alone
            && *mark != Mark::Bullet
            && !text.text.is_empty()
            && (parted || !page.is_choice(choices) || asks(&text.text))
        {
            true => Ok(Lines { text: text.clone(), lines: last..last + 1 }),
            false => Err(Fault::new(
                lines[last].whole(),
                "this line may be the question, or one more choice",
                "leave an empty line between the question and its choices, and mark the choices from 1 or A",
            )),
        };
    }
    if lines[last].kind != LineKind::Other {
        return Err(none());
    }
    let mut start = last;
    while start > free && lines[start - 1].kind == LineKind::Other {
        start -= 1;
    }
    if page.dense {
        start = last;
    } else if start < last && !parted {
        let fact = "several lines stand above these choices, and nothing says which of them ask";
        let help = "put the question on lines of its own, with an empty line above it and one below";
        return Err(Fault::new(lines[last].whole(), fact, help));
    } else if start > free && !lines[start - 1].is_blank() {
        let fact = "the lines above the choices run on from a list or an answer";
        return Err(Fault::new(lines[start].whole(), fact, "leave an empty line above the question"));
    }
    let text = lines[start + 1..=last].iter().fold(lines[start].part(), |text, line| text.joined(line));
    if text.text.len() > LONGEST {
        let fact = format!("the paragraph above the choices is longer than {LONGEST} characters");
        return Err(Fault::new(lines[start].whole(), &fact, "leave an empty line above the question"));
    }
    Ok(Lines { text, lines: start..last + 1 })
}

fn asks(text: &str) -> bool {
    text.ends_with(['?', ':'])
}
