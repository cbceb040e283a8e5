//! The list of earlier exams: which items rest, and the exam that joins it.

use crate::args::AssembleArgs;
use crate::failure::Failure;
use crate::files::{self, shown};
use crate::rewrite::rewrite;
use crate::sources::Sources;
use mockexam_assembly::{Blueprint, Exam, History, PastExam};
use mockexam_model::ItemId;
use std::collections::BTreeSet;
use std::fs::{self, File};
use std::path::{Path, PathBuf};

/// Where the list is, unless another place is named.
const USUAL: &str = "exams/history.toml";

/// The list for an exam that is about to be made.
pub(crate) struct Ledger {
    path: PathBuf,
    /// Held until the exam has joined: another run then waits, and knows of it.
    _lock: Option<File>,
    name: String,
    history: History,
}

impl Ledger {
    /// The list, if one is named or the blueprint asks for rest. A list that is not there yet is empty.
    pub(crate) fn open(
        args: &AssembleArgs,
        blueprint: &Blueprint,
        folder: &Path,
        sources: &mut Sources,
    ) -> Result<Option<Self>, Failure> {
        let path = match &args.history {
            Some(path) => path.clone(),
            None if blueprint.rest() > 0 => PathBuf::from(USUAL),
            None => return Ok(None),
        };
        let Some(name) = folder.file_name().map(|name| name.to_string_lossy().into_owned()) else {
            let fact = format!("{} has no name for the list of exams", shown(folder));
            return Err(Failure::new(fact, "name the exam with --name"));
        };
        // Before anything is drawn: an exam that cannot join the list is not made.
        if let Some(parent) = path.parent().filter(|parent| !parent.as_os_str().is_empty()) {
            fs::create_dir_all(parent).map_err(|error| Failure::system("make", parent, &error))?;
        }
        let lock = lock(&path)?;
        let history = if path.exists() {
            let text = files::read_text(&path)?;
            sources.add(&shown(&path), &text);
            History::read(&shown(&path), &text)?
        } else {
            History::default()
        };
        Ok(Some(Self { path, _lock: lock, name, history }))
    }

    /// Items that rest.
    pub(crate) fn resting(&self, blueprint: &Blueprint) -> BTreeSet<ItemId> {
        self.history.resting(&self.name, &blueprint.bank, blueprint.rest())
    }

    /// Adds the exam, which is on the disk by now.
    pub(crate) fn enter(self, exam: &Exam) -> Result<PathBuf, Failure> {
        let items = exam.secret.key.items().map(|item| item.id.clone()).collect();
        let entry = PastExam {
            name: self.name,
            code: exam.public.code.clone(),
            bank: exam.public.bank.clone(),
            items,
        };
        rewrite(&[(self.path.clone(), self.history.with(entry).to_toml())])?;
        Ok(self.path)
    }
}

/// Takes the list for this run: a hidden file beside it is locked, as the list itself is replaced. None where the system cannot
/// lock files.
fn lock(path: &Path) -> Result<Option<File>, Failure> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let beside = path.with_file_name(format!(".{name}.lock"));
    let open = File::options().create(true).truncate(false).write(true).open(&beside);
    let file = open.map_err(|error| Failure::system("write beside", path, &error))?;
    Ok(file.lock().is_ok().then_some(file))
}
