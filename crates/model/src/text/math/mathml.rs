//! A formula as MathML.

use super::{Class, Formula, Math, Setting};

/// An element of MathML.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MathElement {
    /// Its name.
    pub tag: &'static str,
    /// What it does not do as others of its name.
    pub manner: MathManner,
    /// What it holds.
    pub content: MathContent,
}

/// What an element of MathML does not do as others of its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MathManner {
    /// Nothing.
    Usual,
    /// Its letter stands upright.
    Upright,
    /// It does not grow with what stands beside it.
    Fixed,
}

impl MathManner {
    /// The attribute that says so, and its value.
    #[must_use]
    pub const fn attribute(self) -> Option<(&'static str, &'static str)> {
        match self {
            Self::Usual => None,
            Self::Upright => Some(("mathvariant", "normal")),
            Self::Fixed => Some(("stretchy", "false")),
        }
    }
}

/// What an element of MathML holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MathContent {
    /// Characters, not escaped.
    Text(String),
    /// Elements.
    Elements(Vec<MathElement>),
}

impl MathElement {
    const fn of(tag: &'static str, elements: Vec<Self>) -> Self {
        Self { tag, manner: MathManner::Usual, content: MathContent::Elements(elements) }
    }

    fn sign(tag: &'static str, text: &str) -> Self {
        Self { tag, manner: MathManner::Usual, content: MathContent::Text(text.to_owned()) }
    }

    fn html(&self) -> String {
        let Self { tag, manner, content } = self;
        let manner = manner.attribute().map(|(name, value)| format!(" {name}=\"{value}\""));
        let inside = match content {
            MathContent::Text(text) => escaped(text),
            MathContent::Elements(elements) => elements.iter().map(Self::html).collect(),
        };
        format!("<{tag}{}>{inside}</{tag}>", manner.unwrap_or_default())
    }
}

/// The whole element, with the line of text for programs that do not know MathML.
pub(super) fn html(formula: &Formula, setting: Setting) -> String {
    let display = if setting == Setting::Alone { " displaystyle=\"true\"" } else { "" };
    let (alt, row) = (escaped(&formula.linear()), element(formula.parts()).html());
    format!("<math{display} alttext=\"{alt}\">{row}</math>")
}

/// All parts in one row.
pub(super) fn element(parts: &[Math]) -> MathElement {
    MathElement::of("mrow", all(parts))
}

fn all(parts: &[Math]) -> Vec<MathElement> {
    parts.iter().map(one).collect()
}

/// Parts as one element.
fn row(parts: &[Math]) -> MathElement {
    match parts {
        [only] => one(only),
        parts => element(parts),
    }
}

fn one(part: &Math) -> MathElement {
    match part {
        Math::Sign { text, class } => sign(text, *class),
        Math::Fraction { above, below } => MathElement::of("mfrac", vec![row(above), row(below)]),
        Math::Root { degree, inside } if degree.is_empty() => MathElement::of("msqrt", all(inside)),
        Math::Root { degree, inside } => MathElement::of("mroot", vec![row(inside), row(degree)]),
        Math::Scripts { base, below, above } => scripts(base, below, above),
        Math::Fence { open, inside, close } => {
            let bracket = |sign: &str| (!sign.is_empty()).then(|| MathElement::sign("mo", sign));
            let inside = all(inside).into_iter();
            MathElement::of("mrow", bracket(open).into_iter().chain(inside).chain(bracket(close)).collect())
        }
        Math::Bar(inside) => MathElement::of("mover", vec![row(inside), MathElement::sign("mo", "¯")]),
    }
}

fn sign(text: &str, class: Class) -> MathElement {
    match class {
        Class::Variable | Class::Name => MathElement::sign("mi", text),
        Class::Number if text.starts_with(|c: char| c.is_ascii_digit()) => MathElement::sign("mn", text),
        Class::Number if is_letter(text) => {
            MathElement { manner: MathManner::Upright, ..MathElement::sign("mi", text) }
        }
        // Browsers drop other spaces at its ends.
        Class::Words => MathElement::sign("mtext", &text.replace(' ', "\u{a0}")),
        Class::Open | Class::Close => {
            MathElement { manner: MathManner::Fixed, ..MathElement::sign("mo", text) }
        }
        Class::Number if text == "|" => {
            MathElement { manner: MathManner::Fixed, ..MathElement::sign("mo", text) }
        }
        _ => MathElement::sign("mo", text),
    }
}

fn scripts(base: &[Math], below: &[Math], above: &[Math]) -> MathElement {
    let large = matches!(base, [Math::Sign { class: Class::Large, .. }]);
    let tag = match (below.is_empty(), above.is_empty(), large) {
        (false, false, false) => "msubsup",
        (false, false, true) => "munderover",
        (false, true, false) => "msub",
        (false, true, true) => "munder",
        (true, _, false) => "msup",
        (true, _, true) => "mover",
    };
    let scripts = [below, above].into_iter().filter(|script| !script.is_empty());
    MathElement::of(tag, std::iter::once(base).chain(scripts).map(row).collect())
}

/// Whether a sign is read as a letter and not as something between letters.
fn is_letter(text: &str) -> bool {
    text.chars().all(|c| c.is_alphabetic() || matches!(c, '∞' | '∂' | '∇' | '∅'))
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
