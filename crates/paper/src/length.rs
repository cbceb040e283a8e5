//! Integer geometry.

use serde::{Deserialize, Deserializer, de::Error};
use std::iter::Sum;
use std::ops::{Add, AddAssign, Div, Mul, Sub};

/// A distance in thousandths of a point (1/72,000 inch).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Length(i64);

/// A place on a page, from its top left corner, rightwards and downwards.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Point {
    /// From the left edge.
    pub x: Length,
    /// From the top edge.
    pub y: Length,
}

/// Width and height.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Size {
    /// Horizontal extent.
    pub width: Length,
    /// Vertical extent.
    pub height: Length,
}

impl Length {
    /// No distance.
    pub const ZERO: Self = Self(0);

    /// From thousandths of a point.
    #[must_use]
    pub const fn millipoints(value: i64) -> Self {
        Self(value)
    }

    /// From whole points.
    #[must_use]
    pub const fn points(value: i64) -> Self {
        Self(value * 1000)
    }

    /// From thousandths of a millimetre, rounded to the nearest unit.
    #[must_use]
    pub const fn micrometres(value: i64) -> Self {
        // 25.4 mm are 72 points: 127 µm are 360 units.
        Self((value * 360 + 63).div_euclid(127))
    }

    /// In thousandths of a point.
    #[must_use]
    pub const fn to_millipoints(self) -> i64 {
        self.0
    }

    /// In thousandths of a millimetre, rounded to the nearest.
    #[must_use]
    pub const fn to_micrometres(self) -> i64 {
        (self.0 * 127 + 180).div_euclid(360)
    }

    /// In whole millimetres, rounded down.
    #[must_use]
    pub const fn whole_mm(self) -> i64 {
        (self.0 * 127).div_euclid(360_000)
    }

    /// The given part of so many equal parts, rounded down; nothing of none.
    #[must_use]
    pub(crate) fn share(self, part: i64, of: i64) -> Self {
        // Lengths of a page times lengths of a page exceed 64 bits only on absurd templates.
        let share = i128::from(self.0) * i128::from(part) / i128::from(of.max(1));
        Self(i64::try_from(share).unwrap_or(self.0))
    }

    /// In font units (thousandths of an em) of type of the given size, rounded down.
    #[must_use]
    pub fn in_units(self, size: Self) -> i64 {
        if size.0 == 0 { 0 } else { (self.0 * 1000).div_euclid(size.0) }
    }

    /// So many font units (thousandths of an em) of type of this size, rounded down.
    #[must_use]
    pub const fn units(self, units: i64) -> Self {
        Self((self.0 * units).div_euclid(1000))
    }
}

impl Add for Length {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl AddAssign for Length {
    fn add_assign(&mut self, other: Self) {
        self.0 += other.0;
    }
}

impl Sub for Length {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

impl Mul<i64> for Length {
    type Output = Self;
    fn mul(self, factor: i64) -> Self {
        Self(self.0 * factor)
    }
}

impl Div<i64> for Length {
    type Output = Self;
    fn div(self, divisor: i64) -> Self {
        Self(self.0.div_euclid(divisor))
    }
}

impl Sum for Length {
    fn sum<I: Iterator<Item = Self>>(iter: I) -> Self {
        iter.fold(Self::ZERO, Add::add)
    }
}

impl Point {
    /// A place from its coordinates.
    #[must_use]
    pub const fn new(x: Length, y: Length) -> Self {
        Self { x, y }
    }
}

/// A number within bounds, in units of 1/1000 of the template's unit. The bounds keep sums far from overflow.
fn thousandths<'de, D: Deserializer<'de>>(
    deserializer: D,
    bounds: std::ops::RangeInclusive<f64>,
) -> Result<i64, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Number {
        Whole(i64),
        Decimal(f64),
    }
    let Ok(number) = Number::deserialize(deserializer) else {
        return Err(D::Error::custom("a number is expected"));
    };
    let value = match number {
        // Beyond the range of exact floats it is out of bounds anyway.
        Number::Whole(whole) => f64::from(i32::try_from(whole).unwrap_or(-1)),
        Number::Decimal(decimal) => decimal,
    };
    if !bounds.contains(&value) {
        let (least, most) = bounds.into_inner();
        return Err(D::Error::custom(format_args!("a number between {least} and {most} is expected")));
    }
    #[expect(clippy::cast_possible_truncation, reason = "within small bounds, checked above")]
    Ok((value * 1000.0).round() as i64)
}

/// A distance in millimetres.
pub(crate) fn from_mm<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Length, D::Error> {
    thousandths(deserializer, 0.0..=2000.0).map(Length::micrometres)
}

/// A distance in points.
pub(crate) fn from_pt<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Length, D::Error> {
    thousandths(deserializer, 0.0..=2000.0).map(Length::millipoints)
}

/// A type size in points.
pub(crate) fn from_type_pt<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Length, D::Error> {
    thousandths(deserializer, 4.0..=200.0).map(Length::millipoints)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn millimetres_become_points() {
        assert_eq!(Length::micrometres(25_400), Length::points(72));
        assert_eq!(Length::micrometres(210_000).to_millipoints(), 595_276);
        assert_eq!(Length::micrometres(297_000).to_millipoints(), 841_890);
    }

    #[test]
    fn millimetres_come_back() {
        for micrometres in [0, 1, 7, 127, 9_999, 215_900, 279_400, 297_000] {
            assert_eq!(Length::micrometres(micrometres).to_micrometres(), micrometres);
        }
    }

    #[test]
    fn units_follow_the_size() {
        let size = Length::points(10);
        assert_eq!(size.units(500), Length::points(5));
        assert_eq!(Length::points(5).in_units(size), 500);
        assert_eq!(Length::points(5).in_units(Length::ZERO), 0);
    }
}
