//! Shaping behind one function.

use super::face::{Face, FontFile, thousandths};
use super::word::{Direction, Glyph, Word};
use crate::error::PaperError;
use harfrust::{Buffer, BufferFlags, Font, GlyphInfo, Script, ShapeOptions, ShapePlan, ShaperFont, shape};
use std::sync::{Arc, Mutex, PoisonError, RwLock};

/// Words kept per face: a bank has some thousand different ones, a hostile input any number.
const KEPT: usize = 20_000;

/// Longest text that is worth keeping, in bytes.
const WORTH_KEEPING: usize = 64;

/// The fonts, with every shaped word kept. Meant to be shared by all papers of a run, also between threads.
pub struct FontBook {
    faces: Vec<Shaper>,
}

struct Shaper {
    font: Font,
    file: FontFile,
    /// What was shaped so far. Nearly always a word is there already, so that threads only read.
    words: RwLock<Words>,
    /// The same for words that run from right to left.
    left: RwLock<Words>,
    plans: Mutex<Vec<ShapePlan>>,
}

#[expect(clippy::disallowed_types, reason = "words are looked up; nothing goes through them in their order")]
type Words = std::collections::HashMap<Box<str>, Arc<Word>>;

impl Shaper {
    fn new(font: Font, file: FontFile) -> Self {
        Self { font, file, words: RwLock::default(), left: RwLock::default(), plans: Mutex::default() }
    }
}

impl FontBook {
    /// The fonts inside the program: typographic Latin, Greek and Cyrillic.
    ///
    /// # Errors
    /// [`PaperError::Font`] if one of them cannot be read.
    pub fn shipped() -> Result<Self, PaperError> {
        let load = |face: Face| {
            let (font, file) = face.load()?;
            Ok(Shaper::new(font, file))
        };
        Ok(Self { faces: Face::ALL.into_iter().map(load).collect::<Result<_, PaperError>>()? })
    }

    /// The same with fonts that the user brings along, each with a name for people: for characters that the shipped ones lack,
    /// in this order.
    ///
    /// # Errors
    /// [`PaperError::Font`] for what is no TrueType font with static outlines, or if there are more than 200.
    pub fn with(mut self, extra: &[(String, Arc<Vec<u8>>)]) -> Result<Self, PaperError> {
        for (place, (name, bytes)) in extra.iter().enumerate() {
            let fail = |reason| PaperError::Font { name: name.as_str().into(), reason };
            let place = u8::try_from(place).ok().filter(|&place| place < 200);
            let face = Face::Extra(place.ok_or(fail("there are more than 200 before it"))?);
            let plain: String = name.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
            if plain.is_empty() {
                return Err(fail("its name has neither a letter nor a digit"));
            }
            let (font, file) = face.read(&plain.into(), bytes)?;
            self.faces.push(Shaper::new(font, file));
        }
        Ok(self)
    }

    /// The face of the user's that has a character: a bold one for bold text, where there is one.
    pub(crate) fn extra(&self, character: char, like: Face) -> Option<Face> {
        let faces = self.faces.iter().skip(Face::ALL.len()).map(|shaper| &shaper.file);
        let covering: Vec<&FontFile> = faces.filter(|file| self.covers(file.face, character)).collect();
        let alike = covering.iter().find(|file| (file.weight >= 600) == like.is_bold());
        alike.or(covering.first()).map(|file| file.face)
    }

    /// The font program of a face.
    #[must_use]
    pub fn file(&self, face: Face) -> &FontFile {
        &self.faces[face.index()].file
    }

    /// Whether a face has a character.
    pub(crate) fn covers(&self, face: Face, character: char) -> bool {
        let mut buffer = [0; 4];
        self.shape(face, Direction::Right, character.encode_utf8(&mut buffer)).missing().is_empty()
    }

    /// Shapes a stretch of text that runs one way, with kerning and ligatures. Its glyphs are given from left to right.
    #[must_use]
    pub fn shape(&self, face: Face, direction: Direction, text: &str) -> Arc<Word> {
        let shaper = &self.faces[face.index()];
        let words = if direction == Direction::Right { &shaper.words } else { &shaper.left };
        if let Some(word) = words.read().unwrap_or_else(PoisonError::into_inner).get(text) {
            return Arc::clone(word);
        }
        let mut plans = shaper.plans.lock().unwrap_or_else(PoisonError::into_inner);
        let word = Arc::new(shape_word(&shaper.font, shaper.file.units, direction, text, &mut plans));
        if text.len() <= WORTH_KEEPING {
            let mut words = words.write().unwrap_or_else(PoisonError::into_inner);
            if words.len() < KEPT {
                words.insert(text.into(), Arc::clone(&word));
            }
        }
        word
    }

    /// The start of a parted word, with a hyphen that readers and searches take for none.
    pub(crate) fn hyphenated(&self, face: Face, head: &str) -> Arc<Word> {
        let mut word = Word::clone(&self.shape(face, Direction::Right, &format!("{head}-")));
        let soft = '\u{ad}';
        word.text = format!("{head}{soft}").into();
        if let Some(last) = word.glyphs.last_mut().filter(|glyph| glyph.source.start == head.len()) {
            last.source.end = last.source.start + soft.len_utf8();
        }
        Arc::new(word)
    }
}

