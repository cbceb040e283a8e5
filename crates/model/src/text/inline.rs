//! One line of markup to inline pieces.

use super::error::TextError;
use super::math::Formula;
use super::tree::{Emphasis, Inline, Script};

/// Characters that may start something else than text.
const SPECIAL: [char; 8] = ['\\', '[', '*', '`', '~', '^', '!', '$'];

/// Characters that a backslash makes mean themselves wherever they stand.
const ESCAPED: [char; 8] = ['*', '[', '\\', '~', '^', '`', '|', '-'];

/// Reads a line whose white space is single spaces.
///
/// An opening asterisk or backtick stands before a non-space, its partner (of the same length) behind one; with spaces on
/// both sides it is text. `~` and `^` are markers where the partner follows before the next space, otherwise text.
pub(super) fn parse(source: &str) -> Result<Vec<Inline>, TextError> {
    let mut pieces = Pieces::default();
    let image = source.rfind("](").filter(|&at| source[at..].contains(')'));
    let mut rest = source;
    while let Some(c) = rest.chars().next() {
        let behind = &rest[c.len_utf8()..];
        rest = match c {
            '\\' => escape(&mut pieces, behind),
            '[' if rest.starts_with("[?]") => {
                pieces.push(Inline::Blank);
                &rest[3..]
            }
            '$' => formula(&mut pieces, rest)?,
            '`' => code(&mut pieces, rest)?,
            '*' => stars(&mut pieces, rest)?,
            '~' | '^' => script(&mut pieces, rest)?,
            '!' if rest.starts_with("![") && !rest.starts_with("![?]") => {
                let at = source.len() - rest.len();
                if image.is_some_and(|end| at + 2 <= end) {
                    return Err(TextError::ImageInText);
                }
                pieces.push_char(c);
                behind
            }
            _ => {
                let plain = c.len_utf8() + behind.find(SPECIAL).unwrap_or(behind.len());
                pieces.push_plain(&rest[..plain]);
                &rest[plain..]
            }
        };
    }
    pieces.finish()
}

/// How many of its first character a text starts with.
fn run(text: &str) -> usize {
    text.chars().next().map_or(0, |c| text.len() - text.trim_start_matches(c).len())
}

fn escape<'a>(pieces: &mut Pieces, after: &'a str) -> &'a str {
    let taken = after.chars().next().filter(|c| {
        ESCAPED.contains(c)
            // A number with a full stop, which starts an entry of a list; a space within a script.
            || *c == '.' && pieces.ends_with(|c| c.is_ascii_digit())
            || *c == ' ' && pieces.script.is_some()
    });
    pieces.push_char(taken.unwrap_or('\\'));
    &after[taken.map_or(0, char::len_utf8)..]
}

/// A formula starts with a dollar and a backtick, and ends with the next backtick, which stands before a dollar.
fn formula<'a>(pieces: &mut Pieces, rest: &'a str) -> Result<&'a str, TextError> {
    let inside = rest.strip_prefix("$`").and_then(|inside| inside.split_once('`'));
    let Some((source, behind)) =
        inside.and_then(|(source, behind)| Some((source, behind.strip_prefix('$')?)))
    else {
        pieces.push_char('$');
        return Ok(&rest[1..]);
    };
    pieces.push(Inline::Math(Formula::parse(source).map_err(TextError::Formula)?));
    Ok(behind)
}

fn code<'a>(pieces: &mut Pieces, rest: &'a str) -> Result<&'a str, TextError> {
    let (ticks, after) = rest.split_at(run(rest));
    if pieces.ends_with_space() && (after.is_empty() || after.starts_with(' ')) {
        pieces.push_plain(ticks);
        return Ok(after);
    }
    let span = if ticks.len() == 1 { code_span(after) } else { None };
    let (code, behind) = span.ok_or(TextError::Unbalanced { marker: "`" })?;
    pieces.push(Inline::Code(code));
    Ok(behind)
}

/// The code up to the closing backtick, and what follows that. Inside, a backslash counts before a backtick, a bar and a
/// backslash only.
fn code_span(after: &str) -> Option<(String, &str)> {
    let mut code = String::new();
    let mut chars = after.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        match c {
            '`' => {
                let hugs = !code.is_empty() && !code.starts_with(' ') && !code.ends_with(' ');
                return hugs.then(|| (code, &after[at + 1..]));
            }
            '\\' => {
                let taken = chars.next_if(|(_, next)| matches!(next, '`' | '\\' | '|'));
                code.push(taken.map_or('\\', |(_, next)| next));
            }
            _ => code.push(c),
        }
    }
    None
}

fn stars<'a>(pieces: &mut Pieces, rest: &'a str) -> Result<&'a str, TextError> {
    let (stars, after) = rest.split_at(run(rest));
    if pieces.ends_with_space() && (after.is_empty() || after.starts_with(' ')) {
        pieces.push_plain(stars);
    } else {
        pieces.toggle(stars)?;
    }
    Ok(after)
}

fn script<'a>(pieces: &mut Pieces, rest: &'a str) -> Result<&'a str, TextError> {
    let (markers, after) = rest.split_at(run(rest));
    let wanted = if markers.starts_with('~') { Script::Sub } else { Script::Super };
    match pieces.script {
        _ if markers.len() > 1 => pieces.push_plain(markers),
        Some(open) if open.script == wanted && open.pushed == pieces.pushed => {
            return Err(TextError::Unbalanced { marker: marker_of(wanted) });
        }
        Some(open) if open.script == wanted => pieces.script = None,
        None if has_partner(after, markers) => {
            pieces.script = Some(OpenScript { script: wanted, pushed: pieces.pushed });
        }
        Some(_) | None => pieces.push_plain(markers),
    }
    Ok(after)
}

