//! Split-half reliability: 2r / (1 + r), r between the points on every other item (Spearman 1910 and Brown 1910, British Journal
//! of Psychology 3, 271–322).

use crate::moments::Pairs;

/// The correlation of the halves, stepped up to the whole exam; none if a half is the same for everybody or r is −1.
pub(crate) fn split_half(halves: &Pairs) -> Option<f64> {
    let r = halves.correlation()?;
    (r > -1.0).then(|| 2.0 * r / (1.0 + r))
}
