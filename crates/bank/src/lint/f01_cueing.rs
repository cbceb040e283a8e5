//! F01: no item gives another one away.

use super::statistics::real;
use super::threshold::{Limits, Threshold, Unit};
use super::vocabulary::{StemId, WordId};
use super::whole::{kept_apart, named as listed};
use super::{Drafts, FalseAlarms, Lint, Prepared, PreparedItem};
use crate::draft::Draft;
use crate::item::SetUse;
use crate::source::AtSpot;
use mockexam_model::{Diagnostic, Severity, Style};
use std::collections::{BTreeMap, BTreeSet};

pub(super) const LINT: Lint = Lint {
    id: "F01",
    severity: Severity::Warning,
    what: "no stem, case or true statement of an item tells the key of another item on the same subject",
    why: "A candidate who reads all questions finds answers in other questions. A pair is named if a text holds three quarters of the telling words of the other's key and resembles its question; words count by how rare they are. Each pair is asked once: answer it with enemies or not_enemies. Choices are left out, since to name a term is not to give it away.",
    source: "Haladyna, Downing and Rodriguez 2002, guideline 4; NBME item-writing guide, cueing; the limits are our own",
    help: "name one in enemies of the other; if they are harmless together, in not_enemies",
    flawed: r#"
[[item]]
id = "xx-951"
topic = "sample"
concepts = ["sample-fact"]
level = "remember"
difficulty = 0.7
status = "reviewed"
type = "single"
stem = "Which pigment gives ripe tomatoes their red colour?"
explanation = "Lycopene makes ripe tomatoes red, whatever the light."
  [[item.option]]
  text = "Lycopene"
  key = true
  [[item.option]]
  text = "Chlorophyll"
  why = "Chlorophyll makes leaves green."
  [[item.option]]
  text = "Melanin"
  why = "Melanin makes skin brown."
[[item]]
id = "xx-952"
topic = "sample"
concepts = ["sample-fact"]
level = "remember"
difficulty = 0.7
status = "reviewed"
type = "true-false"
stem = "The pigment lycopene gives ripe tomatoes their colour."
answer = true
explanation = "True. It is the pigment of all red tomatoes, and of melons too."
"#,
    sound: r#"
[[item]]
id = "xx-953"
topic = "sample"
concepts = ["sample-fact"]
level = "remember"
difficulty = 0.7
status = "reviewed"
type = "single"
stem = "Which pigment gives ripe tomatoes their red colour?"
explanation = "Lycopene makes ripe tomatoes red, whatever the light."
not_enemies = ["xx-954"]
  [[item.option]]
  text = "Lycopene"
  key = true
  [[item.option]]
  text = "Chlorophyll"
  why = "Chlorophyll makes leaves green."
  [[item.option]]
  text = "Melanin"
  why = "Melanin makes skin brown."
[[item]]
id = "xx-954"
topic = "sample"
concepts = ["sample-fact"]
level = "remember"
difficulty = 0.7
status = "reviewed"
type = "true-false"
stem = "The pigment lycopene gives ripe tomatoes their colour."
answer = true
explanation = "True. It is the pigment of all red tomatoes, and of melons too."
"#,
    false_alarms: FalseAlarms::Many,
    thresholds: &[COVERED, RELATED, RELATED_BY_ONE_WORD],
    check,
};

const COVERED: Threshold = Threshold::new(
    "covered",
    Unit::Percent,
    75,
    (25, 100),
    "a text tells a key if it holds so much of the weight of its words",
);
const RELATED: Threshold = Threshold::new(
    "alike",
    Unit::Percent,
    35,
    (0, 100),
    "and if it is so much alike the question and its key (cosine)",
)
.not_above("alike_one_word");
const RELATED_BY_ONE_WORD: Threshold = Threshold::new(
    "alike_one_word",
    Unit::Percent,
    50,
    (0, 100),
    "the same where the key is a single word, which comes up by itself",
);
/// As many items are named that give one item away.
const NAMED: usize = 3;

