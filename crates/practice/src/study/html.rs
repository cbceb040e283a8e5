//! Rich text as HTML, for pages without a program and for other programs.

use mockexam_model::{Emphasis, Inline, RichText, Script, Setting, TextBlock};

/// Text as HTML. Images are said and not shown: nothing here carries files.
pub(crate) fn html(text: &RichText, gap: &str) -> String {
    text.blocks().iter().map(|block| element(block, gap)).collect()
}

/// Plain text for a place that holds HTML.
pub(crate) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}

fn element(block: &TextBlock, gap: &str) -> String {
    let all = |lines: &[Vec<Inline>], tag: &str| -> String {
        lines.iter().map(|line| format!("<{tag}>{}</{tag}>", inlines(line, gap))).collect()
    };
    match block {
        TextBlock::Paragraph(line) => format!("<p>{}</p>", inlines(line, gap)),
        TextBlock::Code(lines) => format!("<pre><code>{}</code></pre>", escaped(&lines.join("\n"))),
        TextBlock::List { ordered: true, items } => format!("<ol>{}</ol>", all(items, "li")),
        TextBlock::List { ordered: false, items } => format!("<ul>{}</ul>", all(items, "li")),
        TextBlock::Table { head, rows } => {
            let rows: String = rows.iter().map(|row| format!("<tr>{}</tr>", all(row, "td"))).collect();
            format!("<table><thead><tr>{}</tr></thead><tbody>{rows}</tbody></table>", all(head, "th"))
        }
        TextBlock::Image { alt, .. } => format!("<p>[{}]</p>", escaped(alt)),
    }
}

fn inlines(line: &[Inline], gap: &str) -> String {
    let setting = Setting::of(line);
    line.iter()
        .map(|inline| match inline {
            Inline::Blank => {
                format!("<u title=\"{}\">&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;</u>", escaped(gap))
            }
            Inline::Math(formula) => formula.mathml(setting),
            Inline::Code(code) => format!("<code>{}</code>", escaped(code)),
            Inline::Text { text, emphasis, script } => {
                let text = match script {
                    Script::Baseline => escaped(text),
                    Script::Sub => format!("<sub>{}</sub>", escaped(text)),
                    Script::Super => format!("<sup>{}</sup>", escaped(text)),
                };
                match emphasis {
                    Emphasis::Plain => text,
                    Emphasis::Italic => format!("<em>{text}</em>"),
                    Emphasis::Bold => format!("<strong>{text}</strong>"),
                    Emphasis::BoldItalic => format!("<strong><em>{text}</em></strong>"),
                }
            }
        })
        .collect()
}