fn shape_word(font: &Font, units: u16, direction: Direction, text: &str, plans: &mut Vec<ShapePlan>) -> Word {
    let way = match direction {
        Direction::Right => harfrust::Direction::LeftToRight,
        Direction::Left => harfrust::Direction::RightToLeft,
    };
    let shaper = ShaperFont::new(font);
    let mut buffer = Buffer::new();
    buffer.push_str(text);
    buffer.guess_segment_properties();
    buffer.set_direction(way);
    buffer.set_flags(BufferFlags::REMOVE_DEFAULT_IGNORABLES);
    let script = buffer.script().unwrap_or(Script::LATIN);
    buffer.set_script(Some(script));
    let fits = |plan: &&ShapePlan| plan.script() == Some(script) && plan.direction() == way;
    if !plans.iter().any(|plan| fits(&plan)) {
        plans.push(ShapePlan::new(font, way, Some(script), None, &[]));
    }
    let plan = plans.iter().find(fits);
    // A refusal leaves characters in the buffer, not glyphs: every one of them is then reported as missing.
    if shape(&shaper, &mut buffer, ShapeOptions::new().plan(plan)).is_err() {
        return Word {
            text: text.into(),
            direction,
            glyphs: Vec::new(),
            width: 0,
            missing: text.chars().collect(),
        };
    }
    let mut glyphs = Vec::with_capacity(buffer.len());
    let mut missing = Vec::new();
    let infos = buffer.glyph_infos();
    for (index, (info, position)) in infos.iter().zip(buffer.glyph_positions()).enumerate() {
        let start = info.cluster as usize;
        let first = index == 0 || infos[index - 1].cluster != info.cluster;
        // The cluster that comes next in the text is right of it, or left of it.
        let next = |info: &&GlyphInfo| info.cluster as usize > start;
        let next = match direction {
            Direction::Right => infos[index..].iter().find(next),
            Direction::Left => infos[..index].iter().rev().find(next),
        };
        let end = if first { next.map_or(text.len(), |info| info.cluster as usize) } else { start };
        if info.glyph_id == 0 {
            missing.extend(text.get(start..).and_then(|rest| rest.chars().next()));
        }
        glyphs.push(Glyph {
            id: u16::try_from(info.glyph_id).unwrap_or(0),
            width: thousandths(shaper.default_glyph_h_advance(info.glyph_id.into()), units),
            advance: thousandths(position.x_advance, units),
            dx: thousandths(position.x_offset, units),
            dy: thousandths(position.y_offset, units),
            source: start..end,
        });
    }
    let width = glyphs.iter().map(|glyph| i64::from(glyph.advance)).sum();
    Word { text: text.into(), direction, glyphs, width, missing }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contextual_forms_and_kerning_are_applied() {
        let book = FontBook::shipped().unwrap();
        let word = book.shape(Face::Regular, Direction::Right, "office");
        assert_ne!(
            word.glyphs()[1].id,
            book.shape(Face::Regular, Direction::Right, "f").glyphs()[0].id,
            "{word:?}"
        );
        let sources: Vec<&str> = word.glyphs().iter().map(|glyph| word.source(glyph)).collect();
        assert_eq!(sources.concat(), "office");
        let kerned = book.shape(Face::Regular, Direction::Right, "AV");
        assert!(kerned.width() < i64::from(kerned.glyphs()[0].width + kerned.glyphs()[1].width));
    }

    #[test]
    fn typographic_latin_greek_and_cyrillic_are_covered() {
        let book = FontBook::shipped().unwrap();
        let text = "Ééßøłžğ—–“”‘’«»…•§©®™€£°±×÷½ Ωαβγδπς Жщюяёїґ №−†‡‰";
        for face in [Face::Regular, Face::Italic, Face::Bold, Face::BoldItalic] {
            assert_eq!(book.shape(face, Direction::Right, text).missing(), [], "{face:?}");
        }
    }

    #[test]
    fn faces_stand_in_their_places() {
        let book = FontBook::shipped().unwrap();
        for (place, face) in Face::ALL.into_iter().enumerate() {
            assert_eq!((face.index(), book.file(face).face), (place, face));
        }
    }

    /// A font of another scale is measured in thousandths of an em, and taken only for what the shipped ones lack.
    #[test]
    fn fonts_of_the_user_come_last() {
        let bytes = std::fs::read("fonts/SourceCodePro-Regular.ttf").unwrap();
        let (robot, sign) = ([0, 1, 0xf9, 0x16].repeat(2), [0, 2, 0, 0x0b].repeat(2));
        let mut other = bytes.clone();
        for at in 0..other.len() - 8 {
            if other[at..at + 8] == robot {
                other[at..at + 8].copy_from_slice(&sign);
            }
        }
        let extra = [("Same".to_owned(), Arc::new(bytes)), ("Other".to_owned(), Arc::new(other))];
        let book = FontBook::shipped().unwrap().with(&extra).unwrap();
        assert_eq!(book.extra('\u{2000b}', Face::Regular), Some(Face::Extra(1)));
        assert_eq!(book.extra('a', Face::Bold), Some(Face::Extra(0)));
        assert_eq!(book.extra('漢', Face::Regular), None);
        assert_eq!(thousandths(1024, 2048), 500);
        assert_eq!((thousandths(-3, 2000), thousandths(3, 2000)), (-1, 2));
    }

    #[test]
    fn a_missing_glyph_is_noticed() {
        let book = FontBook::shipped().unwrap();
        assert_eq!(book.shape(Face::Regular, Direction::Right, "a漢b").missing(), ['漢']);
        assert_eq!(book.shape(Face::Regular, Direction::Right, "שלום").missing().len(), 4);
    }

    #[test]
    fn a_mark_belongs_to_its_base() {
        let book = FontBook::shipped().unwrap();
        let word = book.shape(Face::Regular, Direction::Right, "xq\u{301}y");
        let sources: Vec<&str> = word.glyphs().iter().map(|glyph| word.source(glyph)).collect();
        assert_eq!(sources.concat(), "xq\u{301}y");
    }
}
