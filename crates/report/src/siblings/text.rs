//! A paper as plain text: a line for each paragraph, an empty one between parts, and nothing that only eyes can use.

use super::sign;
use mockexam_model::{Inline, RichText, TextBlock};
use mockexam_paper::{Document, List, Node, Question, Stimulus, Table};

/// A place to write.
const LINE: &str = "________";

/// A paper as text. It holds what the document holds, and nothing else; an image stands as what it shows.
#[must_use]
pub fn plain_paper(document: &Document) -> String {
    let mut text = Text { parts: Vec::new() };
    text.nodes(&document.nodes);
    let mut out = text.parts.join("\n\n");
    out.push('\n');
    out
}

struct Text {
    /// Parts between which there is an empty line.
    parts: Vec<String>,
}

impl Text {
    fn put(&mut self, part: impl Into<String>) {
        let part = part.into();
        if !part.trim().is_empty() {
            self.parts.push(part);
        }
    }

    fn nodes(&mut self, nodes: &[Node]) {
        nodes.iter().for_each(|node| self.node(node));
    }

    fn node(&mut self, node: &Node) {
        match node {
            Node::Masthead(masthead) => {
                let form = format!("{} {}", masthead.badge_label, masthead.badge);
                let lines = [masthead.title.as_str(), &masthead.subtitle, form.trim()];
                self.put(lines.into_iter().filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n"));
            }
            Node::Heading(text) | Node::Notice(text) | Node::Closing(text) => self.put(plain(text)),
            Node::Paragraph(paragraph) => self.put(plain(&paragraph.text)),
            Node::Fields(fields) => {
                let lines = fields.rows.iter().flatten().map(|label| format!("{label}: {LINE}"));
                self.put(lines.collect::<Vec<_>>().join("\n"));
            }
            Node::Boxes(boxes) => self.put(boxes.words.join(" · ")),
            Node::Lines(lines) => {
                let line = format!("{LINE} {}", lines.unit);
                self.put(vec![line.trim_end(); lines.count.into()].join("\n"));
            }
            Node::Table(table) => self.put(rows(table)),
            Node::List(list) => self.put(entries(list)),
            Node::Kept(nodes) => self.nodes(nodes),
            Node::Question(question) => self.question(question),
            Node::Stimulus(stimulus) => self.stimulus(stimulus),
            Node::Logo(_)
            | Node::Rule
            | Node::Space(_)
            | Node::Plate(_)
            | Node::Notes
            | Node::Columns
            | Node::Fill
            | Node::PageBreak => {}
        }
    }

    fn question(&mut self, question: &Question) {
        self.put(question.name.clone());
        self.nodes(&question.body);
        self.put(question.remark.clone());
    }

    fn stimulus(&mut self, stimulus: &Stimulus) {
        self.put(stimulus.scope.clone());
        self.put(stimulus.title.clone());
        self.put(plain(&stimulus.text));
    }
}

/// Text with the gap of a missing word and with what images show. Each cell of a table is told with the head of its column,
/// as nobody who hears it sees what stands above.
fn plain(text: &RichText) -> String {
    let line = |line: &[Inline]| TextBlock::Paragraph(line.to_vec());
    let block = |block: &TextBlock| match block {
        TextBlock::Table { head, rows } => {
            let row = |row: &Vec<Vec<Inline>>| {
                let cells = head.iter().zip(row).map(|(head, cell)| {
                    format!("{}: {}", RichText::from(line(head)).plain(), RichText::from(line(cell)).plain())
                });
                cells.collect::<Vec<_>>().join("; ")
            };
            rows.iter().map(row).collect::<Vec<_>>().join("\n")
        }
        TextBlock::Image { alt, .. } => format!("[{alt}]"),
        other => RichText::from(other.clone()).plain(),
    };
    text.blocks().iter().map(block).collect::<Vec<_>>().join("\n")
}

/// Rows of a table, their cells behind each other.
fn rows(table: &Table) -> String {
    let row = |row: &Vec<RichText>| {
        let cells: Vec<String> = row.iter().map(plain).filter(|cell| !cell.is_empty()).collect();
        cells.join(": ")
    };
    let head = Some(&table.head).filter(|head| !head.is_empty());
    head.into_iter().chain(&table.rows).map(row).collect::<Vec<_>>().join("\n")
}

/// Entries behind their signs.
fn entries(list: &List) -> String {
    let entry = |(index, entry): (usize, &mockexam_paper::Entry)| {
        let mut inner = Text { parts: Vec::new() };
        inner.nodes(&entry.body);
        format!("{} {}", sign(list.marker, index), inner.parts.join("\n"))
    };
    list.entries.iter().enumerate().map(entry).collect::<Vec<_>>().join("\n")
}
