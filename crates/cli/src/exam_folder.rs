//! The folder of an exam: its records, and which documents are made from them.

use crate::args::Print;
use crate::failure::Failure;
use crate::files::{self, shown};
use crate::sources::Sources;
use mockexam_assembly::{Blueprint, ExamRecord, RecordError, SecretRecord, hex};
use mockexam_model::{AnswerKey, Diagnostic, FormKey, Place};
use mockexam_report::needs_marker;
use std::path::{Path, PathBuf};

/// Manifests of those who write into an exam's folders.
pub(crate) const ASSEMBLED: &str = ".mockexam-exam";
pub(crate) const PRINTED: &str = ".mockexam-print";
pub(crate) const GRADED: &str = ".mockexam-results";
pub(crate) const REPORTED: &str = ".mockexam-reports";

/// An exam, read and found whole.
#[derive(Debug)]
pub(crate) struct ExamFolder {
    pub(crate) path: PathBuf,
    pub(crate) public_text: String,
    pub(crate) secret_text: String,
    pub(crate) public: ExamRecord,
    pub(crate) secret: SecretRecord,
}

/// A document on its way to a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Item<'a> {
    pub(crate) kind: Print,
    pub(crate) form: &'a FormKey,
}

impl Item<'_> {
    /// Its file name, below papers/ or secret/.
    pub(crate) fn name(&self) -> String {
        let (word, extension) = match self.kind {
            Print::Papers => ("form", "pdf"),
            Print::Html => ("form", "html"),
            Print::Text => ("form", "txt"),
            Print::Sheets => ("answer-sheet", "pdf"),
            Print::Keys => ("key", "pdf"),
            Print::Rationales => ("rationales", "pdf"),
            Print::Drafts => ("draft", "pdf"),
            Print::Marking => ("marking", "pdf"),
            Print::MarkingGuide => ("marking-guide", "pdf"),
        };
        format!("{word}-{}.{extension}", self.form.code)
    }

    /// Whether it tells the key.
    pub(crate) const fn is_secret(&self) -> bool {
        use Print::{Drafts, Keys, Marking, MarkingGuide, Rationales};
        matches!(self.kind, Keys | Rationales | Drafts | Marking | MarkingGuide)
    }
}

impl ExamFolder {
    /// Reads both records and checks that they belong together. A bare name is looked for below exams/.
    pub(crate) fn open(wanted: &Path, sources: &mut Sources) -> Result<Self, Failure> {
        let below = Path::new("exams").join(wanted);
        let path = if !wanted.exists() && below.exists() { below } else { wanted.to_owned() };
        if path.is_file() {
            return Err(Failure::new(format!("{} is a file", shown(&path)), "name the folder of an exam"));
        }
        let (public_path, secret_path) = (path.join("exam.toml"), path.join("secret/key.toml"));
        let public_text = files::read_text(&public_path)?;
        let secret_text = files::read_text(&secret_path)?;
        sources.add(&shown(&public_path), &public_text);
        sources.add(&shown(&secret_path), &secret_text);
        let public = ExamRecord::read(&public_text).map_err(|error| unusable(&public_path, &error))?;
        let secret =
            SecretRecord::read(&secret_text, &public_text).map_err(|error| unusable(&secret_path, &error))?;
        Ok(Self { path, public_text, secret_text, public, secret })
    }

    pub(crate) const fn key(&self) -> &AnswerKey {
        &self.secret.key
    }

    /// The blueprint in the record.
    pub(crate) fn blueprint(&self, sources: &mut Sources) -> Result<Blueprint, Failure> {
        let name = format!("{} (blueprint)", shown(&self.path.join("exam.toml")));
        sources.add(&name, &self.public.blueprint);
        Ok(Blueprint::read(&name, &self.public.blueprint)?.resting(self.public.resting.iter().cloned()))
    }

    /// All documents of the given kinds, form by form.
    pub(crate) fn items(&self, kinds: &[Print]) -> Vec<Item<'_>> {
        items(self.key(), kinds)
    }
}

/// All documents of an exam of the given kinds, form by form. A form without a question for a marker has no guide.
pub(crate) fn items<'a>(key: &'a AnswerKey, kinds: &[Print]) -> Vec<Item<'a>> {
    let wanted = |kind: &Print| kinds.is_empty() || kinds.contains(kind);
    let is_there = |item: &Item<'_>| item.kind != Print::MarkingGuide || needs_marker(key, item.form);
    let of_form =
        |form| Print::ALL.into_iter().filter(wanted).map(move |kind| Item { kind, form }).filter(is_there);
    key.forms().iter().flat_map(of_form).collect()
}

fn unusable(path: &Path, error: &RecordError) -> Failure {
    let place = match error {
        RecordError::Shape(error) => error.span().map_or(Place::File, |span| Place::Span(span.into())),
        _ => Place::File,
    };
    let message = match error {
        RecordError::Shape(error) => error.message().replace('`', "'").replace('\n', "; "),
        other => other.to_string(),
    };
    Diagnostic::error("C04", message)
        .at(&shown(path), place, "")
        .help("restore the file from your backup, or assemble the exam again with the same seed")
        .into()
}

/// SHA-256 of a text or a file.
pub(crate) fn digest(bytes: &[u8]) -> String {
    hex(bytes)
}
