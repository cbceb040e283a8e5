//! Diagnostics for people and for programs.

use crate::sources::Sources;
use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use mockexam_model::{Diagnostic, Label, Place, Severity};
use serde_json::{Value, json};

/// With or without colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Drawing {
    Coloured,
    Plain,
}

/// All diagnostics with excerpts, a blank line behind each.
pub(crate) fn draw_all(sources: &Sources, diagnostics: &[Diagnostic], drawing: Drawing) -> String {
    let renderer = match drawing {
        Drawing::Coloured => Renderer::styled(),
        Drawing::Plain => Renderer::plain(),
    };
    let renderer = renderer.decor_style(DecorStyle::Ascii);
    diagnostics.iter().map(|diagnostic| format!("{}\n\n", draw(sources, diagnostic, &renderer))).collect()
}

fn draw(sources: &Sources, diagnostic: &Diagnostic, renderer: &Renderer) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Info => Level::INFO,
    };
    let mut group = Group::with_title(level.primary_title(visible(&diagnostic.message)).id(diagnostic.code));
    for (index, label) in diagnostic.labels.iter().enumerate() {
        let kind = if index == 0 { AnnotationKind::Primary } else { AnnotationKind::Context };
        let excerpt = match label.place {
            Place::Span(span) => sources.excerpt(&label.file, span.start..span.end),
            Place::File | Place::Cell { .. } => None,
        };
        group = match excerpt {
            Some(excerpt) => {
                let annotation = kind.span(excerpt.span).label(visible(&label.note));
                let snippet = Snippet::source(harmless(excerpt.text)).line_start(excerpt.line);
                group.element(snippet.path(visible(&label.file)).annotation(annotation))
            }
            None => group.element(origin(label)),
        };
    }
    if let Some(help) = &diagnostic.help {
        group = group.element(Level::HELP.message(visible(help)));
    }
    renderer.render(&[group])
}

fn origin(label: &Label) -> Origin<'static> {
    let origin = Origin::path(visible(&label.file));
    match label.place {
        Place::Cell { line, column } => {
            let origin = origin.line(usize::try_from(line).unwrap_or(usize::MAX));
            match column {
                Some(column) => origin.char_column(usize::try_from(column).unwrap_or(usize::MAX)),
                None => origin,
            }
        }
        Place::File | Place::Span(_) => origin,
    }
}

/// Text without control characters but for newlines and tabs: nothing that a file contains may command the terminal.
pub(crate) fn visible(text: &str) -> String {
    let commands = |c: char| c.is_control() && !matches!(c, '\n' | '\t');
    text.chars().map(|c| if commands(c) { '\u{fffd}' } else { c }).collect()
}

/// An excerpt without the control characters that the renderer lets through, as long in bytes as before.
fn harmless(text: &str) -> String {
    text.replace(|c| matches!(c, '\u{80}'..='\u{9f}'), "\u{bf}")
}

/// JSON without the control characters that its writer lets through. They can stand in strings only.
pub(crate) fn escaped(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        if matches!(c, '\u{7f}'..='\u{9f}') {
            out.push_str(&format!("\\u{:04x}", u32::from(c)));
        } else {
            out.push(c);
        }
    }
    out
}

/// A diagnostic for programs, with lines and columns from 1.
pub(crate) fn json_of(sources: &Sources, diagnostic: &Diagnostic) -> Value {
    let labels: Vec<Value> = diagnostic
        .labels
        .iter()
        .map(|label| {
            let (line, column) = match &label.place {
                Place::File => (None, None),
                Place::Cell { line, column } => (Some(*line), column.map(u64::from)),
                Place::Span(span) => match sources.line_column(&label.file, span.start) {
                    Some(place) => (Some(place.line as u64), Some(place.column as u64)),
                    None => (None, None),
                },
            };
            json!({ "file": label.file, "line": line, "column": column, "note": label.note })
        })
        .collect();
    json!({
        "code": diagnostic.code,
        "severity": diagnostic.severity,
        "message": diagnostic.message,
        "labels": labels,
        "help": diagnostic.help,
    })
}
