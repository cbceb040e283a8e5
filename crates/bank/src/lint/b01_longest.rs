//! B01: the key is not the longest choice too often.

use super::prepared::PreparedItem;
use super::statistics::holm;
use super::threshold::{Limits, Threshold, Unit};
use super::whole::{self, FEWEST, P, P_ERROR, Trials, named, rarity};
use super::{FalseAlarms, Lint, Prepared};
use mockexam_model::{Diagnostic, Severity};
use std::collections::BTreeMap;

pub(super) const LINT: Lint = Lint {
    id: "B01",
    severity: Severity::Error,
    what: "over the bank, a topic or an author, the key is not the longest choice more often than chance",
    why: "Authors qualify what is right and not what is wrong. Who knows that takes the longest choice, and needs no other knowledge. Below 20 items there is no verdict.",
    source: "Haladyna, Downing and Rodriguez 2002, guidelines 24 and 28d; NBME item-writing guide; Casu and García 2019",
    help: "shorten these keys, or give a distractor of each as much detail",
    flawed: r#"
[[item]]
id = "xx-NN"
topic = "sample"
concepts = ["sample-fact"]
level = "remember"
difficulty = 0.7
status = "reviewed"
type = "single"
stem = "Why is a ripe tomato NN red?"
explanation = "Lycopene makes ripe tomatoes red, whatever the light."
  [[item.option]]
  text = "It holds a good deal of lycopene"
  key = true
  [[item.option]]
  text = "It holds carotene"
  why = "Carotene makes carrots orange."
  [[item.option]]
  text = "It holds iron"
  why = "Iron makes blood red, not fruit."
"#,
    sound: "",
    false_alarms: FalseAlarms::Rare,
    thresholds: &[SEEN, FEWEST, P, P_ERROR, LARGE],
    check,
};

const SEEN: Threshold = Threshold::new(
    "seen_characters",
    Unit::Count("characters"),
    3,
    (1, 50),
    "the key counts as the longest if it has so many more than any other choice",
);
const LARGE: Threshold = Threshold::new(
    "times_chance",
    Unit::Ratio,
    130,
    (100, 1_000),
    "an error only if the rate is so many times that of chance",
);

fn check(prepared: &Prepared<'_>) -> Vec<Diagnostic> {
    let limits = prepared.limits(&LINT);
    let (mut bank, mut topics) = (Trials::default(), BTreeMap::<&str, Trials<'_>>::new());
    let mut authors = BTreeMap::<&str, Trials<'_>>::new();
    for (item, key) in prepared.one_key() {
        let hit = stands_out(item, key, limits.get(&SEEN));
        let header = &item.draft.header;
        bank.add(item, item.choices.len(), hit);
        topics.entry(header.topic.get_ref()).or_default().add(item, item.choices.len(), hit);
        if let Some(author) = &header.author {
            authors.entry(author).or_default().add(item, item.choices.len(), hit);
        }
    }
    let mut out: Vec<Diagnostic> = verdict(&bank, bank.p(), limits)
        .map(|(severity, message)| whole::finding(prepared.drafts, LINT.id, severity, message))
        .into_iter()
        .collect();
    for (topic, severity, message) in among(&topics, limits) {
        out.push(whole::topic_finding(prepared.drafts, topic, LINT.id, severity, &message));
    }
    // With one author, his items are the bank.
    if authors.len() > 1 {
        for (author, severity, message) in among(&authors, limits) {
            let message = format!("author {author}: {message}");
            out.push(whole::finding(prepared.drafts, LINT.id, severity, message));
        }
    }
    out.into_iter().map(|finding| finding.help(LINT.help)).collect()
}

/// Whether the key is the longest, by enough to be seen.
fn stands_out(item: &PreparedItem<'_>, key: usize, seen: usize) -> bool {
    let length = |index: usize| item.choices[index].text.chars;
    (0..item.choices.len()).filter(|&index| index != key).all(|index| length(key) >= length(index) + seen)
}

/// Verdicts on groups, each held to a stricter limit for being one of several.
fn among<'g>(groups: &BTreeMap<&'g str, Trials<'_>>, limits: Limits<'_>) -> Vec<(&'g str, Severity, String)> {
    let large: Vec<_> = groups.iter().filter(|(_, trials)| trials.count() >= limits.get(&FEWEST)).collect();
    let p_values: Vec<f64> = large.iter().map(|(_, trials)| trials.p()).collect();
    large
        .into_iter()
        .zip(holm(&p_values))
        .filter_map(|((name, trials), p)| {
            verdict(trials, p, limits).map(|(severity, message)| (*name, severity, message))
        })
        .collect()
}

fn verdict(trials: &Trials<'_>, p: f64, limits: Limits<'_>) -> Option<(Severity, String)> {
    let severity = match trials.severity(p, limits)? {
        Severity::Error if trials.times_chance() < limits.real(&LARGE) => Severity::Warning,
        severity => severity,
    };
    let message =
        format!("the key is the longest choice {}; {}: {}", trials.rate(), rarity(p), named(trials.hits()));
    Some((severity, message))
}
