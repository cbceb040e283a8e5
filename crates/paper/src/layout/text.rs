//! Blocks of text: paragraphs, code, lists; tables and images have files of their own.

use super::line::unbroken_ends;
use super::slab::{Glue, Slab};
use super::{Column, Setter, Style};
use crate::document::Align;
use crate::font::Direction;
use crate::length::{Length, Point};
use crate::page::{Ink, Mark, Stroke};
use crate::structure::{ElementKind, Numbering};
use mockexam_model::{Inline, RichText, TextBlock};

/// From the bar beside code to the code.
const CODE_INDENT: Length = Length::points(10);

/// From the longest number of a list to the entry, at least.
const NUMBER_GAP: Length = Length::points(6);

impl Setter<'_> {
    /// Rich text as slabs, of one line each where it is running text; blocks are parted by the template's space for
    /// paragraphs.
    pub(super) fn text(&mut self, text: &RichText, style: Style, column: Column) -> Vec<Slab> {
        let mut slabs: Vec<Slab> = Vec::new();
        let mut before: Option<&TextBlock> = None;
        let bare = self.holds_text() && text.blocks().len() == 1;
        for block in text.blocks() {
            let mut set = match block {
                TextBlock::Paragraph(line) if bare => self.lines(line, style, column),
                TextBlock::Paragraph(line) => {
                    self.within(ElementKind::Paragraph, |setter| setter.lines(line, style, column))
                }
                TextBlock::Code(lines) => {
                    let set = |setter: &mut Self| setter.code(lines, style, column);
                    self.within(ElementKind::Paragraph, |setter| setter.within(ElementKind::Code, set))
                }
                TextBlock::List { ordered, items } => {
                    let markers = (1..=items.len()).map(|number| match ordered {
                        true => format!("{number}."),
                        false => "•".to_owned(),
                    });
                    let markers: Vec<String> = markers.collect();
                    let numbering = if *ordered { Numbering::Numbers } else { Numbering::Bullets };
                    self.within(ElementKind::List(numbering), |setter| {
                        setter.entries(&markers, items, style, column)
                    })
                }
                TextBlock::Table { head, rows } => self.text_table(head, rows, style, column),
                TextBlock::Image { source, alt } => self.image(source, alt, column).into_iter().collect(),
            };
            if let Some(first) = set.first_mut().filter(|_| before.is_some()) {
                first.gap = self.template.spacing.paragraph;
            }
            // What leads in stands on the page of what it leads to.
            let leads =
                matches!(before, Some(TextBlock::Paragraph(_))) && !matches!(block, TextBlock::Paragraph(_));
            if let Some(last) = slabs.last_mut().filter(|_| leads) {
                last.glue = Glue::Firm;
            }
            slabs.append(&mut set);
            before = Some(block);
        }
        slabs
    }

    /// Code beside a bar.
    fn code(&mut self, lines: &[String], style: Style, column: Column) -> Vec<Slab> {
        let style =
            Style { size: style.size * 9 / 10, leading: style.leading * 9 / 10, align: Align::Left, ..style };
        let inner = column.indented(CODE_INDENT);
        let mut slabs = Vec::new();
        for line in lines {
            slabs.extend(self.code_line(line, style, inner));
        }
        unbroken_ends(&mut slabs);
        let x = column.left + Length::points(1);
        for slab in &mut slabs {
            let bar = Mark::Line {
                from: Point::new(x, Length::ZERO),
                to: Point::new(x, slab.height),
                stroke: Stroke { width: Length::points(1), ink: Ink::LIGHT },
            };
            slab.marks.insert(0, self.placed(bar));
        }
        slabs
    }

    /// Entries behind their markers.
    fn entries(
        &mut self,
        markers: &[String],
        items: &[Vec<Inline>],
        style: Style,
        column: Column,
    ) -> Vec<Slab> {
        let style = style.align(Align::Left);
        let widest = markers
            .iter()
            .map(|marker| style.size.units(self.shape(style.face, Direction::Right, marker).width()))
            .max();
        let indent = self.template.spacing.letter_indent.max(widest.unwrap_or_default() + NUMBER_GAP);
        let mut slabs = Vec::new();
        for (marker, item) in markers.iter().zip(items) {
            let entry = self.add(ElementKind::Item);
            let (label, body) = self
                .inside(entry, |setter| (setter.add(ElementKind::Label), setter.add(ElementKind::ItemText)));
            let mut lines = self.inside(body, |setter| setter.lines(item, style, column.indented(indent)));
            if let Some(first) = lines.first_mut() {
                self.inside(label, |setter| setter.label(first, marker, style, column.left, indent));
                first.gap = self.template.spacing.choice;
            }
            slabs.append(&mut lines);
        }
        slabs
    }
}
