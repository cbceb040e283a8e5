//! From placed boxes to drawing operations.

use crate::font::{Font, Fonts, plain};
use mockexam_paper::{GlyphRun, Ink, Length, Mark, Page, Point, Size, Stroke, Word};
use printpdf::{
    Codepoint, Color, DictItem, FontId, Greyscale, Line, LinePoint, Mm, Op, PaintMode, PdfFontHandle,
    PdfPage, Polygon, PolygonRing, Pt, Rect, TextItem, TextMatrix, WindingOrder, XObjectId, XObjectTransform,
};
use std::collections::BTreeMap;

/// Distance of the control points of a quarter circle, in ten thousandths of the radius.
const KAPPA: i64 = 5523;

/// Draws a page.
pub(crate) fn page(page: &Page, size: Size, fonts: &Fonts) -> PdfPage {
    let mut canvas =
        Canvas { fonts, height: size.height, ops: Vec::new(), text: false, state: State::default() };
    for placed in &page.boxes {
        canvas.mark(&placed.mark);
    }
    canvas.end_text();
    let paper = Rect {
        x: Pt(0.0),
        y: Pt(0.0),
        width: pt(size.width),
        height: pt(size.height),
        mode: None,
        winding_order: None,
    };
    let mut drawn = PdfPage::new(Mm(0.0), Mm(0.0), canvas.ops);
    (drawn.media_box, drawn.trim_box, drawn.crop_box) = (paper.clone(), paper.clone(), paper);
    drawn
}

struct Canvas<'a> {
    fonts: &'a Fonts,
    height: Length,
    ops: Vec<Op>,
    /// Whether a text section is open.
    text: bool,
    state: State,
}

/// What was set last, so that it is not set again.
#[derive(Default)]
struct State {
    font: Option<(FontId, Length)>,
    fill: Option<Ink>,
    stroke: Option<Stroke>,
}

#[expect(
    clippy::cast_precision_loss,
    reason = "a page is far smaller than the 16,777 points that f32 holds exactly"
)]
fn pt(length: Length) -> Pt {
    Pt(length.to_millipoints() as f32 / 1000.0)
}

#[expect(clippy::cast_precision_loss, reason = "font units are small")]
fn units(value: i32) -> f32 {
    value as f32
}

fn grey(ink: Ink) -> Color {
    Color::Greyscale(Greyscale { percent: f32::from(ink.brightness()) / 100.0, icc_profile: None })
}

