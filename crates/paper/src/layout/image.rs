//! Images.

use super::Setter;
use super::slab::Slab;
use crate::error::Problem;

impl Setter<'_> {
    pub(super) fn image(&mut self, source: &str) -> Vec<Slab> {
        let subject = self.subject.clone();
        self.problems.insert(Problem::NoImage { subject, source_file: source.to_owned() });
        Vec::new()
    }
}
