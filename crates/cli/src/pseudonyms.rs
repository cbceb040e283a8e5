//! Codes in place of candidates: drawn by chance, kept in the secret folder of the results, the same when reports are made again.

use crate::chance::signs;
use crate::failure::Failure;
use crate::files::{self, shown};
use crate::staging::{Access, Staging};
use mockexam_model::CandidateId;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Folder below the results that nobody gets to see.
const SECRET: &str = "secret";
/// Who is who.
const FILE: &str = "pseudonyms.toml";
const MANIFEST: &str = ".mockexam-pseudonyms";

/// The file of codes.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Codes {
    /// Code by candidate.
    codes: BTreeMap<String, String>,
}

/// A code for each candidate: those that were given before, and new ones for the others.
pub(crate) fn codes(
    results: &Path,
    candidates: &[CandidateId],
) -> Result<BTreeMap<CandidateId, String>, Failure> {
    let folder = results.join(SECRET);
    let mut known = read(&folder.join(FILE))?;
    let mut taken: BTreeSet<String> = known.codes.values().cloned().collect();
    let before = known.codes.len();
    let mut all = BTreeMap::new();
    for id in candidates {
        let code = known.codes.entry(id.as_str().to_owned()).or_insert_with(|| fresh(&mut taken));
        all.insert(id.clone(), code.clone());
    }
    if known.codes.len() > before {
        let mut staging = Staging::new(&folder, MANIFEST, Access::Owner)?;
        let text = toml::to_string(&known).map_err(|error| Failure::bug(format!("{FILE}: {error}")))?;
        staging.write(FILE, text.as_bytes())?;
        staging.commit()?;
    }
    Ok(all)
}

fn read(path: &Path) -> Result<Codes, Failure> {
    if !path.exists() {
        return Ok(Codes::default());
    }
    let help = "restore the file, or remove it: everybody gets a new code then";
    let codes: Codes = toml::from_str(&files::read_text(path)?)
        .map_err(|error| Failure::new(format!("{}: {}", shown(path), error.message()), help))?;
    let distinct: BTreeSet<&String> = codes.codes.values().collect();
    let plain = |code: &&String| !code.is_empty() && code.bytes().all(|b| b.is_ascii_alphanumeric());
    match distinct.len() == codes.codes.len() && distinct.iter().all(plain) {
        true => Ok(codes),
        false => {
            Err(Failure::new(format!("{}: a code is empty, not plain or there twice", shown(path)), help))
        }
    }
}

/// A code that nobody has. It comes from the system's randomness alone, never from an id, which could be guessed.
fn fresh(taken: &mut BTreeSet<String>) -> String {
    const LENGTH: usize = 7;
    loop {
        let code = signs(LENGTH);
        if taken.insert(code.clone()) {
            return code;
        }
    }
}
