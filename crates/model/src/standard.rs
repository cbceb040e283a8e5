//! What a form demands after all rulings, and what points come to: total, parts, pass and grade.

use crate::composition::{Composition, Place};
use crate::{AnswerKey, FormKey, GradeBound, ItemSnapshot, Part, Points, Standing};
use serde::{Deserialize, Serialize};

/// What becomes of the cut score where a question is void.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum VoidPolicy {
    /// The same share of the points that remain.
    #[default]
    SameShare,
    /// As many points as before.
    SamePoints,
}

/// The measure of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormStandard {
    /// Most points, without void questions.
    pub maximum: Points,
    /// Most points as the form was drawn.
    pub drawn: Points,
    /// Lowest passing score; none if the exam has no pass mark.
    pub cut_score: Option<Points>,
    /// The parts with rules of their own.
    pub parts: Vec<PartStandard>,
    /// Lowest score of each grade, from the highest to the lowest.
    pub grades: Vec<(String, Points)>,
    composition: Composition,
    floor: Option<Points>,
    compensate: usize,
    is_sum: bool,
}

/// The measure of a part of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartStandard {
    /// Its name.
    pub title: String,
    /// Most points, without void questions.
    pub maximum: Points,
    /// Points that have to be reached.
    pub cut_score: Option<Points>,
    /// Points below which nothing compensates.
    least: Option<Points>,
}

/// What the points of a candidate come to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict<'s> {
    /// The total.
    pub total: Points,
    /// Points of each part.
    pub parts: Vec<Points>,
    /// Whether they passed; none if nothing has to be reached.
    pub passed: Option<bool>,
    /// Their grade; none if the exam has no grades.
    pub grade: Option<&'s str>,
}

impl AnswerKey {
    /// What a form demands.
    #[must_use]
    pub fn standard(&self, form: &FormKey) -> FormStandard {
        let scheme = &self.scheme;
        let (drawn, composition) = (self.composition(form, false), self.composition(form, true));
        let points = |item: &ItemSnapshot| item.points;
        let drawn_items = form.questions.iter().filter_map(|question| self.drawn_item(&question.item));
        let (before, parts_before) = drawn.add_up(drawn_items.map(points));
        let (maximum, parts_now) = composition.add_up(self.questions(form).map(|(_, item)| points(item)));
        let rescale = |points: Points, now: Points, before: Points| match scheme.void {
            VoidPolicy::SameShare => rescaled(points, now, before),
            VoidPolicy::SamePoints => points,
        };
        let parts = scheme.parts.iter().zip(parts_now).zip(parts_before).enumerate();
        let part = |(index, ((part, maximum), before)): (usize, ((&Part, Points), Points))| {
            // Of a part without questions nothing can be demanded.
            let asked = composition.asks(index);
            let bound = |points: Option<Points>| {
                points.filter(|_| asked).map(|points| rescale(points, maximum, before))
            };
            let (cut_score, least) = (bound(part.cut_score), bound(part.least));
            PartStandard { title: part.title.clone(), maximum, cut_score, least }
        };
        let parts = parts.map(part).collect();
        let grade = |band: &crate::GradeBand| {
            let from = match band.from {
                GradeBound::Points(points) => rescale(points, maximum, before),
                GradeBound::Percent(percent) => rescaled(percent, maximum, Points::from_whole(100)),
            };
            (band.grade.clone(), from)
        };
        FormStandard {
            maximum,
            drawn: before,
            cut_score: self.cut_score.map(|cut| rescale(cut, maximum, before)),
            parts,
            grades: scheme.grades.iter().map(grade).collect(),
            composition,
            floor: scheme.floor,
            compensate: usize::from(scheme.compensate),
            is_sum: scheme.is_sum(),
        }
    }

