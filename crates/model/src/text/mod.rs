//! Text with a little markup: one parser and one neutral tree for papers and pages alike.
//!
//! Within a line authors write `**bold**`, `*italic*`, `` `code` ``, `H~2~O`, `m^2^`, `[?]` for the blank, and
//! formulas between `` $` `` and `` `$ ``. A single line
//! break is a space, a blank line starts a paragraph. Blocks are code between lines of three backticks, lists of lines that
//! start with `- ` or `1. `, tables with bars, and images alone in their paragraph: `![what it shows](file.png)`. A
//! backslash takes the meaning from the character behind it (`\*`, `\[`, `\\`).

mod block;
mod error;
mod inline;
mod math;
mod table;
#[cfg(test)]
mod tests;
mod tree;
mod write;

pub use error::TextError;
pub use math::{Class, Formula, FormulaError, Math, MathContent, MathElement, MathManner, Setting};
pub use tree::{Emphasis, Inline, Script, TextBlock};

use serde::{Deserialize, Serialize};

/// Blocks of text. Serialised as its markup.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct RichText {
    blocks: Vec<TextBlock>,
}

impl RichText {
    /// Reads markup.
    ///
    /// # Errors
    /// [`TextError`] for markers without a partner, malformed blocks, and characters that cannot be printed.
    pub fn parse(source: &str) -> Result<Self, TextError> {
        let bad = |c: &char| (c.is_control() && !matches!(c, '\n' | '\r' | '\t')) || *c == '\u{fffd}';
        if let Some(character) = source.chars().find(bad) {
            return Err(TextError::Unprintable { character });
        }
        Ok(Self { blocks: block::parse(source)? })
    }

    /// Text that is taken to the letter, without markup. White space is folded, lines become one paragraph.
    #[must_use]
    pub fn literal(text: &str) -> Self {
        Self::emphasized(text, Emphasis::Plain)
    }

    /// As [`RichText::literal`], standing out.
    #[must_use]
    pub fn emphasized(text: &str, emphasis: Emphasis) -> Self {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let inline = Inline::Text { text, emphasis, script: Script::Baseline };
        let line = inline::tidy(vec![inline]);
        Self { blocks: if line.is_empty() { Vec::new() } else { vec![TextBlock::Paragraph(line)] } }
    }

    /// The text behind a word in bold, on one line with it where the text starts with a line.
    #[must_use]
    pub fn led_by(&self, word: &str) -> Self {
        Self::emphasized(word, Emphasis::Bold).followed_by(" ", self)
    }

    /// Texts behind each other, with something between them where the one ends and the next starts with a paragraph.
    #[must_use]
    pub fn joined(texts: impl IntoIterator<Item = Self>, between: &str) -> Self {
        let mut texts = texts.into_iter();
        let first = texts.next().unwrap_or_default();
        texts.fold(first, |joined, text| joined.followed_by(between, &text))
    }

    /// Texts below each other.
    #[must_use]
    pub fn stacked(texts: impl IntoIterator<Item = Self>) -> Self {
        Self { blocks: texts.into_iter().flat_map(|text| text.blocks).collect() }
    }

    fn followed_by(mut self, between: &str, other: &Self) -> Self {
        let mut blocks = other.blocks.iter().cloned();
        match (self.blocks.last_mut(), other.blocks.first()) {
            (Some(TextBlock::Paragraph(line)), Some(TextBlock::Paragraph(more))) => {
                let text = between.to_owned();
                line.push(Inline::Text { text, emphasis: Emphasis::Plain, script: Script::Baseline });
                line.extend(more.iter().cloned());
                *line = inline::tidy(std::mem::take(line));
                blocks.next();
            }
            // Two lists of one sort below each other are one.
            (
                Some(TextBlock::List { ordered, items }),
                Some(TextBlock::List { ordered: same, items: more }),
            ) if ordered == same => {
                items.extend(more.iter().cloned());
                blocks.next();
            }
            _ => {}
        }
        self.blocks.extend(blocks);
        self
    }

    /// The files of all images.
    pub fn images(&self) -> impl Iterator<Item = &str> {
        self.blocks.iter().filter_map(|block| match block {
            TextBlock::Image { source, .. } => Some(source.as_str()),
            _ => None,
        })
    }

