//! The structure tree (ISO 32000-1, 14.7 and 14.8): what readers without eyes follow.

use crate::PdfError;
use lopdf::{Dictionary, Document, Object, ObjectId, dictionary, text_string};
use mockexam_paper::{Element, ElementId, ElementKind, Numbering, Scope, Structure};

/// What the marked content of a page belongs to.
#[derive(Debug, Default)]
pub(crate) struct PageTags {
    /// Elements by the number of their marked content on this page.
    elements: Vec<ElementId>,
    /// Where each of these starts, from the bottom of the page.
    tops: Vec<f32>,
    /// Corners of the images: bottom left, top right.
    pub(crate) boxes: Vec<(ElementId, [(f32, f32); 2])>,
}

impl PageTags {
    /// The number of the next marked content, which belongs to this element.
    pub(crate) fn add(&mut self, id: ElementId, top: f32) -> i64 {
        self.elements.push(id);
        self.tops.push(top);
        number(self.elements.len() - 1)
    }
}

/// Adds the structure to a file, and ties the pages' marked content to it.
pub(crate) fn add_structure(
    document: &mut Document,
    structure: &Structure,
    tags: &[PageTags],
) -> Result<(), PdfError> {
    let pages: Vec<ObjectId> = document.get_pages().into_values().collect();
    let root = document.new_object_id();
    let whole = document.new_object_id();
    let ids: Vec<ObjectId> = structure.elements().iter().map(|_| document.new_object_id()).collect();
    let Bound { mut kids, first_pages, parents } = bind_pages(document, &pages, &ids, tags)?;
    let mut top = Vec::new();
    for (element, &id) in structure.elements().iter().zip(&ids) {
        match element.parent {
            Some(parent) => kids[parent.index()].push(id.into()),
            None => top.push(id.into()),
        }
    }
    for (place, (element, kids)) in structure.elements().iter().zip(kids).enumerate() {
        let parent = element.parent.map_or(whole, |parent| ids[parent.index()]);
        let mut dict = described(element, parent);
        if let Some(page) = first_pages[place] {
            dict.set("Pg", page);
        }
        let own = tags.iter().flat_map(|tags| &tags.boxes).find(|(id, _)| id.index() == place);
        if let Some((_, corners)) = own {
            let sides: Vec<Object> = corners.iter().flat_map(|&(x, y)| [x.into(), y.into()]).collect();
            dict.set("A", dictionary! { "O" => "Layout", "Placement" => "Block", "BBox" => sides });
        }
        set_kids(&mut dict, kids);
        document.objects.insert(ids[place], dict.into());
    }
    let mut body = dictionary! { "S" => "Document", "P" => root };
    set_kids(&mut body, top);
    document.objects.insert(whole, body.into());
    let next_key = number(pages.len());
    let parents = dictionary! { "Nums" => parents };
    document.objects.insert(
        root,
        dictionary! {
            "Type" => "StructTreeRoot",
            "K" => whole,
            "ParentTree" => Object::from(parents),
            "ParentTreeNextKey" => next_key,
        }
        .into(),
    );
    outline(document, structure, tags, &pages)?;
    let catalog = document.catalog_mut()?;
    catalog.set("StructTreeRoot", root);
    catalog.set("MarkInfo", dictionary! { "Marked" => true });
    Ok(())
}

/// How pages and elements belong to each other.
struct Bound {
    /// Marked content by element.
    kids: Vec<Vec<Object>>,
    /// The page on which each element starts, if it has marked content.
    first_pages: Vec<Option<ObjectId>>,
    /// Keys of pages and lists of the elements of their marked content.
    parents: Vec<Object>,
}

