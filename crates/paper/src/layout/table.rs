//! Tables.

use super::node::line;
use super::slab::{Glue, Piece, Slab};
use super::{Column, Setter, Style};
use crate::document::{Align, Table, TextSize, Tone};
use crate::length::{Length, Point};
use crate::page::{Ink, Role};
use mockexam_model::{Emphasis, Inline, RichText};
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
        let widths = table.columns.iter().map(|spec| column.width * i64::from(spec.share) / shares);
        let inner = inner_columns(&widths.collect::<Vec<_>>(), column.left);
        let mut contents = Vec::new();
        for ((spec, cell), inner) in table.columns.iter().zip(cells).zip(inner) {
            contents.push(self.text(cell, style.align(spec.align), inner));
        }
        self.ruled(contents, style, ink, column)
    }

    /// A table within a text, as wide as its content needs.
    pub(super) fn text_table(
        &mut self,
        head: &[Vec<Inline>],
        rows: &[Vec<Vec<Inline>>],
        style: Style,
        column: Column,
    ) -> Vec<Slab> {
        let style = style.align(Align::Left).role(Role::Cell);
        let heading = Style { face: style.face.with(Emphasis::Bold), ..style };
        let mut needs = vec![Need::default(); head.len()];
        for (cells, style) in
            std::iter::once((head, heading)).chain(rows.iter().map(|row| (row.as_slice(), style)))
        {
            for (cell, need) in cells.iter().zip(&mut needs) {
                let (most, least) = self.extent(cell, style);
                *need = Need { most: need.most.max(most), least: need.least.max(least) };
            }
        }
        let widths = fitted(&needs, column.width);
        let inner = inner_columns(&widths, column.left);
        let column = Column::new(column.left, widths.iter().copied().sum());
        let mut row = |cells: &[Vec<Inline>], style: Style, ink: Ink| {
            let contents =
                cells.iter().zip(&inner).map(|(cell, inner)| self.lines(cell, style, *inner)).collect();
            self.ruled(contents, style, ink, column)
        };
        let head = Arc::new(row(head, heading, Ink::BLACK).glued(Glue::Firm));
        let mut slabs = vec![Slab::clone(&head)];
        slabs.extend(
            rows.iter().map(|cells| Slab { head: Some(Arc::clone(&head)), ..row(cells, style, Ink::LIGHT) }),
        );
        slabs
    }

    /// Contents beside each other, with a thin line below them.
    fn ruled(&mut self, contents: Vec<Vec<Slab>>, style: Style, ink: Ink, column: Column) -> Slab {
        let mut height = style.leading;
        let mut marks = Vec::new();
        for lines in contents {
            let content = Slab::stack(lines);
            height = height.max(content.height);
            marks.extend(content.marks.into_iter().map(|placed| placed.moved(CELL)));
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

/// The room for the text of each column of a table, from the widths of the columns.
fn inner_columns(widths: &[Length], mut left: Length) -> Vec<Column> {
    let last = widths.len().saturating_sub(1);
    let inner = widths.iter().enumerate().map(|(index, &width)| {
        // Text at the ends of a row stands flush with the text around the table.
        let inset = |flush: bool| if flush { Length::ZERO } else { CELL };
        let (before, after) = (inset(index == 0), inset(index == last));
        let inner = Column::new(left + before, (width - before - after).max(CELL));
        left += width;
        inner
    });
    inner.collect()
}

/// What the cells of a column need.
#[derive(Debug, Clone, Copy, Default)]
struct Need {
    /// So that no line is broken.
    most: Length,
    /// So that no word is broken.
    least: Length,
}

/// Widths of columns by what they need, in a room: all that they need if they fit, otherwise as much more than their longest
/// word as there is.
fn fitted(needs: &[Need], room: Length) -> Vec<Length> {
    let last = needs.len().saturating_sub(1);
    let insets = |index: usize| CELL * (i64::from(index > 0) + i64::from(index < last));
    let room = room - (0..needs.len()).map(insets).sum();
    let most: Length = needs.iter().map(|need| need.most).sum();
    let least: Length = needs.iter().map(|need| need.least).sum();
    let width = |need: &Need| {
        if most <= room {
            // A little air, as far as there is any.
            need.most + CELL.min((room - most).share(1, i64::try_from(needs.len()).unwrap_or(1)))
        } else if least < room {
            need.least
                + (room - least)
                    .share((need.most - need.least).to_millipoints(), (most - least).to_millipoints())
        } else {
            room.share(need.most.to_millipoints(), most.to_millipoints()).max(CELL)
        }
    };
    needs.iter().enumerate().map(|(index, need)| width(need) + insets(index)).collect()
}
