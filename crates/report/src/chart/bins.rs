//! Bins of a score distribution: equal widths in whole points, an edge exactly at the cut score.

use mockexam_model::Points;
use std::collections::BTreeMap;

/// More bars than this nobody can tell apart on a page.
const MOST: i64 = 60;

/// Scores counted in bins `[edge, next edge)`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Bins {
    /// Lower edge of the first bin.
    origin: i64,
    /// Width of a bin in units of points.
    width: i64,
    /// Candidates per bin.
    pub(crate) counts: Vec<u64>,
    /// The bin that begins at the cut score.
    pub(crate) cut: Option<usize>,
}

impl Bins {
    /// Counts a distribution of totals. Covers zero to the maximum and all scores.
    pub(crate) fn new(distribution: &BTreeMap<Points, u64>, maximum: Points, cut: Option<Points>) -> Self {
        let scores = || distribution.keys().copied();
        let low = scores().chain(cut).min().unwrap_or_default().min(Points::ZERO).units();
        let high = scores().chain(cut).max().unwrap_or_default().max(maximum).units();
        let width = width(high - low);
        let origin = match cut {
            Some(cut) => cut.units() - (cut.units() - low + width - 1) / width * width,
            None => low.div_euclid(width) * width,
        };
        let index = |units: i64| usize::try_from((units - origin) / width).unwrap_or(0);
        let mut counts = vec![0; index(high) + 1];
        for (points, count) in distribution {
            if let Some(bin) = counts.get_mut(index(points.units())) {
                *bin += count;
            }
        }
        Self { origin, width, counts, cut: cut.map(|cut| index(cut.units())) }
    }

    /// Lower edge of a bin.
    pub(crate) fn edge(&self, bin: usize) -> Points {
        let bin = i64::try_from(bin).unwrap_or(i64::MAX);
        Points::from_units(self.origin.saturating_add(self.width.saturating_mul(bin)))
    }

    /// Whether a bin of whole scores holds one score only, so that the edge is its name.
    pub(crate) fn single(&self) -> bool {
        self.width == Points::units_per_point() && self.origin % self.width == 0
    }
}

/// The narrowest of 1, 2, 5, 10, 20 … points that needs no more bins than can be drawn.
fn width(span: i64) -> i64 {
    let mut decade = Points::units_per_point();
    loop {
        for step in [1, 2, 5] {
            if span / (decade * step) < MOST {
                return decade * step;
            }
        }
        decade *= 10;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn distribution(scores: &[(i32, u64)]) -> BTreeMap<Points, u64> {
        scores.iter().map(|&(score, count)| (Points::from_whole(score), count)).collect()
    }

    #[test]
    fn forty_questions_have_a_bin_for_each_score() {
        let cut = Points::from_whole(26);
        let bins =
            Bins::new(&distribution(&[(0, 1), (25, 2), (26, 3), (40, 4)]), Points::from_whole(40), Some(cut));
        assert!(bins.single());
        assert_eq!((bins.counts.len(), bins.cut), (41, Some(26)));
        assert_eq!([0, 25, 26, 40].map(|bin| bins.counts[bin]), [1, 2, 3, 4]);
        assert_eq!(bins.edge(26), cut);
    }

    #[test]
    fn wide_bins_never_straddle_the_cut() {
        let cut = Points::from_decimal("130.5").unwrap();
        let bins =
            Bins::new(&distribution(&[(130, 5), (131, 7), (200, 1)]), Points::from_whole(200), Some(cut));
        let at = bins.cut.unwrap();
        assert_eq!(bins.edge(at), cut);
        assert_eq!((bins.counts[at - 1], bins.counts[at]), (5, 7));
        assert!(bins.counts.len() <= 61, "{}", bins.counts.len());
    }

    proptest! {
        #[test]
        fn every_score_is_counted_on_its_side(
            scores in prop::collection::btree_map(-3_000_000_i64..140_000_000, 1_u64..9, 0..40),
            maximum in 0_i32..2000,
            cut in prop::option::of(0_i32..2000),
        ) {
            let distribution: BTreeMap<Points, u64> =
                scores.into_iter().map(|(units, count)| (Points::from_units(units), count)).collect();
            let cut = cut.map(Points::from_whole);
            let bins = Bins::new(&distribution, Points::from_whole(maximum), cut);
            prop_assert_eq!(bins.counts.iter().sum::<u64>(), distribution.values().sum::<u64>());
            prop_assert!(bins.counts.len() <= 62);
            if let (Some(cut), Some(at)) = (cut, bins.cut) {
                let passed: u64 = distribution.range(cut..).map(|(_, count)| count).sum();
                prop_assert_eq!(bins.counts[at..].iter().sum::<u64>(), passed);
            }
        }
    }
}
