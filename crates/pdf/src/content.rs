//! From placed boxes to drawing operations.

mod text;

pub(crate) use text::plain;

use crate::PdfError;
use crate::font::Fonts;
use crate::structure::{PageTags, standard_name};
use mockexam_paper::{
    Edge, ElementId, Face, Ink, Length, Mark, Page, Paper, Part, Point, Size, Stroke, Structure,
};
use printpdf::{
    Color, DictItem, Greyscale, Line, LinePoint, Mm, Op, PaintMode, PdfDocument, PdfPage, PdfSaveOptions,
    Polygon, PolygonRing, Pt, Rect, WindingOrder, XObjectId, XObjectTransform,
};
use std::collections::BTreeMap;

/// Distance of the control points of a quarter circle, in ten thousandths of the radius.
const KAPPA: i64 = 5523;

/// Draws the pages of a paper: their content, and what its marks belong to.
pub(crate) fn pages(paper: &Paper, fonts: &Fonts) -> Result<(Vec<Vec<u8>>, Vec<PageTags>), PdfError> {
    let drawn = paper.pages.iter().zip(0..);
    let drawn = drawn.map(|(page, number)| draw(page, number, paper.size, fonts, &paper.structure));
    let (pages, tags): (Vec<PdfPage>, Vec<PageTags>) = drawn.unzip();
    let mut document = PdfDocument::new("");
    document.pages = pages;
    // Operators that the writer does not know are ours.
    let options =
        PdfSaveOptions { optimize: false, subset_fonts: false, secure: false, image_optimization: None };
    let mut warnings = Vec::new();
    let mut lowered = document.to_lopdf_document(&options, &mut warnings);
    if let Some(warning) = warnings.into_iter().next() {
        return Err(PdfError::Refused { message: warning.msg });
    }
    let mut contents = Vec::with_capacity(tags.len());
    for page in lowered.get_pages().into_values() {
        let stream = lowered.get_object(page)?.as_dict()?.get(b"Contents")?.as_reference()?;
        contents.push(std::mem::take(&mut lowered.get_object_mut(stream)?.as_stream_mut()?.content));
    }
    Ok((contents, tags))
}

/// Draws a page. Every mark is either tagged as part of an element or marked as an artifact.
fn draw(page: &Page, number: usize, size: Size, fonts: &Fonts, structure: &Structure) -> (PdfPage, PageTags) {
    let mut canvas = Canvas {
        fonts,
        structure,
        height: size.height,
        ops: Vec::new(),
        text: false,
        reading: number,
        told: false,
        open: None,
        tags: PageTags::default(),
        state: State::default(),
    };
    for (placed, index) in page.boxes.iter().zip(0..) {
        canvas.reading = page.reading_place(number, index);
        canvas.part(placed.tag.part, &placed.mark);
        canvas.mark(&placed.mark);
    }
    canvas.end_part();
    (PdfPage::new(Mm(0.0), Mm(0.0), canvas.ops), canvas.tags)
}

struct Canvas<'a> {
    fonts: &'a Fonts,
    structure: &'a Structure,
    height: Length,
    ops: Vec<Op>,
    /// Whether a text section is open.
    text: bool,
    /// The page that is drawn, in reading order.
    reading: usize,
    /// Whether runs go on whose text is told.
    told: bool,
    /// What the open marked content belongs to.
    open: Option<Part>,
    tags: PageTags,
    state: State,
}

/// What was set last, so that it is not set again.
#[derive(Default)]
struct State {
    font: Option<(Face, Length)>,
    fill: Option<Ink>,
    stroke: Option<Stroke>,
}

/// A length in points.
#[expect(
    clippy::cast_precision_loss,
    reason = "a page is far smaller than the 16,777 points that f32 holds exactly"
)]
pub(crate) fn points(length: Length) -> f32 {
    length.to_millipoints() as f32 / 1000.0
}

fn pt(length: Length) -> Pt {
    Pt(points(length))
}

fn grey(ink: Ink) -> Color {
    Color::Greyscale(Greyscale { percent: f32::from(ink.brightness()) / 100.0, icc_profile: None })
}

impl Canvas<'_> {
    /// Opens marked content for what follows, unless it is open.
    fn part(&mut self, part: Part, mark: &Mark) {
        if self.open == Some(part) {
            return;
        }
        self.end_part();
        self.open = Some(part);
        let op = match part {
            Part::Content(id) => self.begin_element(id, self.top(mark)),
            Part::Furniture(edge) => {
                let subtype = match edge {
                    Edge::Header => "Header",
                    Edge::Footer => "Footer",
                };
                begin("Artifact", [("Type", name("Pagination")), ("Subtype", name(subtype))])
            }
            Part::Decoration => Op::BeginMarkedContent { tag: "Artifact".to_owned() },
        };
        self.ops.push(op);
    }

    fn begin_element(&mut self, id: ElementId, top: f32) -> Op {
        let number = self.tags.add(id, top, self.reading);
        let kind = self.structure.get(id).map_or("Span", |element| standard_name(element.kind));
        begin(kind, [("MCID", DictItem::Int(number))])
    }

    /// Upper end of a mark, from the bottom of the page.
    fn top(&self, mark: &Mark) -> f32 {
        let y = match mark {
            Mark::Text(run) => run.origin.y - run.size,
            Mark::Image { corner, .. } | Mark::Rectangle { corner, .. } => corner.y,
            Mark::Line { from, .. } => from.y,
            Mark::Circle { centre, radius, .. } => centre.y - *radius,
        };
        pt(self.height - y).0
    }

    fn end_part(&mut self) {
        self.end_text();
        if self.open.take().is_some() {
            self.ops.push(Op::EndMarkedContent);
        }
    }

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
            Mark::Image { corner, size, name } => self.image(*corner, *size, name),
            Mark::Circle { centre, radius, fill, stroke } => {
                self.paint(*fill, *stroke);
                let rings = vec![PolygonRing { points: self.circle(*centre, *radius) }];
                let polygon =
                    Polygon { rings, mode: mode(*fill, *stroke), winding_order: WindingOrder::NonZero };
                self.ops.push(Op::DrawPolygon { polygon });
            }
        }
    }

    /// An image fills the unit square, which is stretched to its place.
    fn image(&mut self, corner: Point, size: Size, name: &str) {
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
        self.ops.push(Op::UseXobject { id: image_id(name), transform });
        let high = Point::new(corner.x + size.width, corner.y);
        let corners = [low, self.place(high)].map(|point| (point.x.0, point.y.0));
        if let Some(Part::Content(id)) = self.open {
            self.tags.boxes.push((id, corners));
        }
    }

    fn end_text(&mut self) {
        self.end_told();
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
fn image_id(name: &str) -> XObjectId {
    XObjectId(name.to_owned())
}

fn name(name: &str) -> DictItem {
    DictItem::Name(name.as_bytes().to_vec())
}

/// Starts marked content with properties.
fn begin<const N: usize>(tag: &str, properties: [(&str, DictItem); N]) -> Op {
    let map: BTreeMap<String, DictItem> =
        properties.into_iter().map(|(name, item)| (name.to_owned(), item)).collect();
    Op::BeginMarkedContentWithProperties { tag: tag.to_owned(), properties: DictItem::Dict { map } }
}
