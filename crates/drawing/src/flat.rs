//! From the tree of an SVG file to shapes on top of each other.

use crate::DrawingError;
use crate::outline::{filled, has_area, stroked};
use mockexam_model::ImageFile;
use mockexam_model::drawing::{Clip, Drawing, Shape};
use usvg::roxmltree::{Document, ParsingOptions};
use usvg::{BlendMode, Group, Node, Opacity, Options, Paint, PaintOrder, Path, Tree};

/// The drawing in a file.
pub(crate) fn drawing(bytes: &[u8]) -> Result<ImageFile, DrawingError> {
    if bytes.len() > ImageFile::MOST_BYTES {
        return Err(mockexam_model::ImageError::TooLong.into());
    }
    let refused = |reason: String| DrawingError::Svg { reason };
    let source = std::str::from_utf8(bytes).map_err(|_| refused("it is not in UTF-8".to_owned()))?;
    // Older programs write a document type, which may define what is repeated.
    let options = ParsingOptions { allow_dtd: true, nodes_limit: MOST_NODES, ..ParsingOptions::default() };
    let document = Document::parse_with_options(source.trim_start_matches('\u{feff}'), options)
        .map_err(|error| refused(error.to_string()))?;
    refuse_elements(&document)?;
    let tree =
        Tree::from_xmltree(&document, &Options::default()).map_err(|error| refused(error.to_string()))?;
    let size = tree.size();
    let mut flat = Flat {
        drawing: Drawing {
            width: whole(size.width()),
            height: whole(size.height()),
            clips: Vec::new(),
            shapes: Vec::new(),
        },
        steps: 0,
    };
    flat.group(tree.root(), None, 1.0)?;
    if flat.drawing.shapes.is_empty() {
        return Err(DrawingError::Empty);
    }
    Ok(ImageFile::read(flat.drawing.to_svg().as_bytes())?)
}

/// Elements that a file may have.
const MOST_NODES: u32 = 100_000;

/// Pixels, rounded up.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "sizes are positive, and too large ones are refused"
)]
fn whole(length: f32) -> u32 {
    // What differs from a whole number by the rounding of units is that number.
    (length - 0.001).ceil().max(1.0) as u32
}

/// What the reader would leave out without a word, or what would be drawn by others.
fn refuse_elements(document: &Document<'_>) -> Result<(), DrawingError> {
    for element in document.descendants().filter(usvg::roxmltree::Node::is_element) {
        match element.tag_name().name() {
            "text" | "foreignObject" => return Err(DrawingError::Text),
            "image" | "feImage" => return Err(DrawingError::Has { what: "an image of pixels" }),
            _ => {}
        }
    }
    Ok(())
}

struct Flat {
    drawing: Drawing,
    steps: usize,
}

impl Flat {
    fn group(&mut self, group: &Group, clip: Option<usize>, opacity: f32) -> Result<(), DrawingError> {
        let has = |what| Err(DrawingError::Has { what });
        let own = group.opacity().get();
        match () {
            () if !group.filters().is_empty() => return has("a filter"),
            () if group.mask().is_some() => return has("a mask"),
            () if group.blend_mode() != BlendMode::Normal => return has("colours that are blended"),
            // Shapes that lie on each other fade as one, which shapes of their own do not.
            () if own < 1.0 && areas(group) > 1 => return has("shapes that are translucent as a whole"),
            () => {}
        }
        let clip = match group.clip_path() {
            Some(path) => Some(self.clip(path, group.abs_transform(), clip)?),
            None => clip,
        };
        for child in group.children() {
            match child {
                Node::Group(inner) => self.group(inner, clip, opacity * own)?,
                Node::Path(path) => self.path(path, clip, opacity * own)?,
                Node::Image(_) => return has("an image of pixels"),
                Node::Text(_) => return Err(DrawingError::Text),
            }
        }
        Ok(())
    }

    /// Adds a clip, and those through which it is seen itself.
    fn clip(
        &mut self,
        path: &usvg::ClipPath,
        place: usvg::Transform,
        within: Option<usize>,
    ) -> Result<usize, DrawingError> {
        let within = match path.clip_path() {
            Some(outer) => Some(self.clip(outer, place, within)?),
            None => within,
        };
        let only = only_path(path.root()).ok_or(DrawingError::Has { what: "a clip of several shapes" })?;
        let Some(fill) = only.fill() else { return Err(DrawingError::Empty) };
        let place = place.pre_concat(path.transform()).pre_concat(only.abs_transform());
        let outline = filled(only.data(), place, fill.rule());
        self.count(outline.steps.len())?;
        self.drawing.clips.push(Clip { outline, within });
        Ok(self.drawing.clips.len() - 1)
    }

    fn path(&mut self, path: &Path, clip: Option<usize>, opacity: f32) -> Result<(), DrawingError> {
        if !path.is_visible() {
            return Ok(());
        }
        let place = path.abs_transform();
        let fill = path
            .fill()
            .map(|fill| (Some(filled(path.data(), place, fill.rule())), fill.paint(), fill.opacity()));
        let stroke = path
            .stroke()
            .map(|stroke| (stroked(path.data(), place, stroke), stroke.paint(), stroke.opacity()));
        let both = match path.paint_order() {
            PaintOrder::FillAndStroke => [fill, stroke],
            PaintOrder::StrokeAndFill => [stroke, fill],
        };
        for (outline, paint, own) in both.into_iter().flatten() {
            let Some(outline) = outline.filter(has_area) else { continue };
            self.count(outline.steps.len())?;
            let (colour, opacity) = (colour(paint)?, thousandths(own, opacity));
            if opacity > 0 {
                self.drawing.shapes.push(Shape { outline, colour, opacity, clip });
            }
        }
        Ok(())
    }

    const fn count(&mut self, steps: usize) -> Result<(), DrawingError> {
        self.steps += steps;
        if self.steps > Drawing::MOST_STEPS {
            return Err(DrawingError::TooRich { most: Drawing::MOST_STEPS });
        }
        Ok(())
    }
}

/// How many areas of colour a group has.
fn areas(group: &Group) -> usize {
    let of = |node: &Node| match node {
        Node::Group(inner) => areas(inner),
        Node::Path(path) => usize::from(path.fill().is_some()) + usize::from(path.stroke().is_some()),
        Node::Image(_) | Node::Text(_) => 1,
    };
    group.children().iter().map(of).sum()
}

/// The path of a group that has nothing else.
fn only_path(group: &Group) -> Option<&Path> {
    match group.children() {
        [Node::Path(path)] => Some(path),
        [Node::Group(inner)] if !inner.should_isolate() => only_path(inner),
        _ => None,
    }
}

fn colour(paint: &Paint) -> Result<[u8; 3], DrawingError> {
    match paint {
        Paint::Color(colour) => Ok([colour.red, colour.green, colour.blue]),
        Paint::LinearGradient(_) | Paint::RadialGradient(_) => Err(DrawingError::Has { what: "a gradient" }),
        Paint::Pattern(_) => Err(DrawingError::Has { what: "a pattern" }),
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "opacities lie between 0 and 1")]
fn thousandths(own: Opacity, of_groups: f32) -> u16 {
    (own.get() * of_groups * 1_000.0).round() as u16
}
