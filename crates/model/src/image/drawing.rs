//! Drawings: filled outlines, kept as a small and strict part of SVG. There is one way to write each drawing, so that a file
//! holds nothing else: no text, no program, no address.

use std::fmt::{self, Write};

/// Filled shapes on a canvas whose origin is its top left corner.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drawing {
    /// In pixels, of 96 to the inch.
    pub width: u32,
    /// In pixels.
    pub height: u32,
    /// What shapes are seen through. A clip comes behind the one that it is seen through itself.
    pub clips: Vec<Clip>,
    /// From the lowest to the highest.
    pub shapes: Vec<Shape>,
}

/// An outline inside of which something is seen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clip {
    /// The outline.
    pub outline: Outline,
    /// Another one through which this one is seen, by its place among the clips.
    pub within: Option<usize>,
}

/// A filled outline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shape {
    /// The outline.
    pub outline: Outline,
    /// Red, green and blue.
    pub colour: [u8; 3],
    /// From 1 to 1,000, which hides all that is below.
    pub opacity: u16,
    /// What it is seen through, by its place among the clips.
    pub clip: Option<usize>,
}

/// Closed lines.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Outline {
    /// The lines.
    pub steps: Vec<Step>,
    /// What is inside.
    pub rule: FillRule,
}

/// What of an outline is inside.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum FillRule {
    /// What its lines go round in one direction more often than in the other.
    #[default]
    NonZero,
    /// What is an odd number of lines away from the outside.
    EvenOdd,
}

/// A place: hundredths of a pixel rightwards and downwards.
pub type Spot = (i32, i32);

/// A step of the pen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Starts a line.
    Move(Spot),
    /// A straight line.
    Line(Spot),
    /// A cubic curve: two points that pull it, and its end.
    Curve(Spot, Spot, Spot),
    /// Back to the start of the line.
    Close,
}

impl Drawing {
    /// The first characters of every drawing.
    pub(super) const START: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"";

    /// Steps of all outlines, at most: more than any drawing for a page, less than what keeps a printer busy.
    pub const MOST_STEPS: usize = 200_000;

    /// The drawing as a file.
    #[must_use]
    pub fn to_svg(&self) -> String {
        let Self { width, height, clips, shapes } = self;
        let mut out =
            format!("{}{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\">\n", Self::START);
        for (number, Clip { outline, within }) in clips.iter().enumerate() {
            let (within, rule) = (through(*within), outline.rule.attribute("clip-rule"));
            // Writing to a String cannot fail.
            let _ =
                writeln!(out, "<clipPath id=\"c{number}\"{within}><path{rule} d=\"{outline}\"/></clipPath>");
        }
        for Shape { outline, colour: [red, green, blue], opacity, clip } in shapes {
            let (clip, rule) = (through(*clip), outline.rule.attribute("fill-rule"));
            let opacity = match opacity {
                1_000.. => String::new(),
                opacity => format!(" fill-opacity=\"0.{opacity:03}\""),
            };
            let _ = writeln!(
                out,
                "<path{clip} fill=\"#{red:02x}{green:02x}{blue:02x}\"{opacity}{rule} d=\"{outline}\"/>"
            );
        }
        out.push_str("</svg>\n");
        out
    }

    /// Reads a file as [`Drawing::to_svg`] writes it; none for any other one.
    #[must_use]
    pub fn parse(source: &str) -> Option<Self> {
        let mut lines = source.lines();
        let size = lines.next()?.strip_prefix(Self::START)?;
        let (width, size) = size.split_once("\" height=\"")?;
        let (height, _) = size.split_once('"')?;
        let mut drawing = Self {
            width: width.parse().ok()?,
            height: height.parse().ok()?,
            clips: Vec::new(),
            shapes: Vec::new(),
        };
        for line in lines.take_while(|line| *line != "</svg>") {
            let outline = outline(line)?;
            let seen = match value(line, "clip-path") {
                Some(name) => Some(clip_number(name).filter(|&number| number < drawing.clips.len())?),
                None => None,
            };
            if line.starts_with("<clipPath ") {
                drawing.clips.push(Clip { outline, within: seen });
            } else {
                let colour = u32::from_str_radix(value(line, "fill")?.strip_prefix('#')?, 16).ok()?;
                let [_, red, green, blue] = colour.to_be_bytes();
                let opacity = match value(line, "fill-opacity") {
                    Some(share) => share.strip_prefix("0.")?.parse().ok()?,
                    None => 1_000,
                };
                drawing.shapes.push(Shape { outline, colour: [red, green, blue], opacity, clip: seen });
            }
        }
        let steps: usize = drawing.outlines().map(|outline| outline.steps.len()).sum();
        // Whatever else the file holds is not written again.
        (steps <= Self::MOST_STEPS && drawing.to_svg() == source).then_some(drawing)
    }

    /// All outlines.
    pub fn outlines(&self) -> impl Iterator<Item = &Outline> {
        let clips = self.clips.iter().map(|clip| &clip.outline);
        clips.chain(self.shapes.iter().map(|shape| &shape.outline))
    }

    /// The clips through which something is seen, from the nearest on.
    pub fn clips_of(&self, clip: Option<usize>) -> impl Iterator<Item = &Clip> {
        let of = |number: Option<usize>| number.and_then(|number| self.clips.get(number));
        std::iter::successors(of(clip), move |clip| of(clip.within))
    }
}

impl FillRule {
    fn attribute(self, name: &str) -> String {
        match self {
            Self::NonZero => String::new(),
            Self::EvenOdd => format!(" {name}=\"evenodd\""),
        }
    }
}

fn through(clip: Option<usize>) -> String {
    clip.map(|number| format!(" clip-path=\"url(#c{number})\"")).unwrap_or_default()
}

