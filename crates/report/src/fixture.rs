//! A small set of results for tests: two forms of four questions, three graded candidates, one withheld, one absent.

use crate::html::{ENGLISH_REPORT_WORDS, ReportWords};
use mockexam_model::AnswerKey;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::io::{self, Cursor, Read};

/// The key of the small exam.
pub(crate) const KEY: &str = include_str!("fixture/key.toml");

const SUMMARY: &str = include_str!("fixture/summary.json");
const TABLES: [(&str, &str); 5] = [
    ("scores.csv", include_str!("fixture/scores.csv")),
    ("responses.csv", include_str!("fixture/responses.csv")),
    ("items.csv", include_str!("fixture/items.csv")),
    ("choices.csv", include_str!("fixture/choices.csv")),
    ("reconciliation.csv", include_str!("fixture/reconciliation.csv")),
];

/// The files of a set in memory.
#[derive(Debug, Clone)]
pub(crate) struct Files(BTreeMap<String, Vec<u8>>);

impl Files {
    /// The small set, complete.
    pub(crate) fn small() -> Self {
        let mut files = Self(TABLES.map(|(name, text)| (name.to_owned(), text.as_bytes().to_vec())).into());
        files.0.insert("summary.json".into(), SUMMARY.into());
        files.signed()
    }

    /// The set without a file.
    pub(crate) fn without(mut self, file: &str) -> Self {
        self.0.remove(file);
        self
    }

    /// The set with a text replaced in a file. Panics if the text is not there.
    pub(crate) fn replaced(mut self, file: &str, from: &str, to: &str) -> Self {
        let text = String::from_utf8(self.0[file].clone()).unwrap();
        assert!(text.contains(from), "{file} has no {from}");
        self.0.insert(file.into(), text.replace(from, to).into());
        self
    }

    /// The set with other bytes in a file.
    pub(crate) fn with(mut self, file: &str, bytes: Vec<u8>) -> Self {
        self.0.insert(file.into(), bytes);
        self
    }

    pub(crate) fn bytes(&self, file: &str) -> &[u8] {
        &self.0[file]
    }

    /// The set with a summary that names the files as they are now.
    pub(crate) fn signed(mut self) -> Self {
        let Ok(mut summary) = serde_json::from_slice::<serde_json::Value>(&self.0["summary.json"]) else {
            return self;
        };
        let digest =
            |bytes: &[u8]| -> String { Sha256::digest(bytes).iter().map(|b| format!("{b:02x}")).collect() };
        let others = self.0.iter().filter(|(name, _)| *name != "summary.json");
        let digests: serde_json::Map<_, _> =
            others.map(|(name, bytes)| (name.clone(), digest(bytes).into())).collect();
        // Not by index: what a test made of the summary may be no object.
        if let Some(summary) = summary.as_object_mut() {
            summary.insert("files".into(), digests.into());
        }
        self.0.insert("summary.json".into(), serde_json::to_vec(&summary).unwrap());
        self
    }

    /// Opens a file as the library wants it.
    pub(crate) fn open(&self, file: &str) -> io::Result<Box<dyn Read>> {
        let bytes = self.0.get(file).ok_or(io::ErrorKind::NotFound)?;
        Ok(Box::new(Cursor::new(bytes.clone())))
    }
}

pub(crate) fn key() -> AnswerKey {
    toml::from_str(KEY).unwrap()
}

pub(crate) fn english() -> ReportWords {
    ReportWords::read(ENGLISH_REPORT_WORDS).unwrap()
}
