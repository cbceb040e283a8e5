//! Formulas: a tree that is drawn on papers, written as MathML on pages, and read out as a line of text.
//!
//! Authors write what mathematicians type elsewhere, a small part of LaTeX, between `` $` `` and `` `$ ``.

mod linear;
mod mathml;
mod names;
mod parse;

pub use mathml::{MathContent, MathElement, MathManner};
pub use parse::FormulaError;

use super::tree::Inline;

/// A formula. Equal sources make equal formulas.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Formula {
    source: String,
    parts: Vec<Math>,
}

/// A part of a formula.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Math {
    /// A letter, number, sign or name.
    Sign {
        /// Its characters.
        text: String,
        /// What it is.
        class: Class,
    },
    /// One thing over another, with a bar between them.
    Fraction {
        /// Numerator.
        above: Vec<Math>,
        /// Denominator.
        below: Vec<Math>,
    },
    /// A root.
    Root {
        /// Which one; empty for the square root.
        degree: Vec<Math>,
        /// What stands under it.
        inside: Vec<Math>,
    },
    /// Something with an index or an exponent, or both.
    Scripts {
        /// What they belong to.
        base: Vec<Math>,
        /// The index; may be empty.
        below: Vec<Math>,
        /// The exponent; may be empty.
        above: Vec<Math>,
    },
    /// Something between brackets that grow with it.
    Fence {
        /// At the left; none if empty.
        open: String,
        /// What stands between them.
        inside: Vec<Math>,
        /// At the right; none if empty.
        close: String,
    },
    /// Something with a bar over it.
    Bar(Vec<Math>),
}

/// Where a formula stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Setting {
    /// Among words: it is no higher than need be.
    InLine,
    /// In a paragraph of its own: sums are large, and what they run over stands above and below them.
    Alone,
}

impl Setting {
    /// That of the formulas of a line.
    #[must_use]
    pub const fn of(line: &[Inline]) -> Self {
        if matches!(line, [Inline::Math(_)]) { Self::Alone } else { Self::InLine }
    }
}

/// What a sign is: that decides how it is set and how much white stands beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Class {
    /// A letter that stands for something.
    Variable,
    /// Digits, or a constant.
    Number,
    /// The name of a function.
    Name,
    /// Words.
    Words,
    /// Between two things: plus, times.
    Operator,
    /// Between two sides: equals, less than, an arrow.
    Relation,
    /// Over a range: sum, product, integral.
    Large,
    /// An opening bracket.
    Open,
    /// A closing bracket.
    Close,
    /// Behind what it parts from the next.
    Comma,
}

impl Formula {
    /// Reads a formula.
    ///
    /// # Errors
    /// [`FormulaError`] for what is unknown or has no end.
    pub fn parse(source: &str) -> Result<Self, FormulaError> {
        let source = source.trim();
        Ok(Self { source: source.to_owned(), parts: parse::parse(source)? })
    }

    /// As its author wrote it.
    #[must_use]
    pub fn source(&self) -> &str {
        &self.source
    }

    /// Its parts from left to right.
    #[must_use]
    pub fn parts(&self) -> &[Math] {
        &self.parts
    }

    /// As a line of text, as one would type or read it out: `(a + b)/2`.
    #[must_use]
    pub fn linear(&self) -> String {
        linear::line(&self.parts)
    }

    /// Parts of a formula as a line of text.
    #[must_use]
    pub fn line_of(parts: &[Math]) -> String {
        linear::line(parts)
    }

    /// As an element of HTML.
    #[must_use]
    pub fn mathml(&self, setting: Setting) -> String {
        mathml::html(self, setting)
    }

    /// The row of elements that [`Formula::mathml`] writes, for pages that are built element by element.
    #[must_use]
    pub fn elements(&self) -> MathElement {
        mathml::element(&self.parts)
    }