/// Whether a single marker follows before the next space.
fn has_partner(after: &str, marker: &str) -> bool {
    let mut rest = after;
    while let Some(c) = rest.chars().next() {
        let length = match c {
            ' ' => return false,
            '\\' => 1 + rest[1..].chars().next().map_or(0, char::len_utf8),
            _ if rest.starts_with(marker) => match run(rest) {
                1 => return true,
                length => length,
            },
            _ => c.len_utf8(),
        };
        rest = &rest[length..];
    }
    false
}

pub(super) const fn marker_of(script: Script) -> &'static str {
    match script {
        Script::Baseline => "",
        Script::Sub => "~",
        Script::Super => "^",
    }
}

/// Inline pieces under construction.
#[derive(Default)]
struct Pieces {
    done: Vec<Inline>,
    emphasis: Option<&'static str>,
    script: Option<OpenScript>,
    /// How often something was added.
    pushed: usize,
}

#[derive(Clone, Copy)]
struct OpenScript {
    script: Script,
    /// How often something had been added when it was opened.
    pushed: usize,
}

impl Pieces {
    fn ends_with(&self, test: impl Fn(char) -> bool) -> bool {
        match self.done.last() {
            Some(Inline::Text { text, .. }) => text.chars().next_back().is_some_and(test),
            _ => false,
        }
    }

    /// A start counts as a space.
    fn ends_with_space(&self) -> bool {
        self.done.is_empty() || self.ends_with(|c| c == ' ')
    }

    fn push_char(&mut self, c: char) {
        self.push_plain(c.encode_utf8(&mut [0; 4]));
    }

    /// Adds text that looks as the open markers say.
    fn push_plain(&mut self, text: &str) {
        let emphasis = match self.emphasis.map_or(0, str::len) {
            0 => Emphasis::Plain,
            1 => Emphasis::Italic,
            2 => Emphasis::Bold,
            _ => Emphasis::BoldItalic,
        };
        self.push_text(text, emphasis, self.script.map_or(Script::Baseline, |open| open.script));
    }

    fn push_text(&mut self, more: &str, now: Emphasis, here: Script) {
        self.pushed += usize::from(!more.is_empty());
        match self.done.last_mut() {
            _ if more.is_empty() => {}
            Some(Inline::Text { text, emphasis, script }) if *emphasis == now && *script == here => {
                text.push_str(more);
            }
            _ => self.done.push(Inline::Text { text: more.to_owned(), emphasis: now, script: here }),
        }
    }

    fn push(&mut self, inline: Inline) {
        self.pushed += 1;
        self.done.push(inline);
    }

    fn toggle(&mut self, stars: &str) -> Result<(), TextError> {
        let marker = match stars.len() {
            1 => "*",
            2 => "**",
            3 => "***",
            _ => return Err(TextError::Unbalanced { marker: "***" }),
        };
        match self.emphasis {
            None => self.emphasis = Some(marker),
            Some(open) if open == marker => self.emphasis = None,
            Some(open) => return Err(TextError::Unbalanced { marker: open }),
        }
        Ok(())
    }

    fn finish(self) -> Result<Vec<Inline>, TextError> {
        let script = self.script.map(|open| marker_of(open.script));
        match self.emphasis.or(script) {
            Some(marker) => Err(TextError::Unbalanced { marker }),
            None => Ok(tidy(self.done)),
        }
    }

    /// Adds a single space, where none stands yet.
    fn space(&mut self) {
        if !self.ends_with_space() {
            self.push_text(" ", Emphasis::Plain, Script::Baseline);
        }
    }
}

/// Makes white space single spaces, drops it at both ends, and moves that at the edges of runs which stand out to the plain
/// text around them: it looks the same, and markup cannot write it inside.
pub(super) fn tidy(inlines: Vec<Inline>) -> Vec<Inline> {
    let mut tidied = Pieces::default();
    for inline in inlines {
        match inline {
            Inline::Text { text, emphasis, script } => {
                let is_space = |c: char| c.is_ascii_whitespace();
                let mut words = text.split(is_space).filter(|word| !word.is_empty()).peekable();
                if text.starts_with(is_space) {
                    tidied.space();
                }
                while let Some(word) = words.next() {
                    tidied.push_text(word, emphasis, script);
                    if words.peek().is_some() {
                        tidied.push_text(" ", emphasis, script);
                    }
                }
                if text.ends_with(is_space) {
                    tidied.space();
                }
            }
            Inline::Code(code) => {
                let code = code.split_ascii_whitespace().collect::<Vec<_>>().join(" ");
                match tidied.done.last_mut() {
                    // Between them stood markers without effect; two backticks side by side would be read as one.
                    Some(Inline::Code(before)) => before.push_str(&code),
                    _ if code.is_empty() => {}
                    _ => tidied.push(Inline::Code(code)),
                }
            }
            other @ (Inline::Blank | Inline::Math(_)) => tidied.push(other),
        }
    }
    let mut done = tidied.done;
    if let Some(Inline::Text { text, .. }) = done.last_mut() {
        text.truncate(text.trim_end_matches(' ').len());
        if text.is_empty() {
            done.pop();
        }
    }
    done
}
