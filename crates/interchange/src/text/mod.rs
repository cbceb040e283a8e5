//! Plain-text quizzes as course pages show them: a question, numbered, lettered or dashed choices, "Show Answer",
//! "Answer: B) the text of the choice", an explanation. Any other text around them is left aside.
//!
//! The answer names the key up to three times: by its letter, by the number that the letter stands for, and by the words
//! of the choice. All that is there must agree.

mod answer;
mod choices;
mod explanation;
mod fault;
mod line;
mod stem;
mod table;

use crate::quiz::{Import, QuizChoice, QuizItem};
use fault::Fault;
use line::{Line, LineKind, Page, Part};
use mockexam_bank::{SourceFile, invisible};
use mockexam_model::{Diagnostic, RichText, TextBlock};
use std::ops::Range;

/// Reads all questions of a file.
#[must_use]
pub fn read_text_quiz(file: &SourceFile) -> Import {
    let page = Page::read(&file.text);
    let mut import = Import::default();
    let tables = table::tables(&page);
    import.diagnostics.extend(tables.iter().map(|rows| left_aside(&file.name, &page, rows)));
    // The line behind the last question: nothing above it is used twice.
    let mut free = 0;
    let mut listed = vec![false; page.lines.len()];
    for (index, line) in page.lines.iter().enumerate() {
        match &line.kind {
            LineKind::Answer(said) => match question(&page, free, index, said) {
                Ok((item, used)) if glued(&tables, &used) => {
                    listed[used.clone()].fill(true);
                    free = used.end;
                    import.refused += 1;
                    let fact = "rows of a table run into this question";
                    let help = "leave an empty line between the table and the question";
                    let fault = Fault::new(page.lines[item.line - 1].whole(), fact, help);
                    import.diagnostics.push(fault.into_diagnostic(&file.name));
                }
                Ok((item, used)) => {
                    listed[used.clone()].fill(true);
                    free = used.end;
                    if item.explanation.is_empty() {
                        import.diagnostics.push(unexplained(&file.name, line));
                    }
                    import.items.push(item);
                }
                Err(refused) => {
                    listed[refused.lines.clone()].fill(true);
                    free = free.max(index + 1);
                    import.refused += 1;
                    import.diagnostics.push(refused.into_diagnostic(&file.name));
                }
            },
            LineKind::Show if !page.answered(index) => {
                import.refused += 1;
                let help =
                    "write \"Answer: B) …\" below it, with the letter and the text of the right choice";
                let fault = Fault::new(line.whole(), "no answer follows here", help);
                import.diagnostics.push(fault.into_diagnostic(&file.name));
                let choices = page.choices_above(index);
                listed[choices].fill(true);
            }
            _ => {}
        }
    }
    unanswered(&page, &listed, &file.name, &mut import);
    import.diagnostics.sort_by_key(|found| found.labels.first().map(|label| label.place.clone()));
    import
}

/// A question by the line of its answer, and the lines that belong to it.
fn question(
    page: &Page<'_>,
    free: usize,
    answer: usize,
    said: &Part<'_>,
) -> Result<(QuizItem, Range<usize>), Fault> {
    let anywhere =
        |fault: Fault| if fault.lines.is_empty() { fault.with_lines(free..answer + 1) } else { fault };
    let choices = choices::above(page, free, answer).map_err(anywhere)?;
    let fail = |fault: Fault| fault.with_lines(choices.lines.start..answer + 1);
    let key = answer::key(said, &choices).map_err(fail)?;
    let stem = stem::above(page, free, choices.lines.start).map_err(fail)?;
    let explanation = explanation::below(page, answer + 1);
    let rich = |part: &Part<'_>| paragraph(part).map_err(fail);
    let texts = choices.texts.iter().map(rich).collect::<Result<Vec<_>, _>>()?;
    let texts = texts.into_iter().enumerate();
    let item = QuizItem {
        stem: rich(&stem.text)?,
        choices: texts.map(|(index, text)| QuizChoice { text, key: index == key }).collect(),
        explanation: explanation.as_ref().map(|found| rich(&found.text)).transpose()?.unwrap_or_default(),
        line: stem.lines.start + 1,
        last_line: explanation.as_ref().map_or(answer + 1, |found| found.lines.end),
    };
    let end = explanation.map_or(answer + 1, |found| found.lines.end);
    Ok((item, stem.lines.start..end))
}

/// One paragraph of text with markup.
fn paragraph(part: &Part<'_>) -> Result<RichText, Fault> {
    if let Some(hidden) = invisible(&part.text) {
        let at = part.text.find(hidden).unwrap_or(0);
        let fact = format!("the text contains {hidden:?}, which nobody sees");
        return Err(Fault::new(part.from(at), &fact, "type the text anew around it"));
    }
    let text = RichText::parse(&part.text).map_err(|error| {
        let bad = part.text.find('\u{fffd}').unwrap_or(0);
        Fault::new(part.from(bad), &error.to_string(), error.help())
    })?;
    match text.blocks() {
        [TextBlock::Paragraph(_)] => Ok(text),
        _ => Err(Fault::new(
            part.from(0),
            "the text reads as a list, a table or code",
            "put a backslash before the sign that makes it one",
        )),
    }
}

/// Whether a question took lines of a table.
fn glued(tables: &[Range<usize>], used: &Range<usize>) -> bool {
    tables.iter().any(|table| table.start < used.end && used.start < table.end)
}

fn left_aside(file: &str, page: &Page<'_>, rows: &Range<usize>) -> Diagnostic {
    let fact = format!("{} lines look like a table that lost its columns; they are left aside", rows.len());
    Diagnostic::warning("I03", fact)
        .at(file, page.lines[rows.start].whole().place(), "")
        .help("make items of it by hand, such as a matching from its rows")
}

fn unexplained(file: &str, answer: &Line<'_>) -> Diagnostic {
    let fact = "no sentence below the answer explains it; the draft has an empty explanation";
    Diagnostic::warning("I02", fact)
        .at(file, answer.whole().place(), "")
        .help("write one into the draft; check asks for it")
}

/// Choices below a question that nobody answers: not an error of form, but a question that would be lost in silence.
fn unanswered(page: &Page<'_>, listed: &[bool], file: &str, import: &mut Import) {
    let mut index = 0;
    while index < page.lines.len() {
        let end = (index..page.lines.len()).find(|&at| !page.is_choice(at)).unwrap_or(page.lines.len());
        if end - index >= 2 && !listed[index..end].contains(&true) && page.asks_above(index) {
            import.refused += 1;
            let help = "write \"Answer: B) …\" below the choices, or take the question out of the file";
            let fault = Fault::new(page.lines[index].whole(), "no answer follows these choices", help);
            import.diagnostics.push(fault.into_diagnostic(file));
        }
        index = end.max(index + 1);
    }
}