fn clip_number(name: &str) -> Option<usize> {
    name.strip_prefix("url(#c")?.strip_suffix(')')?.parse().ok()
}

/// The value of an attribute.
fn value<'a>(line: &'a str, name: &str) -> Option<&'a str> {
    let (_, behind) = line.split_once(&format!(" {name}=\""))?;
    Some(behind.split_once('"')?.0)
}

fn outline(line: &str) -> Option<Outline> {
    let rule = if line.contains("-rule=\"evenodd\"") { FillRule::EvenOdd } else { FillRule::NonZero };
    let mut steps = Vec::new();
    // A letter with its first number, then the other numbers.
    let mut words = value(line, "d")?.split(' ');
    while let Some(word) = words.next() {
        let mut next = || words.next().and_then(hundredths);
        let step = match word.split_at_checked(1)? {
            ("Z", "") => Step::Close,
            ("M", x) => Step::Move((hundredths(x)?, next()?)),
            ("L", x) => Step::Line((hundredths(x)?, next()?)),
            ("C", x) => Step::Curve((hundredths(x)?, next()?), (next()?, next()?), (next()?, next()?)),
            _ => return None,
        };
        steps.push(step);
    }
    Some(Outline { steps, rule })
}

/// A number with at most two decimals, in hundredths.
fn hundredths(text: &str) -> Option<i32> {
    let (sign, digits) = text.strip_prefix('-').map_or((1, text), |digits| (-1, digits));
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let part = match part.len() {
        0 => 0,
        1 => part.parse::<i32>().ok()? * 10,
        2 => part.parse::<i32>().ok()?,
        _ => return None,
    };
    whole.parse::<i32>().ok()?.checked_mul(100)?.checked_add(part)?.checked_mul(sign)
}

/// Hundredths as a number.
struct Decimal(i32);

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (sign, all) = (if self.0 < 0 { "-" } else { "" }, self.0.unsigned_abs());
        match (all / 100, all % 100) {
            (whole, 0) => write!(f, "{sign}{whole}"),
            (whole, part) if part.is_multiple_of(10) => write!(f, "{sign}{whole}.{}", part / 10),
            (whole, part) => write!(f, "{sign}{whole}.{part:02}"),
        }
    }
}

/// As path data: `M1 2 L3 4.5 Z`.
impl fmt::Display for Outline {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut between = "";
        for step in &self.steps {
            f.write_str(between)?;
            between = " ";
            let spot = |(x, y): Spot| (Decimal(x), Decimal(y));
            match *step {
                Step::Move(to) => write!(f, "M{} {}", spot(to).0, spot(to).1)?,
                Step::Line(to) => write!(f, "L{} {}", spot(to).0, spot(to).1)?,
                Step::Curve(a, b, to) => {
                    let [a, b, to] = [a, b, to].map(spot);
                    write!(f, "C{} {} {} {} {} {}", a.0, a.1, b.0, b.1, to.0, to.1)?;
                }
                Step::Close => f.write_str("Z")?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn outlines() -> impl Strategy<Value = Outline> {
        let spot = || (-99_999..99_999, -99_999..99_999);
        let step = prop_oneof![
            spot().prop_map(Step::Move),
            spot().prop_map(Step::Line),
            (spot(), spot(), spot()).prop_map(|(a, b, to)| Step::Curve(a, b, to)),
            Just(Step::Close),
        ];
        let rule = prop_oneof![Just(FillRule::NonZero), Just(FillRule::EvenOdd)];
        (prop::collection::vec(step, 1..9), rule).prop_map(|(steps, rule)| Outline { steps, rule })
    }

    proptest! {
        #[test]
        fn drawings_survive_their_files(
            outlines in prop::collection::vec(outlines(), 2..6),
            size in (1..9_999_u32, 1..9_999_u32),
            colour: [u8; 3],
            opacity in 1..=1_000_u16,
        ) {
            let (clips, shapes) = outlines.split_at(outlines.len() / 2);
            let clips: Vec<Clip> = clips
                .iter()
                .enumerate()
                .map(|(number, outline)| Clip { outline: outline.clone(), within: number.checked_sub(1) })
                .collect();
            let shape = |outline: &Outline| Shape { outline: outline.clone(), colour, opacity, clip: Some(clips.len() - 1) };
            let shapes = shapes.iter().map(shape).collect();
            let drawing = Drawing { width: size.0, height: size.1, clips: clips.clone(), shapes };
            prop_assert_eq!(Drawing::parse(&drawing.to_svg()), Some(drawing));
        }

        #[test]
        fn nothing_else_is_a_drawing(at in 0..190_usize, sign in "[a-z0-9<>\" =/#]") {
            let whole = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"8\" height=\"9\" viewBox=\"0 0 8 9\">\n\
                         <path fill=\"#a0b1c2\" fill-opacity=\"0.500\" fill-rule=\"evenodd\" d=\"M0 0 L-1.5 2.25 Z\"/>\n</svg>\n";
            prop_assert!(Drawing::parse(whole).is_some());
            let at = at.min(whole.len());
            let changed = format!("{}{sign}{}", &whole[..at], &whole[at..]);
            if let Some(drawing) = Drawing::parse(&changed) {
                prop_assert_eq!(drawing.to_svg(), changed);
            }
        }
    }

    #[test]
    fn what_is_seen_through_another_clip_is_seen_through_both() {
        let clip = |within| Clip { outline: Outline::default(), within };
        let drawing =
            Drawing { width: 1, height: 1, clips: vec![clip(None), clip(Some(0))], shapes: Vec::new() };
        assert_eq!([None, Some(0), Some(1)].map(|clip| drawing.clips_of(clip).count()), [0, 1, 2]);
    }
}
