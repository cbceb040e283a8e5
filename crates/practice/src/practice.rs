//! A practice exam: what it is made of, and which exams it cannot run.

use crate::study::Card;
use crate::{key, page, paper, tree};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use mockexam_model::{AnswerKey, ImageFile, Images, ItemSnapshot, RichText, TopicName};
use serde_json::{Map, Value, json};

/// What a page says besides the questions.
#[derive(Debug, Clone)]
pub struct Practice<'a> {
    /// The exam, of which the first form is shown.
    pub key: &'a AnswerKey,
    /// Line below the title; may be empty.
    pub subtitle: &'a str,
    /// Language of the questions, as in `en`.
    pub language: &'a str,
    /// Notice of the bank.
    pub notice: &'a RichText,
    /// Instructions of the blueprint.
    pub instructions: &'a [RichText],
    /// Time of the exam.
    pub minutes: u16,
    /// What is proposed to whoever opens the page.
    pub mode: Mode,
    /// How many questions are shown at once at first.
    pub view: View,
    /// What tells this exam from others in the memory of a browser.
    pub identity: &'a str,
    /// What else stands on the page, for somebody who has missed something. Nothing is handed in then.
    pub study: Option<StudyPart<'a>>,
}

/// What somebody missed in an exam, and cards on it.
#[derive(Debug, Clone)]
pub struct StudyPart<'a> {
    /// Name or id of whom it is for.
    pub learner: &'a str,
    /// The items that did not bring all points.
    pub missed: &'a [ItemSnapshot],
    /// Names of their topics.
    pub topics: &'a [TopicName],
    /// Cards on their concepts.
    pub cards: Vec<&'a Card>,
    /// Images of their texts.
    pub images: &'a Images,
}

/// How a practice exam is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// Against the clock, with answers at the end.
    Exam,
    /// Without a clock, with an answer at each question.
    Quiz,
}

/// How many questions are shown at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum View {
    /// One.
    One,
    /// All of them.
    All,
}

/// Why a page cannot be made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoPractice {
    /// Points that do not simply add up.
    #[error("the scoring has parts with rules of their own, which a page does not reckon")]
    Parts,
    /// No form.
    #[error("the exam has no form")]
    NoForm,
    /// The words of the page are broken.
    #[error("the words of the page cannot be read: {0}")]
    Words(String),
}

/// The page.
///
/// # Errors
/// [`NoPractice`] for exams whose result a page would not reckon as the grader does.
pub fn practice_page(practice: &Practice<'_>) -> Result<String, NoPractice> {
    let key = practice.key;
    let form = key.forms().first().ok_or(NoPractice::NoForm)?;
    if !key.scheme().parts.is_empty() || key.scheme().best_parts.is_some() {
        return Err(NoPractice::Parts);
    }
    let mut shown = paper::paper(key, form);
    let standard = key.standard(form);
    let bands = standard.grades.iter().map(|(grade, from)| json!([grade, from.units()]));
    let more = json!({
        "title": key.title,
        "subtitle": practice.subtitle,
        "code": key.code,
        "identity": practice.identity,
        "language": practice.language,
        "notice": tree::text(practice.notice),
        "instructions": practice.instructions.iter().map(tree::text).collect::<Value>(),
        "minutes": practice.minutes,
        "mode": match practice.mode { Mode::Exam => "exam", Mode::Quiz => "quiz" },
        "view": match practice.view { View::One => "one", View::All => "all" },
        "maximum": standard.maximum.units(),
        "cut": standard.cut_score.map(|cut| cut.units()),
        "floor": key.scheme().floor.map(|floor| floor.units()),
        "grades": bands.collect::<Value>(),
        "unit": mockexam_model::Points::units_per_point(),
        "images": images(key.images.iter().chain(practice.study.iter().flat_map(|study| study.images))),
        "study": practice.study.as_ref().map(studied),
    });
    if let Value::Object(more) = more {
        shown.extend(more);
    }
    Ok(page::page(&page::Parts {
        title: &key.title,
        language: practice.language,
        data: &Value::Object(shown),
        words: &page::words()?,
        secret: &key::key(key, form).to_string(),
        program: &page::PROGRAM,
    }))
}

/// What was missed, by topic in their order, and the cards.
fn studied(study: &StudyPart<'_>) -> Value {
    let item = |item: &&ItemSnapshot| json!({ "stem": tree::text(&item.stem), "explanation": tree::text(&item.explanation) });
    let topic = |topic: &TopicName| {
        let items: Vec<&ItemSnapshot> = study.missed.iter().filter(|item| item.topic == topic.id).collect();
        (!items.is_empty())
            .then(|| json!({ "topic": topic.name, "items": items.iter().map(item).collect::<Value>() }))
    };
    let card = |card: &&Card| json!({ "front": tree::text(&card.front), "back": tree::text(&card.back), "core": card.core });
    json!({
        "learner": study.learner,
        "missed": study.topics.iter().filter_map(topic).collect::<Value>(),
        "cards": study.cards.iter().map(card).collect::<Value>(),
    })
}

/// Images as addresses that hold them.
fn images<'k>(images: impl Iterator<Item = (&'k String, &'k ImageFile)>) -> Value {
    let image = |(name, file): (&String, &ImageFile)| {
        let address = format!("data:{};base64,{}", file.format().media_type(), STANDARD.encode(file.bytes()));
        (name.clone(), json!(address))
    };
    Value::Object(images.map(image).collect::<Map<_, _>>())
}
