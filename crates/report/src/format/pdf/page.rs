//! What the documents have in common: head and foot, tables, sentences.

use crate::html::{Fact, Head, ReportWords};
use mockexam_model::{Emphasis, RichText};
use mockexam_paper::{
    Align, Cells, Document, Furniture, Masthead, Metadata, Node, Table, TableColumn, TextSize,
};

/// An empty document of a kind, with what every report says on each page.
pub(super) fn document(head: &Head, words: &ReportWords) -> Document {
    let mut document = Document::new(Metadata {
        title: format!("{} – {}", head.kind, head.title),
        language: words.language.clone(),
        subject: head.code.clone(),
    });
    document.header = Furniture { left: head.title.clone(), centre: String::new(), right: head.kind.clone() };
    let state = match (head.simulated, head.provisional) {
        (true, _) => words.banner.simulated.clone(),
        (false, true) => words.banner.provisional.clone(),
        (false, false) => String::new(),
    };
    document.footer = Furniture { left: head.code.clone(), centre: state, right: words.page_of.clone() };
    document
}

/// Title, subtitle and what must be known before anything else is read.
pub(super) fn opening(head: &Head, title: &str, subtitle: &str, words: &ReportWords) -> Vec<Node> {
    let mut nodes = vec![Node::Masthead(Masthead {
        title: title.to_owned(),
        subtitle: subtitle.to_owned(),
        badge_label: String::new(),
        badge: String::new(),
    })];
    if head.simulated {
        let text = RichText::literal(&words.banner.simulated_text);
        nodes.push(Node::Notice(text.led_by(&format!("{}:", words.banner.simulated))));
    }
    nodes
}

/// What stands at the end of a report: the rulings, and the files that were graded.
pub(super) fn closing(head: &Head) -> Vec<Node> {
    let lines = std::iter::once(&head.rulings).chain(&head.notes).chain(&head.inputs);
    std::iter::once(Node::Rule).chain(lines.map(|line| note(line))).collect()
}

/// A heading.
pub(super) fn heading(text: &str) -> Node {
    Node::Heading(RichText::literal(text))
}

/// A paragraph of plain text.
pub(super) fn paragraph(text: &str) -> Node {
    Node::paragraph(RichText::literal(text))
}

/// A paragraph of small grey text.
pub(super) fn note(text: &str) -> Node {
    Node::note(RichText::literal(text))
}

/// A paragraph behind a bold word.
pub(super) fn led(word: &str, text: &str) -> Node {
    Node::paragraph(RichText::literal(text).led_by(word))
}

/// A column: its share of the width, and where its text stands. The first one names the rows.
pub(super) type Width = (u16, Align);

/// A table of plain text; nothing where it has no rows.
pub(super) fn table(
    widths: &[Width],
    head: &[&str],
    rows: impl Iterator<Item = Vec<String>>,
) -> Option<Node> {
    let column = |(index, &(share, align)): (usize, &Width)| TableColumn {
        share,
        align,
        cells: if index == 0 { Cells::Names } else { Cells::Values },
    };
    let rows: Vec<Vec<RichText>> =
        rows.map(|row| row.iter().map(|cell| RichText::literal(cell)).collect()).collect();
    (!rows.is_empty()).then(|| {
        Node::Table(Table {
            columns: widths.iter().enumerate().map(column).collect(),
            head: head.iter().map(|text| RichText::literal(text)).collect(),
            rows,
            size: TextSize::Small,
        })
    })
}

/// Large figures with their remarks, as rows.
pub(super) fn facts(facts: &[Fact]) -> Option<Node> {
    let rows = facts.iter().map(|fact| {
        let notes = fact.notes.iter().map(|note| RichText::literal(note));
        vec![
            RichText::literal(&fact.label),
            RichText::emphasized(&fact.value, Emphasis::Bold),
            RichText::joined(notes, "; "),
        ]
    });
    let column = |share, align, cells| TableColumn { share, align, cells };
    let rows: Vec<Vec<RichText>> = rows.collect();
    (!rows.is_empty()).then(|| {
        Node::Table(Table {
            columns: vec![
                column(6, Align::Left, Cells::Names),
                column(3, Align::Right, Cells::Values),
                column(14, Align::Left, Cells::Values),
            ],
            head: Vec::new(),
            rows,
            size: TextSize::Body,
        })
    })
}
