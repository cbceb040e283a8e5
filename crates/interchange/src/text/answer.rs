//! Which choice an answer names.

use super::choices::{Choices, Style};
use super::fault::Fault;
use super::line::{Mark, Part, mark};

/// The place of the key, from 0, if all that names it agrees.
pub(super) fn key(said: &Part<'_>, choices: &Choices<'_>) -> Result<usize, Fault> {
    let count = choices.texts.len();
    if said.text.is_empty() {
        let help = "write the letter and the text of the right choice behind it";
        return Err(Fault::new(said.from(0), "the answer is empty", help));
    }
    let (mark, text) = split(&said.text);
    let by_text = choices.texts.iter().position(|choice| folded(&choice.text) == folded(text));
    let Some(mark) = mark else {
        return by_text.ok_or_else(|| {
            let help = "repeat the text of one choice word for word, behind its letter";
            Fault::new(said.from(0), "the answer is the text of no choice", help)
        });
    };
    let (place, name) = match mark {
        Mark::Letter(place) => (place, letter(place)),
        Mark::Number(place) => (place, place.to_string()),
        Mark::Bullet => (0, "a bullet".to_owned()),
    };
    let Some(index) = place.checked_sub(1).filter(|&index| index < count) else {
        let fact = format!("the answer names {name}, and there are {count} choices");
        return Err(Fault::new(said.from(0), &fact, "name one of the choices by its letter and its text"));
    };
    if text.is_empty() {
        return by_mark_alone(said, choices, (mark, index, &name));
    }
    match by_text {
        Some(found) if found == index => Ok(index),
        Some(found) => {
            let fact = format!("the answer names {name}, and its text is that of choice {}", found + 1);
            Err(Fault::new(said.from(0), &fact, "find out which of the two is right")
                .also(choices.texts[found].from(0), "this choice says it"))
        }
        None => {
            let fact = format!("the answer names {name}, and its text is that of no choice");
            Err(Fault::new(said.from(0), &fact, "repeat the text of the right choice word for word")
                .also(choices.texts[index].from(0), "the choice named"))
        }
    }
}

/// The place of the key where the answer is nothing but the mark of a choice.
fn by_mark_alone(
    said: &Part<'_>,
    choices: &Choices<'_>,
    (mark, index, name): (Mark, usize, &str),
) -> Result<usize, Fault> {
    let same_marks = matches!(
        (mark, choices.style),
        (Mark::Letter(_), Style::Letters) | (Mark::Number(_), Style::Numbers)
    );
    // What names one choice may be what another one says.
    let said_by = choices.texts.iter().position(|choice| folded(&choice.text) == folded(&said.text));
    if let Some(other) = said_by.filter(|&other| same_marks && other != index) {
        let fact = format!("the answer is {name}, which names one choice and is the text of another");
        return Err(Fault::new(
            said.from(0),
            &fact,
            "write the letter and the text of the right choice behind it",
        )
        .also(choices.texts[other].from(0), "this choice says it"));
    }
    match same_marks {
        true => Ok(index),
        false => Err(Fault::new(
            said.from(0),
            &format!(
                "the answer is {name}, the choices are marked otherwise, and no text says which is meant"
            ),
            "repeat the text of the right choice behind it",
        )),
    }
}

/// The mark before an answer and the text behind it. A letter or number alone is a mark.
fn split(said: &str) -> (Option<Mark>, &str) {
    if let Some((found, text)) = mark(said).filter(|(found, _)| *found != Mark::Bullet) {
        return (Some(found), text);
    }
    match mark(&format!("{said})")) {
        Some((found, "")) => (Some(found), ""),
        _ => (None, said),
    }
}

fn letter(place: usize) -> String {
    u8::try_from(place - 1).map_or_else(|_| "?".to_owned(), |place| char::from(b'A' + place).to_string())
}

/// A text as it is compared: what typesetting changes does not count, nor does markup, case or a full stop at the end.
pub(super) fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        for c in word.chars() {
            match c {
                '*' | '`' => {}
                '\u{2018}' | '\u{2019}' => out.push('\''),
                '\u{201c}' | '\u{201d}' => out.push('"'),
                '\u{2010}'..='\u{2015}' | '\u{2212}' => out.push('-'),
                c => out.extend(c.to_lowercase()),
            }
        }
    }
    out.trim_end_matches('.').to_owned()
}