/// The thresholds in force, in per cent.
#[derive(Clone, Copy)]
struct Bounds {
    covered: u64,
    related: u64,
    related_by_one_word: u64,
}

impl Bounds {
    fn of(limits: Limits<'_>) -> Self {
        // Percentages are far below the limits of either type.
        let percent = |threshold: &Threshold| u64::try_from(limits.get(threshold)).unwrap_or(u64::MAX);
        Self {
            covered: percent(&COVERED),
            related: percent(&RELATED),
            related_by_one_word: percent(&RELATED_BY_ONE_WORD),
        }
    }
}

/// What an item tells and what it asks, as sorted stems.
struct Sides<'p, 'd> {
    item: &'p PreparedItem<'d>,
    /// Stem, case and what is true among the choices.
    tells: Vec<StemId>,
    /// What is true among the choices.
    truths: Vec<StemId>,
    /// What is in the key and not in the question.
    answer: Vec<StemId>,
    /// Question and key.
    subject: Vec<StemId>,
}

/// Stems with their weights: inverse document frequencies in thousandths.
struct Weights(Vec<u64>);

impl Weights {
    fn of(prepared: &Prepared<'_>) -> Self {
        let ids = prepared.items.iter().flat_map(|item| {
            let choices = item.choices.iter().flat_map(|choice| &choice.text.stems);
            let case = prepared.case_of(item).into_iter().flat_map(|case| &case.stems);
            item.stem.stems.iter().chain(choices).chain(case)
        });
        let mut weights = vec![0; prepared.vocabulary.stem_count()];
        for &stem in ids {
            let with = real(prepared.vocabulary.items_with(stem) as usize);
            if let Some(weight) = weights.get_mut(stem.index()).filter(|weight| **weight == 0) {
                *weight = thousandths(((real(prepared.items.len()) + 1.0) / (with + 1.0)).ln() + 1.0);
            }
        }
        Self(weights)
    }

    fn get(&self, stem: StemId) -> u64 {
        self.0.get(stem.index()).copied().unwrap_or(0)
    }

    fn sum(&self, stems: &[StemId]) -> u64 {
        stems.iter().map(|&stem| self.get(stem)).sum()
    }

    fn squares(&self, stems: &[StemId]) -> u64 {
        stems.iter().map(|&stem| self.get(stem).pow(2)).sum()
    }

    /// The heaviest stems, without which the others keep less than so many per cent of the whole.
    fn needed(&self, stems: &[StemId], percent: u64, weight: impl Fn(StemId) -> u64) -> Vec<StemId> {
        let mut heaviest = stems.to_vec();
        heaviest.sort_by_key(|&stem| (std::cmp::Reverse(self.get(stem)), stem));
        let whole: u64 = stems.iter().map(|&stem| weight(stem)).sum();
        let mut rest = whole;
        let needed = heaviest.iter().take_while(|&&stem| {
            let more = rest * 100 >= whole * percent;
            rest -= weight(stem);
            more
        });
        needed.copied().collect()
    }
}

/// Fixed point, so that no platform's arithmetic decides.
fn thousandths(value: f64) -> u64 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "an inverse document frequency lies between 0 and the logarithm of the number of items"
    )]
    let fixed = (value * 1000.0).round() as u64;
    fixed
}

