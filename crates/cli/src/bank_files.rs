//! Where banks, blueprints, templates and languages are found: a path, the workspace, or the binary itself.

use crate::embedded;
use crate::failure::Failure;
use crate::files::{self, shown};
use crate::sources::Sources;
use mockexam_bank::{Bank, Beside, Reading, SourceFile, WordList};
use mockexam_model::{Diagnostic, ImageFile, Place};
use std::io;
use std::path::{Path, PathBuf};

/// A text with the name under which the user knows it.
#[derive(Debug, Clone)]
pub(crate) struct NamedText {
    pub(crate) name: String,
    pub(crate) text: String,
}

/// A template, blueprint or language: a file, or a name in a folder of templates/.
pub(crate) fn template(kind: &str, wanted: &str, sources: &mut Sources) -> Result<NamedText, Failure> {
    let direct = Path::new(wanted);
    let in_workspace = PathBuf::from(format!("templates/{kind}/{wanted}.toml"));
    let found = [direct.to_path_buf(), in_workspace.clone()].into_iter().find(|path| path.is_file());
    let text = match found {
        Some(path) => NamedText { name: shown(&path), text: files::read_text(&path)? },
        None => match embedded::shipped(&format!("templates/{kind}/{wanted}.toml")) {
            Some(file) => NamedText { name: format!("{} (shipped)", file.path), text: file.text.to_owned() },
            None if direct.is_dir() => {
                return Err(Failure::new(format!("{} is a folder", shown(direct)), "name a file"));
            }
            None => return Err(not_found(kind, wanted, &in_workspace)),
        },
    };
    sources.add(&text.name, &text.text);
    Ok(text)
}

/// The logo that a template names, from the folder of its file.
pub(crate) fn logo(template: &NamedText, name: &str) -> Result<ImageFile, Failure> {
    let folder = Path::new(&template.name).parent().unwrap_or(Path::new(""));
    let refused = |fact: String| {
        let found = Diagnostic::error("C05", fact).at(&template.name, Place::File, "");
        found.help("put a PNG, JPEG or SVG file beside the template, or take the line 'logo' out")
    };
    let bytes =
        image(folder, name).map_err(|error| refused(format!("the logo {name} cannot be read: {error}")))?;
    Ok(mockexam_drawing::image(&bytes).map_err(|error| refused(format!("the logo {name}: {error}")))?)
}

fn not_found(kind: &str, wanted: &str, in_workspace: &Path) -> Failure {
    // Words of papers and of reports lie beside each other.
    let of_reports = |name: &str| name.ends_with("-report");
    let shipped: Vec<&str> = embedded::in_folder(&format!("templates/{kind}"))
        .filter_map(|file| Path::new(file.path).file_stem()?.to_str())
        .filter(|name| of_reports(name) == of_reports(wanted))
        .collect();
    Failure::new(
        format!("there is neither a file {wanted} nor {}", shown(in_workspace)),
        format!("name a file, or one of the shipped ones: {}", shipped.join(", ")),
    )
}

/// A bank by its folder, or by its id in the workspace or among the shipped ones.
pub(crate) fn bank(folder: Option<&Path>, id: &str, sources: &mut Sources) -> Result<Reading, Failure> {
    let in_workspace = Path::new("question-bank").join(id);
    match folder {
        Some(folder) => bank_in(folder, &[], sources),
        None if in_workspace.is_dir() => bank_in(&in_workspace, &[], sources),
        None => match shipped_bank(id, &[], sources) {
            Some(reading) => Ok(reading),
            None => Err(Failure::new(
                format!("there is no bank '{id}': neither {} nor shipped", shown(&in_workspace)),
                "go to the folder of your workspace, or name the bank's folder with --bank",
            )),
        },
    }
}

/// The folders in a folder: those that may hold a bank, and those without any file of one.
pub(crate) fn folders(parent: &Path) -> Result<(Vec<PathBuf>, Vec<PathBuf>), Failure> {
    let (mut full, mut empty) = (Vec::new(), Vec::new());
    for folder in files::folders(parent)? {
        let is_empty = files::list(&folder, "toml")?.is_empty();
        if is_empty { &mut empty } else { &mut full }.push(folder);
    }
    Ok((full, empty))
}

