//! The smallest changes of a blueprint under which forms are found, by trying them one after the other.

use crate::blueprint::Blueprint;
use crate::pool::Pool;
use crate::quota::{Measure, Parallel};
use crate::select::{Ask, Draft};
use mockexam_selection::{Problem, Sharing, Sort, Verdict, judge};
use std::collections::BTreeSet;

/// Relaxations that are tried at most. Each is a search of its own, so there must be an end; it is a number, not a time.
const TRIES: usize = 120;

/// Steps by which an end of a range is moved: of one question each, or of a part of what is asked.
const STEPS: [i64; 6] = [1, 2, 3, 4, 6, 10];

/// Steps by which an end of a sum is moved at most.
const FARTHEST: i64 = 64;

/// Relaxations that are told.
const MOST_TOLD: usize = 6;

/// What would help, in words, with the number of tries behind it. `as_far` says as far as what was tried.
pub(super) fn remedies(draft: &Draft<'_>, core: &[Ask], as_far: &str) -> String {
    let mut search = Search { draft, tries: 0, found: Vec::new() };
    for ask in core {
        search.one_range(ask);
    }
    search.fewer_forms();
    search.more_in_common();
    search.without_a_rule();
    if search.found.is_empty() {
        search.shifted_counts(core);
    }
    let Search { tries, mut found, .. } = search;
    found.truncate(MOST_TOLD);
    if found.is_empty() {
        format!(
            "none of {tries} relaxations that were tried is enough alone: compare the counts, or write items that fit several of them"
        )
    } else {
        format!("one of these would do{as_far}, found by {tries} tries: {}", found.join("; "))
    }
}

/// The least widening of each tolerance between forms under which all are found, in words; none if there is none among those
/// that are tried.
pub(super) fn wider_parallel(draft: &Draft<'_>) -> Option<String> {
    let (mut tries, mut found) = (0, Vec::new());
    let blueprint = draft.blueprint;
    for (first, parallel) in blueprint.parallel.iter().enumerate() {
        // The bands have one tolerance, and stand behind each other.
        if first > 0 && blueprint.parallel[first - 1].span == parallel.span {
            continue;
        }
        for (times, halves, more) in [(3, 2, 1), (2, 1, 2), (4, 1, 4)] {
            let mut wider = blueprint.clone();
            for own in wider.parallel.iter_mut().filter(|other| other.span == parallel.span) {
                own.within = (own.within * times / halves).max(own.within + more);
            }
            tries += 1;
            if draft.under(&wider, draft.pool).draw().is_some() {
                let Parallel { measure, within, .. } = wider.parallel[first];
                let (name, within) = match measure {
                    Measure::Band(_) => ("bands".to_owned(), within.to_string()),
                    Measure::Difficulty => {
                        ("difficulty".to_owned(), measure.shown(within, blueprint.questions))
                    }
                    other => (other.to_string(), within.to_string()),
                };
                found.push(format!("{name} = {within}"));
                break;
            }
        }
    }
    let singly = !found.is_empty();
    let together = [2, 4, 8].into_iter().take_while(|_| !singly).find(|times| {
        let mut wider = blueprint.clone();
        wider.parallel.iter_mut().for_each(|own| own.within *= times);
        tries += 1;
        draft.under(&wider, draft.pool).draw().is_some()
    });
    found.extend(together.map(|times| format!("every tolerance {times} times as wide")));
    let found = (!found.is_empty()).then(|| found.join("; "))?;
    Some(format!("one of these in [parallel] would do, found by {tries} tries: {found}"))
}

struct Search<'a, 'b> {
    draft: &'a Draft<'b>,
    tries: usize,
    found: Vec<String>,
}

/// An end of a range.
#[derive(Clone, Copy)]
enum End {
    Low,
    High,
}

impl Search<'_, '_> {
    /// Whether forms are found under other asks. Beyond the limit nothing is.
    fn works(&mut self, asks: &[Ask]) -> bool {
        let problem = self.draft.problem(asks.iter());
        self.is_possible(&problem, &self.draft.ranks)
    }

