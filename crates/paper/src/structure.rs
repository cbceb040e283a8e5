//! What the marks on the pages mean, for readers that do not see them.

use std::sync::Arc;

/// An element of a [`Structure`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ElementId(u32);

/// What an element is. The kinds are those of tagged PDF (ISO 32000-1, 14.8.4).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ElementKind {
    /// A question or a case: what stands in it belongs together.
    Section,
    /// The title of the document.
    Title,
    /// A heading, or the number of a question.
    Heading,
    /// Running text.
    Paragraph,
    /// Lines of a program.
    Code,
    /// Entries with markers.
    List(Numbering),
    /// An entry of a list.
    Item,
    /// The marker of an entry.
    Label,
    /// What an entry says, in paragraphs.
    ItemBody,
    /// What an entry says, in one paragraph that needs no element of its own.
    ItemText,
    /// Rows and columns.
    Table,
    /// A row of a table.
    Row,
    /// A cell that names its column or row.
    Head(Scope),
    /// A cell.
    Cell,
    /// An image.
    Figure,
    /// A formula within a text. It stands where its marks stand.
    Formula,
}

/// What the markers of a list are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Numbering {
    /// Dots.
    Bullets,
    /// 1, 2 …
    Numbers,
    /// A, B …
    Capitals,
    /// a, b …
    SmallLetters,
}

/// What a head of a table names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// The cells below it.
    Column,
    /// The cells beside it.
    Row,
}

/// A part of a document that readers can find and name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Element {
    /// What it is.
    pub kind: ElementKind,
    /// The element that it is a part of; `None` for parts of the document. It stands before its parts.
    pub parent: Option<ElementId>,
    /// Its name in the list of contents of the document; `None` if it is not listed.
    pub name: Option<Arc<str>>,
    /// What an image shows or a formula says, in words.
    pub alt: Option<Arc<str>>,
}

/// The elements of a document in reading order, parents before their parts. Each has at least one mark on a page, or
/// parts that have.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Structure {
    elements: Vec<Element>,
}

impl ElementId {
    /// Its place among the elements of its structure, from 0.
    #[must_use]
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

impl ElementKind {
    /// Whether running text stands in it without a paragraph around it.
    pub(crate) const fn holds_text(self) -> bool {
        match self {
            Self::Title
            | Self::Heading
            | Self::Paragraph
            | Self::Code
            | Self::Label
            | Self::ItemText
            | Self::Head(_)
            | Self::Cell => true,
            Self::Section
            | Self::List(_)
            | Self::Item
            | Self::ItemBody
            | Self::Table
            | Self::Row
            | Self::Figure
            | Self::Formula => false,
        }
    }
}

impl Element {
    /// An element that is not listed among the contents.
    pub(crate) const fn new(kind: ElementKind, parent: Option<ElementId>) -> Self {
        Self { kind, parent, name: None, alt: None }
    }
}

impl Structure {
    /// The elements in reading order.
    #[must_use]
    pub fn elements(&self) -> &[Element] {
        &self.elements
    }

    /// The element of an id, if it is one of this structure.
    #[must_use]
    pub fn get(&self, id: ElementId) -> Option<&Element> {
        self.elements.get(id.index())
    }

    /// Adds an element behind all others.
    pub(crate) fn add(&mut self, element: Element) -> ElementId {
        // A document of four thousand million parts does not fit into memory.
        let id = ElementId(u32::try_from(self.elements.len()).unwrap_or(u32::MAX));
        self.elements.push(element);
        id
    }

    /// Leaves only what has marks: those of `marked`, and what they are parts of. Says where each element went.
    pub(crate) fn keep(&mut self, marked: impl IntoIterator<Item = ElementId>) -> Vec<Option<ElementId>> {
        let mut used = vec![false; self.elements.len()];
        for id in marked {
            used[id.index()] = true;
        }
        for (index, element) in self.elements.iter().enumerate().rev() {
            if let (true, Some(parent)) = (used[index], element.parent) {
                used[parent.index()] = true;
            }
        }
        // A row without some of its cells would be read as another row.
        for index in 0..used.len() {
            let Some(element) = self.elements.get(index) else { continue };
            let is_cell = matches!(element.kind, ElementKind::Cell | ElementKind::Head(_));
            used[index] |= is_cell && element.parent.is_some_and(|row| used[row.index()]);
        }
        let mut places: Vec<Option<ElementId>> = Vec::with_capacity(used.len());
        let mut next = 0;
        for &used in &used {
            places.push(used.then_some(ElementId(next)));
            next += u32::from(used);
        }
        let mut index = 0;
        self.elements.retain(|_| {
            index += 1;
            used[index - 1]
        });
        for element in &mut self.elements {
            element.parent = element.parent.and_then(|parent| places[parent.index()]);
        }
        places
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_no_marks_is_left_out() {
        let mut structure = Structure::default();
        let list = structure.add(Element::new(ElementKind::List(Numbering::Bullets), None));
        let empty = structure.add(Element::new(ElementKind::Item, Some(list)));
        let item = structure.add(Element::new(ElementKind::Item, Some(list)));
        let label = structure.add(Element::new(ElementKind::Label, Some(item)));
        let places = structure.keep([label]);
        assert_eq!(places, [Some(ElementId(0)), None, Some(ElementId(1)), Some(ElementId(2))]);
        assert_eq!(places[empty.index()], None);
        let parents: Vec<_> = structure.elements().iter().map(|element| element.parent).collect();
        assert_eq!(parents, [None, Some(ElementId(0)), Some(ElementId(1))]);
    }
}
