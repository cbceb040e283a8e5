//! KR-21: k/(k − 1) · (1 − M(k − M)/(k s²)), s² with denominator n: what KR-20 would be if all items were equally hard (Kuder and
//! Richardson 1937, Psychometrika 2, 151–160).

/// From the mean and the variance (denominator n) of the number of right items out of k ≥ 2; none without variance.
pub(crate) fn kr21(k: f64, mean: f64, variance: f64) -> Option<f64> {
    (variance > 0.0).then(|| k / (k - 1.0) * (1.0 - mean * (k - mean) / (k * variance)))
}
