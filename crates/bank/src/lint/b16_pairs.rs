//! B16: in lists, the right pair stands at every place of the circle alike.

use super::statistics::equal_counts;
use super::whole::{self, FEWEST, P, rarity};
use super::{FalseAlarms, Lint, Prepared};
use mockexam_model::{Diagnostic, Severity, Style};

pub(super) const LINT: Lint = Lint {
    id: "B16",
    severity: Severity::Info,
    what: "over the bank, the right pairs of lists are spread over 1+2, 2+3, 3+4 and 1+4",
    why: "Forms turn the circle, unless shuffle = false; but a bank in which 1+2 is mostly right shows how its authors write. Below 20 lists there is no verdict.",
    source: "our own rule",
    help: "turn the statements of some lists round by one or two",
    flawed: r#"
[[item]]
id = "xx-NN"
topic = "sample"
concepts = ["sample-fact"]
level = "remember"
difficulty = 0.7
status = "reviewed"
type = "list"
style = "list"
stem = "Which two parts of plant NN grow below the ground?"
explanation = "Roots and tubers grow below the ground, the others above it."
  [[item.statement]]
  text = "Root"
  key = true
  [[item.statement]]
  text = "Tuber"
  key = true
  [[item.statement]]
  text = "Leaf"
  why = "Leaves need light."
  [[item.statement]]
  text = "Flower"
  why = "Flowers need insects or wind."
"#,
    sound: "",
    false_alarms: FalseAlarms::Some,
    thresholds: &[FEWEST, P],
    check,
};

const PAIRS: [&str; 4] = ["1+2", "2+3", "3+4", "1+4"];

fn check(prepared: &Prepared<'_>) -> Vec<Diagnostic> {
    let mut counts = [0; PAIRS.len()];
    for item in prepared.in_use().filter(|item| item.draft.header.style == Style::List) {
        let right: Vec<bool> = item.choices.iter().map(|choice| choice.is_key()).collect();
        let pair = match right[..] {
            [true, true, false, false] => 0,
            [false, true, true, false] => 1,
            [false, false, true, true] => 2,
            [true, false, false, true] => 3,
            _ => continue,
        };
        counts[pair] += 1;
    }
    let limits = prepared.limits(&LINT);
    let p = equal_counts(&counts);
    if counts.iter().sum::<usize>() < limits.get(&FEWEST) || p >= limits.real(&P) {
        return Vec::new();
    }
    let listed: Vec<String> =
        PAIRS.iter().zip(counts).map(|(pair, count)| format!("{pair} in {count}")).collect();
    let message = format!("of the lists, {} have the right pair; {}", listed.join(", "), rarity(p));
    vec![whole::finding(prepared.drafts, LINT.id, Severity::Info, message).help(LINT.help)]
}
