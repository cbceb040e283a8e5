//! The map of questions: facility from left to right, discrimination upwards, a number for each question.

use super::svg::{Anchor, Svg};
use crate::html::markup::Html;

/// A question on the map.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Spot {
    /// The number at its place.
    pub(crate) number: usize,
    /// 0 to 1.
    pub(crate) facility: f64,
    /// −1 to 1.
    pub(crate) discrimination: f64,
    /// Whether there is something to look at.
    pub(crate) flagged: bool,
}

/// Words of the chart.
#[derive(Debug, Clone, Copy)]
pub(crate) struct MapLabels<'a> {
    pub(crate) title: &'a str,
    pub(crate) description: &'a str,
    pub(crate) facility: &'a str,
    pub(crate) discrimination: &'a str,
}

const WIDTH: i64 = 720;
const HEIGHT: i64 = 400;
const LEFT: i64 = 48;
const RIGHT: i64 = 690;
const TOP: i64 = 30;
const BASE: i64 = 352;

/// Draws the map. `percent` and `decimal` write the ticks in the manner of the language.
pub(crate) fn item_map(
    spots: &[Spot],
    labels: MapLabels<'_>,
    percent: impl Fn(f64) -> String,
    decimal: impl Fn(f64) -> String,
) -> Html {
    let mut svg = Svg::image("map", "map", (WIDTH, HEIGHT), labels.title, labels.description);
    let lowest = spots.iter().map(|spot| spot.discrimination).fold(-0.2, f64::min);
    let lowest = if lowest < -0.5 {
        -10
    } else if lowest < -0.2 {
        -5
    } else {
        -2
    };
    let x = |share: f64| LEFT + scaled(share, RIGHT - LEFT);
    let y = |r: f64| BASE - scaled((r * 10.0 - f64::from(lowest)) / f64::from(10 - lowest), BASE - TOP);
    // What lies outside of these is easy, hard, or does not part strong from weak.
    svg.rect("shade", (x(0.0), TOP), (x(0.3) - x(0.0), BASE - TOP));
    svg.rect("shade", (x(0.9), TOP), (x(1.0) - x(0.9), BASE - TOP));
    for tenths in (lowest..=10).filter(|tenths| tenths % 2 == 0) {
        let r = f64::from(tenths) / 10.0;
        svg.line(if tenths == 0 { "axis" } else { "grid" }, (LEFT, y(r)), (RIGHT, y(r)));
        svg.text("tick", (LEFT - 8, y(r) + 4), Anchor::End, &decimal(r));
    }
    for tenths in (0..=10).step_by(2) {
        let share = f64::from(tenths) / 10.0;
        svg.text("below-axis", (x(share), BASE + 6), Anchor::Middle, &percent(share));
    }
    for spot in spots {
        let place = (x(spot.facility), y(spot.discrimination));
        let class = if spot.flagged { "spot flagged" } else { "spot" };
        svg.text(class, (place.0, place.1 + 4), Anchor::Middle, &spot.number.to_string());
    }
    svg.text("axis", (LEFT - 40, 16), Anchor::Start, labels.discrimination);
    svg.text("axis", (RIGHT, HEIGHT - 4), Anchor::End, labels.facility);
    svg.finish()
}

#[expect(clippy::cast_possible_truncation, reason = "clamped to the chart before")]
fn scaled(share: f64, length: i64) -> i64 {
    (share.clamp(0.0, 1.0) * length as f64).round() as i64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spots_stay_on_the_map() {
        let spot = |facility, discrimination| Spot { number: 1, facility, discrimination, flagged: false };
        let labels = MapLabels { title: "t", description: "d", facility: "f", discrimination: "r" };
        let drawn = item_map(
            &[spot(0.0, -1.0), spot(1.0, 1.0), spot(0.5, f64::NAN)],
            labels,
            |share| format!("{share}"),
            |r| format!("{r}"),
        );
        let text = serde_json::to_value(drawn).unwrap().as_str().unwrap().to_owned();
        assert_eq!(text.matches("class=\"spot\"").count(), 3);
        assert!(!text.contains("NaN"), "{text}");
    }
}
