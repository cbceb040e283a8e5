//! From slabs to pages.

use super::Setter;
use super::breaks::{stacked, starts};
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
    /// Slabs that belong together, still without a page.
    waiting: Vec<Vec<Slab>>,
    /// Slabs of the open page.
    open: Vec<Slab>,
    /// How many slabs of the open page stand at its top; the others at its foot.
    fill_at: Option<usize>,
    /// Columns beside each other on a page; what is open is one of them.
    columns: Columns,
}

/// Columns of the pages.
struct Columns {
    count: u8,
    /// From the left end of one to that of the next.
    step: Length,
    /// Columns that the last page has already; as many as fit on one where the next starts a page.
    filled: u8,
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
            waiting: Vec::new(),
            open: Vec::new(),
            fill_at: None,
            columns: Columns { count: 1, step: Length::ZERO, filled: 1 },
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
                    pages.settle();
                    pages.fill_at.get_or_insert(pages.open.len());
                }
                Piece::PageBreak => {
                    self.place(&mut pages, std::mem::take(&mut chunk));
                    pages.settle();
                    pages.close(End::Wanted);
                }
                Piece::Columns => {
                    self.place(&mut pages, std::mem::take(&mut chunk));
                    pages.settle();
                    pages.close(End::Wanted);
                    let count = self.template.pages.columns;
                    let step = self.template.column_width() + self.template.pages.column_gap;
                    pages.columns = Columns { count, step, filled: count };
                }
                Piece::Plate(boxes) => {
                    self.place(&mut pages, std::mem::take(&mut chunk));
                    pages.settle();
                    pages.close(End::Wanted);
                    pages.done.push(Page::of(boxes));
                    pages.columns.filled = pages.columns.count;
                }
            }
        }
        self.place(&mut pages, chunk);
        pages.settle();
        pages.close(End::Wanted);
        if pages.done.is_empty() {
            pages.done.push(Page::default());
        }
        pages.done
    }

    /// Hands slabs over that belong together on one page.
    fn place(&mut self, pages: &mut Pages, mut chunk: Vec<Slab>) {
        let needed = stacked(&chunk);
        let preferred = chunk.iter().position(|slab| slab.glue == Glue::Preferred);
        // Behind the last slab there is nothing to part from it.
        if needed > pages.height
            && let Some(at) = preferred.filter(|&at| at + 1 < chunk.len())
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
        if !chunk.is_empty() {
            pages.waiting.push(chunk);
        }
    }
}

impl Pages {
    fn used(&self) -> Length {
        stacked(&self.open)
    }

    /// Spreads what waits over pages; the last one stays open.
    fn settle(&mut self) {
        let waiting = std::mem::take(&mut self.waiting);
        let starts = if self.open.is_empty() { starts(&waiting, self.height) } else { Vec::new() };
        let mut starts = starts.into_iter().peekable();
        for (index, chunk) in waiting.into_iter().enumerate() {
            if starts.next_if_eq(&index).is_some() {
                self.close(End::Full);
            }
            self.append(chunk);
        }
    }

    /// Puts slabs that belong together on the open page, or on the next where they do not fit.
    fn append(&mut self, mut chunk: Vec<Slab>) {
        let Some(first) = chunk.first() else { return };
        let needed = stacked(&chunk);
        if !self.open.is_empty() && self.used() + first.gap + needed > self.height {
            // The head of a table, unless it is what comes anyway.
            let head = first.head.clone().filter(|head| head.height + first.gap + needed <= self.height);
            self.close(End::Full);
            self.open.extend(head.map(Arc::unwrap_or_clone).map(Slab::repeated));
        }
        self.open.append(&mut chunk);
    }

    /// Ends the open page, if there is anything on it.
    fn close(&mut self, end: End) {
        let fill_at = self.fill_at.take();
        if self.open.is_empty() {
            if end == End::Wanted {
                self.columns.filled = self.columns.count;
            }
            return;
        }
        let spare = (self.height - self.used()).max(Length::ZERO);
        let open = std::mem::take(&mut self.open);
        let stretchable = open.iter().skip(1).filter(|slab| slab.stretch > Length::ZERO).count();
        let share = match i64::try_from(stretchable) {
            Ok(count) if count > 0 && fill_at.is_none() => spare / count,
            _ => Length::ZERO,
        };
        // The last page is not stretched to its foot, only to look like its neighbours.
        let part = if end == End::Full { 1 } else { 2 };
        let mut y = self.top;
        let mut boxes: Vec<Placed> = Vec::new();
        for (index, slab) in open.into_iter().enumerate() {
            if index > 0 {
                y += slab.gap + share.min(slab.stretch / part);
            }
            if fill_at == Some(index) {
                y += spare;
            }
            boxes.extend(slab.marks.into_iter().map(|placed| placed.moved(y)));
            y += slab.height;
        }
        self.columns.put(boxes, &mut self.done);
        if end == End::Wanted {
            self.columns.filled = self.columns.count;
        }
    }
}

impl Columns {
    /// Puts a column beside those of the last page, or on a page of its own.
    fn put(&mut self, boxes: Vec<Placed>, done: &mut Vec<Page>) {
        match done.last_mut().filter(|_| self.filled < self.count) {
            Some(page) => {
                let dx = self.step * i64::from(self.filled);
                page.boxes.extend(boxes.into_iter().map(|placed| placed.shifted(dx, Length::ZERO)));
                self.filled += 1;
            }
            None => {
                done.push(Page::of(boxes));
                self.filled = 1;
            }
        }
    }
}
