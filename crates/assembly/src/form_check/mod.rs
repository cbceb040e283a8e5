//! Checks of one form after it was drawn. A new check is one file here and its line in [`FORM_CHECKS`].
//!
//! The draw keeps F02, F03 and F04 by itself; as checks they look at exams that were made by other versions, of banks that
//! were edited since, and at the draw.

mod f02_links;
mod f03_letters;
mod f04_quotas;
mod f06_time;
mod f08_order;
mod view;

use crate::blueprint::Blueprint;
use crate::parallel::in_parallel;
use crate::validate::Inventory;
use mockexam_bank::Bank;
use mockexam_model::{AnswerKey, Diagnostic, FormKey, Place, Severity};
use view::{FormView, Sight};

/// All checks of a form by id.
pub const FORM_CHECKS: &[&FormCheck] =
    &[&f02_links::CHECK, &f03_letters::CHECK, &f04_quotas::CHECK, &f06_time::CHECK, &f08_order::CHECK];

/// A check of a form with all that a person wants to know about it.
pub struct FormCheck {
    /// Stable id, such as `F03`.
    pub id: &'static str,
    /// The gravest finding that it gives.
    pub severity: Severity,
    /// The rule in a line.
    pub what: &'static str,
    /// Why it is a rule.
    pub why: &'static str,
    /// Who says so.
    pub source: &'static str,
    /// How to repair a finding.
    pub help: &'static str,
    /// A form that breaks the rule, as TOML.
    pub flawed: &'static str,
    /// A form near the limit that keeps it.
    pub sound: &'static str,
    check: fn(&FormView) -> Vec<Finding>,
}

/// What a check found: how grave it is, and the fact.
struct Finding {
    severity: Severity,
    fact: String,
}

impl Finding {
    fn new(severity: Severity, fact: impl Into<String>) -> Self {
        Self { severity, fact: fact.into() }
    }
}

/// Everything that the checks have to say about the forms of a key. Items that the bank does not know any more have neither
/// difficulty nor enemies, and no findings about them.
#[must_use]
pub fn form_findings(blueprint: &Blueprint, bank: &Bank, key: &AnswerKey) -> Vec<Diagnostic> {
    let inventory = Inventory::new(bank, key);
    let sight = Sight::new(blueprint, bank, key, &inventory);
    let of_form = |(form, known): &(&FormKey, &Vec<usize>)| -> Vec<Diagnostic> {
        let view = FormView::new(&sight, form, known);
        let told = |check: &FormCheck, Finding { severity, fact }| {
            let message = format!("form {}: {fact}", form.code);
            Diagnostic { severity, ..Diagnostic::error(check.id, message) }
                .at(blueprint.file(), Place::File, "")
                .help(check.help)
        };
        let checks = FORM_CHECKS.iter();
        checks.flat_map(|check| (check.check)(&view).into_iter().map(|found| told(check, found))).collect()
    };
    let forms: Vec<(&FormKey, &Vec<usize>)> = key.forms().iter().zip(&inventory.forms).collect();
    in_parallel(&forms, of_form).concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_check_finds_its_flaw_and_only_there() {
        for check in FORM_CHECKS {
            let facts = |form: &str| -> Vec<String> {
                let view = FormView::sample(form).expect(check.id);
                (check.check)(&view).into_iter().map(|finding| finding.fact).collect()
            };
            assert_eq!(facts(check.sound), Vec::<String>::new(), "{} flags a sound form", check.id);
            assert!(!facts(check.flawed).is_empty(), "{} misses its own flaw", check.id);
        }
    }

    #[test]
    fn no_finding_is_graver_than_the_check_says() {
        for check in FORM_CHECKS {
            let view = FormView::sample(check.flawed).expect(check.id);
            let gravest = (check.check)(&view).into_iter().map(|finding| finding.severity).max();
            assert_eq!(gravest, Some(check.severity), "{}", check.id);
        }
    }

    #[test]
    fn ids_are_unique_and_in_order() {
        assert!(FORM_CHECKS.windows(2).all(|pair| pair[0].id < pair[1].id));
    }
}
