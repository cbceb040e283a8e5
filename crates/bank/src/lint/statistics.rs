//! The tests that checks of a whole bank rest on: exact where that is cheap.

use std::collections::VecDeque;
use std::f64::consts::PI;
use std::iter::{repeat_n, successors};

/// Probabilities below this are dropped from a distribution. What is lost stays far below 1e-20 for any bank that fits
/// into memory, and a distribution of 10,000 trials stays some hundred entries wide.
const NEGLIGIBLE: f64 = 1e-30;

/// P(X >= hits) for independent trials with the given chances of success: the Poisson-binomial distribution, built
/// trial by trial. For items with k choices a guess succeeds with chance 1/k.
pub(crate) fn poisson_binomial_tail(chances: impl IntoIterator<Item = f64>, hits: usize) -> f64 {
    let mut first = 0_usize;
    let mut mass = VecDeque::from([1.0_f64]);
    for chance in chances {
        let mut carried = 0.0;
        for probability in &mut mass {
            let stays = *probability * (1.0 - chance) + carried;
            carried = *probability * chance;
            *probability = stays;
        }
        mass.push_back(carried);
        while mass.len() > 1 && mass.front().is_some_and(|&p| p < NEGLIGIBLE) {
            mass.pop_front();
            first += 1;
        }
        while mass.len() > 1 && mass.back().is_some_and(|&p| p < NEGLIGIBLE) {
            mass.pop_back();
        }
    }
    // Small ones first, so that they are not lost beside the large ones.
    mass.iter().skip(hits.saturating_sub(first)).rev().fold(0.0, |sum, p| sum + p).min(1.0)
}

/// Two-sided binomial test of `hits` in `trials` against one half.
pub(crate) fn even_odds(hits: usize, trials: usize) -> f64 {
    let extreme = hits.max(trials.saturating_sub(hits));
    (2.0 * poisson_binomial_tail(repeat_n(0.5, trials), extreme)).min(1.0)
}

/// Chi-square test that all counts are equally likely (Pearson 1900); 1 where there is nothing to compare.
pub(crate) fn equal_counts(counts: &[usize]) -> f64 {
    let total = real(counts.iter().sum());
    if counts.len() < 2 || total == 0.0 {
        return 1.0;
    }
    let expected = total / real(counts.len());
    let statistic = counts.iter().map(|&count| (real(count) - expected).powi(2) / expected).sum();
    chi_square_tail(statistic, counts.len() - 1)
}

/// P(X >= statistic) of the chi-square distribution: a finite sum (Abramowitz and Stegun 1964, 26.4.4 and 26.4.5).
fn chi_square_tail(statistic: f64, degrees: usize) -> f64 {
    if statistic <= 0.0 {
        return 1.0;
    }
    let half = statistic / 2.0;
    let (mut tail, mut term, mut divisor) = if degrees.is_multiple_of(2) {
        (0.0, (-half).exp(), 1.0)
    } else {
        (2.0 * normal_tail(statistic.sqrt()), 2.0 * (-half).exp() * (half / PI).sqrt(), 1.5)
    };
    for _ in 0..degrees / 2 {
        tail += term;
        term *= half / divisor;
        divisor += 1.0;
    }
    tail.min(1.0)
}

/// P(|Z| >= |z|) of the normal distribution.
pub(crate) fn two_sided(z: f64) -> f64 {
    2.0 * normal_tail(z.abs())
}

/// P(Z >= z) of the normal distribution for z >= 0, by series below 3 and continued fraction above (Abramowitz and Stegun
/// 1964, 26.2.11 and 26.2.14).
fn normal_tail(z: f64) -> f64 {
    let density = (-z * z / 2.0).exp() / (2.0 * PI).sqrt();
    if z < 3.0 {
        let terms = successors(Some((z, 3.0)), |(term, odd)| Some((term * z * z / odd, odd + 2.0)));
        0.5 - density * terms.take(60).map(|(term, _)| term).sum::<f64>()
    } else {
        let fraction = (1..=60_u32).rev().fold(z, |below, n| z + f64::from(n) / below);
        density / fraction
    }
}

/// How often something shows in two groups.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct TwoByTwo {
    /// Members of the first group that have it.
    pub(crate) first_with: usize,
    /// Members of the first group.
    pub(crate) first: usize,
    /// Members of the second group that have it.
    pub(crate) second_with: usize,
    /// Members of the second group.
    pub(crate) second: usize,
}

