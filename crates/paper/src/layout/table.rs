//! Tables.

use super::node::line;
use super::slab::{Glue, Piece, Slab};
use super::{Column, Setter, Style};
use crate::document::{Align, Cells, Table, TextSize, Tone};
use crate::length::{Length, Point};
use crate::page::{Ink, Placed};
use crate::structure::{ElementKind, Scope};
use mockexam_model::{Emphasis, Inline, RichText};
use std::sync::Arc;

/// White space between a cell's text and its neighbours.
const CELL: Length = Length::points(4);

impl Setter<'_> {
    pub(super) fn table(&mut self, table: &Table, column: Column) -> Vec<Piece> {
        self.within(ElementKind::Table, |setter| setter.rows(table, column))
    }

    fn rows(&mut self, table: &Table, column: Column) -> Vec<Piece> {
        let style = self.style(table.size, Tone::Strong);
        let head = (!table.head.is_empty()).then(|| {
            let style = self.style(TextSize::Small, Tone::Faint);
            let kinds = vec![ElementKind::Head(Scope::Column); table.columns.len()];
            Arc::new(self.row(table, &kinds, &table.head, style, column).glued(Glue::Firm))
        });
        let mut pieces: Vec<Piece> = Vec::new();
        if let Some(head) = &head {
            pieces.push(Piece::Slab(Slab { gap: self.template.spacing.choice, ..Slab::clone(head) }));
        }
        let kinds: Vec<ElementKind> = table.columns.iter().map(|column| kind_of(column.cells)).collect();
        for row in &table.rows {
            let mut slab = self.row(table, &kinds, row, style, column);
            slab.head = head.clone();
            if pieces.is_empty() {
                slab.gap = self.template.spacing.choice;
            }
            pieces.push(Piece::Slab(slab));
        }
        pieces
    }

    /// A row with a cell of the given kind for each column.
    fn row(
        &mut self,
        table: &Table,
        kinds: &[ElementKind],
        cells: &[RichText],
        style: Style,
        column: Column,
    ) -> Slab {
        let shares: i64 = table.columns.iter().map(|c| i64::from(c.share)).sum::<i64>().max(1);
        let widths = table.columns.iter().map(|spec| column.width * i64::from(spec.share) / shares);
        let inner = inner_columns(&widths.collect::<Vec<_>>(), column.left);
        let row = self.add(ElementKind::Row);
        let mut contents = Vec::new();
        for (((spec, inner), &kind), index) in table.columns.iter().zip(inner).zip(kinds).zip(0..) {
            let cell = self.inside(row, |setter| setter.add(kind));
            if let Some(text) = cells.get(index) {
                let style = style.align(spec.align);
                contents.push(self.inside(cell, |setter| setter.text(text, style, inner)));
            }
        }
        self.ruled(contents, style, ink_below(kinds), column)
    }

    /// A table within a text, as wide as its content needs.
    pub(super) fn text_table(
        &mut self,
        head: &[Vec<Inline>],
        rows: &[Vec<Vec<Inline>>],
        style: Style,
        column: Column,
    ) -> Vec<Slab> {
        self.within(ElementKind::Table, |setter| setter.text_rows(head, rows, style, column))
    }

    fn text_rows(
        &mut self,
        head: &[Vec<Inline>],
        rows: &[Vec<Vec<Inline>>],
        style: Style,
        column: Column,
    ) -> Vec<Slab> {
        let style = style.align(Align::Left);
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
        let widths = fitted(&needs, column.width, style.size * 6 / 5);
        let inner = inner_columns(&widths, column.left);
        let column = Column::new(column.left, widths.iter().copied().sum());
        let mut row = |cells: &[Vec<Inline>], style: Style, kind: ElementKind| {
            let row = self.add(ElementKind::Row);
            let mut contents = Vec::new();
            for (text, inner) in cells.iter().zip(&inner) {
                let cell = self.inside(row, |setter| setter.add(kind));
                contents.push(self.inside(cell, |setter| setter.lines(text, style, *inner)));
            }
            self.ruled(contents, style, ink_below(&[kind]), column)
        };
        let head = Arc::new(row(head, heading, ElementKind::Head(Scope::Column)).glued(Glue::Firm));
        let mut slabs = vec![Slab::clone(&head)];
        slabs.extend(
            rows.iter()
                .map(|cells| Slab { head: Some(Arc::clone(&head)), ..row(cells, style, ElementKind::Cell) }),
        );
        // What follows keeps off the line below the last row.
        if let Some(last) = slabs.last_mut() {
            last.height += CELL;
        }
        slabs
    }

    /// Contents beside each other, with a thin line below them.
    fn ruled(&mut self, contents: Vec<Vec<Slab>>, style: Style, ink: Ink, column: Column) -> Slab {
        let cells = Slab::beside(contents.into_iter().map(Slab::stack).collect());
        let bottom = cells.height.max(style.leading) + CELL * 2;
        let mut marks: Vec<Placed> = cells.marks.into_iter().map(|placed| placed.moved(CELL)).collect();
        let rule = line(Point::new(column.left, bottom), Point::new(column.right(), bottom), ink);
        marks.push(self.placed(rule));
        Slab {
            height: bottom,
            baseline: Some(CELL + cells.baseline.unwrap_or(style.baseline())),
            marks,
            subject: self.subject.clone(),
            ..Slab::default()
        }
    }
}

