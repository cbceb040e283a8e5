//! What readers and catalogues see of the file, and the removal of everything that differs between runs.

use crate::metadata::{Claim, packet};
use crate::tagged::{PageTags, add_structure};
use crate::{PdfError, deflate, profile};
use lopdf::{Dictionary, Document, Object, Stream, dictionary, text_string};
use mockexam_model::ImageFormat;
use mockexam_paper::{Paper, TYPESETTER};
use sha2::{Digest, Sha256};

/// Sets fonts, structure, title, language and identity, and writes the file.
pub(crate) fn finish(
    mut document: Document,
    paper: &Paper,
    fonts: Dictionary,
    tags: &[PageTags],
) -> Result<Vec<u8>, PdfError> {
    document.version = "1.7".to_owned();
    set_fonts(&mut document, fonts)?;
    add_structure(&mut document, &paper.structure, tags)?;
    let claim = claim(paper);
    let packet = packet(&paper.metadata, claim);
    let described = dictionary! { "Type" => "Metadata", "Subtype" => "XML" };
    // Catalogues search for it: it stays as it is.
    let described = document.add_object(Stream::new(described, packet.into_bytes()).with_compression(false));
    let intent = match claim {
        Claim::Archival => Some(output_intent(&mut document)?),
        Claim::Accessible => None,
    };
    let catalog = document.catalog_mut()?;
    catalog.remove(b"PageLayout");
    catalog.set("Lang", text_string(&paper.metadata.language));
    catalog.set("ViewerPreferences", dictionary! { "DisplayDocTitle" => true });
    catalog.set("Metadata", described);
    if let Some(intent) = intent {
        catalog.set("OutputIntents", vec![intent.into()]);
    }
    let info = document.trailer.get(b"Info")?.as_reference()?;
    document.objects.insert(info, Object::Dictionary(information(paper)));
    deflate::all(&mut document)?;
    let identity = Object::string_literal(identity(&document, paper));
    document.trailer.set("ID", vec![identity.clone(), identity]);
    let mut bytes = Vec::new();
    document.save_modern(&mut bytes)?;
    Ok(bytes)
}

/// All pages share one list of fonts.
fn set_fonts(document: &mut Document, fonts: Dictionary) -> Result<(), PdfError> {
    let Some(page) = document.get_pages().into_values().next() else { return Ok(()) };
    let resources = document.get_object(page)?.as_dict()?.get(b"Resources")?.as_reference()?;
    let shared = document.get_object(resources)?.as_dict()?.get(b"Font")?.as_reference()?;
    document.objects.insert(shared, Object::Dictionary(fonts));
    Ok(())
}

/// Archives want colours defined. Those of an image for printing presses would need a profile that it does not bring.
fn claim(paper: &Paper) -> Claim {
    let undefined =
        paper.images.values().any(|image| matches!(image.format(), ImageFormat::Jpeg { channels: 4 }));
    if undefined { Claim::Accessible } else { Claim::Archival }
}

/// Which colours the greys and colours of the pages are.
fn output_intent(document: &mut Document) -> Result<lopdf::ObjectId, PdfError> {
    let profile = deflate::stream(dictionary! { "N" => 3 }, &profile::srgb())?;
    let profile = document.add_object(profile);
    Ok(document.add_object(dictionary! {
        "Type" => "OutputIntent",
        "S" => "GTS_PDFA1",
        "OutputConditionIdentifier" => Object::string_literal("sRGB"),
        "Info" => Object::string_literal("sRGB"),
        "DestOutputProfile" => profile,
    }))
}

/// Without dates: a file must not tell when it was made.
fn information(paper: &Paper) -> Dictionary {
    let mut info = dictionary! {
        "Title" => text_string(&paper.metadata.title),
        "Creator" => text_string("mockexam"),
        "Producer" => text_string("mockexam"),
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
