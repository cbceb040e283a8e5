//! Pages whose parts stand at fixed places, for machines to find.

use super::{Align, TextSize, Tone};
use crate::font::Face;

/// A page of things at fixed places, in thousandths of a millimetre from its top left corner.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Plate {
    /// What is on it, in reading order.
    pub marks: Vec<PlateMark>,
}

/// A thing at a fixed place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PlateMark {
    /// A line of text; too long a line is cut with an ellipsis.
    Text {
        /// Baseline, at the end that `align` names.
        at: (i64, i64),
        /// Room for it.
        width: i64,
        /// The text.
        text: String,
        /// Its face.
        face: Face,
        /// Its size.
        size: TextSize,
        /// How dark.
        tone: Tone,
        /// Which end of the text `at` is.
        align: Align,
    },
    /// Running text in a column; its lines follow each other downwards.
    Block {
        /// Top left corner.
        at: (i64, i64),
        /// Width of the column.
        width: i64,
        /// The text.
        text: mockexam_model::RichText,
        /// Its size.
        size: TextSize,
    },
    /// A marker and what belongs to it. All entries of a page are one list.
    Entry {
        /// The marker.
        label: Box<PlateMark>,
        /// What belongs to it.
        body: Vec<PlateMark>,
    },
    /// A bubble with a letter inside.
    Bubble {
        /// Its centre.
        centre: (i64, i64),
        /// Outer diameter.
        diameter: i64,
        /// Inside; may be empty.
        letter: String,
        /// Whether it is shown as filled.
        filled: bool,
    },
    /// A straight line.
    Line {
        /// Where it starts.
        from: (i64, i64),
        /// Where it ends.
        to: (i64, i64),
        /// Thickness.
        width: i64,
    },
    /// The title of the document; too long a title is cut with an ellipsis.
    Title {
        /// Left end of its baseline.
        at: (i64, i64),
        /// Room for it.
        width: i64,
        /// The title.
        text: String,
    },
    /// A black rectangle.
    Bar {
        /// Top left corner.
        corner: (i64, i64),
        /// Width and height.
        size: (i64, i64),
    },
    /// A frame.
    Frame {
        /// Top left corner.
        corner: (i64, i64),
        /// Width and height.
        size: (i64, i64),
        /// Thickness of its line.
        width: i64,
    },
    /// A mark by which a scanner finds the page: a black square ring around a black square, 7/5/3 modules.
    Fiducial {
        /// Its centre.
        centre: (i64, i64),
        /// Length of a side: seven modules.
        side: i64,
    },
}
