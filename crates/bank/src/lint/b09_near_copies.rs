//! B09: no two items ask nearly the same.

use super::b07_claims::truth;
use super::similar::{Alike, alike};
use super::threshold::{Threshold, Unit};
use super::whole::kept_apart;
use super::{FalseAlarms, Lint, Prepared, PreparedItem};
use crate::norm::{norm, words_of};
use crate::source::AtSpot;
use mockexam_model::{Diagnostic, Severity};
use std::hash::{Hash, Hasher};

pub(super) const LINT: Lint = Lint {
    id: "B09",
    severity: Severity::Error,
    what: "no two items have nearly the same stem, unless they are enemies or of one family",
    why: "Two copies on one form ask a thing twice, and a bank that counts copies is smaller than it looks. Runs of three words are compared: from 60 % in common a warning, from 85 % an error. Stems of less than eight words are compared by runs of four letters, from 90 % a warning, and equal an error. Only items of the same case are compared with each other.",
    source: "Broder 1997, for the measure; the limits are our own",
    help: "ask another side of the concept in one of them, or give both the same family",
    flawed: r#"
[[item]]
id = "xx-901"
topic = "sample"
concepts = ["sample-fact"]
level = "remember"
difficulty = 0.7
status = "reviewed"
type = "single"
stem = "Which colour has the skin of a tomato that was left on its plant until it was fully ripe?"
explanation = "Lycopene makes ripe tomatoes red, whatever the light."
  [[item.option]]
  text = "Red"
  key = true
  [[item.option]]
  text = "Green"
  why = "Unripe ones are green."
  [[item.option]]
  text = "Blue"
  why = "Plums are blue."
[[item]]
id = "xx-902"
topic = "sample"
concepts = ["sample-fact"]
level = "remember"
difficulty = 0.7
status = "reviewed"
type = "single"
stem = "Which colour has the skin of a tomato that was left on its plant until it was half ripe?"
explanation = "Chlorophyll has gone by then, and lycopene is not all there yet."
  [[item.option]]
  text = "Orange"
  key = true
  [[item.option]]
  text = "Brown"
  why = "Rotten ones are brown."
  [[item.option]]
  text = "White"
  why = "Onions are white."
"#,
    sound: r#"
[[item]]
id = "xx-903"
topic = "sample"
concepts = ["sample-fact"]
level = "remember"
difficulty = 0.7
status = "reviewed"
type = "single"
stem = "What is the purpose of the skin of a tomato?"
explanation = "The skin keeps water in, and keeps fungi and insects out."
  [[item.option]]
  text = "To keep water in"
  key = true
  [[item.option]]
  text = "To take up water"
  why = "Roots take up water."
  [[item.option]]
  text = "To make sugar"
  why = "Leaves make sugar."
[[item]]
id = "xx-904"
topic = "sample"
concepts = ["sample-fact"]
level = "remember"
difficulty = 0.7
status = "reviewed"
type = "single"
stem = "What is the purpose of the seeds of a melon?"
explanation = "Each seed holds a young plant and food for its first days."
  [[item.option]]
  text = "To become new plants"
  key = true
  [[item.option]]
  text = "To feed insects"
  why = "Nectar feeds insects."
  [[item.option]]
  text = "To hold the fruit together"
  why = "Fibres do that."
"#,
    false_alarms: FalseAlarms::Rare,
    thresholds: &[SHORT, ALIKE, COPY, SHORT_ALIKE],
    check,
};

const SHORT: Threshold = Threshold::new(
    "short_words",
    Unit::Count("words"),
    8,
    (4, 30),
    "stems with fewer words are compared by runs of letters",
);
const ALIKE: Threshold =
    Threshold::new("alike", Unit::Percent, 60, (30, 100), "a warning if two stems have so much in common")
        .not_above("copy_error");
const COPY: Threshold = Threshold::new(
    "copy_error",
    Unit::Percent,
    85,
    (30, 100),
    "an error if two stems have so much in common",
);
const SHORT_ALIKE: Threshold = Threshold::new(
    "short_alike",
    Unit::Percent,
    90,
    (30, 100),
    "a warning if two short stems have so much in common",
);

/// An item with what it asks.
struct Asked<'p, 'd> {
    item: &'p PreparedItem<'d>,
    text: String,
}

fn check(prepared: &Prepared<'_>) -> Vec<Diagnostic> {
    let limits = prepared.limits(&LINT);
    let short_words = limits.get(&SHORT);
    let asked = prepared.in_use().map(|item| Asked { text: asked_text(item), item });
    let (short, long): (Vec<_>, Vec<_>) =
        asked.partition(|asked| words_of(&asked.text).count() < short_words);
    let by_words: Vec<_> = long.iter().map(|asked| runs(asked, words_of(&asked.text), 3)).collect();
    let by_letters: Vec<_> = short.iter().map(|asked| runs(asked, asked.text.chars(), 4)).collect();
    let mut out = Vec::new();
    let apart = |of: &[Asked<'_, '_>], a: usize, b: usize| kept_apart(of[a].item.draft, of[b].item.draft);
    for pair in alike(&by_words, 10 * limits.get(&ALIKE), |a, b| !apart(&long, a, b)) {
        let severity =
            if pair.permille >= 10 * limits.get(&COPY) { Severity::Error } else { Severity::Warning };
        out.push(report(&long, pair, severity));
    }
    for pair in alike(&by_letters, 10 * limits.get(&SHORT_ALIKE), |a, b| !apart(&short, a, b)) {
        let equal = short[pair.later].text == short[pair.earlier].text;
        out.push(report(&short, pair, if equal { Severity::Error } else { Severity::Warning }));
    }
    out
}

/// What an item asks. Stems of kinds without choices are often mere instructions ("put these in order"), so what is
/// ordered has to be told from the explanation.
fn asked_text(item: &PreparedItem<'_>) -> String {
    let explanation = item.draft.header.explanation.as_ref();
    match explanation.filter(|_| item.choices.is_empty() && truth(item).is_none()) {
        Some(explanation) => format!("{} {}", item.stem.norm, norm(explanation.get_ref())),
        None => item.stem.norm.clone(),
    }
}

/// All runs of so many parts, as hashes. The case belongs to each, so that items of different cases have none in common.
/// Two runs with one hash would make two stems more alike than they are: among millions of runs that is not to be expected.
fn runs<T: Hash>(asked: &Asked<'_, '_>, parts: impl Iterator<Item = T>, length: usize) -> Vec<u64> {
    let case = asked.item.draft.header.stimulus.as_ref().map(|id| id.get_ref());
    let parts: Vec<T> = parts.collect();
    parts.windows(length).map(|run| Fnv::of(&(case, run))).collect()
}

/// FNV-1a: quick for short texts, without a seed.
struct Fnv(u64);

impl Fnv {
    fn of(value: &impl Hash) -> u64 {
        let mut hasher = Self(0xcbf2_9ce4_8422_2325);
        value.hash(&mut hasher);
        hasher.finish()
    }
}

impl Hasher for Fnv {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }
}

fn report(of: &[Asked<'_, '_>], pair: Alike, severity: Severity) -> Diagnostic {
    let (draft, other) = (of[pair.later].item.draft, of[pair.earlier].item.draft);
    let message = match pair.permille {
        1000 => format!("its stem is that of {}", other.id()),
        permille => format!("its stem shares {} % with that of {}", permille / 10, other.id()),
    };
    draft
        .finding_at(LINT.id, severity, message, &draft.spot.of(&draft.header.stem))
        .spot(&other.spot.of(&other.header.stem), "the other")
        .help(LINT.help)
}
