//! Whether two files say the same.

use super::order;
use mockexam_model::RichText;
use toml::{Table, Value};

/// Whether two files have the same fields with the same values. Texts with markup may be broken into lines in any way.
pub(super) fn is_same(a: &Table, b: &Table) -> bool {
    tables(a, b, "")
}

fn tables(a: &Table, b: &Table, path: &str) -> bool {
    let same = |(name, value): (&String, &Value)| {
        b.get(name).is_some_and(|other| {
            if order::is_text(path, name) && texts(value, other) {
                return true;
            }
            let inside = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
            values(value, other, &inside)
        })
    };
    a.len() == b.len() && a.iter().all(same)
}

fn values(a: &Value, b: &Value, path: &str) -> bool {
    match (a, b) {
        (Value::Table(a), Value::Table(b)) => tables(a, b, path),
        (Value::Array(a), Value::Array(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| values(a, b, path))
        }
        // Line breaks become those of Unix.
        (Value::String(a), Value::String(b)) => a.replace("\r\n", "\n") == b.replace("\r\n", "\n"),
        // A number that is none equals itself here.
        (Value::Float(a), Value::Float(b)) => a.to_bits() == b.to_bits(),
        _ => a == b,
    }
}

fn texts(a: &Value, b: &Value) -> bool {
    match (a.as_str(), b.as_str()) {
        (Some(a), Some(b)) => RichText::parse(a).is_ok_and(|a| RichText::parse(b).is_ok_and(|b| a == b)),
        _ => false,
    }
}