fn check(prepared: &Prepared<'_>) -> Vec<Diagnostic> {
    let bounds = Bounds::of(prepared.limits(&LINT));
    let weights = Weights::of(prepared);
    let sides: Vec<Sides<'_, '_>> = prepared.in_use().map(|item| Sides::of(prepared, item)).collect();
    let mut telling: Vec<Vec<usize>> = vec![Vec::new(); prepared.vocabulary.stem_count()];
    for (index, side) in sides.iter().enumerate() {
        for stem in &side.tells {
            telling[stem.index()].push(index);
        }
    }
    let mut out = Vec::new();
    let mut named = BTreeSet::new();
    let mut looked_at = vec![usize::MAX; sides.len()];
    for (index, asked) in sides.iter().enumerate().filter(|(_, asked)| !asked.answer.is_empty()) {
        let by_answer = weights.needed(&asked.answer, bounds.covered, |stem| weights.get(stem));
        let by_subject =
            weights.needed(&asked.subject, bounds.related.pow(2) / 100, |stem| weights.get(stem).pow(2));
        let holders = |stems: &[StemId]| stems.iter().map(|stem| telling[stem.index()].len()).sum::<usize>();
        let rare = if holders(&by_answer) <= holders(&by_subject) { by_answer } else { by_subject };
        let mut found = Vec::new();
        for &other in rare.iter().flat_map(|stem| &telling[stem.index()]) {
            if other == index || std::mem::replace(&mut looked_at[other], index) == index {
                continue;
            }
            if let Some(likeness) = gives_away(&weights, bounds, &sides[other], asked)
                && !is_answered(prepared.drafts, sides[other].item.draft, asked.item.draft)
            {
                found.push((std::cmp::Reverse(likeness), other));
            }
        }
        found.sort_unstable();
        for (_, other) in found.into_iter().take(NAMED) {
            if named.insert((index.min(other), index.max(other))) {
                out.push(report(prepared, &sides[other], asked));
            }
        }
    }
    out.extend(check_pools(prepared, &weights, bounds, &sides));
    out
}

impl<'p, 'd> Sides<'p, 'd> {
    fn of(prepared: &Prepared<'_>, item: &'p PreparedItem<'d>) -> Self {
        let case = prepared.case_of(item).map_or(&[][..], |case| &case.stems);
        let shown = set(item.stem.stems.iter().chain(case).copied().collect());
        let keys = set(item.keys().flat_map(|key| key.text.stems.iter().copied()).collect());
        // The keys of a list are true; of an item that asks for the exception, all other choices are.
        let style = item.draft.header.style;
        let truths = match style {
            Style::List => keys.clone(),
            Style::Negative => set(item.distractors().flat_map(|d| d.text.stems.iter().copied()).collect()),
            Style::Standard | Style::MissingWord => Vec::new(),
        };
        // The exception is what does not belong: to come across it elsewhere tells nothing.
        let answer = if style == Style::Negative { &[] } else { &keys[..] };
        let answer = answer.iter().filter(|stem| shown.binary_search(stem).is_err()).copied().collect();
        let subject = item.stem.stems.iter().copied().chain(keys).collect();
        Self {
            item,
            tells: set(shown.into_iter().chain(truths.iter().copied()).collect()),
            truths,
            answer,
            subject: set(subject),
        }
    }
}

fn set(mut stems: Vec<StemId>) -> Vec<StemId> {
    stems.sort_unstable();
    stems.dedup();
    stems
}

/// Whether a text holds most of an answer.
fn covers(weights: &Weights, bounds: Bounds, tells: &[StemId], answer: &[StemId]) -> bool {
    let told = answer.iter().filter(|stem| tells.binary_search(stem).is_ok());
    let told: u64 = told.map(|&stem| weights.get(stem)).sum();
    told > 0 && told * 100 >= weights.sum(answer) * bounds.covered
}

