//! PDF: a document for each part, those of the candidates in one file to print and hand out.

mod candidates;
mod class;
mod items;
mod page;
mod summary;

use super::{Format, Job, Shelf};
use crate::error::ReportError;
use crate::part::Part;

pub(super) const FORMAT: Format = Format {
    name: "pdf",
    ending: "pdf",
    what: "documents to print; those for candidates in one file to hand out",
    write,
};

fn write(job: &Job<'_>, shelf: &mut dyn Shelf) -> Result<(), ReportError> {
    for part in job.parts {
        let mut document = match part {
            Part::Summary => summary::document(job)?,
            Part::Class => class::document(job)?,
            Part::Items => items::document(job)?,
            Part::Candidates => {
                candidates::write(job, shelf)?;
                continue;
            }
            Part::Rulings if job.set.has_rulings() => summary::rulings(job)?,
            Part::Rulings => continue,
        };
        document.images.clone_from(&job.key.images);
        let bytes = job.press.set(&document).map_err(ReportError::Refused)?;
        shelf.put(&format!("{}.pdf", part.name()), &mut |out| Ok(out.write_all(&bytes)?))?;
    }
    Ok(())
}
