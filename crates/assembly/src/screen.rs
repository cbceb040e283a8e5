//! Why a blueprint cannot be met: one message per failing cell.

use crate::blueprint::Blueprint;
use crate::coverage::Supply;
use crate::pool::{self, Pool};
use crate::quota::Quota;
use crate::seed::Seed;
use crate::solver::{self, Outcome};
use mockexam_bank::{Bank, Eligibility, Item};
use mockexam_model::{Diagnostic, Place};

/// Cells that fail on their own, whatever is drawn elsewhere.
pub(crate) fn failing_cells(
    blueprint: &Blueprint,
    bank: &Bank,
    pool: &Pool<'_>,
    forms: usize,
) -> Vec<Diagnostic> {
    let quotas = blueprint.quotas.iter().filter(|quota| quota.min > 0);
    quotas.filter_map(|quota| failing_cell(blueprint, bank, pool, forms, quota)).collect()
}

fn failing_cell(
    blueprint: &Blueprint,
    bank: &Bank,
    pool: &Pool<'_>,
    forms: usize,
    quota: &Quota,
) -> Option<Diagnostic> {
    let Supply { eligible, compatible } = Supply::of(pool, quota);
    let needed = quota.min * forms;
    let on_one_form = if compatible < quota.min { Some(compatible) } else { None };
    if eligible >= needed && on_one_form.is_none() {
        return None;
    }
    let mut message = format!("{}: {needed} needed", quota.filter);
    if forms > 1 {
        message.push_str(&format!(" ({forms} forms of {})", quota.min));
    }
    message.push_str(&format!(", {eligible} eligible"));
    let mut reasons = left_out(blueprint, bank, quota);
    if let Some(compatible) = on_one_form.filter(|&compatible| compatible < eligible) {
        reasons.push(format!("at most {compatible} on one form because of enemies, families and cases"));
    }
    if !reasons.is_empty() {
        message.push_str(&format!(" ({})", reasons.join(", ")));
    }
    let help = if forms > 1 && eligible >= quota.min && on_one_form.is_none() {
        "write more items for this cell, lower its count, or make fewer forms"
    } else {
        "write more items for this cell, or lower its count in the blueprint"
    };
    Some(infeasible(blueprint, quota, message).help(help))
}

/// Items of the cell that cannot be drawn, counted by reason.
fn left_out(blueprint: &Blueprint, bank: &Bank, quota: &Quota) -> Vec<String> {
    let in_cell = |item: &&Item| quota.filter.matches(item) && pool::in_scope(blueprint, item);
    let mut reasons = Vec::new();
    for reason in [Eligibility::Draft, Eligibility::Retired, Eligibility::NoPoints, Eligibility::Faulty] {
        let count = bank.items().filter(in_cell).filter(|item| item.eligibility == reason).count();
        if count > 0 {
            reasons.push(format!("{count} {reason}"));
        }
    }
    let other_version =
        |item: &&Item| item.eligibility == Eligibility::Eligible && !pool::fits_version(blueprint, item);
    let count = bank.items().filter(in_cell).filter(other_version).count();
    if count > 0 {
        reasons.push(format!("{count} for another version"));
    }
    let other_kind = |item: &&Item| {
        item.eligibility == Eligibility::Eligible
            && pool::fits_version(blueprint, item)
            && !pool::fits_kind(blueprint, item)
    };
    let count = bank.items().filter(in_cell).filter(other_kind).count();
    if count > 0 {
        reasons.push(format!("{count} of another type"));
    }
    reasons
}

fn infeasible(blueprint: &Blueprint, quota: &Quota, message: impl Into<String>) -> Diagnostic {
    Diagnostic::error("P02", message).at(&blueprint.file, Place::Span(quota.span.clone().into()), "")
}

/// Cells that fail only together: those without which the rest could be met.
pub(crate) fn standing_in_the_way(
    blueprint: &Blueprint,
    pool: &Pool<'_>,
    forms: &[String],
    seed: &Seed,
    outcome: &Outcome,
) -> Vec<Diagnostic> {
    if *outcome == Outcome::Undecided {
        let message = format!("no selection for {} forms was found within the limit of steps", forms.len());
        return vec![
            infeasible(blueprint, &blueprint.quotas[0], message)
                .help("make fewer forms, try another seed, or write more items"),
        ];
    }
    let mut found = Vec::new();
    for (index, quota) in blueprint.quotas.iter().enumerate().skip(1) {
        let mut without = blueprint.quotas.clone();
        without[index].min = 0;
        without[index].max = usize::MAX;
        if matches!(solver::select(pool, &without, forms, seed), Outcome::Found(_)) {
            let message =
                format!("{}: {} cannot be met together with the other quotas", quota.filter, quota.amount());
            found.push(
                infeasible(blueprint, quota, message)
                    .help("widen this range, or write items that fit several cells at once"),
            );
        }
    }
    if found.is_empty() {
        let quota = &blueprint.quotas[0];
        let message = "no selection meets all quotas, and leaving out any single one does not help";
        found.push(
            infeasible(blueprint, quota, message)
                .help("compare the sums of the counts with the number of questions"),
        );
    }
    found
}