const fn kind_of(cells: Cells) -> ElementKind {
    match cells {
        Cells::Names => ElementKind::Head(Scope::Row),
        Cells::Values => ElementKind::Cell,
    }
}

/// The ink of the line below a row: heads of columns stand out.
fn ink_below(kinds: &[ElementKind]) -> Ink {
    let is_head = kinds.iter().all(|kind| *kind == ElementKind::Head(Scope::Column));
    if is_head && !kinds.is_empty() { Ink::BLACK } else { Ink::LIGHT }
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

/// Widths of columns by what they need, in a room. Where it is too small, columns that take no more than an equal part get
/// what they need, and the others share the rest: their longest words first. None is narrower than a letter.
fn fitted(needs: &[Need], room: Length, letter: Length) -> Vec<Length> {
    let last = needs.len().saturating_sub(1);
    let insets = |index: usize| CELL * (i64::from(index > 0) + i64::from(index < last));
    let mut room = room - (0..needs.len()).map(insets).sum();
    let mut widths: Vec<Option<Length>> = vec![None; needs.len()];
    loop {
        let open = widths.iter().filter(|width| width.is_none()).count();
        let part = room.share(1, i64::try_from(open).unwrap_or(i64::MAX));
        let modest = needs.iter().zip(&mut widths).find(|(need, width)| width.is_none() && need.most <= part);
        let Some((need, width)) = modest else { break };
        *width = Some(need.most);
        room = room - need.most;
    }
    let open: Vec<Need> =
        needs.iter().zip(&widths).filter(|(_, width)| width.is_none()).map(|(need, _)| *need).collect();
    let most: Length = open.iter().map(|need| need.most).sum();
    let whole_words: Length = open.iter().map(|need| need.least).sum();
    // Where not even the longest words fit, they are broken.
    let floor = |need: &Need| if whole_words < room { need.least } else { need.least.min(letter) };
    let floors: Length = open.iter().map(floor).sum();
    let rest = |need: &Need| {
        let more = (need.most - floor(need)).to_millipoints();
        floor(need) + (room - floors).max(Length::ZERO).share(more, (most - floors).to_millipoints())
    };
    // A little air where nothing is tight.
    let air = if !open.is_empty() { Length::ZERO } else { CELL.min(room.share(1, count(needs))) };
    let width =
        |(index, need): (usize, &Need)| widths[index].unwrap_or_else(|| rest(need)) + air + insets(index);
    needs.iter().enumerate().map(width).collect()
}

fn count<T>(of: &[T]) -> i64 {
    i64::try_from(of.len()).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_get_what_they_need_as_far_as_there_is_room() {
        let need =
            |&(most, least): &(i64, i64)| Need { most: Length::points(most), least: Length::points(least) };
        type Case<'c> = (&'c [(i64, i64)], i64, &'c [i64]);
        let cases: [Case<'_>; 7] = [
            (&[], 100, &[]),
            // Four points at each side that is no end of the row, and four points of air.
            (&[(20, 20), (30, 10)], 200, &[28, 38]),
            (&[(20, 20), (30, 10)], 59, &[24, 34]),
            (&[(20, 20), (300, 30)], 108, &[24, 84]),
            (&[(200, 20), (300, 30)], 108, &[44, 64]),
            (&[(200, 150), (200, 150)], 108, &[54, 54]),
            (&[(300, 150), (60, 5)], 68, &[51, 16]),
        ];
        for (needs, room, expected) in cases {
            let needs: Vec<Need> = needs.iter().map(need).collect();
            let widths = fitted(&needs, Length::points(room), Length::points(10));
            let points: Vec<i64> = widths.iter().map(|width| width.to_millipoints() / 1000).collect();
            assert_eq!(points, expected, "{needs:?} in {room}");
        }
    }
}
