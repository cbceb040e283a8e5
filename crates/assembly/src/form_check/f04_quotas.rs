//! F04: what the blueprint asks for.

use super::view::FormView;
use super::{Finding, FormCheck};
use mockexam_model::Severity;

pub(super) const CHECK: FormCheck = FormCheck {
    id: "F04",
    severity: Severity::Error,
    what: "the counts of the blueprint are kept: topics, levels, styles, versions, bands of difficulty",
    why: "A form is a fair sample of a subject only if it is made of the parts that the blueprint promises.",
    source: "Haladyna, Downing and Rodriguez 2002, guideline 1; standards of test assembly",
    help: "assemble again; if topics or levels in the bank were edited since, the form was sound when it was made",
    flawed: r#"
minutes = 60
quota = [{ topic = "fire", count = 2 }]
question = [
  { item = "xx-001", topic = "fire" },
  { item = "xx-002", topic = "water" },
]
"#,
    sound: r#"
minutes = 60
quota = [{ topic = "fire", count = 2 }]
question = [
  { item = "xx-001", topic = "fire" },
  { item = "xx-002", topic = "fire" },
]
"#,
    check,
};

fn check(form: &FormView) -> Vec<Finding> {
    let fact = |count: &super::view::Broken| {
        format!("{} has {} questions, {} asked", count.name, count.have, count.amount)
    };
    form.broken.iter().map(|count| Finding::new(Severity::Error, fact(count))).collect()
}
