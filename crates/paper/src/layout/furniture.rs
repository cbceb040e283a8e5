//! Running headers and footers.

use super::node::line;
use super::{Setter, Style};
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
        let mut put = |text: &str, style: Style, x: Length, room: Length| {
            let (boxes, used) = self.single(text, style, Point::new(x, baseline), room);
            page.boxes.extend(boxes);
            used
        };
        // The right end names form or page and is never cut; the rest takes what is left.
        let gap = Length::points(12);
        let right = put(&furniture.right, style.align(Align::Right), left + width, width);
        let middle = put(&furniture.centre, style.align(Align::Centre), left + width / 2, width / 3);
        let room = if middle > Length::ZERO { (width - middle) / 2 } else { width - right };
        put(&furniture.left, style, left, room - gap);
    }
}
