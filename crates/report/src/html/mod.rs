//! Reports as self-contained HTML pages: no script, no resource from elsewhere, every text escaped.

mod candidate;
mod class;
mod engine;
mod explanation;
mod head;
pub(crate) mod markup;
mod printed;
mod rulings;
#[cfg(test)]
mod tests;
mod uncertainty;
mod words;

pub use class::Links;
pub use explanation::explanation_page;
pub use words::{ENGLISH_REPORT_WORDS, ReportWords};

use crate::error::ReportError;
use crate::reading::responses::Responses;
use crate::reading::scores::{Outcome, Scores};
use crate::reading::{ResultSet, code, responses};
use candidate::{CandidateView, PrintedForms, Sheet};
use class::ClassView;
use engine::Page;
use head::Head;
use minijinja::value::Serde;
use minijinja::{Value, context};
use mockexam_model::{AnswerKey, Diagnostic, Place};
use rulings::RulingsView;
use std::borrow::Cow;
use std::io::{self, Write};

/// The file name of the report on a class.
pub const CLASS_REPORT: &str = "class.html";

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
    let environment = engine::environment()?;
    let page = environment
        .get_template(Page::Class.template())?
        .render(context! { words => Serde(words), view => Serde(view) })?;
    out.write_all(page.as_bytes())?;
    Ok(())
}

/// The file name of the statement of rulings.
pub const RULINGS_REPORT: &str = "rulings.html";

/// Writes the statement of rulings: what was decided, why, and whom it concerns. False if the set has no rulings, and nothing
/// is written.
///
/// # Errors
/// As [`class_report`].
pub fn rulings_report(
    set: &ResultSet<'_>,
    key: &AnswerKey,
    words: &ReportWords,
    out: &mut dyn Write,
) -> Result<bool, ReportError> {
    if !set.has_rulings() {
        return Ok(false);
    }
    let view = RulingsView::new(set, &with_images_inside(key), words)?;
    let environment = engine::environment()?;
    let page = environment
        .get_template(Page::Rulings.template())?
        .render(context! { words => Serde(words), view => Serde(view) })?;
    out.write_all(page.as_bytes())?;
    Ok(true)
}

/// Makes the report for each graded candidate, one at a time, and hands over its file name and its text. Returns how
/// many there were. Candidates who are absent or withheld have no report.
///
/// # Errors
/// [`ReportError::Refused`] when the set has no responses, when key and results do not belong together, or when
/// scores and responses contradict each other (pages before that candidate have been handed over by then);
/// [`ReportError::Write`] when `take` fails.
pub fn candidate_reports(
    set: &ResultSet<'_>,
    key: &AnswerKey,
    words: &ReportWords,
    take: &mut dyn FnMut(&str, &str) -> io::Result<()>,
) -> Result<u64, ReportError> {
    if !set.has_responses() {
        return Err(no_responses().into());
    }
    set.check_key(key).map_err(ReportError::Refused)?;
    let environment = engine::environment()?;
    let template = environment.get_template(Page::Candidate.template())?;
    let head = Head::new(set, key, words, &words.candidate.kind);
    let key = with_images_inside(key);
    let forms = PrintedForms::new(&key, words);
    let words_value = Value::from(Serde(words));
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
        let view = CandidateView::new(head, &forms, &sheet, words);
        let page = template.render(context! { words => words_value.clone(), view => Serde(view) })?;
        take(&set.names.of(&candidate.id), &page)?;
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

fn no_responses() -> Diagnostic {
    let fact = "the results hold no responses, so there is nothing to tell a candidate about questions";
    Diagnostic::error(code::NO_RESPONSES, fact)
        .at(responses::FILE, Place::File, "")
        .help("grade the exam again without --no-responses")
}
