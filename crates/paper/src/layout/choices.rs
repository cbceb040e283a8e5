//! Short choices beside each other.

use super::question::letter;
use super::slab::Slab;
use super::{Column, Setter};
use crate::document::{Entry, List, Node, TextSize, Tone};
use crate::length::Length;
use crate::structure::ElementKind;
use mockexam_model::{Inline, TextBlock};

/// White space between choices beside each other, at least.
const BETWEEN: Length = Length::points(14);

impl Setter<'_> {
    /// In how many columns the choices of a list stand, where that is more than one: as many as the template allows, as
    /// long as each choice stays on one line.
    pub(super) fn choice_columns(&mut self, list: &List, column: Column) -> Option<i64> {
        let most = i64::from(self.template.questions.choice_columns);
        let style = self.style(TextSize::Body, Tone::Strong);
        if most == 1 || list.entries.len() < 2 {
            return None;
        }
        let mut widest = Length::ZERO;
        for entry in &list.entries {
            let line = single_line(entry)?;
            widest = widest.max(self.extent(line, style).0);
        }
        let needed = self.template.spacing.letter_indent + widest + BETWEEN;
        [4, 2]
            .into_iter()
            .filter(|&columns| columns <= most)
            .find(|&columns| needed * columns <= column.width + BETWEEN)
    }

    /// The choices row by row.
    pub(super) fn choices_beside(&mut self, list: &List, columns: i64, column: Column) -> Vec<Slab> {
        let spacing = self.template.spacing;
        let style = self.style(TextSize::Body, Tone::Strong);
        let width = column.width / columns;
        let mut rows: Vec<Vec<Slab>> = Vec::new();
        for ((index, entry), place) in list.entries.iter().enumerate().zip((0..columns).cycle()) {
            let here = Column::new(column.left + width * place, width);
            let item = self.add(ElementKind::Item);
            let (label, body) = self
                .inside(item, |setter| (setter.add(ElementKind::Label), setter.add(ElementKind::ItemText)));
            let line = single_line(entry).unwrap_or_default();
            let inner = here.indented(spacing.letter_indent);
            let mut slab = Slab::stack(self.inside(body, |setter| setter.lines(line, style, inner)));
            let sign = self.template.questions.letter.label(&letter(index));
            let indent = spacing.letter_indent;
            self.inside(label, |setter| setter.label(&mut slab, &sign, style.bold(), here.left, indent));
            match rows.last_mut().filter(|_| place > 0) {
                Some(row) => row.push(slab),
                None => rows.push(vec![slab]),
            }
        }
        let gaps = std::iter::once(spacing.block).chain(std::iter::repeat(spacing.choice));
        let rows = rows.into_iter().map(Slab::beside).zip(gaps);
        rows.map(|(row, gap)| Slab { subject: self.subject.clone(), ..row.with_gap(gap) }).collect()
    }
}

/// The text of an entry that is nothing but one paragraph.
fn single_line(entry: &Entry) -> Option<&[Inline]> {
    let [Node::Paragraph(paragraph)] = entry.body.as_slice() else { return None };
    let [TextBlock::Paragraph(line)] = paragraph.text.blocks() else { return None };
    Some(line)
}
