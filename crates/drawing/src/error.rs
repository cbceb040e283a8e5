//! What can go wrong.

use mockexam_model::ImageError;

/// Why an image file cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DrawingError {
    /// What is wrong with any image.
    #[error(transparent)]
    Image(#[from] ImageError),
    /// No SVG file.
    #[error("the file is no drawing (SVG): {reason}")]
    Svg {
        /// In the words of the reader.
        reason: String,
    },
    /// Words, which look different from machine to machine.
    #[error("the drawing has text, which would need the fonts of the program that drew it")]
    Text,
    /// Something that is no outline with one colour.
    #[error("the drawing has {what}, which cannot be printed as outlines")]
    Has {
        /// It in words.
        what: &'static str,
    },
    /// Nothing can be seen.
    #[error("the drawing shows nothing")]
    Empty,
    /// Too much of it.
    #[error("the drawing has more than {most} lines and curves")]
    TooRich {
        /// How many are printed.
        most: usize,
    },
}

impl DrawingError {
    /// How to repair it.
    #[must_use]
    pub const fn help(&self) -> &'static str {
        match self {
            Self::Image(error) => error.help(),
            Self::Svg { .. } => "save it anew as SVG or PNG",
            Self::Text => {
                "turn texts into paths (in Inkscape: Path > Object to Path) and save it anew, or save it as PNG"
            }
            Self::Has { .. } => "draw it with plain colours, or save it as PNG",
            Self::Empty => "see whether it lies within its page, and has lines or colours",
            Self::TooRich { .. } => "draw it with fewer details, or save it as PNG",
        }
    }
}
