//! What kinds with rows share: each row is answered by the letter of a choice.

use super::parts::{counted, optional_text};
use super::{Fault, Passage, Policy, Role};
use crate::lint::threshold::Threshold;
use crate::norm::norm;
use mockexam_model::{ChoiceId, ChoiceSnapshot, Points, RichText, SnapshotContent};
use std::collections::BTreeSet;
use toml::Spanned;

/// A text that is neither right nor wrong by itself.
pub(super) const fn other<'a>(text: &'a Spanned<String>, why: Option<&'a Spanned<String>>) -> Passage<'a> {
    Passage { role: Role::Other, text, why, confusion: None }
}

/// A row or choice with the id of its place: s1 or c1 for the first.
pub(super) fn part(
    prefix: char,
    index: usize,
    text: &str,
    why: Option<&Spanned<String>>,
) -> Option<ChoiceSnapshot> {
    Some(ChoiceSnapshot {
        id: ChoiceId::new(&format!("{prefix}{}", index + 1)).ok()?,
        key: false,
        content: SnapshotContent::Text(RichText::parse(text).ok()?),
        why: optional_text(why),
    })
}

/// Texts that stand twice, however they are spelled.
pub(super) fn repeated<'a>(texts: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let mut seen = BTreeSet::new();
    texts.into_iter().find(|text| !seen.insert(norm(text)))
}

/// Points that cannot be shared equally.
pub(super) fn unequal_shares(policy: Policy<'_>, shares: usize) -> Option<Fault> {
    if shares == 0 || policy.points.share(1, shares).is_some() {
        return None;
    }
    let points = if policy.points == Points::from_whole(1) { "point" } else { "points" };
    let message = format!("{} {points} cannot be shared equally by {shares} parts", policy.points);
    let help = "make points a multiple of the number of parts, or score all or nothing";
    Some(Fault::error("S15", message, help))
}

/// Counts beyond what is good, given by two thresholds, or beyond what can be printed.
pub(super) fn count_fault(
    (one, many): (&str, &str),
    count: usize,
    policy: Policy<'_>,
    (least, most): (&Threshold, &Threshold),
) -> Option<Fault> {
    let limits = policy.thresholds.of("S15");
    let good = limits.get(least)..=limits.get(most);
    let what = counted(count, one, many);
    let message = format!("{what}, {} to {} work well", good.start(), good.end());
    match count {
        2..=26 if good.contains(&count) => None,
        2..=26 => Some(Fault::warning("S15", message, "split the item, or add to it")),
        _ => Some(Fault::error("S15", format!("{what} cannot be printed"), "write 2 to 26 of them")),
    }
}
