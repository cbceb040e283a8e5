//! The list of earlier exams: which items rest, and the exam that joins it.

use crate::args::AssembleArgs;
use crate::failure::Failure;
use crate::files::{self, shown};
use crate::rewrite::rewrite;
use crate::sources::Sources;
use mockexam_assembly::{Blueprint, Exam, History, PastExam};
use mockexam_model::ItemId;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Where the list is, unless another place is named.
const USUAL: &str = "exams/history.toml";

/// The list for an exam that is about to be made.
pub(crate) struct Ledger {
    path: PathBuf,
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
        let history = if path.exists() {
            let text = files::read_text(&path)?;
            sources.add(&shown(&path), &text);
            History::read(&shown(&path), &text)?
        } else {
            History::default()
        };
        Ok(Some(Self { path, name, history }))
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
        if let Some(parent) = self.path.parent().filter(|parent| !parent.as_os_str().is_empty()) {
            fs::create_dir_all(parent).map_err(|error| Failure::system("make", parent, &error))?;
        }
        rewrite(&[(self.path.clone(), self.history.with(entry).to_toml())])?;
        Ok(self.path)
    }
}
