//! F06: the time that the questions take.

use super::view::FormView;
use super::{Finding, FormCheck};
use mockexam_model::Severity;

/// Share of the time, in percent, that the questions may take before somebody should look.
const MOST_OF_THE_TIME: u32 = 90;

pub(super) const CHECK: FormCheck = FormCheck {
    id: "F06",
    severity: Severity::Warning,
    what: "the estimated times of the questions leave a tenth of the time allowed",
    why: "Candidates read slower than authors and look back at the end. An exam that most cannot finish measures haste.",
    source: "our own rule; `seconds` of the items are estimates of their authors",
    help: "allow more minutes, or bind the sum with `seconds` in the blueprint",
    flawed: r#"
minutes = 2
question = [
  { item = "xx-001", topic = "fire", seconds = 70 },
  { item = "xx-002", topic = "fire", seconds = 60 },
]
"#,
    sound: r#"
minutes = 2
question = [
  { item = "xx-001", topic = "fire", seconds = 58 },
  { item = "xx-002", topic = "fire", seconds = 50 },
]
"#,
    check,
};

fn check(form: &FormView) -> Vec<Finding> {
    let seconds: u32 = form.questions.iter().map(|asked| asked.seconds).sum();
    let allowed = 60 * form.minutes;
    if 100 * u64::from(seconds) <= u64::from(MOST_OF_THE_TIME) * u64::from(allowed) {
        return Vec::new();
    }
    let needed = seconds.div_ceil(60);
    let fact = if seconds > allowed {
        format!("the questions take about {needed} minutes, {} are allowed", form.minutes)
    } else {
        format!(
            "the questions take about {needed} of {} minutes, which leaves less than a tenth",
            form.minutes
        )
    };
    vec![Finding::new(Severity::Warning, fact)]
}
