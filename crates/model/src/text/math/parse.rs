//! From LaTeX to the tree.

use super::names::{character, sign};
use super::{Class, Math};
use std::iter::Peekable;
use std::str::Chars;

/// Why a formula cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FormulaError {
    /// Nothing between its marks.
    #[error("a formula is empty")]
    Empty,
    /// A command or character outside of what formulas may hold.
    #[error("a formula has {what}, which is not known")]
    Unknown {
        /// As written.
        what: String,
    },
    /// A bracket or command without its partner.
    #[error("a formula has {what} without {partner}")]
    Alone {
        /// What is there.
        what: &'static str,
        /// What is missing.
        partner: &'static str,
    },
    /// A command without what it applies to.
    #[error("a formula has nothing behind {what}")]
    Nothing {
        /// The command.
        what: String,
    },
    /// A number behind a command that would take its first digit only, or all of it, depending on who reads it.
    #[error("a formula has {number} without braces; write {{{number}}}, or braces around each digit")]
    Bare {
        /// The digits.
        number: String,
    },
    /// An index or exponent at the start.
    #[error("a formula has '{mark}' behind nothing")]
    NoBase {
        /// `^` or `_`
        mark: char,
    },
    /// Two indices or exponents of one thing.
    #[error("a formula has two {what} behind each other")]
    Twice {
        /// What they are.
        what: &'static str,
    },
    /// Too many things within each other, or too long a line.
    #[error("a formula is nested too deeply, or longer than {MOST} characters")]
    TooLarge,
}

/// Characters of a formula, at most.
const MOST: usize = 1_000;
/// Things within each other, at most.
const DEEPEST: usize = 16;

/// What ends a row.
#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    Source,
    Brace,
    Right,
    Bracket,
}

struct Parser<'a> {
    rest: Peekable<Chars<'a>>,
    depth: usize,
}

/// Reads a formula.
pub(super) fn parse(source: &str) -> Result<Vec<Math>, FormulaError> {
    if source.chars().count() > MOST {
        return Err(FormulaError::TooLarge);
    }
    let mut parser = Parser { rest: source.chars().peekable(), depth: 0 };
    let parts = parser.row(End::Source)?;
    if parts.is_empty() { Err(FormulaError::Empty) } else { Ok(parts) }
}

