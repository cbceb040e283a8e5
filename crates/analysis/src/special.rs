//! Special functions behind intervals and decision consistency: the logarithm of Γ (Lanczos 1964, g = 7, nine terms),
//! the regularised incomplete beta function (continued fraction by Lentz's method; Press et al. 2007, Numerical Recipes, 6.4),
//! its inverse by bisection, and the normal quantile (Wichura 1988, AS 241, Applied Statistics 37).
//!
//! Logarithms and exponentials come from `libm`: those of the platform differ in the last bit between machines.

use libm::{exp, log};

const LANCZOS: [f64; 9] = [
    0.999_999_999_999_809_9,
    676.520_368_121_885_1,
    -1_259.139_216_722_402_8,
    771.323_428_777_653_1,
    -176.615_029_162_140_6,
    12.507_343_278_686_905,
    -0.138_571_095_265_720_12,
    9.984_369_578_019_572e-6,
    1.505_632_735_149_311_6e-7,
];

/// ln Γ(x) for x ≥ 0.5.
fn ln_gamma(x: f64) -> f64 {
    let x = x - 1.0;
    let [first, others @ ..] = LANCZOS;
    let mut place = 0.0;
    let sum = others.iter().fold(first, |sum, c| {
        place += 1.0;
        sum + c / (x + place)
    });
    let t = x + 7.5;
    0.5 * log(2.0 * std::f64::consts::PI) + (x + 0.5) * log(t) - t + log(sum)
}

/// I_x(a, b), the distribution function of a beta variable, for a, b ≥ 0.5; x is cut to [0, 1].
pub(crate) fn beta(a: f64, b: f64, x: f64) -> f64 {
    if x <= 0.0 {
        return 0.0;
    }
    if x >= 1.0 {
        return 1.0;
    }
    let front = exp(ln_gamma(a + b) - ln_gamma(a) - ln_gamma(b) + a * log(x) + b * libm::log1p(-x));
    // The fraction converges fast on this side only.
    if x < (a + 1.0) / (a + b + 2.0) {
        front * fraction(a, b, x) / a
    } else {
        1.0 - front * fraction(b, a, 1.0 - x) / b
    }
}

fn fraction(a: f64, b: f64, x: f64) -> f64 {
    const TINY: f64 = 1e-300;
    let kept = |value: f64| if value.abs() < TINY { TINY } else { value };
    let mut c = 1.0;
    let mut d = 1.0 / kept(1.0 - (a + b) * x / (a + 1.0));
    let mut h = d;
    // Terms needed grow with the root of the larger parameter; a million candidates take a few thousand.
    for m in 1..20_000_u32 {
        let m = f64::from(m);
        let even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
        d = 1.0 / kept(1.0 + even * d);
        c = kept(1.0 + even / c);
        h *= d * c;
        let odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
        d = 1.0 / kept(1.0 + odd * d);
        c = kept(1.0 + odd / c);
        let step = d * c;
        h *= step;
        if (step - 1.0).abs() < 1e-16 {
            break;
        }
    }
    h
}

/// The x with I_x(a, b) = p.
fn beta_quantile(p: f64, a: f64, b: f64) -> f64 {
    let (mut low, mut high) = (0.0_f64, 1.0_f64);
    // Until the floats between the bounds are used up.
    for _ in 0..1100 {
        let middle = 0.5 * (low + high);
        if middle <= low || middle >= high {
            break;
        }
        if beta(a, b, middle) < p {
            low = middle;
        } else {
            high = middle;
        }
    }
    0.5 * (low + high)
}

/// The quantile of the F distribution.
pub(crate) fn f_quantile(p: f64, numerator_df: f64, denominator_df: f64) -> f64 {
    let x = beta_quantile(p, 0.5 * numerator_df, 0.5 * denominator_df);
    denominator_df * x / (numerator_df * (1.0 - x))
}

/// The quantile of Student's t distribution, p above one half; df ≥ 1.
pub(crate) fn t_quantile(p: f64, df: f64) -> f64 {
    let x = beta_quantile(2.0 * (1.0 - p), 0.5 * df, 0.5);
    (df * (1.0 - x) / x).sqrt()
}

/// P(X ≥ least) of a binomial variable of `trials` with chance `p`.
pub(crate) fn binomial_tail(trials: u32, p: f64, least: u32) -> f64 {
    if least == 0 {
        1.0
    } else if least > trials {
        0.0
    } else {
        beta(f64::from(least), f64::from(trials - least) + 1.0, p)
    }
}

/// The density of the standard normal distribution.
pub(crate) fn normal_density(z: f64) -> f64 {
    exp(-0.5 * z * z) / (2.0 * std::f64::consts::PI).sqrt()
}

