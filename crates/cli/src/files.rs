//! Reading files, with reasons that help.

use crate::failure::Failure;
use mockexam_model::{Diagnostic, Place};
use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// Largest text file that is read whole, in bytes.
const LARGEST: u64 = 64 * 1024 * 1024;

/// The text of a UTF-8 file.
pub(crate) fn read_text(path: &Path) -> Result<String, Failure> {
    let file = fs::File::open(path).map_err(|error| Failure::system("open", path, &error))?;
    let mut bytes = Vec::new();
    file.take(LARGEST + 1).read_to_end(&mut bytes).map_err(|error| Failure::system("read", path, &error))?;
    if bytes.len() as u64 > LARGEST {
        return Err(Failure::new(format!("{} is larger than 64 MiB", shown(path)), "split the file"));
    }
    // A byte order mark is no text.
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes).to_vec();
    String::from_utf8(text).map_err(|error| {
        let line =
            error.as_bytes()[..error.utf8_error().valid_up_to()].iter().filter(|&&b| b == b'\n').count() + 1;
        let place = Place::Cell { line: line as u64, column: None };
        Diagnostic::error("C03", "the file is not UTF-8 text")
            .at(&shown(path), place, "")
            .help("save it again with encoding UTF-8")
            .into()
    })
}

/// The start of a file, up to a length.
pub(crate) fn read_bytes(path: &Path, most: usize) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    fs::File::open(path)?.take(most as u64).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Files of a folder with an extension, sorted by name; not below it.
pub(crate) fn list(folder: &Path, extension: &str) -> Result<Vec<PathBuf>, Failure> {
    let failed = |error: io::Error| Failure::system("read the folder", folder, &error);
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        if path.extension().is_some_and(|found| found == extension) && path.is_file() {
            paths.push(path);
        }
    }
    paths.sort();
    Ok(paths)
}

/// Folders inside a folder, sorted by name.
pub(crate) fn folders(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let failed = |error: io::Error| Failure::system("read the folder", folder, &error);
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        if path.is_dir() {
            paths.push(path);
        }
    }
    paths.sort();
    Ok(paths)
}

/// A path as messages show it: with forward slashes, so that it reads the same everywhere.
pub(crate) fn shown(path: &Path) -> String {
    path.display().to_string().replace('\\', "/")
}
