//! Exact sums of pairs (x, y) of points, and the integers that variance, covariance and correlation are made of:
//! n²·cov(x, y) = n·Σxy − Σx·Σy (textbook identity; exact in integers, so nothing cancels).

/// Sums over totals: how many, ΣT and ΣT².
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Totals {
    pub(crate) n: u64,
    pub(crate) sum: i128,
    pub(crate) squares: i128,
}

impl Totals {
    pub(crate) fn add(&mut self, total: i64) {
        self.add_many(i128::from(total), 1);
    }

    pub(crate) fn add_many(&mut self, total: i128, count: u64) {
        self.n += count;
        self.sum += total * i128::from(count);
        self.squares += total * total * i128::from(count);
    }

    pub(crate) fn merge(&mut self, other: &Self) {
        self.n += other.n;
        self.sum += other.sum;
        self.squares += other.squares;
    }

    /// n² times the variance, with denominator n.
    pub(crate) fn spread(&self) -> i128 {
        i128::from(self.n) * self.squares - self.sum * self.sum
    }

    /// The mean in units; none of nobody.
    pub(crate) fn mean(&self) -> Option<f64> {
        ratio(self.sum, i128::from(self.n))
    }

    /// The standard deviation in units, denominator n − 1; none below two.
    pub(crate) fn sd(&self) -> Option<f64> {
        let n = i128::from(self.n);
        ratio(self.spread(), n * (n - 1)).map(|variance| variance.max(0.0).sqrt())
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
    pub(crate) fn add(&mut self, x: i128, y: i128) {
        self.add_many(x, y, 1);
    }

    pub(crate) fn add_many(&mut self, x: i128, y: i128, count: u64) {
        let k = i128::from(count);
        self.n += count;
        self.x += x * k;
        self.y += y * k;
        self.xx += x * x * k;
        self.xy += x * y * k;
        self.yy += y * y * k;
    }

    pub(crate) fn merge(&mut self, other: &Self) {
        self.n += other.n;
        self.x += other.x;
        self.y += other.y;
        self.xx += other.xx;
        self.xy += other.xy;
        self.yy += other.yy;
    }

    /// n² times the variance of x, with denominator n.
    pub(crate) fn spread_x(&self) -> i128 {
        i128::from(self.n) * self.xx - self.x * self.x
    }

    /// n² times the variance of y.
    pub(crate) fn spread_y(&self) -> i128 {
        i128::from(self.n) * self.yy - self.y * self.y
    }

    /// n² times the covariance.
    pub(crate) fn shared(&self) -> i128 {
        i128::from(self.n) * self.xy - self.x * self.y
    }

    /// The same sums with y replaced by y − x: from totals to rest scores.
    pub(crate) fn against_rest(&self) -> Self {
        Self { y: self.y - self.x, xy: self.xy - self.xx, yy: self.yy - 2 * self.xy + self.xx, ..*self }
    }

    /// Pearson's r; none if x or y is the same for everybody.
    pub(crate) fn correlation(&self) -> Option<f64> {
        let (spread_x, spread_y) = (self.spread_x(), self.spread_y());
        if spread_x <= 0 || spread_y <= 0 {
            return None;
        }
        let r = self.shared() as f64 / (spread_x as f64 * spread_y as f64).sqrt();
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
        let mut pairs = Pairs::default();
        [(1, 2), (2, 1), (3, 4), (4, 3)].into_iter().for_each(|(x, y)| pairs.add(x, y));
        assert_eq!(pairs, Pairs { n: 4, x: 10, y: 10, xx: 30, xy: 28, yy: 30 });
        assert_eq!(pairs.correlation(), Some(0.6));
        assert_eq!((pairs.spread_x(), pairs.shared()), (20, 12));
        // y − x = 1 −1 1 −1: Σdxdy = −2, Σdy² = 4, r = −2/√20.
        let rest = pairs.against_rest().correlation().unwrap();
        assert!((rest + 2.0 / 20_f64.sqrt()).abs() < 1e-15, "{rest}");
        assert_eq!(Pairs::default().correlation(), None);
    }
}
