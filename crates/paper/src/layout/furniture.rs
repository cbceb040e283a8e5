//! Running headers and footers.

use super::Setter;
use super::node::line;
use crate::document::{Align, Document, Furniture, Padding, TextSize, Tone};
use crate::length::{Length, Point};
use crate::page::{Edge, Ink, Page, Part};
use crate::structure::ElementKind;
use crate::template::Fold;

impl Setter<'_> {
    /// Adds empty pages, as many as the document asks for; they say that nothing is missing on them.
    pub(super) fn pad(&mut self, document: &Document, pages: &mut Vec<Page>) {
        let Padding { least, multiple, text } = &document.padding;
        let mut count = pages.len().max(*least).next_multiple_of((*multiple).max(1));
        if self.template.pages.fold == Fold::Booklet {
            // A sheet has two pages on each side.
            count = count.next_multiple_of(4);
        }
        let area = self.template.text_area();
        let margins = &self.template.margins;
        let middle = Point::new(margins.left + area.width / 2, margins.top + area.height / 2);
        let style = self.style(TextSize::Small, Tone::Faint).align(Align::Centre);
        while pages.len() < count {
            let set = |setter: &mut Self| setter.single(text, style, middle, area.width).0;
            let boxes = self.within(ElementKind::Paragraph, set);
            pages.push(Page::of(boxes));
        }
    }

    /// Adds header and footer to every page that is not a plate; the first page has no header.
    pub(super) fn furnish(&mut self, document: &Document, pages: &mut [Page]) {
        let count = pages.len();
        let header = self.template.margins.header;
        for (index, page) in pages.iter_mut().enumerate() {
            let number = index + 1;
            let fill = |text: &str| {
                text.replace("{pages}", &count.to_string()).replace("{page}", &number.to_string())
            };
            let filled = |furniture: &Furniture| Furniture {
                left: fill(&furniture.left),
                centre: fill(&furniture.centre),
                right: fill(&furniture.right),
            };
            if index > 0 && !document.header.is_empty() {
                self.running(&filled(&document.header), Edge::Header, page);
                let y = header + Length::points(6);
                let left = self.template.margins.left;
                let right = left + self.template.text_area().width;
                let rule = line(Point::new(left, y), Point::new(right, y), Ink::LIGHT);
                page.boxes.push(self.placed(rule));
            }
            let first = document.first_footer.as_ref().filter(|_| index == 0);
            let footer = first.unwrap_or(&document.footer);
            if !footer.is_empty() {
                self.running(&filled(footer), Edge::Footer, page);
            }
        }
    }

    fn running(&mut self, furniture: &Furniture, edge: Edge, page: &mut Page) {
        let baseline = match edge {
            Edge::Header => self.template.margins.header,
            Edge::Footer => self.template.height - self.template.margins.footer,
        };
        self.part = Part::Furniture(edge);
        let left = self.template.margins.left;
        let width = self.template.text_area().width;
        let style = self.style(TextSize::Small, Tone::Faint);
        let mut line = |text: &str, align: Align, x: Length, room: Length| {
            self.single(text, style.align(align), Point::new(x, baseline), room)
        };
        // The right end names form or page and is never cut; the left end takes what is left.
        let (right, right_width) = line(&furniture.right, Align::Right, left + width, width);
        let (middle, middle_width) = line(&furniture.centre, Align::Centre, left + width / 2, width / 3);
        let empty = middle_width == Length::ZERO;
        let room = if empty { width - right_width } else { (width - middle_width) / 2 };
        let (start, _) = line(&furniture.left, Align::Left, left, room - Length::points(12));
        page.boxes.extend(start.into_iter().chain(middle).chain(right));
        self.part = Part::Decoration;
    }
}
