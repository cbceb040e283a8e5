//! Glyphs, and the text that they stand for.

use super::{Canvas, begin, pt};
use crate::font::Font;
use mockexam_paper::{Direction, Glyph, GlyphRun, Length, Word};
use printpdf::{DictItem, FontId, Op, PdfFontHandle, TextMatrix};

impl Canvas<'_> {
    pub(super) fn run(&mut self, run: &GlyphRun) {
        let Some(font) = self.fonts.get(run.face) else { return };
        self.set_fill(run.ink);
        if !self.text {
            self.ops.push(Op::StartTextSection);
            self.text = true;
        }
        let wanted = (run.face, run.size);
        if self.state.font != Some(wanted) {
            let handle = PdfFontHandle::External(FontId(font.id().into_owned()));
            self.ops.push(Op::SetFont { font: handle, size: pt(run.size) });
            self.state.font = Some(wanted);
        }
        match run.says.as_deref() {
            Some("") => {}
            says => {
                self.end_told();
                if let Some(text) = says {
                    self.ops.push(actual_text(text));
                    self.told = true;
                }
            }
        }
        let origin = self.place(run.origin);
        self.ops.push(Op::SetTextMatrix { matrix: TextMatrix::Translate(origin.x, origin.y) });
        let mut shown = Shown::default();
        for word in &run.words {
            self.word(word, font, run.size, &mut shown);
        }
        shown.flush(&mut self.ops);
    }

    /// Ends the runs whose text is told at the first of them.
    pub(super) fn end_told(&mut self) {
        if std::mem::take(&mut self.told) {
            self.ops.push(Op::EndMarkedContent);
        }
    }

    /// Shows the glyphs of a word, cluster by cluster in reading order.
    fn word(&mut self, word: &Word, font: &Font, size: Length, shown: &mut Shown) {
        let clusters = word.glyphs().chunk_by(|_, next| next.source.is_empty());
        match word.direction() {
            Direction::Right => clusters.for_each(|glyphs| self.cluster(word, glyphs, font, size, shown)),
            Direction::Left => {
                // The pen jumps to the right end, goes back before each cluster and behind it, and returns.
                let clusters: Vec<&[Glyph]> = clusters.collect();
                let width = |glyphs: &[Glyph]| glyphs.iter().map(|glyph| glyph.advance).sum::<i32>();
                shown.move_back(-width(word.glyphs()));
                for glyphs in clusters.into_iter().rev() {
                    shown.move_back(width(glyphs));
                    self.cluster(word, glyphs, font, size, shown);
                    shown.move_back(width(glyphs));
                }
                shown.move_back(-width(word.glyphs()));
            }
        }
    }

    fn cluster(&mut self, word: &Word, glyphs: &[Glyph], font: &Font, size: Length, shown: &mut Shown) {
        let Some(first) = glyphs.first() else { return };
        let text = plain(word.source(first));
        // Readers take the place of the text from the first and the last glyph that it is told for. These are the ones that move the
        // pen, so that nobody sees a gap beside signs that stand above or below.
        let moves = |glyph: &Glyph| glyph.advance > 0;
        let start = glyphs.iter().position(moves).unwrap_or(0);
        let end = glyphs.iter().rposition(moves).map_or(glyphs.len(), |last| last + 1);
        self.told(&glyphs[..start], "", font, size, shown);
        self.told(&glyphs[start..end], text, font, size, shown);
        self.told(&glyphs[end..], "", font, size, shown);
    }

    /// Shows glyphs that stand for a text.
    fn told(&mut self, glyphs: &[Glyph], text: &str, font: &Font, size: Length, shown: &mut Shown) {
        let own = match glyphs {
            [] => return,
            // The whole run tells another text.
            _ if self.told => true,
            [only] => font.text(only.id) == Some(text),
            _ => false,
        };
        if !own {
            shown.flush(&mut self.ops);
            self.ops.push(actual_text(text));
        }
        for glyph in glyphs {
            let raised = glyph.dy != 0;
            if raised {
                shown.flush(&mut self.ops);
                self.ops.push(Op::SetLineOffset { multiplier: pt(size.units(i64::from(glyph.dy))).0 });
            }
            shown.move_back(-glyph.dx);
            shown.glyph(font.code(glyph.id));
            shown.move_back(glyph.width + glyph.dx - glyph.advance);
            if raised {
                shown.flush(&mut self.ops);
                self.ops.push(Op::SetLineOffset { multiplier: 0.0 });
            }
        }
        if !own {
            shown.flush(&mut self.ops);
            self.ops.push(Op::EndMarkedContent);
        }
    }
}

/// The operand of a text-showing operator under construction: strings of glyph codes, and moves between them.
#[derive(Default)]
struct Shown {
    items: Vec<DictItem>,
    codes: Vec<u8>,
    /// How far the pen goes back before the next glyph, in thousandths of an em.
    back: i32,
}

impl Shown {
    const fn move_back(&mut self, by: i32) {
        self.back += by;
    }

    fn glyph(&mut self, code: u16) {
        if self.back != 0 {
            self.end_codes();
            self.items.push(DictItem::Int(self.back.into()));
            self.back = 0;
        }
        self.codes.extend(code.to_be_bytes());
    }

    fn end_codes(&mut self) {
        if !self.codes.is_empty() {
            self.items.push(DictItem::Bytes(std::mem::take(&mut self.codes)));
        }
    }

    /// Shows the glyphs. Strings of many glyphs go to the writer as they are: of its own it makes one for each.
    fn flush(&mut self, ops: &mut Vec<Op>) {
        self.end_codes();
        if self.back != 0 {
            self.items.push(DictItem::Int(self.back.into()));
            self.back = 0;
        }
        if !self.items.is_empty() {
            let value = vec![DictItem::Array(std::mem::take(&mut self.items))];
            ops.push(Op::Unknown { key: "TJ".to_owned(), value });
        }
    }
}

/// Spaces of any width are copied as spaces.
pub(crate) fn plain(text: &str) -> &str {
    if !text.is_empty() && text.chars().all(char::is_whitespace) { " " } else { text }
}

/// Tells readers which text the following glyphs stand for.
fn actual_text(text: &str) -> Op {
    let mut data = vec![0xfe, 0xff];
    data.extend(text.encode_utf16().flat_map(u16::to_be_bytes));
    begin("Span", [("ActualText", DictItem::String { data, literal: false })])
}
