//! B15: the bank is written in its own words.

use super::own_words::{Originals, Run};
use super::threshold::{Threshold, Unit};
use super::{Drafts, FalseAlarms, Lint, Prepared};
use crate::norm::{norm, words_of};
use crate::source::{AtSpot, Spot};
use mockexam_model::{Diagnostic, Severity};

pub(super) const LINT: Lint = Lint {
    id: "B15",
    severity: Severity::Error,
    what: "no text of an item, a case or a concept runs along a source for seven words or more",
    why: "Copied sentences belong to somebody else, and candidates who learned them by heart recognise them without understanding. From seven words in a row a warning, from twelve an error. Words of enumerations of two or more terms of the subject do not count: names and confusions of concepts, and what facts list. Only checked with sources: mockexam check --sources DIR.",
    source: "Haladyna, Downing and Rodriguez 2002, guideline 3; the limits are our own",
    help: "say it in your own words; if it is quoted on purpose, waive the finding with the reason",
    flawed: r#"
[[item]]
id = "xx-961"
topic = "sample"
concepts = ["sample-fact"]
level = "remember"
difficulty = 0.7
status = "reviewed"
type = "true-false"
stem = "A handbook says this sentence in exactly these eleven words here, too."
answer = true
explanation = "True. It stands in the handbook that this bank is held against."
"#,
    sound: "",
    false_alarms: FalseAlarms::Rare,
    thresholds: &[RUN, COPY, LONGEST_TERM],
    check,
};

const RUN: Threshold = Threshold::new(
    "words",
    Unit::Count("words"),
    7,
    (4, 50),
    "a warning if so many in a row stand in a source",
)
.not_above("words_error");
const COPY: Threshold = Threshold::new(
    "words_error",
    Unit::Count("words"),
    12,
    (4, 500),
    "an error if so many in a row stand in a source",
);
const LONGEST_TERM: Threshold = Threshold::new(
    "term_words",
    Unit::Count("words"),
    5,
    (0, 20),
    "a part of a fact with at most so many is a term that it lists, and may be enumerated",
);

fn check(prepared: &Prepared<'_>) -> Vec<Diagnostic> {
    let drafts = prepared.drafts;
    if drafts.sources.is_empty() {
        return Vec::new();
    }
    let limits = prepared.limits(&LINT);
    let (shortest, copy) = (limits.get(&RUN), limits.get(&COPY));
    let originals = Originals::new(&drafts.sources, terms(drafts, limits.get(&LONGEST_TERM)), shortest);
    let mut out = Vec::new();
    let mut look = |owner: String, text: &str, spot: &Spot| {
        let norm = norm(text);
        if let Some(run) = originals.longest_run(&norm).filter(|run| run.counted >= shortest) {
            let severity = if run.counted >= copy { Severity::Error } else { Severity::Warning };
            out.push(report(&owner, &norm, run, spot, severity));
        }
    };
    for draft in &drafts.items {
        for (what, text) in draft.texts() {
            look(format!("item {}: its {what}", draft.id()), text.get_ref(), &draft.spot.of(text));
        }
    }
    for case in &drafts.cases {
        look(format!("stimulus {}: its text", case.file.id.get_ref()), case.file.text.get_ref(), &case.spot);
    }
    for concept in &drafts.concepts {
        look(format!("concept {}: its fact", concept.id), &concept.fact, &concept.spot);
        for confusion in &concept.confusions {
            look(format!("concept {}: a confusion", concept.id), confusion, &concept.spot);
        }
    }
    out
}

fn report(owner: &str, norm: &str, run: Run<'_>, spot: &Spot, severity: Severity) -> Diagnostic {
    let words: Vec<&str> = words_of(norm).skip(run.start).take(run.length).collect();
    let message =
        format!("{owner} has {} words in a row from {}: '{}'", run.length, run.source, words.join(" "));
    Diagnostic { severity, ..Diagnostic::error(LINT.id, message) }.spot(spot, "").help(LINT.help)
}

/// What may be enumerated: names of concepts, with and without what follows a colon or bracket, short confusions, and the
/// members of lists in facts.
fn terms(drafts: &Drafts, longest: usize) -> impl Iterator<Item = &str> {
    let short = move |text: &&str| (1..=longest).contains(&text.split_whitespace().count());
    drafts.concepts.iter().flat_map(move |concept| {
        let names = [concept.name.as_str()].into_iter().chain(concept.name.split([':', '(']).next());
        let confusions = concept.confusions.iter().map(String::as_str).filter(short);
        let chunks = concept.fact.split([',', ';', ':', '.', '(', ')']).flat_map(|part| part.split(" and "));
        names.chain(confusions).chain(chunks.map(str::trim).filter(short))
    })
}
