//! How the choices of a question fare in the lower, middle and upper third: a line for each choice.

use super::svg::{Anchor, Svg};
use crate::html::markup::Html;

/// A choice.
#[derive(Debug, Clone)]
pub(crate) struct Course {
    /// Its letter.
    pub(crate) name: String,
    /// Its share in the lower, middle and upper third.
    pub(crate) thirds: [f64; 3],
    /// Whether it is right.
    pub(crate) key: bool,
}

const WIDTH: i64 = 260;
const HEIGHT: i64 = 156;
const LEFT: i64 = 44;
const RIGHT: i64 = 226;
const TOP: i64 = 12;
const BASE: i64 = 122;
/// Two letters need so much room between their baselines.
const APART: i64 = 13;

/// Draws the lines. `id` is the only one of its kind on the page; `thirds` names the groups.
pub(crate) fn courses(
    courses: &[Course],
    id: &str,
    (title, description): (&str, &str),
    thirds: [&str; 3],
    percent: impl Fn(f64) -> String,
) -> Html {
    let mut svg = Svg::image("thirds", id, (WIDTH, HEIGHT), title, description);
    let x = |third: i64| LEFT + 10 + third * (RIGHT - LEFT - 20) / 2;
    for (share, class) in [(0.0, "axis"), (0.5, "grid"), (1.0, "grid")] {
        svg.line(class, (LEFT, height(share)), (RIGHT, height(share)));
        svg.text("tick", (LEFT - 6, height(share) + 4), Anchor::End, &percent(share));
    }
    for (third, name) in (0..).zip(thirds) {
        svg.text("below-axis", (x(third), BASE + 14), Anchor::Middle, name);
    }
    for course in courses {
        let class = if course.key { "course key" } else { "course" };
        let points: Vec<(i64, i64)> =
            (0..).zip(course.thirds).map(|(at, share)| (x(at), height(share))).collect();
        for pair in points.windows(2) {
            svg.line(class, pair[0], pair[1]);
        }
    }
    let mut ends: Vec<(i64, &Course)> =
        courses.iter().map(|course| (height(course.thirds[2]), course)).collect();
    ends.sort_by_key(|(y, _)| *y);
    let mut lowest = i64::MIN;
    for (y, course) in ends {
        let at = y.max(lowest.saturating_add(APART));
        lowest = at;
        let class = if course.key { "letter key" } else { "letter" };
        svg.text(class, (RIGHT + 4, at + 4), Anchor::Start, &course.name);
    }
    svg.finish()
}

#[expect(clippy::cast_possible_truncation, reason = "clamped to the chart before")]
fn height(share: f64) -> i64 {
    BASE - (share.clamp(0.0, 1.0) * (BASE - TOP) as f64).round() as i64
}
