//! Standard error of measurement: s_T · √(1 − α) (Lord and Novick 1968, Statistical Theories of Mental Test Scores).

/// The error in points, from the standard deviation (n − 1) of the totals and alpha.
pub(crate) fn sem(sd: f64, alpha: f64) -> f64 {
    sd * (1.0 - alpha).max(0.0).sqrt()
}
