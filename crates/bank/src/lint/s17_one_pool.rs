//! S17: choices of one kind.

use super::threshold::{Threshold, Unit};
use super::{FalseAlarms, Lint, Prepared, PreparedItem};
use crate::norm::norm;
use mockexam_model::{Diagnostic, Severity};
use std::collections::{BTreeMap, BTreeSet};

pub(super) const LINT: Lint = Lint {
    id: "S17",
    severity: Severity::Info,
    what: "choices that name concepts come from one pool",
    why: "A distractor from another shelf is ruled out without knowing what it means.",
    source: "Haladyna, Downing and Rodriguez 2002, guideline 23",
    help: "take the distractors from the pool of the key, or give the pool the missing concept",
    flawed: r#"
[[concept]]
id = "red"
topic = "sample"
name = "Red"
fact = "A colour."
sources = [{ source = "handbook" }]
[[concept]]
id = "green"
topic = "sample"
name = "Green"
fact = "Another colour."
sources = [{ source = "handbook" }]
[[concept]]
id = "hammer"
topic = "sample"
name = "Hammer"
fact = "A tool."
sources = [{ source = "handbook" }]
[[pool]]
id = "colours"
name = "Colours"
concepts = ["red", "green"]
[[pool]]
id = "tools"
name = "Tools"
concepts = ["hammer"]

[[item]]
id = "xx-017"
topic = "sample"
concepts = ["sample-fact"]
level = "remember"
difficulty = 0.7
status = "reviewed"
type = "single"
stem = "Which colour has a ripe tomato?"
explanation = "Lycopene makes ripe tomatoes red, whatever the light."
  [[item.option]]
  text = "Red"
  key = true
  [[item.option]]
  text = "Green"
  why = "Grass is green, not this."
  [[item.option]]
  text = "Hammer"
  why = "A hammer is no colour."
"#,
    sound: "",
    false_alarms: FalseAlarms::Many,
    thresholds: &[SHARE],
    check,
};

const SHARE: Threshold = Threshold::new(
    "one_pool",
    Unit::Percent,
    75,
    (0, 100),
    "named if fewer choices, all names of concepts, are in one pool",
);

fn check(prepared: &Prepared<'_>) -> Vec<Diagnostic> {
    let share = prepared.limits(&LINT).get(&SHARE);
    let pools = pools_by_name(prepared);
    prepared.items.iter().filter_map(|item| check_item(&pools, item, share)).collect()
}

type Pools = BTreeMap<String, BTreeSet<usize>>;

/// The pools in which a concept of a name is, by that name.
fn pools_by_name(prepared: &Prepared<'_>) -> Pools {
    let mut pools = Pools::new();
    for (index, pool) in prepared.drafts.pools.iter().enumerate() {
        for concept in pool.iter().filter_map(|(id, _)| prepared.drafts.concept(id)) {
            pools.entry(name(&concept.name)).or_default().insert(index);
        }
    }
    pools
}

/// A name without the aspect behind a colon, as in "Service: definition".
fn name(text: &str) -> String {
    norm(text.split(':').next().unwrap_or(text))
}

fn check_item(pools: &Pools, item: &PreparedItem<'_>, share: usize) -> Option<Diagnostic> {
    let of_choices: Vec<&BTreeSet<usize>> =
        item.choices.iter().filter_map(|choice| pools.get(&choice.text.norm)).collect();
    let count = item.choices.len();
    // Names of concepts beside descriptions are another matter.
    if count < 3 || of_choices.len() < count {
        return None;
    }
    let of_one = |pool: &usize| of_choices.iter().filter(|pools| pools.contains(pool)).count();
    let most = of_choices.iter().flat_map(|pools| pools.iter()).map(of_one).max()?;
    let message = format!("{most} of {count} choices are concepts of one pool");
    (most * 100 < count * share).then(|| LINT.at(item, &item.stem, Severity::Info, message))
}
