//! The summary and the rulings on paper.

use super::super::Job;
use super::page;
use crate::error::ReportError;
use crate::html::{ReportWords, RulingsView, SummaryTopic as TopicRow, SummaryView};
use mockexam_paper::{Align, Document, Node};

/// The trainer's summary.
pub(super) fn document(job: &Job<'_>) -> Result<Document, ReportError> {
    let words = job.words;
    let view = SummaryView::new(job.set, job.key, words)?;
    let mut document = page::document(&view.head, words);
    let nodes = &mut document.nodes;
    nodes.extend(page::opening(&view.head, &view.head.title, &view.head.kind, words));
    nodes.push(page::note(&view.lead));
    nodes.extend(page::facts(&view.facts));
    nodes.extend(view.sentences.iter().map(|sentence| page::paragraph(sentence)));
    nodes.push(page::heading(&words.items.flagged));
    nodes.extend(view.unflagged.iter().map(|text| page::paragraph(text)));
    nodes.extend(view.flagged.iter().map(|(label, remark)| page::led(label, remark)));
    nodes.extend(view.more.iter().map(|text| page::note(text)));
    nodes.push(page::heading(&words.class.topics));
    if view.topics.is_empty() {
        nodes.push(page::paragraph(&words.class.chart_empty));
    }
    // Two columns of topics, so that all of it fits on a page.
    let half = view.topics.len().div_ceil(2);
    let (left, right) = view.topics.split_at(half);
    let cells = |topic: &TopicRow| {
        let share = match topic.interval.as_str() {
            "" => topic.share.clone(),
            interval => format!("{} ({interval})", topic.share),
        };
        [topic.name.clone(), share]
    };
    let rows = left.iter().enumerate().map(|(index, topic)| {
        cells(topic).into_iter().chain(right.get(index).map(cells).into_iter().flatten()).collect()
    });
    let widths = [(8, Align::Left), (5, Align::Right), (8, Align::Left), (5, Align::Right)];
    let share = words.class.share.as_str();
    nodes.extend(page::table(&widths, &[&words.class.topic, share, &words.class.topic, share], rows));
    if view.forms.len() > 1 {
        nodes.extend(forms(&view, words));
    }
    nodes.extend(page::closing(&view.head));
    Ok(document)
}

/// The forms beside each other.
fn forms(view: &SummaryView, words: &ReportWords) -> Vec<Node> {
    let mut nodes = vec![page::heading(&words.summary.forms)];
    let rows = view.forms.iter().map(|form| {
        let n = form.n.to_string();
        vec![
            form.form.clone(),
            n,
            form.mean.clone(),
            form.sd.clone(),
            form.alpha.clone(),
            form.cut.clone(),
            form.difference.clone(),
        ]
    });
    let narrow = (3, Align::Right);
    let wide = (4, Align::Right);
    let widths = [(4, Align::Left), (2, Align::Right), narrow, wide, wide, narrow, (6, Align::Right)];
    let own = &words.summary;
    let class = &words.class;
    let head = [&class.form, "n", &class.mean, &class.sd, &class.reliability, &own.cut, &own.difference];
    nodes.extend(page::table(&widths, &head, rows));
    if view.is_equated {
        let equated = view.forms.iter().filter(|form| !form.equated.is_empty());
        let told: Vec<String> = equated.map(|form| format!("{} {}", form.form, form.equated)).collect();
        nodes.push(page::led(&format!("{}:", words.summary.equated), &told.join("; ")));
    }
    nodes.extend(view.form_text.iter().map(|text| page::note(text)));
    nodes
}

/// The statement of rulings.
pub(super) fn rulings(job: &Job<'_>) -> Result<Document, ReportError> {
    let words = job.words;
    let view = RulingsView::new(job.set, job.key, words)?;
    let mut document = page::document(&view.head, words);
    let nodes = &mut document.nodes;
    nodes.extend(page::opening(&view.head, &view.head.title, &view.head.kind, words));
    nodes.push(page::paragraph(&words.rulings.lead));
    nodes.push(page::note(&view.lead));
    for entry in &view.entries {
        nodes.push(page::heading(&format!("{} · {}", entry.title, entry.state)));
        let place = [&entry.date, &entry.questions, &entry.item].map(String::as_str);
        let place: Vec<&str> = place.into_iter().filter(|text| !text.is_empty()).collect();
        nodes.push(page::note(&place.join(" · ")));
        let (stem, answers) = &entry.texts;
        if !stem.is_empty() {
            nodes.push(Node::paragraph(stem.clone()));
        }
        match answers.as_slice() {
            [] if entry.decision.is_empty() => {}
            [] => nodes.push(page::led(&entry.decision, "")),
            answers => {
                nodes.push(page::led(&format!("{}:", entry.decision), ""));
                nodes.extend(answers.iter().map(|answer| Node::paragraph(answer.clone())));
            }
        }
        if !entry.reason.is_empty() {
            nodes.push(page::led(&format!("{}:", words.rulings.reason), &entry.reason));
        }
        nodes.extend(entry.effect.iter().map(|effect| page::note(effect)));
    }
    Ok(document)
}
