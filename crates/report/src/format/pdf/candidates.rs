//! The reports for candidates, one behind the other, each on pages of its own.

use super::super::{Job, Shelf};
use super::page;
use crate::error::ReportError;
use crate::html::{CandidateView, Head, Missed, ReportWords, each_candidate};
use mockexam_model::RichText;
use mockexam_paper::{Align, Document, Entry, Keep, List, Marker, Node, Question, Stimulus};

/// Writes all reports for candidates into one file.
pub(super) fn write(job: &Job<'_>, shelf: &mut dyn Shelf) -> Result<(), ReportError> {
    let words = job.words;
    let head = Head::new(job.set, job.key, words, &words.candidate.kind);
    let metadata = page::document(&head, words).metadata;
    shelf.put("candidates.pdf", &mut |out| {
        job.press.bind(metadata.clone(), out, &mut |take| {
            let mut waiting: Vec<(String, Document)> = Vec::new();
            let count = each_candidate(job.set, job.key, words, &mut |_, view| {
                let (name, document) = report(view, job);
                if job.set.is_pseudonymous() {
                    // The order of a file or a roster would tell who is who.
                    waiting.push((name, document));
                    return Ok(());
                }
                take(&name, document)
            })?;
            waiting.sort_by(|(one, _), (other, _)| one.cmp(other));
            waiting.into_iter().try_for_each(|(name, document)| take(&name, document))?;
            if count == 0 {
                let mut document = page::document(&head, words);
                document.nodes.push(page::paragraph(&words.class.chart_empty));
                take(&words.candidate.kind, document)?;
            }
            Ok(())
        })
    })
}

/// The report for a candidate, with the candidate on every page of it.
fn report(view: &CandidateView<'_>, job: &Job<'_>) -> (String, Document) {
    let mut document = page::document(&view.head, job.words);
    let name = if view.name.is_empty() { &view.candidate } else { &view.name };
    document.header.right = format!("{} · {name}", view.head.kind);
    candidate(view, job.words, &mut document.nodes);
    document.images.clone_from(&job.key.images);
    (name.clone(), document)
}

fn candidate(view: &CandidateView<'_>, words: &ReportWords, nodes: &mut Vec<Node>) {
    let own = &words.candidate;
    let (title, who) = match view.name.as_str() {
        "" => (view.candidate.as_str(), String::new()),
        name => (name, format!("{} · ", view.candidate)),
    };
    let subtitle = format!("{who}{} · {}", view.form, view.head.title);
    nodes.extend(page::opening(&view.head, title, &subtitle, words));
    if view.head.provisional {
        nodes.push(page::led(&words.banner.provisional, &words.banner.provisional_candidate));
    }
    let score = format!("{} {} ({})", view.points, view.of_maximum, view.percent);
    match &view.verdict {
        Some(verdict) => {
            let text = RichText::literal(&format!("{score} · {}", verdict.distance));
            nodes.push(Node::Notice(text.led_by(&format!("{}:", verdict.word))));
        }
        None => nodes.push(Node::Notice(RichText::literal(&format!("{score} · {}", own.no_cut)))),
    }
    nodes.extend(view.grade.iter().map(|grade| page::led(grade, "")));
    nodes.extend(view.uncertainty.iter().map(|text| page::note(text)));
    let widths = [(12, Align::Left), (5, Align::Right), (5, Align::Left)];
    if !view.parts.is_empty() {
        nodes.push(page::heading(&own.parts));
        let rows = view.parts.iter().map(|part| {
            let word = if part.reached { &words.class.pass } else { &words.class.fail };
            let cut = if part.cut.is_empty() { String::new() } else { format!("{} · {word}", part.cut) };
            vec![part.title.clone(), part.points.clone(), cut]
        });
        nodes.extend(page::table(&widths, &[], rows));
    }
    nodes.push(page::heading(&own.topics));
    let rows =
        view.topics.iter().map(|topic| vec![topic.name.clone(), topic.points.clone(), topic.gain.clone()]);
    nodes.extend(page::table(&widths, &[], rows));
    nodes.push(match &view.revise {
        Some(revise) => page::led(&format!("{}:", own.revise), revise),
        None => page::paragraph(&own.all_right),
    });
    if !view.missed.is_empty() {
        nodes.push(page::heading(&own.missed));
        nodes.push(page::note(&view.missed_text));
        for missed in &view.missed {
            nodes.extend(question(missed, words));
        }
    }
    nodes.extend(page::closing(&view.head));
}

/// A missed question: the case above it, then the question with what was marked and why.
fn question(missed: &Missed, words: &ReportWords) -> Vec<Node> {
    let own = &words.candidate;
    let printed = &missed.printed;
    let mut nodes = Vec::new();
    if let Some(case) = &missed.case {
        nodes.push(Node::Stimulus(Stimulus {
            id: printed.item.as_str().into(),
            scope: String::new(),
            title: case.title.clone(),
            text: case.rich.clone(),
        }));
    }
    let mut body: Vec<Node> = missed.case_above.iter().map(|text| page::note(text)).collect();
    body.push(Node::paragraph(printed.stem_text.clone()));
    let entries = |texts: Vec<RichText>| texts.into_iter().map(Entry::from).collect();
    if !printed.statement_texts.is_empty() {
        let entries = entries(printed.statement_texts.clone());
        body.push(Node::List(List { marker: Marker::Number, entries }));
    }
    if !printed.rows.is_empty() {
        body.extend(printed.rows.iter().zip(&missed.rows).map(|(row, given)| {
            let yours = RichText::literal(&given.text).led_by(&format!("{}:", own.yours));
            let right = row.right_text.led_by(&format!("{}:", own.right));
            let text = RichText::joined([row.text_text.clone(), yours, right], " · ");
            Node::paragraph(text.led_by(&row.label))
        }));
    } else if !printed.choices.is_empty() {
        let texts = printed.choices.iter().zip(&missed.marked).map(|(choice, &marked)| {
            let yours = if missed.state == "chosen" { &own.yours } else { &own.marked };
            let words = [(marked, yours), (choice.right, &own.right)];
            let tags: Vec<&str> =
                words.into_iter().filter(|(is, _)| *is).map(|(_, word)| word.as_str()).collect();
            if tags.is_empty() {
                choice.rich.clone()
            } else {
                choice.rich.led_by(&format!("{}:", tags.join(", ")))
            }
        });
        body.push(Node::List(List { marker: Marker::Letter, entries: entries(texts.collect()) }));
    }
    body.push(page::note(&missed.response));
    if let Some(answer) = &printed.answer_text {
        let label = if printed.rows.is_empty() { &own.right_answer } else { &own.model_answer };
        body.push(Node::paragraph(answer.led_by(&format!("{label}:"))));
    }
    let reasons = missed.reasons.iter();
    body.extend(reasons.map(|reason| Node::paragraph(reason.rich.led_by(&format!("{}:", reason.label)))));
    nodes.push(Node::Question(Question {
        item: printed.item.as_str().into(),
        number: printed.number,
        // The list of contents names candidates, not what they missed.
        name: String::new(),
        body,
        remark: format!("{} · {}", missed.topic, printed.item),
        keep: Keep::Flowing,
    }));
    nodes
}
