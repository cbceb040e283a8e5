//! Which question a ruling is about.

use super::file::{Faults, Written};
use crate::shown::{listed, shown};
use mockexam_model::{AnswerKey, FormCode, FormKey, ItemId, ItemSnapshot, QuestionKey};
use std::ops::Range;

/// The question of a ruling.
pub(super) struct Target<'k> {
    pub(super) item: &'k ItemSnapshot,
    /// The question of a form, where the ruling names it so: then answers are printed letters.
    pub(super) printed: Option<(&'k FormKey, &'k QuestionKey)>,
}

/// The question that a ruling names, or faults. `whole` is the place of the ruling.
pub(super) fn find<'k>(
    written: &Written,
    whole: Range<usize>,
    key: &'k AnswerKey,
    faults: &mut Faults<'_>,
) -> Option<Target<'k>> {
    const HELP: &str = "write item = \"…\", or form = \"…\" and question = …";
    match (&written.item, &written.form, &written.question) {
        (Some(item), None, None) => {
            let found = ItemId::new(item.get_ref()).ok().and_then(|id| key.drawn_item(&id));
            if found.is_none() {
                let fact = format!("the exam does not ask item {}", shown(item.get_ref()));
                faults.add("G51", item.span(), fact, similar(item.get_ref(), key));
            }
            found.map(|item| Target { item, printed: None })
        }
        (None, Some(form), Some(question)) => {
            let code = FormCode::new(&form.get_ref().trim().to_uppercase()).ok();
            let Some(found) = key.forms().iter().find(|known| Some(&known.code) == code.as_ref()) else {
                let fact = format!("the exam has no form {}", shown(form.get_ref()));
                let forms = listed(key.forms().iter().take(12).map(|form| &form.code));
                faults.add("G51", form.span(), fact, format!("forms of the exam are {forms}"));
                return None;
            };
            let number = *question.get_ref();
            let index = usize::from(number).checked_sub(1);
            let Some(asked) = index.and_then(|index| found.questions.get(index)) else {
                let fact = format!("form {} has no question {number}", found.code);
                let help = format!("its questions are 1 to {}", found.questions.len());
                faults.add("G51", question.span(), fact, help);
                return None;
            };
            let item = key.drawn_question(found, &asked.item)?;
            Some(Target { item, printed: Some((found, asked)) })
        }
        (Some(item), ..) => {
            faults.add("G51", item.span(), "the ruling names a question both by item and by form", HELP);
            None
        }
        _ => {
            let at = written.form.as_ref().map(toml::Spanned::span);
            let at = at.or_else(|| written.question.as_ref().map(toml::Spanned::span)).unwrap_or(whole);
            faults.add("G51", at, "the ruling names no question", HELP);
            None
        }
    }
}

/// Ids that may have been meant.
fn similar(written: &str, key: &AnswerKey) -> String {
    let folded = |text: &str| -> String {
        text.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect()
    };
    let near: Vec<&ItemId> =
        key.items().map(|item| &item.id).filter(|id| folded(id.as_str()) == folded(written)).collect();
    match near.as_slice() {
        [] => "reports and answer keys name the item of each question".to_owned(),
        near => format!("did you mean {}?", listed(near.iter())),
    }
}
