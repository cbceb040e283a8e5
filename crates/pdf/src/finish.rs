//! What readers and catalogues see of the file, and the removal of everything that differs between runs.

use crate::PdfError;
use lopdf::{Dictionary, Document, Object, dictionary, text_string};
use mockexam_paper::{Paper, TYPESETTER};
use sha2::{Digest, Sha256};

/// A fixed date: a file must not tell when it was made.
const DATE: &str = "D:20000101000000Z";

/// Sets title, language and identity, and writes the file.
pub(crate) fn finish(mut document: Document, paper: &Paper) -> Result<Vec<u8>, PdfError> {
    document.version = "1.7".to_owned();
    let catalog = document.catalog_mut()?;
    catalog.remove(b"PageLayout");
    catalog.set("Lang", text_string(&paper.metadata.language));
    catalog.set("ViewerPreferences", dictionary! { "DisplayDocTitle" => true });
    let info = document.trailer.get(b"Info")?.as_reference()?;
    document.objects.insert(info, Object::Dictionary(information(paper)));
    document.compress();
    let identity = Object::string_literal(identity(&document, paper));
    document.trailer.set("ID", vec![identity.clone(), identity]);
    let mut bytes = Vec::new();
    document.save_modern(&mut bytes)?;
    Ok(bytes)
}

fn information(paper: &Paper) -> Dictionary {
    let mut info = dictionary! {
        "Title" => text_string(&paper.metadata.title),
        "Creator" => text_string("mockexam"),
        "Producer" => text_string("mockexam"),
        "CreationDate" => Object::string_literal(DATE),
        "ModDate" => Object::string_literal(DATE),
    };
    if !paper.metadata.subject.is_empty() {
        info.set("Subject", text_string(&paper.metadata.subject));
    }
    info
}

/// Sixteen bytes that stand for the content: all streams and what is said of the document.
fn identity(document: &Document, paper: &Paper) -> Vec<u8> {
    let mut hash = Sha256::new();
    let mut part = |bytes: &[u8]| {
        hash.update(u64::try_from(bytes.len()).unwrap_or(u64::MAX).to_be_bytes());
        hash.update(bytes);
    };
    part(&TYPESETTER.to_be_bytes());
    let metadata = &paper.metadata;
    for text in [&metadata.title, &metadata.subject, &metadata.language] {
        part(text.as_bytes());
    }
    for extent in [paper.size.width, paper.size.height] {
        part(&extent.to_millipoints().to_be_bytes());
    }
    for object in document.objects.values() {
        if let Object::Stream(stream) = object {
            part(&stream.content);
        }
    }
    hash.finalize()[..16].to_vec()
}
