//! The choices above an answer.

use super::answer::folded;
use super::fault::Fault;
use super::line::{Line, LineKind, Mark, Page, Part};
use std::ops::Range;

/// Choices as they stand in the file.
#[derive(Debug)]
pub(super) struct Choices<'a> {
    pub(super) texts: Vec<Part<'a>>,
    pub(super) style: Style,
    pub(super) lines: Range<usize>,
}

/// What stands before the choices of a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    Numbers,
    Letters,
    Bullets,
}

impl Style {
    const fn of(mark: Mark) -> Self {
        match mark {
            Mark::Number(_) => Self::Numbers,
            Mark::Letter(_) => Self::Letters,
            Mark::Bullet => Self::Bullets,
        }
    }
}

/// Most choices that a form can letter.
const MOST: usize = 26;

/// The choices that end above the answer in a line, and not above `free`.
pub(super) fn above<'a>(page: &Page<'a>, free: usize, answer: usize) -> Result<Choices<'a>, Fault> {
    let lines = &page.lines;
    let said = lines[answer].whole();
    let end = (free..answer).rev().find(|&at| !matches!(lines[at].kind, LineKind::Blank | LineKind::Show));
    let last = end.ok_or_else(|| {
        let help = "put it below the choices of its question, one answer for each";
        Fault::new(said.clone(), "this answer belongs to no question", help)
    })?;
    let mut found: Vec<(usize, Mark, Part<'a>)> = Vec::new();
    // Lines further in than the mark of the choice above them run on from it.
    let mut further: Vec<usize> = Vec::new();
    let mut at = last + 1;
    while at > free {
        let line = &lines[at - 1];
        match &line.kind {
            LineKind::Choice { mark, text } => {
                if found.last().is_some_and(|(_, below, _)| Style::of(*below) != Style::of(*mark)) {
                    break;
                }
                let text = whole(text, line, lines, &mut further)?;
                found.push((at - 1, *mark, text));
                at -= 1;
                if matches!(mark, Mark::Number(1) | Mark::Letter(1)) {
                    break;
                }
            }
            LineKind::Other if runs_on(page, free, at - 1) => {
                further.push(at - 1);
                at -= 1;
            }
            _ => break,
        }
    }
    if found.is_empty() || !further.is_empty() {
        let spot = lines[last].whole();
        let help = "leave nothing between the choices and \"Show Answer\" or \"Answer:\"; indent what runs on from a choice";
        return Err(Fault::new(
            spot,
            "these words stand between choices and answer, and belong to neither",
            help,
        )
        .also(said, "the answer"));
    }
    found.reverse();
    let choices = Choices {
        style: Style::of(found[0].1),
        lines: found[0].0..last + 1,
        texts: found.iter().map(|(_, _, text)| text.clone()).collect(),
    };
    check(page, &found, &choices).map_err(|fault| fault.with_lines(choices.lines.start..answer + 1))?;
    Ok(choices)
}

/// Whether a line is indented and a choice, or what runs on from one, stands above it.
fn runs_on(page: &Page<'_>, free: usize, at: usize) -> bool {
    let above = (free..at).rev().find(|&above| page.lines[above].kind != LineKind::Other);
    above.is_some_and(|above| page.is_choice(above) && page.lines[at].indent > page.lines[above].indent)
}

/// The text of a choice with the lines that run on from it, which stand there from the last to the first.
fn whole<'a>(
    text: &Part<'a>,
    line: &Line<'a>,
    lines: &[Line<'a>],
    further: &mut Vec<usize>,
) -> Result<Part<'a>, Fault> {
    let mut text = text.clone();
    for next in further.drain(..).rev() {
        if lines[next].indent <= line.indent {
            let help = "indent it if it runs on from the choice above it, else move it away";
            return Err(Fault::new(lines[next].whole(), "this line belongs to no choice", help));
        }
        text = text.joined(&lines[next]);
    }
    Ok(text)
}

fn check(page: &Page<'_>, found: &[(usize, Mark, Part<'_>)], choices: &Choices<'_>) -> Result<(), Fault> {
    for (place, (line, mark, text)) in (1..).zip(found) {
        let spot = page.lines[*line].whole();
        if let Mark::Number(number) | Mark::Letter(number) = mark
            && *number != place
        {
            let fact = match place {
                1 => "the choices do not start with the first number or letter".to_owned(),
                _ => format!("choice {place} has the mark of choice {number}"),
            };
            return Err(Fault::new(spot, &fact, "mark the choices one after the other, from 1 or A"));
        }
        if text.text.is_empty() {
            return Err(Fault::new(spot, "this choice is empty", "write its text behind the mark"));
        }
        if let Some((other, ..)) = found[..place - 1].iter().find(|(_, _, other)| same(other, text)) {
            return Err(Fault::new(spot, "two choices say the same", "give each choice its own text")
                .also(page.lines[*other].whole(), "the other"));
        }
    }
    if !(2..=MOST).contains(&found.len()) {
        let fact = format!("a question has 2 to {MOST} choices, this one has {}", found.len());
        return Err(Fault::new(page.lines[choices.lines.start].whole(), &fact, "complete or split the list"));
    }
    Ok(())
}

fn same(one: &Part<'_>, other: &Part<'_>) -> bool {
    folded(&one.text) == folded(&other.text)
}