    /// Where the questions of a form count: as drawn, or as ruled.
    fn composition(&self, form: &FormKey, ruled: bool) -> Composition {
        let scheme = &self.scheme;
        let count = |number: u16| usize::from(number);
        let place = |item: &ItemSnapshot| {
            let part = scheme.parts.iter().position(|part| part.holds(self, item));
            match self.standing(form, &item.id) {
                Standing::Void if ruled => Place::Void,
                _ => part.map_or(Place::Total, Place::Part),
            }
        };
        let items = form.questions.iter().filter_map(|question| self.drawn_item(&question.item));
        Composition {
            places: items.map(place).collect(),
            bests: scheme.parts.iter().map(|part| part.best.map(count)).collect(),
            best_parts: scheme.best_parts.map(count),
        }
    }

    /// The cut score that holds on all forms; none without one, or where forms differ after rulings.
    #[must_use]
    pub fn common_cut(&self) -> Option<Points> {
        let mut cuts = self.forms().iter().map(|form| self.standard(form).cut_score);
        let first = cuts.next()??;
        cuts.all(|cut| cut == Some(first)).then_some(first)
    }

    /// Whether anything has to be reached to pass.
    #[must_use]
    pub fn has_pass_mark(&self) -> bool {
        self.cut_score.is_some() || self.scheme.parts.iter().any(|part| part.cut_score.is_some())
    }
}

impl FormStandard {
    /// The total of the points of all questions, in printed order.
    pub fn total(&self, points: impl Iterator<Item = Points>) -> Points {
        match self.is_sum {
            true => points.sum(),
            false => self.whole(&points.collect::<Vec<_>>()).0,
        }
    }

    /// What the points of all questions, in printed order, come to.
    #[must_use]
    pub fn verdict(&self, points: &[Points]) -> Verdict<'_> {
        let (total, parts) = self.whole(points);
        let grade = self.grades.iter().find(|(_, from)| total >= *from).or_else(|| self.grades.last());
        Verdict {
            total,
            passed: self.has_passed(total, &parts),
            parts,
            grade: grade.map(|(grade, _)| grade.as_str()),
        }
    }

    /// What void questions leave too little for: the name of a part, none for the whole, and the points that it would need.
    #[must_use]
    pub fn out_of_reach(&self) -> Option<(Option<&str>, Points, Points)> {
        let whole = (None, self.cut_score, self.maximum);
        let parts = self.parts.iter().map(|part| (Some(part.title.as_str()), part.cut_score, part.maximum));
        let demands = std::iter::once(whole).chain(parts);
        demands.into_iter().find_map(|(what, cut, most)| Some((what, cut.filter(|cut| *cut > most)?, most)))
    }

    fn whole(&self, points: &[Points]) -> (Points, Vec<Points>) {
        let points = points.iter().copied();
        // Nothing but a sum: what nearly every exam has, and it is asked for each candidate several times.
        if self.is_sum && self.parts.is_empty() {
            return (points.take(self.composition.places.len()).sum(), Vec::new());
        }
        let (total, parts) = self.composition.add_up(points);
        (self.floor.map_or(total, |floor| total.max(floor)), parts)
    }

    fn has_passed(&self, total: Points, parts: &[Points]) -> Option<bool> {
        let cuts = || {
            self.parts.iter().zip(parts).filter_map(|(part, points)| Some((part, points, part.cut_score?)))
        };
        if self.cut_score.is_none() && cuts().next().is_none() {
            return None;
        }
        let reached = self.cut_score.is_none_or(|cut| total >= cut);
        let missed = cuts().filter(|(_, points, cut)| *points < cut).count();
        let lost = cuts().any(|(part, points, _)| part.least.is_some_and(|least| *points < least));
        Some(reached && !lost && missed <= self.compensate)
    }
}

/// The lowest score that is at least the same share of `now` as `points` is of `before`. Scores are whole units, so rounding up
/// to a unit decides as the ratio itself would.
fn rescaled(points: Points, now: Points, before: Points) -> Points {
    if now == before || before <= Points::ZERO {
        return points;
    }
    let product = i128::from(points.units()) * i128::from(now.units());
    let before = i128::from(before.units());
    let units = product.div_euclid(before) + i128::from(product.rem_euclid(before) != 0);
    // Both are within a form's points, so this fits.
    Points::from_units(i64::try_from(units).unwrap_or(i64::MAX))
}
