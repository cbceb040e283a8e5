//! A formula as a line of text.

use super::{Class, Math};

/// Parts from left to right.
pub(super) fn line(parts: &[Math]) -> String {
    let mut out = String::new();
    // An operator at the start or behind another belongs to what follows it.
    let mut between = false;
    for part in parts {
        let class = if let Math::Sign { class, .. } = part { Some(*class) } else { None };
        let text = one(part);
        match class {
            Some(Class::Relation) => out.push_str(&format!(" {text} ")),
            Some(Class::Operator) if between => out.push_str(&format!(" {text} ")),
            Some(Class::Name) => {
                if out.ends_with(|c: char| c.is_alphanumeric()) {
                    out.push(' ');
                }
                out.push_str(&format!("{text} "));
            }
            Some(Class::Comma) => out.push_str(&format!("{text} ")),
            _ => {
                if matches!(part, Math::Fraction { .. }) && out.ends_with(|c: char| c.is_alphanumeric()) {
                    out.push(' ');
                }
                out.push_str(&text);
                if is_large(part) {
                    out.push(' ');
                }
            }
        }
        between = !matches!(
            class,
            Some(Class::Relation | Class::Operator | Class::Open | Class::Comma | Class::Name | Class::Large)
        );
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ")
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
            inside => format!("mean({})", line(inside)),
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
