//! Exams that several tests look at. None of them may change a shared one: they copy it.

use super::place::Place;
use mockexam_assembly::SecretRecord;
use mockexam_model::AnswerKey;
use std::sync::LazyLock;

static DEMO: LazyLock<Place> = LazyLock::new(|| {
    Place::shared("demo", |place| {
        place.ok("demo");
    })
});

static SMALL: LazyLock<Place> = LazyLock::new(|| {
    Place::shared("small", |place| {
        place.ok("new .");
        place.ok("assemble safety-quiz --seed 1 --name quiz");
        place.ok("print exams/quiz");
    })
});

/// A folder in which `demo` was run: two forms of 40 questions, printed, graded, reported.
pub(crate) fn demo() -> &'static Place {
    &DEMO
}

/// A workspace of `new` with a printed exam of six questions in exams/quiz.
pub(crate) fn small() -> &'static Place {
    &SMALL
}

/// The key of an exam.
pub(crate) fn key_of(place: &Place, exam: &str) -> AnswerKey {
    let public = place.text(&format!("{exam}/exam.toml"));
    SecretRecord::read(&place.text(&format!("{exam}/secret/key.toml")), &public).unwrap().key
}

/// The right letters of a form, question by question.
pub(crate) fn letters(key: &AnswerKey, form: usize) -> Vec<char> {
    let letter = |position: usize| (b'A'..=b'Z').map(char::from).nth(position).unwrap();
    key.questions(&key.forms()[form])
        .map(|(question, item)| {
            letter(question.choices.iter().position(|&c| item.choices[usize::from(c)].key).unwrap())
        })
        .collect()
}