impl Parser<'_> {
    /// Parts up to an end, which is taken.
    fn row(&mut self, end: End) -> Result<Vec<Math>, FormulaError> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(FormulaError::TooLarge);
        }
        let mut parts = Vec::new();
        loop {
            match self.rest.peek().copied() {
                None if end == End::Source => break,
                None => return Err(open(end)),
                Some('}') if end == End::Brace => break,
                Some(']') if end == End::Bracket => break,
                Some('}') => return Err(FormulaError::Alone { what: "'}'", partner: "'{'" }),
                Some(mark @ ('^' | '_')) => {
                    self.rest.next();
                    self.script(mark, &mut parts)?;
                }
                Some(c) if c.is_whitespace() => drop(self.rest.next()),
                Some(_) => match self.part()? {
                    Part::Right if end == End::Right => {
                        self.depth -= 1;
                        return Ok(parts);
                    }
                    Part::Right => return Err(FormulaError::Alone { what: "\\right", partner: "\\left" }),
                    Part::Parts(found) => parts.extend(found),
                },
            }
        }
        self.rest.next();
        self.depth -= 1;
        Ok(parts)
    }

    /// One thing: a sign, a group, or a command with what it applies to.
    fn part(&mut self) -> Result<Part, FormulaError> {
        let Some(c) = self.rest.next() else { return Ok(Part::Parts(Vec::new())) };
        let one = |part: Math| Ok(Part::Parts(vec![part]));
        match c {
            '{' => self.row(End::Brace).map(Part::Parts),
            '\\' => self.command(),
            c if c.is_ascii_digit() => one(self.number(c)),
            c => match character(c) {
                Some((text, class)) => one(Math::Sign { text, class }),
                None => Err(FormulaError::Unknown { what: format!("'{c}'") }),
            },
        }
    }

    /// Digits, with a mark only between two of them.
    fn number(&mut self, first: char) -> Math {
        let mut text = first.to_string();
        while let Some(&c) = self.rest.peek() {
            let mut ahead = self.rest.clone();
            ahead.next();
            let inside = matches!(c, '.') && ahead.next().is_some_and(|next| next.is_ascii_digit());
            if !c.is_ascii_digit() && !inside {
                break;
            }
            text.push(c);
            self.rest.next();
        }
        Math::Sign { text, class: Class::Number }
    }

    fn name(&mut self) -> String {
        let mut name = String::new();
        while let Some(c) = self.rest.next_if(char::is_ascii_alphabetic) {
            name.push(c);
        }
        if name.is_empty() {
            name.extend(self.rest.next());
        }
        name
    }

    fn command(&mut self) -> Result<Part, FormulaError> {
        let name = self.name();
        let one = |part: Math| Ok(Part::Parts(vec![part]));
        match name.as_str() {
            "frac" => {
                let (above, below) = (self.argument(&name)?, self.argument(&name)?);
                one(Math::Fraction { above, below })
            }
            "sqrt" => {
                let degree =
                    if self.rest.next_if_eq(&'[').is_some() { self.row(End::Bracket)? } else { Vec::new() };
                one(Math::Root { degree, inside: self.argument(&name)? })
            }
            "overline" | "bar" => one(Math::Bar(self.argument(&name)?)),
            "text" | "mathrm" => one(Math::Sign { text: self.words(&name)?, class: Class::Words }),
            "left" => {
                let open = self.bracket(&name)?;
                let inside = self.row(End::Right)?;
                one(Math::Fence { open, inside, close: self.bracket("right")? })
            }
            "right" => Ok(Part::Right),
            "," | ";" | " " | "quad" => one(Math::Sign { text: " ".to_owned(), class: Class::Words }),
            _ => match sign(&name) {
                Some((text, class)) => one(Math::Sign { text: text.to_owned(), class }),
                None => Err(FormulaError::Unknown { what: format!("\\{name}") }),
            },
        }
    }

    /// What a command applies to: a group, or the one thing behind it.
    fn argument(&mut self, command: &str) -> Result<Vec<Math>, FormulaError> {
        while self.rest.next_if(|c| c.is_whitespace()).is_some() {}
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(FormulaError::TooLarge);
        }
        let nothing = || FormulaError::Nothing { what: format!("\\{command}") };
        let ends = self.rest.peek().is_none_or(|&c| matches!(c, '}' | '^' | '_'));
        let digit = self.rest.peek().is_some_and(char::is_ascii_digit);
        let found = if ends { return Err(nothing()) } else { self.part()? };
        self.depth -= 1;
        match found {
            Part::Parts(parts) if digit => match parts.as_slice() {
                [Math::Sign { text, .. }] if text.len() > 1 => {
                    Err(FormulaError::Bare { number: text.clone() })
                }
                _ => Ok(parts),
            },
            Part::Parts(parts) if !parts.is_empty() => Ok(parts),
            Part::Parts(_) | Part::Right => Err(nothing()),
        }
    }

    /// The letters of a group, as they are.
    fn words(&mut self, command: &str) -> Result<String, FormulaError> {
        let nothing = || FormulaError::Nothing { what: format!("\\{command}") };
        self.rest.next_if_eq(&'{').ok_or_else(nothing)?;
        let mut words = String::new();
        loop {
            match self.rest.next() {
                Some('}') if words.is_empty() => return Err(nothing()),
                Some('}') => return Ok(words),
                Some(c) => words.push(c),
                None => return Err(open(End::Brace)),
            }
        }
    }

    /// The sign behind `\left` or `\right`; a full stop is none.
    fn bracket(&mut self, command: &str) -> Result<String, FormulaError> {
        let nothing = || FormulaError::Nothing { what: format!("\\{command}") };
        match self.rest.next().ok_or_else(nothing)? {
            '.' => Ok(String::new()),
            c @ ('(' | ')' | '[' | ']' | '|') => Ok(c.to_string()),
            '\\' => match self.name().as_str() {
                name @ ("{" | "}" | "|") => Ok(name.to_owned()),
                "langle" => Ok("⟨".to_owned()),
                "rangle" => Ok("⟩".to_owned()),
                name => Err(FormulaError::Unknown { what: format!("\\{command}\\{name}") }),
            },
            c => Err(FormulaError::Unknown { what: format!("\\{command}{c}") }),
        }
    }

    fn script(&mut self, mark: char, parts: &mut Vec<Math>) -> Result<(), FormulaError> {
        let script = self.argument(&mark.to_string()).map_err(|error| match error {
            FormulaError::Nothing { .. } => FormulaError::Nothing { what: format!("'{mark}'") },
            other => other,
        })?;
        let mut last = parts.pop().ok_or(FormulaError::NoBase { mark })?;
        if !matches!(last, Math::Scripts { .. }) {
            last = Math::Scripts { base: vec![last], below: Vec::new(), above: Vec::new() };
        }
        if let Math::Scripts { below, above, .. } = &mut last {
            let (place, what) = if mark == '^' { (above, "exponents") } else { (below, "indices") };
            if !place.is_empty() {
                return Err(FormulaError::Twice { what });
            }
            *place = script;
        }
        parts.push(last);
        Ok(())
    }
}

/// What a look at the next thing gave.
enum Part {
    Parts(Vec<Math>),
    /// The end of what grows with its brackets.
    Right,
}

/// What has no end.
const fn open(end: End) -> FormulaError {
    match end {
        End::Right => FormulaError::Alone { what: "\\left", partner: "\\right" },
        End::Bracket => FormulaError::Alone { what: "'['", partner: "']'" },
        End::Brace | End::Source => FormulaError::Alone { what: "'{'", partner: "'}'" },
    }
}
