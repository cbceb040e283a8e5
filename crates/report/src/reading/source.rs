//! Where the files of a set come from, and the proof that they are the ones that were written.

use super::code;
use crate::results::hexadecimal;
use mockexam_model::{Diagnostic, Place};
use sha2::{Digest, Sha256};
use std::io::{self, Read};

/// Opens a file of a results folder by its plain name (`scores.csv`); never asked for anything with a slash.
pub type Source<'a> = &'a dyn Fn(&str) -> io::Result<Box<dyn Read>>;

/// Largest file that is held in memory as a whole, in bytes. Scores and responses are streamed.
const LARGEST: u64 = 256 * 1024 * 1024;

/// Opens a file of the set.
pub(crate) fn open(source: Source<'_>, file: &str) -> Result<Box<dyn Read>, Diagnostic> {
    source(file).map_err(|error| unreadable(file, &error))
}

/// A file of the set as bytes.
pub(crate) fn bytes(source: Source<'_>, file: &str) -> Result<Vec<u8>, Diagnostic> {
    let mut bytes = Vec::new();
    open(source, file)?
        .take(LARGEST + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| unreadable(file, &error))?;
    if u64::try_from(bytes.len()).unwrap_or(u64::MAX) > LARGEST {
        let fact = format!("{file} is larger than {} MiB", LARGEST / (1024 * 1024));
        return Err(Diagnostic::error(code::MALFORMED, fact).at(file, Place::File, ""));
    }
    Ok(bytes)
}

/// The SHA-256 of a file in lower-case hexadecimal digits; reads it once in small pieces.
pub(crate) fn digest(source: Source<'_>, file: &str) -> Result<String, Diagnostic> {
    let mut reader = open(source, file)?;
    let mut hasher = Sha256::new();
    let mut piece = vec![0; 64 * 1024];
    loop {
        match reader.read(&mut piece) {
            Ok(0) => return Ok(hexadecimal(&hasher.finalize())),
            Ok(length) => hasher.update(piece.get(..length).unwrap_or_default()),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(unreadable(file, &error)),
        }
    }
}

/// The SHA-256 of a text in lower-case hexadecimal digits.
pub(crate) fn digest_of(text: &str) -> String {
    hexadecimal(&Sha256::digest(text.as_bytes()))
}

fn unreadable(file: &str, error: &io::Error) -> Diagnostic {
    Diagnostic::error(code::MISSING, format!("{file} of the results cannot be read: {error}"))
        .at(file, Place::File, "")
        .help("name a results folder that `mockexam grade` has written")
}
