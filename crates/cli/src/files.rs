//! Reading files, with reasons that help.

use crate::failure::Failure;
use mockexam_model::{Diagnostic, Place};
use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// Largest text file that is read whole, in bytes.
pub(crate) const LARGEST: u64 = 64 << 20;

/// The text of a UTF-8 file.
pub(crate) fn read_text(path: &Path) -> Result<String, Failure> {
    let file = fs::File::open(path).map_err(|error| Failure::system("open", path, &error))?;
    text(path, file)
}

/// All of a reader as UTF-8 text; the path is for messages.
pub(crate) fn text(path: &Path, reader: impl Read) -> Result<String, Failure> {
    let mut bytes = Vec::new();
    let read = Limited::new(reader, LARGEST).read_to_end(&mut bytes);
    read.map_err(|error| Failure::system("read", path, &error))?;
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

/// A reader that fails where it would give more bytes than it may, so that an endless one ends.
pub(crate) struct Limited<R> {
    reader: R,
    most: u64,
    left: u64,
}

impl<R: Read> Limited<R> {
    pub(crate) const fn new(reader: R, most: u64) -> Self {
        Self { reader, most, left: most }
    }
}

impl<R: Read> Read for Limited<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let read = self.reader.read(out)?;
        self.left = self.left.checked_sub(read as u64).ok_or_else(|| {
            let text = format!("it is larger than {} MiB", self.most >> 20);
            io::Error::new(io::ErrorKind::FileTooLarge, text)
        })?;
        Ok(read)
    }
}

/// Files of a folder with an extension, sorted by name; not below it, and none that starts with a dot.
pub(crate) fn list(folder: &Path, extension: &str) -> Result<Vec<PathBuf>, Failure> {
    let failed = |error: io::Error| Failure::system("read the folder", folder, &error);
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        if path.extension().is_some_and(|found| found == extension) && path.is_file() && !is_hidden(&path) {
            paths.push(path);
        }
    }
    paths.sort();
    Ok(paths)
}

/// Folders inside a folder, sorted by name; none that starts with a dot.
pub(crate) fn folders(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let failed = |error: io::Error| Failure::system("read the folder", folder, &error);
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        if path.is_dir() && !is_hidden(&path) {
            paths.push(path);
        }
    }
    paths.sort();
    Ok(paths)
}

/// Editors and systems keep such files beside those of the user.
fn is_hidden(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'))
}

/// A path as messages show it: with forward slashes, so that it reads the same everywhere.
pub(crate) fn shown(path: &Path) -> String {
    path.display().to_string().replace('\\', "/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_too_long_is_an_error_and_never_cut() {
        for (length, most, fits) in [(0, 0, true), (1, 0, false), (5, 5, true), (6, 5, false)] {
            let mut bytes = Vec::new();
            let read = Limited::new(io::repeat(b'x').take(length), most).read_to_end(&mut bytes);
            let kind = read.map_err(|error| error.kind());
            let want = if fits { Ok(bytes.len()) } else { Err(io::ErrorKind::FileTooLarge) };
            assert_eq!(kind, want, "{length} of {most}");
        }
        let endless = Limited::new(io::repeat(b'\n'), 1 << 20).read_to_end(&mut Vec::new());
        assert_eq!(endless.unwrap_err().to_string(), "it is larger than 1 MiB");
    }
}
