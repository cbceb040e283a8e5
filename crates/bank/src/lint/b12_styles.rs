//! B12: no topic lives on negative items or lists.

use super::threshold::{Threshold, Unit};
use super::whole::{self, FEWEST};
use super::{FalseAlarms, Lint, Prepared};
use mockexam_model::{Diagnostic, Severity, Style};
use std::collections::BTreeMap;

pub(super) const LINT: Lint = Lint {
    id: "B12",
    severity: Severity::Warning,
    what: "of a topic's items at most 10 % are negative and 25 % are lists",
    why: "Negative items test attention, and lists reward half knowledge. Examinations hold few of them, and a bank with many cannot fill a balanced form. Below 20 items in a topic there is no verdict.",
    source: "Haladyna, Downing and Rodriguez 2002, guidelines 9 and 17; the limits are our own",
    help: "ask the same facts with style standard",
    flawed: r#"
[[item]]
id = "xx-NN"
topic = "sample"
concepts = ["sample-fact"]
level = "remember"
difficulty = 0.7
status = "reviewed"
type = "single"
style = "negative"
stem = "Which tomato NN is **NOT** red when ripe?"
explanation = "Some kinds stay green or yellow when they ripen."
  [[item.option]]
  text = "Green Zebra"
  key = true
  [[item.option]]
  text = "San Marzano"
  why = "This one turns red."
  [[item.option]]
  text = "Gardener's Delight"
  why = "This small one turns red too."
"#,
    sound: "",
    false_alarms: FalseAlarms::Rare,
    thresholds: &[FEWEST, NEGATIVE, LISTS],
    check,
};

const NEGATIVE: Threshold = Threshold::new(
    "negative",
    Unit::Percent,
    10,
    (0, 100),
    "a warning if more items of a topic are negative",
);
const LISTS: Threshold =
    Threshold::new("lists", Unit::Percent, 25, (0, 100), "a warning if more items of a topic are lists");

fn check(prepared: &Prepared<'_>) -> Vec<Diagnostic> {
    let limits = prepared.limits(&LINT);
    let mut topics: BTreeMap<&str, [usize; 3]> = BTreeMap::new();
    for item in prepared.in_use() {
        let header = &item.draft.header;
        let [all, negative, list] = topics.entry(header.topic.get_ref()).or_default();
        *all += 1;
        *negative += usize::from(header.style == Style::Negative);
        *list += usize::from(header.style == Style::List);
    }
    let mut out = Vec::new();
    for (topic, [all, negative, list]) in topics {
        for (count, limit, what) in
            [(negative, limits.get(&NEGATIVE), "negative"), (list, limits.get(&LISTS), "lists")]
        {
            if all >= limits.get(&FEWEST) && count * 100 > all * limit {
                let message = format!("{count} of {all} items are {what}, more than {limit} %");
                let finding =
                    whole::topic_finding(prepared.drafts, topic, LINT.id, Severity::Warning, &message);
                out.push(finding.help(LINT.help));
            }
        }
    }
    out
}
