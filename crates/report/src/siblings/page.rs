//! A paper as a page for screen readers and screens: one file without scripts and without anything from elsewhere.

use crate::html::markup::{Escaped, blocks};
use mockexam_model::RichText;
use mockexam_paper::{
    AnswerLines, Cells, Document, Fields, Language, List, Marker, Masthead, Node, Question, Stimulus, Table,
};
use std::fmt::Write;

/// Large enough to read, narrow enough to follow, in the colours of the reader; print goes without colours.
const STYLE: &str = "\
:root{color-scheme:light dark}
body{margin:0 auto;max-width:42rem;padding:1.5rem;font:1.125rem/1.6 Georgia,serif}
section{margin-top:2.5rem}
h1,h2{line-height:1.25}
h2{font-size:1.25rem}
li,li>p{margin:.4rem 0}
table{border-collapse:collapse;margin:1rem 0}
th,td{padding-block:.35rem;padding-inline:0 .8rem;border-bottom:1px solid;text-align:inherit;vertical-align:top}
.case,.notice{border:1px solid;padding:0 1rem;margin-top:2.5rem}
.line{display:block;border-bottom:1px solid;height:2.2rem}
.gap{display:inline-block;width:5em;border-bottom:1px solid}
.unseen{position:absolute;clip-path:inset(50%);width:1px;height:1px;overflow:hidden;white-space:nowrap}
.remark{font-size:.875rem}
h1,h2,p,li,th,td{unicode-bidi:plaintext}
main{text-align:left}
[dir=rtl] main{text-align:right}
img{max-width:100%;background:#fff}
.logo{max-height:4.5rem;max-width:50%}
pre,:has(>math){overflow-x:auto}
";

/// A paper as HTML. It holds what the document holds, and nothing else; images are inside.
#[must_use]
pub fn html_paper(document: &Document, language: &Language) -> String {
    let metadata = &document.metadata;
    let mut page = Page { out: String::new(), document, gap: language.question.gap.as_str() };
    page.put(format_args!(
        "<!doctype html>\n<html lang=\"{}\"{}>\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{} · {}</title>\n\
         <style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n",
        Escaped(&metadata.language),
        if metadata.runs_to_the_left() { " dir=\"rtl\"" } else { "" },
        Escaped(&metadata.title),
        Escaped(&metadata.subject)
    ));
    page.nodes(&document.nodes);
    page.put(format_args!("</main>\n</body>\n</html>\n"));
    page.out
}

struct Page<'a> {
    out: String,
    document: &'a Document,
    /// What is said for the blank.
    gap: &'a str,
}

