//! What checks of a whole bank share: rules that guess keys, held against chance, and findings about all items.

use super::statistics::{poisson_binomial_tail, real};
use super::threshold::{Limits, Threshold, Unit};
use super::{Drafts, Prepared};
use crate::draft::Draft;
use crate::item::Status;
use crate::lint::prepared::PreparedItem;
use crate::source::AtSpot;
use mockexam_model::{Diagnostic, Severity};

/// Below this number of items no distribution is judged: chance explains nearly everything.
pub(super) const FEWEST: Threshold = Threshold::new(
    "fewest_items",
    Unit::Count("items"),
    20,
    (10, 10_000),
    "with fewer items there is no verdict",
);

/// Where chance alone does so well less than once in 20 banks, there is something to look at.
pub(super) const P: Threshold = Threshold::new(
    "p",
    Unit::Chance,
    500,
    (1, 5_000),
    "a finding where chance alone does it with a smaller probability",
);

/// Where less than once in 100, it is an error.
pub(super) const P_ERROR: Threshold = Threshold::new(
    "p_error",
    Unit::Chance,
    100,
    (1, 5_000),
    "an error where chance alone does it with a smaller probability",
)
.not_above("p");

/// More choices cannot be printed (S04), and pairs of them would take for ever.
pub(super) const MOST_CHOICES: usize = 26;

/// How many ids a message names.
const NAMED: usize = 12;

/// A finding about the bank as a whole; it points at its header.
pub(super) fn finding(
    drafts: &Drafts,
    code: &'static str,
    severity: Severity,
    message: impl Into<String>,
) -> Diagnostic {
    let finding = Diagnostic { severity, ..Diagnostic::error(code, message) };
    match &drafts.header {
        Some(spot) => finding.spot(spot, ""),
        None => finding,
    }
}

/// A finding about a topic; it points at the topic.
pub(super) fn topic_finding(
    drafts: &Drafts,
    topic: &str,
    code: &'static str,
    severity: Severity,
    message: &str,
) -> Diagnostic {
    let message = format!("topic {topic}: {message}");
    let spot = drafts.topics.iter().find(|(known, _)| known.id.as_str() == topic).map(|(_, spot)| spot);
    match spot {
        Some(spot) => Diagnostic { severity, ..Diagnostic::error(code, message) }.spot(spot, ""),
        None => finding(drafts, code, severity, message),
    }
}

/// Whether the author has said that two items belong to different forms.
pub(super) fn kept_apart(a: &Draft, b: &Draft) -> bool {
    let names = |a: &Draft, b: &Draft| a.header.enemies.iter().any(|enemy| enemy.get_ref() == b.id());
    let family = |draft: &Draft| draft.header.family.as_ref().map(|family| family.get_ref().clone());
    names(a, b) || names(b, a) || (family(a).is_some() && family(a) == family(b))
}

impl<'d> Prepared<'d> {
    /// All items that are used or will be.
    pub(super) fn in_use(&self) -> impl Iterator<Item = &PreparedItem<'d>> {
        self.items.iter().filter(|item| item.draft.header.status != Status::Retired)
    }

    /// The items of which one choice of several is the key, with its position.
    pub(super) fn one_key(&self) -> impl Iterator<Item = (&PreparedItem<'d>, usize)> {
        self.in_use().filter_map(|item| {
            let key = item.choices.iter().position(|choice| choice.is_key())?;
            ((2..=MOST_CHOICES).contains(&item.choices.len()) && item.keys().count() == 1)
                .then_some((item, key))
        })
    }
}

/// A rule that guesses keys without knowing anything, tried on items.
#[derive(Default)]
pub(super) struct Trials<'p> {
    chances: Vec<f64>,
    hits: Vec<&'p str>,
}

impl<'p> Trials<'p> {
    /// Counts an item of which a blind guess is right once in `one_in` times.
    pub(super) fn add(&mut self, item: &'p PreparedItem<'_>, one_in: usize, hit: bool) {
        self.add_chance(item, 1.0 / real(one_in.max(1)), hit);
    }

    /// Counts an item of which a blind guess is right with the given chance.
    pub(super) fn add_chance(&mut self, item: &'p PreparedItem<'_>, chance: f64, hit: bool) {
        self.chances.push(chance);
        if hit {
            self.hits.push(item.draft.id());
        }
    }

    pub(super) fn count(&self) -> usize {
        self.chances.len()
    }

    /// The chance that blind guessing hits as often.
    pub(super) fn p(&self) -> f64 {
        poisson_binomial_tail(self.chances.iter().copied(), self.hits.len())
    }

    fn expected(&self) -> f64 {
        self.chances.iter().sum()
    }

    /// How grave it is that the rule does so well, by the thresholds of a check.
    pub(super) fn severity(&self, p: f64, limits: Limits<'_>) -> Option<Severity> {
        match p {
            _ if self.count() < limits.get(&FEWEST) => None,
            p if p < limits.real(&P_ERROR) => Some(Severity::Error),
            p if p < limits.real(&P) => Some(Severity::Warning),
            _ => None,
        }
    }

    /// How many times as often as chance the rule hits: candidates profit from that, not from what is significant.
    pub(super) fn times_chance(&self) -> f64 {
        real(self.hits.len()) / self.expected()
    }

    /// "in 48 of 120 items, where chance gives 30".
    pub(super) fn rate(&self) -> String {
        format!("in {} of {} items, where chance gives {:.0}", self.hits.len(), self.count(), self.expected())
    }

    pub(super) fn hits(&self) -> &[&'p str] {
        &self.hits
    }
}

/// How rare chance makes something, in words: "chance alone does this once in 340 banks".
pub(super) fn rarity(p: f64) -> String {
    if p < 1e-6 {
        "chance alone does this less than once in a million banks".into()
    } else {
        format!("chance alone does this once in {:.0} banks", 1.0 / p)
    }
}

/// Ids, cut off where they become too many to read.
pub(super) fn named(ids: &[&str]) -> String {
    match ids.len().checked_sub(NAMED) {
        Some(more) if more > 0 => format!("{} and {more} more", ids[..NAMED].join(", ")),
        _ => ids.join(", "),
    }
}
