//! Subsets of fonts, and the text that each glyph stands for.

use crate::content::plain;
use crate::file::{Numbers, ObjectId, Parcel};
use crate::press::Kept;
use crate::structure::list;
use crate::{PdfError, deflate};
use mockexam_paper::{Face, FontFile, GlyphRun, Mark, Paper};
use sha2::{Digest, Sha256};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::Write;
use subsetter::{GlyphRemapper, subset};

/// The fonts of papers, cut down to the glyphs that they use.
#[derive(Default)]
pub(crate) struct Fonts {
    by_face: BTreeMap<Face, Font>,
}

/// One of them.
pub(crate) struct Font {
    file: FontFile,
    /// What is used, by number in the font.
    glyphs: Vec<Option<Used>>,
    /// The glyphs that have a number in the subset, in its order.
    order: Vec<u16>,
}

/// A glyph that is used.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Used {
    /// Number in the subset; 0 as long as it has none. What has one stays as it is.
    code: u16,
    width: u16,
    /// What it stands for wherever nothing else is said.
    text: Option<Box<str>>,
}

/// What makes a subset: the face, and which glyphs with which texts.
pub(crate) type SubsetKey = (Face, Vec<(u16, Used)>);

/// A subset, ready to go into files: the same glyphs give the same objects.
pub(crate) struct Embedded {
    name: String,
    /// Length of the font program before it was compressed.
    length: usize,
    program: Vec<u8>,
    to_unicode: Vec<u8>,
    widths: String,
}

impl Fonts {
    /// Collects what the pages of a paper use. Glyphs that earlier papers use keep their numbers and texts.
    pub(crate) fn collect(&mut self, paper: &Paper) -> Result<(), PdfError> {
        for file in &paper.fonts {
            let unused = || Font { file: file.clone(), glyphs: Vec::new(), order: Vec::new() };
            self.by_face.entry(file.face).or_insert_with(unused);
        }
        for placed in paper.pages.iter().flat_map(|page| &page.boxes) {
            if let Mark::Text(run) = &placed.mark {
                self.by_face.get_mut(&run.face).ok_or(PdfError::NoFont { face: run.face })?.collect(run);
            }
        }
        self.by_face.values_mut().for_each(Font::number);
        Ok(())
    }

    /// The font of a face.
    pub(crate) fn get(&self, face: Face) -> Option<&Font> {
        self.by_face.get(&face)
    }

    /// Adds all fonts to a file, and gives the names under which pages use them.
    pub(crate) fn embed(
        &self,
        parcel: &mut Parcel,
        numbers: &mut Numbers,
        kept: &Kept,
    ) -> Result<String, PdfError> {
        let mut names = String::new();
        for font in self.by_face.values() {
            let id = kept.font(font)?.add_to(parcel, numbers, &font.file)?;
            // Writing to a String cannot fail.
            let _ = write!(names, "/{} {id}", font.id());
        }
        Ok(names)
    }
}

impl Font {
    fn collect(&mut self, run: &GlyphRun) {
        for word in &run.words {
            let glyphs = word.glyphs();
            for (index, glyph) in glyphs.iter().enumerate() {
                let place = usize::from(glyph.id);
                if self.glyphs.len() <= place {
                    self.glyphs.resize(place + 1, None);
                }
                let width = u16::try_from(glyph.width).unwrap_or(0);
                let used = self.glyphs[place].get_or_insert(Used { code: 0, width, text: None });
                if used.code != 0 {
                    continue;
                }
                let single = glyphs.get(index + 1).is_none_or(|next| !next.source.is_empty());
                let text = plain(word.source(glyph));
                if !single || text.is_empty() {
                    continue;
                }
                // One glyph may stand for several texts (a letter for the letter with a mark that it already has):
                // the shortest is its own, the others are told beside it.
                match &used.text {
                    Some(own) if (own.len(), &**own) <= (text.len(), text) => {}
                    _ => used.text = Some(text.into()),
                }
            }
        }
    }

    /// Numbers the glyphs that have no number yet, so that the numbers depend on which are used and not on where.
    fn number(&mut self) {
        // Glyph 0, the sign for what is missing, comes first in every font.
        for (used, id) in self.glyphs.iter_mut().zip(0_u16..).skip(1) {
            if let Some(used) = used.as_mut().filter(|used| used.code == 0) {
                self.order.push(id);
                used.code = u16::try_from(self.order.len()).unwrap_or(0);
            }
        }
    }

    /// The numbered glyphs, in order.
    fn numbered(&self) -> impl Iterator<Item = (u16, &Used)> {
        self.order.iter().filter_map(|&id| Some((id, self.used(id)?)))
    }

