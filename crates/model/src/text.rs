//! Text with a little markup: one parser and one neutral tree for papers and pages alike.
//!
//! Authors write `**bold**`, `*italic*` and `[?]` for the blank. A single line break is a space, a blank line
//! starts a paragraph. A backslash takes the meaning from the character behind it (`\*`, `\[`, `\\`).

use serde::{Deserialize, Serialize};

/// How a run of text stands out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Emphasis {
    /// Not at all.
    Plain,
    /// `*so*`
    Italic,
    /// `**so**`
    Bold,
    /// `***so***`
    BoldItalic,
}

/// A piece of a paragraph.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Inline {
    /// Characters of one emphasis, never empty.
    Text {
        /// The characters; white space is single spaces.
        text: String,
        /// How they stand out.
        emphasis: Emphasis,
    },
    /// The gap of a missing-word item.
    Blank,
}

/// Why markup cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TextError {
    /// Asterisks that open or close nothing.
    #[error("'{marker}' has no partner")]
    Unbalanced {
        /// `*`, `**` or `***`
        marker: &'static str,
    },
    /// A control character or U+FFFD, the trace of a wrong encoding.
    #[error("the text contains {character:?}, which cannot be printed")]
    Unprintable {
        /// The character.
        character: char,
    },
}

/// Paragraphs of inline text. Serialised as its markup.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct RichText {
    paragraphs: Vec<Vec<Inline>>,
}

impl RichText {
    /// Reads markup.
    ///
    /// # Errors
    /// [`TextError`] for markers without a partner and for characters that cannot be printed.
    pub fn parse(source: &str) -> Result<Self, TextError> {
        let bad = |c: &char| (c.is_control() && !matches!(c, '\n' | '\r' | '\t')) || *c == '\u{fffd}';
        if let Some(character) = source.chars().find(bad) {
            return Err(TextError::Unprintable { character });
        }
        let mut paragraphs = Vec::new();
        let mut lines: Vec<&str> = Vec::new();
        for line in source.lines().map(str::trim).chain([""]) {
            if !line.is_empty() {
                lines.push(line);
            } else if !lines.is_empty() {
                let folded = lines.join(" ").split_ascii_whitespace().collect::<Vec<_>>().join(" ");
                paragraphs.push(parse_paragraph(&folded)?);
                lines.clear();
            }
        }
        Ok(Self { paragraphs })
    }

    /// Text that is taken to the letter, without markup. White space is folded, lines become one paragraph.
    #[must_use]
    pub fn literal(text: &str) -> Self {
        Self::emphasized(text, Emphasis::Plain)
    }

    /// As [`RichText::literal`], standing out.
    #[must_use]
    pub fn emphasized(text: &str, emphasis: Emphasis) -> Self {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if text.is_empty() {
            return Self::default();
        }
        Self { paragraphs: vec![vec![Inline::Text { text, emphasis }]] }
    }

    /// The paragraphs in order.
    #[must_use]
    pub fn paragraphs(&self) -> &[Vec<Inline>] {
        &self.paragraphs
    }

    /// Whether there is nothing to print.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.paragraphs.is_empty()
    }

    /// The words without markup: paragraphs joined by a line break, the blank as `____`.
    #[must_use]
    pub fn plain(&self) -> String {
        let mut out = String::new();
        for (index, paragraph) in self.paragraphs.iter().enumerate() {
            if index > 0 {
                out.push('\n');
            }
            for inline in paragraph {
                match inline {
                    Inline::Text { text, .. } => out.push_str(text),
                    Inline::Blank => out.push_str("____"),
                }
            }
        }
        out
    }

    /// The same tree with every text changed.
    pub(crate) fn map_text(&self, change: &dyn Fn(&str) -> String) -> Self {
        let mut changed = self.clone();
        for inline in changed.paragraphs.iter_mut().flatten() {
            if let Inline::Text { text, .. } = inline {
                *text = change(text);
            }
        }
        changed
    }

    /// Markup that parses back to the same tree.
    #[must_use]
    pub fn to_markup(&self) -> String {
        let mut out = String::new();
        for (index, paragraph) in self.paragraphs.iter().enumerate() {
            if index > 0 {
                out.push_str("\n\n");
            }
            for inline in paragraph {
                write_markup(&mut out, inline);
            }
        }
        out
    }
}

