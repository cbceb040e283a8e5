//! F07: no set of items that come together asks one concept twice.

use super::threshold::{Threshold, Unit};
use super::{FalseAlarms, Lint, Prepared, PreparedItem};
use crate::item::SetUse;
use crate::source::AtSpot;
use mockexam_model::{Diagnostic, Severity};
use std::collections::BTreeMap;

pub(super) const LINT: Lint = Lint {
    id: "F07",
    severity: Severity::Error,
    what: "the items of a case that come together examine different concepts",
    why: "A case with use = \"all\" brings all its items to a form. Two on one first concept (warning), or three (error), count one fact several times, and no draw can prevent it. What other items share a form is decided by the blueprint.",
    source: "our own rule",
    help: "let one of the items examine another concept, or set use = \"one\"",
    flawed: r#"
[[stimulus]]
id = "xx-garden"
use = "all"
text = "A gardener grows tomatoes behind glass, and wonders about their colour."
[[item]]
id = "xx-941"
topic = "sample"
concepts = ["sample-fact"]
level = "remember"
difficulty = 0.7
status = "reviewed"
stimulus = "xx-garden"
type = "true-false"
stem = "The glass turns them red."
answer = false
explanation = "False. A pigment turns them red, with or without glass."
[[item]]
id = "xx-942"
topic = "sample"
concepts = ["sample-fact"]
level = "remember"
difficulty = 0.7
status = "reviewed"
stimulus = "xx-garden"
type = "true-false"
stem = "Lycopene turns them red."
answer = true
explanation = "True. It is the pigment of all red tomatoes."
"#,
    sound: "",
    false_alarms: FalseAlarms::Rare,
    thresholds: &[MANY],
    check,
};

const MANY: Threshold = Threshold::new(
    "items_error",
    Unit::Count("items"),
    3,
    (2, 100),
    "an error, no warning, if so many of a case examine one concept first",
);

fn check(prepared: &Prepared<'_>) -> Vec<Diagnostic> {
    let mut sets: BTreeMap<(&str, &str), Vec<&PreparedItem<'_>>> = BTreeMap::new();
    for item in prepared.in_use() {
        let header = &item.draft.header;
        if let (Some(case), Some(first)) = (&header.stimulus, header.concepts.first()) {
            sets.entry((case.get_ref(), first.get_ref())).or_default().push(item);
        }
    }
    let many = prepared.limits(&LINT).get(&MANY);
    let mut out = Vec::new();
    for ((case, concept), items) in sets {
        let [first, .., last] = items[..] else { continue };
        if prepared.drafts.case_of(first.draft).is_none_or(|case| case.file.set_use != SetUse::All) {
            continue;
        }
        let severity = if items.len() >= many { Severity::Error } else { Severity::Warning };
        let message = format!(
            "{} items of case {case}, which come together, examine concept {concept} first",
            items.len()
        );
        out.push(
            last.draft
                .finding(LINT.id, severity, message)
                .spot(&first.draft.spot, "the other")
                .help(LINT.help),
        );
    }
    out
}
