//! Text that is already HTML, and the only two ways to it: escaping, and lowering of rich text.

use mockexam_model::{Emphasis, Inline, RichText, Script, Setting, TextBlock};
use serde::{Serialize, Serializer};
use std::fmt::{self, Write as _};

/// A piece of HTML that templates print as it is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Html(String);

impl Html {
    /// Marks text as HTML. Only for writers in this crate that escape what they are given.
    pub(crate) fn trusted(html: String) -> Self {
        Self(html)
    }
}

impl fmt::Display for Html {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// To a template it is a safe string, to everybody else a string.
impl Serialize for Html {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        minijinja::Value::from_safe_string(self.0.clone()).serialize(serializer)
    }
}

/// Displays text with the characters escaped that mean something in HTML and in quoted attributes.
pub(crate) struct Escaped<'a>(pub(crate) &'a str);

impl fmt::Display for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for c in self.0.chars() {
            match c {
                '<' => f.write_str("&lt;")?,
                '>' => f.write_str("&gt;")?,
                '&' => f.write_str("&amp;")?,
                '"' => f.write_str("&quot;")?,
                '\'' => f.write_str("&#39;")?,
                c => f.write_char(c)?,
            }
        }
        Ok(())
    }
}

/// Rich text as blocks. `gap` is what a screen reader says for the blank.
pub(crate) fn blocks(text: &RichText, gap: &str) -> Html {
    Html(text.blocks().iter().map(|block| element(block, gap)).collect())
}

/// Rich text for a place that mostly holds one line; paragraphs are parted by line breaks.
pub(crate) fn line(text: &RichText, gap: &str) -> Html {
    let mut html = String::new();
    let mut before: Option<&TextBlock> = None;
    for block in text.blocks() {
        if let TextBlock::Paragraph(line) = block {
            if matches!(before, Some(TextBlock::Paragraph(_))) {
                html.push_str("<br>");
            }
            html.push_str(&inlines(line, gap));
        } else {
            html.push_str(&element(block, gap));
        }
        before = Some(block);
    }
    Html(html)
}

/// Pieces behind each other.
pub(crate) fn joined(pieces: &[Html]) -> Html {
    Html(pieces.iter().map(|piece| piece.0.as_str()).collect())
}

/// Plain text for a place that holds HTML.
pub(crate) fn plain(text: &str) -> Html {
    Html(Escaped(text).to_string())
}

fn element(block: &TextBlock, gap: &str) -> String {
    let all = |lines: &[Vec<Inline>], tag: &str| -> String {
        lines.iter().map(|line| format!("<{tag}>{}</{tag}>", inlines(line, gap))).collect()
    };
    match block {
        TextBlock::Paragraph(line) => format!("<p>{}</p>", inlines(line, gap)),
        TextBlock::Code(lines) => format!("<pre><code>{}</code></pre>", Escaped(&lines.join("\n"))),
        TextBlock::List { ordered: true, items } => format!("<ol>{}</ol>", all(items, "li")),
        TextBlock::List { ordered: false, items } => format!("<ul>{}</ul>", all(items, "li")),
        TextBlock::Table { head, rows } => {
            let head = all(head, "th").replace("<th>", "<th scope=\"col\">");
            let rows: String = rows.iter().map(|row| format!("<tr>{}</tr>", all(row, "td"))).collect();
            format!("<table class=\"in-text\"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>")
        }
        TextBlock::Image { source, alt } => {
            format!("<p><img src=\"{}\" alt=\"{}\"></p>", Escaped(source), Escaped(alt))
        }
    }
}

fn inlines(line: &[Inline], gap: &str) -> String {
    let setting = Setting::of(line);
    line.iter()
        .map(|inline| match inline {
            Inline::Blank => {
                format!("<span class=\"gap\"><span class=\"unseen\">{}</span></span>", Escaped(gap))
            }
            Inline::Math(formula) => formula.mathml(setting),
            Inline::Code(code) => format!("<code>{}</code>", Escaped(code)),
            Inline::Text { text, emphasis, script } => {
                let text = match script {
                    Script::Baseline => Escaped(text).to_string(),
                    Script::Sub => format!("<sub>{}</sub>", Escaped(text)),
                    Script::Super => format!("<sup>{}</sup>", Escaped(text)),
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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn markup_becomes_elements_and_everything_else_is_inert() {
        let text = RichText::parse("Which is **NOT** <b>a</b> *\"key\"* & [?]?\n\nNext").unwrap();
        assert_eq!(
            blocks(&text, "<gap>").0,
            "<p>Which is <strong>NOT</strong> &lt;b&gt;a&lt;/b&gt; <em>&quot;key&quot;</em> &amp; \
             <span class=\"gap\"><span class=\"unseen\">&lt;gap&gt;</span></span>?</p><p>Next</p>"
        );
        assert_eq!(line(&RichText::parse("***a***\n\nb").unwrap(), "").0, "<strong><em>a</em></strong><br>b");
    }

    #[test]
    fn every_block_has_its_element() {
        let cases = [
            ("H~2~O at 10^3^ `a<b`", "<p>H<sub>2</sub>O at 10<sup>3</sup> <code>a&lt;b</code></p>"),
            ("**x^2^**", "<p><strong>x</strong><strong><sup>2</sup></strong></p>"),
            ("```\nif a < b:\n\n  c\n```", "<pre><code>if a &lt; b:\n\n  c</code></pre>"),
            ("- a & b\n- *c*", "<ul><li>a &amp; b</li><li><em>c</em></li></ul>"),
            ("![\"A\" & b](c.png)", "<p><img src=\"c.png\" alt=\"&quot;A&quot; &amp; b\"></p>"),
            ("1. a\n2. b", "<ol><li>a</li><li>b</li></ol>"),
            (
                "| <a> |\n|---|\n| \\| |",
                "<table class=\"in-text\"><thead><tr><th scope=\"col\">&lt;a&gt;</th></tr></thead>\
                 <tbody><tr><td>|</td></tr></tbody></table>",
            ),
        ];
        for (source, expected) in cases {
            assert_eq!(blocks(&RichText::parse(source).unwrap(), "").0, expected, "{source}");
        }
        assert_eq!(line(&RichText::parse("a:\n- b\n\nc").unwrap(), "").0, "a:<ul><li>b</li></ul>c");
    }

    proptest! {
        #[test]
        fn no_text_opens_a_tag(text in ".{0,60}") {
            let escaped = Escaped(&text).to_string();
            prop_assert!(!escaped.contains(['<', '>', '"', '\'']));
            let back = escaped.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'");
            prop_assert_eq!(back.replace("&amp;", "&"), text);
        }
    }
}
