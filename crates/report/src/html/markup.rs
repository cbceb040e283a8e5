//! Text that is already HTML, and the only two ways to it: escaping, and lowering of rich text.

use mockexam_model::{Emphasis, Inline, RichText};
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

/// Rich text as paragraphs. `gap` is what a screen reader says for the blank.
pub(crate) fn paragraphs(text: &RichText, gap: &str) -> Html {
    let paragraphs = text.paragraphs().iter();
    Html(paragraphs.map(|paragraph| format!("<p>{}</p>", inlines(paragraph, gap))).collect())
}

/// Rich text for a place that holds one line; paragraphs are parted by line breaks.
pub(crate) fn line(text: &RichText, gap: &str) -> Html {
    let lines: Vec<String> = text.paragraphs().iter().map(|paragraph| inlines(paragraph, gap)).collect();
    Html(lines.join("<br>"))
}

/// Pieces behind each other.
pub(crate) fn joined(pieces: &[Html]) -> Html {
    Html(pieces.iter().map(|piece| piece.0.as_str()).collect())
}

/// Plain text for a place that holds HTML.
pub(crate) fn plain(text: &str) -> Html {
    Html(Escaped(text).to_string())
}

fn inlines(paragraph: &[Inline], gap: &str) -> String {
    paragraph
        .iter()
        .map(|inline| match inline {
            Inline::Blank => {
                format!("<span class=\"gap\"><span class=\"unseen\">{}</span></span>", Escaped(gap))
            }
            Inline::Text { text, emphasis } => {
                let text = Escaped(text);
                match emphasis {
                    Emphasis::Plain => text.to_string(),
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
            paragraphs(&text, "<gap>").0,
            "<p>Which is <strong>NOT</strong> &lt;b&gt;a&lt;/b&gt; <em>&quot;key&quot;</em> &amp; \
             <span class=\"gap\"><span class=\"unseen\">&lt;gap&gt;</span></span>?</p><p>Next</p>"
        );
        assert_eq!(line(&RichText::parse("***a***\n\nb").unwrap(), "").0, "<strong><em>a</em></strong><br>b");
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
