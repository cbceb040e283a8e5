//! Why a blueprint cannot be met: one message per failing cell.

use crate::blueprint::Blueprint;
use crate::coverage::Supply;
use crate::pool::{self, Pool};
use crate::quota::Quota;
use mockexam_bank::{Bank, Eligibility, Item};
use mockexam_model::{Diagnostic, Place};

/// Cells that fail on their own, whatever is drawn elsewhere.
pub(crate) fn failing_cells(
    blueprint: &Blueprint,
    bank: &Bank,
    pool: &Pool<'_>,
    forms: usize,
    uses: usize,
) -> Vec<Diagnostic> {
    let quotas = blueprint.quotas.iter().filter(|quota| quota.min > 0);
    quotas.filter_map(|quota| failing_cell(blueprint, bank, pool, forms, uses, quota)).collect()
}

fn failing_cell(
    blueprint: &Blueprint,
    bank: &Bank,
    pool: &Pool<'_>,
    forms: usize,
    uses: usize,
    quota: &Quota,
) -> Option<Diagnostic> {
    let Supply { eligible, compatible } = Supply::of(pool, quota);
    let needed = quota.min * forms;
    let on_one_form = if compatible < quota.min { Some(compatible) } else { None };
    if eligible * uses >= needed && on_one_form.is_none() {
        return None;
    }
    let mut message = format!("{}: {needed} needed", quota.filter);
    if forms > 1 {
        message.push_str(&format!(" ({forms} forms of {})", quota.min));
    }
    message.push_str(&format!(", {eligible} eligible"));
    if uses > 1 {
        message.push_str(&format!(", each on {uses} forms at most"));
    }
    let mut reasons = left_out(blueprint, bank, quota);
    if let Some(compatible) = on_one_form.filter(|&compatible| compatible < eligible) {
        let causes =
            if blueprint.concepts_once { "families, cases and concepts" } else { "families and cases" };
        reasons.push(format!("at most {compatible} on one form because of enemies, {causes}"));
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
    let excluded = |item: &&Item| pool::is_excluded(blueprint, item);
    let count = bank.items().filter(in_cell).filter(excluded).count();
    if count > 0 {
        reasons.push(format!("{count} excluded"));
    }
    reasons
}

fn infeasible(blueprint: &Blueprint, quota: &Quota, message: impl Into<String>) -> Diagnostic {
    Diagnostic::error("P02", message).at(&blueprint.file, Place::Span(quota.span.clone().into()), "")
}