    fn is_possible(&mut self, problem: &Problem, ranks: &[u64]) -> bool {
        if self.tries >= TRIES {
            return false;
        }
        self.tries += 1;
        judge(problem, ranks) == Verdict::Possible
    }

    /// The place of an ask among all. The number of questions and named items are no ranges to be widened.
    fn place(&self, ask: &Ask) -> Option<usize> {
        let units = self.draft.pool.units.len();
        let is_range = ask.bound.sort == Sort::Sum
            || (ask.bound.members.len() < units && !ask.name.starts_with("item "));
        let same = |other: &Ask| other.span == ask.span && other.name == ask.name;
        self.draft.asks.iter().position(same).filter(|_| is_range)
    }

    /// The least move of either end of a range that helps.
    fn one_range(&mut self, ask: &Ask) {
        let Some(place) = self.place(ask) else { return };
        if ask.bound.sort == Sort::Sum {
            self.one_sum(ask, place);
            return;
        }
        for by in STEPS {
            for end in [End::Low, End::High] {
                let mut asks = self.draft.asks.clone();
                if moved(self.draft, &mut asks[place], end, by) && self.works(&asks) {
                    self.found.push(format!("{} {}", ask.name, shown(self.draft, &asks[place])));
                    return;
                }
            }
        }
    }

    /// The least move of either end of a sum that helps: first the end is opened, then the distance halved again and again.
    fn one_sum(&mut self, ask: &Ask, place: usize) {
        for end in [End::Low, End::High] {
            let mut asks = self.draft.asks.clone();
            if !moved(self.draft, &mut asks[place], end, FARTHEST) || !self.works(&asks) {
                continue;
            }
            let (mut fails, mut works) = (0, FARTHEST);
            while works - fails > 1 {
                let middle = i64::midpoint(fails, works);
                let mut asks = self.draft.asks.clone();
                moved(self.draft, &mut asks[place], end, middle);
                if self.works(&asks) { works = middle } else { fails = middle }
            }
            let mut asks = self.draft.asks.clone();
            moved(self.draft, &mut asks[place], end, works);
            self.found.push(format!("{} {}", ask.name, shown(self.draft, &asks[place])));
        }
    }

    /// A question less of one set and one more of another: where counts add up to the whole, none can move alone.
    fn shifted_counts(&mut self, core: &[Ask]) {
        let asks = self.draft.asks.clone();
        let counts: Vec<&Ask> = asks.iter().filter(|ask| ask.bound.sort == Sort::Count).collect();
        for ask in core.iter().filter(|ask| ask.bound.sort == Sort::Count) {
            for other in &counts {
                let (Some(place), Some(to)) = (self.place(ask), self.place(other)) else { continue };
                if place == to {
                    continue;
                }
                for (down, up) in [(place, to), (to, place)] {
                    let mut tried = asks.clone();
                    let both = moved(self.draft, &mut tried[down], End::Low, 1)
                        && moved(self.draft, &mut tried[up], End::High, 1);
                    if both && self.works(&tried) {
                        let words = |place: usize| {
                            format!("{} {}", tried[place].name, shown(self.draft, &tried[place]))
                        };
                        self.found.push(format!("{} with {}", words(down), words(up)));
                        break;
                    }
                }
                if self.found.len() >= MOST_TOLD {
                    return;
                }
            }
        }
    }

    /// The greatest number of forms that is found.
    fn fewer_forms(&mut self) {
        for forms in (1..self.draft.forms).rev().take(STEPS.len()) {
            let problem = self.draft.problem_of(self.draft.asks.iter(), forms, self.draft.sharing);
            let ranks = &self.draft.ranks[..forms * self.draft.pool.units.len()];
            if self.is_possible(&problem, ranks) {
                self.found.push(format!("{forms} form{} in place of {}", plural(forms), self.draft.forms));
                return;
            }
        }
    }

