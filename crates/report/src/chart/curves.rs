//! Estimated difficulties of forms: a curve for each form over the same axes, and a small histogram of each.

use super::svg::{Anchor, Svg};
use crate::html::markup::Html;

/// The difficulties of a form, in per mille, ascending.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Line<'a> {
    /// Which form.
    pub(crate) name: &'a str,
    /// In per mille, ascending.
    pub(crate) values: &'a [u16],
}

/// Colours and dashes that the style sheet tells apart.
pub(crate) const STYLES: usize = 6;

const WIDTH: i64 = 720;
const HEIGHT: i64 = 340;
const LEFT: i64 = 40;
const RIGHT: i64 = 704;
const TOP: i64 = 40;
const BASE: i64 = 290;

/// Difficulties from a tenth below the hardest question to 1, on so many units from left to right.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Scale {
    /// In per mille, a multiple of 100, at most 500.
    from: i64,
}

impl Scale {
    /// A scale that all forms fit on.
    pub(crate) fn of(lines: &[Line<'_>]) -> Self {
        let hardest = lines.iter().filter_map(|line| line.values.first()).min().copied().unwrap_or(0);
        Self { from: (i64::from(hardest) / 100 * 100 - 100).clamp(0, 500) }
    }

    fn place(self, per_mille: i64, (left, right): (i64, i64)) -> i64 {
        left + (right - left) * (per_mille.clamp(self.from, 1000) - self.from) / (1000 - self.from)
    }
}

/// Names of the bands, with their ends in per mille.
const BANDS: [(i64, i64, &str); 3] = [(0, 550, "hard"), (550, 800, "medium"), (800, 1000, "easy")];

/// For each form the number of questions up to each difficulty: forms of equal difficulty lie upon each other.
pub(crate) fn curves(lines: &[Line<'_>], scale: Scale, target: Option<u32>, description: &str) -> Html {
    let title = "Estimated difficulty, question by question";
    let mut svg = Svg::image("curves", "curves", (WIDTH, HEIGHT), title, description);
    let most = lines.iter().map(|line| number(line.values.len())).max().unwrap_or(1).max(1);
    let step = [1, 2, 5, 10, 20, 50, 100, 200].into_iter().find(|step| most / step <= 5).unwrap_or(500);
    let height = |count: i64| BASE - count * (BASE - TOP) / most;
    let across = |per_mille: i64| scale.place(per_mille, (LEFT, RIGHT));
    for tick in (0..=most / step).map(|tick| tick * step) {
        svg.line(if tick == 0 { "axis" } else { "grid" }, (LEFT, height(tick)), (RIGHT, height(tick)));
        svg.text("tick", (LEFT - 8, height(tick) + 4), Anchor::End, &tick.to_string());
    }
    for tenth in scale.from / 100..=10 {
        let class = if tenth % 2 == 0 { "below-axis" } else { "below-axis minor" };
        let name = format!("{}.{}", tenth / 10, tenth % 10);
        svg.text(class, (across(tenth * 100), BASE + 8), Anchor::Middle, &name);
    }
    for (from, to, name) in BANDS {
        svg.line("border", (across(to), TOP), (across(to), BASE));
        let middle = i64::midpoint(across(from), across(to));
        svg.text("band", (middle, TOP - 8), Anchor::Middle, name);
    }
    if let Some(target) = target {
        let x = across(i64::from(target));
        svg.line("target", (x, TOP - 4), (x, BASE));
    }
    for (place, line) in lines.iter().enumerate() {
        let class = format!("curve s{}", place % STYLES);
        // A stair that rises by one at each question.
        let mut from = (LEFT, height(0));
        for (count, &value) in (1..).zip(line.values) {
            let corner = (across(i64::from(value)), from.1);
            let next = (corner.0, height(count));
            svg.line(&class, from, corner);
            svg.line(&class, corner, next);
            from = next;
        }
        svg.line(&class, from, (RIGHT, from.1));
    }
    svg.text("axis", (LEFT - 32, 14), Anchor::Start, "questions up to this difficulty");
    let below = "share of borderline candidates expected to get it right";
    svg.text("axis", (RIGHT, HEIGHT - 6), Anchor::End, below);
    svg.finish()
}

/// Width of a bin in per mille.
const BIN: u16 = 50;

/// How many questions of a form have which difficulty, in bins of 0.05. `most` is the tallest bin of all forms.
pub(crate) fn small_histogram(line: Line<'_>, scale: Scale, most: usize, id: &str) -> Html {
    const SIZE: (i64, i64) = (320, 130);
    const FLOOR: i64 = 104;
    let counts = bins(line.values);
    let told = counts.iter().enumerate().filter(|(_, count)| **count > 0).map(|(bin, count)| {
        let from = bin * usize::from(BIN) / 10;
        format!("{count} from 0.{from:02}")
    });
    let description = told.collect::<Vec<_>>().join(", ");
    let title = format!("Estimated difficulties of form {}", line.name);
    let mut svg = Svg::image("small", id, SIZE, &title, &description);
    let x = |per_mille: i64| scale.place(per_mille, (8, SIZE.0 - 8));
    for (bin, &count) in counts.iter().enumerate().filter(|(_, count)| **count > 0) {
        let start = number(bin) * i64::from(BIN);
        let tall = number(count) * (FLOOR - 16) / number(most.max(1));
        let (from, to) = (x(start), x(start + i64::from(BIN)));
        svg.rect("fill", (from + 1, FLOOR - tall), (to - from - 2, tall));
        svg.text("count", (i64::midpoint(from, to), FLOOR - tall - 3), Anchor::Middle, &count.to_string());
    }
    svg.line("axis", (8, FLOOR), (SIZE.0 - 8, FLOOR));
    for border in [550, 800] {
        svg.line("border", (x(border), 8), (x(border), FLOOR));
        svg.text("tick", (x(border), FLOOR + 16), Anchor::Middle, &format!("0.{:02}", border / 10));
    }
    for (end, anchor) in [(scale.from, Anchor::Start), (1000, Anchor::End)] {
        let name = format!("{}.{}", end / 1000, end % 1000 / 100);
        svg.text("tick", (x(end), FLOOR + 16), anchor, &name);
    }
    svg.finish()
}

/// Questions in each bin; 1.00 belongs to the last one.
pub(crate) fn bins(values: &[u16]) -> Vec<usize> {
    let mut counts = vec![0; usize::from(1000 / BIN)];
    let last = counts.len() - 1;
    for &value in values {
        counts[usize::from(value / BIN).min(last)] += 1;
    }
    counts
}

/// Which share of a stock was used and which is left.
pub(crate) fn stock_bar(used: usize, left: usize) -> Html {
    let width = number(used) * 1000 / number((used + left).max(1));
    let mut svg = Svg::decoration("bar stock", (1000, 10));
    svg.rect("used", (0, 0), (width, 10));
    svg.rect("left", (width, 0), (1000 - width, 10));
    svg.finish()
}

fn number(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(html: Html) -> String {
        serde_json::to_value(html).unwrap().as_str().unwrap().to_owned()
    }

    #[test]
    fn each_difficulty_is_in_one_bin() {
        let counts = bins(&[0, 49, 50, 549, 550, 999, 1000]);
        assert_eq!((counts[0], counts[1], counts[10], counts[11], counts[19]), (2, 1, 1, 1, 2));
        assert_eq!(counts.iter().sum::<usize>(), 7);
    }

    #[test]
    fn a_curve_rises_by_one_at_each_question() {
        let lines = [Line { name: "A", values: &[500, 700] }];
        let drawn = text(curves(&lines, Scale::of(&lines), Some(600), "d"));
        // Two steps of two lines each, and the way to the right edge.
        assert_eq!(drawn.matches("class=\"curve s0\"").count(), 5);
        assert!(drawn.contains("class=\"target\""));
        let lines = [Line { name: "<A>", values: &[] }];
        let none = text(curves(&lines, Scale::of(&lines), None, "\"d\" & <e>"));
        assert!(!none.contains("class=\"target\"") && none.contains("&quot;d&quot; &amp; &lt;e&gt;"));
    }

    #[test]
    fn a_scale_begins_a_tenth_below_the_hardest_question() {
        let scale = |values: &[u16]| Scale::of(&[Line { name: "A", values }]).from;
        assert_eq!([scale(&[450, 900]), scale(&[990]), scale(&[20]), scale(&[])], [300, 500, 0, 0]);
    }

    #[test]
    fn a_stock_is_a_whole_bar() {
        let bar = text(stock_bar(1, 3));
        assert!(bar.contains("class=\"used\" x=\"0\" y=\"0\" width=\"250\""), "{bar}");
        assert!(bar.contains("class=\"left\" x=\"250\" y=\"0\" width=\"750\""), "{bar}");
    }
}
