//! The image files that texts of a bank name.

use crate::bank::Reading;
use crate::item::Eligibility;
use crate::source::{AtSpot, Spot};
use mockexam_model::{Diagnostic, ImageFile, Images, ItemSnapshot, RichText};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::io;

/// A fact about an image file that cannot be used, and how to repair it.
type Fault = (String, &'static str);

/// The files of a bank, each read once.
struct Loader<'a> {
    load: &'a dyn Fn(&str) -> io::Result<Vec<u8>>,
    /// By path: the name under which an exam keeps it.
    known: BTreeMap<String, Result<String, Fault>>,
    images: Images,
}

impl Reading {
    /// Reads the image files that texts name, by their paths below the folder of the bank. A file that is missing or cannot
    /// be printed is a finding (T05), and its item is not eligible.
    ///
    /// From here on texts name images by the SHA-256 of the file: so whatever is derived from a text depends on what the
    /// image shows and not on what its file is called.
    ///
    /// More than [`ImageFile::MOST_BYTES`] of a file need not be loaded. An error of kind `InvalidData` is a fact about the
    /// image, in words for its author.
    #[must_use]
    pub fn with_images(mut self, load: &dyn Fn(&str) -> io::Result<Vec<u8>>) -> Self {
        let mut loader = Loader { load, known: BTreeMap::new(), images: Images::new() };
        let mut found = Vec::new();
        let mut faulty_cases = Vec::new();
        for (id, case) in &mut self.bank.cases {
            let faults = loader.resolve(vec![&mut case.stimulus.text]);
            if !faults.is_empty() {
                faulty_cases.push(id.clone());
                found.extend(findings(&format!("stimulus {id}"), faults, &case.spot));
            }
        }
        for (id, item) in &mut self.bank.items {
            let faults = loader.resolve(ItemSnapshot::texts_mut(&mut item.snapshot));
            let in_faulty_case = item.snapshot.stimulus.as_ref().is_some_and(|id| faulty_cases.contains(id));
            if item.eligibility == Eligibility::Eligible && (!faults.is_empty() || in_faulty_case) {
                item.eligibility = Eligibility::Faulty;
            }
            found.extend(findings(&format!("item {id}"), faults, &item.spot));
        }
        self.bank.images = loader.images;
        self.diagnostics.extend(found);
        self.diagnostics.sort_by(|a, b| (&a.labels, a.code).cmp(&(&b.labels, b.code)));
        self
    }
}

fn findings(subject: &str, faults: Vec<Fault>, spot: &Spot) -> impl Iterator<Item = Diagnostic> {
    let finding = move |(fact, help): Fault| {
        Diagnostic::error("T05", format!("{subject}: {fact}")).spot(spot, "").help(help)
    };
    faults.into_iter().map(finding)
}

impl Loader<'_> {
    /// Loads the images of texts and renames them there.
    fn resolve(&mut self, texts: Vec<&mut RichText>) -> Vec<Fault> {
        let mut faults: Vec<Fault> = Vec::new();
        for text in texts {
            let paths: Vec<String> = text.images().map(str::to_owned).collect();
            for path in paths {
                if let Err(fault) = self.file(&path)
                    && !faults.contains(&fault)
                {
                    faults.push(fault);
                }
            }
            text.rename_images(&|path| self.known.get(path).cloned().and_then(Result::ok));
        }
        faults
    }

    fn file(&mut self, path: &str) -> Result<String, Fault> {
        if let Some(known) = self.known.get(path) {
            return known.clone();
        }
        let image = self.read(path);
        let named = image.map(|image| {
            let digest = Sha256::digest(image.bytes());
            let digest: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
            let name = format!("{digest}.{}", image.format().extension());
            self.images.insert(name.clone(), image);
            name
        });
        self.known.insert(path.to_owned(), named.clone());
        named
    }

    fn read(&self, path: &str) -> Result<ImageFile, Fault> {
        let bytes = (self.load)(path).map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => (
                format!("the image {path} is not in the folder of the bank"),
                "put the file there, or correct its name in the text",
            ),
            io::ErrorKind::InvalidData => {
                (error.to_string(), "open it in a program for images and save it again")
            }
            _ => (
                format!("the image {path} cannot be read: {error}"),
                "see whether it is a file that you may open",
            ),
        })?;
        let read = mockexam_drawing::image(&bytes);
        read.map_err(|error| (format!("the image {path}: {error}"), error.help()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Bank, SourceFile};
    use mockexam_model::ItemId;

    /// A PNG of one pixel, up to where its size is known.
    const PIXEL: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\0\x01\0\0\0\x01\x08\0\0\0\0";

    const BANK: &str = r#"
        [bank]
        id = "b"
        title = "B"
        language = "en"
        [[topic]]
        id = "t"
        name = "T"
        [[stimulus]]
        id = "case"
        use = "all"
        text = "![A plan](plan.png)"
        [defaults]
        topic = "t"
        type = "true-false"
        level = "understand"
        difficulty = 0.9
        status = "reviewed"
        [[item]]
        id = "a"
        stimulus = "case"
        answer = true
        stem = "The plan is right."
        explanation = "A reason of more than forty characters, in any case."
        [[item]]
        id = "b"
        answer = true
        stem = """
        This is so:

        ![The same plan](copy.png)
        """
        explanation = "Another reason of more than forty characters, in any case."
    "#;

    fn read(files: &[(&str, &[u8])]) -> Reading {
        let load = |path: &str| {
            let found = files.iter().find(|(name, _)| *name == path).map(|(_, bytes)| bytes.to_vec());
            found.ok_or_else(|| io::Error::from(io::ErrorKind::NotFound))
        };
        Bank::read(&[SourceFile::new("b.toml", BANK)]).with_images(&load)
    }

    #[test]
    fn texts_name_images_by_what_is_in_them() {
        let reading = read(&[("plan.png", PIXEL), ("copy.png", PIXEL)]);
        assert_eq!(reading.diagnostics, []);
        let names: Vec<&String> = reading.bank.images.keys().collect();
        assert_eq!(names.len(), 1);
        let item = reading.bank.item(&ItemId::new("b").unwrap()).unwrap();
        assert_eq!(item.snapshot.stem.images().collect::<Vec<_>>(), names);
        let moved = read(&[("plan.png", PIXEL), ("copy.png", &[PIXEL, b"x"].concat())]);
        assert!(!moved.bank.says_the_same_as(&reading.bank));
    }

    #[test]
    fn files_that_cannot_be_printed_are_findings_at_their_items() {
        let reading = read(&[("plan.png", b"GIF89a")]);
        let told: Vec<String> =
            reading.diagnostics.iter().map(|d| format!("{} {}", d.code, d.message)).collect();
        assert_eq!(
            told,
            [
                "T05 stimulus case: the image plan.png: the file is neither PNG nor JPEG nor SVG",
                "T05 item b: the image copy.png is not in the folder of the bank",
            ]
        );
        assert!(reading.diagnostics.iter().all(|finding| finding.labels.len() == 1));
        let states: Vec<Eligibility> = reading.bank.items().map(|item| item.eligibility).collect();
        assert_eq!(states, [Eligibility::Faulty; 2]);
    }
}
