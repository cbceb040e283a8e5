//! One choice: count, share, mean total of those who marked it, r(choice, T) and r(choice, T − x) (the rest score leaves
//! out the whole item), and its share in the groups by total.

use crate::groups;
use crate::level::{Met, rows};
use crate::moments::{Pairs, Totals, ratio};
use crate::totals::in_points;
use mockexam_model::{ChoiceId, ItemSnapshot};

/// Statistics of a choice.
#[derive(Debug, Clone, PartialEq)]
pub struct ChoiceAnalysis {
    /// The choice.
    pub choice: ChoiceId,
    /// Whether it is right.
    pub key: bool,
    /// Candidates who marked it, and no more choices than were asked for.
    pub count: u64,
    /// Their share of the candidates to whom the item was put.
    pub share: Option<f64>,
    /// Correlation of marking it with the total; none if undefined.
    pub r_total: Option<f64>,
    /// Correlation of marking it with the score on the other items; none if undefined.
    pub r_rest: Option<f64>,
    /// Mean total of those who marked it, in points.
    pub mean_score: Option<f64>,
    /// Its share in the lower, middle and upper third of the candidates by total.
    pub thirds: Option<[f64; 3]>,
    /// Its share in the lower and upper 27 %.
    pub outer: Option<[f64; 2]>,
}

/// The choices in canonical order. `item_pairs` hold the item's points against the totals.
pub(crate) fn choices(item: &ItemSnapshot, met: &[Met<'_>], item_pairs: &Pairs) -> Vec<ChoiceAnalysis> {
    let counted = met.first().map_or(0, |level| level.cell.choices.len());
    let choices = item.choices.iter().enumerate().take(counted);
    choices
        .map(|(index, choice)| {
            let mut chosen = Totals::default();
            let mut points = 0;
            let here = |level: &Met<'_>| level.cell.choices.get(index).copied().unwrap_or_default();
            for level in met {
                chosen.add_many(level.total, here(level).count);
                points += here(level).points;
            }
            let rows = rows(met, |level| i128::from(here(level).count));
            let count = i128::from(chosen.n);
            let marked = Pairs { x: count, xx: count, xy: chosen.sum, ..*item_pairs };
            let rest = item_pairs.against_rest();
            let marked_rest = Pairs { x: count, xx: count, xy: chosen.sum - points, ..rest };
            ChoiceAnalysis {
                choice: choice.id.clone(),
                key: choice.key,
                count: chosen.n,
                share: ratio(count, i128::from(item_pairs.n)),
                r_total: marked.correlation(),
                r_rest: marked_rest.correlation(),
                mean_score: chosen.mean().map(in_points),
                thirds: groups::thirds(&rows),
                outer: groups::outer(&rows),
            }
        })
        .collect()
}
