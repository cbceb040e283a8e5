//! B03: the key stands at every position of the files alike.

use super::statistics::{equal_counts, real};
use super::whole::{self, FEWEST, P, rarity};
use super::{FalseAlarms, Lint, Prepared};
use crate::item::Freedom;
use mockexam_model::{Diagnostic, Severity};
use std::collections::BTreeMap;

pub(super) const LINT: Lint = Lint {
    id: "B03",
    severity: Severity::Warning,
    what: "over the bank, keys are spread over the positions of choices",
    why: "Authors hide keys in the middle. Where choices keep their order on forms, candidates see that (warning); where they are shuffled, only somebody who reads the bank does (information). Below 20 items with the same number of choices there is no verdict.",
    source: "Haladyna, Downing and Rodriguez 2002, guideline 20; Attali and Bar-Hillel 2003",
    help: "move keys, or let the choices be shuffled (shuffle = true)",
    flawed: r#"
[[item]]
id = "xx-NN"
topic = "sample"
concepts = ["sample-fact"]
level = "remember"
difficulty = 0.7
status = "reviewed"
type = "single"
shuffle = false
stem = "How many legs do NN beetles have each?"
explanation = "Beetles are insects, and all insects walk on six legs."
  [[item.option]]
  text = "4"
  why = "Cats have four legs."
  [[item.option]]
  text = "6"
  key = true
  [[item.option]]
  text = "8"
  why = "Spiders have eight."
"#,
    sound: "",
    false_alarms: FalseAlarms::Some,
    thresholds: &[FEWEST, P],
    check,
};

fn check(prepared: &Prepared<'_>) -> Vec<Diagnostic> {
    let limits = prepared.limits(&LINT);
    // Counts of key positions, by whether the order is fixed and by number of choices.
    let mut groups: BTreeMap<(bool, usize), Vec<usize>> = BTreeMap::new();
    for (item, key) in prepared.one_key() {
        let fixed = item.draft.lowered().freedom == Freedom::Fixed;
        let counts = groups.entry((fixed, item.choices.len())).or_insert_with(|| vec![0; item.choices.len()]);
        counts[key] += 1;
    }
    let mut out = Vec::new();
    for ((fixed, choices), counts) in groups {
        let items: usize = counts.iter().sum();
        let p = equal_counts(&counts);
        // The test is an approximation that needs five expected keys a position.
        if items < limits.get(&FEWEST).max(5 * choices) || p >= limits.real(&P) {
            continue;
        }
        let (severity, order) = if fixed {
            (Severity::Warning, "a fixed order of choices")
        } else {
            (Severity::Info, "shuffled choices")
        };
        let listed: Vec<String> = counts.iter().map(ToString::to_string).collect();
        let message = format!(
            "keys of {items} items with {choices} choices and {order} stand {} times at the positions 1 to {choices}, not about {:.0} times at each; {}",
            listed.join(", "),
            real(items) / real(choices),
            rarity(p)
        );
        out.push(whole::finding(prepared.drafts, LINT.id, severity, message).help(LINT.help));
    }
    out
}
