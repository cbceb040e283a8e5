//! Answer files and an answer key become scores, streaming, and no row is lost on the way.
//!
//! Reading is strict where lenience would lose marks in silence: a header that is not understood, a cell that is no
//! response, a row that is too short are named with line and column, never guessed at. [`grade`] sends every row
//! through the gate and returns the books; [`Scorer`] scores responses that come from elsewhere.
//!
//! Rules that the answer files meet:
//! - Separator `,`, `;` or tab; UTF-8, UTF-16 or Windows-1252; any newline; quoted newlines. Rows without
//!   any value are no rows.
//! - The `csv` crate splits the records. What it would forgive is refused before, with its place: a quotation mark in a
//!   cell that does not start with one, text behind the closing one, one that never closes, a record above 1 MiB.
//! - Headers are known by meaning (`candidate`, `id`, `student id` …; `form`, `version` …; `1`, `Q1`, `Question 1`). A column
//!   that is neither known nor in a list of harmless ones (e-mail, seat …) is refused.
//! - The form comes from the row, from the caller and from the roster; all that speak must agree. An exam with
//!   one form needs nobody to name it, unless the file has a column for it.
//! - Ids of candidates are compared to the letter after trimming.
//! - One unreadable row withholds a candidate even beside a readable one: nobody but a person can tell
//!   which of the two counts.
//!
//! ```
//! use mockexam_grading::{CsvSource, GradingError, Setup, grade};
//! # use mockexam_model::*;
//! # let choice = |id: &str, key| ChoiceSnapshot { id: ChoiceId::new(id).unwrap(), key,
//! #     content: SnapshotContent::Truth(key), why: RichText::default() };
//! # let item = ItemSnapshot { id: ItemId::new("uw-001").unwrap(), rev: 1, topic: TopicId::new("uw").unwrap(),
//! #     level: Level::Remember, style: Style::Standard, points: Points::from_whole(1), concepts: vec![], stimulus: None,
//! #     stem: RichText::literal("So?"), explanation: RichText::default(), task: Task::default(),
//! #     statements: vec![],
//! #     choices: vec![choice("c1", true), choice("c2", false)] };
//! # let question = QuestionKey { item: item.id.clone(), statements: vec![], choices: vec![1, 0], values: Values::new() };
//! # let form = FormKey { code: FormCode::shared(0), questions: vec![question] };
//! # let key = AnswerKey::new("T".into(), "C".into(), None, vec![], vec![item], vec![], vec![form]).unwrap();
//! let answers = "candidate;form;Q1\n007;A;B\n008;A;E\n";
//! let setup = Setup { key: &key, roster: None, form: None };
//! let mut sources = [CsvSource::bytes("answers.csv", answers.as_bytes())];
//! let mut totals = Vec::new();
//! let graded = grade(&setup, &mut sources, |sheet| {
//!     totals.push((sheet.candidate.to_string(), sheet.total));
//!     Ok::<_, GradingError>(())
//! })?;
//! assert_eq!(totals, [("007".to_owned(), Points::from_whole(1))]); // printed B is the canonical c1
//! let found = &graded.reconciliation.findings[0];
//! assert_eq!((found.line, found.column), (3, Some(3)));
//! assert_eq!(found.message, "question 1: 'E' names E, but the choices are A to B");
//! # Ok::<(), GradingError>(())
//! ```

mod books;
mod cell;
mod check;
mod collector;
mod columns;
mod encoding;
mod error;
mod fold;
mod grade;
mod graded;
mod header;
mod ids;
mod key_file;
mod layout;
mod ledger;
mod marks;
mod once;
mod option_text;
mod pivot;
mod plain;
mod plan;
mod policy;
mod record;
mod records;
mod roster;
mod row;
mod row_form;
mod ruling;
mod run;
mod score;
mod shown;
mod source;
mod stretch;
mod strict;
mod suspicion;
mod table;
mod translate;
mod written;

pub use collector::Collector;
pub use error::GradingError;
pub use grade::{Setup, grade, grade_with};
pub use graded::{CloseCall, Graded, InputDigest};
pub use key_file::OutsideKey;
pub use layout::{LayoutInfo, layouts};
pub use marks::MarkBook;
pub use once::grade_once;
pub use roster::{Roster, RosterEntry};
pub use ruling::{Change, Effect, Effects, Rulings};
pub use score::Scorer;
pub use source::CsvSource;
