//! Commands that stand for one sign.

use super::Class;

/// Command, sign, class.
const SIGNS: &[(&str, &str, Class)] = {
    use Class::{Close, Comma, Large, Number, Open, Operator, Relation, Variable};
    &[
        ("alpha", "α", Variable),
        ("beta", "β", Variable),
        ("gamma", "γ", Variable),
        ("delta", "δ", Variable),
        ("epsilon", "ε", Variable),
        ("varepsilon", "ε", Variable),
        ("zeta", "ζ", Variable),
        ("eta", "η", Variable),
        ("theta", "θ", Variable),
        ("iota", "ι", Variable),
        ("kappa", "κ", Variable),
        ("lambda", "λ", Variable),
        ("mu", "μ", Variable),
        ("nu", "ν", Variable),
        ("xi", "ξ", Variable),
        ("pi", "π", Variable),
        ("rho", "ρ", Variable),
        ("sigma", "σ", Variable),
        ("tau", "τ", Variable),
        ("upsilon", "υ", Variable),
        ("phi", "φ", Variable),
        ("varphi", "φ", Variable),
        ("chi", "χ", Variable),
        ("psi", "ψ", Variable),
        ("omega", "ω", Variable),
        ("Gamma", "Γ", Number),
        ("Delta", "Δ", Number),
        ("Theta", "Θ", Number),
        ("Lambda", "Λ", Number),
        ("Xi", "Ξ", Number),
        ("Pi", "Π", Number),
        ("Sigma", "Σ", Number),
        ("Phi", "Φ", Number),
        ("Psi", "Ψ", Number),
        ("Omega", "Ω", Number),
        ("infty", "∞", Number),
        ("partial", "∂", Number),
        ("nabla", "∇", Number),
        ("emptyset", "∅", Number),
        ("degree", "°", Number),
        ("ldots", "…", Number),
        ("dots", "…", Number),
        ("cdots", "⋯", Number),
        ("forall", "∀", Number),
        ("exists", "∃", Number),
        ("%", "%", Number),
        ("$", "$", Number),
        ("#", "#", Number),
        ("times", "×", Operator),
        ("cdot", "·", Operator),
        ("div", "÷", Operator),
        ("pm", "±", Operator),
        ("mp", "∓", Operator),
        ("cap", "∩", Operator),
        ("cup", "∪", Operator),
        ("setminus", "∖", Operator),
        ("land", "∧", Operator),
        ("lor", "∨", Operator),
        ("neg", "¬", Number),
        ("le", "≤", Relation),
        ("leq", "≤", Relation),
        ("ge", "≥", Relation),
        ("geq", "≥", Relation),
        ("ne", "≠", Relation),
        ("neq", "≠", Relation),
        ("approx", "≈", Relation),
        ("equiv", "≡", Relation),
        ("sim", "∼", Relation),
        ("propto", "∝", Relation),
        ("in", "∈", Relation),
        ("notin", "∉", Relation),
        ("subset", "⊂", Relation),
        ("subseteq", "⊆", Relation),
        ("to", "→", Relation),
        ("rightarrow", "→", Relation),
        ("leftarrow", "←", Relation),
        ("Rightarrow", "⇒", Relation),
        ("Leftrightarrow", "⇔", Relation),
        ("mid", "|", Relation),
        // As bars are written in tables.
        ("|", "|", Number),
        ("sum", "∑", Large),
        ("prod", "∏", Large),
        ("int", "∫", Large),
        ("{", "{", Open),
        ("}", "}", Close),
        ("langle", "⟨", Open),
        ("rangle", "⟩", Close),
        ("colon", ":", Comma),
    ]
};

/// Functions, which are set upright.
const NAMES: [&str; 15] = [
    "sin", "cos", "tan", "arcsin", "arccos", "arctan", "log", "ln", "exp", "lim", "min", "max", "gcd", "det",
    "mod",
];

/// The sign of a command.
pub(super) fn sign(command: &str) -> Option<(&'static str, Class)> {
    let sign = SIGNS.iter().find(|(name, ..)| *name == command).map(|&(_, text, class)| (text, class));
    sign.or_else(|| NAMES.into_iter().find(|name| *name == command).map(|name| (name, Class::Name)))
}

/// A character that stands for itself, or for the sign that mathematicians mean by it.
pub(super) fn character(c: char) -> Option<(String, Class)> {
    let class = match c {
        _ if c.is_alphabetic() => Class::Variable,
        '-' => return Some(("−".to_owned(), Class::Operator)),
        '*' => return Some(("∗".to_owned(), Class::Operator)),
        '\'' => return Some(("′".to_owned(), Class::Number)),
        '+' | '/' | '×' | '·' | '÷' | '±' | '−' => Class::Operator,
        '=' | '<' | '>' | '≤' | '≥' | '≠' | '≈' | '→' | ':' => Class::Relation,
        '(' | '[' => Class::Open,
        ')' | ']' => Class::Close,
        ',' | ';' => Class::Comma,
        '|' | '!' | '?' | '.' | '°' | '′' | '∞' | '…' => Class::Number,
        _ => return None,
    };
    Some((c.to_string(), class))
}
