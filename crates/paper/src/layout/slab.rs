//! Slices of a page that are never split.

use crate::length::Length;
use crate::page::{Part, Placed};
use std::sync::Arc;

/// What the pages are built from.
#[derive(Debug, Clone)]
pub(super) enum Piece {
    /// A slice of the text area.
    Slab(Slab),
    /// What follows stands at the foot of the page.
    Fill,
    /// What follows starts a page.
    PageBreak,
    /// What follows starts a page with as many columns as the template has.
    Columns,
    /// A page of its own, without running lines.
    Plate(Vec<Placed>),
}

/// A slice as wide as the text area that is never split. Its marks have the `x` of the page, and `y` from its top.
#[derive(Debug, Clone, Default)]
pub(super) struct Slab {
    pub(super) height: Length,
    /// Baseline of its first line.
    pub(super) baseline: Option<Length>,
    /// White space above, dropped at the top of a page.
    pub(super) gap: Length,
    /// How much the white space above may grow.
    pub(super) stretch: Length,
    pub(super) glue: Glue,
    pub(super) marks: Vec<Placed>,
    /// The item or case that it belongs to.
    pub(super) subject: Option<Arc<str>>,
    /// Goes on top of it when it starts a page: the head of a table.
    pub(super) head: Option<Arc<Slab>>,
}

/// Whether a page may end after a slab.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Glue {
    /// It may.
    #[default]
    Free,
    /// Not if both fit on one page.
    Preferred,
    /// Never.
    Firm,
}

impl Slab {
    /// White space of a height.
    pub(super) fn space(height: Length) -> Self {
        Self { height, ..Self::default() }
    }

    /// Slabs below each other as one. The gap of the first becomes the gap of all.
    pub(super) fn stack(slabs: impl IntoIterator<Item = Self>) -> Self {
        let mut slabs = slabs.into_iter();
        let Some(mut all) = slabs.next() else { return Self::default() };
        for slab in slabs {
            let top = all.height + slab.gap;
            if all.baseline.is_none() {
                all.baseline = slab.baseline.map(|baseline| top + baseline);
            }
            all.height = top + slab.height;
            all.marks.extend(slab.marks.into_iter().map(|placed| placed.moved(top)));
            all.glue = slab.glue;
        }
        all
    }

    /// Slabs beside each other, with the baselines of their first lines at one height.
    pub(super) fn beside(slabs: Vec<Self>) -> Self {
        let baseline = slabs.iter().filter_map(|slab| slab.baseline).max();
        let mut all = Self { baseline, ..Self::default() };
        for slab in slabs {
            let down = slab.baseline.zip(baseline).map_or(Length::ZERO, |(own, common)| common - own);
            all.height = all.height.max(slab.height + down);
            all.marks.extend(slab.marks.into_iter().map(|placed| placed.moved(down)));
        }
        all
    }

    /// The slab as a repetition, which those who hear the document need not hear again.
    pub(super) fn repeated(mut self) -> Self {
        for placed in &mut self.marks {
            placed.tag.part = Part::Decoration;
        }
        self
    }

    pub(super) fn with_gap(mut self, gap: Length) -> Self {
        self.gap = gap;
        self
    }

    pub(super) fn glued(mut self, glue: Glue) -> Self {
        self.glue = glue;
        self
    }
}

impl Placed {
    /// The box moved down.
    pub(super) fn moved(self, by: Length) -> Self {
        self.shifted(Length::ZERO, by)
    }

    /// The box moved right and down.
    pub(super) fn shifted(self, dx: Length, dy: Length) -> Self {
        Self { tag: self.tag, mark: self.mark.moved(dx, dy) }
    }
}

/// The slabs among pieces, for places where pages cannot end anyway.
pub(super) fn slabs(pieces: Vec<Piece>) -> impl Iterator<Item = Slab> {
    pieces.into_iter().filter_map(|piece| match piece {
        Piece::Slab(slab) => Some(slab),
        Piece::Fill | Piece::PageBreak | Piece::Columns | Piece::Plate(_) => None,
    })
}
