//! How often a second form would repeat the decision to pass or fail.
//!
//! p₀ = mean of P² + (1 − P)², where P is the chance of c or more right out of k at the candidate's regressed share
//! αT/k + (1 − α)M/k (Subkoviak 1976, Journal of Educational Measurement 13, 265–276); κ = (p₀ − p_c)/(1 − p_c) with
//! p_c = P̄² + (1 − P̄)². Livingston (1972), same journal 9, 13–26: k² = (α s² + (M − c)²)/(s² + (M − c)²).

use crate::special::binomial_tail;
use serde::{Deserialize, Serialize};

/// The consistency of pass and fail.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Decision {
    /// Share of candidates for whom two forms would decide alike (Subkoviak).
    pub consistency: f64,
    /// The same beyond chance; none if chance would decide everybody alike.
    pub kappa: Option<f64>,
    /// Reliability around the cut score (Livingston).
    pub livingston: Option<f64>,
}

/// An exam of k right-or-wrong items of the same weight, in items.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Counted<'d> {
    pub(crate) k: u32,
    /// Least right items to pass.
    pub(crate) cut: u32,
    /// The cut score itself, in items.
    pub(crate) exact_cut: f64,
    pub(crate) mean: f64,
    /// Denominator n − 1.
    pub(crate) sd: f64,
    /// How many candidates have so many right.
    pub(crate) distribution: &'d [(f64, u64)],
}

/// None without candidates.
pub(crate) fn decision(exam: &Counted<'_>, alpha: f64) -> Option<Decision> {
    let k = f64::from(exam.k);
    // A regression weight is a share: a negative alpha says that totals tell nothing.
    let weight = alpha.clamp(0.0, 1.0);
    let (mut n, mut alike, mut passing) = (0.0, 0.0, 0.0);
    for &(right, count) in exam.distribution {
        let share = weight * right / k + (1.0 - weight) * exam.mean / k;
        let pass = binomial_tail(exam.k, share.clamp(0.0, 1.0), exam.cut);
        let count = count as f64;
        n += count;
        alike += count * (pass * pass + (1.0 - pass) * (1.0 - pass));
        passing += count * pass;
    }
    if n == 0.0 {
        return None;
    }
    let (consistency, passing) = (alike / n, passing / n);
    let chance = passing * passing + (1.0 - passing) * (1.0 - passing);
    let variance = exam.sd * exam.sd;
    let distance = (exam.mean - exam.exact_cut) * (exam.mean - exam.exact_cut);
    Some(Decision {
        consistency,
        kappa: (chance < 1.0).then(|| (consistency - chance) / (1.0 - chance)),
        livingston: (variance + distance > 0.0)
            .then(|| (alpha * variance + distance) / (variance + distance)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn consistency_by_hand() {
        // Two items, cut 1, alpha 1: nobody right fails surely, one right has P = 3/4, both right passes surely.
        let exam = Counted {
            k: 2,
            cut: 1,
            exact_cut: 1.0,
            mean: 1.0,
            sd: 1.0,
            distribution: &[(0.0, 1), (1.0, 1), (2.0, 1)],
        };
        let found = decision(&exam, 1.0).unwrap();
        assert!((found.consistency - (2.0 + 0.625) / 3.0).abs() < 1e-12, "{found:?}");
        // P̄ = 7/12, p_c = 74/144, κ = (0.875 − 74/144) / (1 − 74/144).
        let chance = 74.0 / 144.0;
        assert!((found.kappa.unwrap() - (0.875 - chance) / (1.0 - chance)).abs() < 1e-12);
        assert_eq!(found.livingston, Some(1.0));
        assert_eq!(decision(&Counted { distribution: &[], ..exam }, 1.0), None);
    }
}
