//! Why a blueprint cannot be met: one message per failing cell.

use crate::blueprint::Blueprint;
use crate::coverage::{Supply, anchors_of};
use crate::pool::Pool;
use crate::quota::Quota;
use crate::scope::{Obstacle, Scope};
use mockexam_bank::Bank;
use mockexam_model::{Diagnostic, Place};
use std::collections::BTreeMap;

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
    // Anchors are on every form; as many as may be of this cell are taken to be of it.
    let anchors = if forms > 1 { anchors_of(blueprint, bank, quota) } else { 0 };
    let needed = (quota.min - anchors) * forms;
    let on_one_form = if compatible < quota.min { Some(compatible) } else { None };
    if eligible.saturating_sub(anchors) * uses >= needed && on_one_form.is_none() {
        return None;
    }
    let mut message = format!("{}: {} needed", quota.filter, needed + anchors);
    if anchors > 0 {
        let more = quota.min - anchors;
        message.push_str(&format!(" ({anchors} on all forms, and {forms} forms of {more} more)"));
    } else if forms > 1 {
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
    let supply = eligible.saturating_sub(anchors) * uses;
    let per_form = (supply / forms.max(1) + anchors).min(on_one_form.unwrap_or(usize::MAX));
    let missing = needed.saturating_sub(supply).div_ceil(uses.max(1));
    let beside = on_one_form
        .filter(|&compatible| compatible < eligible)
        .map_or(0, |compatible| quota.min - compatible);
    let write = match missing.max(beside) {
        1 => "write 1 more item".to_owned(),
        missing => format!("write {missing} more items"),
    };
    let write = match beside {
        0 => format!("{write} for this cell"),
        _ => format!("{write} for this cell that may stand beside the others"),
    };
    let forms_enough = if quota.min > anchors { supply / (quota.min - anchors) } else { forms };
    let help = if on_one_form.is_none() && (1..forms).contains(&forms_enough) {
        format!("{write}, lower its count to {per_form}, or make {forms_enough} of {forms} forms")
    } else {
        format!("{write}, or lower its count to {per_form}")
    };
    Some(infeasible(blueprint, quota, message).help(help))
}

/// Items of the cell that cannot be drawn, counted by reason.
fn left_out(blueprint: &Blueprint, bank: &Bank, quota: &Quota) -> Vec<String> {
    let scope = Scope::new(blueprint, bank);
    let in_cell = bank.items().filter(|item| quota.filter.matches(item));
    let mut counts: BTreeMap<Obstacle, usize> = BTreeMap::new();
    for obstacle in in_cell.filter_map(|item| scope.obstacle(item)) {
        *counts.entry(obstacle).or_default() += 1;
    }
    // A cell is of the topics that the blueprint draws from.
    counts.remove(&Obstacle::Topic);
    counts.into_iter().map(|(obstacle, count)| format!("{count} {obstacle}")).collect()
}

fn infeasible(blueprint: &Blueprint, quota: &Quota, message: impl Into<String>) -> Diagnostic {
    Diagnostic::error("P02", message).at(&blueprint.file, Place::Span(quota.span.clone().into()), "")
}