impl Page<'_> {
    fn put(&mut self, html: std::fmt::Arguments<'_>) {
        // Writing to a String cannot fail.
        let _ = self.out.write_fmt(html);
    }

    fn nodes(&mut self, nodes: &[Node]) {
        nodes.iter().for_each(|node| self.node(node));
    }

    fn node(&mut self, node: &Node) {
        match node {
            Node::Masthead(masthead) => self.masthead(masthead),
            Node::Logo(name) => self.logo(name),
            Node::Heading(text) => self.put(format_args!("<h2>{}</h2>\n", Escaped(&text.plain()))),
            Node::Paragraph(paragraph) => self.text(&paragraph.text),
            Node::Fields(fields) => self.fields(fields),
            Node::Boxes(boxes) => self.text(&RichText::literal(&boxes.words.join(" · "))),
            Node::Lines(lines) => self.lines(lines),
            Node::Table(table) => self.table(table),
            Node::List(list) => self.list(list),
            Node::Kept(nodes) => self.nodes(nodes),
            Node::Question(question) => self.question(question),
            Node::Stimulus(stimulus) => self.stimulus(stimulus),
            Node::Notice(text) => {
                self.put(format_args!("<div class=\"notice\">"));
                self.text(text);
                self.put(format_args!("</div>\n"));
            }
            Node::Closing(text) => {
                self.put(format_args!("<hr>\n"));
                self.text(text);
            }
            // White space and places on pages; an answer sheet has no sibling.
            Node::Rule
            | Node::Space(_)
            | Node::Plate(_)
            | Node::Notes
            | Node::Columns
            | Node::Fill
            | Node::PageBreak => {}
        }
    }

    /// Rich text with its images inside.
    fn text(&mut self, text: &RichText) {
        let mut text = text.clone();
        text.rename_images(&|name| {
            let image = self.document.images.get(name)?;
            Some(format!("data:{};base64,{}", image.format().media_type(), image.to_base64()))
        });
        let html = blocks(&text, self.gap);
        self.put(format_args!("{html}\n"));
    }

    fn logo(&mut self, name: &str) {
        if let Some(image) = self.document.images.get(name) {
            let (kind, bytes) = (image.format().media_type(), image.to_base64());
            self.put(format_args!(
                "<p><img class=\"logo\" src=\"data:{kind};base64,{bytes}\" alt=\"\"></p>\n"
            ));
        }
    }

    fn masthead(&mut self, masthead: &Masthead) {
        self.put(format_args!("<h1>{}</h1>\n", Escaped(&masthead.title)));
        if !masthead.subtitle.is_empty() {
            self.put(format_args!("<p>{}</p>\n", Escaped(&masthead.subtitle)));
        }
        if !masthead.badge.is_empty() {
            let (label, badge) = (Escaped(&masthead.badge_label), Escaped(&masthead.badge));
            self.put(format_args!("<p><strong>{label} {badge}</strong></p>\n"));
        }
    }

    fn fields(&mut self, fields: &Fields) {
        for label in fields.rows.iter().flatten() {
            self.put(format_args!("<p>{}: <span class=\"line\"></span></p>\n", Escaped(label)));
        }
    }

    fn lines(&mut self, lines: &AnswerLines) {
        let line = "<span class=\"line\"></span>".repeat(lines.count.into());
        self.put(format_args!("<p>{line}{}</p>\n", Escaped(&lines.unit)));
    }

    fn table(&mut self, table: &Table) {
        self.put(format_args!("<table>\n"));
        if !table.head.is_empty() {
            let head: String =
                table.head.iter().map(|cell| self.cell(cell, "th scope=\"col\"", "th")).collect();
            self.put(format_args!("<thead><tr>{head}</tr></thead>\n"));
        }
        self.put(format_args!("<tbody>\n"));
        for row in &table.rows {
            let cells = table.columns.iter().zip(row).map(|(column, cell)| match column.cells {
                Cells::Names => self.cell(cell, "th scope=\"row\"", "th"),
                Cells::Values => self.cell(cell, "td", "td"),
            });
            let cells: String = cells.collect();
            self.put(format_args!("<tr>{cells}</tr>\n"));
        }
        self.put(format_args!("</tbody>\n</table>\n"));
    }

    fn cell(&self, text: &RichText, open: &str, close: &str) -> String {
        format!("<{open}>{}</{close}>", crate::html::markup::line(text, self.gap))
    }

    fn list(&mut self, list: &List) {
        let (open, close) = match list.marker {
            Marker::Bullet => ("ul", "ul"),
            Marker::Number => ("ol", "ol"),
            Marker::Letter => ("ol type=\"A\"", "ol"),
            Marker::SmallLetter => ("ol type=\"a\"", "ol"),
        };
        self.put(format_args!("<{open}>\n"));
        for entry in &list.entries {
            self.put(format_args!("<li>"));
            self.nodes(&entry.body);
            self.put(format_args!("</li>\n"));
        }
        self.put(format_args!("</{close}>\n"));
    }

    fn question(&mut self, question: &Question) {
        let (number, name) = (question.number, Escaped(&question.name));
        self.put(format_args!("<section aria-labelledby=\"q{number}\">\n<h2 id=\"q{number}\">{name}</h2>\n"));
        self.nodes(&question.body);
        if !question.remark.is_empty() {
            self.put(format_args!("<p class=\"remark\">{}</p>\n", Escaped(&question.remark)));
        }
        self.put(format_args!("</section>\n"));
    }

    fn stimulus(&mut self, stimulus: &Stimulus) {
        self.put(format_args!("<section class=\"case\">\n"));
        let heading = if stimulus.title.is_empty() { &stimulus.scope } else { &stimulus.title };
        if !heading.is_empty() {
            self.put(format_args!("<h2>{}</h2>\n", Escaped(heading)));
        }
        if !stimulus.title.is_empty() && !stimulus.scope.is_empty() {
            self.put(format_args!("<p>{}</p>\n", Escaped(&stimulus.scope)));
        }
        self.text(&stimulus.text);
        self.put(format_args!("</section>\n"));
    }
}
