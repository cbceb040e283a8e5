//! The nouns that cross the borders of mockexam's crates.
//!
//! A type lives here only when two crates that do not depend on each other need it. The crate knows
//! neither files nor randomness nor floats nor item kinds.
//!
//! The printable side ([`Form`], [`Question`], [`ItemBody`]) carries no key; the secret side
//! ([`AnswerKey`], [`ItemSnapshot`]) does. [`AnswerKey::form`] is the only way from one to the other.
//!
//! ```
//! use mockexam_model::{Points, RichText};
//!
//! let third = Points::from_ratio(1, 3).unwrap();
//! assert_eq!(third + third + third, Points::from_whole(1));
//! let stem = RichText::parse("Which is **NOT** an output?").unwrap();
//! assert_eq!(stem.plain(), "Which is NOT an output?");
//! ```

mod background;
mod classes;
mod composition;
mod date;
mod decimal;
mod diagnostic;
mod explanation;
pub mod fact;
mod fold;
mod form;
mod id;
mod image;
mod instance;
mod key;
mod key_check;
mod key_file;
mod penalty;
mod points;
mod reconciliation;
mod response;
mod ruling;
mod scheme;
mod scoring;
mod snapshot;
mod spreadsheet;
mod standard;
mod task;
mod text;
mod tried;

pub use background::{Background, ConceptNote, Confusion, Link, MixUp};
pub use classes::{Level, Style};
pub use date::Date;
pub use decimal::{Decimal, NoDecimal};
pub use diagnostic::{Diagnostic, Label, Place, Severity, Span};
pub use explanation::{Curve, DemandRow, Explanation, Overlap, Reached, StockRow};
pub use fold::leading_number;
pub use form::{
    Block, ChoiceContent, Form, ItemBody, Question, ResponseField, Section, SectionHeading, Stimulus,
};
pub use id::{
    CandidateId, ChoiceId, ConceptId, FamilyId, FormCode, IdError, ItemId, StimulusId, TopicId, steers,
};
pub use image::{ImageError, ImageFile, ImageFormat, Images, drawing};
pub use instance::Values;
pub use key::{AnswerKey, FormKey, KeyError, QuestionKey, TopicName};
pub use penalty::Penalty;
pub use points::{Points, PointsError};
pub use reconciliation::{Balance, CandidateState, Reconciliation, RosterBalance, RowFinding, RowState};
pub use response::{Marks, QuestionScore, Response, ResponseSheet, ScoreSheet};
pub use ruling::{KeyAnswer, Ruling, RulingAction, RulingEffect, RulingEntry, RulingState, Standing};
pub use scheme::{GradeBand, GradeBound, Part, Scheme, SchemePlace};
pub use scoring::{ChoiceScoring, MarkCounts};
pub use snapshot::{ChoiceSnapshot, ItemSnapshot, SnapshotContent};
pub use spreadsheet::{guarded, unguarded};
pub use standard::{FormStandard, PartStandard, Verdict, VoidPolicy};
pub use task::{
    Criterion, EssayKey, Matching, NearNumber, NearWords, NumberKey, Quantity, RowScoring, Task, WordLimit,
    WordsKey, part_label, part_letter,
};
pub use text::{
    Class, Emphasis, Formula, FormulaError, Inline, Math, MathContent, MathElement, MathManner, RichText,
    Script, Setting, TextBlock, TextError,
};
pub use tried::{Trial, TriedItem};