/// Ties the marked content of all pages to its elements.
fn bind_pages(
    document: &mut Document,
    pages: &[ObjectId],
    ids: &[ObjectId],
    tags: &[PageTags],
) -> Result<Bound, PdfError> {
    let mut kids: Vec<Vec<Object>> = vec![Vec::new(); ids.len()];
    let mut first_pages: Vec<Option<ObjectId>> = vec![None; ids.len()];
    let mut parents = Vec::new();
    for ((&page, tags), key) in pages.iter().zip(tags).zip(0_i64..) {
        for (&id, place) in tags.elements.iter().zip(0_i64..) {
            let first = *first_pages[id.index()].get_or_insert(page);
            kids[id.index()].push(match first == page {
                true => place.into(),
                false => dictionary! { "Type" => "MCR", "Pg" => page, "MCID" => place }.into(),
            });
        }
        let of_page: Vec<Object> = tags.elements.iter().map(|id| ids[id.index()].into()).collect();
        let of_page = document.add_object(of_page);
        parents.extend([Object::Integer(key), of_page.into()]);
        let page = document.get_object_mut(page)?.as_dict_mut()?;
        page.set("StructParents", key);
        page.set("Tabs", "S");
        page.remove(b"Annots");
    }
    Ok(Bound { kids, first_pages, parents })
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
    }
}

/// An element without its parts.
fn described(element: &Element, parent: ObjectId) -> Dictionary {
    let mut dict = dictionary! { "S" => standard_name(element.kind), "P" => parent };
    match element.kind {
        ElementKind::List(numbering) => {
            let style = match numbering {
                Numbering::Bullets => "Disc",
                Numbering::Numbers => "Decimal",
                Numbering::Capitals => "UpperAlpha",
                Numbering::SmallLetters => "LowerAlpha",
            };
            dict.set("A", dictionary! { "O" => "List", "ListNumbering" => style });
        }
        ElementKind::Head(scope) => {
            let scope = match scope {
                Scope::Column => "Column",
                Scope::Row => "Row",
            };
            dict.set("A", dictionary! { "O" => "Table", "Scope" => scope });
        }
        ElementKind::Section => {
            if let Some(name) = &element.name {
                dict.set("T", text_string(name));
            }
        }
        _ => {}
    }
    if let Some(alt) = &element.alt {
        dict.set("Alt", text_string(alt));
    }
    dict
}

fn set_kids(dict: &mut Dictionary, mut kids: Vec<Object>) {
    match kids.len() {
        0 => {}
        1 => dict.set("K", kids.remove(0)),
        _ => dict.set("K", kids),
    }
}

/// The list of contents beside the pages: every named element with the page on which it starts.
fn outline(
    document: &mut Document,
    structure: &Structure,
    tags: &[PageTags],
    pages: &[ObjectId],
) -> Result<(), PdfError> {
    let mut starts: Vec<Option<(ObjectId, f32)>> = vec![None; structure.elements().len()];
    for (&page, tags) in pages.iter().zip(tags) {
        for (id, &top) in tags.elements.iter().zip(&tags.tops) {
            starts[id.index()].get_or_insert((page, top));
        }
    }
    // What has no marks of its own starts where its first part starts.
    for (index, element) in structure.elements().iter().enumerate().rev() {
        if let (Some(start), Some(parent)) = (starts[index], element.parent) {
            starts[parent.index()] = Some(start);
        }
    }
    let named = structure.elements().iter().zip(&starts);
    let entries: Vec<_> = named
        .filter_map(|(element, start)| Some((element.name.as_ref()?, (*start)?, document.new_object_id())))
        .collect();
    let (Some(first), Some(last)) = (entries.first(), entries.last()) else { return Ok(()) };
    let (first, last) = (first.2, last.2);
    let root = document.new_object_id();
    for (place, (name, (page, top), id)) in entries.iter().enumerate() {
        let target: Vec<Object> = vec![(*page).into(), "XYZ".into(), 0.into(), (*top).into(), 0.into()];
        let mut dict = dictionary! { "Title" => text_string(name), "Parent" => root, "Dest" => target };
        if let Some((_, _, next)) = entries.get(place + 1) {
            dict.set("Next", *next);
        }
        if let Some((_, _, before)) = place.checked_sub(1).and_then(|before| entries.get(before)) {
            dict.set("Prev", *before);
        }
        document.objects.insert(*id, dict.into());
    }
    let count = number(entries.len());
    document.objects.insert(
        root,
        dictionary! { "Type" => "Outlines", "First" => first, "Last" => last, "Count" => count }.into(),
    );
    let catalog = document.catalog_mut()?;
    catalog.set("Outlines", root);
    catalog.set("PageMode", "UseOutlines");
    Ok(())
}

fn number(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}
