//! Forms beside each other: are they equally hard, and where the cut score of the first would lie on the others.
//!
//! Mean equating y = x − x̄ + ȳ, linear y = ȳ + (s_y/s_x)(x − x̄) for groups that got their forms by chance; over common items
//! mean equating with nominal weights (Kolen and Brennan 2014, Test Equating, Scaling, and Linking, 3rd ed., chapters 2 and 4).

use crate::alpha::alpha;
use crate::interval::Interval;
use crate::level::{FormTally, pairs};
use crate::moments::{Pairs, Totals, ratio};
use crate::totals::in_points;
use mockexam_model::{AnswerKey, FormCode, ItemId, ItemSnapshot, Points, Standing};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Statistics of one form.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FormSummary {
    /// The form.
    pub form: FormCode,
    /// Its candidates.
    pub n: u64,
    /// Mean total in points.
    pub mean: Option<f64>,
    /// Its 95 % interval.
    pub mean_interval: Option<Interval>,
    /// Standard deviation of the totals, denominator n − 1.
    pub sd: Option<f64>,
    /// Coefficient alpha of this form alone.
    pub alpha: Option<f64>,
    /// How it compares with the first form; none for that form, and where either has no candidates.
    pub against_first: Option<AgainstFirst>,
    /// Its questions in printed order.
    pub items: Vec<FormItem>,
}

/// A form against the first one. Points.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct AgainstFirst {
    /// Mean of this form less that of the first; none where rulings left them different maxima, which no means share.
    pub difference: Option<f64>,
    /// Its 95 % interval.
    pub interval: Option<Interval>,
    /// What the difference is held to say.
    pub design: Design,
    /// The total on this form that corresponds to the cut score on the first by mean equating.
    pub mean_cut: Option<f64>,
    /// The same by linear equating.
    pub linear_cut: Option<f64>,
}

/// What two forms share.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Design {
    /// The same items, scored alike: a difference is one of the groups, and nothing is equated.
    SameItems,
    /// Some items that are scored alike: the groups are compared by them.
    CommonItems,
    /// No such items: the groups are held to be equally able.
    RandomGroups,
}

/// A question on one form.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FormItem {
    /// Printed number, from 1.
    pub question: u16,
    /// The item.
    pub item: ItemId,
    /// Candidates of this form to whom it was put.
    pub n: u64,
    /// Mean share of its points.
    pub facility: Option<f64>,
    /// Its 95 % interval.
    pub facility_interval: Option<Interval>,
    /// Item-rest correlation on this form.
    pub discrimination: Option<f64>,
    /// Its 95 % interval.
    pub discrimination_interval: Option<Interval>,
}

/// More forms than this are personal ones; each alone says nothing.
const MOST_FORMS: usize = 26;

/// A form with its sums.
struct Sums<'t> {
    key: &'t AnswerKey,
    form: &'t FormTally<'t>,
    totals: Totals,
    items: Vec<(&'t ItemSnapshot, Pairs)>,
}

