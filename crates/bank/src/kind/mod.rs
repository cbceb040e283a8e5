//! Item kinds: how an item is shown and scored. A new kind is one file here and its line in [`KINDS`].
//!
//! A kind decodes its own fields and lowers them to closed vocabularies, so that nothing beyond this crate has to
//! know it.

mod choices;
mod classification;
mod list;
mod matching;
mod multiple;
mod numeric;
pub(crate) use numeric::no_room;
mod open;
mod ordering;
mod parts;
mod rows;
mod short;
mod single;
mod true_false;

use crate::document::{RawTable, decode};
use crate::item::Freedom;
use crate::lint::threshold::Thresholds;
use crate::source::SourceFile;
use mockexam_model::{ChoiceSnapshot, Diagnostic, Points, Style, Task};
use serde::de::DeserializeOwned;
use std::collections::BTreeSet;
use std::fmt::Debug;
use toml::Spanned;

/// All kinds, in the order in which the documentation names them.
pub const KINDS: &[&dyn Kind] = &[
    &single::Single,
    &multiple::Multiple,
    &list::List,
    &true_false::TrueFalse,
    &matching::Matching,
    &classification::Classification,
    &ordering::Ordering,
    &numeric::Numeric,
    &short::Short,
    &open::Open,
];

/// A way to show and score items.
pub trait Kind: Sync + Debug {
    /// The word in `type = "…"`.
    fn name(&self) -> &'static str;

    /// The fields of an item that belong to this kind alone.
    fn fields(&self) -> &'static [&'static str];

    /// A whole `[[item]]` of this kind that passes all structural checks.
    fn sample(&self) -> &'static str;

    /// Decodes the fields of this kind.
    #[doc(hidden)]
    fn read(
        &self,
        file: &SourceFile,
        table: RawTable<'_>,
        out: &mut Vec<Diagnostic>,
    ) -> Option<Box<dyn Body>>;
}

/// Decodes the fields of a kind into their struct.
fn read_as<T: Body + DeserializeOwned + 'static>(
    file: &SourceFile,
    table: RawTable<'_>,
    out: &mut Vec<Diagnostic>,
) -> Option<Box<dyn Body>> {
    decode::<T>(file, table, out).map(|body| Box::new(body) as Box<dyn Body>)
}

/// The fields of a kind, decoded.
#[doc(hidden)]
pub trait Body: Debug {
    /// Every text of the body with its role, for the checks.
    fn passages(&self) -> Vec<Passage<'_>>;

    /// Texts that explain a typical error without standing beside a passage.
    fn reasons(&self) -> Vec<&Spanned<String>> {
        Vec::new()
    }

    /// The unit of the number that is asked for.
    fn unit(&self) -> Option<&str> {
        None
    }

    /// Variables that stand outside of texts.
    fn variables_used(&self) -> BTreeSet<String> {
        BTreeSet::new()
    }

    /// What is structurally wrong with the body itself.
    fn faults(&self, policy: Policy<'_>) -> Vec<Fault>;

    /// Whether an item of this style can have this body; if not, why.
    fn fits(&self, style: Style) -> Result<(), &'static str>;

    /// The body in closed vocabularies. Only called when no error was found.
    fn lower(&self) -> Lowered;
}

/// A body in closed vocabularies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lowered {
    /// Numbered statements or rows; mostly none.
    pub statements: Vec<ChoiceSnapshot>,
    /// Lettered choices with the key.
    pub choices: Vec<ChoiceSnapshot>,
    /// How they may be arranged.
    pub freedom: Freedom,
    /// How the item is answered and scored.
    pub task: Task,
}

/// A text of a body.
#[doc(hidden)]
#[derive(Debug, Clone, Copy)]
pub struct Passage<'a> {
    /// What the text is.
    pub(crate) role: Role,
    /// The text and its place.
    pub(crate) text: &'a Spanned<String>,
    /// The reason beside it, where one is written.
    pub(crate) why: Option<&'a Spanned<String>>,
    /// The confusion that the author named.
    pub(crate) confusion: Option<&'a str>,
}

/// What a text of a body is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    Key,
    Distractor,
    /// Neither right nor wrong by itself: a row, a category, a step, words that are accepted, a criterion.
    Other,
}

/// What bank and item ask of a body beyond the general rules.
#[doc(hidden)]
#[derive(Debug, Clone, Copy)]
pub struct Policy<'t> {
    /// The exact number of choices, where the bank fixes one.
    pub(crate) choices: Option<usize>,
    /// Points of the item, to be shared by its parts.
    pub(crate) points: Points,
    /// The thresholds that the bank sets.
    pub(crate) thresholds: &'t Thresholds,
}

/// A fault of a body, by the check that owns it.
#[doc(hidden)]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    pub(crate) check: &'static str,
    pub(crate) severity: mockexam_model::Severity,
    pub(crate) message: String,
    pub(crate) help: &'static str,
}

impl Fault {
    pub(crate) fn error(check: &'static str, message: impl Into<String>, help: &'static str) -> Self {
        Self { check, severity: mockexam_model::Severity::Error, message: message.into(), help }
    }

    pub(crate) fn warning(check: &'static str, message: impl Into<String>, help: &'static str) -> Self {
        Self { severity: mockexam_model::Severity::Warning, ..Self::error(check, message, help) }
    }
}
