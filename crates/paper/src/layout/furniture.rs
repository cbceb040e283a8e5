//! Running headers and footers.

use super::Setter;
use super::node::line;
use crate::document::{Align, Document, Furniture, TextSize, Tone};
use crate::length::{Length, Point};
use crate::page::{Ink, Page, Role};

impl Setter<'_> {
    /// Adds header and footer to every page that is not a plate; the first page has no header.
    pub(super) fn furnish(&mut self, document: &Document, pages: &mut [Page]) {
        let count = pages.len();
        let (header, footer) = (self.template.margins.header, self.template.margins.footer);
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
                self.running(&filled(&document.header), header, page);
                let y = header + Length::points(6);
                let left = self.template.margins.left;
                let right = left + self.template.text_area().width;
                let rule = line(Point::new(left, y), Point::new(right, y), Ink::LIGHT);
                page.boxes.push(self.placed(Role::Furniture, rule));
            }
            if !document.footer.is_empty() {
                self.running(&filled(&document.footer), self.template.height - footer, page);
            }
        }
    }

    fn running(&mut self, furniture: &Furniture, baseline: Length, page: &mut Page) {
        let left = self.template.margins.left;
        let width = self.template.text_area().width;
        let style = self.style(TextSize::Small, Tone::Faint).role(Role::Furniture);
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
    }
}
