//! Bytes of a file become UTF-8: UTF-8 itself, UTF-16 and Windows-1252, told apart without guessing.
//!
//! A byte order mark decides; without one, a file that is UTF-8 throughout is UTF-8. Of the rest, a file without
//! a single multi-byte UTF-8 character is Windows-1252. One that mixes both is broken, and no reading of it
//! would give every name back: it is refused.

use crate::GradingError;
use crate::check::{Fault, LONGEST};
use crate::table::refused;
use memchr::{memchr_iter, memrchr2};
use mockexam_model::{Diagnostic, Place};
use sha2::{Digest, Sha256};
use std::io::{self, Read};

/// Bytes read at once.
const CHUNK: u64 = 1 << 16;

/// Bytes without a newline that no record can have, even in UTF-16. A file that never ends is refused here, before its
/// encoding is known.
const ENDLESS: u64 = 2 * LONGEST + CHUNK;

/// How the characters of a file are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Encoding {
    Utf8,
    Utf16Le,
    Utf16Be,
    Windows1252,
}

impl Encoding {
    /// The name for people.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Utf16Le => "UTF-16 (little endian)",
            Self::Utf16Be => "UTF-16 (big endian)",
            Self::Windows1252 => "Windows-1252",
        }
    }
}

/// What a first look at a file tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Survey {
    pub(crate) encoding: Encoding,
    pub(crate) seen: Seen,
}

/// SHA-256 of what was seen of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Seen {
    /// All bytes.
    Whole([u8; 32]),
    /// The first chunk.
    Head([u8; 32]),
}

/// How much of a file a first look takes in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Look {
    /// All bytes.
    Whole,
    /// The first few, after which text without a mark is presumed to be UTF-8.
    Head,
}

impl Survey {
    /// The text of the file, from its start. What was presumed of it is checked on the way.
    pub(crate) fn text<'r>(&self, reader: Box<dyn Read + 'r>) -> Text<'r> {
        let presumed = match self.seen {
            Seen::Whole(_) => None,
            Seen::Head(head) => Some(Presumed {
                head: Some(head),
                utf8: (self.encoding == Encoding::Utf8).then(Utf8Check::default),
            }),
        };
        Text { presumed, ..Text::new(reader, self.encoding) }
    }
}

/// What a look at the first bytes of a file leaves to be seen.
struct Presumed {
    /// SHA-256 of the first chunk, until it has come again.
    head: Option<[u8; 32]>,
    utf8: Option<Utf8Check>,
}

impl Presumed {
    /// Whether the next chunk, which is empty at the end, is as it must be.
    fn holds(&mut self, chunk: &[u8]) -> bool {
        if self.head.take().is_some_and(|head| head != <[u8; 32]>::from(Sha256::digest(chunk))) {
            return false;
        }
        self.utf8.as_mut().is_none_or(|check| {
            check.look_at(chunk);
            check.bad_line.is_none() && (!chunk.is_empty() || check.carry.is_empty())
        })
    }
}

/// Looks at the first bytes of a file.
fn glance(file: &str, mut reader: impl Read) -> Result<Survey, GradingError> {
    let mut head = Vec::new();
    read_chunk(&mut reader, &mut head)
        .map_err(|source| GradingError::Io { file: file.to_owned(), source })?;
    let encoding = marked_encoding(&head).unwrap_or(Encoding::Utf8);
    Ok(Survey { encoding, seen: Seen::Head(Sha256::digest(&head).into()) })
}

/// Looks at a file.
pub(crate) fn survey(file: &str, mut reader: impl Read, look: Look) -> Result<Survey, GradingError> {
    if look == Look::Head {
        return glance(file, reader);
    }
    let mut sha256 = Sha256::new();
    let mut chunk = Vec::new();
    let mut check = Utf8Check::default();
    let mut marked = None;
    let (mut line, mut since_newline) = (1, 0);
    loop {
        let first = check.line == 0;
        read_chunk(&mut reader, &mut chunk)
            .map_err(|source| GradingError::Io { file: file.to_owned(), source })?;
        if first {
            check.line = 1;
            marked = marked_encoding(&chunk);
        }
        if chunk.is_empty() {
            break;
        }
        line += memchr_iter(b'\n', &chunk).count() as u64;
        since_newline = match memrchr2(b'\n', b'\r', &chunk) {
            Some(at) => (chunk.len() - at) as u64,
            None => since_newline + chunk.len() as u64,
        };
        if since_newline > ENDLESS {
            return Err(GradingError::Refused(vec![refused(file, Fault::TooLong { line })]));
        }
        sha256.update(&chunk);
        if marked.is_none() {
            check.look_at(&chunk);
        }
    }
    let encoding = match marked {
        Some(encoding) => encoding,
        None => check.verdict().map_err(|line| GradingError::Refused(vec![mixed(file, line)]))?,
    };
    Ok(Survey { encoding, seen: Seen::Whole(sha256.finalize().into()) })
}

