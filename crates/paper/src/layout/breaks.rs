//! Where pages end: on no more pages than needed, evenly filled, so that no page is left with a lonely question.

use super::slab::Slab;
use crate::length::Length;

/// How good a way to fill the pages from a chunk on is; less is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Cost {
    pages: usize,
    /// Sum of the squares of what stays empty, in square points.
    empty: i64,
}

/// The chunks that start a page, first page excluded, in ascending order.
///
/// Empty where nothing can be spread: the rows of tables, which fill page after page, and what fits on one page.
/// Takes the better of all ways to break (Knuth and Plass do so for the lines of a paragraph).
pub(super) fn starts(chunks: &[Vec<Slab>], height: Length) -> Vec<usize> {
    if chunks.iter().flatten().any(|slab| slab.head.is_some()) {
        return Vec::new();
    }
    // The best way from each chunk to the end, and where its first page ends; the last entry is the end.
    let mut best = vec![(Cost { pages: 0, empty: 0 }, chunks.len()); chunks.len() + 1];
    for from in (0..chunks.len()).rev() {
        let mut found: Option<(Cost, usize)> = None;
        let mut page = Fill::default();
        for (chunk, end) in chunks.iter().zip(1_usize..).skip(from) {
            page.add(chunk);
            if page.height > height && end > from + 1 {
                break;
            }
            let Some((rest, _)) = best.get(end) else { break };
            let empty = page.empty(height, end == chunks.len());
            let cost = Cost { pages: rest.pages + 1, empty: rest.empty.saturating_add(empty) };
            // Among equals the page that holds more.
            if found.is_none_or(|(least, _)| cost <= least) {
                found = Some((cost, end));
            }
        }
        if let (Some(found), Some(slot)) = (found, best.get_mut(from)) {
            *slot = found;
        }
    }
    let next = |&at: &usize| best.get(at).map(|&(_, end)| end).filter(|&end| end < chunks.len());
    std::iter::successors(next(&0), next).collect()
}

/// What stands on a page.
#[derive(Default)]
struct Fill {
    height: Length,
    /// How much its white space may grow.
    stretch: Length,
    slabs: usize,
}

impl Fill {
    fn add(&mut self, chunk: &[Slab]) {
        for slab in chunk {
            if self.slabs > 0 {
                self.height += slab.gap;
                self.stretch += slab.stretch;
            }
            self.height += slab.height;
            self.slabs += 1;
        }
    }

    /// How bad the empty rest of the page looks. What its white space can take up hardly counts; the last page may
    /// stay half empty.
    fn empty(&self, height: Length, last: bool) -> i64 {
        let points = |length: Length| length.to_millipoints().max(0) / 1000;
        let spare = points(height - self.height);
        let bare = if last { spare - points(height) / 2 } else { spare - points(self.stretch) };
        let bare = bare.max(0);
        bare * bare + spare * spare / 16
    }
}

/// Height of slabs below each other, without the gap above the first.
pub(super) fn stacked(slabs: &[Slab]) -> Length {
    let gaps: Length = slabs.iter().skip(1).map(|slab| slab.gap).sum();
    slabs.iter().map(|slab| slab.height).sum::<Length>() + gaps
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chunks(heights: &[i64]) -> Vec<Vec<Slab>> {
        heights.iter().map(|&height| vec![Slab::space(Length::points(height))]).collect()
    }

    #[test]
    fn pages_are_filled_evenly_on_no_more_than_needed() {
        let cases: [(&[i64], &[usize]); 6] = [
            (&[], &[]),
            (&[90], &[]),
            (&[25, 25, 25, 25], &[]),
            // Page after page it would be four, four and one; the last page may be half empty.
            (&[25, 25, 25, 25, 25, 25, 25, 25, 25], &[4, 7]),
            // What is higher than a page stands alone.
            (&[30, 130, 30], &[1, 2]),
            (&[60, 30, 60, 30, 60, 30], &[2, 4]),
        ];
        for (heights, expected) in cases {
            assert_eq!(starts(&chunks(heights), Length::points(100)), expected, "{heights:?}");
        }
    }

    #[test]
    fn rows_of_a_table_fill_page_after_page() {
        let mut rows = chunks(&[25; 9]);
        rows[4][0].head = Some(std::sync::Arc::new(Slab::space(Length::points(5))));
        assert!(starts(&rows, Length::points(100)).is_empty());
    }
}
