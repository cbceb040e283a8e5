//! A formula as a line of text.

use super::{Class, Math};

/// Parts from left to right.
pub(super) fn line(parts: &[Math]) -> String {
    let mut out = String::new();
    for (at, part) in parts.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|before| parts.get(before));
        let text = match part {
            Math::Fraction { .. } if sticks(before, parts.get(at + 1)) => format!("({})", one(part)),
            part => one(part),
        };
        match class(part) {
            Some(Class::Relation) => out.push_str(&format!(" {text} ")),
            // An operator at the start or behind another belongs to what follows it.
            Some(Class::Operator) if before.is_some_and(ends_a_thing) => out.push_str(&format!(" {text} ")),
            Some(Class::Comma) => out.push_str(&format!("{text} ")),
            Some(Class::Name) => {
                part_from(&mut out, before);
                out.push_str(&format!("{text} "));
            }
            _ => {
                if text.starts_with(char::is_alphanumeric) && before.is_some_and(is_scripted) {
                    out.push(' ');
                }
                out.push_str(&text);
                if is_large(part) {
                    out.push(' ');
                }
            }
        }
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

const fn class(part: &Math) -> Option<Class> {
    if let Math::Sign { class, .. } = part { Some(*class) } else { None }
}

/// Whether an operator behind it stands between two things.
const fn ends_a_thing(part: &Math) -> bool {
    !matches!(
        class(part),
        Some(Class::Relation | Class::Operator | Class::Open | Class::Comma | Class::Name | Class::Large)
    )
}

/// The name of a function keeps off what stands before it.
fn part_from(out: &mut String, before: Option<&Math>) {
    if before.is_some() && out.ends_with(|c: char| c.is_alphanumeric()) {
        out.push(' ');
    }
}

/// x₁2 is not x₁₂.
const fn is_scripted(part: &Math) -> bool {
    matches!(part, Math::Scripts { .. })
}

/// Whether a fraction needs brackets, so that nobody takes what stands beside it for a part of it.
fn sticks(before: Option<&Math>, next: Option<&Math>) -> bool {
    let divides = |part: &Math| matches!(part, Math::Sign { text, .. } if text == "/" || text == "÷");
    let apart_before = |part: &Math| {
        let class = class(part);
        !divides(part)
            && matches!(
                class,
                Some(Class::Operator | Class::Relation | Class::Open | Class::Comma | Class::Name)
            )
    };
    let apart_behind = |part: &Math| {
        let class = class(part);
        let is_space = matches!(part, Math::Sign { text, .. } if text == " ");
        !divides(part)
            && (is_space
                || matches!(class, Some(Class::Operator | Class::Relation | Class::Close | Class::Comma)))
    };
    !before.is_none_or(apart_before) || !next.is_none_or(apart_behind)
}

fn is_large(part: &Math) -> bool {
    match part {
        Math::Sign { class, .. } => *class == Class::Large,
        Math::Scripts { base, .. } => base.last().is_some_and(is_large),
        _ => false,
    }
}

fn one(part: &Math) -> String {
    match part {
        Math::Sign { text, .. } => text.clone(),
        Math::Fraction { above, below } => format!("{}/{}", bound(above), bound(below)),
        Math::Root { degree, inside } => format!("{}√{}", line(degree), bound(inside)),
        Math::Scripts { base, below, above } => {
            let script = |mark: &str, parts: &[Math]| match parts {
                [] => String::new(),
                parts => format!("{mark}{}", bound(parts)),
            };
            format!("{}{}{}", bound(base), script("_", below), script("^", above))
        }
        Math::Fence { open, inside, close } => format!("{open}{}{close}", line(inside)),
        Math::Bar(inside) => match inside.as_slice() {
            [Math::Sign { text, .. }] if text.chars().count() == 1 => format!("{text}\u{304}"),
            inside => format!("bar({})", line(inside)),
        },
    }
}

/// In parentheses, where there is more than one thing.
fn bound(parts: &[Math]) -> String {
    match parts {
        [Math::Sign { .. } | Math::Fence { .. } | Math::Root { .. } | Math::Bar(_)] => line(parts),
        _ => format!("({})", line(parts)),
    }
}