fn read_chunk(reader: &mut impl Read, chunk: &mut Vec<u8>) -> io::Result<()> {
    chunk.clear();
    reader.take(CHUNK).read_to_end(chunk).map(|_| ())
}

/// UTF-16 by its mark, or by the zero byte that every second byte of its ASCII is.
fn marked_encoding(head: &[u8]) -> Option<Encoding> {
    match head {
        [0xff, 0xfe, ..] => Some(Encoding::Utf16Le),
        [0xfe, 0xff, ..] => Some(Encoding::Utf16Be),
        [a, 0, b, 0, ..] if *a != 0 && *b != 0 => Some(Encoding::Utf16Le),
        [0, a, 0, b, ..] if *a != 0 && *b != 0 => Some(Encoding::Utf16Be),
        _ => None,
    }
}

fn mixed(file: &str, line: u64) -> Diagnostic {
    Diagnostic::error("G02", "the file is neither UTF-8 nor Windows-1252: it has characters of both")
        .at(file, Place::Cell { line, column: None }, "the first byte that is not UTF-8")
        .help("save it again as UTF-8 from the program that made it")
}

/// Counts what speaks for UTF-8 and what against, over chunk borders.
#[derive(Default)]
struct Utf8Check {
    carry: Vec<u8>,
    line: u64,
    multibyte: bool,
    bad_line: Option<u64>,
}

impl Utf8Check {
    fn look_at(&mut self, chunk: &[u8]) {
        if self.carry.is_empty() && chunk.is_ascii() {
            self.pass(chunk);
            return;
        }
        let joined = [self.carry.as_slice(), chunk].concat();
        self.carry.clear();
        let mut rest = joined.as_slice();
        while let Err(error) = std::str::from_utf8(rest) {
            let (good, bad) = rest.split_at(error.valid_up_to());
            self.pass(good);
            let Some(length) = error.error_len() else {
                self.carry.extend_from_slice(bad);
                return;
            };
            self.bad_line.get_or_insert(self.line);
            rest = bad.get(length..).unwrap_or_default();
        }
        self.pass(rest);
    }

    fn pass(&mut self, good: &[u8]) {
        self.multibyte |= !good.strip_prefix(b"\xef\xbb\xbf").unwrap_or(good).is_ascii();
        if self.bad_line.is_none() {
            self.line += memchr_iter(b'\n', good).count() as u64;
        }
    }

    /// The encoding, or the line that speaks against every one.
    fn verdict(mut self) -> Result<Encoding, u64> {
        if !self.carry.is_empty() {
            self.bad_line.get_or_insert(self.line);
        }
        match self.bad_line {
            None => Ok(Encoding::Utf8),
            Some(_) if !self.multibyte => Ok(Encoding::Windows1252),
            Some(line) => Err(line),
        }
    }
}

/// The text of a file as UTF-8, chunk by chunk, with the digest of its bytes.
pub(crate) struct Text<'r> {
    reader: Box<dyn Read + 'r>,
    raw: Vec<u8>,
    decoder: Option<encoding_rs::Decoder>,
    presumed: Option<Presumed>,
    sha256: Sha256,
    started: bool,
    ended: bool,
}

impl<'r> Text<'r> {
    pub(crate) fn new(reader: Box<dyn Read + 'r>, encoding: Encoding) -> Self {
        let decoder = match encoding {
            Encoding::Utf8 => None,
            Encoding::Utf16Le => Some(encoding_rs::UTF_16LE),
            Encoding::Utf16Be => Some(encoding_rs::UTF_16BE),
            Encoding::Windows1252 => Some(encoding_rs::WINDOWS_1252),
        };
        Self {
            reader,
            raw: Vec::new(),
            decoder: decoder.map(encoding_rs::Encoding::new_decoder_with_bom_removal),
            presumed: None,
            sha256: Sha256::new(),
            started: false,
            ended: false,
        }
    }

    /// No text.
    pub(crate) fn empty() -> Self {
        Self::new(Box::new(io::empty()), Encoding::Utf8)
    }

