//! What a bank holds for each cell of a blueprint, against what forms take from it.

use crate::blueprint::{Anchors, Blueprint};
use crate::pool::Pool;
use crate::quota::Quota;
use mockexam_bank::Bank;

/// The items that a quota can be filled from.
pub(crate) struct Supply {
    /// All that may be drawn.
    pub(crate) eligible: usize,
    /// An upper bound on how many of them can share a form.
    pub(crate) compatible: usize,
}

impl Supply {
    pub(crate) fn of(pool: &Pool<'_>, quota: &Quota) -> Self {
        let matching = |unit: &usize| pool.weight(quota, *unit) > 0;
        let eligible = (0..pool.units.len()).map(|unit| pool.weight(quota, unit)).sum();
        let compatible = pool.compatible_at_most((0..pool.units.len()).filter(matching)).min(eligible);
        Self { eligible, compatible }
    }
}

/// A cell of a blueprint that asks for items.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Need {
    /// Its name for people, such as `fire / apply`.
    pub cell: String,
    /// Least number of questions that a form takes from it.
    pub per_form: usize,
    /// Least number of items that all forms take if no two of them share an item, but for anchors.
    pub need: usize,
    /// Eligible items that fit it and the version of the blueprint.
    pub have: usize,
    /// Items beyond the need.
    pub reserve: usize,
    /// Items that are missing.
    pub missing: usize,
    /// Most questions that one form can have of it, where enemies, families and cases allow fewer than it takes.
    pub on_one_form: Option<usize>,
}

impl Need {
    /// Whether items must be written before the forms can be drawn.
    #[must_use]
    pub const fn is_short(&self) -> bool {
        self.missing > 0 || self.on_one_form.is_some()
    }
}

/// What so many forms without a common item need of a bank: the cells of a blueprint that take at least one item, in its
/// order. The first one is the number of questions as a whole.
#[must_use]
pub fn needs(blueprint: &Blueprint, bank: &Bank, forms: u16) -> Vec<Need> {
    let pool = Pool::new(blueprint, bank);
    let asking = blueprint.quotas.iter().filter(|quota| quota.min > 0);
    asking.map(|quota| need(blueprint, bank, &pool, quota, usize::from(forms))).collect()
}

/// Most questions of a cell that all forms can have in common.
pub(crate) fn anchors_of(blueprint: &Blueprint, bank: &Bank, quota: &Quota) -> usize {
    let count = match &blueprint.anchors {
        None => 0,
        Some(Anchors::Named(items)) => {
            let items = items.iter().filter_map(|(id, _)| bank.item(id));
            items.filter(|item| quota.filter.matches(item)).count()
        }
        Some(Anchors::Drawn { count, .. }) => *count,
    };
    count.min(quota.min)
}

fn need(blueprint: &Blueprint, bank: &Bank, pool: &Pool<'_>, quota: &Quota, forms: usize) -> Need {
    let Supply { eligible, compatible } = Supply::of(pool, quota);
    let anchors = if forms > 1 { anchors_of(blueprint, bank, quota) } else { 0 };
    let need = (quota.min - anchors) * forms + anchors;
    Need {
        cell: quota.filter.to_string(),
        per_form: quota.min,
        need,
        have: eligible,
        reserve: eligible.saturating_sub(need),
        missing: need.saturating_sub(eligible),
        on_one_form: (compatible < quota.min && compatible < eligible).then_some(compatible),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use mockexam_bank::SourceFile;

    const HEAD: &str = r#"
        [bank]
        id = "b"
        title = "B"
        language = "en"
        [[topic]]
        id = "t"
        name = "T"
        [defaults]
        topic = "t"
        type = "true-false"
        difficulty = 0.7
        status = "reviewed"
    "#;

    fn bank() -> Bank {
        let item = |id: &str, level: &str, more: &str| {
            format!(
                "[[item]]\nid = \"{id}\"\nlevel = \"{level}\"\nstem = \"Claim {id}.\"\nanswer = true\n{more}\n\
                 explanation = \"Because {id} is one of the claims that happen to be true.\"\n"
            )
        };
        let items = [
            item("a", "apply", "family = \"f\""),
            item("b", "apply", "family = \"f\""),
            item("c", "remember", ""),
            item("d", "remember", "version = \"5\""),
        ];
        Bank::read(&[SourceFile::new("b.toml", &format!("{HEAD}{}", items.concat()))]).bank
    }

    #[test]
    fn short_cells_are_those_that_cannot_be_filled() {
        let text = "title = \"E\"\nbank = \"b\"\nversion = \"4\"\nquestions = 3\nminutes = 5\n[topics]\n\
                    t = { remember = 1, understand = 0, apply = 2 }\n";
        let blueprint = Blueprint::read("e.toml", text).unwrap();
        let told: Vec<_> = needs(&blueprint, &bank(), 2)
            .into_iter()
            .map(|n| (n.cell.clone(), n.have, n.need, n.reserve, n.missing, n.on_one_form, n.is_short()))
            .collect();
        assert_eq!(
            told,
            [
                ("all questions".into(), 3, 6, 0, 3, Some(2), true),
                ("t / remember".into(), 1, 2, 0, 1, None, true),
                ("t / apply".into(), 2, 4, 0, 2, Some(1), true),
            ]
        );
        let enough = needs(&blueprint, &bank(), 1);
        assert_eq!((enough[1].reserve, enough[1].is_short()), (0, false));
    }
}
