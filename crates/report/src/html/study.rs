//! What each candidate missed, for whoever makes study packs of it.

use super::candidate::{PrintedForms, Sheet};
use super::no_responses;
use super::words::ReportWords;
use crate::error::ReportError;
use crate::reading::ResultSet;
use crate::reading::responses::Responses;
use crate::reading::scores::{Outcome, Scores};
use mockexam_model::{AnswerKey, ItemSnapshot};

/// A graded candidate and the items that did not bring all points.
#[derive(Debug)]
pub struct MissedItems<'a> {
    /// Who it is: the id, or the code that stands for it.
    pub candidate: &'a str,
    /// Name of the roster; empty where there is none, or codes stand for people.
    pub name: &'a str,
    /// Name of a file of theirs: unique in the class, and safe on every file system.
    pub file: String,
    /// The items in the order of their form.
    pub items: Vec<&'a ItemSnapshot>,
}

/// Hands over what each graded candidate missed, one after the other, in the order of the scores.
///
/// # Errors
/// [`ReportError::Refused`] when the set has no responses, when key and results do not belong together, or when scores and
/// responses contradict each other.
pub fn missed_items(
    set: &ResultSet<'_>,
    key: &AnswerKey,
    words: &ReportWords,
    take: &mut dyn FnMut(&MissedItems<'_>),
) -> Result<(), ReportError> {
    if !set.has_responses() {
        return Err(no_responses().into());
    }
    set.check_key(key).map_err(ReportError::Refused)?;
    let forms = PrintedForms::new(key, words);
    let mut scores = Scores::open(set.source)?;
    let mut responses = Responses::open(set.source)?;
    while let Some(candidate) = scores.next()? {
        let Outcome::Graded(score) = &candidate.outcome else { continue };
        let answered = responses.of(&candidate.id)?;
        let sheet = Sheet::new(&candidate, score, answered, &forms)?;
        let questions = sheet.answered.iter().zip(sheet.questions);
        take(&MissedItems {
            candidate: set.shown(&candidate.id),
            name: set.name(&candidate),
            file: set.file_of(&candidate.id).replacen("candidate-", "study-", 1),
            items: questions
                .filter(|(answered, _)| answered.points < answered.maximum)
                .map(|(_, question)| question.item)
                .collect(),
        });
    }
    responses.finish()?;
    Ok(())
}
