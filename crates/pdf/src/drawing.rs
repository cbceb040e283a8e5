//! Drawings as forms of PDF: paths that are filled, on a canvas of one by one, as images are.

use mockexam_model::drawing::{Drawing, FillRule, Outline, Shape, Spot, Step};
use std::collections::BTreeSet;
use std::fmt::Write;

/// The entries of the form and its content.
pub(crate) fn form(drawing: &Drawing) -> (String, Vec<u8>) {
    let Drawing { width, height, shapes, .. } = drawing;
    let opacities: BTreeSet<u16> =
        shapes.iter().map(|shape| shape.opacity).filter(|&opacity| opacity < 1_000).collect();
    let states: String = opacities
        .iter()
        .map(|opacity| format!("/o{opacity}<</Type/ExtGState/ca {}>>", thousandths((*opacity).into())))
        .collect();
    let resources = if states.is_empty() { "<<>>".to_owned() } else { format!("<</ExtGState<<{states}>>>>") };
    let entries = format!("/Type/XObject/Subtype/Form/BBox[0 0 {width} {height}]/Resources{resources}");
    // The canvas becomes one unit wide and high.
    let entries = format!("{entries}/Matrix[{} 0 0 {} 0 0]", fraction(*width), fraction(*height));
    // From the top down, in hundredths.
    let mut content = format!("0.01 0 0 -0.01 0 {height} cm\n");
    shapes.iter().for_each(|shape| draw(drawing, shape, &mut content));
    (entries, content.into_bytes())
}

fn draw(drawing: &Drawing, shape: &Shape, out: &mut String) {
    out.push_str("q\n");
    for clip in drawing.clips_of(shape.clip) {
        path(&clip.outline, out);
        out.push_str(if clip.outline.rule == FillRule::EvenOdd { "W* n\n" } else { "W n\n" });
    }
    let colour = shape.colour.map(|part| thousandths((u32::from(part) * 1_000 + 127) / 255));
    // Writing to a String cannot fail.
    let _ = writeln!(out, "{} rg", colour.join(" "));
    if shape.opacity < 1_000 {
        let _ = writeln!(out, "/o{} gs", shape.opacity);
    }
    path(&shape.outline, out);
    out.push_str(if shape.outline.rule == FillRule::EvenOdd { "f*\nQ\n" } else { "f\nQ\n" });
}

fn path(outline: &Outline, out: &mut String) {
    let pair = |(x, y): Spot| format!("{x} {y}");
    for step in &outline.steps {
        let _ = match *step {
            Step::Move(to) => writeln!(out, "{} m", pair(to)),
            Step::Line(to) => writeln!(out, "{} l", pair(to)),
            Step::Curve(one, two, to) => writeln!(out, "{} {} {} c", pair(one), pair(two), pair(to)),
            Step::Close => writeln!(out, "h"),
        };
    }
}

/// A number of at most 1,000 thousandths.
fn thousandths(value: u32) -> String {
    if value >= 1_000 { "1".to_owned() } else { format!("0.{value:03}") }
}

/// The share that one of so many is, with ten decimals.
fn fraction(of: u32) -> String {
    let of = u64::from(of.max(1));
    let share = (10_000_000_000 + of / 2) / of;
    format!("{}.{:010}", share / 10_000_000_000, share % 10_000_000_000)
}
