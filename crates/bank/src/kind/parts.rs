//! Choices and statements as authors write them.

use super::{Passage, Role};
use mockexam_model::{ChoiceId, ChoiceSnapshot, RichText, SnapshotContent};
use serde::Deserialize;
use toml::Spanned;

/// `[[item.option]]` or `[[item.statement]]` as written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PartFile {
    id: Option<ChoiceId>,
    pub(super) text: Spanned<String>,
    #[serde(default)]
    pub(super) key: bool,
    why: Option<Spanned<String>>,
    confusion: Option<String>,
    pub(super) pin: Option<Pin>,
}

/// Where a choice stays whatever is shuffled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Pin {
    /// Behind the others.
    Last,
}

impl PartFile {
    /// Why it is wrong, if it is wrong.
    pub(super) fn reason(&self) -> Option<&str> {
        self.why.as_ref().filter(|_| !self.key).map(|why| why.get_ref().as_str())
    }

    pub(super) fn passage(&self) -> Passage<'_> {
        Passage {
            role: if self.key { Role::Key } else { Role::Distractor },
            text: &self.text,
            why: self.why.as_ref(),
            confusion: self.confusion.as_deref(),
        }
    }
}

/// Ids by file order where the author gave none: c1, c2 … or s1, s2 …
pub(super) fn lower(parts: &[PartFile], prefix: char) -> Vec<ChoiceSnapshot> {
    parts
        .iter()
        .enumerate()
        .filter_map(|(index, part)| {
            Some(ChoiceSnapshot {
                id: match &part.id {
                    Some(id) => id.clone(),
                    None => ChoiceId::new(&format!("{prefix}{}", index + 1)).ok()?,
                },
                key: part.key,
                content: SnapshotContent::Text(RichText::parse(part.text.get_ref()).ok()?),
                why: optional_text(part.why.as_ref()),
            })
        })
        .collect()
}

/// A text that may be missing.
pub(super) fn optional_text(text: Option<&Spanned<String>>) -> RichText {
    text.and_then(|text| RichText::parse(text.get_ref()).ok()).unwrap_or_default()
}

/// Ids that would collide after defaults are given.
pub(super) fn repeated_id(parts: &[PartFile], prefix: char) -> Option<String> {
    let mut ids: Vec<String> = parts
        .iter()
        .enumerate()
        .map(|(index, part)| {
            part.id.as_ref().map_or_else(|| format!("{prefix}{}", index + 1), ToString::to_string)
        })
        .collect();
    ids.sort_unstable();
    ids.windows(2).find(|pair| pair[0] == pair[1]).map(|pair| pair[0].clone())
}

/// "1 choice is", "2 choices are".
pub(super) fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

/// Choices may change their order unless the author says otherwise.
pub(super) const fn yes() -> bool {
    true
}