/// The quantile of the standard normal distribution, 0 < p < 1; relative error about 1e-16.
pub(crate) fn normal_quantile(p: f64) -> f64 {
    let q = p - 0.5;
    if q.abs() <= 0.425 {
        let r = 0.180_625 - q * q;
        return q * series(&CENTRE_TOP, r) / series(&CENTRE_BOTTOM, r);
    }
    let tail = if q < 0.0 { p } else { 1.0 - p };
    let r = (-log(tail)).sqrt();
    let z = if r <= 5.0 {
        series(&NEAR_TOP, r - 1.6) / series(&NEAR_BOTTOM, r - 1.6)
    } else {
        series(&FAR_TOP, r - 5.0) / series(&FAR_BOTTOM, r - 5.0)
    };
    if q < 0.0 { -z } else { z }
}

/// A polynomial by Horner's rule, highest power first.
fn series(coefficients: &[f64], x: f64) -> f64 {
    coefficients.iter().fold(0.0, |sum, c| sum * x + c)
}

const CENTRE_TOP: [f64; 8] = [
    2_509.080_928_730_122_7,
    33_430.575_583_588_13,
    67_265.770_927_008_7,
    45_921.953_931_549_87,
    13_731.693_765_509_46,
    1_971.590_950_306_551_3,
    133.141_667_891_784_38,
    3.387_132_872_796_366_5,
];
const CENTRE_BOTTOM: [f64; 8] = [
    5_226.495_278_852_545,
    28_729.085_735_721_943,
    39_307.895_800_092_71,
    21_213.794_301_586_597,
    5_394.196_021_424_751,
    687.187_007_492_057_9,
    42.313_330_701_600_91,
    1.0,
];
const NEAR_TOP: [f64; 8] = [
    7.745_450_142_783_414e-4,
    0.022_723_844_989_269_184,
    0.241_780_725_177_450_6,
    1.270_458_252_452_368_4,
    3.647_848_324_763_204_5,
    5.769_497_221_460_691,
    4.630_337_846_156_546,
    1.423_437_110_749_683_5,
];
const NEAR_BOTTOM: [f64; 8] = [
    1.050_750_071_644_416_9e-9,
    5.475_938_084_995_345e-4,
    0.015_198_666_563_616_457,
    0.148_103_976_427_480_08,
    0.689_767_334_985_1,
    1.676_384_830_183_803_8,
    2.053_191_626_637_759,
    1.0,
];
const FAR_TOP: [f64; 8] = [
    2.010_334_399_292_288_1e-7,
    2.711_555_568_743_487_6e-5,
    0.001_242_660_947_388_078_4,
    0.026_532_189_526_576_123,
    0.296_560_571_828_504_87,
    1.784_826_539_917_291_3,
    5.463_784_911_164_114,
    6.657_904_643_501_104,
];
const FAR_BOTTOM: [f64; 8] = [
    2.044_263_103_389_939_8e-15,
    1.421_511_758_316_446e-7,
    1.846_318_317_510_054_8e-5,
    7.868_691_311_456_133e-4,
    0.014_875_361_290_850_615,
    0.136_929_880_922_735_8,
    0.599_832_206_555_888,
    1.0,
];

#[cfg(test)]
mod tests {
    use super::*;

    fn close(found: f64, expected: f64) {
        assert!((found - expected).abs() <= 1e-12 * expected.abs().max(1e-3), "{found} is not {expected}");
    }

    #[test]
    fn values_of_tables() {
        // Of Python: lgamma, NormalDist, and t by numeric integration.
        close(ln_gamma(0.5), 0.572_364_942_924_700_1);
        close(ln_gamma(101.0), 363.739_375_555_563_5);
        close(beta(2.0, 3.0, 0.4), 0.524_8);
        close(t_quantile(0.975, 1.0), 12.706_204_736_174_7);
        close(t_quantile(0.975, 11.0), 2.200_985_160_091_6);
        close(normal_quantile(0.975), 1.959_963_984_540_054);
        close(normal_quantile(0.3), -0.524_400_512_708_041);
        close(normal_quantile(1e-4), -3.719_016_485_455_68);
        close(normal_quantile(1e-14), -7.650_628_092_935_268);
    }

    #[test]
    fn tails_by_hand() {
        close(binomial_tail(3, 0.5, 2), 0.5);
        close(binomial_tail(2, 0.1, 1), 0.19);
        assert_eq!(
            (binomial_tail(3, 0.5, 0), binomial_tail(3, 0.5, 4), binomial_tail(3, 0.0, 1)),
            (1.0, 0.0, 0.0)
        );
        // F with one numerator degree of freedom is t squared.
        let t = t_quantile(0.975, 11.0);
        close(f_quantile(0.95, 1.0, 11.0), t * t);
    }
}
