//! Parts of a cover: masthead and lines to write on.

use super::node::line;
use super::slab::Slab;
use super::{Column, Setter, Style};
use crate::document::{Align, Fields, Masthead, TextSize, Tone};
use crate::font::Direction;
use crate::length::{Length, Point, Size};
use crate::page::{Ink, Mark, Placed, Stroke};
use crate::structure::ElementKind;
use mockexam_model::RichText;

/// Side of the box around the letter of a form.
const BADGE: Length = Length::points(86);

/// Distance between two lines to write on.
const FIELD_HEIGHT: Length = Length::points(40);

impl Setter<'_> {
    /// Title and subtitle at the left, a box with a large letter at the right.
    pub(super) fn masthead(&mut self, masthead: &Masthead, column: Column) -> Slab {
        let has_badge = !masthead.badge.is_empty();
        let width = if has_badge { column.width - BADGE - Length::points(24) } else { column.width };
        let titles = Column::new(column.left, width);
        let title = self.style(TextSize::Title, Tone::Strong).bold();
        let text = RichText::literal(&masthead.title);
        let element = self.add_named(ElementKind::Title, &masthead.title);
        let mut lines = self.inside(element, |setter| setter.balanced(&text, title, titles));
        let subtitle = self.style(TextSize::Heading, Tone::Faint);
        let mut below = self.text(&RichText::literal(&masthead.subtitle), subtitle, titles);
        if let Some(first) = below.first_mut() {
            first.gap = Length::points(6);
        }
        lines.append(&mut below);
        let mut slab = Slab::stack(lines);
        if has_badge {
            let left = column.right() - BADGE;
            slab.marks.extend(self.within(ElementKind::Paragraph, |setter| setter.badge(masthead, left)));
            slab.height = slab.height.max(BADGE);
        }
        slab
    }

    /// Lines of about equal length, no more than needed: a title does not end with a lonely word.
    fn balanced(&mut self, text: &RichText, style: Style, column: Column) -> Vec<Slab> {
        let mut best = self.text(text, style, column);
        for sixteenths in (8..16).rev() {
            let narrow = Column::new(column.left, column.width * sixteenths / 16);
            let lines = self.text(text, style, narrow);
            if lines.len() > best.len() {
                break;
            }
            best = lines;
        }
        best
    }

    fn badge(&mut self, masthead: &Masthead, left: Length) -> Vec<Placed> {
        let frame = Mark::Rectangle {
            corner: Point::new(left, Length::ZERO),
            size: Size { width: BADGE, height: BADGE },
            fill: None,
            stroke: Some(Stroke { width: Length::millipoints(1200), ink: Ink::BLACK }),
        };
        let mut boxes = vec![self.placed(frame)];
        let middle = left + BADGE / 2;
        let small = self.style(TextSize::Small, Tone::Strong).align(Align::Centre);
        let at = Point::new(middle, Length::points(17));
        boxes.extend(self.single(&masthead.badge_label, small, at, BADGE).0);
        // For those who only hear it: two words.
        let space = self.shape(small.face, Direction::Right, " ");
        if let Some(Mark::Text(run)) = boxes.last_mut().map(|placed| &mut placed.mark) {
            run.words.push(space);
        }
        let mut large = self.style(TextSize::Display, Tone::Strong).bold().align(Align::Centre);
        // Codes of personal forms have four digits and more.
        let letters = i64::try_from(masthead.badge.chars().count().max(1)).unwrap_or(1);
        large.size = large.size.min(BADGE * 13 / 10 / letters);
        let baseline = Length::points(52) + large.size.units(330);
        boxes.extend(self.single(&masthead.badge, large, Point::new(middle, baseline), BADGE * 2).0);
        boxes
    }

    /// Rows of lines with small labels below them.
    pub(super) fn fields(&mut self, fields: &Fields, column: Column) -> Slab {
        let style = self.style(TextSize::Small, Tone::Faint);
        let gutter = Length::points(18);
        let mut top = Length::ZERO;
        let mut marks = Vec::new();
        for row in &fields.rows {
            let count = i64::try_from(row.len().max(1)).unwrap_or(1);
            let width = (column.width - gutter * (count - 1)) / count;
            let y = top + FIELD_HEIGHT - style.leading;
            for (label, index) in row.iter().zip(0..) {
                let left = column.left + (width + gutter) * index;
                let rule = line(Point::new(left, y), Point::new(left + width, y), Ink::BLACK);
                marks.push(self.placed(rule));
                let at = Point::new(left, y + style.baseline());
                let set = |setter: &mut Self| setter.single(label, style, at, width).0;
                marks.extend(self.within(ElementKind::Paragraph, set));
            }
            top += FIELD_HEIGHT;
        }
        Slab { height: top, marks, gap: self.template.spacing.block, ..Slab::default() }
    }
}
