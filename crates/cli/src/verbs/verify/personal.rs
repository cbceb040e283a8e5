//! The papers with names: are they those that were printed, for those who have these forms, and do they come out again?

use super::Findings;
use crate::assignment;
use crate::comparing::Comparing;
use crate::exam_folder::{ExamFolder, PRINTED};
use crate::failure::Failure;
use crate::files::shown;
use crate::fonts::Fonts;
use crate::progress::Progress;
use crate::sources::Sources;
use crate::verbs::check::counted;
use crate::verbs::print::{Content, Look, PERSONAL, RECORD, Run, RunRecord};
use mockexam_assembly::Blueprint;
use mockexam_paper::TYPESETTER;
use mockexam_pdf::reading;
use mockexam_report::Hashed;
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io;
use std::path::Path;

/// How many files are how.
#[derive(Default)]
struct Counts {
    /// As they come out now, in every byte.
    equal: usize,
    /// As they come out now, in text and structure.
    alike: usize,
    /// As they were printed; they were not printed again.
    untouched: usize,
}

/// Compares the files in personal/ with what its record says, and with what comes out now.
pub(super) fn personal_files(
    exam: &ExamFolder,
    blueprint: &Blueprint,
    fonts: &Fonts,
    findings: &mut Findings,
    sources: &mut Sources,
) -> Result<(), Failure> {
    let folder = exam.path.join(PERSONAL);
    let Some(record) = RunRecord::read(&folder)? else {
        if folder.join(PRINTED).is_file() {
            let fact = format!("{PERSONAL}/ has no {RECORD}, so its files cannot be checked");
            findings.differs(fact);
        }
        return Ok(());
    };
    moved(exam, &record, findings)?;
    let none = Fonts::default();
    // Fonts of the user change nothing in files that were printed without them.
    let fonts = if record.fonts_sha256.is_some() { fonts } else { &none };
    let run = if record.fonts_sha256.as_deref() == fonts.digest() {
        let run = Run::again(exam, blueprint, &record, fonts, sources)?;
        same_looks(&run, &record, findings).then_some(run)
    } else {
        findings.differs(format!("{PERSONAL}/ was printed with fonts of a folder; name it with --fonts"));
        None
    };
    let contents: BTreeMap<String, Content> = run.iter().flat_map(Run::contents).collect();
    for name in contents.keys().filter(|name| record.files.iter().all(|file| file.name != **name)) {
        findings.differs(format!("{} is not in {RECORD}", shown(&folder.join(name))));
    }
    let mut progress = Progress::new(record.candidates.len(), "candidates");
    let mut counts = Counts::default();
    for file in &record.files {
        let printed = Printed { path: &folder.join(&file.name), sha256: &file.sha256, record: &record };
        let content =
            contents.get_key_value(&file.name).map(|(name, content)| (name.clone(), content.clone()));
        match (&run, content) {
            (None, _) => printed.untouched(findings, &mut counts)?,
            (Some(run), Some(content)) => {
                printed.compare(run, &content, findings, &mut counts, &mut progress)?;
            }
            (Some(_), None) => {
                findings.differs(format!("{} belongs to nothing that was printed", shown(printed.path)));
            }
        }
    }
    drop(progress);
    tell(&counts, &record, run.is_some(), findings);
    Ok(())
}

fn tell(counts: &Counts, record: &RunRecord, is_rebuilt: bool, findings: &mut Findings) {
    let of = record.files.len();
    let candidates = counted(record.candidates.len(), "candidate");
    let Counts { equal, alike, untouched } = counts;
    findings.outcome.line(if is_rebuilt {
        format!(
            "{PERSONAL}/: {equal} of {of} files for {candidates} rebuilt from {RECORD} and the snapshot, equal byte for byte"
        )
    } else {
        format!(
            "{PERSONAL}/: {untouched} of {of} files for {candidates} are those that were printed, by their SHA-256 in {RECORD}; \
             they were not rebuilt"
        )
    });
    if *alike > 0 {
        findings.outcome.line(format!(
            "{PERSONAL}/: {alike} of {of} files of another typesetter than {TYPESETTER}, equal in text and structure"
        ));
    }
}

