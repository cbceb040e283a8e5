//! Gradescope's export of scores: points for each question, and no answers. It is known in order to be refused.

use super::head::{Head, no_answers};
use super::{Exam, Fit, Layout, LayoutInfo, Resolved};
use mockexam_model::Diagnostic;

/// Gradescope's export of scores.
pub(super) struct Gradescope;

impl Layout for Gradescope {
    fn info(&self) -> &'static LayoutInfo {
        &LayoutInfo {
            name: "gradescope",
            system: "Gradescope",
            export: "refused: its files hold points, not answers",
            headers: "SID, Total Score, Max Points, Submission ID, 1: … (1.0 pts) …; refused",
        }
    }

    fn fit(&self, head: &Head<'_>, _: &Exam<'_>) -> Fit {
        if head.has_all(&["total score", "max points", "submission id"]) { Fit::Signature } else { Fit::No }
    }

    fn resolve(&self, head: &Head<'_>, _: &Exam<'_>) -> Result<Resolved, Vec<Diagnostic>> {
        let help = "grade from a file that holds what candidates marked";
        Err(no_answers(head, "Gradescope's export of scores", help))
    }
}