impl TwoByTwo {
    /// The chance that the first group would have it at least as often if groups did not matter: Fisher's exact test,
    /// one-sided.
    pub(crate) fn p_first_has_more(&self) -> f64 {
        let (all, with) = (self.first + self.second, self.first_with + self.second_with);
        let log_factorials: Vec<f64> = std::iter::once(0.0)
            .chain((1..=all).scan(0.0, |sum, n| {
                *sum += real(n).ln();
                Some(*sum)
            }))
            .collect();
        let log_factorial = |n: usize| log_factorials.get(n).copied().unwrap_or(f64::INFINITY);
        let log_choose = |n: usize, k: usize| log_factorial(n) - log_factorial(k) - log_factorial(n - k);
        let lowest = self.first_with.max(with.saturating_sub(self.second));
        let chances = (lowest..=with.min(self.first)).map(|count| {
            (log_choose(self.first, count) + log_choose(self.second, with - count) - log_choose(all, with))
                .exp()
        });
        chances.sum::<f64>().min(1.0)
    }

    /// How many times the odds of the first group are those of the second; infinite where the second never has it.
    pub(crate) fn odds_ratio(&self) -> f64 {
        let odds = |with: usize, all: usize| real(with) / real(all - with);
        odds(self.first_with, self.first) / odds(self.second_with, self.second)
    }
}

/// Two-sided test that neither of two samples tends to larger values: Mann and Whitney 1947, by the normal
/// approximation with corrections for ties and continuity. 1 where a sample is empty or all values are equal.
pub(crate) fn mann_whitney(a: &[usize], b: &[usize]) -> f64 {
    let mut values: Vec<(usize, bool)> =
        a.iter().map(|&v| (v, true)).chain(b.iter().map(|&v| (v, false))).collect();
    values.sort_unstable();
    let (mut below, mut rank_sum, mut ties) = (0.0, 0.0, 0.0);
    for equal in values.chunk_by(|x, y| x.0 == y.0) {
        let size = real(equal.len());
        rank_sum += (below + (size + 1.0) / 2.0) * real(equal.iter().filter(|(_, in_a)| *in_a).count());
        ties += size.powi(3) - size;
        below += size;
    }
    let (n, m, all) = (real(a.len()), real(b.len()), below);
    let excess = (rank_sum - n * (n + 1.0) / 2.0 - n * m / 2.0).abs() - 0.5;
    let variance = n * m / 12.0 * (all + 1.0 - ties / (all * (all - 1.0)));
    // Written so that a variance of zero or none at all (NaN) ends here.
    if !(variance > 0.0 && excess > 0.0) {
        return 1.0;
    }
    2.0 * normal_tail(excess / variance.sqrt())
}

/// P-values adjusted for being the smallest among several (Holm 1979), in the order given.
pub(crate) fn holm(p_values: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..p_values.len()).collect();
    order.sort_by(|&a, &b| p_values[a].total_cmp(&p_values[b]));
    let mut adjusted = vec![1.0; p_values.len()];
    let mut floor = 0.0_f64;
    for (rank, index) in order.into_iter().enumerate() {
        floor = floor.max(p_values[index] * real(p_values.len() - rank)).min(1.0);
        adjusted[index] = floor;
    }
    adjusted
}

