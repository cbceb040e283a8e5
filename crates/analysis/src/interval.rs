//! 95 % intervals. Shares: Wilson (1927), JASA 22, 209–212. Correlations: Fisher (1921), Metron 1, 3–32. Means: Student's t.

use crate::special::t_quantile;
use serde::{Deserialize, Serialize};

/// The 97.5 % point of the standard normal distribution.
const Z: f64 = 1.959_963_984_540_054;

/// Bounds that contain the true value in 95 of 100 cases.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Interval {
    /// Lower bound.
    pub low: f64,
    /// Upper bound.
    pub high: f64,
}

impl Interval {
    /// The interval of a share of n: `(p + z²/2n ± z √(p(1−p)/n + z²/4n²)) / (1 + z²/n)`. For points of which a part can be
    /// had it is wider than needed, never narrower. None where nobody was counted or p is no share.
    #[must_use]
    pub fn of_share(p: f64, n: u64) -> Option<Self> {
        if n == 0 || !(0.0..=1.0).contains(&p) {
            return None;
        }
        let n = n as f64;
        let centre = p + Z * Z / (2.0 * n);
        let reach = Z * (p * (1.0 - p) / n + Z * Z / (4.0 * n * n)).sqrt();
        let scale = 1.0 + Z * Z / n;
        // At the ends the formula gives exactly 0 and 1, floats only nearly.
        let low = if p == 0.0 { 0.0 } else { (centre - reach) / scale };
        let high = if p == 1.0 { 1.0 } else { (centre + reach) / scale };
        Some(Self { low, high })
    }

    /// The interval of a correlation over n pairs: `tanh(artanh r ± z/√(n−3))`. None below four pairs.
    pub(crate) fn of_correlation(r: f64, n: u64) -> Option<Self> {
        if n < 4 {
            return None;
        }
        let reach = Z / ((n - 3) as f64).sqrt();
        let (low, high) = (libm::atanh(r) - reach, libm::atanh(r) + reach);
        Some(Self { low: libm::tanh(low), high: libm::tanh(high) })
    }

    /// The interval of a mean of n values with standard deviation `sd` (denominator n − 1). None below two values.
    pub(crate) fn of_mean(mean: f64, sd: f64, n: u64) -> Option<Self> {
        let df = n.checked_sub(1).filter(|&df| df > 0)?;
        let reach = t_quantile(0.975, df as f64) * sd / (n as f64).sqrt();
        Some(Self { low: mean - reach, high: mean + reach })
    }

    /// The interval of the difference `first − second` of two means (Welch 1947, Biometrika 34, 28–35). Each group is mean,
    /// standard deviation and size. None below two values a group, or if neither group varies.
    pub(crate) fn of_difference(first: (f64, f64, u64), second: (f64, f64, u64)) -> Option<Self> {
        let ((a, sd_a, n_a), (b, sd_b, n_b)) = (first, second);
        if n_a < 2 || n_b < 2 {
            return None;
        }
        let part = |sd: f64, n: u64| (sd * sd / n as f64, (n - 1) as f64);
        let ((u, df_u), (v, df_v)) = (part(sd_a, n_a), part(sd_b, n_b));
        if u + v <= 0.0 {
            return None;
        }
        let df = (u + v) * (u + v) / (u * u / df_u + v * v / df_v);
        let reach = t_quantile(0.975, df) * (u + v).sqrt();
        Some(Self { low: a - b - reach, high: a - b + reach })
    }

    /// Whether a value lies between the bounds or on one of them.
    #[must_use]
    pub fn contains(&self, value: f64) -> bool {
        self.low <= value && value <= self.high
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bounds_are_those_of_the_formulas() {
        // 15 of 24, by hand.
        let share = Interval::of_share(0.625, 24).unwrap();
        assert!((share.low - 0.4271).abs() < 5e-5 && (share.high - 0.7884).abs() < 5e-5, "{share:?}");
        assert_eq!(Interval::of_share(0.0, 10).unwrap().low, 0.0);
        assert_eq!(Interval::of_share(1.0, 10).unwrap().high, 1.0);
        assert_eq!((Interval::of_share(0.5, 0), Interval::of_share(1.5, 9)), (None, None));
        // With 12 candidates, a correlation of .20 says nothing: −.42 to .69.
        let r = Interval::of_correlation(0.2, 12).unwrap();
        assert!((r.low + 0.4224).abs() < 5e-5 && (r.high - 0.6942).abs() < 5e-5, "{r:?}");
        assert_eq!(Interval::of_correlation(1.0, 12).unwrap(), Interval { low: 1.0, high: 1.0 });
        assert_eq!(Interval::of_correlation(0.2, 3), None);
        // 10 ± 2.201 · 2/√12.
        let mean = Interval::of_mean(10.0, 2.0, 12).unwrap();
        assert!((mean.high - 11.270_739_3).abs() < 1e-6, "{mean:?}");
        // Equal sizes and deviations: 2n − 2 degrees of freedom, 2.073873 for 22.
        let difference = Interval::of_difference((3.0, 2.0, 12), (1.0, 2.0, 12)).unwrap();
        assert!(
            (difference.low - (2.0 - 2.073_873_07 * (2.0_f64 / 3.0).sqrt())).abs() < 1e-6,
            "{difference:?}"
        );
        assert_eq!(Interval::of_difference((3.0, 0.0, 12), (1.0, 0.0, 12)), None);
    }
}
