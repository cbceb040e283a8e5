//! The end of a file: what all its pages share, and where everything is.

use crate::bind::Entry;
use crate::file::{FileWriter, Numbers, ObjectId, Parcel, name, text};
use crate::font::Fonts;
use crate::metadata::{Claim, packet};
use crate::press::Kept;
use crate::structure::list;
use crate::{PdfError, image, profile};
use mockexam_model::{ImageFormat, Images};
use mockexam_paper::Metadata;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::Write;

/// Numbers of the objects that others refer to before they are written.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Roots {
    /// The page tree.
    pub(crate) pages: ObjectId,
    /// What pages use.
    pub(crate) resources: ObjectId,
    /// The structure tree.
    pub(crate) structure: ObjectId,
    /// The element that holds all others.
    pub(crate) document: ObjectId,
}

impl Roots {
    pub(crate) fn new(numbers: &mut Numbers) -> Self {
        let [pages, resources, structure, document] = [(); 4].map(|()| numbers.take());
        Self { pages, resources, structure, document }
    }
}

/// What stands directly below the roots.
pub(crate) struct Contents<'a> {
    pub(crate) metadata: &'a Metadata,
    pub(crate) images: &'a Images,
    pub(crate) fonts: &'a Fonts,
    /// Pages, or nodes of the page tree.
    pub(crate) pages: Vec<ObjectId>,
    pub(crate) page_count: usize,
    pub(crate) elements: Vec<ObjectId>,
    /// The tree of parents: its entries.
    pub(crate) parents: String,
    /// The list of contents.
    pub(crate) entries: Vec<Entry>,
}

/// Writes everything that is not part of a single page, and the table of objects.
pub(crate) fn close<W: Write>(
    mut file: FileWriter<W>,
    mut numbers: Numbers,
    roots: Roots,
    contents: &Contents<'_>,
    kept: &Kept,
) -> Result<W, PdfError> {
    let mut parcel = Parcel::default();
    let Roots { pages, resources, structure, document } = roots;
    let numbers = &mut numbers;
    add_resources(&mut parcel, numbers, resources, contents, kept)?;
    let (kids, count) = (list(&contents.pages), contents.page_count);
    parcel.packed(numbers, pages, format_args!("<</Type/Pages/Count {count}/Kids{kids}>>"))?;
    let elements = list(&contents.elements);
    parcel.packed(numbers, document, format_args!("<</S/Document/P {structure}/K{elements}>>"))?;
    let parents = &contents.parents;
    parcel.packed(
        numbers,
        structure,
        format_args!(
            "<</Type/StructTreeRoot/K {document}/ParentTree<<{parents}>>/ParentTreeNextKey {count}>>"
        ),
    )?;
    let outlines = outline(&mut parcel, numbers, &contents.entries)?;
    let claim = claim(contents.images);
    let metadata = numbers.take();
    // Catalogues search for it: it stays as it is.
    parcel.stream(metadata, "/Type/Metadata/Subtype/XML", packet(contents.metadata, claim).as_bytes());
    let intent = match claim {
        Claim::Archival => output_intent(&mut parcel, numbers)?,
        Claim::Accessible => String::new(),
    };
    let root = numbers.take();
    let language = text(&contents.metadata.language);
    let direction = if contents.metadata.runs_to_the_left() { "/Direction/R2L" } else { "" };
    parcel.packed(
        numbers,
        root,
        format_args!(
            "<</Type/Catalog/Pages {pages}/Lang{language}/MarkInfo<</Marked true>>/StructTreeRoot {structure}\
             /ViewerPreferences<</DisplayDocTitle true{direction}>>/Metadata {metadata}{intent}{outlines}>>"
        ),
    )?;
    let info = numbers.take();
    let said = information(contents.metadata);
    parcel.packed(numbers, info, format_args!("<<{said}>>"))?;
    parcel.close(numbers)?;
    file.write(parcel)?;
    file.finish(numbers.take(), root, info)
}

