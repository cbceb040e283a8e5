//! Marks drawn on a page of pixels.

use crate::PreviewError;
use crate::outline::Outlines;
use crate::picture::Pictures;
use mockexam_paper::{GlyphRun, Ink, Length, Mark, Point, Size, Stroke};
use tiny_skia::{
    Color, FillRule, FilterQuality, Paint, PathBuilder, Pixmap, PixmapPaint, Rect, Shader, Transform,
};

/// A page.
pub(crate) struct Canvas {
    pixels: Pixmap,
    /// Pixels in a point.
    scale: f32,
}

/// A length in points.
#[expect(clippy::cast_precision_loss, reason = "a page is far smaller than what f32 holds exactly")]
fn points(length: Length) -> f32 {
    length.to_millipoints() as f32 / 1000.0
}

fn paint(ink: Ink) -> Paint<'static> {
    let grey = f32::from(ink.brightness()) / 100.0;
    let colour = Color::from_rgba(grey, grey, grey, 1.0).unwrap_or(Color::BLACK);
    Paint { shader: Shader::SolidColor(colour), ..Paint::default() }
}

impl Canvas {
    pub(crate) fn new(size: Size, dpi: u16) -> Result<Self, PreviewError> {
        // Rounded up, as programs that show PDF files do.
        let pixels = |length: Length| (length.to_millipoints() * i64::from(dpi) + 71_999) / 72_000;
        let (width, height) = (pixels(size.width), pixels(size.height));
        let made = u32::try_from(width).ok().zip(u32::try_from(height).ok());
        let mut pixels = made
            .filter(|&(width, height)| u64::from(width) * u64::from(height) < 1 << 28)
            .and_then(|(width, height)| Pixmap::new(width, height))
            .ok_or(PreviewError::Size { width, height })?;
        pixels.fill(Color::WHITE);
        Ok(Self { pixels, scale: f32::from(dpi) / 72.0 })
    }

    /// The page as a file.
    pub(crate) fn png(&self) -> Result<Vec<u8>, PreviewError> {
        self.pixels.encode_png().map_err(|error| PreviewError::Encoding { reason: error.to_string() })
    }

    pub(crate) fn draw(&mut self, mark: &Mark, outlines: &mut Outlines<'_>, pictures: &Pictures<'_>) {
        match mark {
            Mark::Text(run) => self.run(run, outlines),
            Mark::Line { from, to, stroke } => {
                let mut path = PathBuilder::new();
                path.move_to(points(from.x), points(from.y));
                path.line_to(points(to.x), points(to.y));
                self.outlined(path, None, Some(*stroke));
            }
            Mark::Rectangle { corner, size, fill, stroke } => {
                let rectangle = rectangle(*corner, *size);
                let path = rectangle.map(PathBuilder::from_rect);
                self.shape(path, *fill, *stroke);
            }
            Mark::Circle { centre, radius, fill, stroke } => {
                let path = PathBuilder::from_circle(points(centre.x), points(centre.y), points(*radius));
                self.shape(path, *fill, *stroke);
            }
            Mark::Image { corner, size, name } => {
                let Some(picture) = pictures.get(name) else { return };
                self.picture(picture, *corner, *size);
            }
        }
    }

    fn to_pixels(&self) -> Transform {
        Transform::from_scale(self.scale, self.scale)
    }

    fn run(&mut self, run: &GlyphRun, outlines: &mut Outlines<'_>) {
        let paint = paint(run.ink);
        let mut pen = 0_i64;
        for glyph in run.words.iter().flat_map(|word| word.glyphs()) {
            if let Some((path, units)) = outlines.glyph(run.face, glyph.id) {
                let x = run.origin.x + run.size.units(pen + i64::from(glyph.dx));
                let y = run.origin.y - run.size.units(glyph.dy.into());
                let scale = points(run.size) / f32::from(units) * self.scale;
                let (x, y) = (points(x) * self.scale, points(y) * self.scale);
                let place = Transform::from_row(scale, 0.0, 0.0, -scale, x, y);
                self.pixels.fill_path(path, &paint, FillRule::Winding, place, None);
            }
            pen += i64::from(glyph.advance);
        }
    }

    fn outlined(&mut self, path: PathBuilder, fill: Option<Ink>, stroke: Option<Stroke>) {
        self.shape(path.finish(), fill, stroke);
    }

    fn shape(&mut self, path: Option<tiny_skia::Path>, fill: Option<Ink>, stroke: Option<Stroke>) {
        let Some(path) = path else { return };
        let place = self.to_pixels();
        if let Some(ink) = fill {
            self.pixels.fill_path(&path, &paint(ink), FillRule::Winding, place, None);
        }
        if let Some(Stroke { width, ink }) = stroke {
            let stroke = tiny_skia::Stroke { width: points(width), ..tiny_skia::Stroke::default() };
            self.pixels.stroke_path(&path, &paint(ink), &stroke, place, None);
        }
    }

    #[expect(
        clippy::cast_precision_loss,
        reason = "images have fewer pixels in a row than f32 holds exactly"
    )]
    fn picture(&mut self, picture: &Pixmap, corner: Point, size: Size) {
        let across = points(size.width) * self.scale / picture.width() as f32;
        let down = points(size.height) * self.scale / picture.height() as f32;
        let (x, y) = (points(corner.x) * self.scale, points(corner.y) * self.scale);
        let quality = PixmapPaint { quality: FilterQuality::Bilinear, ..PixmapPaint::default() };
        let place = Transform::from_row(across, 0.0, 0.0, down, x, y);
        self.pixels.draw_pixmap(0, 0, picture.as_ref(), &quality, place, None);
    }
}

fn rectangle(corner: Point, size: Size) -> Option<Rect> {
    Rect::from_xywh(points(corner.x), points(corner.y), points(size.width), points(size.height))
}
