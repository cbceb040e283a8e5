//! The fields that items of all kinds share.

use crate::item::{About, Status, Version};
use crate::variables::{VariableFile, Variables};
use mockexam_model::{Level, Points, Style};
use serde::Deserialize;
use std::collections::BTreeMap;
use toml::Spanned;
use toml::value::Datetime;

/// Names of the shared fields. Whatever else an item holds belongs to its kind.
pub(crate) const FIELDS: &[&str] = &[
    "author",
    "concepts",
    "constraints",
    "created",
    "difficulty",
    "enemies",
    "explanation",
    "family",
    "hint",
    "id",
    "level",
    "not_enemies",
    "points",
    "rev",
    "reviewed",
    "reviewer",
    "seconds",
    "status",
    "stem",
    "stimulus",
    "style",
    "tags",
    "topic",
    "variables",
    "version",
    "waive",
];

/// Names that `[defaults]` may set for all items of its file.
pub(crate) const DEFAULTS: &[&str] = &[
    "author",
    "created",
    "difficulty",
    "level",
    "points",
    "rev",
    "reviewed",
    "reviewer",
    "seconds",
    "shuffle",
    "status",
    "style",
    "tags",
    "topic",
    "type",
    "version",
];

/// The shared fields as written, defaults of the file filled in.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Header {
    pub(crate) id: Spanned<String>,
    pub(crate) topic: Spanned<String>,
    #[serde(default)]
    pub(crate) concepts: Vec<Spanned<String>>,
    #[serde(default = "standard")]
    pub(crate) style: Style,
    pub(crate) level: Spanned<Level>,
    pub(crate) version: Option<Version>,
    pub(crate) difficulty: Spanned<f64>,
    /// Draft unless stated: an item that nobody reviewed is never drawn.
    #[serde(default = "draft")]
    pub(crate) status: Status,
    pub(crate) stem: Spanned<String>,
    pub(crate) explanation: Option<Spanned<String>>,
    pub(crate) hint: Option<Spanned<String>>,
    #[serde(default)]
    pub(crate) enemies: Vec<Spanned<String>>,
    pub(crate) family: Option<Spanned<String>>,
    pub(crate) stimulus: Option<Spanned<String>>,
    #[serde(default = "first")]
    pub(crate) rev: u32,
    #[serde(default = "one_point")]
    pub(crate) points: Points,
    #[serde(default = "a_minute")]
    pub(crate) seconds: u32,
    #[serde(default)]
    variables: BTreeMap<String, VariableFile>,
    /// Formulas that every instance must keep.
    #[serde(default)]
    constraints: Vec<String>,
    /// Items that a check took for enemies and the author did not.
    #[serde(default)]
    pub(crate) not_enemies: Vec<Spanned<String>>,
    pub(crate) author: Option<String>,
    pub(crate) reviewer: Option<String>,
    pub(crate) created: Option<Datetime>,
    pub(crate) reviewed: Option<Datetime>,
    #[serde(default)]
    pub(crate) waive: Vec<Waiver>,
    #[serde(default)]
    pub(crate) tags: Vec<String>,
}

/// A check whose finding the author has seen and does not share, and why.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Waiver {
    pub(crate) check: Spanned<String>,
    pub(crate) reason: String,
}

/// The work of ordering formulas grows with the square of their number.
const MOST_VARIABLES: usize = 50;

impl Header {
    pub(crate) fn has_variables(&self) -> bool {
        !self.variables.is_empty() || !self.constraints.is_empty()
    }

    /// The variables of the item, or all that is wrong with them.
    pub(crate) fn variables(&self) -> Result<Variables, Vec<String>> {
        if self.variables.len() > MOST_VARIABLES {
            let fault = format!("{} variables, {MOST_VARIABLES} at most can be drawn", self.variables.len());
            return Err(vec![fault]);
        }
        let is_name = |name: &str| {
            let mut letters = name.chars();
            letters.next().is_some_and(|c| c.is_ascii_alphabetic() || c == '_')
                && letters.all(|c| c.is_ascii_alphanumeric() || c == '_')
        };
        let (mut sources, mut faults) = (BTreeMap::new(), Vec::new());
        for (name, file) in &self.variables {
            if !is_name(name) {
                faults.push(format!("'{name}' cannot name a variable; letters, digits and _ can"));
            }
            match file.source() {
                Ok(source) => drop(sources.insert(name.clone(), source)),
                Err(fault) => faults.push(format!("variable {name}: {fault}")),
            }
        }
        if faults.is_empty() { Ok(Variables::new(sources, self.constraints.clone())) } else { Err(faults) }
    }

    /// What people wrote down about the item.
    pub(crate) fn about(&self) -> About {
        About {
            author: self.author.clone(),
            reviewer: self.reviewer.clone(),
            created: self.created.map(|date| date.to_string()),
            reviewed: self.reviewed.map(|date| date.to_string()),
            tags: self.tags.clone(),
        }
    }

    /// Difficulty in per mille; none outside 0 to 1.
    pub(crate) fn difficulty_permille(&self) -> Option<u16> {
        let difficulty = *self.difficulty.get_ref();
        if !(0.0..=1.0).contains(&difficulty) {
            return None;
        }
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "the range was just checked"
        )]
        Some((difficulty * 1000.0).round() as u16)
    }
}

const fn standard() -> Style {
    Style::Standard
}

const fn draft() -> Status {
    Status::Draft
}

const fn first() -> u32 {
    1
}

const fn one_point() -> Points {
    Points::from_whole(1)
}

const fn a_minute() -> u32 {
    60
}
