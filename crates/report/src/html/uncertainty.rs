//! Wilson (1927), JASA 22: interval for a proportion.

/// The 97.5 % point of the standard normal distribution.
const Z: f64 = 1.959_963_984_540_054;

/// Bounds from 0 to 1 that contain the true share behind `hits` of `total` = n in 95 of 100 cases:
/// `(p + z²/2n ± z √(p(1−p)/n + z²/4n²)) / (1 + z²/n)`. None where nobody was counted.
#[expect(clippy::cast_precision_loss, reason = "counts of people are far below 2^53")]
pub(crate) fn wilson(hits: u64, total: u64) -> Option<(f64, f64)> {
    if total == 0 || hits > total {
        return None;
    }
    let (p, n) = (hits as f64 / total as f64, total as f64);
    let centre = p + Z * Z / (2.0 * n);
    let reach = Z * (p * (1.0 - p) / n + Z * Z / (4.0 * n * n)).sqrt();
    let scale = 1.0 + Z * Z / n;
    // At the ends the formula gives exactly 0 and 1, floats only nearly.
    let low = if hits == 0 { 0.0 } else { (centre - reach) / scale };
    let high = if hits == total { 1.0 } else { (centre + reach) / scale };
    Some((low, high))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bounds_are_those_of_the_formula() {
        // 15 of 24, computed by hand: 0.4271 … 0.7884; ends stay inside.
        let (low, high) = wilson(15, 24).unwrap();
        assert!((low - 0.4271).abs() < 5e-5 && (high - 0.7884).abs() < 5e-5, "{low} {high}");
        assert_eq!(wilson(0, 10).unwrap().0, 0.0);
        assert_eq!(wilson(10, 10).unwrap().1, 1.0);
        assert_eq!(wilson(0, 0), None);
    }
}
