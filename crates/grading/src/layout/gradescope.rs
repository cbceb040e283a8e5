//! Gradescope's export of scores: points for each question, and no answers. It is known in order to be refused.

use super::head::Head;
use super::{Exam, Fit, Layout, LayoutInfo, Resolved};
use crate::columns::HeaderFaults;
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
        let mut faults = HeaderFaults::new(head.file, head.record.line());
        faults.header(
            "G22",
            "the file is Gradescope's export of scores: it holds points for each question and no answers, so there is \
             nothing to grade"
                .to_owned(),
            "grade from a file that holds what candidates marked".to_owned(),
        );
        Err(faults.found)
    }
}
