//! The tree back to markup.

use super::block;
use super::inline::marker_of;
use super::tree::{Emphasis, Inline, Script, TextBlock};
use std::fmt::Write;

/// How much is escaped.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Escaping {
    /// Only what stood for something from the beginning: asterisks, gaps and backslashes.
    Least,
    /// Everything that may be taken for a marker.
    All,
}

/// Markup that parses back to the same blocks.
///
/// Digests of exams are taken over it. So what needs no escape gets none, and texts from before a marker was known keep
/// their markup.
pub(super) fn markup(blocks: &[TextBlock]) -> String {
    let least = written(blocks, Escaping::Least);
    if block::parse(&least).as_deref() == Ok(blocks) { least } else { written(blocks, Escaping::All) }
}

/// As [`markup`], without the attempt to do with fewer escapes.
#[cfg(test)]
pub(super) fn fully_escaped(blocks: &[TextBlock]) -> String {
    written(blocks, Escaping::All)
}

fn written(blocks: &[TextBlock], escaping: Escaping) -> String {
    blocks.iter().map(|block| write_block(block, escaping)).collect::<Vec<_>>().join("\n\n")
}

fn write_block(block: &TextBlock, escaping: Escaping) -> String {
    match block {
        TextBlock::Paragraph(inlines) => paragraph(inlines, escaping),
        TextBlock::Code(lines) => {
            let only = |line: &&String| line.trim().bytes().all(|byte| byte == b'`');
            let longest = lines.iter().filter(only).map(|line| line.trim().len()).max().unwrap_or(0);
            let fence = "`".repeat(longest.max(2) + 1);
            let lines: String = lines.iter().map(|line| format!("{line}\n")).collect();
            format!("{fence}\n{lines}{fence}")
        }
        TextBlock::List { ordered, items } => {
            let entry = |(item, number): (&Vec<Inline>, usize)| match ordered {
                true => format!("{number}. {}", line(item, escaping)),
                false => format!("- {}", line(item, escaping)),
            };
            items.iter().zip(1..).map(entry).collect::<Vec<_>>().join("\n")
        }
        TextBlock::Table { head, rows } => {
            let mut lines = vec![row(head, escaping), format!("|{}", "---|".repeat(head.len()))];
            lines.extend(rows.iter().map(|cells| row(cells, escaping)));
            lines.join("\n")
        }
        TextBlock::Image { source, alt } => {
            format!("![{}]({source})", alt.replace('\\', "\\\\").replace(']', "\\]"))
        }
    }
}

/// A paragraph must not start as a list does.
fn paragraph(inlines: &[Inline], escaping: Escaping) -> String {
    let written = line(inlines, escaping);
    let behind = written.trim_start_matches(|c: char| c.is_ascii_digit());
    let number = written.len() - behind.len();
    let is_entry = if number == 0 { behind.starts_with("- ") } else { behind.starts_with(". ") };
    if escaping == Escaping::All && is_entry {
        return format!("{}\\{behind}", &written[..number]);
    }
    written
}

fn row(cells: &[Vec<Inline>], escaping: Escaping) -> String {
    let cells = cells.iter().map(|cell| format!(" {} |", barred(&line(cell, escaping))));
    format!("|{}", cells.collect::<String>())
}

/// The text of a cell with its bars escaped, where they are not yet.
fn barred(cell: &str) -> String {
    let mut out = String::with_capacity(cell.len());
    let mut escaped = false;
    for c in cell.chars() {
        if c == '|' && !escaped {
            out.push('\\');
        }
        out.push(c);
        escaped = c == '\\' && !escaped;
    }
    out
}

fn line(inlines: &[Inline], escaping: Escaping) -> String {
    let mut out = String::new();
    let mut open = Script::Baseline;
    let mut before = Emphasis::Plain;
    for inline in inlines {
        let (emphasis, script) = match inline {
            Inline::Text { emphasis, script, .. } => (*emphasis, *script),
            Inline::Code(_) | Inline::Blank | Inline::Math(_) => (Emphasis::Plain, Script::Baseline),
        };
        // Markers of two emphases side by side would be read as one.
        let clash = script == open && before != Emphasis::Plain && emphasis != Emphasis::Plain;
        if script != open || clash {
            out.push_str(marker_of(open));
            open = Script::Baseline;
        }
        let (outer, inner) = if clash { (marker(emphasis), "") } else { ("", marker(emphasis)) };
        out.push_str(outer);
        if script != open {
            out.push_str(marker_of(script));
            open = script;
        }
        out.push_str(inner);
        match inline {
            Inline::Blank => out.push_str("[?]"),
            Inline::Math(formula) => {
                let _ = write!(out, "$`{}`$", formula.source());
            }
            Inline::Code(code) => {
                out.push('`');
                out.push_str(&code.replace('\\', "\\\\").replace('`', "\\`"));
                out.push('`');
            }
            Inline::Text { text, .. } => out.push_str(&escaped(text, script, escaping)),
        }
        out.push_str(inner);
        if clash {
            out.push_str(marker_of(open));
            out.push_str(outer);
            open = Script::Baseline;
        }
        before = emphasis;
    }
    out.push_str(marker_of(open));
    out
}

fn escaped(text: &str, script: Script, escaping: Escaping) -> String {
    let mut text = text.replace('\\', "\\\\").replace('*', "\\*").replace("[?]", "\\[?]");
    if script != Script::Baseline {
        text = text.replace(' ', "\\ ");
    }
    if escaping == Escaping::All {
        text = text.replace("![", "!\\[");
        for marker in ['`', '~', '^'] {
            text = text.replace(marker, &format!("\\{marker}"));
        }
    }
    text
}

const fn marker(emphasis: Emphasis) -> &'static str {
    match emphasis {
        Emphasis::Plain => "",
        Emphasis::Italic => "*",
        Emphasis::Bold => "**",
        Emphasis::BoldItalic => "***",
    }
}
