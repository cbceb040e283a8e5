//! Drawings as pixels.

use mockexam_model::ImageFile;
use mockexam_model::drawing::{self, Drawing, Outline, Shape, Spot, Step};
use tiny_skia::{Color, FillRule, Mask, Paint, Path, PathBuilder, Pixmap, Transform};

/// Pixels of ours for one of the drawing: finer than most screens, as far as memory allows.
const FINENESS: u32 = 3;

/// A drawing on white.
pub(crate) fn drawn(image: &ImageFile) -> Result<Pixmap, String> {
    let drawing = image.drawing().ok_or("it is no drawing")?;
    let area = u64::from(drawing.width) * u64::from(drawing.height) * u64::from(FINENESS * FINENESS);
    let fineness = if area <= ImageFile::MOST_PIXELS { FINENESS } else { 1 };
    let mut pixels =
        Pixmap::new(drawing.width * fineness, drawing.height * fineness).ok_or("it is too large")?;
    pixels.fill(Color::WHITE);
    #[expect(clippy::cast_precision_loss, reason = "a number of one digit")]
    let scale = fineness as f32 / 100.0;
    let place = Transform::from_scale(scale, scale);
    for shape in &drawing.shapes {
        draw(&drawing, shape, place, &mut pixels)?;
    }
    Ok(pixels)
}

fn draw(drawing: &Drawing, shape: &Shape, place: Transform, pixels: &mut Pixmap) -> Result<(), String> {
    let Shape { outline, colour: [red, green, blue], opacity, clip } = shape;
    let mut seen: Option<Mask> = None;
    for clip in drawing.clips_of(*clip) {
        // Nothing is seen through an outline that is none.
        let Some(path) = path(&clip.outline) else { return Ok(()) };
        match &mut seen {
            Some(mask) => mask.intersect_path(&path, rule(&clip.outline), true, place),
            None => {
                let mask = seen.insert(Mask::new(pixels.width(), pixels.height()).ok_or("it is too large")?);
                mask.fill_path(&path, rule(&clip.outline), true, place);
            }
        }
    }
    let Some(path) = path(outline) else { return Ok(()) };
    let mut paint = Paint { anti_alias: true, ..Paint::default() };
    let alpha = u8::try_from((u32::from(*opacity) * 255 + 500) / 1_000).unwrap_or(u8::MAX);
    paint.set_color_rgba8(*red, *green, *blue, alpha);
    pixels.fill_path(&path, &paint, rule(outline), place, seen.as_ref());
    Ok(())
}

const fn rule(outline: &Outline) -> FillRule {
    match outline.rule {
        drawing::FillRule::NonZero => FillRule::Winding,
        drawing::FillRule::EvenOdd => FillRule::EvenOdd,
    }
}

fn path(outline: &Outline) -> Option<Path> {
    #[expect(clippy::cast_precision_loss, reason = "what is too far off for f32 is not seen")]
    let at = |(x, y): Spot| (x as f32, y as f32);
    let mut path = PathBuilder::new();
    for step in &outline.steps {
        match *step {
            Step::Move(to) => path.move_to(at(to).0, at(to).1),
            Step::Line(to) => path.line_to(at(to).0, at(to).1),
            Step::Curve(one, two, to) => {
                let [one, two, to] = [one, two, to].map(at);
                path.cubic_to(one.0, one.1, two.0, two.1, to.0, to.1);
            }
            Step::Close => path.close(),
        }
    }
    path.finish()
}
