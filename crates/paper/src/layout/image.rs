//! Images.

use super::slab::{Glue, Slab};
use super::{Column, Setter};
use crate::error::Problem;
use crate::length::{Length, Point, Size};
use crate::page::Mark;
use crate::structure::{Element, ElementKind};
use mockexam_model::ImageFile;

/// A pixel on paper, unless the image would be too large so: 96 to the inch, as browsers have it.
const PIXEL: Length = Length::millipoints(750);

/// Share of the height of a page that an image may take, in hundredths.
const HIGHEST: i64 = 60;

/// A logo is no higher than this, and no wider than half the column.
const LOGO: Length = Length::points(54);

/// White space below a logo.
const BELOW_LOGO: Length = Length::points(14);

impl Setter<'_> {
    /// A logo at the left of the column.
    pub(super) fn logo(&mut self, name: &str, column: Column) -> Option<Slab> {
        let Some(image) = self.images.get(name) else {
            self.problems.insert(Problem::NoImage { subject: None, name: name.to_owned() });
            return None;
        };
        let size = fitted(image, Size { width: column.width / 2, height: LOGO });
        let corner = Point::new(column.left, Length::ZERO);
        let marks = vec![self.placed(Mark::Image { corner, size, name: name.into() })];
        Some(Slab { height: size.height + BELOW_LOGO, marks, glue: Glue::Firm, ..Slab::default() })
    }

    /// An image at the left of the column.
    pub(super) fn image(&mut self, name: &str, alt: &str, column: Column) -> Option<Slab> {
        let Some(image) = self.images.get(name) else {
            let subject = self.subject.clone();
            self.problems.insert(Problem::NoImage { subject, name: name.to_owned() });
            return None;
        };
        let room = Size { width: column.width, height: self.template.text_area().height * HIGHEST / 100 };
        let size = fitted(image, room);
        let corner = Point::new(column.left, Length::ZERO);
        let mark = Mark::Image { corner, size, name: name.into() };
        let parent = self.element();
        let alt = Some(alt.into());
        let figure = self.structure.add(Element { alt, ..Element::new(ElementKind::Figure, parent) });
        let marks = vec![self.inside(figure, |setter| setter.placed(mark))];
        Some(Slab { height: size.height, marks, subject: self.subject.clone(), ..Slab::default() })
    }
}

/// The size of an image in a room: as large as its pixels say, or smaller with the same proportions.
fn fitted(image: &ImageFile, room: Size) -> Size {
    let (columns, rows) = (i64::from(image.width()), i64::from(image.height()));
    let own = Size { width: PIXEL * columns, height: PIXEL * rows };
    if own.width <= room.width && own.height <= room.height {
        return own;
    }
    // Whichever is tighter.
    let high = room.width.share(rows, columns);
    if high <= room.height {
        Size { width: room.width, height: high }
    } else {
        Size { width: room.height.share(columns, rows), height: room.height }
    }
}
