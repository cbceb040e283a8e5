//! What was printed for whom: the record in personal/, by which `verify` prints it again.

use super::RECORD;
use crate::failure::Failure;
use crate::files::{self, shown};
use mockexam_grading::RosterEntry;
use mockexam_model::{CandidateId, FormCode};
use mockexam_paper::Sitting;
use serde::{Deserialize, Serialize};
use std::path::Path;

/// A run of sets. Names of candidates are in it: it stays with the files that have them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RunRecord {
    pub(crate) typesetter: u32,
    pub(crate) papers: bool,
    pub(crate) sheets: bool,
    pub(crate) by_room: bool,
    /// SHA-256 of the fonts that the user brought along.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) fonts_sha256: Option<String>,
    /// Templates and languages; the first are those of the call.
    #[serde(rename = "look")]
    pub(crate) looks: Vec<Look>,
    /// In the order in which they sit.
    #[serde(rename = "candidate")]
    pub(crate) candidates: Vec<Seated>,
    #[serde(rename = "file")]
    pub(crate) files: Vec<FileRecord>,
}

/// What sets are printed with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Look {
    pub(crate) template: String,
    pub(crate) template_sha256: String,
    pub(crate) language: String,
    pub(crate) language_sha256: String,
}

/// A candidate with what they got.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Seated {
    pub(crate) id: CandidateId,
    pub(crate) name: String,
    pub(crate) form: FormCode,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    room: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    row: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    seat: String,
    /// Which of the looks, from 0.
    #[serde(default)]
    look: usize,
    #[serde(default)]
    extra_minutes: u32,
}

/// A file of the run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct FileRecord {
    pub(crate) name: String,
    pub(crate) sha256: String,
}

impl Seated {
    /// What a candidate gets, where others have this many minutes.
    pub(super) fn of(id: &CandidateId, sitting: &Sitting, look: usize, minutes: u32) -> Self {
        let Sitting { holder, form, .. } = sitting;
        Self {
            id: id.clone(),
            name: holder.name.clone(),
            form: form.clone(),
            room: holder.room.clone(),
            row: holder.row.clone(),
            seat: holder.seat.clone(),
            look,
            extra_minutes: sitting.minutes.saturating_sub(minutes),
        }
    }
}

impl RunRecord {
    /// The record in a folder, if there is one.
    pub(crate) fn read(folder: &Path) -> Result<Option<Self>, Failure> {
        let path = folder.join(RECORD);
        if !path.exists() {
            return Ok(None);
        }
        toml::from_str(&files::read_text(&path)?).map(Some).map_err(|error| unusable(&path, error.message()))
    }

    pub(super) fn to_toml(&self) -> String {
        let about = "# What was printed here and for whom, so that mockexam verify can print it again.\n";
        format!("{about}{}", toml::to_string(self).unwrap_or_default())
    }

    /// The candidates as a roster has them.
    pub(super) fn entries(&self) -> Result<Vec<(RosterEntry, Option<FormCode>)>, Failure> {
        let entries = self.candidates.iter().zip(1..).map(|(seated, line)| {
            let look = self
                .looks
                .get(seated.look)
                .ok_or_else(|| unusable(Path::new(RECORD), &format!("there is no look {}", seated.look)))?;
            let entry = RosterEntry {
                candidate: seated.id.clone(),
                name: seated.name.clone(),
                form: Some(seated.form.clone()),
                room: seated.room.clone(),
                row: seated.row.clone(),
                seat: seated.seat.clone(),
                group: String::new(),
                language: look.language.clone(),
                template: look.template.clone(),
                extra_minutes: seated.extra_minutes,
                line,
            };
            Ok((entry, None))
        });
        entries.collect()
    }
}

fn unusable(path: &Path, fact: &str) -> Failure {
    Failure::new(format!("{}: {fact}", shown(path)), "restore the file, or print with --roster again")
}
