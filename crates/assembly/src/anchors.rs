//! Forms that have some items in common: these first, once for all, then what each form takes beside them.

use crate::blueprint::{Anchors, Blueprint, Mode};
use crate::pool::Pool;
use crate::quota::Quota;
use crate::refusal;
use crate::seed::Seed;
use crate::select::{Ask, Draft, asks};
use mockexam_bank::Bank;
use mockexam_model::{Diagnostic, ItemId};
use std::collections::BTreeSet;

/// How often anchors are drawn anew if the forms cannot be filled beside them.
const ATTEMPTS: u32 = 4;

/// What a draw goes by.
#[derive(Clone, Copy)]
pub(crate) struct Table<'a> {
    pub(crate) blueprint: &'a Blueprint,
    pub(crate) bank: &'a Bank,
    pub(crate) pool: &'a Pool<'a>,
    pub(crate) mode: Mode,
    pub(crate) seed: &'a Seed,
}

/// Units by form, and those that are on all of them.
pub(crate) struct Drawing {
    forms: Vec<Vec<usize>>,
    anchors: Vec<usize>,
}

impl Drawing {
    /// The units of a form. Where one selection was drawn it is that of all forms.
    pub(crate) fn units(&self, form: usize) -> Vec<usize> {
        let own = self.forms.get(form).or_else(|| self.forms.first());
        let mut units: Vec<usize> = self.anchors.iter().chain(own.into_iter().flatten()).copied().collect();
        units.sort_unstable();
        units
    }

    /// The anchors, by id.
    pub(crate) fn anchors(&self, pool: &Pool<'_>) -> Vec<ItemId> {
        let items = self.anchors.iter().flat_map(|&unit| &pool.units[unit].items);
        items.map(|item| item.id().clone()).collect::<BTreeSet<_>>().into_iter().collect()
    }
}

/// Draws so many forms as there are identities.
///
/// # Errors
/// Reasons why there are no such forms, or that none were found.
pub(crate) fn draw(table: Table<'_>, identities: &[String]) -> Result<Drawing, Vec<Diagnostic>> {
    let Table { blueprint, bank, pool, mode, seed } = table;
    match &blueprint.anchors {
        None if mode == Mode::OwnDraw => {
            let first = identities.get(..1).unwrap_or_default();
            let draft = Draft::new(blueprint, bank, pool, first, mode, seed);
            Ok(Drawing { forms: draft.draw_each(identities)?, anchors: Vec::new() })
        }
        None => {
            let draft = Draft::new(blueprint, bank, pool, identities, mode, seed);
            let forms = draft.draw().ok_or_else(|| refusal::reasons(&draft))?;
            Ok(Drawing { forms, anchors: Vec::new() })
        }
        Some(Anchors::Named(items)) => {
            let has = |unit: &usize| {
                pool.units[*unit].items.iter().any(|item| items.iter().any(|(id, _)| id == item.id()))
            };
            let anchors: Vec<usize> = (0..pool.units.len()).filter(has).collect();
            beside(table, identities, anchors)
        }
        Some(Anchors::Drawn { .. }) => {
            let mut refused = Vec::new();
            for attempt in 0..ATTEMPTS {
                match pick(table, attempt)? {
                    Some(anchors) => match beside(table, identities, anchors) {
                        Ok(drawing) => return Ok(drawing),
                        Err(reasons) => refused = reasons,
                    },
                    None => refused.extend(torn(table).filter(|_| refused.is_empty())),
                }
            }
            Err(refused)
        }
    }
}