/// Candidates who have another form than the one that was printed for them.
fn moved(exam: &ExamFolder, record: &RunRecord, findings: &mut Findings) -> Result<(), Failure> {
    let assigned = assignment::forms(exam)?;
    for seated in &record.candidates {
        if let Some(form) = assigned.get(&seated.id).filter(|form| **form != seated.form) {
            findings.differs(format!(
                "{PERSONAL}/ has form {} for {}, the assignment of the exam says {form}",
                seated.form, seated.id
            ));
        }
    }
    Ok(())
}

/// Whether templates and languages are those of the record; another version of the program may bring others along.
fn same_looks(run: &Run<'_>, record: &RunRecord, findings: &mut Findings) -> bool {
    if record.typesetter != TYPESETTER {
        return true;
    }
    let before = findings.differences.len();
    for now in run.looks() {
        let same_names = |look: &&Look| look.template == now.template && look.language == now.language;
        let Some(look) = record.looks.iter().find(same_names) else { continue };
        if look.template_sha256 != now.template_sha256 {
            findings.differs(format!("{PERSONAL}/ was printed with another template '{}'", look.template));
        }
        if look.language_sha256 != now.language_sha256 {
            findings
                .differs(format!("{PERSONAL}/ was printed with another language file '{}'", look.language));
        }
    }
    findings.differences.len() == before
}

/// A file and what is known of it.
struct Printed<'r> {
    path: &'r Path,
    sha256: &'r str,
    record: &'r RunRecord,
}

impl Printed<'_> {
    fn open(&self, findings: &mut Findings) -> Result<Option<File>, Failure> {
        match File::open(self.path) {
            Ok(file) => Ok(Some(file)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                findings.differs(format!("{} is no longer there", shown(self.path)));
                Ok(None)
            }
            Err(error) => Err(self.unread(&error)),
        }
    }

    fn unread(&self, error: &io::Error) -> Failure {
        Failure::system("read", self.path, error)
    }

    /// Looks only whether it is what was printed.
    fn untouched(&self, findings: &mut Findings, counts: &mut Counts) -> Result<(), Failure> {
        let Some(mut file) = self.open(findings)? else { return Ok(()) };
        let mut hashed = Hashed::new(io::sink());
        let read = io::copy(&mut file, &mut hashed).and_then(|_| hashed.finish());
        let (_, sha256) = read.map_err(|error| self.unread(&error))?;
        if sha256 == self.sha256 {
            counts.untouched += 1;
        } else {
            self.is_another(findings);
        }
        Ok(())
    }

    fn is_another(&self, findings: &mut Findings) {
        findings.differs(format!("{} is not the file that was printed", shown(self.path)));
    }

    /// Prints it again, and holds it against the file without keeping either in memory.
    fn compare(
        &self,
        run: &Run<'_>,
        content: &(String, Content),
        findings: &mut Findings,
        counts: &mut Counts,
        progress: &mut Progress,
    ) -> Result<(), Failure> {
        let Some(file) = self.open(findings)? else { return Ok(()) };
        let (comparing, _) = run.write(content, Comparing::new(file), progress)?;
        let (sha256, is_equal) = comparing.finish().map_err(|error| self.unread(&error))?;
        if sha256 != self.sha256 {
            self.is_another(findings);
        } else if is_equal {
            counts.equal += 1;
        } else if self.record.typesetter == TYPESETTER {
            findings.differs(format!("{} comes out differently", shown(self.path)));
        } else if self.says_the_same(run, content, progress)? {
            counts.alike += 1;
        } else {
            findings.differs(format!(
                "{} was set by typesetter {}, and says other things than what typesetter {TYPESETTER} sets now",
                shown(self.path),
                self.record.typesetter
            ));
        }
        Ok(())
    }

    fn says_the_same(
        &self,
        run: &Run<'_>,
        content: &(String, Content),
        progress: &mut Progress,
    ) -> Result<bool, Failure> {
        let before = fs::read(self.path).map_err(|error| self.unread(&error))?;
        let (now, _) = run.write(content, Vec::new(), progress)?;
        Ok(matches!((reading(&before), reading(&now)), (Ok(before), Ok(now)) if before == now))
    }
}
