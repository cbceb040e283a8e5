//! Why a page cannot be drawn.

/// Why a page cannot be drawn.
#[derive(Debug, thiserror::Error)]
pub enum PreviewError {
    /// A font without outlines.
    #[error("the font {name} cannot be drawn: {reason}")]
    Font {
        /// Its name.
        name: String,
        /// What is wrong.
        reason: String,
    },
    /// An image that cannot be decoded.
    #[error("the image {name} cannot be drawn: {reason}")]
    Image {
        /// Its name.
        name: String,
        /// What is wrong.
        reason: String,
    },
    /// A page of no size, or too large a one.
    #[error("a page of {width} × {height} pixels cannot be drawn")]
    Size {
        /// Pixels in a row.
        width: i64,
        /// Rows.
        height: i64,
    },
    /// A file that cannot be made.
    #[error("a page cannot be written as PNG: {reason}")]
    Encoding {
        /// What is wrong.
        reason: String,
    },
}
