//! The questions on paper.

use super::super::Job;
use super::page;
use crate::error::ReportError;
use crate::html::{Card, ItemsView, ReportWords};
use mockexam_model::RichText;
use mockexam_paper::{Align, Cells, Document, Keep, Node, Question, Table, TableColumn, TextSize};

/// The report on the questions.
pub(super) fn document(job: &Job<'_>) -> Result<Document, ReportError> {
    let words = job.words;
    let view = ItemsView::new(job.set, job.key, words)?;
    let mut document = page::document(&view.head, words);
    let nodes = &mut document.nodes;
    nodes.extend(page::opening(&view.head, &view.head.title, &view.head.kind, words));
    nodes.push(page::note(&view.lead));
    nodes.extend(view.caution.iter().map(|text| page::paragraph(text)));
    if !view.flagged.is_empty() {
        nodes.push(page::heading(&words.items.flagged));
        let remarks = view.flagged.iter().map(|question| (&question.label, question.remarks.join(" ")));
        nodes.extend(remarks.map(|(label, remarks)| page::led(label, &remarks)));
    }
    nodes.push(page::heading(&words.items.overview));
    nodes.extend(overview(&view, words));
    for topic in &view.topics {
        nodes.push(page::heading(&topic.name));
        nodes.extend(topic.cards.iter().map(|card| question(card, words)));
    }
    nodes.extend(page::closing(&view.head));
    Ok(document)
}

fn overview(view: &ItemsView, words: &ReportWords) -> Option<Node> {
    let with = |value: &str, interval: &str| match interval {
        "" => value.to_owned(),
        interval => format!("{value} ({interval})"),
    };
    let rows = view.overview.iter().map(|row| {
        vec![
            row.place.to_string(),
            row.label.clone(),
            row.n.to_string(),
            with(&row.facility, &row.facility_interval),
            with(&row.discrimination, &row.discrimination_interval),
            row.estimate.clone(),
            row.flags.join(", "),
        ]
    });
    let widths = [
        (2, Align::Right),
        (5, Align::Left),
        (2, Align::Right),
        (6, Align::Right),
        (7, Align::Right),
        (3, Align::Right),
        (6, Align::Left),
    ];
    let (own, class) = (&words.items, &words.class);
    let head = ["#", &own.question, "n", &class.facility, &class.discrimination, &own.estimate, &own.remarks];
    page::table(&widths, &head, rows)
}

fn question(card: &Card, words: &ReportWords) -> Node {
    let (question, detail) = (&card.question, &card.detail);
    let mut body = vec![Node::paragraph(question.printed.stem_text.clone())];
    let statements = question.printed.statement_texts.iter().zip(1..);
    body.extend(statements.map(|(text, number)| Node::paragraph(text.led_by(&format!("{number}")))));
    if let Some(answer) = &question.printed.answer_text {
        body.push(Node::paragraph(answer.led_by(&format!("{}:", words.class.right_answer))));
    }
    let rows = question.printed.rows.iter();
    body.extend(rows.map(|row| {
        let text = RichText::joined([row.text_text.clone(), row.right_text.clone()], " → ");
        Node::paragraph(text.led_by(&row.label))
    }));
    body.extend(detail.remarks.iter().map(|remark| page::paragraph(remark)));
    if question.printed.rows.is_empty() && !detail.choices.is_empty() {
        body.push(choices(card, words));
    }
    let figures = detail.figures.iter().map(|(label, value, remark)| match remark.as_str() {
        "" => format!("{label} {value}"),
        remark => format!("{label} {value} ({remark})"),
    });
    body.push(page::note(&figures.collect::<Vec<_>>().join(" · ")));
    Node::Question(Question {
        item: question.id.as_str().into(),
        number: u16::try_from(question.place).unwrap_or(u16::MAX),
        name: question.labels.join(" · "),
        body,
        remark: format!("{} · {}", question.labels.join(" · "), question.item),
        keep: Keep::Together,
    })
}

/// Choices with counts and shares, the key in bold.
fn choices(card: &Card, words: &ReportWords) -> Node {
    let (own, class) = (&words.items, &words.class);
    let plain = |text: &str| RichText::literal(text);
    let rows = card.detail.choices.iter().zip(&card.question.printed.choices).map(|(choice, printed)| {
        let letters: String = choice.letters.iter().take(1).collect();
        let text = match choice.key {
            true => printed.rich.led_by(&format!("{}:", class.key)),
            false => printed.rich.clone(),
        };
        let figures =
            [&choice.share, &choice.thirds.join(" · "), &choice.r_rest].map(|text| RichText::literal(text));
        [plain(&letters), text, plain(&choice.count.to_string())].into_iter().chain(figures).collect()
    });
    let column = |share, align, cells| TableColumn { share, align, cells };
    let right = |share| column(share, Align::Right, Cells::Values);
    Node::Table(Table {
        columns: vec![
            column(1, Align::Left, Cells::Names),
            column(16, Align::Left, Cells::Values),
            right(3),
            right(3),
            right(6),
            right(3),
        ],
        head: ["", &class.choice, "n", &own.share, &own.thirds_short, &own.r_rest].map(plain).into(),
        rows: rows.collect(),
        size: TextSize::Tiny,
    })
}
