//! Coefficient alpha, for right/wrong items KR-20: α = k/(k−1) · (1 − Σ s²ᵢ / s²_T) with one denominator for all
//! variances (Cronbach 1951, Psychometrika 16, 297–334; Kuder and Richardson 1937, Psychometrika 2, 151–160).

use crate::moments::ratio;
use std::fmt;

/// Why there is no coefficient alpha.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoAlpha {
    /// Not all candidates met the same items.
    DifferentItems,
    /// Fewer than two items.
    TooFewItems,
    /// Fewer than two candidates.
    TooFewCandidates,
    /// All candidates have the same total.
    NoVariance,
}

impl fmt::Display for NoAlpha {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::DifferentItems => "not all candidates met the same items",
            Self::TooFewItems => "there are fewer than two items",
            Self::TooFewCandidates => "there are fewer than two candidates",
            Self::NoVariance => "all candidates have the same total",
        })
    }
}

/// Alpha of k items from n² times the variances of the items (summed) and of the totals.
pub(crate) fn alpha(items: usize, item_spreads: i128, total_spread: i128) -> Result<f64, NoAlpha> {
    if items < 2 {
        return Err(NoAlpha::TooFewItems);
    }
    let k = i128::try_from(items).unwrap_or(i128::MAX);
    let unshared = total_spread - item_spreads;
    match (ratio(k, k - 1), ratio(unshared, total_spread)) {
        (Some(length), Some(share)) => Ok(length * share),
        _ => Err(NoAlpha::NoVariance),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn alpha_by_hand() {
        // 4 candidates, 3 items: 111 110 100 000. Item spreads n²s²: 3·1, 2·2, 1·3 = 10; totals 3 2 1 0: 4·14 − 36 = 20.
        assert_eq!(alpha(3, 10, 20), Ok(0.75));
        assert_eq!(alpha(1, 10, 20), Err(NoAlpha::TooFewItems));
        assert_eq!(alpha(3, 0, 0), Err(NoAlpha::NoVariance));
    }
}
