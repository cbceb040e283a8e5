//! What the binary brings along: the shipped bank, templates, languages, and the workspace of `new`.

/// A file with its path in a workspace.
pub(crate) struct EmbeddedFile {
    pub(crate) path: &'static str,
    pub(crate) text: &'static str,
}

macro_rules! shipped {
    ($($path:literal),* $(,)?) => {
        &[$(EmbeddedFile { path: $path, text: include_str!(concat!("../../../", $path)) }),*]
    };
}

macro_rules! starter {
    ($($path:literal),* $(,)?) => {
        &[$(EmbeddedFile { path: $path, text: include_str!(concat!("../starter/", $path)) }),*]
    };
}

/// Files of the repository's own workspace.
pub(crate) const SHIPPED: &[EmbeddedFile] = shipped![
    "question-bank/itil-foundation/bank.toml",
    "question-bank/itil-foundation/concepts.toml",
    "question-bank/itil-foundation/four-dimensions.toml",
    "question-bank/itil-foundation/guiding-principles.toml",
    "question-bank/itil-foundation/outcomes-costs-risks.toml",
    "question-bank/itil-foundation/practices-improve-change.toml",
    "question-bank/itil-foundation/practices-purpose.toml",
    "question-bank/itil-foundation/practices-restore.toml",
    "question-bank/itil-foundation/practices-serve.toml",
    "question-bank/itil-foundation/products-and-offerings.toml",
    "question-bank/itil-foundation/service-and-value.toml",
    "question-bank/itil-foundation/service-relationships.toml",
    "question-bank/itil-foundation/service-value-chain.toml",
    "question-bank/itil-foundation/service-value-system.toml",
    "question-bank/itil-foundation/stakeholders-and-roles.toml",
    "question-bank/itil-foundation/utility-and-warranty.toml",
    "question-bank/itil-foundation/value-co-creation.toml",
    "question-bank/itil-foundation/words.txt",
    "question-bank/software-testing/bank.toml",
    "question-bank/software-testing/concepts.toml",
    "question-bank/software-testing/levels-and-types.toml",
    "question-bank/software-testing/managing-testing.toml",
    "question-bank/software-testing/test-design.toml",
    "question-bank/software-testing/why-testing.toml",
    "question-bank/software-testing/words.txt",
    "templates/blueprints/generic-quiz.toml",
    "templates/blueprints/itil4-foundation.toml",
    "templates/blueprints/itil4-syllabus-weights.toml",
    "templates/blueprints/itil5-key-topics.toml",
    "templates/blueprints/practice-four-dimensions.toml",
    "templates/blueprints/practice-guiding-principles.toml",
    "templates/blueprints/practice-outcomes-costs-risks.toml",
    "templates/blueprints/practice-practices-improve-change.toml",
    "templates/blueprints/practice-practices-purpose.toml",
    "templates/blueprints/practice-practices-restore.toml",
    "templates/blueprints/practice-practices-serve.toml",
    "templates/blueprints/practice-products-and-offerings.toml",
    "templates/blueprints/practice-service-and-value.toml",
    "templates/blueprints/practice-service-relationships.toml",
    "templates/blueprints/practice-service-value-chain.toml",
    "templates/blueprints/practice-service-value-system.toml",
    "templates/blueprints/practice-stakeholders-and-roles.toml",
    "templates/blueprints/practice-utility-and-warranty.toml",
    "templates/blueprints/practice-value-co-creation.toml",
    "templates/blueprints/select-two.toml",
    "templates/languages/de-report.toml",
    "templates/languages/de.toml",
    "templates/languages/en-report.toml",
    "templates/languages/en.toml",
    "templates/languages/es.toml",
    "templates/languages/fr-report.toml",
    "templates/languages/fr.toml",
    "templates/languages/nl.toml",
    "templates/papers/a4-two-column.toml",
    "templates/papers/a4.toml",
    "templates/papers/a5-booklet.toml",
    "templates/papers/draft.toml",
    "templates/papers/dyslexia-friendly.toml",
    "templates/papers/large-print.toml",
    "templates/papers/letter.toml",
];

/// Files of a fresh workspace.
pub(crate) const STARTER: &[EmbeddedFile] = starter![
    "README.md",
    "question-bank/safety-basics/bank.toml",
    "question-bank/safety-basics/fire.toml",
    "question-bank/safety-basics/first-aid.toml",
    "question-bank/safety-basics/safe-work.toml",
    "question-bank/safety-basics/words.txt",
    "templates/blueprints/safety-quiz.toml",
];

/// A shipped file by its path.
pub(crate) fn shipped(path: &str) -> Option<&'static EmbeddedFile> {
    SHIPPED.iter().find(|file| file.path == path)
}

/// Ids of the shipped banks.
pub(crate) fn banks() -> impl Iterator<Item = &'static str> {
    SHIPPED.iter().filter_map(|file| file.path.strip_prefix("question-bank/")?.strip_suffix("/bank.toml"))
}

/// Shipped files directly in a folder.
pub(crate) fn in_folder(folder: &str) -> impl Iterator<Item = &'static EmbeddedFile> {
    let inside = move |file: &&EmbeddedFile| {
        file.path
            .strip_prefix(folder)
            .and_then(|rest| rest.strip_prefix('/'))
            .is_some_and(|rest| !rest.contains('/'))
    };
    SHIPPED.iter().filter(inside)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;
    use std::path::Path;

    fn on_disk(root: &Path, folder: &str, found: &mut BTreeSet<String>) {
        for entry in std::fs::read_dir(root.join(folder)).unwrap() {
            let entry = entry.unwrap();
            let path = format!("{folder}/{}", entry.file_name().to_str().unwrap());
            if entry.path().is_dir() {
                on_disk(root, &path, found);
            } else if path.ends_with(".toml") || path.ends_with("/words.txt") {
                // Registers of reviews stay with the repository.
                found.insert(path);
            }
        }
    }

    #[test]
    fn nothing_that_is_shipped_was_forgotten() {
        let root = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."));
        let mut found = BTreeSet::new();
        for folder in ["question-bank", "templates/blueprints", "templates/papers"] {
            on_disk(root, folder, &mut found);
        }
        let embedded: BTreeSet<String> = SHIPPED.iter().map(|file| file.path.to_owned()).collect();
        assert_eq!(found.difference(&embedded).collect::<Vec<_>>(), Vec::<&String>::new());
    }

    #[test]
    fn folders_hold_their_own_files_only() {
        let papers: Vec<&str> = in_folder("templates/papers").map(|file| file.path).collect();
        assert!(papers.contains(&"templates/papers/a4.toml"), "{papers:?}");
        assert!(papers.iter().all(|path| path.starts_with("templates/papers/")), "{papers:?}");
        assert_eq!(in_folder("templates").count(), 0);
    }
}
