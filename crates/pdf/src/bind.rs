//! The objects of a paper: its pages with what is drawn on them, and the structure tree on top.

use crate::file::{Numbers, ObjectId, PACKED, Parcel};
use crate::font::Fonts;
use crate::structure::Tree;
use crate::{PdfError, content};
use mockexam_paper::Paper;

/// What a paper is part of.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Within {
    /// Node of the page tree.
    pub(crate) pages: ObjectId,
    /// What pages use.
    pub(crate) resources: ObjectId,
    /// Element above those that are part of nothing else.
    pub(crate) element: ObjectId,
    /// Key of the first page in the tree of parents.
    pub(crate) first_key: usize,
}

/// A paper as objects.
pub(crate) struct Bound {
    pub(crate) parcel: Parcel,
    pub(crate) pages: Vec<ObjectId>,
    /// Per page the list of the elements of its marked content.
    pub(crate) parents: Vec<ObjectId>,
    /// Elements that are part of no other.
    pub(crate) top: Vec<ObjectId>,
    /// Named elements, with the place where they start.
    pub(crate) entries: Vec<Entry>,
}

/// A line of the list of contents: its name, and the page and the height on it where it leads.
#[derive(Debug, Clone)]
pub(crate) struct Entry {
    pub(crate) name: Box<str>,
    pub(crate) page: ObjectId,
    pub(crate) top: f32,
    /// Below how many others it stands: what follows it and has a larger depth is part of it.
    pub(crate) depth: u8,
}

/// How many numbers [`bind`] takes for a paper.
pub(crate) fn numbers_of(paper: &Paper) -> usize {
    let (pages, elements) = (paper.pages.len(), paper.structure.elements().len());
    let packed = 2 * pages + elements;
    pages + packed + packed.div_ceil(PACKED)
}

/// Turns a paper into objects, with numbers that follow each other.
pub(crate) fn bind(
    paper: &Paper,
    fonts: &Fonts,
    within: Within,
    numbers: &mut Numbers,
) -> Result<Bound, PdfError> {
    let count = paper.pages.len();
    let [pages, contents, parents] = [numbers.several(count), numbers.several(count), numbers.several(count)];
    let elements = numbers.several(paper.structure.elements().len());
    let mut parcel = Parcel::default();
    let (drawn, tags) = content::pages(paper, fonts)?;
    for (&content, drawn) in contents.iter().zip(&drawn) {
        parcel.deflated(content, "", drawn)?;
    }
    let [width, height] = [paper.size.width, paper.size.height].map(content::points);
    let Within { pages: tree, resources, .. } = within;
    for ((id, content), key) in pages.iter().zip(&contents).zip(within.first_key..) {
        let page = format_args!(
            "<</Type/Page/MediaBox[0 0 {width} {height}]/Parent {tree}/Resources {resources}\
             /Contents {content}/StructParents {key}/Tabs/S>>"
        );
        parcel.packed(numbers, *id, page)?;
    }
    for (tags, &id) in tags.iter().zip(&parents) {
        parcel.packed(numbers, id, format_args!("{}", tags.parents(&elements)))?;
    }
    let tree = Tree { structure: &paper.structure, pages: &pages, ids: &elements, tags: &tags };
    let top = tree.add(within.element, &mut parcel, numbers)?;
    parcel.close(numbers)?;
    let entries = tree.entries();
    Ok(Bound { parcel, pages, parents, top, entries })
}
