//! Pages of documents as images, beside their PDFs.

use crate::failure::Failure;
use mockexam_paper::Paper;
use mockexam_preview::{Preview, PreviewError, SCREEN_DPI};

/// The pages of a paper as PNG files.
pub(crate) fn pages(paper: &Paper) -> Result<Vec<Vec<u8>>, Failure> {
    let drawn = Preview::of(paper, SCREEN_DPI).and_then(|preview| preview.pages().collect());
    drawn.map_err(|error: PreviewError| match error {
        PreviewError::Image { .. } => Failure::new(
            error.to_string(),
            "open it in a program for images and save it anew, or leave out --png",
        ),
        _ => Failure::new(error.to_string(), "leave out --png; the PDF is not concerned"),
    })
}

/// Name of the image of a page, from 1, of the document with this name.
pub(crate) fn name(document: &str, page: usize) -> String {
    let stem = document.strip_suffix(".pdf").unwrap_or(document);
    format!("{stem}-{page:02}.png")
}

/// The document whose page an image shows, by their names.
pub(crate) fn document(name: &str) -> Option<String> {
    let (stem, page) = name.strip_suffix(".png")?.rsplit_once('-')?;
    page.bytes().all(|byte| byte.is_ascii_digit()).then(|| format!("{stem}.pdf"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn images_know_their_document() {
        assert_eq!(name("form-A.pdf", 3), "form-A-03.png");
        assert_eq!(document("form-A-03.png").as_deref(), Some("form-A.pdf"));
        assert_eq!(document("answer-sheet-AB-117.png").as_deref(), Some("answer-sheet-AB.pdf"));
        assert_eq!((document("form-A.png"), document("form-A.pdf")), (None, None));
    }
}