fn write_markup(out: &mut String, inline: &Inline) {
    let Inline::Text { text, emphasis } = inline else {
        out.push_str("[?]");
        return;
    };
    let escaped = text.replace('\\', "\\\\").replace('*', "\\*").replace("[?]", "\\[?]");
    let marker = marker(*emphasis);
    out.push_str(marker);
    out.push_str(&escaped);
    out.push_str(marker);
}

const fn marker(emphasis: Emphasis) -> &'static str {
    match emphasis {
        Emphasis::Plain => "",
        Emphasis::Italic => "*",
        Emphasis::Bold => "**",
        Emphasis::BoldItalic => "***",
    }
}

const fn emphasis(marker: &str) -> Emphasis {
    match marker.len() {
        1 => Emphasis::Italic,
        2 => Emphasis::Bold,
        _ => Emphasis::BoldItalic,
    }
}

/// One line of source to inline pieces. An opening marker stands before a non-space, its partner (of the same
/// length) behind one; an asterisk with spaces on both sides is an asterisk.
fn parse_paragraph(source: &str) -> Result<Vec<Inline>, TextError> {
    let mut pieces = Pieces::default();
    let mut rest = source;
    while let Some(c) = rest.chars().next() {
        if let Some(after) = rest.strip_prefix('\\') {
            if let Some(escaped @ ('*' | '[' | '\\')) = after.chars().next() {
                pieces.push_char(escaped);
                rest = &after[1..];
            } else {
                pieces.push_char('\\');
                rest = after;
            }
        } else if let Some(after) = rest.strip_prefix("[?]") {
            pieces.push(Inline::Blank);
            rest = after;
        } else if c == '*' {
            let length = rest.len() - rest.trim_start_matches('*').len();
            let (stars, after) = rest.split_at(length);
            let spaced_before = pieces.ends_with_space();
            if spaced_before && (after.is_empty() || after.starts_with(' ')) {
                stars.chars().for_each(|c| pieces.push_char(c));
            } else {
                pieces.toggle(stars)?;
            }
            rest = after;
        } else {
            let (first, more) = rest.split_at(c.len_utf8());
            let plain = first.len() + more.find(['\\', '[', '*']).unwrap_or(more.len());
            pieces.push_text(&rest[..plain], pieces.emphasis());
            rest = &rest[plain..];
        }
    }
    pieces.finish()
}

/// Inline pieces under construction.
#[derive(Default)]
struct Pieces {
    done: Vec<Inline>,
    open: Option<&'static str>,
}

impl Pieces {
    fn emphasis(&self) -> Emphasis {
        self.open.map_or(Emphasis::Plain, emphasis)
    }

    fn ends_with_space(&self) -> bool {
        match self.done.last() {
            None => true,
            Some(Inline::Text { text, .. }) => text.ends_with(' '),
            Some(Inline::Blank) => false,
        }
    }

    fn push_char(&mut self, c: char) {
        let mut buffer = [0; 4];
        self.push_text(c.encode_utf8(&mut buffer), self.emphasis());
    }

    fn push_text(&mut self, more: &str, now: Emphasis) {
        match self.done.last_mut() {
            _ if more.is_empty() => {}
            Some(Inline::Text { text, emphasis }) if *emphasis == now => text.push_str(more),
            _ => self.done.push(Inline::Text { text: more.to_owned(), emphasis: now }),
        }
    }

    fn push(&mut self, inline: Inline) {
        self.done.push(inline);
    }

    fn toggle(&mut self, stars: &str) -> Result<(), TextError> {
        let marker = match stars.len() {
            1 => "*",
            2 => "**",
            3 => "***",
            _ => return Err(TextError::Unbalanced { marker: "***" }),
        };
        match self.open {
            None => self.open = Some(marker),
            Some(open) if open == marker => self.open = None,
            Some(open) => return Err(TextError::Unbalanced { marker: open }),
        }
        Ok(())
    }

    fn finish(self) -> Result<Vec<Inline>, TextError> {
        match self.open {
            Some(marker) => Err(TextError::Unbalanced { marker }),
            None => Ok(spaces_outside(self.done)),
        }
    }
}

