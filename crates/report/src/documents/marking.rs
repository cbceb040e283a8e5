//! The key on an answer sheet: to lay beside or, on film, upon those that candidates filled.

use super::key_sheet::right;
use mockexam_model::{AnswerKey, FormKey, ItemSnapshot, QuestionKey, Task};
use mockexam_paper::{Align, Document, Face, Language, Node, PlateMark, TextSize, Tone};

/// What is right in a row of a sheet.
enum Row {
    /// Bubbles with these letters.
    Letters(Vec<char>),
    /// Words or a number.
    Text(String),
    /// Nothing on the sheet.
    OnPaper,
}

/// The answer sheet of a form with what is right filled in. It is marked as confidential, and has none of the marks by which
/// a machine would take it for the sheet of a candidate.
#[must_use]
pub fn marking_sheet(key: &AnswerKey, form: &FormKey, mut sheet: Document, language: &Language) -> Document {
    let secret = language.key.confidential.as_str();
    let title = format!("{} – {secret}", language.key.title.as_str());
    let mut rows = key.questions(form).flat_map(|(question, item)| rows_of(question, item, language));
    for node in &mut sheet.nodes {
        let Node::Plate(plate) = node else { continue };
        plate.marks.retain(|mark| !matches!(mark, PlateMark::Fiducial { .. } | PlateMark::Bar { .. }));
        for mark in &mut plate.marks {
            match mark {
                PlateMark::Title { text, .. } => text.clone_from(&title),
                PlateMark::Entry { body, .. } => fill(body, rows.next()),
                _ => {}
            }
        }
    }
    sheet.metadata.title = format!("{title} – {}", key.title);
    sheet.metadata.subject = format!("{secret} · {}", sheet.metadata.subject);
    sheet
}

/// The rows of a question on the sheet.
fn rows_of(question: &QuestionKey, item: &ItemSnapshot, language: &Language) -> Vec<Row> {
    match &item.task {
        Task::Choose { .. } => {
            vec![Row::Letters(question.key_positions(item).map(QuestionKey::letter).collect())]
        }
        Task::Rows { .. } => {
            let positions = question.row_positions(item).into_iter();
            positions.map(|position| Row::Letters(vec![QuestionKey::letter(position)])).collect()
        }
        Task::Number(_) => vec![Row::Text(right(question, item, language).0)],
        Task::Words(words) => vec![Row::Text(words.accept.join(" / "))],
        Task::Essay(_) => vec![Row::OnPaper],
    }
}

fn fill(body: &mut Vec<PlateMark>, row: Option<Row>) {
    match row {
        Some(Row::Letters(letters)) => {
            for mark in body {
                if let PlateMark::Bubble { letter, filled, .. } = mark {
                    *filled = letters.iter().any(|right| *letter == right.to_string());
                }
            }
        }
        Some(Row::Text(text)) => {
            let (at, width) = match body.first() {
                Some(PlateMark::Line { from, to, .. }) => ((from.0, from.1 - 1_000), to.0 - from.0),
                // Where a number has a grid, the row only says so.
                Some(PlateMark::Text { at, width, .. }) => (*at, *width),
                _ => return,
            };
            body.retain(|mark| matches!(mark, PlateMark::Line { .. }));
            let (face, size, tone, align) = (Face::Bold, TextSize::Small, Tone::Strong, Align::Left);
            body.push(PlateMark::Text { at, width, text, face, size, tone, align });
        }
        Some(Row::OnPaper) | None => {}
    }
}
