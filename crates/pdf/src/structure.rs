//! The structure tree (ISO 32000-1, 14.7 and 14.8): what readers without eyes follow.

use crate::PdfError;
use crate::bind::Entry;
use crate::file::{Numbers, ObjectId, Parcel, text};
use mockexam_paper::{Element, ElementId, ElementKind, Numbering, Scope, Structure};
use std::fmt::{Display, Write};

/// What the marked content of a page belongs to.
#[derive(Debug, Default)]
pub(crate) struct PageTags {
    /// Elements by the number of their marked content on this page.
    elements: Vec<ElementId>,
    /// Where each of these starts, from the bottom of the page.
    tops: Vec<f32>,
    /// The page, in reading order, to which each of these belongs.
    places: Vec<usize>,
    /// Corners of the images: bottom left, top right.
    pub(crate) boxes: Vec<(ElementId, [(f32, f32); 2])>,
}

impl PageTags {
    /// The number of the next marked content, which belongs to this element.
    pub(crate) fn add(&mut self, id: ElementId, top: f32, place: usize) -> i64 {
        self.elements.push(id);
        self.tops.push(top);
        self.places.push(place);
        i64::try_from(self.elements.len() - 1).unwrap_or(i64::MAX)
    }

    /// The elements of the marked content of the page, in order.
    pub(crate) fn parents(&self, ids: &[ObjectId]) -> String {
        list(self.elements.iter().map(|element| ids[element.index()]))
    }
}

/// Marked content of a page.
struct Marked {
    id: ElementId,
    page: ObjectId,
    number: usize,
    top: f32,
    /// The page to which it belongs, in reading order.
    place: usize,
}

/// The elements of a paper with the pages that they are on.
pub(crate) struct Tree<'a> {
    pub(crate) structure: &'a Structure,
    pub(crate) ids: &'a [ObjectId],
    pub(crate) pages: &'a [ObjectId],
    pub(crate) tags: &'a [PageTags],
}

/// What an element holds.
#[derive(Default)]
struct Kids {
    /// The page on which its first marked content is.
    page: Option<ObjectId>,
    /// Elements and marked content, as they stand in the file.
    list: String,
    count: usize,
}

impl Kids {
    fn push(&mut self, kid: impl Display) {
        let space = if self.count == 0 { "" } else { " " };
        // Writing to a String cannot fail.
        let _ = write!(self.list, "{space}{kid}");
        self.count += 1;
    }

    fn entry(&self) -> String {
        match self.count {
            0 => String::new(),
            1 => format!("/K {}", self.list),
            _ => format!("/K[{}]", self.list),
        }
    }
}

