//! Writing a set of files: first all under temporary names, then all renamed. What we wrote earlier is replaced, what
//! others wrote is never touched.

use crate::failure::Failure;
use crate::files::shown;
use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// Who may look into a folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Access {
    /// As the system has it.
    Usual,
    /// The owner alone: folders 0700, files 0600 where the system knows such modes.
    Owner,
}

impl Access {
    /// Makes files so that only these may read them.
    pub(crate) fn limit(self, options: &mut fs::OpenOptions) {
        #[cfg(unix)]
        if self == Self::Owner {
            std::os::unix::fs::OpenOptionsExt::mode(options, 0o600);
        }
    }
}

/// Files on their way into a folder.
#[derive(Debug)]
pub(crate) struct Staging {
    folder: PathBuf,
    access: Access,
    /// Name of the list of files that this writer left behind.
    manifest: &'static str,
    earlier: BTreeSet<String>,
    /// Earlier files that stay as they are.
    kept: BTreeSet<String>,
    names: BTreeSet<String>,
    /// Folders that were made for this, innermost first; they go again if nothing is written.
    made: Vec<PathBuf>,
    /// The manifest on its way: names of the files that are being written, so that what a killed run leaves is known.
    journal: Option<File>,
}

impl Staging {
    /// Prepares to write below a folder, which is made where it is missing.
    pub(crate) fn new(folder: &Path, manifest: &'static str, access: Access) -> Result<Self, Failure> {
        let made = folder
            .ancestors()
            .take_while(|path| !path.as_os_str().is_empty() && !path.exists())
            .map(Path::to_owned)
            .collect();
        make_folder(folder, access)?;
        let earlier = listed(&folder.join(manifest));
        for left in parts_left(folder, manifest) {
            let path = folder.join(left);
            match fs::remove_file(&path) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => {
                    return Err(Failure::system("remove", &path, &error));
                }
                _ => {}
            }
        }
        Ok(Self {
            folder: folder.to_owned(),
            access,
            manifest,
            earlier,
            kept: BTreeSet::new(),
            names: BTreeSet::new(),
            made,
            journal: None,
        })
    }

    /// Prepares to write into a folder of its own: a new or empty one, or one that this writer filled before.
    pub(crate) fn alone(folder: &Path, manifest: &'static str) -> Result<Self, Failure> {
        may_be_alone(folder, manifest)?;
        Self::new(folder, manifest, Access::Owner)
    }

    /// Keeps earlier files of this writer that are not written anew.
    pub(crate) fn keep(&mut self, stays: impl Fn(&str) -> bool) {
        self.kept = self.earlier.iter().filter(|name| stays(name)).cloned().collect();
    }

    /// Opens a file to write. It gets its name at the end.
    pub(crate) fn create(&mut self, name: &str) -> Result<BufWriter<File>, Failure> {
        let path = self.folder.join(name);
        if !plain_name(name) {
            return Err(Failure::bug(format!("'{name}' is no name for a file")));
        }
        if !self.earlier.contains(name) {
            not_in_the_way(&path)?;
        }
        if name != self.manifest {
            self.note(name)?;
        }
        let file = self.open(name)?;
        self.names.insert(name.to_owned());
        Ok(BufWriter::with_capacity(1 << 16, file))
    }

    /// Opens the temporary file of a name.
    fn open(&self, name: &str) -> Result<File, Failure> {
        let temporary = self.temporary(name);
        let mut options = fs::OpenOptions::new();
        self.access.limit(options.write(true).create(true).truncate(true));
        // A link under the temporary name would lead the text out of the folder.
        let _ = fs::remove_file(&temporary);
        options.open(&temporary).map_err(|error| Failure::system("create", &temporary, &error))
    }

    /// Writes down that a file is about to be written.
    fn note(&mut self, name: &str) -> Result<(), Failure> {
        let mut journal = match self.journal.take() {
            Some(journal) => journal,
            None => self.open(self.manifest)?,
        };
        writeln!(journal, "{name}").map_err(|error| self.failed(self.manifest, &error))?;
        self.journal = Some(journal);
        Ok(())
    }

    /// Writes a whole file.
    pub(crate) fn write(&mut self, name: &str, bytes: &[u8]) -> Result<(), Failure> {
        let mut file = self.create(name)?;
        file.write_all(bytes).map_err(|error| self.failed(name, &error))?;
        self.close(name, file)
    }

    /// Brings a file safely to the disk.
    pub(crate) fn close(&self, name: &str, file: BufWriter<File>) -> Result<(), Failure> {
        let file = file.into_inner().map_err(|error| self.failed(name, error.error()))?;
        file.sync_all().map_err(|error| self.failed(name, &error))
    }

    /// The failure to write a file, under its final name.
    pub(crate) fn failed(&self, name: &str, error: &io::Error) -> Failure {
        Failure::system("write", &self.folder.join(name), error)
    }

    /// Path of a staged file, to read it before it has its name.
    pub(crate) fn staged(&self, name: &str) -> PathBuf {
        self.temporary(name)
    }

    /// Gives all files their names, removes earlier ones that are not written any more, and lists what is there.
    pub(crate) fn commit(mut self) -> Result<Vec<PathBuf>, Failure> {
        let manifest = self.manifest;
        let list: String = self.names.union(&self.kept).map(|name| format!("{name}\n")).collect();
        self.earlier.insert(manifest.to_owned());
        self.journal = None;
        self.write(manifest, list.as_bytes())?;
        self.made.clear();
        for stale in
            self.earlier.iter().filter(|name| !self.names.contains(*name) && !self.kept.contains(*name))
        {
            let path = self.folder.join(stale);
            match fs::remove_file(&path) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => {
                    return Err(Failure::system("remove", &path, &error));
                }
                _ => {}
            }
        }
        let names = std::mem::take(&mut self.names);
        let mut paths = Vec::new();
        for name in &names {
            let path = self.folder.join(name);
            fs::rename(self.temporary(name), &path)
                .map_err(|error| Failure::system("write", &path, &error))?;
            if name != manifest {
                paths.push(path);
            }
        }
        Ok(paths)
    }

    fn temporary(&self, name: &str) -> PathBuf {
        self.folder.join(part(name))
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        if self.journal.take().is_some() {
            let _ = fs::remove_file(self.temporary(self.manifest));
        }
        for name in &self.names {
            // After a failure there may be nothing to remove.
            let _ = fs::remove_file(self.temporary(name));
        }
        for folder in &self.made {
            // Only empty folders go.
            let _ = fs::remove_dir(folder);
        }
    }
}

