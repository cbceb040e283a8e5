//! A single file that the user names: whole or not at all, and never over one that somebody else wrote.

use crate::failure::Failure;
use crate::files::shown;
use crate::rewrite::rewrite_for;
use crate::staging::{Access, make_folder};
use std::fs;
use std::path::Path;

/// Writes a file that must not exist yet.
pub(crate) fn write_new(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    may_write_new(path)?;
    write(path, bytes)
}

/// Writes a file that tells keys: only its owner may read it.
pub(crate) fn write_secret(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    write_for(Access::Owner, path, bytes)
}

/// Whether there is no such file yet.
pub(crate) fn may_write_new(path: &Path) -> Result<(), Failure> {
    if fs::symlink_metadata(path).is_ok() {
        return Err(Failure::new(
            format!("there is a file {} already", shown(path)),
            "name another file, or remove that one",
        ));
    }
    Ok(())
}

/// Whether a file may be written that replaces only one that begins with the same words: that of an earlier run.
pub(crate) fn may_write_own(path: &Path, begins: &[u8]) -> Result<(), Failure> {
    let is_ours = crate::files::read_bytes(path, begins.len()).is_ok_and(|start| start == begins);
    if fs::symlink_metadata(path).is_ok() && !is_ours {
        return Err(Failure::new(
            format!("{} was not written by this verb", shown(path)),
            "name another file, or remove that one",
        ));
    }
    Ok(())
}

/// Writes a file that may replace one of an earlier run.
pub(crate) fn write_own(path: &Path, bytes: &[u8], begins: &[u8]) -> Result<(), Failure> {
    may_write_own(path, begins)?;
    write(path, bytes)
}

/// Writes a file, whatever was there before.
pub(crate) fn write(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    write_for(Access::Usual, path, bytes)
}

fn write_for(access: Access, path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        make_folder(folder, Access::Usual)?;
    }
    rewrite_for(access, &[(path, bytes)])
}
