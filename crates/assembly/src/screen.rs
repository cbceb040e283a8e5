//! Why a blueprint cannot be met: one message per failing cell.

use crate::blueprint::Blueprint;
use crate::coverage::{Supply, anchors_of};
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
    let write = match missing {
        0 => "write more items that may stand together".to_owned(),
        1 => "write 1 more item for this cell".to_owned(),
        missing => format!("write {missing} more items for this cell"),
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
    let resting = |item: &&Item| blueprint.resting.contains(item.id());
    let count = bank.items().filter(in_cell).filter(resting).count();
    if count > 0 {
        reasons.push(format!("{count} at rest after earlier exams"));
    }
    let outside = |item: &&Item| !blueprint.sections.is_empty() && blueprint.section_of(item).is_none();
    let count = bank.items().filter(in_cell).filter(outside).count();
    if count > 0 {
        reasons.push(format!("{count} in no section"));
    }
    reasons
}

fn infeasible(blueprint: &Blueprint, quota: &Quota, message: impl Into<String>) -> Diagnostic {
    Diagnostic::error("P02", message).at(&blueprint.file, Place::Span(quota.span.clone().into()), "")
}
