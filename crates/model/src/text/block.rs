//! Lines of markup to blocks.

use super::error::TextError;
use super::inline;
use super::table;
use super::tree::TextBlock;
use std::iter::Peekable;

/// Columns between tab stops in code.
const TAB: usize = 4;

/// Backticks that open a block of code, at least.
const FENCE: usize = 3;

/// Reads a text.
pub(super) fn parse(source: &str) -> Result<Vec<TextBlock>, TextError> {
    let mut text = Text::default();
    let mut lines = source.lines().peekable();
    let mut is_first = true;
    while let Some(line) = lines.next() {
        if let Some(fence) = Fence::opened_by(line) {
            text.close()?;
            text.done.push(fence.read(&mut lines)?);
        } else if lines.peek().is_some_and(|next| table::starts(line, next)) {
            text.close()?;
            text.done.push(table::read(line, &mut lines)?);
        } else {
            text.line(line)?;
        }
        if let Open::List(list) = &mut text.open
            && is_first
        {
            list.indent = None;
        }
        is_first = false;
    }
    text.close()?;
    Ok(text.done)
}

/// A text under construction.
#[derive(Default)]
struct Text<'a> {
    done: Vec<TextBlock>,
    open: Open<'a>,
}

/// What the next line may belong to.
#[derive(Default)]
enum Open<'a> {
    #[default]
    Nothing,
    Paragraph(Vec<&'a str>),
    List(OpenList<'a>),
}

struct OpenList<'a> {
    ordered: bool,
    /// Spaces before its first entry; unknown where that stands behind the quotation marks that open the text.
    indent: Option<usize>,
    /// The lines of each entry.
    entries: Vec<Vec<&'a str>>,
    /// Whether an empty line stands behind the last entry.
    paused: bool,
}

/// A line that starts an entry of a list.
#[derive(Clone, Copy)]
struct Entry<'a> {
    /// Its number; none behind a hyphen.
    number: Option<u16>,
    /// Spaces before it.
    indent: usize,
    text: &'a str,
}

impl<'a> Entry<'a> {
    fn of(line: &'a str) -> Option<Self> {
        let trimmed = line.trim();
        let indent = line.len() - line.trim_start().len();
        if let Some(text) = trimmed.strip_prefix("- ") {
            return Some(Self { number: None, indent, text });
        }
        let (number, text) = trimmed.split_once(". ")?;
        let digits = (1..=3).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit());
        let number = number.parse().ok().filter(|_| digits)?;
        Some(Self { number: Some(number), indent, text })
    }

    /// Whether it may be the first one of a list.
    fn is_first(&self) -> bool {
        self.number.is_none_or(|number| number == 1)
    }

    fn begin(self) -> Open<'a> {
        Open::List(OpenList {
            ordered: self.number.is_some(),
            indent: Some(self.indent),
            entries: vec![vec![self.text]],
            paused: false,
        })
    }
}

impl<'a> OpenList<'a> {
    fn add(&mut self, entry: Entry<'a>) -> Result<(), TextError> {
        let expected = self.entries.len() + 1;
        if entry.indent > *self.indent.get_or_insert(entry.indent) + 1 {
            return Err(TextError::NestedList);
        }
        if let Some(found) = entry.number.filter(|&number| usize::from(number) != expected) {
            return Err(TextError::ListNumber { found, expected });
        }
        self.entries.push(vec![entry.text]);
        self.paused = false;
        Ok(())
    }
}

impl<'a> Text<'a> {
    /// Takes a line that is neither of code nor of a table.
    fn line(&mut self, line: &'a str) -> Result<(), TextError> {
        let trimmed = line.trim();
        let entry = Entry::of(line);
        match &mut self.open {
            Open::List(list) if trimmed.is_empty() => list.paused = true,
            Open::List(list) => match entry {
                Some(entry) if entry.number.is_some() == list.ordered => list.add(entry)?,
                Some(entry) if entry.is_first() => self.begin(entry.begin())?,
                _ if list.paused => self.begin(Open::Paragraph(vec![trimmed]))?,
                _ => list.entries.last_mut().into_iter().for_each(|lines| lines.push(trimmed)),
            },
            Open::Paragraph(_) | Open::Nothing if trimmed.is_empty() => self.close()?,
            Open::Paragraph(lines) => match entry.filter(Entry::is_first) {
                Some(entry) if lines.last().is_some_and(|last| last.ends_with(':')) => {
                    self.begin(entry.begin())?;
                }
                _ => lines.push(trimmed),
            },
            Open::Nothing => {
                let paragraph = || Open::Paragraph(vec![trimmed]);
                self.open = entry.filter(Entry::is_first).map_or_else(paragraph, Entry::begin);
            }
        }
        Ok(())
    }

