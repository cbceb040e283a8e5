//! Outlines of paths and of the lines along them.

use mockexam_model::drawing::{FillRule, Outline, Spot, Step};
use usvg::Transform;
use usvg::tiny_skia_path::{Path, PathSegment, PathStroker, Point, StrokeDash};

/// What is inside a path.
pub(crate) fn filled(path: &Path, place: Transform, rule: usvg::FillRule) -> Outline {
    let rule = match rule {
        usvg::FillRule::NonZero => FillRule::NonZero,
        usvg::FillRule::EvenOdd => FillRule::EvenOdd,
    };
    Outline { steps: steps(path, place), rule }
}

/// Whether anything is inside: a line that is filled covers nothing, but printers would show it as a hair.
pub(crate) fn has_area(outline: &Outline) -> bool {
    let ends = outline.steps.iter().flat_map(|step| match *step {
        Step::Move(to) | Step::Line(to) => vec![to],
        Step::Curve(one, two, to) => vec![one, two, to],
        Step::Close => Vec::new(),
    });
    let ends: Vec<(i64, i64)> = ends.map(|(x, y)| (x.into(), y.into())).collect();
    let Some(&(x, y)) = ends.first() else { return false };
    let Some(&(ax, ay)) = ends.iter().find(|&&end| end != (x, y)) else { return false };
    // All on the line through the first two, or not.
    ends.iter().any(|&(bx, by)| (ax - x) * (by - y) != (bx - x) * (ay - y))
}

/// What a pen along a path covers; nothing if the path has no length.
pub(crate) fn stroked(path: &Path, place: Transform, stroke: &usvg::Stroke) -> Option<Outline> {
    let mut pen = stroke.to_tiny_skia();
    // Curves of the outline are near enough to be printed with 600 dots per inch.
    let fineness = PathStroker::compute_resolution_scale(&place) * 8.0;
    let dash: Option<StrokeDash> = pen.dash.take();
    let dashed = match &dash {
        Some(dash) => Some(path.dash(dash, fineness)?),
        None => None,
    };
    let outline = dashed.as_ref().unwrap_or(path).stroke(&pen, fineness)?;
    Some(Outline { steps: steps(&outline, place), rule: FillRule::NonZero })
}

/// A path in hundredths of a pixel.
fn steps(path: &Path, place: Transform) -> Vec<Step> {
    let at = |mut point: Point| {
        place.map_point(&mut point);
        spot(point)
    };
    let mut steps = Vec::new();
    let mut from = Point::zero();
    for segment in path.segments() {
        match segment {
            PathSegment::MoveTo(to) => steps.push(Step::Move(at(to))),
            PathSegment::LineTo(to) => steps.push(Step::Line(at(to))),
            PathSegment::QuadTo(pull, to) => {
                // The same curve with two points that pull it.
                let third =
                    |end: Point| Point::from_xy((end.x + 2.0 * pull.x) / 3.0, (end.y + 2.0 * pull.y) / 3.0);
                steps.push(Step::Curve(at(third(from)), at(third(to)), at(to)));
            }
            PathSegment::CubicTo(one, two, to) => steps.push(Step::Curve(at(one), at(two), at(to))),
            PathSegment::Close => steps.push(Step::Close),
        }
        if let PathSegment::MoveTo(to)
        | PathSegment::LineTo(to)
        | PathSegment::QuadTo(_, to)
        | PathSegment::CubicTo(_, _, to) = segment
        {
            from = to;
        }
    }
    steps
}

#[expect(clippy::cast_possible_truncation, reason = "what lies that far off is not on the page")]
fn spot(point: Point) -> Spot {
    let hundredths = |value: f32| (f64::from(value) * 100.0).round().clamp(-1e9, 1e9) as i32;
    (hundredths(point.x), hundredths(point.y))
}
