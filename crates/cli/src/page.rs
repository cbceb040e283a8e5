//! Text for people, in lines that fit the terminal.

use crate::terminal;
use unicode_width::UnicodeWidthStr;

/// Lines longer than this are hard to read, and so long they are where there is no terminal.
const WIDEST: usize = 100;

/// Text under construction.
#[derive(Debug)]
pub(crate) struct Page {
    width: usize,
    text: String,
}

impl Page {
    /// An empty page as wide as the terminal, but not wider than is good to read.
    pub(crate) fn new() -> Self {
        Self { width: terminal::width().unwrap_or(WIDEST).min(WIDEST), text: String::new() }
    }

    /// An empty line, except at the top and below another.
    pub(crate) fn gap(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
    }

    /// Text behind something that stands before its first line; further lines are as far in, and spaces at the start of a
    /// line of text stay.
    pub(crate) fn hung(&mut self, lead: &str, text: &str) {
        let indent = " ".repeat(lead.width());
        let mut start = lead.to_owned();
        for paragraph in text.lines() {
            let further = paragraph.len() - paragraph.trim_start_matches(' ').len();
            let indent = format!("{indent}{}", " ".repeat(further));
            let mut line = std::mem::replace(&mut start, " ".repeat(lead.width()));
            line.push_str(&paragraph[..further]);
            let mut fresh = true;
            for word in paragraph.split_ascii_whitespace() {
                if !fresh && line.width() + 1 + word.width() > self.width {
                    self.line(&std::mem::replace(&mut line, indent.clone()));
                    fresh = true;
                }
                if !fresh {
                    line.push(' ');
                }
                line.push_str(word);
                fresh = false;
            }
            self.line(&line);
        }
    }

    /// Text from the left edge.
    pub(crate) fn text(&mut self, text: &str) {
        self.hung("", text);
    }

    fn line(&mut self, line: &str) {
        self.text.push_str(line.trim_end());
        self.text.push('\n');
    }

    /// All of it.
    pub(crate) fn into_text(self) -> String {
        self.text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_hang_behind_their_lead() {
        let mut page = Page { width: 16, text: String::new() };
        page.gap();
        page.hung("  A  ", "one two three four\nfive");
        page.gap();
        page.gap();
        page.text("extraordinarily-long words");
        page.hung("> ", "if a:\n    return a long way");
        assert_eq!(
            page.into_text(),
            "  A  one two\n     three four\n     five\n\nextraordinarily-long\nwords\n> if a:\n      return a\n      long way\n"
        );
    }
}