/// Draws one form that holds enough of the set, and takes the anchors of lowest rank from it: so there is at least one form
/// around them. None if their number cannot be made up of whole sets.
fn pick(table: Table<'_>, attempt: u32) -> Result<Option<Vec<usize>>, Vec<Diagnostic>> {
    let Table { blueprint, bank, pool, seed, .. } = table;
    let Some(Anchors::Drawn { count, filter, span }) = &blueprint.anchors else { return Ok(None) };
    let mut around = blueprint.clone();
    around.quotas.push(Quota {
        filter: filter.as_ref().clone(),
        min: *count,
        max: usize::MAX,
        span: span.clone(),
    });
    // No form has a code of small letters.
    let identity = [format!("anchors {attempt}")];
    let draft = Draft::new(&around, bank, pool, &identity, Mode::Scrambled, seed);
    let form = draft.draw().ok_or_else(|| refusal::reasons_of_anchors(&draft))?;
    let ranker = seed.ranker("anchors");
    let mut ranked: Vec<(u64, usize)> = form
        .into_iter()
        .flatten()
        .filter(|&unit| pool.units[unit].items.iter().all(|item| filter.matches(item)))
        .map(|unit| {
            let subject = &pool.units[unit].identity;
            (ranker.rank(subject, attempt), unit)
        })
        .collect();
    ranked.sort_unstable();
    let (mut left, mut anchors) = (*count, Vec::new());
    for (_, unit) in ranked {
        if let Some(rest) = left.checked_sub(pool.units[unit].items.len()) {
            (left, _) = (rest, anchors.push(unit));
        }
    }
    Ok((left == 0).then_some(anchors))
}

fn torn(table: Table<'_>) -> Option<Diagnostic> {
    let Some(Anchors::Drawn { count, span, .. }) = &table.blueprint.anchors else { return None };
    let fact = format!("{count} anchors cannot be made up of the sets that come as a whole");
    let place = mockexam_model::Place::Span(span.clone().into());
    let help = "take another number, or name the anchors one by one";
    Some(Diagnostic::error("P02", fact).at(&table.blueprint.file, place, "").help(help))
}

/// Fills the forms up beside their anchors.
fn beside(table: Table<'_>, identities: &[String], anchors: Vec<usize>) -> Result<Drawing, Vec<Diagnostic>> {
    let Table { blueprint, bank, pool, mode, seed } = table;
    let (rest, places) = pool.beside(blueprint, bank, &anchors);
    let mut left = blueprint.clone();
    let asks: Vec<Ask> =
        asks(blueprint, bank, pool).into_iter().map(|ask| ask.beside(&anchors, &places)).collect();
    if let Some(aim) = &mut left.difficulty {
        let items: Vec<_> = anchors.iter().flat_map(|&unit| pool.units[unit].items.iter().copied()).collect();
        aim.sum -= crate::quota::Measure::Difficulty.of_items(bank, &items);
    }
    let mut draft = Draft::new(&left, bank, &rest, identities, mode, seed);
    draft.asks = asks;
    let Some(forms) = draft.draw() else {
        let questions: usize = anchors.iter().map(|&unit| pool.units[unit].items.len()).sum();
        let mut reasons = refusal::reasons(&draft);
        for reason in &mut reasons {
            reason.message.push_str(&format!(", beside {questions} anchors that all forms have in common"));
        }
        return Err(reasons);
    };
    let whole = |form: Vec<usize>| form.into_iter().map(|unit| places[unit]).collect();
    Ok(Drawing { forms: forms.into_iter().map(whole).collect(), anchors })
}

impl Ask {
    /// What is left of it beside units that are on every form. `places` are those of the units that are left.
    fn beside(mut self, taken: &[usize], places: &[usize]) -> Self {
        let has = |unit: &usize| taken.contains(unit);
        self.given = self.bound.members.iter().filter(|(unit, _)| has(unit)).map(|(_, weight)| weight).sum();
        let place = |unit: usize| places.binary_search(&unit).ok();
        self.bound.members = std::mem::take(&mut self.bound.members)
            .into_iter()
            .filter_map(|(unit, weight)| Some((place(unit)?, weight)))
            .collect();
        self.bound.min = (self.bound.min - self.given).max(0);
        if self.bound.max < i64::MAX {
            self.bound.max -= self.given;
        }
        self
    }
}
