//! Tables.

use super::node::line;
use super::slab::{Glue, Piece, Slab};
use super::{Column, Setter, Style};
use crate::document::{Table, TextSize, Tone};
use crate::length::{Length, Point};
use crate::page::{Ink, Role};
use mockexam_model::RichText;
use std::sync::Arc;

/// White space between a cell's text and its neighbours.
const CELL: Length = Length::points(4);

impl Setter<'_> {
    pub(super) fn table(&mut self, table: &Table, column: Column) -> Vec<Piece> {
        let style = self.style(table.size, Tone::Strong).role(Role::Cell);
        let head = (!table.head.is_empty()).then(|| {
            let style = self.style(TextSize::Small, Tone::Faint).role(Role::Cell);
            Arc::new(self.row(table, &table.head, style, Ink::BLACK, column).glued(Glue::Firm))
        });
        let mut pieces: Vec<Piece> = Vec::new();
        if let Some(head) = &head {
            pieces.push(Piece::Slab(Slab { gap: self.template.spacing.choice, ..Slab::clone(head) }));
        }
        for row in &table.rows {
            let mut slab = self.row(table, row, style, Ink::LIGHT, column);
            slab.head = head.clone();
            if pieces.is_empty() {
                slab.gap = self.template.spacing.choice;
            }
            pieces.push(Piece::Slab(slab));
        }
        pieces
    }

    fn row(&mut self, table: &Table, cells: &[RichText], style: Style, ink: Ink, column: Column) -> Slab {
        let shares: i64 = table.columns.iter().map(|c| i64::from(c.share)).sum::<i64>().max(1);
        let mut left = column.left;
        let last = table.columns.len().saturating_sub(1);
        let mut height = style.leading;
        let mut marks = Vec::new();
        for (index, (spec, cell)) in table.columns.iter().zip(cells).enumerate() {
            let width = column.width * i64::from(spec.share) / shares;
            // Text at the ends of a row stands flush with the text around the table.
            let inset = |flush: bool| if flush { Length::ZERO } else { CELL };
            let (before, after) = (inset(index == 0), inset(index == last));
            let inner = Column::new(left + before, (width - before - after).max(CELL));
            let lines = self.text(cell, style.align(spec.align), inner);
            let content = Slab::stack(lines);
            height = height.max(content.height);
            marks.extend(content.marks.into_iter().map(|placed| placed.moved(CELL)));
            left += width;
        }
        let bottom = height + CELL * 2;
        let rule = line(Point::new(column.left, bottom), Point::new(column.right(), bottom), ink);
        marks.push(self.placed(Role::Body, rule));
        Slab {
            height: bottom,
            baseline: Some(CELL + style.baseline()),
            marks,
            subject: self.subject.clone(),
            ..Slab::default()
        }
    }
}
