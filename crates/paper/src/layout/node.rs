//! Simple parts of a document.

use super::slab::{Glue, Piece, Slab, slabs};
use super::{Column, Setter};
use crate::document::{Align, AnswerLines, Node, Paragraph, TextSize, Tone};
use crate::length::{Length, Point, Size};
use crate::page::{Ink, Mark, Placed, Stroke};
use crate::structure::ElementKind;
use mockexam_model::RichText;

/// Thickness of rules and frames.
pub(super) const HAIRLINE: Length = Length::millipoints(500);

impl Setter<'_> {
    pub(super) fn node(&mut self, node: &Node, column: Column) -> Vec<Piece> {
        let one = |slab: Slab| vec![Piece::Slab(slab)];
        match node {
            Node::Masthead(masthead) => one(self.masthead(masthead, column)),
            Node::Logo(name) => self.logo(name, column).map(Piece::Slab).into_iter().collect(),
            Node::Heading(text) => one(self.heading(text, column)),
            Node::Paragraph(paragraph) => self.paragraph(paragraph, column),
            Node::Rule => one(self.rule(column)),
            Node::Space(lines) => one(Slab::space(self.template.leading(TextSize::Body) * i64::from(*lines))),
            Node::Fields(fields) => one(self.fields(fields, column)),
            Node::Boxes(boxes) => one(self.boxes(boxes, column)),
            Node::Lines(lines) => self.answer_lines(lines, column).into_iter().map(Piece::Slab).collect(),
            Node::Table(table) => self.table(table, column),
            Node::List(list) => self.list(list, column),
            Node::Kept(nodes) => self.kept(nodes, column),
            Node::Question(question) => self.question(question, column),
            Node::Stimulus(stimulus) => one(self.stimulus(stimulus, column)),
            Node::Notice(text) => {
                let style = self.style(TextSize::Small, Tone::Strong);
                let lines = self.text(text, style, Column::framed(column));
                one(self.frame(Slab::stack(lines), column).with_gap(self.template.spacing.question))
            }
            Node::Plate(plate) => vec![Piece::Plate(self.fixed(|setter| setter.plate(plate)))],
            Node::Closing(text) => one(self.closing(text, column)),
            Node::Notes => one(Slab::space(self.template.questions.notes)),
            Node::Columns => vec![Piece::Columns],
            Node::Fill => vec![Piece::Fill],
            Node::PageBreak => vec![Piece::PageBreak],
        }
    }

    /// Nodes below each other, for places where pages cannot end.
    pub(super) fn stack(&mut self, nodes: &[Node], column: Column) -> Vec<Slab> {
        let mut all = Vec::new();
        for node in nodes {
            all.extend(slabs(self.node(node, column)));
        }
        all
    }

    /// Nodes of which none is parted from the next, unless they are higher than a page.
    fn kept(&mut self, nodes: &[Node], column: Column) -> Vec<Piece> {
        let mut slabs = self.stack(nodes, column);
        let last = slabs.len().saturating_sub(1);
        for slab in slabs.iter_mut().take(last).filter(|slab| slab.glue == Glue::Free) {
            slab.glue = Glue::Preferred;
        }
        slabs.into_iter().map(Piece::Slab).collect()
    }

    fn heading(&mut self, text: &RichText, column: Column) -> Slab {
        let style = self.style(TextSize::Heading, Tone::Strong).bold();
        let element = self.add_named(ElementKind::Heading, &text.plain());
        let lines = self.inside(element, |setter| setter.text(text, style, column));
        let gap = self.template.spacing.question;
        Slab::stack(lines).with_gap(gap).glued(Glue::Firm)
    }

    fn paragraph(&mut self, paragraph: &Paragraph, column: Column) -> Vec<Piece> {
        let style = self.style(paragraph.size, paragraph.tone).align(paragraph.align);
        let mut lines = self.text(&paragraph.text, style, column);
        if let Some(first) = lines.first_mut() {
            first.gap = self.template.spacing.paragraph;
        }
        lines.into_iter().map(Piece::Slab).collect()
    }

    /// Lines far enough apart for handwriting.
    fn answer_lines(&mut self, lines: &AnswerLines, column: Column) -> Vec<Slab> {
        let style = self.style(TextSize::Body, Tone::Strong);
        let height = self.template.questions.answer_line.max(style.leading);
        let width = column.width * i64::from(lines.width_percent.min(100)) / 100;
        let y = height - Length::points(3);
        let mut slabs = Vec::new();
        for index in 1..=lines.count {
            let rule = line(Point::new(column.left, y), Point::new(column.left + width, y), Ink::GREY);
            let mut marks = vec![self.placed(rule)];
            if index == lines.count && !lines.unit.is_empty() {
                let at = Point::new(column.left + width + Length::points(5), y);
                let room = column.width - width - Length::points(5);
                let unit = |setter: &mut Self| setter.single(&lines.unit, style, at, room).0;
                marks.extend(self.within(ElementKind::Paragraph, unit));
            }
            slabs.push(Slab { height, marks, subject: self.subject.clone(), ..Slab::default() });
        }
        slabs
    }

    fn closing(&mut self, text: &RichText, column: Column) -> Slab {
        let style = self.style(TextSize::Small, Tone::Faint).align(Align::Centre);
        let mut lines = vec![self.rule(column)];
        lines.extend(self.text(text, style, column));
        Slab::stack(lines).with_gap(self.template.spacing.question * 3 / 2)
    }

    pub(super) fn rule(&mut self, column: Column) -> Slab {
        let y = Length::points(4);
        let mark = line(Point::new(column.left, y), Point::new(column.right(), y), Ink::LIGHT);
        Slab { height: y * 2, marks: vec![self.placed(mark)], ..Slab::default() }
    }

    /// A frame as wide as the column around a slab that was set in [`Column::framed`].
    pub(super) fn frame(&mut self, inner: Slab, column: Column) -> Slab {
        let padding = PADDING;
        let height = inner.height + padding * 2;
        let frame = Mark::Rectangle {
            corner: Point::new(column.left, Length::ZERO),
            size: Size { width: column.width, height },
            fill: None,
            stroke: Some(Stroke { width: HAIRLINE, ink: Ink::GREY }),
        };
        let mut marks = vec![self.placed(frame)];
        marks.extend(inner.marks.into_iter().map(|placed: Placed| placed.moved(padding)));
        Slab {
            height,
            baseline: inner.baseline.map(|baseline| baseline + padding),
            marks,
            subject: self.subject.clone(),
            ..Slab::default()
        }
    }
}

/// White space inside a frame.
const PADDING: Length = Length::points(9);

impl Column {
    /// The column inside a frame.
    pub(super) fn framed(self) -> Self {
        Self { left: self.left + PADDING, width: self.width - PADDING * 2 }
    }
}

/// A thin line.
pub(super) const fn line(from: Point, to: Point, ink: Ink) -> Mark {
    Mark::Line { from, to, stroke: Stroke { width: HAIRLINE, ink } }
}
