//! Bars that show a share beside its number.

use super::svg::Svg;
use crate::html::markup::Html;
use mockexam_model::Points;

/// A share in thousandths, 0 to 1000.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Thousandths(u16);

impl Thousandths {
    /// The share of points in a maximum, rounded down; nothing of a maximum that is not above zero.
    pub(crate) fn of(points: Points, maximum: Points) -> Self {
        let whole = i128::from(maximum.units());
        let share = if whole > 0 { i128::from(points.units()) * 1000 / whole } else { 0 };
        Self(u16::try_from(share.clamp(0, 1000)).unwrap_or(0))
    }

    /// A share from 0 to 1. What lies outside is drawn as the nearest end.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to 0..=1000 before")]
    pub(crate) fn from_share(share: f64) -> Self {
        Self((share * 1000.0).round().clamp(0.0, 1000.0) as u16)
    }

    fn width(self) -> i64 {
        i64::from(self.0)
    }
}

/// A bar on its track.
pub(crate) fn bar(class: &str, share: Thousandths) -> Html {
    let mut svg = Svg::decoration(class, (1000, 10));
    svg.rect("track", (0, 0), (1000, 10));
    svg.rect("fill", (0, 0), (share.width(), 10));
    svg.finish()
}

/// A bar on its track with the ends of an interval, and a mark where something else was expected.
pub(crate) fn bar_between(
    share: Thousandths,
    interval: Option<(Thousandths, Thousandths)>,
    expected: Option<Thousandths>,
) -> Html {
    let mut svg = Svg::decoration("bar between", (1000, 20));
    svg.rect("track", (0, 5), (1000, 10));
    svg.rect("fill", (0, 5), (share.width(), 10));
    if let Some((low, high)) = interval {
        svg.rect("reach", (low.width(), 9), ((high.width() - low.width()).max(2), 2));
        svg.rect("reach", (low.width(), 6), (3, 8));
        svg.rect("reach", (high.width().max(3) - 3, 6), (3, 8));
    }
    if let Some(expected) = expected {
        svg.rect("expected", (expected.width().clamp(3, 997) - 3, 0), (6, 20));
    }
    svg.finish()
}

/// A bar on its track, with a mark where the cut score lies.
pub(crate) fn meter(share: Thousandths, cut: Option<Thousandths>) -> Html {
    let mut svg = Svg::decoration("meter", (1000, 20));
    svg.rect("track", (0, 4), (1000, 12));
    svg.rect("fill", (0, 4), (share.width(), 12));
    if let Some(cut) = cut {
        svg.rect("cut", (cut.width().clamp(2, 998) - 2, 0), (4, 20));
    }
    svg.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_stay_on_the_track() {
        let points = Points::from_whole;
        assert_eq!(Thousandths::of(points(2), points(3)), Thousandths(666));
        assert_eq!(Thousandths::of(points(-1), points(3)), Thousandths(0));
        assert_eq!(Thousandths::of(points(4), points(3)), Thousandths(1000));
        assert_eq!(Thousandths::of(points(0), points(0)), Thousandths(0));
        assert_eq!(Thousandths::from_share(0.4567), Thousandths(457));
        assert_eq!(Thousandths::from_share(f64::NAN), Thousandths(0));
    }
}
