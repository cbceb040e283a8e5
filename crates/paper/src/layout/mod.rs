//! From a document to pages: measure, wrap, keep together, place.

mod breaks;
mod cover;
mod furniture;
mod image;
mod line;
mod node;
mod pages;
mod plate;
mod question;
mod slab;
mod table;
mod text;

use crate::document::{Align, Document, Node, TextSize, Tone};
use crate::error::Problem;
use crate::font::{Face, FontBook};
use crate::length::Length;
use crate::page::{Ink, Mark, Paper, Placed, Role, Tag};
use crate::template::Template;
use mockexam_model::Images;
use slab::Piece;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Sets a document: places every glyph and line on pages.
///
/// Questions that are to be kept together are never split; a case or heading stands on the page of what
/// follows it (a case that does not fit on one page with its first question is set on the page before). Questions are
/// spread evenly over as few pages as can hold them.
///
/// # Errors
/// All [`Problem`]s of the document: characters without a glyph, and parts that are higher than a page.
pub fn layout(document: &Document, template: &Template, fonts: &FontBook) -> Result<Paper, Vec<Problem>> {
    let images = &document.images;
    let mut setter = Setter { template, fonts, images, problems: BTreeSet::new(), subject: None };
    let column = Column { left: template.margins.left, width: template.text_area().width };
    let mut pieces = Vec::new();
    let mut before: Option<&Node> = None;
    for node in &document.nodes {
        if matches!(node, Node::Closing(_))
            && let Some(Piece::Slab(last)) = pieces.last_mut()
        {
            last.glue = slab::Glue::Preferred;
        }
        let under_case = matches!(node, Node::Question(_)) && matches!(before, Some(Node::Stimulus(_)));
        let start = pieces.len();
        pieces.extend(setter.node(node, column));
        if under_case && let Some(Piece::Slab(first)) = pieces.get_mut(start) {
            first.gap = template.spacing.block * 2;
            first.stretch = Length::ZERO;
        }
        before = Some(node);
    }
    let mut pages = setter.paginate(pieces);
    setter.furnish(document, &mut pages);
    if !setter.problems.is_empty() {
        return Err(setter.problems.into_iter().collect());
    }
    let mut faces: BTreeSet<Face> = BTreeSet::new();
    let mut shown: Images = Images::new();
    for placed in pages.iter().flat_map(|page| &page.boxes) {
        match &placed.mark {
            Mark::Text(run) => drop(faces.insert(run.face)),
            Mark::Image { name, .. } => {
                shown.extend(images.get_key_value(&**name).map(|(n, i)| (n.clone(), i.clone())))
            }
            Mark::Line { .. } | Mark::Rectangle { .. } | Mark::Circle { .. } => {}
        }
    }
    Ok(Paper {
        metadata: document.metadata.clone(),
        size: template.paper(),
        pages,
        fonts: faces.into_iter().map(|face| *fonts.file(face)).collect(),
        images: shown,
    })
}

/// What all steps share.
struct Setter<'a> {
    template: &'a Template,
    fonts: &'a FontBook,
    images: &'a Images,
    problems: BTreeSet<Problem>,
    /// The item or case being set.
    subject: Option<Arc<str>>,
}

/// A column of text: where it starts on the page, and its width.
#[derive(Debug, Clone, Copy)]
struct Column {
    left: Length,
    width: Length,
}

/// How text looks.
#[derive(Debug, Clone, Copy)]
struct Style {
    face: Face,
    size: Length,
    leading: Length,
    ink: Ink,
    align: Align,
    role: Role,
}

impl Column {
    const fn new(left: Length, width: Length) -> Self {
        Self { left, width }
    }

    /// The column without a strip at its left.
    fn indented(self, by: Length) -> Self {
        // At least a letter's width stays, whatever a template says.
        let width = (self.width - by).max(Length::points(40));
        Self { left: self.left + by, width }
    }

    fn right(self) -> Length {
        self.left + self.width
    }
}

impl Style {
    /// Distance from the top of a line to its baseline: x-height letters stand in the middle of the line.
    fn baseline(&self) -> Length {
        self.leading / 2 + self.size.units(260)
    }

    const fn bold(self) -> Self {
        Self { face: Face::Bold, ..self }
    }

    const fn role(self, role: Role) -> Self {
        Self { role, ..self }
    }

    const fn align(self, align: Align) -> Self {
        Self { align, ..self }
    }
}

impl Setter<'_> {
    fn style(&self, size: TextSize, tone: Tone) -> Style {
        Style {
            face: Face::Regular,
            size: self.template.size(size),
            leading: self.template.leading(size),
            ink: match tone {
                Tone::Strong => Ink::BLACK,
                Tone::Faint => Ink::GREY,
            },
            align: Align::Left,
            role: Role::Body,
        }
    }

    fn placed(&self, role: Role, mark: Mark) -> Placed {
        Placed { tag: Tag { subject: self.subject.clone(), role }, mark }
    }
}
