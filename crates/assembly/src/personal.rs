//! Personal forms in the public record: thousands of them, so items are told once and a form has one digest.

use crate::digest::{digest_of_question, hex};
use crate::parallel::by_parts;
use mockexam_model::{AnswerKey, FormCode, FormKey, ItemId, QuestionKey};
use serde::{Deserialize, Serialize};

/// An item that personal forms ask.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ItemRecord {
    /// Its id.
    pub id: ItemId,
    /// Its revision.
    pub rev: u32,
}

/// A personal form in the public record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PersonalRecord {
    /// Its code.
    pub code: FormCode,
    /// SHA-256 over the digests of its questions in printed order, each in lower-case hexadecimal and with a line break
    /// behind it. The digest of a question is that of a shared form: it covers what is printed.
    pub digest: String,
    /// Its items in printed order.
    pub items: Vec<ItemId>,
}

/// The items of a key.
pub(crate) fn item_records(key: &AnswerKey) -> Vec<ItemRecord> {
    key.items().map(|item| ItemRecord { id: item.id.clone(), rev: item.rev }).collect()
}

/// The public side of the personal forms of a key.
pub(crate) fn personal_records(key: &AnswerKey) -> Vec<PersonalRecord> {
    by_parts(key.forms(), |forms| records_of(key, forms))
}

#[expect(
    clippy::disallowed_types,
    reason = "digests are looked up; nothing goes through them in their order"
)]
fn records_of(key: &AnswerKey, forms: &[FormKey]) -> Vec<PersonalRecord> {
    // An item has few arrangements and thousands of forms.
    let mut digests = std::collections::HashMap::<&QuestionKey, String>::new();
    let mut records = Vec::with_capacity(forms.len());
    for form in forms {
        let mut text = String::with_capacity(form.questions.len() * 65);
        for question in &form.questions {
            text.push_str(digests.entry(question).or_insert_with(|| digest_of(key, form, question)));
            text.push('\n');
        }
        let items = form.questions.iter().map(|question| question.item.clone()).collect();
        records.push(PersonalRecord { code: form.code.clone(), digest: hex(text.as_bytes()), items });
    }
    records
}

/// The digest of one question as it stands on a form.
fn digest_of(key: &AnswerKey, form: &FormKey, question: &QuestionKey) -> String {
    let alone = key.form(&FormKey { code: form.code.clone(), questions: vec![question.clone()] });
    let case = |id| alone.stimuli.iter().find(|stimulus| Some(&stimulus.id) == id);
    alone.questions.iter().map(|asked| digest_of_question(asked, case(asked.stimulus.as_ref()))).collect()
}
