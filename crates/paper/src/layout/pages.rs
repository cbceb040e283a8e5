//! From slabs to pages.

use super::Setter;
use super::slab::{Glue, Piece, Slab};
use crate::error::Problem;
use crate::length::Length;
use crate::page::{Page, Placed};
use std::sync::Arc;

/// Pages under construction.
struct Pages {
    done: Vec<Page>,
    top: Length,
    height: Length,
    /// Slabs of the open page.
    open: Vec<Slab>,
    /// How many slabs of the open page stand at its top; the others at its foot.
    fill_at: Option<usize>,
}

/// Why a page ends.
#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    /// The next slab does not fit.
    Full,
    /// The document says so.
    Wanted,
}

impl Setter<'_> {
    pub(super) fn paginate(&mut self, pieces: Vec<Piece>) -> Vec<Page> {
        let height = self.template.text_area().height;
        let mut pages = Pages {
            done: Vec::new(),
            top: self.template.margins.top,
            height,
            open: Vec::new(),
            fill_at: None,
        };
        let mut chunk: Vec<Slab> = Vec::new();
        for piece in pieces {
            match piece {
                Piece::Slab(slab) => {
                    let ends = slab.glue == Glue::Free;
                    chunk.push(slab);
                    if ends {
                        self.place(&mut pages, std::mem::take(&mut chunk));
                    }
                    continue;
                }
                Piece::Fill => {
                    self.place(&mut pages, std::mem::take(&mut chunk));
                    pages.fill_at.get_or_insert(pages.open.len());
                }
                Piece::PageBreak => {
                    self.place(&mut pages, std::mem::take(&mut chunk));
                    pages.close(End::Wanted);
                }
                Piece::Plate(boxes) => {
                    self.place(&mut pages, std::mem::take(&mut chunk));
                    pages.close(End::Wanted);
                    pages.done.push(Page { boxes });
                }
            }
        }
        self.place(&mut pages, chunk);
        pages.close(End::Wanted);
        if pages.done.is_empty() {
            pages.done.push(Page::default());
        }
        pages.done
    }

    /// Puts slabs that belong together on one page.
    fn place(&mut self, pages: &mut Pages, mut chunk: Vec<Slab>) {
        let needed = stacked(&chunk);
        let preferred = chunk.iter().position(|slab| slab.glue == Glue::Preferred);
        if needed > pages.height
            && let Some(at) = preferred
        {
            let rest = chunk.split_off(at + 1);
            self.place(pages, chunk);
            self.place(pages, rest);
            return;
        }
        if needed > pages.height {
            self.problems.insert(Problem::TooHigh {
                subject: chunk.iter().find_map(|slab| slab.subject.clone()),
                needed_mm: needed.whole_mm() + 1,
                page_mm: pages.height.whole_mm(),
            });
        }
        let Some(first) = chunk.first() else { return };
        if !pages.open.is_empty() && pages.used() + first.gap + needed > pages.height {
            pages.close(End::Full);
            // The head of a table, unless it is what comes anyway.
            let head =
                first.head.as_ref().filter(|head| stacked(&[Slab::clone(head)]) + needed <= pages.height);
            pages.open.extend(head.map(|head| Arc::unwrap_or_clone(Arc::clone(head))));
        }
        pages.open.append(&mut chunk);
    }
}

/// Height of slabs below each other, without the gap above the first.
fn stacked(slabs: &[Slab]) -> Length {
    let gaps: Length = slabs.iter().skip(1).map(|slab| slab.gap).sum();
    slabs.iter().map(|slab| slab.height).sum::<Length>() + gaps
}

impl Pages {
    fn used(&self) -> Length {
        stacked(&self.open)
    }

    /// Ends the open page, if there is anything on it.
    fn close(&mut self, end: End) {
        let fill_at = self.fill_at.take();
        if self.open.is_empty() {
            return;
        }
        let spare = (self.height - self.used()).max(Length::ZERO);
        let open = std::mem::take(&mut self.open);
        let stretchable = open.iter().skip(1).filter(|slab| slab.stretch > Length::ZERO).count();
        let share = match (end, i64::try_from(stretchable)) {
            (End::Full, Ok(count)) if count > 0 => spare / count,
            _ => Length::ZERO,
        };
        let mut y = self.top;
        let mut boxes: Vec<Placed> = Vec::new();
        for (index, slab) in open.into_iter().enumerate() {
            if index > 0 {
                y += slab.gap + share.min(slab.stretch);
            }
            if fill_at == Some(index) {
                y += spare;
            }
            boxes.extend(slab.marks.into_iter().map(|placed| placed.moved(y)));
            y += slab.height;
        }
        self.done.push(Page { boxes });
    }
}
