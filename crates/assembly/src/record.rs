//! The files of an exam: the public record and the secret one.

use crate::blueprint::Mode;
use crate::digest::{digest_of_question, digest_of_snapshot, hex};
use mockexam_model::{AnswerKey, Form, FormCode, ItemId, RichText, Section};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Number of the file format of both records.
const FORMAT: u32 = 1;

/// `exam.toml`: what everybody may know. It holds no permutation and no digest over anything that is not printed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExamRecord {
    /// Number of the file format.
    pub format: u32,
    /// Number of the algorithm that turned the seed into the exam.
    pub algorithm: u32,
    /// Short code of the exam, printed on each page.
    pub code: String,
    /// Title of the exam.
    pub title: String,
    /// Line below the title.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub subtitle: String,
    /// The seed.
    pub seed: String,
    /// How forms differ.
    pub mode: Mode,
    /// Id of the bank.
    pub bank: String,
    /// Language of the bank.
    pub language: String,
    /// Notice of the bank, printed on papers.
    pub notice: RichText,
    /// The blueprint, whole.
    pub blueprint: String,
    /// Items that were kept back, as they were used in exams shortly before.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub resting: Vec<ItemId>,
    /// The sections of all forms; none if the exam is one whole.
    #[serde(default, rename = "section", skip_serializing_if = "Vec::is_empty")]
    pub sections: Vec<Section>,
    /// The forms.
    #[serde(rename = "form")]
    pub forms: Vec<FormRecord>,
}

/// A form in the public record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FormRecord {
    /// Its code.
    pub code: FormCode,
    /// Its questions in printed order.
    #[serde(rename = "question")]
    pub questions: Vec<QuestionRecord>,
}

/// A question in the public record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QuestionRecord {
    /// The item.
    pub item: ItemId,
    /// Its revision.
    pub rev: u32,
    /// SHA-256 of what is printed.
    pub digest: String,
}

/// `secret/key.toml`: everything that grading needs, with digests against accidental edits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SecretRecord {
    /// Number of the file format.
    pub format: u32,
    /// SHA-256 of `exam.toml`.
    pub exam: String,
    /// SHA-256 of the key as a whole, in the order in which it is written.
    pub whole: String,
    /// How responses become points: `exact` is by the task of each item, in exact arithmetic.
    pub scoring: Scoring,
    /// SHA-256 of each item with key and explanations.
    pub digests: BTreeMap<ItemId, String>,
    /// The answer key.
    pub key: AnswerKey,
}

/// How responses become points.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Scoring {
    /// By the task of each item, in exact arithmetic.
    Exact,
}

/// Why the records of an exam cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum RecordError {
    /// Not the shape of a record.
    #[error("{0}")]
    Shape(#[from] toml::de::Error),
    /// Written by a later version.
    #[error("the file has format {found}, this version reads format {FORMAT}")]
    Format {
        /// The number in the file.
        found: u32,
    },
    /// The two records do not belong together.
    #[error("secret/key.toml does not belong to this exam.toml: one of them was edited or replaced")]
    Mismatch,
    /// An item was edited inside the key file.
    #[error("item {item} was edited inside secret/key.toml")]
    Edited {
        /// The item.
        item: ItemId,
    },
    /// Something else was edited inside the key file: cut score, topics, an order.
    #[error("the key inside secret/key.toml was edited")]
    EditedKey,
    /// The public record does not print what the key says.
    #[error("form {form} of exam.toml differs from the form in secret/key.toml")]
    Form {
        /// The form.
        form: FormCode,
    },
}

impl ExamRecord {
    pub(crate) const fn format() -> u32 {
        FORMAT
    }

    /// The text of `exam.toml`.
    #[must_use]
    pub fn to_toml(&self) -> String {
        let heading = "# Public record of an exam, written by mockexam. It holds no key; editing it makes the exam unusable.\n";
        format!("{heading}{}", toml::to_string(self).unwrap_or_default())
    }

    /// Reads `exam.toml`.
    ///
    /// # Errors
    /// [`RecordError`] for another shape or format.
    pub fn read(text: &str) -> Result<Self, RecordError> {
        let record: Self = toml::from_str(text)?;
        if record.format != FORMAT {
            return Err(RecordError::Format { found: record.format });
        }
        Ok(record)
    }
}

impl SecretRecord {
    pub(crate) fn new(public: &ExamRecord, key: AnswerKey) -> Self {
        Self {
            format: FORMAT,
            exam: hex(public.to_toml().as_bytes()),
            whole: digest_of_key(&key),
            scoring: Scoring::Exact,
            digests: digests(&key),
            key,
        }
    }

    /// The text of `secret/key.toml`.
    #[must_use]
    pub fn to_toml(&self) -> String {
        let heading = "# SECRET: the answer key of an exam, written by mockexam. Grading reads this file and nothing of the bank.\n";
        format!("{heading}{}", toml::to_string(self).unwrap_or_default())
    }

    /// Reads `secret/key.toml` and checks that it belongs to `exam.toml` and that nobody edited it.
    ///
    /// # Errors
    /// [`RecordError`] at the first contradiction.
    pub fn read(text: &str, public_text: &str) -> Result<Self, RecordError> {
        let public = ExamRecord::read(public_text)?;
        let record: Self = toml::from_str(text)?;
        if record.format != FORMAT {
            return Err(RecordError::Format { found: record.format });
        }
        if record.exam != hex(public_text.as_bytes()) {
            return Err(RecordError::Mismatch);
        }
        for (item, digest) in digests(&record.key) {
            if record.digests.get(&item) != Some(&digest) {
                return Err(RecordError::Edited { item });
            }
        }
        if record.whole != digest_of_key(&record.key) {
            return Err(RecordError::EditedKey);
        }
        let printed: Vec<FormRecord> = form_records(&record.key);
        for (form, of_key) in public.forms.iter().zip(&printed) {
            if form != of_key {
                return Err(RecordError::Form { form: form.code.clone() });
            }
        }
        if public.sections != record.key.sections() {
            return Err(RecordError::Mismatch);
        }
        if public.forms.len() == printed.len() { Ok(record) } else { Err(RecordError::Mismatch) }
    }
}

/// SHA-256 of all that a key says, however it is laid out in its file: cut score, names and orders, too.
fn digest_of_key(key: &AnswerKey) -> String {
    hex(toml::to_string(key).unwrap_or_default().as_bytes())
}

fn digests(key: &AnswerKey) -> BTreeMap<ItemId, String> {
    let stimulus = |id| key.stimuli().iter().find(|stimulus| Some(&stimulus.id) == id);
    key.items()
        .map(|item| (item.id.clone(), digest_of_snapshot(item, stimulus(item.stimulus.as_ref()))))
        .collect()
}

/// The public side of all forms of a key.
pub(crate) fn form_records(key: &AnswerKey) -> Vec<FormRecord> {
    key.forms().iter().map(|form| form_record(&key.form(form))).collect()
}

fn form_record(form: &Form) -> FormRecord {
    let stimulus = |id| form.stimuli.iter().find(|stimulus| Some(&stimulus.id) == id);
    let questions = form.questions.iter().map(|question| QuestionRecord {
        item: question.item.clone(),
        rev: question.rev,
        digest: digest_of_question(question, stimulus(question.stimulus.as_ref())),
    });
    FormRecord { code: form.code.clone(), questions: questions.collect() }
}
