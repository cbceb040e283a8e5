//! S16: a second person reads.

use super::threshold::{Threshold, Unit};
use super::{FalseAlarms, Lint, Prepared, PreparedItem};
use crate::item::Status;
use mockexam_model::{Diagnostic, Severity};
use toml::value::{Date, Datetime};

pub(super) const LINT: Lint = Lint {
    id: "S16",
    severity: Severity::Error,
    what: "a live item was reviewed, and not by its author",
    why: "Nobody finds their own blind spots: a second person reads each item before it counts.",
    source: "Haladyna, Downing and Rodriguez 2002, guideline 11",
    help: "have a second person read the item, and note reviewer and reviewed",
    flawed: r#"
[[item]]
id = "xx-016"
topic = "sample"
concepts = ["sample-fact"]
level = "remember"
difficulty = 0.7
status = "reviewed"
type = "single"
stem = "Which colour has a ripe tomato?"
explanation = "Lycopene makes ripe tomatoes red, whatever the light."
author = "Ada"
reviewer = "Ada"
  [[item.option]]
  text = "Red"
  key = true
  [[item.option]]
  text = "Green"
  why = "Grass is green, not this."
  [[item.option]]
  text = "Blue"
  why = "The sky is blue, not this."
"#,
    sound: r#"
[[item]]
id = "xx-216"
topic = "sample"
concepts = ["sample-fact"]
level = "remember"
difficulty = 0.7
status = "live"
type = "single"
stem = "Which colour has a ripe tomato?"
explanation = "Lycopene makes ripe tomatoes red, whatever the light."
author = "Ada"
reviewer = "Bo"
reviewed = 2026-11-20
  [[item.option]]
  text = "Red"
  key = true
  [[item.option]]
  text = "Green"
  why = "Grass is green, not this."
  [[item.option]]
  text = "Blue"
  why = "The sky is blue, not this."
"#,
    false_alarms: FalseAlarms::Rare,
    thresholds: &[MONTHS],
    check,
};

const MONTHS: Threshold = Threshold::new(
    "months",
    Unit::Count("months"),
    18,
    (1, 1_200),
    "a warning if a review is so much older than the newest date in the bank",
);

fn check(prepared: &Prepared<'_>) -> Vec<Diagnostic> {
    let months = prepared.limits(&LINT).get(&MONTHS);
    let dates =
        prepared.items.iter().flat_map(|item| [item.draft.header.created, item.draft.header.reviewed]);
    // The newest date in the bank stands for today: a check that looks at a clock finds something else tomorrow.
    let today = dates.flatten().filter_map(month).max().unwrap_or(0);
    prepared.items.iter().filter_map(|item| check_item(item, today, months)).collect()
}

fn check_item(item: &PreparedItem<'_>, today: usize, months: usize) -> Option<Diagnostic> {
    let header = &item.draft.header;
    let reviewed = header.reviewed.and_then(month);
    if matches!(header.status, Status::Draft | Status::Retired) {
        return None;
    }
    let (severity, message) = match (&header.author, &header.reviewer) {
        (Some(author), Some(reviewer)) if author.trim() == reviewer.trim() => {
            (Severity::Error, format!("{author} is author and reviewer"))
        }
        _ if header.status == Status::Live && reviewed.is_none() => {
            (Severity::Error, "status live, but no date of a review".into())
        }
        _ if reviewed.is_some_and(|month| month + months < today) => (
            Severity::Warning,
            format!("reviewed more than {months} months before the newest date in the bank"),
        ),
        _ => return None,
    };
    Some(LINT.on(item, severity, message))
}

/// Months since year 0.
fn month(date: Datetime) -> Option<usize> {
    let Date { year, month, .. } = date.date?;
    Some(usize::from(year) * 12 + usize::from(month))
}
