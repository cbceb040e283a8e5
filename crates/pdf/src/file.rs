//! A PDF file written from front to back (ISO 32000-1, 7.5): of what is written only the places are kept.

use crate::PdfError;
use crate::deflate;
use sha2::{Digest, Sha256};
use std::fmt;
use std::io::Write;

/// Number of an object; written as a reference to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct ObjectId(pub(crate) u32);

impl fmt::Display for ObjectId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{} 0 R", self.0)
    }
}

/// Where an object is.
#[derive(Debug, Clone, Copy)]
enum Place {
    /// Nowhere: its number is taken, but it is not written.
    Free,
    /// So many bytes from the start of the file.
    At(u64),
    /// The object of this index in the stream of objects of this number.
    In(u32, u16),
}

/// Most objects that share a stream.
pub(crate) const PACKED: usize = 200;

/// Objects ready to be written, with the numbers that they were promised.
#[derive(Debug, Default)]
pub(crate) struct Parcel {
    pieces: Vec<Piece>,
    /// Objects without streams, waiting for others to share a stream with.
    open: Packing,
}

#[derive(Debug)]
struct Piece {
    id: ObjectId,
    /// The whole object.
    bytes: Vec<u8>,
    /// The objects in it, where it is a stream of objects.
    members: Vec<ObjectId>,
}

#[derive(Debug, Default)]
struct Packing {
    /// Numbers and places of the objects.
    heads: Vec<(ObjectId, usize)>,
    bytes: Vec<u8>,
}

/// Numbers for objects, one after the other.
#[derive(Debug)]
pub(crate) struct Numbers {
    next: u32,
}

impl Numbers {
    /// All numbers, from 1.
    pub(crate) const fn new() -> Self {
        Self { next: 1 }
    }

    /// The next number.
    pub(crate) const fn take(&mut self) -> ObjectId {
        self.next += 1;
        ObjectId(self.next - 1)
    }

    /// So many numbers that follow each other.
    pub(crate) fn several(&mut self, count: usize) -> Vec<ObjectId> {
        (0..count).map(|_| self.take()).collect()
    }

    /// Sets so many numbers aside, for objects that are made elsewhere.
    pub(crate) fn set_aside(&mut self, count: usize) -> Self {
        let aside = Self { next: self.next };
        self.next += u32::try_from(count).unwrap_or(u32::MAX - self.next);
        aside
    }
}

impl Parcel {
    /// Adds a stream; `entries` stand in its dictionary beside length and filter.
    pub(crate) fn stream(&mut self, id: ObjectId, entries: &str, content: &[u8]) {
        self.object(id, &format!("<<{entries}/Length {}>>", content.len()), Some(content), Vec::new());
    }

    /// Adds a stream that is compressed.
    pub(crate) fn deflated(&mut self, id: ObjectId, entries: &str, content: &[u8]) -> Result<(), PdfError> {
        self.stream(id, &format!("{entries}/Filter/FlateDecode"), &deflate::bytes(content)?);
        Ok(())
    }

    /// Adds any other object.
    pub(crate) fn packed(
        &mut self,
        numbers: &mut Numbers,
        id: ObjectId,
        object: fmt::Arguments<'_>,
    ) -> Result<(), PdfError> {
        self.open.heads.push((id, self.open.bytes.len()));
        self.open.bytes.write_fmt(object)?;
        self.open.bytes.push(b'\n');
        if self.open.heads.len() == PACKED { self.close(numbers) } else { Ok(()) }
    }

    /// Compresses what waits.
    pub(crate) fn close(&mut self, numbers: &mut Numbers) -> Result<(), PdfError> {
        let Packing { heads, bytes } = std::mem::take(&mut self.open);
        if heads.is_empty() {
            return Ok(());
        }
        let mut content = Vec::with_capacity(bytes.len() + heads.len() * 12);
        for (id, place) in &heads {
            write!(content, "{} {place} ", id.0)?;
        }
        let first = content.len();
        content.extend(bytes);
        let content = deflate::bytes(&content)?;
        let dict = format!(
            "<</Type/ObjStm/N {}/First {first}/Filter/FlateDecode/Length {}>>",
            heads.len(),
            content.len()
        );
        let members = heads.into_iter().map(|(id, _)| id).collect();
        self.object(numbers.take(), &dict, Some(&content), members);
        Ok(())
    }