impl Canvas<'_> {
    fn mark(&mut self, mark: &Mark) {
        match mark {
            Mark::Text(run) => self.run(run),
            Mark::Line { from, to, stroke } => {
                self.set_stroke(Some(*stroke));
                let points = [from, to].map(|point| self.corner(*point)).into();
                self.ops.push(Op::DrawLine { line: Line { points, is_closed: false } });
            }
            Mark::Rectangle { corner, size, fill, stroke } => {
                self.paint(*fill, *stroke);
                let low = self.place(Point::new(corner.x, corner.y + size.height));
                let rectangle = Rect {
                    x: low.x,
                    y: low.y,
                    width: pt(size.width),
                    height: pt(size.height),
                    mode: Some(mode(*fill, *stroke)),
                    winding_order: None,
                };
                self.ops.push(Op::DrawRectangle { rectangle });
            }
            Mark::Image { corner, size, name, alt } => self.image(*corner, *size, name, alt),
            Mark::Circle { centre, radius, fill, stroke } => {
                self.paint(*fill, *stroke);
                let rings = vec![PolygonRing { points: self.circle(*centre, *radius) }];
                let polygon =
                    Polygon { rings, mode: mode(*fill, *stroke), winding_order: WindingOrder::NonZero };
                self.ops.push(Op::DrawPolygon { polygon });
            }
        }
    }

    /// An image fills the unit square, which is stretched to its place. Whoever cannot see it is told what it shows.
    fn image(&mut self, corner: Point, size: Size, name: &str, alt: &str) {
        self.end_text();
        let low = self.place(Point::new(corner.x, corner.y + size.height));
        let transform = XObjectTransform {
            translate_x: Some(low.x),
            translate_y: Some(low.y),
            scale_x: Some(pt(size.width).0),
            scale_y: Some(pt(size.height).0),
            no_auto_scale: true,
            ..XObjectTransform::default()
        };
        self.ops.push(marked("Figure", "Alt", alt));
        self.ops.push(Op::UseXobject { id: image_id(name), transform });
        self.ops.push(Op::EndMarkedContent);
    }

    fn run(&mut self, run: &GlyphRun) {
        let Some(font) = self.fonts.get(run.face) else { return };
        self.set_fill(run.ink);
        if !self.text {
            self.ops.push(Op::StartTextSection);
            self.text = true;
        }
        let wanted = (font.id(), run.size);
        if self.state.font.as_ref() != Some(&wanted) {
            self.ops.push(Op::SetFont { font: PdfFontHandle::External(font.id()), size: pt(run.size) });
            self.state.font = Some(wanted);
        }
        let origin = self.place(run.origin);
        self.ops.push(Op::SetTextMatrix { matrix: TextMatrix::Translate(origin.x, origin.y) });
        let mut open = Vec::new();
        for word in &run.words {
            self.word(word, font, run.size, &mut open);
        }
        self.show(&mut open);
    }

    /// Shows the glyphs of a word, cluster by cluster.
    fn word(&mut self, word: &Word, font: &Font, size: Length, open: &mut Vec<TextItem>) {
        for cluster in word.glyphs().chunk_by(|_, next| next.source.is_empty()) {
            let Some(first) = cluster.first() else { continue };
            let text = plain(word.source(first));
            let told = cluster.len() > 1 || font.text(first.id) != Some(text);
            if told {
                self.show(open);
                self.ops.push(actual_text(text));
            }
            for glyph in cluster {
                let raised = glyph.dy != 0;
                if raised {
                    self.show(open);
                    self.ops.push(Op::SetLineOffset { multiplier: pt(size.units(i64::from(glyph.dy))).0 });
                }
                if glyph.dx != 0 {
                    open.push(TextItem::Offset(units(-glyph.dx)));
                }
                let cid = font.text(glyph.id).unwrap_or(text).to_owned();
                let back = units(glyph.width + glyph.dx - glyph.advance);
                let code = Codepoint { gid: font.code(glyph.id), offset: back, cid: Some(cid) };
                match open.last_mut() {
                    Some(TextItem::GlyphIds(glyphs)) => glyphs.push(code),
                    _ => open.push(TextItem::GlyphIds(vec![code])),
                }
                if raised {
                    self.show(open);
                    self.ops.push(Op::SetLineOffset { multiplier: 0.0 });
                }
            }
            if told {
                self.show(open);
                self.ops.push(Op::EndMarkedContent);
            }
        }
    }

    fn show(&mut self, open: &mut Vec<TextItem>) {
        if !open.is_empty() {
            self.ops.push(Op::ShowText { items: std::mem::take(open) });
        }
    }

    fn end_text(&mut self) {
        if self.text {
            self.ops.push(Op::EndTextSection);
            self.text = false;
        }
    }

    fn paint(&mut self, fill: Option<Ink>, stroke: Option<Stroke>) {
        if let Some(ink) = fill {
            self.set_fill(ink);
        }
        self.set_stroke(stroke);
    }

    fn set_fill(&mut self, ink: Ink) {
        if self.state.fill != Some(ink) {
            self.ops.push(Op::SetFillColor { col: grey(ink) });
            self.state.fill = Some(ink);
        }
    }

    /// Prepares for drawing lines, which cannot be done within text.
    fn set_stroke(&mut self, stroke: Option<Stroke>) {
        self.end_text();
        if stroke.is_some() && self.state.stroke != stroke {
            self.state.stroke = stroke;
            if let Some(Stroke { width, ink }) = stroke {
                self.ops.push(Op::SetOutlineColor { col: grey(ink) });
                self.ops.push(Op::SetOutlineThickness { pt: pt(width) });
            }
        }
    }

    /// PDF counts from the bottom left.
    fn place(&self, point: Point) -> printpdf::Point {
        printpdf::Point { x: pt(point.x), y: pt(self.height - point.y) }
    }

    fn corner(&self, point: Point) -> LinePoint {
        LinePoint { p: self.place(point), bezier: false }
    }

    fn circle(&self, centre: Point, radius: Length) -> Vec<LinePoint> {
        let reach = radius * KAPPA / 10_000;
        let at = |dx: Length, dy: Length, bezier: bool| LinePoint {
            p: self.place(Point::new(centre.x + dx, centre.y + dy)),
            bezier,
        };
        let (r, k, zero) = (radius, reach, Length::ZERO);
        let (minus_r, minus_k) = (zero - r, zero - k);
        vec![
            at(r, zero, false),
            at(r, k, true),
            at(k, r, true),
            at(zero, r, false),
            at(minus_k, r, true),
            at(minus_r, k, true),
            at(minus_r, zero, false),
            at(minus_r, minus_k, true),
            at(minus_k, minus_r, true),
            at(zero, minus_r, false),
            at(k, minus_r, true),
            at(r, minus_k, true),
            at(r, zero, false),
        ]
    }
}

const fn mode(fill: Option<Ink>, stroke: Option<Stroke>) -> PaintMode {
    match (fill, stroke) {
        (Some(_), Some(_)) => PaintMode::FillStroke,
        (Some(_), None) => PaintMode::Fill,
        (None, _) => PaintMode::Stroke,
    }
}

/// The name under which pages use an image.
pub(crate) fn image_id(name: &str) -> XObjectId {
    XObjectId(name.to_owned())
}

/// Tells readers which text the following glyphs stand for.
fn actual_text(text: &str) -> Op {
    marked("Span", "ActualText", text)
}

/// Starts content of which readers are told something in words.
fn marked(tag: &str, property: &str, text: &str) -> Op {
    let mut data = vec![0xfe, 0xff];
    data.extend(text.encode_utf16().flat_map(u16::to_be_bytes));
    let map = BTreeMap::from([(property.to_owned(), DictItem::String { data, literal: false })]);
    Op::BeginMarkedContentWithProperties { tag: tag.to_owned(), properties: DictItem::Dict { map } }
}