impl Tree<'_> {
    /// Adds all elements below the given one, and returns those that are part of no other.
    pub(crate) fn add(
        &self,
        above: ObjectId,
        parcel: &mut Parcel,
        numbers: &mut Numbers,
    ) -> Result<Vec<ObjectId>, PdfError> {
        let elements = self.structure.elements();
        let mut kids: Vec<Kids> = elements.iter().map(|_| Kids::default()).collect();
        self.add_marked(&mut kids);
        let mut top = Vec::new();
        for (element, &id) in elements.iter().zip(self.ids) {
            match element.parent {
                Some(_) if element.kind == ElementKind::Formula => {}
                Some(parent) => kids[parent.index()].push(id),
                None => top.push(id),
            }
        }
        let boxes: Vec<_> = self.tags.iter().flat_map(|tags| &tags.boxes).collect();
        for (place, (element, kids)) in elements.iter().zip(&kids).enumerate() {
            let parent = element.parent.map_or(above, |parent| self.ids[parent.index()]);
            let mut attributes = attributes(element);
            if let Some((_, [(left, low), (right, high)])) = boxes.iter().find(|(id, _)| id.index() == place)
            {
                let extent = format_args!("{left} {low} {right} {high}");
                attributes.push_str(&format!("/A<</O/Layout/Placement/Block/BBox[{extent}]>>"));
            }
            let page = kids.page.map(|page| format!("/Pg {page}")).unwrap_or_default();
            let (kind, kids) = (standard_name(element.kind), kids.entry());
            let object = format_args!("<</S/{kind}/P {parent}{page}{kids}{attributes}>>");
            parcel.packed(numbers, self.ids[place], object)?;
        }
        Ok(top)
    }

    /// Gives elements their marked content, page by page. Formulas stand between the words beside them.
    fn add_marked(&self, kids: &mut [Kids]) {
        for Marked { id, page, number, .. } in self.marked() {
            if let Some(Element { kind: ElementKind::Formula, parent: Some(parent), .. }) =
                self.structure.get(id)
                && kids[id.index()].count == 0
            {
                kids[parent.index()].push(self.ids[id.index()]);
            }
            let kids = &mut kids[id.index()];
            if *kids.page.get_or_insert(page) == page {
                kids.push(number);
            } else {
                kids.push(format_args!("<</Type/MCR/Pg {page}/MCID {number}>>"));
            }
        }
    }

    /// All marked content in reading order.
    fn marked(&self) -> Vec<Marked> {
        let mut all = Vec::new();
        for (&page, tags) in self.pages.iter().zip(self.tags) {
            let marks = tags.elements.iter().zip(&tags.tops).zip(&tags.places).zip(0..);
            all.extend(marks.map(|(((&id, &top), &place), number)| Marked { id, page, number, top, place }));
        }
        // Pages of a booklet stand on its sheets in another order.
        all.sort_by_key(|marked| marked.place);
        all
    }

    /// The list of contents: every named element with the page on which it starts.
    pub(crate) fn entries(&self) -> Vec<Entry> {
        let elements = self.structure.elements();
        let mut starts: Vec<Option<(ObjectId, f32)>> = vec![None; elements.len()];
        for Marked { id, page, top, .. } in self.marked() {
            starts[id.index()].get_or_insert((page, top));
        }
        // What has no marks of its own starts where its first part starts.
        for (index, element) in elements.iter().enumerate().rev() {
            if let (Some(start), Some(parent)) = (starts[index], element.parent) {
                starts[parent.index()] = Some(start);
            }
        }
        let entry = |(element, start): (&Element, &Option<(ObjectId, f32)>)| {
            let (page, top) = (*start)?;
            Some(Entry { name: element.name.as_deref()?.into(), page, top, depth: 0 })
        };
        elements.iter().zip(&starts).filter_map(entry).collect()
    }
}

/// The name of a standard structure type.
pub(crate) const fn standard_name(kind: ElementKind) -> &'static str {
    match kind {
        ElementKind::Section => "Sect",
        ElementKind::Title => "H1",
        ElementKind::Heading => "H2",
        ElementKind::Paragraph => "P",
        ElementKind::Code => "Code",
        ElementKind::List(_) => "L",
        ElementKind::Item => "LI",
        ElementKind::Label => "Lbl",
        ElementKind::ItemBody | ElementKind::ItemText => "LBody",
        ElementKind::Table => "Table",
        ElementKind::Row => "TR",
        ElementKind::Head(_) => "TH",
        ElementKind::Cell => "TD",
        ElementKind::Figure => "Figure",
        ElementKind::Formula => "Formula",
    }
}

/// What is said of an element beside its kind, its place and its parts.
fn attributes(element: &Element) -> String {
    let mut out = match element.kind {
        ElementKind::List(numbering) => {
            let style = match numbering {
                Numbering::Bullets => "Disc",
                Numbering::Numbers => "Decimal",
                Numbering::Capitals => "UpperAlpha",
                Numbering::SmallLetters => "LowerAlpha",
            };
            format!("/A<</O/List/ListNumbering/{style}>>")
        }
        ElementKind::Head(Scope::Column) => "/A<</O/Table/Scope/Column>>".to_owned(),
        ElementKind::Head(Scope::Row) => "/A<</O/Table/Scope/Row>>".to_owned(),
        ElementKind::Section => {
            element.name.as_ref().map(|name| format!("/T{}", text(name))).unwrap_or_default()
        }
        _ => String::new(),
    };
    if let Some(alt) = &element.alt {
        out.push_str(&format!("/Alt{}", text(alt)));
    }
    out
}

/// An array.
pub(crate) fn list(items: impl IntoIterator<Item = impl Display>) -> String {
    let mut kids = Kids::default();
    items.into_iter().for_each(|item| kids.push(item));
    format!("[{}]", kids.list)
}
