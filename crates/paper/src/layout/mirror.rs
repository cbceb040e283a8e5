//! Pages of languages that are written from right to left: set as those of others, and turned round at last. Lines of text keep
//! the order of their words, which [`Setter::runs`] sees to.

use super::Setter;
use crate::length::{Length, Point};
use crate::page::{Mark, Page, Placed};

impl Setter<'_> {
    /// Turns pages round, where the language asks for it.
    pub(super) fn mirror(&self, pages: &mut [Page]) {
        if self.mirrored {
            let width = self.template.sheet().width;
            pages.iter_mut().flat_map(|page| &mut page.boxes).for_each(|placed| placed.mirror(width));
        }
    }

    /// A page of things at fixed places, which stay where they are when all pages are turned round.
    pub(super) fn fixed(&mut self, set: impl FnOnce(&mut Self) -> Vec<Placed>) -> Vec<Placed> {
        let mirrored = std::mem::replace(&mut self.mirrored, false);
        let mut boxes = set(self);
        self.mirrored = mirrored;
        if mirrored {
            let width = self.template.sheet().width;
            boxes.iter_mut().for_each(|placed| placed.mirror(width));
        }
        boxes
    }
}

impl Placed {
    /// Moves a box to the other side of a page of some width.
    fn mirror(&mut self, page: Length) {
        let turn = |point: &mut Point, width: Length| point.x = page - point.x - width;
        match &mut self.mark {
            Mark::Text(run) => {
                let width = run.words.iter().map(|word| word.width()).sum();
                turn(&mut run.origin, run.size.units(width));
            }
            Mark::Line { from, to, .. } => {
                turn(from, Length::ZERO);
                turn(to, Length::ZERO);
            }
            Mark::Rectangle { corner, size, .. } | Mark::Image { corner, size, .. } => {
                turn(corner, size.width);
            }
            Mark::Circle { centre, .. } => turn(centre, Length::ZERO),
        }
    }
}
