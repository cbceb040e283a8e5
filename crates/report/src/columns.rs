//! Columns of statistics in result files: their names, and where they stand in an analysis.

use mockexam_analysis::{ChoiceAnalysis, Interval, ItemAnalysis};

/// Columns of items.csv between the number of candidates and the counts of states.
pub(crate) const ITEM: [&str; 22] = [
    "facility",
    "facility_low",
    "facility_high",
    "chance",
    "sd",
    "discrimination",
    "discrimination_low",
    "discrimination_high",
    "item_total",
    "biserial",
    "lower",
    "upper",
    "upper_lower",
    "third_1",
    "third_2",
    "third_3",
    "efficiency",
    "intended_weight",
    "effective_weight",
    "alpha_if_deleted",
    "estimate",
    "shift",
];

/// Columns of choices.csv behind the count.
pub(crate) const CHOICE: [&str; 9] =
    ["share", "r_total", "r_rest", "mean_score", "third_1", "third_2", "third_3", "lower", "upper"];

/// The statistics of an item in the order of [`ITEM`]; `estimate` is the author's, as a share.
pub(crate) fn of_item(item: &ItemAnalysis, estimate: Option<f64>) -> [Option<f64>; 22] {
    let [facility_low, facility_high] = bounds(item.facility_interval);
    let [discrimination_low, discrimination_high] = bounds(item.discrimination_interval);
    let [lower, upper] = each(item.outer);
    let [third_1, third_2, third_3] = each(item.thirds);
    [
        item.facility,
        facility_low,
        facility_high,
        item.chance,
        item.sd,
        item.discrimination,
        discrimination_low,
        discrimination_high,
        item.item_total,
        item.biserial,
        lower,
        upper,
        item.upper_lower(),
        third_1,
        third_2,
        third_3,
        item.efficiency,
        item.intended_weight,
        item.effective_weight,
        item.alpha_if_deleted,
        estimate,
        item.facility.zip(estimate).map(|(found, estimate)| found - estimate),
    ]
}

/// Puts what [`of_item`] gave back into an analysis.
pub(crate) fn into_item(item: &mut ItemAnalysis, values: [Option<f64>; 22]) {
    let [facility, facility_low, facility_high, chance, sd, discrimination, rest @ ..] = values;
    let [low, high, item_total, biserial, lower, upper, _, third_1, third_2, third_3, rest @ ..] = rest;
    let [efficiency, intended, effective, deleted, _, _] = rest;
    item.facility = facility;
    item.facility_interval = interval(facility_low, facility_high);
    item.chance = chance;
    item.sd = sd;
    item.discrimination = discrimination;
    item.discrimination_interval = interval(low, high);
    item.item_total = item_total;
    item.biserial = biserial;
    item.outer = all([lower, upper]);
    item.thirds = all([third_1, third_2, third_3]);
    item.efficiency = efficiency;
    item.intended_weight = intended;
    item.effective_weight = effective;
    item.alpha_if_deleted = deleted;
}

/// The statistics of a choice in the order of [`CHOICE`].
pub(crate) fn of_choice(choice: &ChoiceAnalysis) -> [Option<f64>; 9] {
    let ([third_1, third_2, third_3], [lower, upper]) = (each(choice.thirds), each(choice.outer));
    [choice.share, choice.r_total, choice.r_rest, choice.mean_score, third_1, third_2, third_3, lower, upper]
}

/// Puts what [`of_choice`] gave back into an analysis.
pub(crate) fn into_choice(choice: &mut ChoiceAnalysis, values: [Option<f64>; 9]) {
    let [share, r_total, r_rest, mean_score, third_1, third_2, third_3, lower, upper] = values;
    choice.share = share;
    choice.r_total = r_total;
    choice.r_rest = r_rest;
    choice.mean_score = mean_score;
    choice.thirds = all([third_1, third_2, third_3]);
    choice.outer = all([lower, upper]);
}

/// The two ends of an interval.
pub(crate) fn bounds(interval: Option<Interval>) -> [Option<f64>; 2] {
    each(interval.map(|Interval { low, high }| [low, high]))
}

fn interval(low: Option<f64>, high: Option<f64>) -> Option<Interval> {
    low.zip(high).map(|(low, high)| Interval { low, high })
}

fn each<const N: usize>(values: Option<[f64; N]>) -> [Option<f64>; N] {
    values.map_or([None; N], |values| values.map(Some))
}

fn all<const N: usize>(values: [Option<f64>; N]) -> Option<[f64; N]> {
    values.iter().all(Option::is_some).then(|| values.map(Option::unwrap_or_default))
}