    fn begin(&mut self, open: Open<'a>) -> Result<(), TextError> {
        self.close()?;
        self.open = open;
        Ok(())
    }

    fn close(&mut self) -> Result<(), TextError> {
        match std::mem::take(&mut self.open) {
            Open::Nothing => {}
            Open::Paragraph(lines) => self.done.extend(paragraph(&folded(&lines))?),
            Open::List(OpenList { ordered, entries, .. }) => {
                let items = entries.iter().map(|lines| inline::parse(&folded(lines)));
                let mut items = items.collect::<Result<Vec<_>, _>>()?;
                items.retain(|item| !item.is_empty());
                self.done.extend((!items.is_empty()).then_some(TextBlock::List { ordered, items }));
            }
        }
        Ok(())
    }
}

/// Lines as one, white space as single spaces.
fn folded(lines: &[&str]) -> String {
    let mut words = lines.iter().flat_map(|line| line.split_ascii_whitespace());
    let mut line = words.next().unwrap_or_default().to_owned();
    words.for_each(|word| {
        line.push(' ');
        line.push_str(word);
    });
    line
}

fn paragraph(line: &str) -> Result<Option<TextBlock>, TextError> {
    if let Some(image) = image(line)? {
        return Ok(Some(image));
    }
    let pieces = inline::parse(line)?;
    Ok((!pieces.is_empty()).then_some(TextBlock::Paragraph(pieces)))
}

/// An image that is alone in its paragraph.
fn image(line: &str) -> Result<Option<TextBlock>, TextError> {
    let Some(rest) = line.strip_prefix("![").filter(|rest| !rest.starts_with("?]")) else { return Ok(None) };
    let mut alt = String::new();
    let mut chars = rest.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        match c {
            ']' if rest[at..].starts_with("](") => {
                let Some(source) = rest[at + 2..].strip_suffix(')').filter(|s| !s.contains(')')) else {
                    return Ok(None);
                };
                return finished_image(source.trim(), alt.trim()).map(Some);
            }
            '\\' => {
                let taken = chars.next_if(|(_, next)| matches!(next, ']' | '\\'));
                alt.push(taken.map_or('\\', |(_, next)| next));
            }
            _ => alt.push(c),
        }
    }
    Ok(None)
}

fn finished_image(source: &str, alt: &str) -> Result<TextBlock, TextError> {
    let is_inside = source.split('/').all(|step| !step.is_empty() && step != "." && step != "..")
        && !source.contains(['\\', ':']);
    if !is_inside {
        return Err(TextError::ImagePath { source_file: source.to_owned() });
    }
    if alt.is_empty() {
        return Err(TextError::NoAlt { source_file: source.to_owned() });
    }
    Ok(TextBlock::Image { source: source.to_owned(), alt: alt.to_owned() })
}

/// The line that opens a block of code.
struct Fence {
    backticks: usize,
    /// Columns before it, which its lines are moved left by.
    indent: usize,
}

impl Fence {
    /// Backticks, and behind them at most the name of a language, which is not kept.
    fn opened_by(line: &str) -> Option<Self> {
        let trimmed = line.trim();
        let language = trimmed.trim_start_matches('`');
        let backticks = trimmed.len() - language.len();
        (backticks >= FENCE && !language.contains('`')).then(|| {
            let spaces = expanded(line);
            Self { backticks, indent: spaces.len() - spaces.trim_start_matches(' ').len() }
        })
    }

    fn is_closed_by(&self, line: &str) -> bool {
        let trimmed = line.trim();
        trimmed.len() >= self.backticks && trimmed.bytes().all(|byte| byte == b'`')
    }

    fn read<'a>(&self, lines: &mut Peekable<impl Iterator<Item = &'a str>>) -> Result<TextBlock, TextError> {
        let mut code = Vec::new();
        for line in lines {
            if self.is_closed_by(line) {
                return Ok(TextBlock::Code(code));
            }
            let line = expanded(line);
            let spaces = line.len() - line.trim_start_matches(' ').len();
            code.push(line[spaces.min(self.indent)..].to_owned());
        }
        Err(TextError::OpenFence { fence: "`".repeat(self.backticks) })
    }
}

/// A line of code without tabs, and without spaces at its end.
pub(super) fn expanded(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let mut column = 0;
    for c in line.trim_end().chars() {
        let width = if c == '\t' { TAB - column % TAB } else { 1 };
        match c {
            '\t' => out.extend(std::iter::repeat_n(' ', width)),
            _ if c.is_ascii_whitespace() => out.push(' '),
            _ => out.push(c),
        }
        column += width;
    }
    out
}
