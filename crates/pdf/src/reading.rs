//! What a file tells those who do not see it, read back: files of different typesetters are compared by it.

use crate::PdfError;
use lopdf::{Dictionary, Document, Object, ObjectId};
use std::collections::BTreeMap;

/// Elements that a file may have: far more than any paper, far less than what fills the memory.
const MOST: usize = 1_000_000;

/// Elements within each other.
const DEEPEST: usize = 64;

/// The elements of a file in reading order, each with its kind and its own text: what is drawn in it, or what an image
/// shows. White space is folded, so that it does not matter where lines end; neither does it where pages do.
///
/// # Errors
/// [`PdfError::Structure`] for a file that is no tagged PDF.
pub fn reading(bytes: &[u8]) -> Result<Vec<String>, PdfError> {
    let file = Document::load_mem(bytes)?;
    let mut texts = BTreeMap::new();
    for page in file.get_pages().into_values() {
        read_page(&file, page, &mut texts)?;
    }
    let root = file.catalog()?.get_deref(b"StructTreeRoot", &file)?.as_dict()?;
    let mut tree = Tree { file: &file, texts: &texts, told: Vec::new() };
    for kid in kids(root) {
        tree.tell(kid, 0)?;
    }
    Ok(tree.told)
}

/// Text of marked content, by page and number.
type Texts = BTreeMap<(ObjectId, i64), String>;

/// The text of each code of a font.
type Codes = BTreeMap<u16, String>;

fn read_page(file: &Document, page: ObjectId, texts: &mut Texts) -> Result<(), PdfError> {
    let resources = file.get_object(page)?.as_dict()?.get_deref(b"Resources", file)?.as_dict()?;
    let mut fonts: BTreeMap<Vec<u8>, Codes> = BTreeMap::new();
    if let Ok(named) = resources.get_deref(b"Font", file).and_then(Object::as_dict) {
        for (name, font) in named {
            let (_, font) = file.dereference(font)?;
            fonts.insert(name.clone(), codes(file, font.as_dict()?)?);
        }
    }
    let mut current: Option<&Codes> = None;
    // What is open: the number of an element's content, or a stretch whose text is told already.
    let mut open: Vec<Mark> = Vec::new();
    for operation in file.get_and_decode_page_content(page)?.operations {
        let operands = &operation.operands;
        match operation.operator.as_str() {
            "BMC" => open.push(Mark::Nothing),
            "BDC" => {
                let mark = Mark::of(operands.get(1));
                if let Mark::Told(text) = &mark {
                    add(texts, page, &open, text);
                }
                open.push(mark);
            }
            "EMC" => drop(open.pop()),
            "Tf" => {
                current =
                    operands.first().and_then(|name| name.as_name().ok()).and_then(|name| fonts.get(name));
            }
            "Tj" | "TJ" if !open.iter().any(|mark| matches!(mark, Mark::Told(_))) => {
                let Some(codes) = current else { continue };
                add(texts, page, &open, &shown(operands, codes));
            }
            _ => {}
        }
    }
    Ok(())
}

/// Marked content.
enum Mark {
    /// That of an element, by its number.
    Content(i64),
    /// A stretch whose text the file states.
    Told(String),
    /// Anything else.
    Nothing,
}

impl Mark {
    fn of(properties: Option<&Object>) -> Self {
        let Some(properties) = properties.and_then(|properties| properties.as_dict().ok()) else {
            return Self::Nothing;
        };
        let number = properties.get(b"MCID").and_then(Object::as_i64).ok();
        let text = properties.get(b"ActualText").and_then(lopdf::decode_text_string).ok();
        number.map(Self::Content).or_else(|| text.map(Self::Told)).unwrap_or(Self::Nothing)
    }
}

fn add(texts: &mut Texts, page: ObjectId, open: &[Mark], text: &str) {
    let number = open.iter().find_map(|mark| match mark {
        Mark::Content(number) => Some(*number),
        Mark::Told(_) | Mark::Nothing => None,
    });
    if let Some(number) = number {
        texts.entry((page, number)).or_default().push_str(text);
    }
}

/// The text of strings of codes.
fn shown(operands: &[Object], codes: &Codes) -> String {
    let items = operands.iter().flat_map(|operand| match operand {
        Object::Array(items) => items.as_slice(),
        other => std::slice::from_ref(other),
    });
    let strings = items.filter_map(|item| item.as_str().ok());
    let pairs = strings.flat_map(|string| string.chunks_exact(2));
    pairs.filter_map(|pair| codes.get(&u16::from_be_bytes([pair[0], pair[1]]))).map(String::as_str).collect()
}

/// Reads what the codes of a font stand for.
fn codes(file: &Document, font: &Dictionary) -> Result<Codes, PdfError> {
    let map = font.get_deref(b"ToUnicode", file)?.as_stream()?;
    let map = String::from_utf8_lossy(&map.decompressed_content()?).into_owned();
    let mut codes = Codes::new();
    for line in map.lines() {
        let mut strings = line.split('<').skip(1).filter_map(|rest| rest.split('>').next());
        let (Some(code), Some(text), None) = (strings.next(), strings.next(), strings.next()) else {
            continue;
        };
        let units: Vec<u16> = text
            .as_bytes()
            .chunks(4)
            .filter_map(|digits| u16::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok())
            .collect();
        if let Ok(code) = u16::from_str_radix(code, 16) {
            codes.insert(code, String::from_utf16_lossy(&units));
        }
    }
    Ok(codes)
}

/// The parts of an element.
fn kids(element: &Dictionary) -> &[Object] {
    match element.get(b"K") {
        Ok(Object::Array(kids)) => kids,
        Ok(kid) => std::slice::from_ref(kid),
        Err(_) => &[],
    }
}

struct Tree<'a> {
    file: &'a Document,
    texts: &'a Texts,
    told: Vec<String>,
}

impl Tree<'_> {
    /// Tells an element, and then its parts.
    fn tell(&mut self, element: &Object, depth: usize) -> Result<(), PdfError> {
        let (_, element) = self.file.dereference(element)?;
        let element = element.as_dict()?;
        if depth > DEEPEST || self.told.len() > MOST {
            return Err(PdfError::Refused { message: "its structure has no end".to_owned() });
        }
        let page = element.get(b"Pg").and_then(Object::as_reference).ok();
        let alt = element.get(b"Alt").and_then(lopdf::decode_text_string).ok();
        let mut text = alt.clone().unwrap_or_default();
        let mut parts = Vec::new();
        for kid in kids(element) {
            let place = match kid {
                Object::Integer(number) => page.map(|page| (page, *number)),
                Object::Dictionary(kid) => {
                    Some((kid.get(b"Pg")?.as_reference()?, kid.get(b"MCID")?.as_i64()?))
                }
                other => {
                    parts.push(other);
                    None
                }
            };
            // What an image or a formula says is told in its words.
            let place = place.filter(|_| alt.is_none());
            text.extend(place.and_then(|place| self.texts.get(&place)).map(String::as_str));
        }
        let kind = String::from_utf8_lossy(element.get(b"S")?.as_name()?).into_owned();
        // A word is the same, whether it stands on one line or on two.
        text.retain(|c| c != '\u{ad}');
        let words: Vec<&str> = std::iter::once(kind.as_str()).chain(text.split_whitespace()).collect();
        self.told.push(words.join(" "));
        parts.into_iter().try_for_each(|part| self.tell(part, depth + 1))
    }
}
