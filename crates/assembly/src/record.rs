//! The files of an exam: the public record and the secret one.

use crate::blueprint::Mode;
use crate::digest::{digest_of_question, digest_of_snapshot, hex};
use crate::personal::{ItemRecord, PersonalRecord, item_records, personal_records};
use mockexam_model::{AnswerKey, Form, FormCode, ItemId, RichText, Section};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::panic::resume_unwind;
use std::thread;

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
    /// Difficulties in per mille that were observed and stood in for authors' estimates, by item.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub observed: BTreeMap<ItemId, u16>,
    /// The sections of all forms; none if the exam is one whole.
    #[serde(default, rename = "section", skip_serializing_if = "Vec::is_empty")]
    pub sections: Vec<Section>,
    /// The forms, where several people have the same one.
    #[serde(default, rename = "form", skip_serializing_if = "Vec::is_empty")]
    pub forms: Vec<FormRecord>,
    /// Forms of single people, which are many and so are told in short.
    #[serde(default, rename = "personal", skip_serializing_if = "Vec::is_empty")]
    pub personal: Vec<PersonalRecord>,
    /// The items that personal forms ask.
    #[serde(default, rename = "item", skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<ItemRecord>,
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
    /// For whom personal forms were drawn: what their randomness hangs on. A form that is not listed hangs on its code.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub owners: BTreeMap<FormCode, String>,
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

    /// Tells the forms of a key, with nothing that is not printed.
    pub(crate) fn record_forms(&mut self, key: &AnswerKey) {
        match self.mode.is_personal() {
            true => (self.personal, self.items) = (personal_records(key), item_records(key)),
            false => self.forms = form_records(key),
        }
    }

    /// Whether the forms of a key print what this record says.
    fn compare_with(&self, key: &AnswerKey) -> Result<(), RecordError> {
        let mut printed = Self { forms: Vec::new(), personal: Vec::new(), items: Vec::new(), ..self.clone() };
        printed.record_forms(key);
        let shared = self.forms.iter().zip(&printed.forms).find(|(form, of_key)| form != of_key);
        let personal = self.personal.iter().zip(&printed.personal).find(|(form, of_key)| form != of_key);
        let differs = shared.map(|(form, _)| &form.code).or(personal.map(|(form, _)| &form.code));
        match differs {
            Some(form) => Err(RecordError::Form { form: form.clone() }),
            None if *self == printed => Ok(()),
            None => Err(RecordError::Mismatch),
        }
    }

    /// The codes of all forms.
    pub fn codes(&self) -> impl Iterator<Item = &FormCode> {
        self.forms.iter().map(|form| &form.code).chain(self.personal.iter().map(|form| &form.code))
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
        // Two long texts, which do not hang on each other.
        let (exam, whole) = thread::scope(|scope| {
            let whole = scope.spawn(|| digest_of_key(&key));
            let exam = hex(public.to_toml().as_bytes());
            (exam, whole.join().unwrap_or_else(|bug| resume_unwind(bug)))
        });
        Self {
            format: FORMAT,
            exam,
            whole,
            scoring: Scoring::Exact,
            owners: BTreeMap::new(),
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
        if public.sections != record.key.sections() {
            return Err(RecordError::Mismatch);
        }
        public.compare_with(&record.key)?;
        Ok(record)
    }
}

/// A key alone, as results keep it.
#[must_use]
pub fn key_to_toml(key: &AnswerKey) -> String {
    toml::to_string(key).unwrap_or_default()
}

/// Reads a key alone. Whoever keeps it must know by other means that nobody edited it.
///
/// # Errors
/// The place and reason why the text is no key.
pub fn key_from_toml(text: &str) -> Result<AnswerKey, toml::de::Error> {
    toml::from_str(text)
}

/// SHA-256 of all that a key says, however it is laid out in its file: cut score, names and orders, too.
fn digest_of_key(key: &AnswerKey) -> String {
    hex(key_to_toml(key).as_bytes())
}

fn digests(key: &AnswerKey) -> BTreeMap<ItemId, String> {
    let stimulus = |id| key.stimuli().iter().find(|stimulus| Some(&stimulus.id) == id);
    key.items()
        .map(|item| (item.id.clone(), digest_of_snapshot(item, stimulus(item.stimulus.as_ref()))))
        .collect()
}

/// The public side of all forms of a key.
fn form_records(key: &AnswerKey) -> Vec<FormRecord> {
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
