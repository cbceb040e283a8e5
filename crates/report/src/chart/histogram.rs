//! The distribution of scores, with the cut score marked.

use super::bins::Bins;
use super::svg::{Anchor, Svg};
use crate::html::markup::Html;

/// Words of the chart.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Labels<'a> {
    /// What the chart shows.
    pub(crate) title: &'a str,
    /// The same in figures.
    pub(crate) description: &'a str,
    /// Under the horizontal axis.
    pub(crate) scores: &'a str,
    /// Above the vertical axis.
    pub(crate) candidates: &'a str,
    /// Between whole and part of a number.
    pub(crate) decimal: &'a str,
    /// At the line of the cut score.
    pub(crate) cut: &'a str,
}

const WIDTH: i64 = 720;
const HEIGHT: i64 = 286;
const LEFT: i64 = 36;
const RIGHT: i64 = 712;
const TOP: i64 = 54;
const BASE: i64 = 234;

/// Draws the chart.
pub(crate) fn histogram(bins: &Bins, labels: Labels<'_>) -> Html {
    let mut svg = Svg::image("histogram", "distribution", (WIDTH, HEIGHT), labels.title, labels.description);
    let most = bins.counts.iter().copied().max().unwrap_or(0);
    let step = tick_step(most, 4);
    let ticks = most.div_ceil(step).max(1);
    let top = ticks.saturating_mul(step);
    for tick in (0..=ticks).map(|nth| nth.saturating_mul(step)) {
        let y = BASE - height(tick, top);
        svg.line(if tick == 0 { "axis" } else { "grid" }, (LEFT, y), (RIGHT, y));
        svg.text("tick", (LEFT - 8, y + 4), Anchor::End, &tick.to_string());
    }
    for (bin, &count) in bins.counts.iter().enumerate() {
        let (x, next) = (left(bins, bin), left(bins, bin + 1));
        let gap = if next - x >= 8 { 2 } else { 1 };
        let class = if bins.cut.is_some_and(|cut| bin < cut) { "below" } else { "reached" };
        let tall = height(count, top).max(i64::from(count > 0));
        svg.rect(class, (x + gap / 2, BASE - tall), (next - x - gap, tall));
    }
    scale(&mut svg, bins, labels.decimal);
    if let Some(cut) = bins.cut {
        let x = left(bins, cut);
        svg.line("cut", (x, TOP - 26), (x, BASE));
        let (x, anchor) = if x > WIDTH / 2 { (x - 8, Anchor::End) } else { (x + 8, Anchor::Start) };
        svg.text("cut", (x, TOP - 16), anchor, labels.cut);
    }
    svg.text("axis", (LEFT - 28, 20), Anchor::Start, labels.candidates);
    svg.text("axis", (RIGHT, HEIGHT - 6), Anchor::End, labels.scores);
    svg.finish()
}

/// Numbers under the axis: below the bar where a bin is one score, at the edge otherwise.
fn scale(svg: &mut Svg, bins: &Bins, decimal: &str) {
    let count = u64::try_from(bins.counts.len()).unwrap_or(u64::MAX);
    let step = usize::try_from(tick_step(count, 10)).unwrap_or(usize::MAX);
    for (nth, bin) in (0..bins.counts.len()).step_by(step.max(1)).enumerate() {
        let (x, next) = (left(bins, bin), left(bins, bin + 1));
        let x = if bins.single() { i64::midpoint(x, next) } else { x };
        let class = if nth % 2 == 0 { "below-axis" } else { "below-axis minor" };
        svg.text(class, (x, BASE + 8), Anchor::Middle, &bins.edge(bin).to_string().replace('.', decimal));
    }
}

fn left(bins: &Bins, bin: usize) -> i64 {
    let (bin, count) = (i64::try_from(bin).unwrap_or(0), i64::try_from(bins.counts.len()).unwrap_or(1));
    LEFT + (RIGHT - LEFT) * bin / count.max(1)
}

fn height(count: u64, top: u64) -> i64 {
    let room = u64::try_from(BASE - TOP).unwrap_or(0);
    let tall = u128::from(count) * u128::from(room) / u128::from(top.max(1));
    i64::try_from(tall).unwrap_or(0)
}

/// The smallest of 1, 2, 5, 10, 20 … that divides a range into so many steps at most.
fn tick_step(range: u64, steps: u64) -> u64 {
    let mut decade: u64 = 1;
    loop {
        for step in [1, 2, 5] {
            let step = decade.saturating_mul(step);
            if range / step <= steps {
                return step;
            }
        }
        decade = decade.saturating_mul(10);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use mockexam_model::Points;

    #[test]
    fn the_chart_is_accessible_and_marks_the_cut() {
        let distribution = [(1, 2), (3, 1)].map(|(score, count)| (Points::from_whole(score), count)).into();
        let bins = Bins::new(&distribution, Points::from_whole(4), Some(Points::from_whole(3)));
        let labels = Labels {
            title: "T & D",
            description: "d",
            scores: "s",
            candidates: "c",
            decimal: ".",
            cut: "Cut <3>",
        };
        let html = serde_json::to_value(histogram(&bins, labels)).unwrap();
        insta::assert_snapshot!(html.as_str().unwrap().replace('>', ">\n"));
    }

    #[test]
    fn steps_are_round() {
        assert_eq!([0, 1, 4, 5, 9, 41, 100].map(|range| tick_step(range, 4)), [1, 1, 1, 2, 2, 10, 50]);
    }

    #[test]
    fn huge_counts_are_drawn_too() {
        let distribution = [(Points::ZERO, u64::MAX)].into();
        let bins = Bins::new(&distribution, Points::from_whole(1), None);
        let labels = Labels { title: "", description: "", scores: "", candidates: "", decimal: ".", cut: "" };
        assert!(serde_json::to_string(&histogram(&bins, labels)).unwrap().contains("reached"));
    }
}
