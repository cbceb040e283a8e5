//! Texts with markup: on one line where they fit, otherwise wrapped between triple quotation marks.

use super::WIDTH;
use super::tables::fits;
use mockexam_model::RichText;

/// How a text is written, quotation marks included; none where it should stay as it is. `used` are the columns before it
/// on its line, `indent` those of its table.
pub(super) fn canonical(text: &str, written: &str, used: usize, indent: usize) -> Option<String> {
    if text.chars().any(is_invisible) {
        return None;
    }
    let paragraphs = paragraphs(text);
    let marks = Marks::of(text, written);
    let one_line = match &paragraphs[..] {
        [] => return None,
        [only] => Some(only.join(" ")).filter(|line| fits(used, &marks.line(line))),
        _ => None,
    };
    let (said, tidied) = match one_line {
        Some(line) => (line.clone(), marks.line(&line)),
        None => {
            let block = block(&paragraphs, indent);
            let tidied = marks.block(&block, indent);
            (block, tidied)
        }
    };
    // A line break is a space only as long as markup gives it no other meaning.
    let same = RichText::parse(text).ok()? == RichText::parse(&said).ok()?;
    same.then_some(tidied)
}

/// Characters that nobody sees in a file: whoever wrote them as an escape wants to see the escape again.
fn is_invisible(c: char) -> bool {
    (c.is_control() && c != '\n' && c != '\t')
        || matches!(c, '\u{a0}' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202f}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

/// The words of each paragraph.
fn paragraphs(text: &str) -> Vec<Vec<&str>> {
    let mut paragraphs: Vec<Vec<&str>> = Vec::new();
    let mut open = false;
    for line in text.lines() {
        let words: Vec<&str> = line.split_ascii_whitespace().collect();
        match paragraphs.last_mut().filter(|_| open) {
            Some(last) => last.extend(&words),
            None if !words.is_empty() => paragraphs.push(words.clone()),
            None => {}
        }
        open = !words.is_empty();
    }
    paragraphs
}

/// Paragraphs in lines of limited width, an empty line between them.
fn block(paragraphs: &[Vec<&str>], indent: usize) -> String {
    let mut out = String::new();
    for (index, words) in paragraphs.iter().enumerate() {
        if index > 0 {
            out.push('\n');
        }
        let mut column = 0;
        for word in words {
            let length = word.chars().count();
            if column > 0 && column + 1 + length <= WIDTH {
                out.push(' ');
                column += 1;
            } else {
                if column > 0 {
                    out.push('\n');
                }
                out.push_str(&" ".repeat(indent));
                column = indent;
            }
            out.push_str(word);
            column += length;
        }
        out.push('\n');
    }
    out
}

/// The quotation marks of a text.
#[derive(Clone, Copy)]
enum Marks {
    /// `"`, with escapes.
    Double,
    /// `'`, without: kept where the author chose it to write a backslash or a quotation mark.
    Single,
}

impl Marks {
    fn of(text: &str, written: &str) -> Self {
        let useful = written.starts_with('\'') && text.contains(['\\', '"']) && !text.contains('\'');
        if useful { Self::Single } else { Self::Double }
    }

    fn line(self, line: &str) -> String {
        match self {
            Self::Double => format!("\"{}\"", line.replace('\\', "\\\\").replace('"', "\\\"")),
            Self::Single => format!("'{line}'"),
        }
    }

    fn block(self, block: &str, indent: usize) -> String {
        let end = " ".repeat(indent);
        match self {
            Self::Double => {
                let escaped = block.replace('\\', "\\\\").replace("\"\"\"", "\"\"\\\"");
                format!("\"\"\"\n{escaped}{end}\"\"\"")
            }
            Self::Single => format!("'''\n{block}{end}'''"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(text: &str, written: &str) -> Option<String> {
        canonical(text, written, 9, 2)
    }

    #[test]
    fn short_texts_stand_on_one_line() {
        assert_eq!(written("\n a\n  b\n", "\"\"\"").unwrap(), "\"a b\"");
        assert_eq!(written("say \"x\\*\"", "\"").unwrap(), "\"say \\\"x\\\\*\\\"\"");
        assert_eq!(written("say \"x\\*\"", "'").unwrap(), "'say \"x\\*\"'");
        assert_eq!(written("it's", "'''").unwrap(), "\"it's\"");
        assert_eq!(written("plain", "'").unwrap(), "\"plain\"");
    }

    #[test]
    fn long_texts_and_paragraphs_are_wrapped() {
        let long = "word ".repeat(30);
        let lines = written(&long, "\"").unwrap();
        let widths: Vec<usize> = lines.lines().map(|line| line.chars().count()).collect();
        assert_eq!(widths, [3, 106, 46, 5], "{lines}");
        assert_eq!(written("a\n \nb\n\n\nc", "\"").unwrap(), "\"\"\"\n  a\n\n  b\n\n  c\n  \"\"\"");
        assert_eq!(written("a\n\n\"\"\"\"b", "\"").unwrap(), "\"\"\"\n  a\n\n  \"\"\\\"\"b\n  \"\"\"");
    }

    #[test]
    fn lines_that_mean_something_stay() {
        for text in ["- a\n- b", "So:\n1. a\n2. b", "```\na\n```", "a\n\n|b|\n|-|\n|c|", "\\- a\n\n- b\n- c"]
        {
            assert_eq!(written(text, "\""), None, "{text:?}");
        }
        assert_eq!(written("![a\nplan](b.png)", "\"").unwrap(), "\"![a plan](b.png)\"");
    }

    #[test]
    fn what_nobody_sees_or_reads_stays_as_it_is() {
        for text in ["a\u{a0}b", "soft\u{ad}ly", "", "  \n", "**open", "\u{202e}x", "\u{7}"] {
            assert_eq!(written(text, "\""), None, "{text:?}");
        }
    }
}
