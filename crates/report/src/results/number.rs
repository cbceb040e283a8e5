//! Numbers as result files write them.

use mockexam_model::Points;
use std::borrow::Cow;

/// Points, exactly: a decimal with at most two digits, otherwise a ratio in lowest terms.
pub(super) fn points(points: Points) -> String {
    points.exact()
}

/// Points as they are written, spelled once for whole numbers: a table of a million candidates has few others.
#[derive(Debug)]
pub(super) struct Spellings {
    whole: Vec<String>,
}

impl Spellings {
    /// Whole points up to this one are spelled ahead.
    const MOST: i32 = 200;

    pub(super) fn new() -> Self {
        Self { whole: (0..=Self::MOST).map(|whole| points(Points::from_whole(whole))).collect() }
    }

    /// As [`points`].
    pub(super) fn of(&self, value: Points) -> Cow<'_, str> {
        let (whole, rest) =
            (value.units() / Points::units_per_point(), value.units() % Points::units_per_point());
        let known = usize::try_from(whole).ok().filter(|_| rest == 0).and_then(|whole| self.whole.get(whole));
        known.map_or_else(|| Cow::Owned(points(value)), |spelled| Cow::Borrowed(spelled.as_str()))
    }
}

/// Points in per cent of a maximum, rounded half away from zero to four decimals; empty without a maximum.
pub(super) fn percent(points: Points, maximum: Points) -> String {
    let (part, whole) = (i128::from(points.units()), i128::from(maximum.units()));
    if whole <= 0 {
        return String::new();
    }
    let ten_thousandths = (part.abs() * 1_000_000 * 2 + whole) / (whole * 2);
    let sign = if part < 0 && ten_thousandths > 0 { "-" } else { "" };
    let text = format!("{sign}{}.{:04}", ten_thousandths / 10_000, ten_thousandths % 10_000);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// A statistic; empty where it is undefined.
pub(super) fn statistic(value: Option<f64>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_are_exact() {
        let shown = [(3, 1), (1, 2), (-1, 4), (1, 3), (-5, 6), (0, 1), (1, 8)];
        let shown = shown.map(|(n, d)| points(Points::from_ratio(n, d).unwrap()));
        assert_eq!(shown, ["3", "0.5", "-0.25", "1/3", "-5/6", "0", "1/8"]);
    }

    #[test]
    fn what_is_spelled_ahead_is_spelled_alike() {
        let spellings = Spellings::new();
        for (n, d) in
            [(0, 1), (1, 1), (40, 1), (200, 1), (201, 1), (-1, 1), (1, 2), (1, 3), (601, 3), (-1, 8)]
        {
            let value = Points::from_ratio(n, d).unwrap();
            assert_eq!(spellings.of(value), points(value));
        }
    }

    #[test]
    fn percent_has_at_most_four_decimals() {
        let cases =
            [(26, 40, "65"), (1, 3, "33.3333"), (2, 3, "66.6667"), (0, 7, "0"), (-1, 8, "-12.5"), (1, 0, "")];
        for (part, whole, shown) in cases {
            assert_eq!(percent(Points::from_whole(part), Points::from_whole(whole)), shown, "{part}/{whole}");
        }
        assert_eq!(percent(Points::from_units(-1), Points::from_whole(1000)), "0");
    }

    #[test]
    fn statistics_read_back() {
        for value in [0.1 + 0.2, 1.0 / 3.0, 1e-9, -0.25, 1.0] {
            assert_eq!(statistic(Some(value)).parse::<f64>().unwrap().to_bits(), value.to_bits());
        }
        assert_eq!(statistic(None), "");
    }
}
