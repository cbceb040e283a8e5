//! Fonts for scripts that the shipped ones lack.

use mockexam_paper::FontBook;
use std::sync::Arc;

/// The shipped fonts, and parts of others for scripts that they lack.
pub(crate) fn all_fonts() -> FontBook {
    let part = |name: &str, bytes: &[u8]| (name.to_owned(), Arc::new(bytes.to_vec()));
    let extra = [
        part("Arabic", include_bytes!("../fonts/NotoSansArabic-Part.ttf")),
        part("Devanagari", include_bytes!("../fonts/NotoSansDevanagari-Part.ttf")),
        part("Hebrew", include_bytes!("../fonts/NotoSansHebrew-Part.ttf")),
        part("Japanese", include_bytes!("../fonts/NotoSansJP-Part.ttf")),
    ];
    FontBook::shipped().unwrap().with(&extra).unwrap()
}
