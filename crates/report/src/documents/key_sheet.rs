//! The key of a form: a grid of letters, then each right choice with its text.

use super::confidential;
use mockexam_model::{AnswerKey, Block, Emphasis, FormKey, ItemSnapshot, QuestionKey, RichText};
use mockexam_paper::{Align, Document, Language, Node, Table, TableColumn, TextSize, choice_text};

/// Questions in a row of the grid.
const GRID: usize = 10;

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
    let column = |share, align| TableColumn { share, align };
    document.nodes.push(Node::Table(Table {
        columns: vec![
            column(2, Align::Right),
            column(3, Align::Centre),
            column(31, Align::Left),
            column(6, Align::Right),
        ],
        head: [&words.number, &words.letter, &words.text, &words.item].map(|word| word.rich()).into(),
        rows: rows.collect(),
        size: TextSize::Small,
    }));
    document
}

/// Printed letters and text of the right choice.
fn right(question: &QuestionKey, item: &ItemSnapshot, language: &Language) -> (String, RichText) {
    let positions: Vec<usize> = question.key_positions(item).collect();
    let letters: String = positions.iter().map(|&position| QuestionKey::letter(position)).collect();
    let body = question.body(item);
    let choices = body.blocks.iter().find_map(|block| match block {
        Block::Choices(choices) => Some(choices),
        Block::Statements(_) => None,
    });
    let first = positions.first().and_then(|&position| choices?.get(position));
    let text = first.map(|choice| choice_text(choice, language)).unwrap_or_default();
    (letters, text)
}

/// Numbers and letters, ten in a row.
fn grid(answers: &[(String, RichText, &ItemSnapshot)]) -> Node {
    let cells: Vec<RichText> = answers
        .iter()
        .zip(1_u32..)
        .map(|((letters, ..), number)| {
            RichText::parse(&format!("{number} **{letters}**")).unwrap_or_default()
        })
        .collect();
    Node::Table(Table {
        columns: vec![TableColumn { share: 1, align: Align::Left }; GRID],
        head: Vec::new(),
        rows: cells.chunks(GRID).map(<[RichText]>::to_vec).collect(),
        size: TextSize::Body,
    })
}
