//! Exact decimal numbers: what candidates write and items ask for.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::fmt;
use std::str::FromStr;

/// An exact decimal number of at most 28 digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Decimal(rust_decimal::Decimal);

/// Why a text is no decimal number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a decimal number of at most 28 digits")]
pub struct NoDecimal;

impl Decimal {
    /// Zero.
    pub const ZERO: Self = Self(rust_decimal::Decimal::ZERO);

    /// A number of units of a power of ten: 432 with one decimal is 43.2.
    ///
    /// # Errors
    /// [`NoDecimal`] for more than 28 decimals or too many digits.
    pub fn scaled(units: i64, decimals: u32) -> Result<Self, NoDecimal> {
        rust_decimal::Decimal::try_new(units, decimals).map(Self).map_err(|_| NoDecimal)
    }

    /// Whether it is zero.
    #[must_use]
    pub const fn is_zero(&self) -> bool {
        self.0.is_zero()
    }

    /// Whether it is below zero.
    #[must_use]
    pub fn is_negative(self) -> bool {
        self.0.is_sign_negative() && !self.0.is_zero()
    }

    /// Whether it has no fraction.
    #[must_use]
    pub fn is_whole(self) -> bool {
        self.0.is_integer()
    }

    /// Digits behind the point, as written.
    #[must_use]
    pub const fn decimals(self) -> u32 {
        self.0.scale()
    }

    /// Whether the distance to another number is at most a tolerance. A distance too large to be told is not.
    #[must_use]
    pub fn is_within(self, tolerance: Self, of: Self) -> bool {
        self.0.checked_sub(of.0).is_some_and(|distance| distance.abs() <= tolerance.0)
    }

    /// Sum; none if it is out of range.
    #[must_use]
    pub fn plus(self, other: Self) -> Option<Self> {
        self.0.checked_add(other.0).map(Self)
    }

    /// Difference; none if it is out of range.
    #[must_use]
    pub fn minus(self, other: Self) -> Option<Self> {
        self.0.checked_sub(other.0).map(Self)
    }

    /// Product; none if it is out of range.
    #[must_use]
    pub fn times(self, other: Self) -> Option<Self> {
        self.0.checked_mul(other.0).map(Self)
    }

    /// Quotient to 28 digits; none for a divisor of zero.
    #[must_use]
    pub fn over(self, other: Self) -> Option<Self> {
        self.0.checked_div(other.0).map(Self)
    }

    /// Remainder of the division, with the sign of the dividend; none for a divisor of zero.
    #[must_use]
    pub fn modulo(self, other: Self) -> Option<Self> {
        self.0.checked_rem(other.0).map(Self)
    }

    /// Rounded to so many decimals, halves away from zero, with zeros at the end kept.
    #[must_use]
    pub fn rounded(self, decimals: u32) -> Self {
        let mut number = self
            .0
            .round_dp_with_strategy(decimals.min(28), rust_decimal::RoundingStrategy::MidpointAwayFromZero);
        number.rescale(decimals.min(28));
        Self(number)
    }

    /// Without zeros at the end of the fraction.
    #[must_use]
    pub fn shortest(self) -> Self {
        Self(self.0.normalize())
    }
}

impl FromStr for Decimal {
    type Err = NoDecimal;
    fn from_str(text: &str) -> Result<Self, NoDecimal> {
        let digits = text.strip_prefix('-').unwrap_or(text);
        if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') {
            return Err(NoDecimal);
        }
        rust_decimal::Decimal::from_str_exact(text).map(Self).map_err(|_| NoDecimal)
    }
}

/// As written: zeros at the end of a fraction stay.
impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Serialize for Decimal {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Decimal {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(DecimalVisitor)
    }
}

struct DecimalVisitor;

impl de::Visitor<'_> for DecimalVisitor {
    type Value = Decimal;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a number, such as 12 or 0.05")
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<Decimal, E> {
        Ok(Decimal(value.into()))
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<Decimal, E> {
        Ok(Decimal(value.into()))
    }

    fn visit_f64<E: de::Error>(self, value: f64) -> Result<Decimal, E> {
        // Rust prints the shortest decimal that reads back as the same float: what the author wrote.
        value.to_string().parse().map_err(E::custom)
    }

    fn visit_str<E: de::Error>(self, value: &str) -> Result<Decimal, E> {
        value.parse().map_err(E::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_exact() {
        let number = |text: &str| text.parse::<Decimal>().unwrap();
        assert!(number("43.25").is_within(number("0.05"), number("43.2")));
        assert!(!number("43.2500001").is_within(number("0.05"), number("43.2")));
        assert_eq!(number("0.1").plus(number("0.2")), Some(number("0.3")));
        assert_eq!(number("2.345").rounded(2).to_string(), "2.35");
        assert_eq!(number("2").rounded(2).to_string(), "2.00");
        assert_eq!(Decimal::scaled(432, 1).unwrap().to_string(), "43.2");
        assert_eq!(number("1").over(Decimal::ZERO), None);
        for bad in ["", "-", "1e3", "1,5", "--1", "NaN", " 1", "0x1", "1_000"] {
            assert!(bad.parse::<Decimal>().is_err(), "{bad:?}");
        }
    }
}