/// A count as a real number; exact below 2^53.
pub(crate) const fn real(count: usize) -> f64 {
    count as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The fewest hits that are as rare as `limit` when n items of k choices are guessed.
    fn fewest(n: usize, k: f64, limit: f64) -> usize {
        (0..=n).find(|&hits| poisson_binomial_tail(repeat_n(1.0 / k, n), hits) < limit).unwrap()
    }

    #[test]
    fn hits_that_give_a_warning_or_an_error() {
        // Items, then hits for warning and error with four and with three choices.
        let table = [
            (20, 9, 11, 11, 13),
            (40, 16, 18, 19, 21),
            (80, 27, 30, 35, 38),
            (160, 50, 54, 64, 68),
            (200, 61, 66, 79, 83),
            (320, 94, 99, 122, 128),
            (400, 115, 121, 150, 156),
        ];
        for (n, warning4, error4, warning3, error3) in table {
            let found =
                (n, fewest(n, 4.0, 0.05), fewest(n, 4.0, 0.01), fewest(n, 3.0, 0.05), fewest(n, 3.0, 0.01));
            assert_eq!(found, (n, warning4, error4, warning3, error3));
        }
    }

    fn close(found: f64, expected: f64) {
        assert!((found - expected).abs() <= 1e-9 + expected.abs() * 1e-6, "{found} is not {expected}");
    }

    #[test]
    fn known_tails() {
        close(poisson_binomial_tail([0.5, 0.25, 1.0 / 3.0], 2), 0.291_666_666_667);
        close(poisson_binomial_tail([], 0), 1.0);
        close(poisson_binomial_tail([0.5], 2), 0.0);
        // One in 4^40: far below what 1 - P(X < 40) could tell from zero.
        assert!((poisson_binomial_tail(repeat_n(0.25, 40), 40) / 0.25_f64.powi(40) - 1.0).abs() < 1e-9);
        close(normal_tail(0.0), 0.5);
        close(normal_tail(1.959_963_985), 0.025);
        close(normal_tail(2.999_999), 0.001_349_902_46);
        close(normal_tail(3.0), 0.001_349_898_03);
        assert!((normal_tail(6.0) / 9.865_876_45e-10 - 1.0).abs() < 1e-6);
        close(chi_square_tail(7.814_727_9, 3), 0.05);
        close(chi_square_tail(5.991_464_5, 2), 0.05);
        close(chi_square_tail(3.841_458_8, 1), 0.05);
        close(chi_square_tail(18.307_038, 10), 0.05);
        close(equal_counts(&[16, 8, 8, 8]), chi_square_tail(4.8, 3));
    }

    #[test]
    fn true_against_false() {
        assert!(even_odds(15, 20) < 0.05 && even_odds(14, 20) > 0.05);
        assert!(even_odds(13, 40) < 0.05 && even_odds(26, 40) > 0.05);
        close(even_odds(10, 20), 1.0);
    }

    #[test]
    fn fishers_tea() {
        // The lady who tasted tea: 3 of 4 right, p = 17/70.
        let tea = TwoByTwo { first_with: 3, first: 4, second_with: 1, second: 4 };
        close(tea.p_first_has_more(), 17.0 / 70.0);
        close(tea.odds_ratio(), 9.0);
        close(TwoByTwo { first_with: 4, second_with: 0, ..tea }.p_first_has_more(), 1.0 / 70.0);
        close(TwoByTwo::default().p_first_has_more(), 1.0);
    }

    #[test]
    fn samples_that_differ() {
        // Computed with the formula in another language, with its erfc.
        close(mann_whitney(&[1, 2, 3, 4, 5], &[6, 7, 8, 9, 10]), 0.012_185_780_4);
        close(mann_whitney(&[1, 2, 2, 4], &[2, 3, 4, 4]), 0.288_140_491_5);
        close(mann_whitney(&[3, 3], &[3, 3, 3]), 1.0);
        close(mann_whitney(&[], &[1, 2]), 1.0);
    }

    #[test]
    fn holms_steps() {
        let adjusted = holm(&[0.01, 0.04, 0.03, 0.005]);
        for (found, expected) in adjusted.into_iter().zip([0.03, 0.06, 0.06, 0.02]) {
            close(found, expected);
        }
    }

    proptest! {
        #[test]
        fn tails_fall(chances in proptest::collection::vec(0.0..=1.0_f64, 0..40)) {
            let tails: Vec<f64> =
                (0..=chances.len() + 1).map(|hits| poisson_binomial_tail(chances.clone(), hits)).collect();
            prop_assert!((tails[0] - 1.0).abs() < 1e-9);
            prop_assert!(tails.windows(2).all(|pair| pair[0] >= pair[1] - 1e-12));
            prop_assert_eq!(tails[chances.len() + 1], 0.0);
        }

        #[test]
        fn p_values_are_probabilities(
            a in proptest::collection::vec(0..9_usize, 0..20),
            b in proptest::collection::vec(0..9_usize, 0..20),
        ) {
            let p = mann_whitney(&a, &b);
            prop_assert!((0.0..=1.0).contains(&p));
            prop_assert!((p - mann_whitney(&b, &a)).abs() < 1e-9);
            prop_assert!((0.0..=1.0).contains(&equal_counts(&a)));
        }
    }
}
