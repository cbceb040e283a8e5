//! What lies where on the pages.

use crate::document::Metadata;
use crate::font::{Face, FontFile, Word};
use crate::length::{Length, Point, Size};
use crate::structure::{ElementId, Structure};
use mockexam_model::Images;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Pages of placed boxes, ready to be drawn.
#[derive(Debug, Clone)]
pub struct Paper {
    /// Title and language.
    pub metadata: Metadata,
    /// Size of every page.
    pub size: Size,
    /// The pages in order, never empty.
    pub pages: Vec<Page>,
    /// The fonts that the pages use, by face.
    pub fonts: Vec<FontFile>,
    /// The images that the pages use, by name.
    pub images: Images,
    /// What the marks of the pages mean, for readers that do not see them.
    pub structure: Structure,
}

/// One page.
#[derive(Debug, Clone, Default)]
pub struct Page {
    /// What is on it, in the order in which it is drawn.
    pub boxes: Vec<Placed>,
    /// The pages of a booklet that stand on it beside each other; empty where it is read as the next page.
    pub leaves: Vec<Leaf>,
}

/// A page of a booklet on its sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Leaf {
    /// Its place among the pages as they are read, from 0.
    pub number: usize,
    /// The first of its boxes on the sheet.
    pub first_box: usize,
}

impl Page {
    /// A page with these boxes.
    #[must_use]
    pub const fn of(boxes: Vec<Placed>) -> Self {
        Self { boxes, leaves: Vec::new() }
    }

    /// When a box is read: the number of its page in a booklet, else that of the page itself.
    #[must_use]
    pub fn reading_place(&self, number: usize, index: usize) -> usize {
        let leaf = self.leaves.iter().rev().find(|leaf| leaf.first_box <= index);
        leaf.map_or(number, |leaf| leaf.number)
    }
}

impl Paper {
    /// The items and cases that stand on more than one page.
    #[must_use]
    pub fn running_on(&self) -> BTreeSet<Arc<str>> {
        let mut first: BTreeMap<&Arc<str>, usize> = BTreeMap::new();
        let mut found = BTreeSet::new();
        for (number, page) in self.pages.iter().enumerate() {
            for subject in page.boxes.iter().filter_map(|placed| placed.tag.subject.as_ref()) {
                if *first.entry(subject).or_insert(number) != number {
                    found.insert(Arc::clone(subject));
                }
            }
        }
        found
    }
}

/// A mark with its meaning.
#[derive(Debug, Clone)]
pub struct Placed {
    /// What it belongs to.
    pub tag: Tag,
    /// What is drawn.
    pub mark: Mark,
}

/// What a box belongs to: names the culprit of an error, and tells readers what they have before them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tag {
    /// Item or case, where there is one.
    pub subject: Option<Arc<str>>,
    /// Part that it plays.
    pub part: Part,
}

/// The part that a box plays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Part {
    /// It says nothing: rules, frames, outlines, the head of a table on its further pages.
    #[default]
    Decoration,
    /// It is in the running line at an edge.
    Furniture(Edge),
    /// It belongs to an element of the paper's structure.
    Content(ElementId),
}

/// Where a running line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edge {
    /// At the top.
    Header,
    /// At the foot.
    Footer,
}

/// Something drawn. Coordinates are those of the page.
#[derive(Debug, Clone)]
pub enum Mark {
    /// Glyphs on a baseline.
    Text(GlyphRun),
    /// A straight line.
    Line {
        /// Where it starts.
        from: Point,
        /// Where it ends.
        to: Point,
        /// How it is drawn.
        stroke: Stroke,
    },
    /// A rectangle.
    Rectangle {
        /// Top left corner.
        corner: Point,
        /// Its extent.
        size: Size,
        /// The ink inside, if any.
        fill: Option<Ink>,
        /// The outline, if any.
        stroke: Option<Stroke>,
    },
    /// An image.
    Image {
        /// Top left corner.
        corner: Point,
        /// Its extent on paper.
        size: Size,
        /// Its name among the images of the paper.
        name: Arc<str>,
    },
    /// A circle.
    Circle {
        /// Its centre.
        centre: Point,
        /// Radius to the middle of the outline.
        radius: Length,
        /// The ink inside, if any.
        fill: Option<Ink>,
        /// The outline, if any.
        stroke: Option<Stroke>,
    },
}

