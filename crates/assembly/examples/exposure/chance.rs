//! What chance makes of equal chances.

use crate::tally::Cell;

/// How often the most drawn item comes more than `limit` times as often as the least drawn one where all have the same chance:
/// the share of so many repetitions in which each drawing takes as many items as it did, any of them.
pub(crate) fn above(cell: &Cell, limit: f64, repetitions: u32, draw: &mut impl FnMut(usize) -> usize) -> f64 {
    let mut above = 0;
    for _ in 0..repetitions {
        let mut counts = vec![0_u32; cell.items.len()];
        let mut order: Vec<usize> = (0..counts.len()).collect();
        for &taken in &cell.taken {
            for at in 0..taken {
                order.swap(at, at + draw(counts.len() - at));
                counts[order[at]] += 1;
            }
        }
        let (most, least) = (counts.iter().max().unwrap_or(&0), counts.iter().min().unwrap_or(&0));
        above += u32::from(f64::from(*most) > limit * f64::from(*least).max(1.0));
    }
    f64::from(above) / f64::from(repetitions)
}
