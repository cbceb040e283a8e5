//! A paper for reviewers: with the key below each question.

use super::key_sheet::right;
use mockexam_model::{AnswerKey, FormKey};
use mockexam_paper::{Document, Language, Node};

/// The paper of a form with the right answer below each question, marked as confidential on every page.
#[must_use]
pub fn draft(key: &AnswerKey, form: &FormKey, mut paper: Document, language: &Language) -> Document {
    let secret = language.key.confidential.as_str();
    let mut answers = key.questions(form).map(|(question, item)| right(question, item, language));
    for node in &mut paper.nodes {
        let Node::Question(question) = node else { continue };
        if let Some((letters, text)) = answers.next() {
            let answer = text.led_by(&letters).led_by(&format!("{}:", language.key.letter.as_str()));
            question.body.push(Node::note(answer));
        }
    }
    paper.metadata.subject = format!("{secret} · {}", paper.metadata.subject);
    paper.header.centre = secret.to_owned();
    paper.footer.centre = secret.to_owned();
    paper
}