/// A line's thickness and ink.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stroke {
    /// Thickness.
    pub width: Length,
    /// Ink.
    pub ink: Ink,
}

/// A grey, from 0 (black) to 100 (white) per cent of brightness.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ink(u8);

impl Ink {
    /// Full ink.
    pub const BLACK: Self = Self(0);
    /// For remarks that may be overlooked; still readable on a bad copy.
    pub const GREY: Self = Self(42);
    /// For hairlines.
    pub const LIGHT: Self = Self(70);
    /// For backgrounds.
    pub const PALE: Self = Self(94);
    /// No ink.
    pub const WHITE: Self = Self(100);

    /// Brightness in per cent.
    #[must_use]
    pub const fn brightness(self) -> u8 {
        self.0
    }
}

/// Words of one face and size on one baseline.
#[derive(Debug, Clone)]
pub struct GlyphRun {
    /// The face.
    pub face: Face,
    /// Type size.
    pub size: Length,
    /// Left end of the baseline.
    pub origin: Point,
    /// How far that lies above the baseline of the line: of a superscript; below it, negative.
    pub rise: Length,
    /// Ink.
    pub ink: Ink,
    /// Shaped words and the spaces between them, in visual order.
    pub words: Vec<Arc<Word>>,
    /// The text that it stands for, where that is not the text of its words: a formula. An empty one goes on with what the run
    /// before it stands for.
    pub says: Option<Arc<str>>,
}

impl GlyphRun {
    /// Distance from the origin to the end of the last visible glyph.
    #[must_use]
    pub fn visible_width(&self) -> Length {
        let trailing = self.words.iter().rev().take_while(|word| word.is_space()).count();
        let visible = &self.words[..self.words.len() - trailing];
        self.size.units(visible.iter().map(|word| word.width()).sum())
    }

    /// The text.
    #[must_use]
    pub fn text(&self) -> String {
        match &self.says {
            Some(text) => text.to_string(),
            None => self.words.iter().map(|word| word.text()).collect(),
        }
    }
}

impl Mark {
    /// The mark moved right and down.
    #[must_use]
    pub(crate) fn moved(mut self, dx: Length, dy: Length) -> Self {
        let shift = |point: &mut Point| {
            point.x += dx;
            point.y += dy;
        };
        match &mut self {
            Self::Text(run) => shift(&mut run.origin),
            Self::Line { from, to, .. } => {
                shift(from);
                shift(to);
            }
            Self::Rectangle { corner, .. } | Self::Image { corner, .. } => shift(corner),
            Self::Circle { centre, .. } => shift(centre),
        }
        self
    }
}

impl Page {
    /// The text in reading order: a line for each baseline, runs on one baseline joined by a space where they do
    /// not touch.
    #[must_use]
    pub fn text(&self) -> String {
        let mut out = String::new();
        // Baseline, left and right end of the run before.
        let mut previous: Option<(Length, Length, Length)> = None;
        for placed in &self.boxes {
            let Mark::Text(run) = &placed.mark else { continue };
            let width = run.size.units(run.words.iter().map(|word| word.width()).sum());
            let (baseline, left, right) = (run.origin.y + run.rise, run.origin.x, run.origin.x + width);
            if let Some((above, start, end)) = previous {
                let apart = left > end + Length::points(1) || right < start - Length::points(1);
                if above != baseline {
                    out.truncate(out.trim_end_matches(' ').len());
                    out.push('\n');
                } else if apart
                    && !out.ends_with(' ')
                    && !run.words.first().is_some_and(|word| word.is_space())
                {
                    out.push(' ');
                }
            }
            out.push_str(&run.text());
            previous = Some((baseline, left, right));
        }
        out.truncate(out.trim_end_matches(' ').len());
        if previous.is_some() {
            out.push('\n');
        }
        out
    }
}