    fn object(&mut self, id: ObjectId, dict: &str, stream: Option<&[u8]>, members: Vec<ObjectId>) {
        let mut bytes = format!("{} 0 obj\n{dict}", id.0).into_bytes();
        if let Some(content) = stream {
            bytes.extend(b"\nstream\n");
            bytes.extend(content);
            // Both signs, so that a last byte that looks like one of them is not taken for a part of the end of the line.
            bytes.extend(b"\r\nendstream");
        }
        bytes.extend(b"\nendobj\n");
        self.pieces.push(Piece { id, bytes, members });
    }
}

/// A file under construction.
pub(crate) struct FileWriter<W> {
    out: W,
    at: u64,
    hash: Sha256,
    places: Vec<Place>,
}

impl<W: Write> FileWriter<W> {
    /// Starts a file.
    pub(crate) fn new(out: W) -> Result<Self, PdfError> {
        let mut file = Self { out, at: 0, hash: Sha256::new(), places: Vec::new() };
        // Bytes beyond ASCII tell other programs that the file is not text.
        file.put(b"%PDF-1.7\n%\xbb\xad\xc0\xde\n")?;
        Ok(file)
    }

    fn put(&mut self, bytes: &[u8]) -> Result<(), PdfError> {
        self.hash.update(bytes);
        self.at += bytes.len() as u64;
        Ok(self.out.write_all(bytes)?)
    }

    fn set(&mut self, id: ObjectId, place: Place) {
        let index = id.0 as usize;
        if self.places.len() <= index {
            self.places.resize(index + 1, Place::Free);
        }
        self.places[index] = place;
    }

    /// Writes objects. All that waits to be packed must be closed.
    pub(crate) fn write(&mut self, parcel: Parcel) -> Result<(), PdfError> {
        for piece in parcel.pieces {
            self.set(piece.id, Place::At(self.at));
            for (member, index) in piece.members.into_iter().zip(0..) {
                self.set(member, Place::In(piece.id.0, index));
            }
            self.put(&piece.bytes)?;
        }
        Ok(())
    }

    /// Writes those objects of a parcel that are ready; the others go on waiting.
    pub(crate) fn write_ready(&mut self, parcel: &mut Parcel) -> Result<(), PdfError> {
        let pieces = std::mem::take(&mut parcel.pieces);
        self.write(Parcel { pieces, open: Packing::default() })
    }

    /// Ends the file with the table of its objects, as a stream of this number.
    pub(crate) fn finish(mut self, table: ObjectId, root: ObjectId, info: ObjectId) -> Result<W, PdfError> {
        self.set(table, Place::At(self.at));
        let mut rows = Vec::with_capacity(self.places.len() * 11);
        for place in &self.places {
            let (kind, first, second) = match *place {
                Place::Free => (0, 0, u16::MAX),
                Place::At(at) => (1, at, 0),
                Place::In(stream, index) => (2, stream.into(), index),
            };
            rows.push(kind);
            // Five bytes: a file of a thousand thousand million bytes.
            rows.extend(&first.to_be_bytes()[3..]);
            rows.extend(second.to_be_bytes());
        }
        let identity: String =
            self.hash.clone().finalize().iter().take(16).map(|byte| format!("{byte:02X}")).collect();
        let content = deflate::bytes(&rows)?;
        let start = self.at;
        let head = format!(
            "{} 0 obj\n<</Type/XRef/W[1 5 2]/Size {}/Root {root}/Info {info}/ID[<{identity}><{identity}>]\
             /Filter/FlateDecode/Length {}>>\nstream\n",
            table.0,
            self.places.len(),
            content.len()
        );
        self.put(head.as_bytes())?;
        self.put(&content)?;
        self.put(format!("\r\nendstream\nendobj\nstartxref\n{start}\n%%EOF\n").as_bytes())?;
        Ok(self.out)
    }
}

/// A text as PDF has it, with its delimiters (7.9.2.2).
pub(crate) fn text(text: &str) -> String {
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return literal(text);
    }
    let units: String = text.encode_utf16().map(|unit| format!("{unit:04X}")).collect();
    format!("<FEFF{units}>")
}

/// A string of ASCII characters.
fn literal(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('(');
    for character in text.chars() {
        if matches!(character, '(' | ')' | '\\') {
            out.push('\\');
        }
        out.push(character);
    }
    out.push(')');
    out
}

/// A name (7.3.5).
pub(crate) fn name(name: &str) -> String {
    let mut out = String::from("/");
    for byte in name.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'.' | b'-' | b'_' | b'+' => out.push(byte.into()),
            other => out.push_str(&format!("#{other:02X}")),
        }
    }
    out
}