    /// More common questions, and more forms for an item.
    fn more_in_common(&mut self) {
        let Draft { forms, sharing, .. } = *self.draft;
        if sharing.shared == 0 {
            return;
        }
        let by = [1, 2, 3, 5, 8];
        let shared =
            by.map(|by| (Sharing { shared: sharing.shared + by, ..sharing }, "shared", sharing.shared + by));
        let uses = by.map(|by| (Sharing { uses: sharing.uses + by, ..sharing }, "uses", sharing.uses + by));
        for row in [&shared, &uses] {
            for &(wider, name, number) in row.iter().filter(|(wider, ..)| wider.uses <= forms) {
                let problem = self.draft.problem_of(self.draft.asks.iter(), forms, wider);
                if self.is_possible(&problem, &self.draft.ranks) {
                    self.found.push(format!("{name} = {number}"));
                    break;
                }
            }
        }
    }

    /// Without a rule that keeps items from each other, or back.
    fn without_a_rule(&mut self) {
        let blueprint = self.draft.blueprint;
        let mut without: Vec<(Blueprint, &str)> = Vec::new();
        if blueprint.concepts_once {
            let free = Blueprint { concepts_once: false, ..blueprint.clone() };
            without.push((free, "concepts = \"any\""));
        }
        if !blueprint.resting.is_empty() {
            let free = Blueprint { resting: BTreeSet::new(), ..blueprint.clone() };
            without.push((free, "without rest"));
        }
        // Beside anchors the pool is no longer what the blueprint says.
        if blueprint.anchors.is_some() {
            return;
        }
        for (free, words) in &without {
            let pool = Pool::new(free, self.draft.bank);
            let draft = self.draft.under(free, &pool);
            if self.is_possible(&draft.problem(draft.asks.iter()), &draft.ranks) {
                self.found.push((*words).to_owned());
            }
        }
    }
}

/// Moves an end outwards by so many steps; not if it is open, or a count would ask for less than nothing.
fn moved(draft: &Draft<'_>, ask: &mut Ask, end: End, by: i64) -> bool {
    let by = step(draft, ask) * by;
    let bound = &mut ask.bound;
    match end {
        End::Low if bound.min > 0 => bound.min = (bound.min - by).max(0),
        End::High if bound.max < i64::MAX => bound.max = bound.max.saturating_add(by),
        End::Low | End::High => return false,
    }
    true
}

/// By how much an end is moved: one question, or for sums a hundredth of the mean, or a fiftieth of what is asked.
fn step(draft: &Draft<'_>, ask: &Ask) -> i64 {
    match ask.bound.sort {
        Sort::Count | Sort::Apart => 1,
        Sort::Sum if ask.name == Measure::Difficulty.to_string() => {
            10 * i64::try_from(draft.blueprint.questions).unwrap_or(1)
        }
        Sort::Sum if ask.bound.max < i64::MAX => (ask.bound.max / 50).max(1),
        Sort::Sum => (ask.bound.min / 50).max(1),
    }
}

fn shown(draft: &Draft<'_>, ask: &Ask) -> String {
    let measure = [Measure::Difficulty, Measure::Spread { target: 0 }]
        .into_iter()
        .find(|measure| ask.name == measure.to_string())
        .unwrap_or(Measure::Words);
    let text = |sum: i64| measure.shown(sum + ask.given, draft.blueprint.questions);
    let whole = i64::try_from(draft.blueprint.questions).unwrap_or(i64::MAX) - ask.given;
    match (ask.bound.min, ask.bound.max) {
        (min, i64::MAX) => format!("from {}", text(min)),
        (min, max) if ask.bound.sort == Sort::Count && max >= whole => format!("from {}", text(min)),
        (min, max) if min == max => text(min),
        (min, max) => format!("{} to {}", text(min), text(max)),
    }
}

const fn plural(count: usize) -> &'static str {
    if count == 1 { "" } else { "s" }
}
