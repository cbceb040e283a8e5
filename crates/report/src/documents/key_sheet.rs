//! The key of a form: a grid of letters, then each right choice with its text.

use super::{confidential, within};
use mockexam_model::{
    AnswerKey, Block, Criterion, Emphasis, FormKey, ItemSnapshot, QuestionKey, RichText, Task, part_letter,
};
use mockexam_paper::{Align, Cells, Document, Language, Node, Table, TableColumn, TextSize, choice_text};

/// Questions in a row of the grid.
const GRID: usize = 10;

/// Between texts behind each other.
const BETWEEN: &str = " · ";

/// The key of a form, for whoever may see it: number, letter, text of the right choice, item and revision.
#[must_use]
pub fn key_sheet(key: &AnswerKey, form: &FormKey, language: &Language) -> Document {
    let mut document = confidential(key, form, language, &language.key.title);
    let answers: Vec<(String, RichText, &ItemSnapshot)> = key
        .questions(form)
        .map(|(question, item)| {
            let (letters, text) = right(question, item, language);
            (letters, text, item)
        })
        .collect();
    let words = &language.key;
    document.nodes.push(Node::Heading(words.grid.rich()));
    document.nodes.push(grid(&answers));
    document.nodes.push(Node::Heading(words.table.rich()));
    let rows = answers.iter().zip(1_u32..).map(|((letters, text, item), number)| {
        let name = language.question.item.fill(&[("item", &item.id), ("rev", &item.rev)]);
        vec![
            RichText::literal(&number.to_string()),
            RichText::emphasized(letters, Emphasis::Bold),
            text.clone(),
            RichText::literal(&name),
        ]
    });
    let column = |share, align| TableColumn { share, align, cells: Cells::Values };
    // Letters of several rows, and words, want more room than a single letter.
    let longest = answers.iter().map(|(letters, ..)| letters.chars().count()).max().unwrap_or(1);
    let letters = if longest > 3 { 6 } else { 3 };
    document.nodes.push(Node::Table(Table {
        columns: vec![
            TableColumn { cells: Cells::Names, ..column(2, Align::Right) },
            column(letters, Align::Centre),
            column(34 - letters, Align::Left),
            column(6, Align::Right),
        ],
        head: [&words.number, &words.letter, &words.text, &words.item].map(|word| word.rich()).into(),
        rows: rows.collect(),
        size: TextSize::Small,
    }));
    document
}

/// What is right, short for the grid and as text for the table.
pub(super) fn right(question: &QuestionKey, item: &ItemSnapshot, language: &Language) -> (String, RichText) {
    let body = question.body(item);
    let choices = body.blocks.iter().find_map(|block| match block {
        Block::Choices(choices) => Some(choices.as_slice()),
        _ => None,
    });
    let choices = choices.unwrap_or_default();
    let text = |&position: &usize| choices.get(position).map(|choice| choice_text(choice, language));
    let letters =
        |positions: &[usize]| positions.iter().map(|&position| QuestionKey::letter(position)).collect();
    match &item.task {
        Task::Choose { .. } => {
            let positions: Vec<usize> = question.key_positions(item).collect();
            (letters(&positions), RichText::joined(positions.iter().filter_map(text), BETWEEN))
        }
        Task::Rows { .. } => {
            let positions = question.row_positions(item);
            let rows = positions.iter().enumerate().filter_map(|(row, position)| {
                let letter = RichText::emphasized(&part_letter(row), Emphasis::Bold);
                Some(RichText::joined([letter, text(position)?], " "))
            });
            (letters(&positions), RichText::joined(rows, BETWEEN))
        }
        Task::Number(number) => (language.number(&number.answer), within(number, language)),
        Task::Words(words) => {
            let best = words.accept.first().cloned().unwrap_or_default();
            (shortened(&best), RichText::literal(&words.accept.join(BETWEEN)))
        }
        Task::Essay(essay) => {
            let told =
                |criterion: &Criterion| format!("{} {}", criterion.id, language.number(criterion.points));
            let criteria = essay.criteria.iter().map(told);
            ("–".to_owned(), RichText::literal(&criteria.collect::<Vec<_>>().join(BETWEEN)))
        }
    }
}

/// What fits into a cell of the grid.
fn shortened(text: &str) -> String {
    const MOST: usize = 8;
    match text.chars().count() {
        0..=MOST => text.to_owned(),
        _ => text.chars().take(MOST - 1).chain(['…']).collect(),
    }
}

/// Numbers and letters, ten in a row.
fn grid(answers: &[(String, RichText, &ItemSnapshot)]) -> Node {
    let longest = answers.iter().map(|(letters, ..)| letters.chars().count()).max().unwrap_or(1);
    let columns = if longest > 2 { GRID / 2 } else { GRID };
    let cells: Vec<RichText> = answers
        .iter()
        .zip(1_u32..)
        .map(|((letters, ..), number)| {
            let letters = RichText::emphasized(letters, Emphasis::Bold);
            RichText::joined([RichText::literal(&number.to_string()), letters], " ")
        })
        .collect();
    Node::Table(Table {
        columns: vec![TableColumn { share: 1, align: Align::Left, cells: Cells::Values }; columns],
        head: Vec::new(),
        rows: cells.chunks(columns).map(<[RichText]>::to_vec).collect(),
        size: TextSize::Body,
    })
}
