//! Formulas over exact decimals. The evaluator parses and nests within limits; it can call nothing.

use super::VariableError;
use mockexam_model::Decimal;
use nanoexpr::{Context, ErrorKind, Number, evaluate_with};
use std::cmp::Ordering;
use std::collections::BTreeMap;

/// The value of a formula; comparisons give 1 or 0.
pub(super) fn evaluate(formula: &str, numbers: &BTreeMap<&str, Decimal>) -> Result<Decimal, VariableError> {
    let fault = |fault: String| VariableError::Formula { formula: quoted(formula), fault };
    if formula.len() > LONGEST {
        return Err(fault(format!("it is longer than {LONGEST} characters")));
    }
    let result: Result<Exact, _> = evaluate_with(formula, &Known(numbers));
    match result {
        Ok(Exact(number)) => Ok(number),
        Err(error) => {
            let place = formula.get(error.span.start..error.span.end).unwrap_or_default();
            Err(fault(format!("{} at '{}'", error.kind, quoted(place))))
        }
    }
}

/// Longest formula, in bytes.
const LONGEST: usize = 500;

/// A formula as a message quotes it: the head of a long one says which it is.
pub(super) fn quoted(formula: &str) -> String {
    const KEPT: usize = 60;
    if formula.chars().count() <= KEPT {
        return formula.to_owned();
    }
    let head: String = formula.chars().take(KEPT).collect();
    format!("{} …", head.trim_end())
}

/// Names that a formula uses.
pub(super) fn names(formula: &str) -> impl Iterator<Item = &str> {
    let is_part = |c: char| c.is_alphanumeric() || c == '_';
    formula
        .split(move |c| !is_part(c))
        .filter(|word| word.starts_with(|c: char| c.is_alphabetic() || c == '_'))
}

struct Known<'n>(&'n BTreeMap<&'n str, Decimal>);

impl Context<Exact> for Known<'_> {
    fn variable(&self, name: &str) -> Option<Exact> {
        self.0.get(name).copied().map(Exact)
    }
}

/// A decimal with the arithmetic that the evaluator asks for.
#[derive(Debug, Clone, Copy, Default)]
struct Exact(Decimal);

/// Largest exponent: products beyond it overflow anyway.
const MOST_POWER: u32 = 28;

impl Number for Exact {
    fn parse(literal: &str) -> Option<Self> {
        literal.parse().ok().map(Self)
    }

    fn add(self, rhs: Self) -> Result<Self, ErrorKind> {
        self.0.plus(rhs.0).map(Self).ok_or(ErrorKind::Overflow)
    }

    fn subtract(self, rhs: Self) -> Result<Self, ErrorKind> {
        self.0.minus(rhs.0).map(Self).ok_or(ErrorKind::Overflow)
    }

    fn multiply(self, rhs: Self) -> Result<Self, ErrorKind> {
        self.0.times(rhs.0).map(Self).ok_or(ErrorKind::Overflow)
    }

    fn divide(self, rhs: Self) -> Result<Self, ErrorKind> {
        if rhs.0.is_zero() {
            return Err(ErrorKind::DivisionByZero);
        }
        self.0.over(rhs.0).map(Self).ok_or(ErrorKind::Overflow)
    }

    fn remainder(self, rhs: Self) -> Result<Self, ErrorKind> {
        if rhs.0.is_zero() {
            return Err(ErrorKind::DivisionByZero);
        }
        self.0.modulo(rhs.0).map(Self).ok_or(ErrorKind::Overflow)
    }

    fn power(self, rhs: Self) -> Result<Self, ErrorKind> {
        let one = Decimal::scaled(1, 0).map_err(|_| ErrorKind::Overflow)?;
        let mut exponent = rhs.0;
        if !exponent.is_whole() || exponent.is_negative() {
            return Err(ErrorKind::Domain);
        }
        let mut result = Self(one);
        for _ in 0..=MOST_POWER {
            if exponent.is_zero() {
                return Ok(result);
            }
            result = result.multiply(self)?;
            exponent = exponent.minus(one).ok_or(ErrorKind::Overflow)?;
        }
        Err(ErrorKind::Overflow)
    }

    fn negate(self) -> Result<Self, ErrorKind> {
        Decimal::ZERO.minus(self.0).map(Self).ok_or(ErrorKind::Overflow)
    }

    fn compare(self, rhs: Self) -> Result<Ordering, ErrorKind> {
        Ok(self.0.cmp(&rhs.0))
    }

    // The default would count to the number.
    fn factorial(self) -> Result<Self, ErrorKind> {
        Err(ErrorKind::Unsupported)
    }
}
