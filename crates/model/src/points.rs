//! Exact points: fixed-point numbers in which thirds add up to one.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::fmt;
use std::iter::Sum;
use std::ops::{Add, AddAssign, Neg, Sub};

/// Units to a point: lcm(1 … 12, 100), so that a point divides exactly into up to twelve equal parts and
/// into hundredths.
const UNITS: i64 = 138_600;

/// Largest number of points that one value may hold, either sign. Sums over a form stay far below `i64`.
const LARGEST: i64 = 1_000_000;

/// Points of a question or an exam, exact to 1/138,600.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Points(i64);

/// Why a number cannot be points.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PointsError {
    /// Not a multiple of the unit, for instance 1/13 or 0.001.
    #[error("points must be hundredths, or a share of one point in at most 12 equal parts")]
    Inexact,
    /// Above a million points in either direction.
    #[error("points must lie between -1,000,000 and 1,000,000")]
    OutOfRange,
    /// Not a number at all.
    #[error("not a number of points")]
    NotANumber,
}

impl Points {
    /// No points.
    pub const ZERO: Self = Self(0);

    /// A whole number of points.
    #[must_use]
    pub const fn from_whole(points: i32) -> Self {
        Self(points as i64 * UNITS)
    }

    /// The exact ratio of two whole numbers.
    ///
    /// # Errors
    /// [`PointsError`] when the ratio is no multiple of the unit, the denominator is zero, or it is too large.
    pub fn from_ratio(numerator: i64, denominator: i64) -> Result<Self, PointsError> {
        if denominator == 0 {
            return Err(PointsError::NotANumber);
        }
        let scaled = numerator.checked_mul(UNITS).ok_or(PointsError::OutOfRange)?;
        if scaled % denominator != 0 {
            return Err(PointsError::Inexact);
        }
        let units = scaled / denominator;
        if units.abs() > LARGEST * UNITS { Err(PointsError::OutOfRange) } else { Ok(Self(units)) }
    }

    /// Reads a decimal such as `2`, `0.5` or `-0.25`.
    ///
    /// # Errors
    /// [`PointsError`] when it is no decimal number, has more than two decimals or is too large.
    pub fn from_decimal(text: &str) -> Result<Self, PointsError> {
        let (negative, digits) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let numeral = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
        if whole.is_empty() || !numeral(whole) || !numeral(fraction) {
            return Err(PointsError::NotANumber);
        }
        if whole.len() > 9 {
            return Err(PointsError::OutOfRange);
        }
        if fraction.trim_end_matches('0').len() > 2 {
            return Err(PointsError::Inexact);
        }
        let cents: i64 = format!("{whole}{:0<2}", fraction.get(..fraction.len().min(2)).unwrap_or(""))
            .parse()
            .map_err(|_| PointsError::NotANumber)?;
        Self::from_ratio(if negative { -cents } else { cents }, 100)
    }

    /// The value as text that [`Points::from_text`] reads back: a decimal, or where two digits do not do, a ratio such as `1/3`.
    #[must_use]
    pub fn exact(self) -> String {
        if self.0 % (UNITS / 100) == 0 {
            return self.to_string();
        }
        let divisor = gcd(self.0.unsigned_abs(), UNITS.unsigned_abs());
        // The divisor divides the units of a point, so it fits.
        let divisor = i64::try_from(divisor).unwrap_or(1);
        format!("{}/{}", self.0 / divisor, UNITS / divisor)
    }

    /// Reads a decimal such as `0.5`, or a ratio such as `1/3`.
    ///
    /// # Errors
    /// [`PointsError`] when it is neither, or no exact number of points.
    pub fn from_text(text: &str) -> Result<Self, PointsError> {
        let Some((numerator, denominator)) = text.split_once('/') else { return Self::from_decimal(text) };
        match (numerator.trim().parse(), denominator.trim().parse()) {
            (Ok(numerator), Ok(denominator)) => Self::from_ratio(numerator, denominator),
            _ => Err(PointsError::NotANumber),
        }
    }

    /// So many of a number of equal shares; none if a share is no whole number of units.
    #[must_use]
    pub fn share(self, shares: usize, of: usize) -> Option<Self> {
        let (shares, of) = (i64::try_from(shares).ok()?, i64::try_from(of).ok()?);
        let exact = of > 0 && self.0 % of == 0;
        if exact { (self.0 / of).checked_mul(shares).map(Self) } else { None }
    }

