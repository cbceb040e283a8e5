//! Reports as self-contained HTML pages: no script, no resource from elsewhere, every text escaped.

mod candidate;
mod class;
mod engine;
mod explanation;
mod flags;
mod head;
mod items;
pub(crate) mod markup;
mod printed;
mod rulings;
mod study;
mod summary;
#[cfg(test)]
mod tests;
mod uncertainty;
mod words;

pub use class::Links;
pub(crate) use class::{points_as_number, topic_name};
pub use explanation::explanation_page;
pub(crate) use flags::flag_in_words;
pub use study::{MissedItems, missed_items};
pub use words::{ENGLISH_REPORT_WORDS, ReportWords, WordsError};

use crate::error::ReportError;
use crate::reading::responses::Responses;
use crate::reading::scores::{Outcome, Scores};
use crate::reading::{ResultSet, code, responses};
pub(crate) use candidate::{CandidateView, Missed};
use candidate::{PrintedForms, Sheet};
pub(crate) use class::{ClassView, Fact};
use engine::Page;
pub(crate) use head::Head;
pub(crate) use items::{Card, ItemsView};
use minijinja::value::Serde;
use minijinja::{Value, context};
use mockexam_model::{AnswerKey, CandidateId, Diagnostic, Place};
pub(crate) use rulings::RulingsView;
use std::borrow::Cow;
use std::io::Write;
pub(crate) use summary::{SummaryView, TopicRow as SummaryTopic};

/// Writes the report on a class. Holds a line per candidate while it works.
///
/// # Errors
/// [`ReportError::Refused`] when key and results do not belong together, [`ReportError::Write`] when `out` fails.
pub fn class_report(
    set: &ResultSet<'_>,
    key: &AnswerKey,
    words: &ReportWords,
    links: Links,
    out: &mut dyn Write,
) -> Result<(), ReportError> {
    let view = ClassView::new(set, &with_images_inside(key), words, links)?;
    render(Page::Class, words, view, out)
}

/// Writes the report on the questions: each with its statistics, choices and what to look at.
///
/// # Errors
/// As [`class_report`].
pub(crate) fn items_report(
    set: &ResultSet<'_>,
    key: &AnswerKey,
    words: &ReportWords,
    out: &mut dyn Write,
) -> Result<(), ReportError> {
    render(Page::Items, words, ItemsView::new(set, &with_images_inside(key), words)?, out)
}

/// Writes the trainer's summary of one page.
///
/// # Errors
/// As [`class_report`].
pub(crate) fn summary_report(
    set: &ResultSet<'_>,
    key: &AnswerKey,
    words: &ReportWords,
    out: &mut dyn Write,
) -> Result<(), ReportError> {
    render(Page::Summary, words, SummaryView::new(set, &with_images_inside(key), words)?, out)
}

fn render(
    page: Page,
    words: &ReportWords,
    view: impl serde::Serialize,
    out: &mut dyn Write,
) -> Result<(), ReportError> {
    let environment = engine::environment()?;
    let page = environment
        .get_template(page.template())?
        .render(context! { words => Serde(words), view => Serde(view) })?;
    out.write_all(page.as_bytes())?;
    Ok(())
}

/// Writes the statement of rulings: what was decided, why, and whom it concerns. False if the set has no rulings, and nothing
/// is written.
///
/// # Errors
/// As [`class_report`].
pub(crate) fn rulings_report(
    set: &ResultSet<'_>,
    key: &AnswerKey,
    words: &ReportWords,
    out: &mut dyn Write,
) -> Result<bool, ReportError> {
    if !set.has_rulings() {
        return Ok(false);
    }
    render(Page::Rulings, words, RulingsView::new(set, &with_images_inside(key), words)?, out)?;
    Ok(true)
}

/// Makes the report for each graded candidate, one at a time, and hands over its file name and its text. Returns how
/// many there were. Candidates who are absent or withheld have no report.
///
/// # Errors
/// [`ReportError::Refused`] when the set has no responses, when key and results do not belong together, or when
/// scores and responses contradict each other (pages before that candidate have been handed over by then);
/// whatever `take` fails with.
pub fn candidate_reports(
    set: &ResultSet<'_>,
    key: &AnswerKey,
    words: &ReportWords,
    take: &mut dyn FnMut(&str, &str) -> Result<(), ReportError>,
) -> Result<u64, ReportError> {
    let environment = engine::environment()?;
    let template = environment.get_template(Page::Candidate.template())?;
    let words_value = Value::from(Serde(words));
    each_candidate(set, &with_images_inside(key), words, &mut |id, view| {
        let page = template.render(context! { words => words_value.clone(), view => Serde(view) })?;
        take(&set.file_of(id), &page)
    })
}

/// Goes through the graded candidates with what their reports say. Returns how many there were.
///
/// # Errors
/// As [`candidate_reports`].
pub(crate) fn each_candidate(
    set: &ResultSet<'_>,
    key: &AnswerKey,
    words: &ReportWords,
    take: &mut dyn FnMut(&CandidateId, &CandidateView<'_>) -> Result<(), ReportError>,
) -> Result<u64, ReportError> {
    if !set.has_responses() {
        return Err(no_responses().into());
    }
    set.check_key(key).map_err(ReportError::Refused)?;
    let head = Head::new(set, key, words, &words.candidate.kind);
    let forms = PrintedForms::new(key, words);
    let mut scores = Scores::open(set.source)?;
    let mut responses = Responses::open(set.source)?;
    let mut count = 0;
    while let Some(candidate) = scores.next()? {
        let Outcome::Graded(score) = &candidate.outcome else { continue };
        let answered = responses.of(&candidate.id)?;
        let sheet = Sheet::new(&candidate, score, answered, &forms)?;
        let head = match set.granted.get(&candidate.id) {
            Some(granted) => Cow::Owned(head.clone().with_granted("", granted, words)),
            None => Cow::Borrowed(&head),
        };
        let who = (set.shown(&candidate.id), set.name(&candidate));
        take(&candidate.id, &CandidateView::new(head, who, &forms, &sheet, words))?;
        count += 1;
    }
    responses.finish()?;
    Ok(count)
}

/// The key with images inside its texts: a page brings along all that it shows.
fn with_images_inside(key: &AnswerKey) -> AnswerKey {
    let mut key = key.clone();
    let images = std::mem::take(&mut key.images);
    key.rename_images(&|name| {
        let image = images.get(name)?;
        Some(format!("data:{};base64,{}", image.format().media_type(), image.to_base64()))
    });
    key
}

pub(crate) fn no_responses() -> Diagnostic {
    let fact = "the results hold no responses, so there is nothing to tell a candidate about questions";
    Diagnostic::error(code::NO_RESPONSES, fact)
        .at(responses::FILE, Place::File, "")
        .help("grade the exam again without --no-responses")
}
