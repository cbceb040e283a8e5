//! What can go wrong.

/// Why a paper cannot be written.
#[derive(Debug, thiserror::Error)]
pub enum PdfError {
    /// A font that cannot be subset.
    #[error("font {name} cannot be embedded: {source}")]
    Subset {
        /// Name of the font.
        name: String,
        /// Why.
        source: subsetter::Error,
    },
    /// An image that is damaged behind its first bytes.
    #[error("the image {name} cannot be decoded: {source}")]
    Image {
        /// Its name.
        name: String,
        /// Why.
        source: png::DecodingError,
    },
    /// A face that the pages use, but that the paper does not bring along.
    #[error("the paper lacks the font for {face:?}")]
    NoFont {
        /// The face.
        face: mockexam_paper::Face,
    },
    /// Something that the PDF writer does not take.
    #[error("the PDF writer refuses the paper: {message}")]
    Refused {
        /// Its words.
        message: String,
    },
    /// A structure of the file that is not where it should be.
    #[error("the PDF writer's file is not as expected: {source}")]
    Structure {
        /// What is missing.
        #[from]
        source: lopdf::Error,
    },
    /// The file could not be put together.
    #[error("the PDF cannot be written: {source}")]
    Write {
        /// Why.
        #[from]
        source: std::io::Error,
    },
}
