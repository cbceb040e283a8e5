//! Questions, cases and lists.

use super::breaks::stacked;
use super::slab::{Glue, Piece, Slab, slabs};
use super::{Column, Setter, Style};
use crate::document::{Align, Keep, List, Marker, Question, Stimulus, TextSize, Tone};
use crate::length::{Length, Point};
use crate::structure::{ElementKind, Numbering};
use mockexam_model::{RichText, part_letter};
use std::sync::Arc;

impl Setter<'_> {
    pub(super) fn question(&mut self, question: &Question, column: Column) -> Vec<Piece> {
        let section = self.add_named(ElementKind::Section, &question.name);
        self.inside(section, |setter| setter.question_parts(question, column))
    }

    fn question_parts(&mut self, question: &Question, column: Column) -> Vec<Piece> {
        self.subject = Some(Arc::clone(&question.item));
        let heading = self.add(ElementKind::Heading);
        let indent = self.template.spacing.number_indent;
        let (stem, rest) = question.body.split_at(question.body.len().min(1));
        let mut body = self.stack(stem, column.indented(indent));
        let stem = body.len();
        body.extend(self.stack(rest, column.indented(indent)));
        if !question.remark.is_empty() {
            let style = self.style(TextSize::Tiny, Tone::Faint).align(Align::Right);
            body.extend(self.text(&RichText::literal(&question.remark), style, column));
        }
        let number = self.template.questions.number.label(&question.number.to_string());
        let style = self.style(TextSize::Body, Tone::Strong).bold();
        if let Some(first) = body.first_mut() {
            self.inside(heading, |setter| setter.label(first, &number, style, column.left, indent));
            first.gap = self.template.spacing.question;
            first.stretch = self.template.spacing.question_stretch;
        }
        let page = self.template.text_area().height;
        let pieces = match question.keep {
            _ if stacked(&body) > page => {
                if question.keep == Keep::Together {
                    keep_choices(&mut body, stem);
                }
                // The number never stands alone with one line of its stem.
                if let Some(first) = body.first_mut() {
                    first.glue = Glue::Firm;
                }
                let beforelast = body.len().checked_sub(2).and_then(|at| body.get_mut(at));
                if let Some(slab) = beforelast.filter(|_| !question.remark.is_empty()) {
                    slab.glue = Glue::Firm;
                }
                body.into_iter().map(Piece::Slab).collect()
            }
            Keep::Together | Keep::Flowing => {
                let mut whole = Slab::stack(body);
                whole.subject = self.subject.clone();
                vec![Piece::Slab(whole.glued(Glue::Free))]
            }
        };
        self.subject = None;
        pieces
    }

    /// Puts a marker at the left of a slab, on the baseline of its first line.
    pub(super) fn label(&mut self, slab: &mut Slab, text: &str, style: Style, left: Length, room: Length) {
        let baseline = slab.baseline.unwrap_or_else(|| style.baseline());
        let (boxes, _) = self.single(text, style, Point::new(left, baseline), room);
        slab.marks.splice(0..0, boxes);
    }

    pub(super) fn list(&mut self, list: &List, column: Column) -> Vec<Piece> {
        let numbering = match list.marker {
            Marker::Bullet => Numbering::Bullets,
            Marker::Number => Numbering::Numbers,
            Marker::Letter => Numbering::Capitals,
            Marker::SmallLetter => Numbering::SmallLetters,
        };
        self.within(ElementKind::List(numbering), |setter| setter.list_entries(list, column))
    }

    fn list_entries(&mut self, list: &List, column: Column) -> Vec<Piece> {
        let spacing = self.template.spacing;
        let style = self.style(TextSize::Body, Tone::Strong);
        let remarks = list.entries.iter().any(|entry| entry.body.len() > 1);
        let mut pieces = Vec::new();
        if list.marker == Marker::Letter
            && let Some(columns) = self.choice_columns(list, column)
        {
            return self.choices_beside(list, columns, column).into_iter().map(Piece::Slab).collect();
        }
        for (index, entry) in list.entries.iter().enumerate() {
            let (marker, style) = match list.marker {
                Marker::Bullet => ("•".to_owned(), style),
                Marker::Number => ((index + 1).to_string(), style),
                Marker::Letter => (self.template.questions.letter.label(&letter(index)), style.bold()),
                Marker::SmallLetter => (part_letter(index), style.bold()),
            };
            let indent = spacing.letter_indent;
            let kind = if entry.body.len() > 1 { ElementKind::ItemBody } else { ElementKind::ItemText };
            let item = self.add(ElementKind::Item);
            let (label, inner) =
                self.inside(item, |setter| (setter.add(ElementKind::Label), setter.add(kind)));
            let mut body: Vec<Slab> = Vec::new();
            for node in &entry.body {
                let first = body.len();
                body.extend(slabs(self.inside(inner, |setter| setter.node(node, column.indented(indent)))));
                // What is said of an entry stands close to it, and on the same page.
                if let Some(slab) = body.get_mut(first).filter(|_| first > 0) {
                    slab.gap = Length::ZERO;
                }
                if let Some(slab) = first.checked_sub(1).and_then(|last| body.get_mut(last)) {
                    slab.glue = Glue::Firm;
                }
            }
            if body.is_empty() {
                body.push(Slab::space(style.leading));
            }
            if let Some(first) = body.first_mut() {
                self.inside(label, |setter| setter.label(first, &marker, style, column.left, indent));
                let apart = index == 0 || remarks;
                first.gap = if apart { spacing.block } else { spacing.choice };
            }
            pieces.extend(body.into_iter().map(Piece::Slab));
        }
        // Points to heed are read together.
        if list.marker == Marker::Bullet {
            let last = pieces.len().saturating_sub(1);
            for piece in pieces.iter_mut().take(last) {
                if let Piece::Slab(slab) = piece
                    && slab.glue == Glue::Free
                {
                    slab.glue = Glue::Preferred;
                }
            }
        }
        pieces
    }

    pub(super) fn stimulus(&mut self, stimulus: &Stimulus, column: Column) -> Slab {
        self.within(ElementKind::Section, |setter| setter.stimulus_parts(stimulus, column))
    }

    fn stimulus_parts(&mut self, stimulus: &Stimulus, column: Column) -> Slab {
        self.subject = Some(Arc::clone(&stimulus.id));
        let inner = column.framed();
        let mut lines = Vec::new();
        if !stimulus.scope.is_empty() {
            let style = self.style(TextSize::Small, Tone::Faint);
            lines.extend(self.text(&RichText::literal(&stimulus.scope), style, inner));
        }
        if !stimulus.title.is_empty() {
            let style = self.style(TextSize::Body, Tone::Strong).bold();
            let heading = self.add_named(ElementKind::Heading, &stimulus.title);
            let text = RichText::literal(&stimulus.title);
            let mut title = self.inside(heading, |setter| setter.text(&text, style, inner));
            if let Some(first) = title.first_mut().filter(|_| !lines.is_empty()) {
                first.gap = Length::points(3);
            }
            lines.extend(title);
        }
        let style = self.style(TextSize::Body, Tone::Strong);
        let mut text = self.text(&stimulus.text, style, inner);
        if let Some(first) = text.first_mut().filter(|_| !lines.is_empty()) {
            first.gap = Length::points(3);
        }
        lines.extend(text);
        let mut frame = self.frame(Slab::stack(lines), column);
        frame.gap = self.template.spacing.question;
        frame.stretch = self.template.spacing.question_stretch;
        self.subject = None;
        frame.glued(Glue::Preferred)
    }
}

/// Lets the stem of a question that fits on no page run on, and keeps its last two lines and all that follows together as far
/// as that fits.
fn keep_choices(body: &mut [Slab], stem: usize) {
    let last = body.len().saturating_sub(1);
    for slab in body.iter_mut().take(last).skip(stem.saturating_sub(2)) {
        if slab.glue == Glue::Free {
            slab.glue = Glue::Preferred;
        }
    }
}

/// A … Z, then AA …; forms hold at most 26 choices, lists of other documents any number.
pub(super) fn letter(index: usize) -> String {
    let own = u8::try_from(index % 26).map_or('?', |n| char::from(b'A' + n));
    if index < 26 { own.to_string() } else { format!("{}{own}", letter(index / 26 - 1)) }
}
