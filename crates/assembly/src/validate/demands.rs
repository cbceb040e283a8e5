//! What a blueprint asks of each form as numbers, and what each form has of it.

use super::Inventory;
use crate::blueprint::Blueprint;
use crate::parallel::in_parallel;
use crate::quota::{Filter, Measure};
use mockexam_bank::Bank;
use mockexam_model::AnswerKey;

/// One thing that is asked, with what was reached.
#[derive(Debug, Clone)]
pub(crate) struct Demand {
    /// What is counted or summed.
    pub(crate) name: String,
    /// How much of it is asked, for people.
    pub(crate) asked: String,
    /// How its numbers are shown; none for counts.
    measure: Option<Measure>,
    scope: Scope,
    questions: usize,
    /// The number of each form.
    pub(crate) reached: Vec<i64>,
}

/// What a demand holds to.
#[derive(Debug, Clone, Copy)]
enum Scope {
    /// Each form, from the first to the second number.
    Form(i64, i64),
    /// The distance between the smallest and the largest form.
    Between(i64),
}

impl Demand {
    /// A number of a form for people.
    pub(crate) fn shown(&self, number: i64) -> String {
        self.measure.map_or_else(|| number.to_string(), |measure| measure.shown(number, self.questions))
    }

    /// Whether a form has what is asked of each. What is asked between forms no form breaks alone.
    pub(crate) fn is_kept(&self, number: i64) -> bool {
        match self.scope {
            Scope::Form(min, max) => (min..=max).contains(&number),
            Scope::Between(_) => true,
        }
    }

    /// How far the forms are apart.
    pub(crate) fn distance(&self) -> i64 {
        let (least, most) = (self.reached.iter().min(), self.reached.iter().max());
        most.unwrap_or(&0) - least.unwrap_or(&0)
    }

    /// Whether all of it is kept.
    pub(crate) fn is_met(&self) -> bool {
        match self.scope {
            Scope::Form(..) => self.reached.iter().all(|&number| self.is_kept(number)),
            Scope::Between(within) => self.distance() <= within,
        }
    }

    /// Whether it is about the distance between forms.
    pub(crate) const fn is_between_forms(&self) -> bool {
        matches!(self.scope, Scope::Between(_))
    }

    pub(super) fn faults(&self, key: &AnswerKey) -> Vec<String> {
        if self.is_met() {
            return Vec::new();
        }
        if self.is_between_forms() {
            return vec![format!("forms are {} apart in {}", self.shown(self.distance()), self.name)];
        }
        let broken = key.forms().iter().zip(&self.reached).filter(|(_, number)| !self.is_kept(**number));
        broken
            .map(|(form, number)| {
                let shown = self.shown(*number);
                format!("form {}: {} is {shown}, {} asked", form.code, self.name, self.asked)
            })
            .collect()
    }
}

/// All counts and sums of a blueprint, in its order, with what each form has.
pub(crate) fn demands(blueprint: &Blueprint, bank: &Bank, inventory: &Inventory<'_>) -> Vec<Demand> {
    let Inventory { items, forms } = inventory;
    let questions = blueprint.questions;
    let number = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    let sums = |measure: Measure| in_parallel(forms, |form| measure.of_items(bank, &inventory.of(form)));
    let count = |filter: &Filter| {
        let matches: Vec<bool> = items.iter().map(|item| filter.matches(item)).collect();
        let of_form = |form: &Vec<usize>| number(form.iter().filter(|&&item| matches[item]).count());
        forms.iter().map(of_form).collect()
    };
    let counts = blueprint.quotas.iter().map(|quota| Demand {
        name: quota.filter.to_string(),
        asked: quota.amount(),
        measure: None,
        scope: Scope::Form(number(quota.min), number(quota.max)),
        questions,
        reached: count(&quota.filter),
    });
    let limits = blueprint.limits.iter().map(|limit| Demand {
        name: limit.measure.to_string(),
        asked: limit.amount(questions),
        measure: Some(limit.measure),
        scope: Scope::Form(limit.min, limit.max),
        questions,
        reached: sums(limit.measure),
    });
    let parallel = blueprint.parallel.iter().map(|parallel| Demand {
        name: format!("{}, between forms", parallel.measure),
        asked: format!("at most {} apart", parallel.measure.shown(parallel.within, questions)),
        measure: Some(parallel.measure),
        scope: Scope::Between(parallel.within),
        questions,
        reached: sums(parallel.measure),
    });
    counts.chain(limits).chain(parallel).collect()
}