/// Moves spaces at the edges of emphasised runs to the plain text around them: they look the same, and markup
/// cannot write them inside.
fn spaces_outside(inlines: Vec<Inline>) -> Vec<Inline> {
    let mut done = Pieces::default();
    for inline in inlines {
        match inline {
            Inline::Text { text, emphasis } if emphasis != Emphasis::Plain => {
                let inner = text.trim_matches(' ');
                let start = if inner.is_empty() {
                    text.len()
                } else {
                    text.len() - text.trim_start_matches(' ').len()
                };
                done.push_text(&text[..start], Emphasis::Plain);
                done.push_text(inner, emphasis);
                done.push_text(&text[start + inner.len()..], Emphasis::Plain);
            }
            Inline::Text { text, emphasis } => done.push_text(&text, emphasis),
            Inline::Blank => done.push(Inline::Blank),
        }
    }
    done.done
}

impl TryFrom<String> for RichText {
    type Error = TextError;
    fn try_from(source: String) -> Result<Self, TextError> {
        Self::parse(&source)
    }
}

impl From<RichText> for String {
    fn from(text: RichText) -> Self {
        text.to_markup()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn text(text: &str, emphasis: Emphasis) -> Inline {
        Inline::Text { text: text.into(), emphasis }
    }

    #[test]
    fn lines_fold_and_blank_lines_part() {
        let parsed = RichText::parse("\n one\n two  three\n\n\n four\n").unwrap();
        assert_eq!(parsed.plain(), "one two three\nfour");
        assert_eq!(parsed.paragraphs().len(), 2);
    }

    #[test]
    fn markup_becomes_runs() {
        let parsed = RichText::parse("Which is **NOT** *really* so [?].").unwrap();
        assert_eq!(
            parsed.paragraphs()[0],
            [
                text("Which is ", Emphasis::Plain),
                text("NOT", Emphasis::Bold),
                text(" ", Emphasis::Plain),
                text("really", Emphasis::Italic),
                text(" so ", Emphasis::Plain),
                Inline::Blank,
                text(".", Emphasis::Plain),
            ]
        );
    }

    #[test]
    fn asterisks_can_be_meant() {
        assert_eq!(RichText::parse("2 * 3").unwrap().plain(), "2 * 3");
        assert_eq!(RichText::parse(r"5\* hotel, C:\dir").unwrap().plain(), r"5* hotel, C:\dir");
        assert_eq!(RichText::parse(r"an escaped \[?]").unwrap().plain(), "an escaped [?]");
    }

    #[test]
    fn markers_without_partner_are_refused() {
        assert_eq!(RichText::parse("**bold"), Err(TextError::Unbalanced { marker: "**" }));
        assert_eq!(RichText::parse("**bo*ld"), Err(TextError::Unbalanced { marker: "**" }));
        assert_eq!(RichText::parse("a\u{7}b"), Err(TextError::Unprintable { character: '\u{7}' }));
        assert_eq!(RichText::parse("bene\u{fffd}ts"), Err(TextError::Unprintable { character: '\u{fffd}' }));
    }

    #[test]
    fn emphasized_text_is_taken_to_the_letter() {
        let bold = RichText::emphasized(" 2 * 3  ", Emphasis::Bold);
        assert_eq!(bold.paragraphs()[0], [text("2 * 3", Emphasis::Bold)]);
        assert_eq!(RichText::parse(&bold.to_markup()), Ok(bold));
    }

    proptest! {
        #[test]
        fn markup_survives_a_round_trip(source in r"([a-z .,?\[\]\\]|\*\*[a-z \[?\]]{1,3}\*\*|\*|\*[a-z ]\*|\[\?\]|\n){0,40}") {
            if let Ok(parsed) = RichText::parse(&source) {
                let again = RichText::parse(&parsed.to_markup());
                prop_assert_eq!(again.as_ref(), Ok(&parsed), "{:?}", parsed.to_markup());
            }
        }

        #[test]
        fn any_text_is_read_or_refused(source in ".{0,60}") {
            if let Ok(parsed) = RichText::parse(&source) {
                prop_assert!(!parsed.plain().contains("  "));
            }
        }

        #[test]
        fn literal_text_survives_markup(source in ".{0,40}") {
            let literal = RichText::literal(&source);
            if let Ok(again) = RichText::parse(&literal.to_markup()) {
                prop_assert_eq!(again, literal);
            }
        }
    }
}
