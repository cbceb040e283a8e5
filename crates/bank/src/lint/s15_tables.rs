//! S15: matching and classification.

use super::threshold::{Threshold, Unit};
use super::{FalseAlarms, Lint, Prepared};
use mockexam_model::{Diagnostic, Severity};

pub(super) const LINT: Lint = Lint {
    id: "S15",
    severity: Severity::Error,
    what: "a matching or classification gives nothing away by counting",
    why: "With as many responses as premises the last pair is free, and a category that takes most entries is the best guess.",
    source: "our own rule",
    help: "matching: 3 to 8 premises and a response more; classification: entries in each category, none with most of them",
    flawed: r#"
[[item]]
id = "xx-015"
topic = "sample"
concepts = ["sample-fact"]
level = "remember"
difficulty = 0.7
status = "reviewed"
type = "classification"
points = 3
stem = "To which group of materials does each of these belong?"
categories = ["Metal", "Wood"]
explanation = "Brass is an alloy of copper and zinc, tin an element; nylon is made from oil or gas."
  [[item.entry]]
  text = "Brass"
  category = "Metal"
  [[item.entry]]
  text = "Tin"
  category = "Metal"
  [[item.entry]]
  text = "Nylon"
  category = "Plastic"
"#,
    sound: "",
    false_alarms: FalseAlarms::Rare,
    thresholds: &[
        PREMISES_LEAST,
        PREMISES_MOST,
        CATEGORIES_LEAST,
        CATEGORIES_MOST,
        ENTRIES_LEAST,
        ENTRIES_MOST,
        STEPS_LEAST,
        STEPS_MOST,
        ONE_CATEGORY,
    ],
    check,
};

pub(crate) const PREMISES_LEAST: Threshold = Threshold::new(
    "least_premises",
    Unit::Count("premises"),
    3,
    (2, 26),
    "a warning if a matching has fewer",
)
.not_above("most_premises");
pub(crate) const PREMISES_MOST: Threshold =
    Threshold::new("most_premises", Unit::Count("premises"), 8, (2, 26), "a warning if a matching has more");
pub(crate) const CATEGORIES_LEAST: Threshold = Threshold::new(
    "least_categories",
    Unit::Count("categories"),
    2,
    (2, 26),
    "a warning if a classification has fewer",
)
.not_above("most_categories");
pub(crate) const CATEGORIES_MOST: Threshold = Threshold::new(
    "most_categories",
    Unit::Count("categories"),
    6,
    (2, 26),
    "a warning if a classification has more",
);
pub(crate) const ENTRIES_LEAST: Threshold = Threshold::new(
    "least_entries",
    Unit::Count("entries"),
    3,
    (2, 26),
    "a warning if a classification has fewer",
)
.not_above("most_entries");
pub(crate) const ENTRIES_MOST: Threshold = Threshold::new(
    "most_entries",
    Unit::Count("entries"),
    10,
    (2, 26),
    "a warning if a classification has more",
);
pub(crate) const STEPS_LEAST: Threshold =
    Threshold::new("least_steps", Unit::Count("steps"), 3, (2, 26), "a warning if an ordering has fewer")
        .not_above("most_steps");
pub(crate) const STEPS_MOST: Threshold =
    Threshold::new("most_steps", Unit::Count("steps"), 8, (2, 26), "a warning if an ordering has more");
pub(crate) const ONE_CATEGORY: Threshold = Threshold::new(
    "one_category",
    Unit::Percent,
    60,
    (30, 100),
    "a warning if more of four or more entries belong to one category",
);

fn check(prepared: &Prepared<'_>) -> Vec<Diagnostic> {
    super::body_faults(prepared.drafts, LINT.id)
}