    /// Gives images other names.
    pub fn rename_images(&mut self, rename: &dyn Fn(&str) -> Option<String>) {
        for block in &mut self.blocks {
            if let TextBlock::Image { source, .. } = block
                && let Some(name) = rename(source)
            {
                *source = name;
            }
        }
    }

    /// The blocks in order.
    #[must_use]
    pub fn blocks(&self) -> &[TextBlock] {
        &self.blocks
    }

    /// Whether there is nothing to print.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.blocks.is_empty()
    }

    /// The words without markup, for a terminal and for comparisons: a line for each paragraph, line of code, entry of a list
    /// and row of a table, the blank as `____`, a superscript behind `^`, for an image what it shows.
    #[must_use]
    pub fn plain(&self) -> String {
        self.blocks.iter().map(plain_block).collect::<Vec<_>>().join("\n")
    }

    /// The text without code and formulas, for checks of language.
    #[must_use]
    pub fn without_code(&self) -> Self {
        let mut blocks = self.blocks.clone();
        blocks.retain(|block| !matches!(block, TextBlock::Code(_)));
        for line in blocks.iter_mut().flat_map(TextBlock::lines_mut) {
            line.retain(|inline| !matches!(inline, Inline::Code(_) | Inline::Math(_)));
        }
        Self { blocks }
    }

    /// The same tree with every text changed.
    pub(crate) fn map_text(&self, change: &dyn Fn(&str) -> String) -> Self {
        let mut blocks = self.blocks.clone();
        for block in &mut blocks {
            for line in block.lines_mut() {
                for inline in line.iter_mut() {
                    match inline {
                        Inline::Text { text, .. } | Inline::Code(text) => *text = change(text),
                        Inline::Math(formula) => *formula = formula.map_names(change),
                        Inline::Blank => {}
                    }
                }
                *line = inline::tidy(std::mem::take(line));
            }
            match block {
                TextBlock::Code(lines) => {
                    for line in lines {
                        *line = block::expanded(&change(line));
                    }
                }
                TextBlock::Image { alt, .. } => *alt = change(alt),
                TextBlock::List { items, .. } => items.retain(|item| !item.is_empty()),
                TextBlock::Paragraph(_) | TextBlock::Table { .. } => {}
            }
        }
        blocks.retain(|block| !matches!(block, TextBlock::Paragraph(line) if line.is_empty()));
        Self { blocks }
    }

    /// Markup that parses back to the same tree.
    #[must_use]
    pub fn to_markup(&self) -> String {
        write::markup(&self.blocks)
    }
}

fn plain_block(block: &TextBlock) -> String {
    let row =
        |cells: &Vec<Vec<Inline>>| cells.iter().map(|cell| plain_line(cell)).collect::<Vec<_>>().join(" | ");
    match block {
        TextBlock::Paragraph(line) => plain_line(line),
        TextBlock::Code(lines) => lines.join("\n"),
        TextBlock::List { ordered, items } => {
            let entry = |(item, number): (&Vec<Inline>, usize)| match ordered {
                true => format!("{number}. {}", plain_line(item)),
                false => format!("- {}", plain_line(item)),
            };
            items.iter().zip(1..).map(entry).collect::<Vec<_>>().join("\n")
        }
        TextBlock::Table { head, rows } => {
            std::iter::once(head).chain(rows).map(row).collect::<Vec<_>>().join("\n")
        }
        TextBlock::Image { alt, .. } => alt.clone(),
    }
}

fn plain_line(line: &[Inline]) -> String {
    let mut out = String::new();
    let mut before = Script::Baseline;
    for inline in line {
        let here = if let Inline::Text { script, .. } = inline { *script } else { Script::Baseline };
        // Ten to the second is not a hundred and two.
        if here == Script::Super && before != here {
            out.push('^');
        }
        before = here;
        match inline {
            Inline::Text { text, .. } | Inline::Code(text) => out.push_str(text),
            Inline::Blank => out.push_str("____"),
            Inline::Math(formula) => out.push_str(&formula.linear()),
        }
    }
    out
}

impl From<TextBlock> for RichText {
    fn from(block: TextBlock) -> Self {
        Self { blocks: vec![block] }
    }
}

impl TryFrom<String> for RichText {
    type Error = TextError;
    fn try_from(source: String) -> Result<Self, TextError> {
        Self::parse(&source)
    }
}

impl From<RichText> for String {
    fn from(text: RichText) -> Self {
        text.to_markup()
    }
}
