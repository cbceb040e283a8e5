//! HTML: a page for each part, and one for each candidate.

use super::{Format, Job, Shelf};
use crate::error::ReportError;
use crate::html::{Links, candidate_reports, class_report, items_report, rulings_report, summary_report};
use crate::part::Part;

pub(super) const FORMAT: Format =
    Format { name: "html", ending: "html", what: "pages to read, on a screen or on paper", write };

fn write(job: &Job<'_>, shelf: &mut dyn Shelf) -> Result<(), ReportError> {
    let Job { set, key, words, .. } = job;
    for part in job.parts {
        let name = format!("{}.html", part.name());
        match part {
            Part::Class => {
                let links = if job.wants(Part::Candidates) { Links::ToCandidates } else { Links::None };
                shelf.put(&name, &mut |out| class_report(set, key, words, links, out))?;
            }
            Part::Items => shelf.put(&name, &mut |out| items_report(set, key, words, out))?,
            Part::Summary => shelf.put(&name, &mut |out| summary_report(set, key, words, out))?,
            Part::Rulings if set.has_rulings() => {
                shelf.put(&name, &mut |out| rulings_report(set, key, words, out).map(drop))?;
            }
            Part::Rulings => {}
            Part::Candidates => {
                candidate_reports(set, key, words, &mut |name, page| {
                    shelf.put(name, &mut |out| Ok(out.write_all(page.as_bytes())?))
                })?;
            }
        }
    }
    Ok(())
}
