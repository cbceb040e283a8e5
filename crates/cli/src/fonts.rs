//! Fonts that the user brings along.

use crate::exam_folder::digest;
use crate::failure::Failure;
use crate::files::{self, shown};
use mockexam_model::{Diagnostic, Place};
use mockexam_paper::{FontBook, PaperError};
use std::path::Path;
use std::sync::Arc;

/// Largest font file, in bytes: those for Chinese have some twenty million.
const LARGEST: usize = 100 << 20;

/// Fonts of a folder, in the order of their names.
#[derive(Debug, Clone, Default)]
pub(crate) struct Fonts {
    /// The folder as the user names it; empty where there is none.
    folder: String,
    files: Vec<(String, Arc<Vec<u8>>)>,
    /// SHA-256 of names and files; empty where there are none.
    digest: String,
}

impl Fonts {
    /// Reads all .ttf files of a folder.
    pub(crate) fn read(folder: Option<&Path>) -> Result<Self, Failure> {
        let Some(folder) = folder else { return Ok(Self::default()) };
        let mut files = Vec::new();
        let mut all = Vec::new();
        for path in files::list(folder, "ttf")? {
            let bytes = files::read_bytes(&path, LARGEST + 1)
                .map_err(|error| Failure::system("read", &path, &error))?;
            let name = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
            if bytes.len() > LARGEST {
                let fact = format!("{} is larger than {} MiB", shown(&path), LARGEST >> 20);
                return Err(Failure::new(fact, "take a font with fewer characters"));
            }
            all.push(format!("{name} {}\n", digest(&bytes)));
            files.push((name, Arc::new(bytes)));
        }
        if files.is_empty() {
            let fact = format!("there is no font in {}", shown(folder));
            return Err(Failure::new(fact, "put static TrueType fonts (.ttf) into it"));
        }
        Ok(Self { folder: shown(folder), files, digest: digest(all.concat().as_bytes()) })
    }

    /// What tells these fonts from others; nothing where there are none.
    pub(crate) fn digest(&self) -> Option<&str> {
        Some(self.digest.as_str()).filter(|digest| !digest.is_empty())
    }

    /// The shipped fonts and these.
    pub(crate) fn book(&self) -> Result<FontBook, Failure> {
        let book = FontBook::shipped().and_then(|book| book.with(&self.files));
        book.map_err(|error: PaperError| {
            let found = Diagnostic::error("C05", error.to_string());
            let found = if self.folder.is_empty() { found } else { found.at(&self.folder, Place::File, "") };
            found.help("take it out of the folder, or put another in its place").into()
        })
    }
}
