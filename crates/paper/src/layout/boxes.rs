//! Boxes to tick.

use super::node::{HAIRLINE, line};
use super::slab::Slab;
use super::{Column, Setter, Style};
use crate::document::{Boxes, TextSize, Tone};
use crate::length::{Length, Point, Size};
use crate::page::{Ink, Mark, Placed, Stroke};
use crate::structure::ElementKind;

impl Setter<'_> {
    /// Boxes to tick beside each other, with lines for remarks.
    pub(super) fn boxes(&mut self, boxes: &Boxes, column: Column) -> Slab {
        let style = self.style(TextSize::Small, Tone::Strong);
        let apart = style.size / 2;
        let baseline = style.baseline();
        let side = style.size * 4 / 5;
        let mut marks = Vec::new();
        let mut left = column.left;
        // A word that leaves no room for those behind it is cut.
        let least = side + apart + style.size * 3;
        let behind = |index: usize| least * i64::try_from(boxes.words.len() - index).unwrap_or(i64::MAX);
        for (index, word) in boxes.words.iter().enumerate() {
            let square = Mark::Rectangle {
                corner: Point::new(left, baseline - side),
                size: Size { width: side, height: side },
                fill: None,
                stroke: Some(Stroke { width: HAIRLINE, ink: Ink::BLACK }),
            };
            marks.push(self.placed(square));
            left += side + apart;
            let room = column.right() - left - behind(index);
            left += self.said(word, style, Point::new(left, baseline), room, &mut marks) + style.size * 2;
        }
        let room = column.right() - left;
        left += self.said(&boxes.remarks, style, Point::new(left, baseline), room, &mut marks) + apart;
        // Far enough apart for handwriting.
        let step = style.leading * 2;
        for (from, y) in [(left.min(column.right()), baseline), (column.left, baseline + step)] {
            let rule = line(Point::new(from, y), Point::new(column.right(), y), Ink::GREY);
            marks.push(self.placed(rule));
        }
        let gap = self.template.spacing.block;
        Slab { height: baseline + step + apart, marks, gap, subject: self.subject.clone(), ..Slab::default() }
    }

    /// Sets a word where there is room, and says how wide it is.
    fn said(&mut self, word: &str, style: Style, at: Point, room: Length, marks: &mut Vec<Placed>) -> Length {
        let mut width = Length::ZERO;
        let set = |setter: &mut Self| {
            let (boxes, wide) = setter.single(word, style, at, room.max(Length::ZERO));
            width = wide;
            boxes
        };
        marks.extend(self.within(ElementKind::Paragraph, set));
        width
    }
}
