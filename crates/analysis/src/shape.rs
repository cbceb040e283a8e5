//! Skewness k₃/k₂^1.5 and excess kurtosis k₄/k₂² from the unbiased k statistics (Fisher 1930, Proceedings of the London
//! Mathematical Society 30, 199–238), as Moodle has them.

use crate::totals::{Distribution, in_points};

/// Skewness and kurtosis of the totals; none below three and four candidates, or if all have the same total.
pub(crate) fn shape(distribution: &Distribution, mean: Option<f64>) -> (Option<f64>, Option<f64>) {
    let Some(mean) = mean else { return (None, None) };
    let (mut n, mut m2, mut m3, mut m4) = (0.0, 0.0, 0.0, 0.0);
    for (total, &count) in distribution {
        let (d, count) = (in_points(total.units() as f64) - mean, count as f64);
        n += count;
        m2 += count * d * d;
        m3 += count * d * d * d;
        m4 += count * d * d * d * d;
    }
    if distribution.len() < 2 {
        return (None, None);
    }
    let (m2, m3, m4) = (m2 / n, m3 / n, m4 / n);
    let k2 = n * m2 / (n - 1.0);
    let k3 = || n * n * m3 / ((n - 1.0) * (n - 2.0));
    let k4 = || n * n * ((n + 1.0) * m4 - 3.0 * (n - 1.0) * m2 * m2) / ((n - 1.0) * (n - 2.0) * (n - 3.0));
    let skewness = (n > 2.0).then(|| k3() / (k2 * k2.sqrt()));
    let kurtosis = (n > 3.0).then(|| k4() / (k2 * k2));
    (skewness, kurtosis)
}

#[cfg(test)]
mod tests {
    use super::*;
    use mockexam_model::Points;

    #[test]
    fn shape_by_hand() {
        // 0 0 0 1: mean 1/4, m2 = 3/16, m3 = 3/32, m4 = 21/256: skewness 2, kurtosis 4.
        let distribution: Distribution = [(Points::ZERO, 3), (Points::from_whole(1), 1)].into();
        let (skewness, kurtosis) = shape(&distribution, Some(0.25));
        assert!((skewness.unwrap() - 2.0).abs() < 1e-14 && (kurtosis.unwrap() - 4.0).abs() < 1e-14);
        assert_eq!(shape(&[(Points::ZERO, 3)].into(), Some(0.0)), (None, None));
        assert_eq!(shape(&Distribution::new(), None), (None, None));
    }
}