    /// The value in units of 1/138,600 point, for exact tallies.
    #[must_use]
    pub const fn units(self) -> i64 {
        self.0
    }

    /// Points from a tally of units.
    #[must_use]
    pub const fn from_units(units: i64) -> Self {
        Self(units)
    }

    /// How many units make a point (138,600).
    #[must_use]
    pub const fn units_per_point() -> i64 {
        UNITS
    }
}

const fn gcd(mut a: u64, mut b: u64) -> u64 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

impl Add for Points {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl Sub for Points {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

impl Neg for Points {
    type Output = Self;
    fn neg(self) -> Self {
        Self(-self.0)
    }
}

impl AddAssign for Points {
    fn add_assign(&mut self, other: Self) {
        self.0 += other.0;
    }
}

impl Sum for Points {
    fn sum<I: Iterator<Item = Self>>(iter: I) -> Self {
        iter.fold(Self::ZERO, Add::add)
    }
}

/// Shortest exact decimal where there is one, otherwise rounded half up to four decimals.
impl fmt::Display for Points {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let units = self.0.unsigned_abs();
        let scale = UNITS.unsigned_abs();
        let ten_thousandths = (units * 10_000 + scale / 2) / scale;
        let text = format!("{}.{:04}", ten_thousandths / 10_000, ten_thousandths % 10_000);
        let trimmed = text.trim_end_matches('0').trim_end_matches('.');
        f.pad_integral(self.0 >= 0, "", trimmed)
    }
}

impl Serialize for Points {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.0 % UNITS == 0 {
            serializer.serialize_i64(self.0 / UNITS)
        } else if self.0 % (UNITS / 100) == 0 {
            serializer.collect_str(self)
        } else {
            serializer.serialize_str(&self.exact())
        }
    }
}

impl<'de> Deserialize<'de> for Points {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(PointsVisitor)
    }
}

struct PointsVisitor;

impl de::Visitor<'_> for PointsVisitor {
    type Value = Points;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a number of points, such as 1 or 0.5")
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<Points, E> {
        Points::from_ratio(value, 1).map_err(E::custom)
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<Points, E> {
        i64::try_from(value).map_err(E::custom).and_then(|v| self.visit_i64(v))
    }

    fn visit_f64<E: de::Error>(self, value: f64) -> Result<Points, E> {
        // Rust prints the shortest decimal that reads back as the same float: what the author wrote.
        Points::from_decimal(&value.to_string()).map_err(E::custom)
    }

    fn visit_str<E: de::Error>(self, value: &str) -> Result<Points, E> {
        Points::from_text(value).map_err(E::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn parts_add_up_to_one() {
        for parts in 1..=12 {
            let part = Points::from_ratio(1, parts).unwrap();
            assert_eq!((0..parts).map(|_| part).sum::<Points>(), Points::from_whole(1), "{parts} parts");
        }
        assert_eq!(Points::from_ratio(1, 13), Err(PointsError::Inexact));
    }

    #[test]
    fn decimals_are_read_exactly_or_refused() {
        assert_eq!(Points::from_decimal("0.25"), Points::from_ratio(1, 4));
        assert_eq!(Points::from_decimal("-1.5"), Points::from_ratio(-3, 2));
        assert_eq!(Points::from_decimal("2.500"), Points::from_ratio(5, 2));
        assert_eq!(Points::from_decimal("0.001"), Err(PointsError::Inexact));
        for bad in ["", ".", "1e3", "1,5", "--1", "NaN"] {
            assert_eq!(Points::from_decimal(bad), Err(PointsError::NotANumber), "{bad:?}");
        }
        assert_eq!(Points::from_decimal("9999999"), Err(PointsError::OutOfRange));
    }

    #[test]
    fn display_is_short() {
        let shown: Vec<String> = [(3, 1), (1, 2), (1, 3), (-2, 3), (0, 1), (-1, 4)]
            .map(|(n, d)| Points::from_ratio(n, d).unwrap().to_string())
            .into();
        assert_eq!(shown, ["3", "0.5", "0.3333", "-0.6667", "0", "-0.25"]);
    }

    #[derive(Serialize, Deserialize)]
    struct File {
        points: Points,
    }

    proptest! {
        #[test]
        fn files_keep_points_exactly(numerator in -5_000_i64..5_000, parts in 1_i64..=12) {
            let points = Points::from_ratio(numerator, parts).unwrap();
            let text = toml::to_string(&File { points }).unwrap();
            prop_assert_eq!(toml::from_str::<File>(&text).unwrap().points, points);
        }
    }
}