/// The forms of an exam that has 2 to 26 of them; of others none.
pub(crate) fn forms(key: &AnswerKey, forms: &[FormTally<'_>]) -> Vec<FormSummary> {
    if !(2..=MOST_FORMS).contains(&forms.len()) {
        return Vec::new();
    }
    let sums: Vec<Sums<'_>> = forms
        .iter()
        .map(|form| {
            let questions = key.questions(form.form).enumerate();
            let items = questions.map(|(index, (_, item))| (item, pairs(form.met(index), item)));
            Sums { key, form, totals: form.totals(), items: items.collect() }
        })
        .collect();
    let first = sums.first();
    let cut = key.forms().first().and_then(|first| key.standard(first).cut_score);
    let cut = cut.map(|cut| cut.units() as f64);
    let summary = |(index, sums): (usize, &Sums<'_>)| {
        let (mean, sd) = (sums.totals.mean().map(in_points), sums.totals.sd().map(in_points));
        FormSummary {
            form: sums.form.form.code.clone(),
            n: sums.totals.n,
            mean,
            mean_interval: mean.zip(sd).and_then(|(mean, sd)| Interval::of_mean(mean, sd, sums.totals.n)),
            sd,
            alpha: sums.alpha(),
            against_first: first.filter(|_| index > 0).and_then(|first| against(first, sums, cut)),
            items: (1..)
                .zip(&sums.items)
                .map(|(number, (item, pairs))| question(number, item, pairs))
                .collect(),
        }
    };
    sums.iter().enumerate().map(summary).collect()
}

fn question(number: u16, item: &ItemSnapshot, pairs: &Pairs) -> FormItem {
    let facility = ratio(pairs.x, i128::from(pairs.n) * i128::from(item.points.units()));
    let discrimination = pairs.against_rest().correlation();
    FormItem {
        question: number,
        item: item.id.clone(),
        n: pairs.n,
        facility,
        facility_interval: facility.and_then(|facility| Interval::of_share(facility, pairs.n)),
        discrimination,
        discrimination_interval: discrimination.and_then(|r| Interval::of_correlation(r, pairs.n)),
    }
}

/// `cut` in units.
fn against(first: &Sums<'_>, other: &Sums<'_>, cut: Option<f64>) -> Option<AgainstFirst> {
    let (mean_first, mean) = (first.totals.mean()?, other.totals.mean()?);
    let deviations = first.totals.sd().zip(other.totals.sd());
    let in_points_both = |Interval { low, high }| Interval { low: in_points(low), high: in_points(high) };
    let interval = deviations.and_then(|(sd_first, sd)| {
        Interval::of_difference((mean, sd, other.totals.n), (mean_first, sd_first, first.totals.n))
    });
    let one_scale = first.form.standard.maximum == other.form.standard.maximum;
    let common = first.measured_alike(other);
    let (design, mean_cut, linear_cut) = if first.asks_the_same(other) {
        (Design::SameItems, None, None)
    } else if common.is_empty() {
        let mean_cut = cut.map(|cut| cut - mean_first + mean);
        let linear = |(cut, (sd_first, sd)): (f64, (f64, f64))| mean + sd / sd_first * (cut - mean_first);
        let linear_cut = cut.zip(deviations.filter(|(sd_first, _)| *sd_first > 0.0)).map(linear);
        (Design::RandomGroups, mean_cut, linear_cut)
    } else {
        // Nominal weights: the groups differ on the whole as on the common items, in proportion to the points.
        let (ability_first, part) = first.points_on(|item| common.contains(item));
        let (ability, _) = other.points_on(|item| common.contains(item));
        let (_, whole) = first.points_on(|item| first.measures(item));
        let shift = if part > 0.0 { whole / part * (ability - ability_first) } else { 0.0 };
        (Design::CommonItems, cut.map(|cut| cut - mean_first + mean - shift), None)
    };
    Some(AgainstFirst {
        difference: Some(in_points(mean - mean_first)).filter(|_| one_scale),
        interval: interval.filter(|_| one_scale).map(in_points_both),
        design,
        mean_cut: mean_cut.map(in_points),
        linear_cut: linear_cut.map(in_points),
    })
}

impl<'t> Sums<'t> {
    /// Whether an item's points hang on the answer: it is neither void on the form nor full credit for everybody.
    fn measures(&self, item: &ItemId) -> bool {
        self.key.standing(self.form.form, item) == Standing::Counted
    }

    /// Whether both forms ask the same items and rulings treat them alike.
    fn asks_the_same(&self, other: &Self) -> bool {
        let ids =
            |sums: &Self| -> BTreeSet<&'t ItemId> { sums.items.iter().map(|(item, _)| &item.id).collect() };
        let own = ids(self);
        own == ids(other) && own.into_iter().all(|item| self.rules_alike(other, item))
    }

    fn rules_alike(&self, other: &Self, item: &ItemId) -> bool {
        self.key.is_ruled_alike(item, &self.form.form.code, &other.form.form.code)
    }

    /// Items of both forms that measure, and by the same key: what a ruling changed on one form alone tells of the ruling
    /// and not of the groups.
    fn measured_alike(&self, other: &Self) -> BTreeSet<&'t ItemId> {
        let ids = |sums: &Self| -> BTreeSet<&'t ItemId> {
            sums.items.iter().map(|(item, _)| &item.id).filter(|item| sums.measures(item)).collect()
        };
        let both = ids(self).intersection(&ids(other)).copied().collect::<BTreeSet<_>>();
        both.into_iter().filter(|item| self.rules_alike(other, item)).collect()
    }

    /// Mean points on some items, and what these offer, in units.
    fn points_on(&self, which: impl Fn(&ItemId) -> bool) -> (f64, f64) {
        let items = self.items.iter().filter(|(item, _)| which(&item.id));
        items.fold((0.0, 0.0), |(mean, most), (item, pairs)| {
            (mean + ratio(pairs.x, i128::from(pairs.n)).unwrap_or(0.0), most + item.points.units() as f64)
        })
    }

    /// Alpha of the form; void items are no part of it.
    fn alpha(&self) -> Option<f64> {
        let counted: Vec<&Pairs> = self
            .items
            .iter()
            .filter(|(item, _)| item.points > Points::ZERO)
            .map(|(_, pairs)| pairs)
            .collect();
        alpha(counted.len(), counted.iter().map(|pairs| pairs.spread_x()).sum(), self.totals.spread()).ok()
    }
}