    /// The formula with names in braces of their own, such as `{days}`, replaced by what `change` makes of them.
    pub(crate) fn map_names(&self, change: &dyn Fn(&str) -> String) -> Self {
        let mut source = String::new();
        let mut rest = self.source.as_str();
        while let Some((before, after)) = rest.split_once('{') {
            source.push_str(before);
            let group = after.split_once('}').filter(|(inside, _)| !inside.contains('{'));
            let group = group.map(|(inside, behind)| (format!("{{{inside}}}"), behind));
            match group.map(|(group, behind)| (change(&group), group, behind)) {
                Some((value, group, behind)) if value != group => {
                    source.push_str(&format!("{{\\text{{{value}}}}}"));
                    rest = behind;
                }
                _ => {
                    source.push('{');
                    rest = after;
                }
            }
        }
        source.push_str(rest);
        // A value that breaks the formula leaves the name visible.
        Self::parse(&source).unwrap_or_else(|_| self.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::RichText;
    use proptest::prelude::*;

    /// Source, line of text, MathML without its outermost element.
    const CASES: [(&str, &str, &str); 12] = [
        ("x^2", "x^2", "<msup><mi>x</mi><mn>2</mn></msup>"),
        ("a_{ij}", "a_(ij)", "<msub><mi>a</mi><mrow><mi>i</mi><mi>j</mi></mrow></msub>"),
        (
            r"\frac{a+b}{2}",
            "(a + b)/2",
            "<mfrac><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow><mn>2</mn></mfrac>",
        ),
        (
            r"\left\|x\right\| \le \|y\|",
            "|x| ≤ |y|",
            "<mrow><mo>|</mo><mi>x</mi><mo>|</mo></mrow><mo>≤</mo><mo stretchy=\"false\">|</mo><mi>y</mi><mo stretchy=\"false\">|</mo>",
        ),
        (r"\sqrt{2}", "√2", "<msqrt><mn>2</mn></msqrt>"),
        (
            r"\sqrt[3]{x+1}",
            "3√(x + 1)",
            "<mroot><mrow><mi>x</mi><mo>+</mo><mn>1</mn></mrow><mn>3</mn></mroot>",
        ),
        (
            r"\sum_{i=1}^n i",
            "∑_(i = 1)^n i",
            "<munderover><mo>∑</mo><mrow><mi>i</mi><mo>=</mo><mn>1</mn></mrow><mi>n</mi></munderover><mi>i</mi>",
        ),
        (
            r"-3 \le \alpha < 0.5",
            "−3 ≤ α < 0.5",
            "<mo>−</mo><mn>3</mn><mo>≤</mo><mi>α</mi><mo>&lt;</mo><mn>0.5</mn>",
        ),
        (r"\sin 2x", "sin 2x", "<mi>sin</mi><mn>2</mn><mi>x</mi>"),
        (
            r"\left(\frac{1}{n}\right)^k",
            "(1/n)^k",
            "<msup><mrow><mo>(</mo><mfrac><mn>1</mn><mi>n</mi></mfrac><mo>)</mo></mrow><mi>k</mi></msup>",
        ),
        (
            r"\overline{x} = 5\,\text{kg}",
            "x̄ = 5 kg",
            "<mover><mi>x</mi><mo>¯</mo></mover><mo>=</mo><mn>5</mn><mtext>\u{a0}</mtext><mtext>kg</mtext>",
        ),
        (
            "f'(x), g",
            "f′(x), g",
            "<mi>f</mi><mo>′</mo><mo stretchy=\"false\">(</mo><mi>x</mi><mo stretchy=\"false\">)</mo><mo>,</mo><mi>g</mi>",
        ),
    ];

    #[test]
    fn formulas_are_read_and_told() {
        for (source, line, mathml) in CASES {
            let formula = Formula::parse(source).unwrap();
            assert_eq!(formula.linear(), line, "{source}");
            let element = formula.mathml(Setting::InLine);
            let inside = element.split_once("<mrow>").unwrap().1.strip_suffix("</mrow></math>").unwrap();
            assert_eq!(inside, mathml, "{source}");
            assert!(element.starts_with("<math alttext=\""), "{element}");
            assert!(formula.mathml(Setting::Alone).starts_with("<math displaystyle=\"true\" "), "{element}");
        }
    }

    proptest! {
        /// Whatever is written: it is refused, or it has a line of text, and is read back from markup.
        #[test]
        fn any_source_is_read_or_refused(source in r"([a-z0-9+=^_{}|. ]|\\\\(frac|sqrt|left|right|sum|text|bar|alpha|,|\\|)?){0,24}") {
            if let Ok(formula) = Formula::parse(&source) {
                prop_assert!(!formula.mathml(Setting::Alone).is_empty() && !formula.source().is_empty());
                let text = RichText::parse(&format!("a $`{source}`$ b")).unwrap();
                prop_assert_eq!(RichText::parse(&text.to_markup()).unwrap(), text);
            }
        }
    }

    /// Whoever only hears a formula, and whoever compares two choices, must not take one for another.
    #[test]
    fn what_looks_different_is_told_differently() {
        for (one, other) in [
            ("x_{12}", "x_1 2"),
            (r"\frac{1}{2}x", r"\frac{1}{2x}"),
            (r"a\frac{b}{c}", r"\frac{ab}{c}"),
            (r"a/\frac{b}{c}", r"\frac{a/b}{c}"),
            ("x^{2y}", "x^2y"),
            (r"\sqrt{a}b", r"\sqrt{ab}"),
            (r"\frac{\frac{a}{b}}{c}", r"\frac{a}{\frac{b}{c}}"),
        ] {
            let line = |source| Formula::parse(source).unwrap().linear();
            assert_ne!(line(one), line(other));
        }
        assert_eq!(Formula::parse(r"\frac{1}{2}x + \frac{a}{3}").unwrap().linear(), "(1/2)x + a/3");
    }

    #[test]
    fn what_is_no_formula_is_refused_with_the_reason() {
        for (source, fact) in [
            ("", "a formula is empty"),
            (r"\foo", "a formula has \\foo, which is not known"),
            ("{a", "a formula has '{' without '}'"),
            ("a}", "a formula has '}' without '{'"),
            (r"\frac12", "a formula has 12 without braces; write {12}, or braces around each digit"),
            ("x^10", "a formula has 10 without braces; write {10}, or braces around each digit"),
            (r"\frac{a}", "a formula has nothing behind \\frac"),
            ("^2", "a formula has '^' behind nothing"),
            ("a^2^3", "a formula has two exponents behind each other"),
            (r"\left(a", "a formula has \\left without \\right"),
            (r"a\right)", "a formula has \\right without \\left"),
            ("a & b", "a formula has '&', which is not known"),
        ] {
            assert_eq!(Formula::parse(source).unwrap_err().to_string(), fact, "{source}");
        }
        assert!(Formula::parse(&"{".repeat(500)).is_err());
        assert!(Formula::parse(&"\\sqrt".repeat(100)).is_err());
    }
}