    /// The name under which the pages use it. Fixed: the writer's own names depend on what it wrote before.
    pub(crate) fn id(&self) -> Cow<'static, str> {
        let id = match self.file.face {
            Face::Extra(place) => return Cow::Owned(format!("X{place}")),
            Face::Regular => "F0",
            Face::Italic => "F1",
            Face::Bold => "F2",
            Face::BoldItalic => "F3",
            Face::Mono => "F4",
            Face::Sans => "F5",
            Face::SansItalic => "F6",
            Face::SansBold => "F7",
            Face::SansBoldItalic => "F8",
            Face::Math => "F9",
        };
        Cow::Borrowed(id)
    }

    fn used(&self, glyph: u16) -> Option<&Used> {
        self.glyphs.get(usize::from(glyph))?.as_ref()
    }

    /// Number of a glyph in the subset.
    pub(crate) fn code(&self, glyph: u16) -> u16 {
        self.used(glyph).map_or(0, |used| used.code)
    }

    /// The text that the file gives for a glyph wherever it stands.
    pub(crate) fn text(&self, glyph: u16) -> Option<&str> {
        self.used(glyph)?.text.as_deref()
    }

    /// What makes its subset.
    pub(crate) fn key(&self) -> SubsetKey {
        (self.file.face, self.numbered().map(|(id, used)| (id, used.clone())).collect())
    }

    /// The subset with all that the file says of it.
    pub(crate) fn embedded(&self) -> Result<Embedded, PdfError> {
        let file = &self.file;
        let mut remapper = GlyphRemapper::new();
        for &id in &self.order {
            remapper.remap(id);
        }
        let bytes = subset(&file.bytes, 0, &remapper)
            .map_err(|source| PdfError::Subset { name: file.name.to_string(), source })?;
        Ok(Embedded {
            name: format!("{}+{}", tag(&bytes), file.name),
            length: bytes.len(),
            program: deflate::bytes(&bytes)?,
            to_unicode: deflate::bytes(self.to_unicode().as_bytes())?,
            widths: list(self.numbered().map(|(_, used)| used.width)),
        })
    }

    /// The text of each code (ISO 32000-1, 9.10.3).
    fn to_unicode(&self) -> String {
        let mut map = String::from(
            "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CMapName /mockexam def\n\
             /CMapType 2 def\n/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n\
             1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n",
        );
        let told: Vec<(u16, &str)> =
            self.numbered().map(|(_, used)| (used.code, used.text.as_deref().unwrap_or(PART))).collect();
        // A section may hold a hundred entries.
        for section in told.chunks(100) {
            let _ = writeln!(map, "{} beginbfchar", section.len());
            for (code, text) in section {
                let units: String = text.encode_utf16().map(|unit| format!("{unit:04X}")).collect();
                let _ = writeln!(map, "<{code:04X}> <{units}>");
            }
            map.push_str("endbfchar\n");
        }
        map.push_str("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
        map
    }
}

impl Embedded {
    /// Adds the subset to a file.
    fn add_to(
        &self,
        parcel: &mut Parcel,
        numbers: &mut Numbers,
        file: &FontFile,
    ) -> Result<ObjectId, PdfError> {
        let Self { name, length, widths, .. } = self;
        let [program, to_unicode, descriptor, descendant, font] = [(); 5].map(|()| numbers.take());
        parcel.stream(program, &format!("/Length1 {length}/Filter/FlateDecode"), &self.program);
        parcel.stream(to_unicode, "/Filter/FlateDecode", &self.to_unicode);
        // Glyphs beyond the standard Latin ones: symbolic.
        let flags = 4 | if file.slant == 0 { 0 } else { 64 };
        let (bounds, slant) = (list(file.bounds), angle(file.slant));
        // No table of the font tells it; by custom it is guessed from the weight.
        let stem = 50 + i64::from(file.weight) * i64::from(file.weight) / 4225;
        let FontFile { ascent, descent, cap_height, .. } = file;
        parcel.packed(
            numbers,
            descriptor,
            format_args!(
                "<</Type/FontDescriptor/FontName/{name}/Flags {flags}/FontBBox{bounds}/ItalicAngle {slant}\
                 /Ascent {ascent}/Descent {descent}/CapHeight {cap_height}/StemV {stem}/FontFile2 {program}>>"
            ),
        )?;
        parcel.packed(
            numbers,
            descendant,
            format_args!(
                "<</Type/Font/Subtype/CIDFontType2/BaseFont/{name}\
                 /CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>\
                 /FontDescriptor {descriptor}/DW 1000/W[1{widths}]/CIDToGIDMap/Identity>>"
            ),
        )?;
        parcel.packed(
            numbers,
            font,
            format_args!(
                "<</Type/Font/Subtype/Type0/BaseFont/{name}/Encoding/Identity-H\
                 /DescendantFonts[{descendant}]/ToUnicode {to_unicode}>>"
            ),
        )?;
        Ok(font)
    }
}

/// What a glyph stands for that occurs only with others: the text of all of them is told where they are. Archives want a
/// text for each code (ISO 19005-2, 6.2.11.7).
const PART: &str = "\u{200b}";

/// Degrees by which letters lean to the left, from their run per rise of 1000; right of upright it is negative.
fn angle(slant: i16) -> i64 {
    let radians = (f64::from(slant) / 1000.0).atan();
    #[expect(clippy::cast_possible_truncation, reason = "an angle has few degrees")]
    let degrees = radians.to_degrees().round() as i64;
    -degrees
}

/// Six letters that tell one subset from another (ISO 32000-1, 9.6.4).
fn tag(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().take(6).map(|byte| char::from(b'A' + byte % 26)).collect()
}
