//! Subsets of fonts, and the text that each glyph stands for.

use crate::PdfError;
use crate::content::plain;
use crate::press::Kept;
use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};
use mockexam_paper::{Face, FontFile, GlyphRun, Mark, Paper};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fmt::Write;
use subsetter::{GlyphRemapper, subset};

/// The fonts of a paper, cut down to the glyphs that it uses.
pub(crate) struct Fonts {
    by_face: BTreeMap<Face, Font>,
}

/// One of them.
pub(crate) struct Font {
    file: FontFile,
    /// What is used, by number in the font.
    glyphs: Vec<Option<Used>>,
}

/// A glyph that is used.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Used {
    /// Number in the subset, in the order of the numbers in the font.
    code: u16,
    width: u16,
    /// What it stands for wherever nothing else is said.
    text: Option<Box<str>>,
}

/// What makes a subset: the face, and which glyphs with which texts.
pub(crate) type SubsetKey = (Face, Vec<(usize, Used)>);

/// A subset, ready to go into files: the same glyphs give the same objects.
pub(crate) struct Embedded {
    name: String,
    program: Stream,
    to_unicode: Stream,
    widths: Vec<Object>,
}

impl Fonts {
    /// Collects what the pages use.
    pub(crate) fn of(paper: &Paper) -> Result<Self, PdfError> {
        let mut by_face: BTreeMap<Face, Font> =
            paper.fonts.iter().map(|file| (file.face, Font { file: *file, glyphs: Vec::new() })).collect();
        for placed in paper.pages.iter().flat_map(|page| &page.boxes) {
            if let Mark::Text(run) = &placed.mark {
                by_face.get_mut(&run.face).ok_or(PdfError::NoFont { face: run.face })?.collect(run);
            }
        }
        by_face.values_mut().for_each(Font::number);
        Ok(Self { by_face })
    }

    /// The font of a face.
    pub(crate) fn get(&self, face: Face) -> Option<&Font> {
        self.by_face.get(&face)
    }

    /// Adds all fonts to a file, and gives the names under which pages use them.
    pub(crate) fn embed(&self, document: &mut Document, kept: &Kept) -> Result<Dictionary, PdfError> {
        let mut names = Dictionary::new();
        for font in self.by_face.values() {
            let embedded = kept.font(font)?;
            names.set(font.id(), embedded.add_to(document, &font.file));
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

    /// Numbers the glyphs, so that the numbers depend on which are used and not on where.
    fn number(&mut self) {
        // Glyph 0, the sign for what is missing, comes first in every font.
        for (used, code) in self.glyphs.iter_mut().skip(1).flatten().zip(1..) {
            used.code = code;
        }
    }

    /// The name under which the pages use it. Fixed: the writer's own names depend on what it wrote before.
    pub(crate) const fn id(&self) -> &'static str {
        match self.file.face {
            Face::Regular => "F0",
            Face::Italic => "F1",
            Face::Bold => "F2",
            Face::BoldItalic => "F3",
            Face::Mono => "F4",
            Face::Sans => "F5",
            Face::SansItalic => "F6",
            Face::SansBold => "F7",
            Face::SansBoldItalic => "F8",
        }
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
        let glyphs = self.glyphs.iter().enumerate();
        (self.file.face, glyphs.filter_map(|(id, used)| Some((id, used.clone()?))).collect())
    }

    /// The subset with all that the file says of it.
    pub(crate) fn embedded(&self) -> Result<Embedded, PdfError> {
        let file = &self.file;
        let mut remapper = GlyphRemapper::new();
        for (id, _) in (0_u16..).zip(&self.glyphs).filter(|(_, used)| used.is_some()) {
            remapper.remap(id);
        }
        let bytes = subset(file.bytes, 0, &remapper)
            .map_err(|source| PdfError::Subset { name: file.name, source })?;
        let name = format!("{}+{}", tag(&bytes), file.name);
        let length = i64::try_from(bytes.len()).unwrap_or(i64::MAX);
        let program = crate::deflate::stream(dictionary! { "Length1" => length }, &bytes)?;
        let to_unicode = crate::deflate::stream(Dictionary::new(), self.to_unicode().as_bytes())?;
        let widths: Vec<Object> =
            self.glyphs.iter().skip(1).flatten().map(|used| i64::from(used.width).into()).collect();
        Ok(Embedded { name, program, to_unicode, widths: vec![1.into(), widths.into()] })
    }

    /// The text of each code (ISO 32000-1, 9.10.3).
    fn to_unicode(&self) -> String {
        let mut map = String::from(
            "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CMapName /mockexam def\n\
             /CMapType 2 def\n/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n\
             1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n",
        );
        let told: Vec<(u16, &str)> = self
            .glyphs
            .iter()
            .flatten()
            .filter_map(|used| Some((used.code, used.text.as_deref()?)))
            .collect();
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
    fn add_to(&self, document: &mut Document, file: &FontFile) -> ObjectId {
        let program = document.add_object(self.program.clone());
        let to_unicode = document.add_object(self.to_unicode.clone());
        let name = || Object::Name(self.name.clone().into_bytes());
        let bounds: Vec<Object> = file.bounds.iter().map(|&side| i64::from(side).into()).collect();
        let descriptor = document.add_object(dictionary! {
            "Type" => "FontDescriptor",
            "FontName" => name(),
            // Glyphs beyond the standard Latin ones: symbolic.
            "Flags" => 4 | if file.slant == 0 { 0 } else { 64 },
            "FontBBox" => bounds,
            "ItalicAngle" => angle(file.slant),
            "Ascent" => i64::from(file.ascent),
            "Descent" => i64::from(file.descent),
            "CapHeight" => i64::from(file.cap_height),
            // No table of the font tells it; by custom it is guessed from the weight.
            "StemV" => 50 + i64::from(file.weight) * i64::from(file.weight) / 4225,
            "FontFile2" => program,
        });
        let descendant = document.add_object(dictionary! {
            "Type" => "Font",
            "Subtype" => "CIDFontType2",
            "BaseFont" => name(),
            "CIDSystemInfo" => dictionary! {
                "Registry" => Object::string_literal("Adobe"),
                "Ordering" => Object::string_literal("Identity"),
                "Supplement" => 0,
            },
            "FontDescriptor" => descriptor,
            "DW" => 1000,
            "W" => self.widths.clone(),
            "CIDToGIDMap" => "Identity",
        });
        document.add_object(dictionary! {
            "Type" => "Font",
            "Subtype" => "Type0",
            "BaseFont" => name(),
            "Encoding" => "Identity-H",
            "DescendantFonts" => vec![descendant.into()],
            "ToUnicode" => to_unicode,
        })
    }
}

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
