//! Why a verb could not do its work. Nothing was written then.

use crate::exit::Exit;
use mockexam_model::Diagnostic;
use std::io;
use std::path::Path;

/// Mistakes of the user or of the system around us.
#[derive(Debug)]
pub(crate) struct Failure {
    /// What is wrong, at least one.
    pub(crate) diagnostics: Vec<Diagnostic>,
}

impl Failure {
    /// A single fact with its repair.
    pub(crate) fn new(message: impl Into<String>, help: impl Into<String>) -> Self {
        Diagnostic::error("C01", message).help(help).into()
    }

    /// Something that no input should bring about.
    pub(crate) fn bug(message: impl Into<String>) -> Self {
        bug_of(message).into()
    }

    /// How the program ends by it.
    pub(crate) fn exit(&self) -> Exit {
        let is_bug = self.diagnostics.iter().any(|found| BUGS.contains(&found.code));
        if is_bug { Exit::Bug } else { Exit::Refused }
    }

    /// Something the system refused to do with a path.
    pub(crate) fn system(action: &str, path: &Path, error: &io::Error) -> Self {
        let help = match error.kind() {
            io::ErrorKind::NotFound => "check the spelling, and the folder you are in",
            io::ErrorKind::PermissionDenied => "check who owns it, or choose another place",
            io::ErrorKind::FileTooLarge => "split the file",
            io::ErrorKind::StorageFull => "free some space, or choose another place",
            io::ErrorKind::IsADirectory => "name a file, not a folder",
            io::ErrorKind::NotADirectory => "a file stands where a folder is needed",
            _ => "the system gives no further reason",
        };
        Diagnostic::error("C02", format!("cannot {action} {}: {}", path.display(), reason(error)))
            .help(help)
            .into()
    }
}

/// The finding of a bug: what no input should bring about.
pub(crate) fn bug_of(message: impl Into<String>) -> Diagnostic {
    Diagnostic::error(BUGS[0], message).help("this is a bug of mockexam; please report it with what you did")
}

/// Codes of findings that no input should bring about: of this crate, and of finished exams that their check refuses.
const BUGS: [&str; 2] = ["C70", "P09"];

/// The system's reason in lower case and without its number.
fn reason(error: &io::Error) -> String {
    let text = error.to_string();
    let text = text.split(" (os error").next().unwrap_or_default();
    let mut characters = text.chars();
    characters.next().map_or_else(String::new, |first| first.to_lowercase().chain(characters).collect())
}

impl From<Diagnostic> for Failure {
    fn from(diagnostic: Diagnostic) -> Self {
        Self { diagnostics: vec![diagnostic] }
    }
}

impl From<Vec<Diagnostic>> for Failure {
    fn from(diagnostics: Vec<Diagnostic>) -> Self {
        Self { diagnostics }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bugs_end_with_a_code_of_their_own() {
        assert_eq!(Failure::new("fact", "help").exit(), Exit::Refused);
        assert_eq!(Failure::bug("fact").exit(), Exit::Bug);
        // What the assembler says of an exam that its own check refuses.
        let unsound = Diagnostic::error("P09", "fact").help("help");
        assert_eq!(Failure::from(vec![Diagnostic::error("P01", "fact"), unsound]).exit(), Exit::Bug);
    }
}
