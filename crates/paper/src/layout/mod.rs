//! From a document to pages: measure, wrap, keep together, place.

mod booklet;
mod boxes;
mod breaks;
mod choices;
mod cover;
mod formula;
mod furniture;
mod image;
mod line;
mod mirror;
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
use crate::page::{Ink, Mark, Page, Paper, Part, Placed, Tag};
use crate::structure::{Element, ElementId, ElementKind, Structure};
use crate::template::{Fold, Template, TextAlign};
use hypher::Lang;
use mockexam_model::{Emphasis, Images};
use slab::Piece;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Sets a document: places every glyph and line on pages.
///
/// Questions that fit on one page are never split; a case or heading stands on the page of what
/// follows it (a case that does not fit on one page with its first question is set on the page before). Questions are
/// spread evenly over as few pages as can hold them.
///
/// # Errors
/// All [`Problem`]s of the document: characters without a glyph, and parts that are higher than a page.
pub fn layout(document: &Document, template: &Template, fonts: &FontBook) -> Result<Paper, Vec<Problem>> {
    let images = &document.images;
    let mut setter = Setter {
        template,
        fonts,
        images,
        problems: BTreeSet::new(),
        subject: None,
        structure: Structure::default(),
        part: Part::Decoration,
        hyphens: template.text.hyphenate.then(|| language_of(&document.metadata.language)).flatten(),
        mirrored: document.metadata.runs_to_the_left(),
    };
    let mut column = Column { left: template.margins.left, width: template.text_area().width };
    let mut pieces = Vec::new();
    let mut before: Option<&Node> = None;
    for node in &document.nodes {
        if matches!(node, Node::Closing(_))
            && let Some(Piece::Slab(last)) = pieces.last_mut()
        {
            last.glue = slab::Glue::Preferred;
        }
        if matches!(node, Node::Columns) {
            column.width = template.column_width();
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
    setter.pad(document, &mut pages);
    setter.furnish(document, &mut pages);
    if template.pages.fold == Fold::Booklet {
        pages = booklet::impose(pages, template.width);
    }
    setter.mirror(&mut pages);
    if !setter.problems.is_empty() {
        return Err(setter.problems.into_iter().collect());
    }
    Ok(setter.finish(document, pages))
}

/// The rules by which words of a language are parted, as far as there are any.
fn language_of(tag: &str) -> Option<Lang> {
    let code = tag.split('-').next()?.as_bytes();
    Lang::from_iso(code.try_into().ok()?)
}

/// What all steps share.
struct Setter<'a> {
    template: &'a Template,
    fonts: &'a FontBook,
    images: &'a Images,
    problems: BTreeSet<Problem>,
    /// The item or case being set.
    subject: Option<Arc<str>>,
    structure: Structure,
    /// What marks belong to that say something.
    part: Part,
    /// By whose rules words are parted, where they are.
    hyphens: Option<Lang>,
    /// Whether pages are turned round at last, as in languages that are written from right to left.
    mirrored: bool,
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
    flow: Flow,
}

/// How lines of text are filled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Flow {
    /// Lines end where words end: headings, notes, tables.
    Plain,
    /// So does running text, and its words may be parted.
    Ragged,
    /// All lines of running text but the last are equally long.
    Justified,
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
        Self { face: self.face.with(Emphasis::Bold), ..self }
    }

    const fn align(self, align: Align) -> Self {
        Self { align, ..self }
    }
}

impl Setter<'_> {
    fn style(&self, size: TextSize, tone: Tone) -> Style {
        Style {
            face: Face::Regular.of(self.template.font),
            size: self.template.size(size),
            leading: self.template.leading(size),
            ink: match tone {
                Tone::Strong => Ink::BLACK,
                Tone::Faint => Ink::GREY,
            },
            align: Align::Left,
            flow: match (size, self.template.text.align) {
                (TextSize::Body, TextAlign::Justified) => Flow::Justified,
                (TextSize::Body, TextAlign::Ragged) => Flow::Ragged,
                _ => Flow::Plain,
            },
        }
    }

    /// A mark with its meaning: texts and images belong to the element being set, all else is decoration.
    fn placed(&self, mark: Mark) -> Placed {
        let part = match mark {
            Mark::Text(_) | Mark::Image { .. } => self.part,
            Mark::Line { .. } | Mark::Rectangle { .. } | Mark::Circle { .. } => Part::Decoration,
        };
        Placed { tag: Tag { subject: self.subject.clone(), part }, mark }
    }

    /// The element being set.
    const fn element(&self) -> Option<ElementId> {
        match self.part {
            Part::Content(id) => Some(id),
            Part::Decoration | Part::Furniture(_) => None,
        }
    }

    /// Whether it holds text, so that running text needs no element of its own.
    fn holds_text(&self) -> bool {
        self.element().and_then(|id| self.structure.get(id)).is_some_and(|element| element.kind.holds_text())
    }

    /// Adds an element to the one being set. What is set within it later still stands here in reading order.
    fn add(&mut self, kind: ElementKind) -> ElementId {
        let parent = self.element();
        self.structure.add(Element::new(kind, parent))
    }

    /// Adds an element that the list of contents names.
    fn add_named(&mut self, kind: ElementKind, name: &str) -> ElementId {
        let name = (!name.trim().is_empty()).then(|| name.trim().into());
        let parent = self.element();
        self.structure.add(Element { name, ..Element::new(kind, parent) })
    }

    /// Sets something as part of an element.
    fn inside<T>(&mut self, element: ElementId, set: impl FnOnce(&mut Self) -> T) -> T {
        let before = std::mem::replace(&mut self.part, Part::Content(element));
        let result = set(self);
        self.part = before;
        result
    }

    /// Sets something as an element of its own.
    fn within<T>(&mut self, kind: ElementKind, set: impl FnOnce(&mut Self) -> T) -> T {
        let element = self.add(kind);
        self.inside(element, set)
    }

    /// The pages with all that they use.
    fn finish(mut self, document: &Document, mut pages: Vec<Page>) -> Paper {
        let mut faces: BTreeSet<Face> = BTreeSet::new();
        let mut shown: Images = Images::new();
        let mut marked: BTreeSet<ElementId> = BTreeSet::new();
        for placed in pages.iter().flat_map(|page| &page.boxes) {
            match &placed.mark {
                Mark::Text(run) => drop(faces.insert(run.face)),
                Mark::Image { name, .. } => {
                    shown.extend(self.images.get_key_value(&**name).map(|(n, i)| (n.clone(), i.clone())))
                }
                Mark::Line { .. } | Mark::Rectangle { .. } | Mark::Circle { .. } => {}
            }
            if let Part::Content(id) = placed.tag.part {
                marked.insert(id);
            }
        }
        let places = self.structure.keep(marked);
        for placed in pages.iter_mut().flat_map(|page| &mut page.boxes) {
            if let Part::Content(id) = placed.tag.part {
                placed.tag.part = places[id.index()].map_or(Part::Decoration, Part::Content);
            }
        }
        Paper {
            metadata: document.metadata.clone(),
            size: self.template.sheet(),
            pages,
            fonts: faces.into_iter().map(|face| self.fonts.file(face).clone()).collect(),
            images: shown,
            structure: self.structure,
        }
    }
}
