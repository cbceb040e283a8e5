//! B07: true and false claims are in balance.

use super::prepared::PreparedItem;
use super::statistics::{even_odds, mann_whitney};
use super::whole::{self, FEWEST, P, rarity};
use super::{FalseAlarms, Lint, Prepared};
use mockexam_model::{Diagnostic, Severity, SnapshotContent};

pub(super) const LINT: Lint = Lint {
    id: "B07",
    severity: Severity::Warning,
    what: "about half of the true-false claims are true, and true ones are as long as false ones",
    why: "Authors write more true claims than false ones, and longer ones, since truth needs conditions. Who guesses profits. Below 20 claims there is no verdict.",
    source: "Ebel and Frisbie 1991, on true-false items; the limits are our own",
    help: "turn some claims into their opposites; shorten true claims, or add detail to false ones",
    flawed: r#"
[[item]]
id = "xx-NN"
topic = "sample"
concepts = ["sample-fact"]
level = "remember"
difficulty = 0.7
status = "reviewed"
type = "true-false"
stem = "Tomato NN is a fruit in the eyes of a botanist."
answer = true
explanation = "True. It grows from the ovary of a flower and holds the seeds."
"#,
    sound: "",
    false_alarms: FalseAlarms::Rare,
    thresholds: &[FEWEST, P],
    check,
};

fn check(prepared: &Prepared<'_>) -> Vec<Diagnostic> {
    let limits = prepared.limits(&LINT);
    let (mut true_lengths, mut false_lengths) = (Vec::new(), Vec::new());
    for item in prepared.in_use() {
        match truth(item) {
            Some(true) => true_lengths.push(item.stem.chars),
            Some(false) => false_lengths.push(item.stem.chars),
            None => {}
        }
    }
    let mut out = Vec::new();
    let (right, all) = (true_lengths.len(), true_lengths.len() + false_lengths.len());
    if all < limits.get(&FEWEST) {
        return out;
    }
    let mut report = |message| {
        out.push(whole::finding(prepared.drafts, LINT.id, Severity::Warning, message).help(LINT.help));
    };
    let p = even_odds(right, all);
    if p < limits.real(&P) {
        report(format!("{right} of {all} claims are true; {}", rarity(p)));
    }
    let p = mann_whitney(&true_lengths, &false_lengths);
    if p < limits.real(&P) {
        let (a, b) = (median(&mut true_lengths), median(&mut false_lengths));
        report(format!("true claims have typically {a} characters, false ones {b}; {}", rarity(p)));
    }
    out
}

/// The answer of a claim; none for other kinds of item.
pub(super) fn truth(item: &PreparedItem<'_>) -> Option<bool> {
    if !item.choices.is_empty() {
        return None;
    }
    item.draft.lowered().choices.iter().find(|choice| choice.key).and_then(|choice| match choice.content {
        SnapshotContent::Truth(truth) => Some(truth),
        _ => None,
    })
}

fn median(values: &mut [usize]) -> usize {
    values.sort_unstable();
    values.get(values.len() / 2).copied().unwrap_or(0)
}
