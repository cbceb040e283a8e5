//! Standard errors of measurement: s_T · √(1 − α) on the whole, and √(T(k − T)/(k − 1)) at one score (Lord 1955, EPM 15, 325–336;
//! Lord and Novick 1968, Statistical Theories of Mental Test Scores).

/// The error in points, from the standard deviation (n − 1) of the totals and alpha.
pub(crate) fn sem(sd: f64, alpha: f64) -> f64 {
    sd * (1.0 - alpha).max(0.0).sqrt()
}

/// The standard error, in right items, of somebody with so many right ones of k: √(T(k − T)/(k − 1)) (Lord 1955). For items that
/// are right or wrong and weigh the same; k from 2, `right` from 0 to k.
#[must_use]
pub fn error_at(right: f64, k: f64) -> f64 {
    (right * (k - right) / (k - 1.0)).max(0.0).sqrt()
}