/// The fact that a folder holds no bank.
pub(crate) fn no_file_in(folder: &Path) -> String {
    format!("there is no .toml file in {}", shown(folder))
}

/// The bank in a folder, held against the texts that it draws on.
pub(crate) fn bank_in(
    folder: &Path,
    originals: &[SourceFile],
    sources: &mut Sources,
) -> Result<Reading, Failure> {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let (mut texts, mut no_texts) = (Vec::new(), Vec::new());
    for path in files::list(folder, "toml")? {
        match files::read_text(&path) {
            Ok(text) => texts.push(SourceFile::new(&shown(&path), &text)),
            // One file in a wrong encoding must not hide what is wrong in the others.
            Err(failure) => no_texts.extend(failure.diagnostics),
        }
    }
    if texts.is_empty() && no_texts.is_empty() {
        return Err(Failure::new(
            no_file_in(folder),
            "name the folder of a bank, such as question-bank/itil-foundation",
        ));
    }
    let mut lists = Vec::new();
    for path in files::list(folder, "txt")? {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        match files::read_text(&path) {
            Ok(text) => lists.push(WordList { name, text }),
            // Other texts may be anybody's notes; a dictionary that cannot be read is missed by name.
            Err(failure) if name == Beside::WORDS => no_texts.extend(failure.diagnostics),
            Err(_) => {}
        }
    }
    let mut reading =
        read(&texts, &Beside { originals, lists: &lists }, sources).with_images(&|path| image(folder, path));
    reading.diagnostics.splice(0..0, no_texts);
    Ok(reading)
}

/// The bytes of an image below the folder of a bank. One that would be refused when it is printed is refused now.
fn image(folder: &Path, path: &str) -> io::Result<Vec<u8>> {
    let bytes = files::read_bytes(&folder.join(path), ImageFile::MOST_BYTES + 1)?;
    if let Ok(image) = ImageFile::read(&bytes) {
        mockexam_pdf::check_image(path, &image)
            .map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))?;
    }
    Ok(bytes)
}

/// A shipped bank by its id, held against the texts that it draws on.
pub(crate) fn shipped_bank(id: &str, originals: &[SourceFile], sources: &mut Sources) -> Option<Reading> {
    let (mut texts, mut lists) = (Vec::new(), Vec::new());
    for file in embedded::in_folder(&format!("question-bank/{id}")) {
        match file.path.strip_suffix(".txt").and_then(|path| path.rsplit('/').next()) {
            Some(name) => lists.push(WordList { name: format!("{name}.txt"), text: file.text.to_owned() }),
            None => texts.push(SourceFile::new(&format!("{} (shipped)", file.path), file.text)),
        }
    }
    (!texts.is_empty()).then(|| read(&texts, &Beside { originals, lists: &lists }, sources))
}

fn read(texts: &[SourceFile], beside: &Beside<'_>, sources: &mut Sources) -> Reading {
    for file in texts {
        sources.add(&file.name, &file.text);
    }
    Bank::read_beside(texts, beside)
}

/// The texts that banks draw on: all .txt and .md files of a folder.
pub(crate) fn originals(folder: &Path) -> Result<Vec<SourceFile>, Failure> {
    let mut paths = files::list(folder, "txt")?;
    paths.extend(files::list(folder, "md")?);
    if paths.is_empty() {
        return Err(Failure::new(
            format!("there is no .txt or .md file in {}", shown(folder)),
            "save the texts that the bank draws on there, as plain text",
        ));
    }
    let read = |path: PathBuf| Ok(SourceFile::new(&shown(&path), &files::read_text(&path)?));
    paths.into_iter().map(read).collect()
}

/// A bank that exams may be drawn from: one without errors.
pub(crate) fn sound(reading: Reading) -> Result<Bank, Failure> {
    if reading.has_errors() {
        let mut diagnostics = reading.diagnostics;
        diagnostics.retain(|diagnostic| diagnostic.severity == mockexam_model::Severity::Error);
        return Err(diagnostics.into());
    }
    Ok(reading.bank)
}