/// Removes what a writer left behind in a folder, if there is anything, and the folder if that leaves it empty. True
/// if there was something.
pub(crate) fn clear(folder: &Path, manifest: &'static str) -> Result<bool, Failure> {
    if !folder.join(manifest).is_file() {
        return Ok(false);
    }
    Staging::new(folder, manifest, Access::Usual)?.commit()?;
    forget(folder, manifest)?;
    Ok(true)
}

/// As [`clear`], in a folder that a writer has for itself. If files of others lie there, it stays the writer's.
pub(crate) fn clear_own(folder: &Path, manifest: &'static str) -> Result<bool, Failure> {
    if !folder.join(manifest).is_file() {
        return Ok(false);
    }
    Staging::new(folder, manifest, Access::Owner)?.commit()?;
    if others(folder, manifest).is_empty() {
        forget(folder, manifest)?;
    }
    Ok(true)
}

fn forget(folder: &Path, manifest: &str) -> Result<(), Failure> {
    let path = folder.join(manifest);
    fs::remove_file(&path).map_err(|error| Failure::system("remove", &path, &error))?;
    // Only an empty folder goes.
    let _ = fs::remove_dir(folder);
    Ok(())
}

/// Whether a writer may have a folder for itself.
pub(crate) fn may_be_alone(folder: &Path, manifest: &str) -> Result<(), Failure> {
    let others = if folder.join(manifest).is_file() { BTreeSet::new() } else { others(folder, manifest) };
    others.first().map_or(Ok(()), |name| {
        Err(Failure::new(
            format!("{} holds other files, such as {name}", shown(folder)),
            "name a new folder, so that marks and keys do not end up among them",
        ))
    })
}

/// Whether a writer may write files of these names in a folder: none is there that is not its own.
pub(crate) fn may_write(folder: &Path, manifest: &str, names: &[&str]) -> Result<(), Failure> {
    if folder.is_file() {
        return Err(Failure::new(format!("{} is a file", shown(folder)), "name another folder"));
    }
    let earlier = listed(&folder.join(manifest));
    names
        .iter()
        .filter(|name| !earlier.contains(**name))
        .try_for_each(|name| not_in_the_way(&folder.join(name)))
}

fn not_in_the_way(path: &Path) -> Result<(), Failure> {
    if path.symlink_metadata().is_err() {
        return Ok(());
    }
    Err(Failure::new(
        format!("{} is there already, and mockexam did not write it", shown(path)),
        "move it away, or choose another folder with --out",
    ))
}

/// What lies in a folder that a writer wants for itself, beside its own files. Empty folders do not count.
fn others(folder: &Path, manifest: &str) -> BTreeSet<String> {
    let own: BTreeSet<String> =
        parts_left(folder, manifest).into_iter().chain([manifest.to_owned()]).collect();
    let is_empty = |path: &Path| fs::read_dir(path).is_ok_and(|mut entries| entries.next().is_none());
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries
        .filter(|entry| !is_empty(&entry.path()))
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .filter(|name| !own.contains(name))
        .collect()
}

/// Temporary files of a run that was killed, the journal last: as long as it is there the others are known.
fn parts_left(folder: &Path, manifest: &str) -> Vec<String> {
    let journal = part(manifest);
    let mut names = listed(&folder.join(&journal));
    // A run that was killed among the renamings has its manifest in place.
    names.extend(listed(&folder.join(manifest)));
    let parts = names.iter().map(|name| part(name)).chain([journal]);
    parts.filter(|name| folder.join(name).symlink_metadata().is_ok()).collect()
}

/// The names in a manifest or a journal; none where there is no such file.
fn listed(path: &Path) -> BTreeSet<String> {
    let text = fs::read_to_string(path).unwrap_or_default();
    text.lines().filter(|line| plain_name(line)).map(str::to_owned).collect()
}

/// The name of a file until it is whole.
fn part(name: &str) -> String {
    format!(".{name}.part")
}

/// A name in the folder itself: nothing that leads elsewhere.
fn plain_name(name: &str) -> bool {
    !name.is_empty() && name != "." && name != ".." && !name.contains(['/', '\\', '\0'])
}

/// Makes a folder and those above it.
pub(crate) fn make_folder(folder: &Path, access: Access) -> Result<(), Failure> {
    fs::create_dir_all(folder).map_err(|error| Failure::system("make the folder", folder, &error))?;
    #[cfg(unix)]
    if access == Access::Owner {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(folder, fs::Permissions::from_mode(0o700))
            .map_err(|error| Failure::system("protect the folder", folder, &error))?;
    }
    #[cfg(not(unix))]
    let _ = access;
    Ok(())
}