/// Fonts and images.
fn add_resources(
    parcel: &mut Parcel,
    numbers: &mut Numbers,
    id: ObjectId,
    contents: &Contents<'_>,
    kept: &Kept,
) -> Result<(), PdfError> {
    let fonts = contents.fonts.embed(parcel, numbers, kept)?;
    let mut images = String::new();
    for (file_name, file) in contents.images {
        let embedded = image::embedded(file_name, file)?;
        let image = numbers.take();
        embedded.add_to(parcel, image)?;
        // Writing to a String cannot fail.
        let _ = write!(images, "{} {image}", name(file_name));
    }
    parcel.packed(numbers, id, format_args!("<</Font<<{fonts}>>/XObject<<{images}>>>>"))
}

/// The list of contents beside the pages.
fn outline(parcel: &mut Parcel, numbers: &mut Numbers, entries: &[Entry]) -> Result<String, PdfError> {
    if entries.is_empty() {
        return Ok(String::new());
    }
    let root = numbers.take();
    let ids = numbers.several(entries.len());
    let parents = parents(entries);
    let mut kids: BTreeMap<Option<usize>, Vec<usize>> = BTreeMap::new();
    for (place, &parent) in parents.iter().enumerate() {
        kids.entry(parent).or_default().push(place);
    }
    let ends = |kids: &[usize]| match kids {
        [first, .., last] => format!("/First {}/Last {}", ids[*first], ids[*last]),
        [only] => format!("/First {0}/Last {0}", ids[*only]),
        [] => String::new(),
    };
    for (siblings, parent) in kids.values().zip(kids.keys()) {
        let parent = parent.map_or(root, |parent| ids[parent]);
        for (at, &place) in siblings.iter().enumerate() {
            let beside = |key, place: Option<&usize>| {
                place.map(|&place| format!("/{key} {}", ids[place])).unwrap_or_default()
            };
            let next = beside("Next", siblings.get(at + 1));
            let before = beside("Prev", at.checked_sub(1).and_then(|before| siblings.get(before)));
            let below = kids.get(&Some(place)).map_or(&[][..], Vec::as_slice);
            // Closed at first.
            let count = if below.is_empty() { String::new() } else { format!("/Count -{}", below.len()) };
            let (title, ends) = (text(&entries[place].name), ends(below));
            let Entry { page, top, .. } = &entries[place];
            let entry = format_args!(
                "<</Title{title}/Parent {parent}/Dest[{page}/XYZ 0 {top} 0]{next}{before}{ends}{count}>>"
            );
            parcel.packed(numbers, ids[place], entry)?;
        }
    }
    let top = kids.get(&None).map_or(&[][..], Vec::as_slice);
    let (ends, count) = (ends(top), top.len());
    parcel.packed(numbers, root, format_args!("<</Type/Outlines{ends}/Count {count}>>"))?;
    Ok(format!("/Outlines {root}/PageMode/UseOutlines"))
}

/// For each entry the one that it is part of.
fn parents(entries: &[Entry]) -> Vec<Option<usize>> {
    let mut above: Vec<usize> = Vec::new();
    let mut parents = Vec::with_capacity(entries.len());
    for (place, entry) in entries.iter().enumerate() {
        while above.last().is_some_and(|&last| entries[last].depth >= entry.depth) {
            above.pop();
        }
        parents.push(above.last().copied());
        above.push(place);
    }
    parents
}

/// Archives want colours defined. Those of an image for printing presses would need a profile that it does not bring.
fn claim(images: &Images) -> Claim {
    let undefined = images.values().any(|image| matches!(image.format(), ImageFormat::Jpeg { channels: 4 }));
    if undefined { Claim::Accessible } else { Claim::Archival }
}

/// Which colours the greys and colours of the pages are.
fn output_intent(parcel: &mut Parcel, numbers: &mut Numbers) -> Result<String, PdfError> {
    let (profile, intent) = (numbers.take(), numbers.take());
    parcel.deflated(profile, "/N 3", &profile::srgb())?;
    parcel.packed(
        numbers,
        intent,
        format_args!(
            "<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)/Info(sRGB)\
             /DestOutputProfile {profile}>>"
        ),
    )?;
    Ok(format!("/OutputIntents[{intent}]"))
}

/// Without dates: a file must not tell when it was made.
fn information(metadata: &Metadata) -> String {
    let mut info = format!("/Title{}/Creator(mockexam)/Producer(mockexam)", text(&metadata.title));
    if !metadata.subject.is_empty() {
        info.push_str(&format!("/Subject{}", text(&metadata.subject)));
    }
    info
}
