//! The biserial correlation: r · √(p(1 − p)) / φ(z_p), what the correlation would be if behind right and wrong stood a
//! normally distributed ability (Pearson 1909, Biometrika 7, 96–105).

use crate::special::{normal_density, normal_quantile};

/// From a correlation of a right-or-wrong item and its facility. It can leave −1 to 1. None if all or nobody got it right.
pub(crate) fn biserial(r: f64, facility: f64) -> Option<f64> {
    if facility <= 0.0 || facility >= 1.0 {
        return None;
    }
    Some(r * (facility * (1.0 - facility)).sqrt() / normal_density(normal_quantile(facility)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn at_one_half_it_is_larger_by_a_known_factor() {
        let factor = (std::f64::consts::PI / 2.0).sqrt();
        assert!((biserial(0.4, 0.5).unwrap() - 0.4 * factor).abs() < 1e-15);
        assert_eq!(biserial(0.4, 1.0), None);
    }
}