    /// Puts the next stretch of text into `out`; leaves it empty at the end. Says whether the text is whole:
    /// false where a character cannot be read.
    pub(crate) fn fill(&mut self, out: &mut Vec<u8>) -> io::Result<bool> {
        out.clear();
        while out.is_empty() && !self.ended {
            read_chunk(&mut self.reader, &mut self.raw)?;
            self.ended = self.raw.is_empty();
            self.sha256.update(&self.raw);
            if self.presumed.as_mut().is_some_and(|presumed| !presumed.holds(&self.raw)) {
                return Ok(false);
            }
            let Some(decoder) = &mut self.decoder else {
                let skip = if self.started || !self.raw.starts_with(b"\xef\xbb\xbf") { 0 } else { 3 };
                out.extend_from_slice(self.raw.get(skip..).unwrap_or_default());
                self.started = true;
                continue;
            };
            let need = decoder.max_utf8_buffer_length_without_replacement(self.raw.len()).unwrap_or(0);
            out.resize(need, 0);
            let (result, _, written) = decoder.decode_to_utf8_without_replacement(&self.raw, out, self.ended);
            out.truncate(written);
            if result != encoding_rs::DecoderResult::InputEmpty {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// SHA-256 of all bytes that were read.
    pub(crate) fn digest(self) -> [u8; 32] {
        self.sha256.finalize().into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(bytes: &[u8]) -> Result<String, String> {
        let survey = survey("a.csv", bytes, Look::Whole).map_err(|error| error.to_string())?;
        let mut text = Text::new(Box::new(bytes), survey.encoding);
        let (mut out, mut all) = (Vec::new(), Vec::new());
        loop {
            if !text.fill(&mut out).unwrap() {
                return Err("malformed".into());
            }
            if out.is_empty() {
                break;
            }
            all.extend_from_slice(&out);
        }
        assert_eq!(Seen::Whole(text.digest()), survey.seen, "both looks saw the same bytes");
        Ok(String::from_utf8(all).unwrap())
    }

    #[test]
    fn a_file_that_never_ends_is_refused_where_the_endless_line_is() {
        for (head, byte, line) in
            [("", 0, 1), ("a,b\nc,", b'x', 2), ("\u{feff}a\r\n\n", b',', 3), ("", 0xe9, 1)]
        {
            let refused = survey("a.csv", head.as_bytes().chain(io::repeat(byte)), Look::Whole);
            let Err(GradingError::Refused(found)) = refused else { panic!("{head:?}") };
            assert_eq!(found[0].labels[0].place, Place::Cell { line, column: None }, "{head:?}");
            assert_eq!(found[0].code, "G04");
        }
        let longest = utf16(&"x".repeat(usize::try_from(LONGEST).unwrap()), u16::to_le_bytes);
        assert!(survey("a.csv", [b"\xff\xfe", longest.as_slice()].concat().as_slice(), Look::Whole).is_ok());
    }

    fn utf16(text: &str, unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(unit).collect()
    }

    #[test]
    fn every_encoding_of_the_same_text_reads_the_same() {
        let text = "id,Q1\nJosé,B\n";
        let cases = [
            text.as_bytes().to_vec(),
            ["\u{feff}".as_bytes(), text.as_bytes()].concat(),
            utf16(&format!("\u{feff}{text}"), u16::to_le_bytes),
            utf16(&format!("\u{feff}{text}"), u16::to_be_bytes),
            utf16(text, u16::to_le_bytes),
            utf16(text, u16::to_be_bytes),
            b"id,Q1\nJos\xe9,B\n".to_vec(),
        ];
        for bytes in cases {
            assert_eq!(decoded(&bytes).as_deref(), Ok(text), "{bytes:?}");
        }
        assert_eq!(decoded(b"").as_deref(), Ok(""));
    }

    #[test]
    fn characters_over_a_chunk_border_stay_whole() {
        for shift in 0..4 {
            let text = format!("{}{}", "x".repeat(shift), "€".repeat(60_000));
            assert_eq!(decoded(text.as_bytes()).unwrap(), text);
            assert_eq!(decoded(&utf16(&format!("\u{feff}{text}"), u16::to_le_bytes)).unwrap(), text);
        }
    }

    #[test]
    fn a_mixture_is_refused_with_its_line() {
        let bytes: Vec<u8> = "id\nJosé\nJos".bytes().chain(*b"\xe9\n").collect();
        let error = survey("a.csv", bytes.as_slice(), Look::Whole);
        let Err(GradingError::Refused(found)) = error else { panic!("refusal expected") };
        assert_eq!(found[0].labels[0].place, Place::Cell { line: 3, column: None });
        assert_eq!(decoded(b"\xff\xfeA\x00\x00\xd8B\x00"), Err("malformed".into()));
    }
}
