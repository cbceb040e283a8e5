//! F02: enemies, families and sets of a case.

use super::view::{Asked, FormView};
use super::{Finding, FormCheck};
use mockexam_model::Severity;
use std::collections::BTreeSet;

pub(super) const CHECK: FormCheck = FormCheck {
    id: "F02",
    severity: Severity::Error,
    what: "enemies, items of one family and surplus items of a case never share a form; a set stands together",
    why: "Of two enemies one gives the other away, and two of a family are one question twice. Of a case with use = \"all\" every item is there, one behind the other; of a case with use = \"one\" at most one.",
    source: "Haladyna, Downing and Rodriguez 2002, guideline 4",
    help: "assemble again; if the bank was edited since, the form keeps its questions as they were printed",
    flawed: r#"
minutes = 60
question = [
  { item = "xx-001", topic = "fire", enemies = ["xx-002"] },
  { item = "xx-002", topic = "fire" },
]
"#,
    sound: r#"
minutes = 60
question = [
  { item = "xx-001", topic = "fire", enemies = ["xx-007"] },
  { item = "xx-002", topic = "fire", case = "xx-ward", case_has = 2 },
  { item = "xx-003", topic = "fire", case = "xx-ward", case_has = 2 },
]
"#,
    check,
};

fn check(form: &FormView) -> Vec<Finding> {
    let mut facts: Vec<String> = Vec::new();
    for (place, asked) in form.questions.iter().enumerate() {
        let before = &form.questions[..place];
        facts.extend(before.iter().filter_map(|other| excluded(other, asked)));
    }
    facts.extend(broken_sets(form));
    facts.into_iter().map(|fact| Finding::new(Severity::Error, fact)).collect()
}

fn excluded(a: &Asked, b: &Asked) -> Option<String> {
    let (one, two) = (&a.item, &b.item);
    let same_case = || a.case.as_ref().zip(b.case.as_ref()).is_some_and(|(a, b)| a.id == b.id && a.one);
    if a.enemies.contains(two) || b.enemies.contains(one) {
        Some(format!("items {one} and {two} are enemies"))
    } else if a.family.is_some() && a.family == b.family {
        Some(format!("items {one} and {two} are of one family"))
    } else if same_case() {
        Some(format!("items {one} and {two} share a case of which one item is used"))
    } else {
        None
    }
}

fn broken_sets(form: &FormView) -> Vec<String> {
    let mut facts = Vec::new();
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    let id = |asked: &'_ Asked| asked.case.as_ref().map(|case| case.id.clone());
    for (place, asked) in form.questions.iter().enumerate() {
        let Some(case) = &asked.case else { continue };
        let goes_on =
            place.checked_sub(1).is_some_and(|last| id(&form.questions[last]).as_ref() == Some(&case.id));
        if !seen.insert(&case.id) {
            if !goes_on {
                facts.push(format!("the questions of case {} do not stand together", case.id));
            }
            continue;
        }
        let there = form.questions.iter().filter(|other| id(other).as_ref() == Some(&case.id)).count();
        if let Some(all) = case.all.filter(|&all| all != there) {
            facts.push(format!("of case {}, {there} of {all} questions are there", case.id));
        }
    }
    facts
}
