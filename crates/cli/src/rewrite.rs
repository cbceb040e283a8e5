//! Writing files that the user named: all of them or, if one cannot be written, none.

use crate::failure::Failure;
use crate::staging::Access;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

/// A file that waits for its name.
struct Waiting {
    temporary: PathBuf,
    target: PathBuf,
}

impl Drop for Waiting {
    fn drop(&mut self) {
        // Once renamed there is nothing to remove.
        let _ = fs::remove_file(&self.temporary);
    }
}

/// Gives files new contents; one that is not there is made. They are written beside the old ones and get their names when all are on the disk.
pub(crate) fn rewrite(files: &[(impl AsRef<Path>, impl AsRef<[u8]>)]) -> Result<(), Failure> {
    rewrite_for(Access::Usual, files)
}

/// The same for files that only these may read.
pub(crate) fn rewrite_for(
    access: Access,
    files: &[(impl AsRef<Path>, impl AsRef<[u8]>)],
) -> Result<(), Failure> {
    let beside = files.iter().map(|(path, bytes)| write_beside(path.as_ref(), bytes.as_ref(), access));
    let waiting = beside.collect::<Result<Vec<_>, _>>()?;
    for file in &waiting {
        fs::rename(&file.temporary, &file.target)
            .map_err(|error| Failure::system("write", &file.target, &error))?;
    }
    Ok(())
}

fn write_beside(path: &Path, bytes: &[u8], access: Access) -> Result<Waiting, Failure> {
    let failed = |error: std::io::Error| Failure::system("write", path, &error);
    // Behind a link it is the file that gets the new text.
    let (target, permissions) = match fs::canonicalize(path) {
        Ok(target) => {
            let permissions = fs::metadata(&target).map_err(failed)?.permissions();
            (target, Some(permissions))
        }
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => (path.to_owned(), None),
        Err(error) => return Err(failed(error)),
    };
    let name = target.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let waiting = Waiting { temporary: target.with_file_name(format!(".{name}.part")), target };
    let _ = fs::remove_file(&waiting.temporary);
    let mut options = fs::OpenOptions::new();
    access.limit(options.write(true).create_new(true));
    let mut file = options.open(&waiting.temporary).map_err(failed)?;
    if let Some(permissions) = permissions.filter(|_| access == Access::Usual) {
        file.set_permissions(permissions).map_err(failed)?;
    }
    file.write_all(bytes).and_then(|()| file.sync_all()).map_err(failed)?;
    Ok(waiting)
}
