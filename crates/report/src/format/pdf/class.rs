//! The class on paper.

use super::super::Job;
use super::page;
use crate::error::ReportError;
use crate::html::{ClassView, Links};
use mockexam_paper::{Align, Document};

/// The report on the class.
pub(super) fn document(job: &Job<'_>) -> Result<Document, ReportError> {
    let words = job.words;
    let class = &words.class;
    let view = ClassView::new(job.set, job.key, words, Links::None)?;
    let mut document = page::document(&view.head, words);
    let nodes = &mut document.nodes;
    nodes.extend(page::opening(&view.head, &view.head.title, &view.head.kind, words));
    nodes.push(page::note(&view.lead));
    if view.head.provisional {
        nodes.push(page::led(&words.banner.provisional, &words.banner.provisional_class));
    }
    nodes.extend(page::facts(&view.facts));
    nodes.extend(view.caution.iter().map(|text| page::note(text)));
    nodes.push(page::heading(&class.scores));
    if view.distribution.rows.is_empty() {
        nodes.push(page::paragraph(&class.chart_empty));
    }
    nodes.extend(view.distribution.sides.iter().map(|side| page::note(side)));
    let rows = view.distribution.rows.iter();
    let rows = rows.map(|(score, count)| vec![score.clone(), count.to_string()]);
    let widths = [(5, Align::Left), (3, Align::Right)];
    nodes.extend(page::table(&widths, &[&class.score, &class.count], rows));
    let topics = std::iter::once((&class.topics, &class.topic, &view.topics));
    let sections = (!view.sections.is_empty()).then_some((&class.sections, &class.section, &view.sections));
    for (heading, name, of) in topics.chain(sections) {
        nodes.push(page::heading(heading));
        let rows =
            of.iter().map(|group| vec![group.name.clone(), group.questions.to_string(), group.share.clone()]);
        let widths = [(12, Align::Left), (4, Align::Right), (4, Align::Right)];
        nodes.extend(page::table(&widths, &[name, &class.questions, &class.share], rows));
    }
    nodes.push(page::heading(&class.candidates));
    let rows = view.roll.iter().map(|entry| {
        vec![
            entry.candidate.clone(),
            entry.name.clone(),
            entry.form.clone(),
            entry.points.clone(),
            entry.percent.clone(),
            entry.result.clone(),
        ]
    });
    let widths = [
        (5, Align::Left),
        (9, Align::Left),
        (3, Align::Left),
        (3, Align::Right),
        (3, Align::Right),
        (5, Align::Left),
    ];
    let head =
        [&class.candidate, &class.name, &class.form, &class.score, &class.percent, class.result.as_str()];
    nodes.extend(page::table(&widths, &head, rows));
    nodes.push(page::heading(&class.all_figures));
    let rows = view.figures.iter();
    let rows = rows.map(|(name, value, interval)| vec![name.clone(), value.clone(), interval.clone()]);
    let widths = [(10, Align::Left), (4, Align::Right), (7, Align::Right)];
    nodes.extend(page::table(&widths, &[], rows));
    nodes.extend(page::closing(&view.head));
    Ok(document)
}
