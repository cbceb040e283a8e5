//! A small writer of SVG: whole coordinates, classes instead of colours, every text escaped.

use crate::html::markup::{Escaped, Html};
use std::fmt::Write as _;

/// Where a text hangs on its point.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Anchor {
    Start,
    Middle,
    End,
}

/// A drawing under construction.
pub(crate) struct Svg {
    out: String,
}

impl Svg {
    /// A drawing that carries meaning of its own and is read out by title and description. `id` must be the
    /// only one of its kind on the page.
    pub(crate) fn image(class: &str, id: &str, size: (i64, i64), title: &str, description: &str) -> Self {
        let (width, height) = size;
        Self {
            out: format!(
                "<svg class=\"{class}\" viewBox=\"0 0 {width} {height}\" role=\"img\" \
                 aria-labelledby=\"{id}-title {id}-desc\"><title id=\"{id}-title\">{}</title>\
                 <desc id=\"{id}-desc\">{}</desc>",
                Escaped(title),
                Escaped(description)
            ),
        }
    }

    /// A drawing beside a number that says the same; stretched to whatever room it gets.
    pub(crate) fn decoration(class: &str, size: (i64, i64)) -> Self {
        let (width, height) = size;
        Self {
            out: format!(
                "<svg class=\"{class}\" viewBox=\"0 0 {width} {height}\" preserveAspectRatio=\"none\" \
                 aria-hidden=\"true\">"
            ),
        }
    }

    /// A filled rectangle; nothing if it has no area.
    pub(crate) fn rect(&mut self, class: &str, (x, y): (i64, i64), (width, height): (i64, i64)) {
        if width > 0 && height > 0 {
            self.put(format_args!(
                "<rect class=\"{class}\" x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\"/>"
            ));
        }
    }

    /// A line.
    pub(crate) fn line(&mut self, class: &str, (x1, y1): (i64, i64), (x2, y2): (i64, i64)) {
        self.put(format_args!("<line class=\"{class}\" x1=\"{x1}\" y1=\"{y1}\" x2=\"{x2}\" y2=\"{y2}\"/>"));
    }

    /// A text on its baseline.
    pub(crate) fn text(&mut self, class: &str, (x, y): (i64, i64), anchor: Anchor, text: &str) {
        let anchor = match anchor {
            Anchor::Start => "start",
            Anchor::Middle => "middle",
            Anchor::End => "end",
        };
        self.put(format_args!(
            "<text class=\"{class}\" x=\"{x}\" y=\"{y}\" text-anchor=\"{anchor}\">{}</text>",
            Escaped(text)
        ));
    }

    /// The finished drawing.
    pub(crate) fn finish(mut self) -> Html {
        self.out.push_str("</svg>");
        Html::trusted(self.out)
    }

    fn put(&mut self, piece: std::fmt::Arguments<'_>) {
        // Writing to a string cannot fail.
        let _ = self.out.write_fmt(piece);
    }
}
