//! Exact sums of pairs (x, y) of points, and the integers that variance, covariance and correlation are made of:
//! n²·cov(x, y) = n·Σxy − Σx·Σy (textbook identity; exact in integers, so nothing cancels).

use mockexam_model::Points;

/// Sums over totals: how many, ΣT and ΣT².
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Totals {
    pub(crate) n: u64,
    pub(crate) sum: i128,
    pub(crate) squares: i128,
}

impl Totals {
    pub(crate) fn add(&mut self, total: Points) {
        let total = i128::from(total.units());
        self.n += 1;
        self.sum += total;
        self.squares += total * total;
    }

    pub(crate) fn merge(&mut self, other: &Self) {
        self.n += other.n;
        self.sum += other.sum;
        self.squares += other.squares;
    }

    /// The sums without some of those that are in them.
    pub(crate) fn without(&self, some: &Self) -> Self {
        Self { n: self.n - some.n, sum: self.sum - some.sum, squares: self.squares - some.squares }
    }
}

/// Sums over pairs of point units.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Pairs {
    pub(crate) n: u64,
    pub(crate) x: i128,
    pub(crate) y: i128,
    pub(crate) xx: i128,
    pub(crate) xy: i128,
    pub(crate) yy: i128,
}

impl Pairs {
    /// n² times the variance of x, with denominator n.
    pub(crate) fn spread_x(&self) -> i128 {
        i128::from(self.n) * self.xx - self.x * self.x
    }

    /// The same sums with y replaced by y − x: from totals to rest scores.
    pub(crate) fn against_rest(&self) -> Self {
        Self { y: self.y - self.x, xy: self.xy - self.xx, yy: self.yy - 2 * self.xy + self.xx, ..*self }
    }

    /// Pearson's r; none if x or y is the same for everybody.
    pub(crate) fn correlation(&self) -> Option<f64> {
        let n = i128::from(self.n);
        let spread_y = n * self.yy - self.y * self.y;
        let shared = n * self.xy - self.x * self.y;
        let spread_x = self.spread_x();
        if spread_x <= 0 || spread_y <= 0 {
            return None;
        }
        let r = shared as f64 / (spread_x as f64 * spread_y as f64).sqrt();
        Some(r.clamp(-1.0, 1.0))
    }
}

/// The exact ratio of two whole numbers, rounded once or twice to a float; none over zero.
pub(crate) fn ratio(numerator: i128, denominator: i128) -> Option<f64> {
    (denominator != 0).then(|| numerator as f64 / denominator as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn correlation_by_hand() {
        // x = 1 2 3 4, y = 2 1 4 3: means 2.5, Σdxdy = 3, Σdx² = Σdy² = 5, r = 0.6.
        let pairs = Pairs { n: 4, x: 10, y: 10, xx: 30, xy: 28, yy: 30 };
        assert_eq!(pairs.correlation(), Some(0.6));
        assert_eq!(pairs.spread_x(), 20);
        // y − x = 1 −1 1 −1: Σdxdy = −2, Σdy² = 4, r = −2/√20.
        let rest = pairs.against_rest().correlation().unwrap();
        assert!((rest + 2.0 / 20_f64.sqrt()).abs() < 1e-15, "{rest}");
        assert_eq!(Pairs::default().correlation(), None);
    }
}
