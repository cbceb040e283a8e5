//! Pages beside each other on sheets that are folded.

use crate::length::Length;
use crate::page::{Leaf, Mark, Page, Placed};

/// Puts pages beside each other, so that sheets that are printed on both sides, laid into each other and folded are a booklet.
/// The number of pages is a multiple of four.
pub(super) fn impose(pages: Vec<Page>, width: Length) -> Vec<Page> {
    let count = pages.len();
    let mut pages: Vec<Page> = pages;
    let mut take = |index: usize| pages.get_mut(index).map(std::mem::take).unwrap_or_default();
    let side = |side: usize| {
        // The first side has the last page at the left and the first at the right, the second the other way round, and so on.
        let (low, high) = (side, count - 1 - side);
        let (left, right) = if side.is_multiple_of(2) { (high, low) } else { (low, high) };
        let mut sheet = take(left);
        let first_box = sheet.boxes.len();
        sheet.leaves = vec![Leaf { number: left, first_box: 0 }, Leaf { number: right, first_box }];
        let shifted = |placed: Placed| Placed { mark: shift(placed.mark, width), ..placed };
        sheet.boxes.extend(take(right).boxes.into_iter().map(shifted));
        sheet
    };
    (0..count / 2).map(side).collect()
}

fn shift(mark: Mark, by: Length) -> Mark {
    mark.moved(by, Length::ZERO)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::length::Point;
    use crate::page::{Ink, Stroke, Tag};

    /// A page with a line as long as its number.
    fn page(number: i64) -> Page {
        let to = Point::new(Length::points(number), Length::ZERO);
        let stroke = Stroke { width: Length::points(1), ink: Ink::BLACK };
        let mark = Mark::Line { from: Point::default(), to, stroke };
        Page::of(vec![Placed { tag: Tag::default(), mark }])
    }

    #[test]
    fn folded_sheets_have_their_pages_in_order() {
        let sides = impose((1..=8).map(page).collect(), Length::points(100));
        let numbers = |page: &Page| -> Vec<i64> {
            let ends = page.boxes.iter().map(|placed| match placed.mark {
                Mark::Line { to, .. } => to.x.to_millipoints() / 1000,
                _ => 0,
            });
            ends.collect()
        };
        let sides: Vec<Vec<i64>> = sides.iter().map(numbers).collect();
        assert_eq!(sides, [[8, 101], [2, 107], [6, 103], [4, 105]]);
        let read: Vec<usize> = impose((1..=4).map(page).collect(), Length::points(100))
            .iter()
            .flat_map(|sheet| [0, 1].map(|index| sheet.reading_place(9, index)))
            .collect();
        assert_eq!(read, [3, 0, 1, 2]);
    }
}