/// Lists and exceptions name several members of a pool as true, and so tell items that ask for a member. The texts need
/// not resemble each other: the pool says that they are about the same.
fn check_pools(
    prepared: &Prepared<'_>,
    weights: &Weights,
    bounds: Bounds,
    sides: &[Sides<'_, '_>],
) -> Vec<Diagnostic> {
    let first = |side: &Sides<'_, '_>| side.item.draft.header.concepts.first().map(|id| id.get_ref().clone());
    let mut by_concept: BTreeMap<String, Vec<&Sides<'_, '_>>> = BTreeMap::new();
    for side in sides.iter().filter(|side| !side.answer.is_empty()) {
        if let Some(concept) = first(side) {
            by_concept.entry(concept).or_default().push(side);
        }
    }
    let mut out = Vec::new();
    for side in sides.iter().filter(|side| !side.truths.is_empty()) {
        let Some(concept) = first(side) else { continue };
        let pools = prepared.drafts.pools.iter().filter(|pool| pool.iter().any(|(id, _)| *id == concept));
        let concepts: BTreeSet<&str> = pools.flatten().map(|(id, _)| id.as_str()).collect();
        let draft = side.item.draft;
        let told: Vec<&str> = concepts
            .into_iter()
            .filter_map(|concept| by_concept.get(concept))
            .flatten()
            .filter(|other| other.item.draft.id() != draft.id())
            .filter(|other| covers(weights, bounds, &side.truths, &other.answer))
            .map(|other| other.item.draft)
            .filter(|other| !is_answered(prepared.drafts, draft, other))
            .map(Draft::id)
            .collect();
        if !told.is_empty() {
            let message =
                format!("it names as true what is the key of {}, from the same pool", listed(&told));
            out.push(draft.finding(LINT.id, Severity::Info, message).help(LINT.help));
        }
    }
    out
}

/// How alike two items are of which one gives the other away: the squared cosine in millionths; none if it does not.
fn gives_away(
    weights: &Weights,
    bounds: Bounds,
    other: &Sides<'_, '_>,
    asked: &Sides<'_, '_>,
) -> Option<u128> {
    let common = |stems: &[StemId]| -> Vec<StemId> {
        stems.iter().filter(|stem| other.tells.binary_search(stem).is_ok()).copied().collect()
    };
    if !covers(weights, bounds, &other.tells, &asked.answer) {
        return None;
    }
    let product = u128::from(weights.squares(&common(&asked.subject)));
    let lengths = u128::from(weights.squares(&asked.subject)) * u128::from(weights.squares(&other.tells));
    let limit = if asked.answer.len() == 1 { bounds.related_by_one_word } else { bounds.related };
    let likeness = (product.pow(2) * 1_000_000).checked_div(lengths)?;
    (likeness >= u128::from(limit.pow(2)) * 100).then_some(likeness)
}

/// Whether the author has said what is to become of a pair, or a case keeps it apart.
fn is_answered(drafts: &Drafts, a: &Draft, b: &Draft) -> bool {
    let harmless = |a: &Draft, b: &Draft| a.header.not_enemies.iter().any(|other| other.get_ref() == b.id());
    let case = |draft: &Draft| draft.header.stimulus.as_ref().map(|id| id.get_ref().clone());
    let one_of_case = case(a).is_some()
        && case(a) == case(b)
        && drafts.case_of(a).is_some_and(|case| case.file.set_use == SetUse::One);
    kept_apart(a, b) || harmless(a, b) || harmless(b, a) || one_of_case
}

fn report(prepared: &Prepared<'_>, other: &Sides<'_, '_>, asked: &Sides<'_, '_>) -> Diagnostic {
    let (draft, teller) = (asked.item.draft, other.item.draft);
    let is_told = |word: &&WordId| {
        prepared.vocabulary.stem(**word).is_some_and(|stem| {
            asked.answer.binary_search(&stem).is_ok() && other.tells.binary_search(&stem).is_ok()
        })
    };
    let told: Vec<&str> = asked
        .item
        .keys()
        .flat_map(|key| key.text.words.iter().filter(is_told))
        .map(|&word| prepared.vocabulary.word(word))
        .collect();
    let message = format!("{} says '{}' of its key", teller.id(), told.join(" "));
    let key = asked.item.keys().next().map_or_else(|| draft.spot.clone(), |key| asked.item.spot(&key.text));
    draft
        .finding_at(LINT.id, Severity::Warning, message, &key)
        .spot(&teller.spot.of(&teller.header.stem), "told here")
        .help(LINT.help)
}
