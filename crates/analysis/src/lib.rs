//! Score sheets become statistics of items and exams, by way of exact tallies.
//!
//! [`ExamTally`] keeps whole numbers only: a table of totals and responses, whose size hangs on the exam. Any split of the
//! candidates over threads or files merges into the same table. Floats appear in [`ExamTally::finish`] and nowhere
//! before. Every statistic has a file with its formula and source, and [`Flag`] says when a person should look.
//!
//! Items are pooled over the forms by their id, choices by their canonical id. A response state other than one
//! single mark counts as zero points and under its own name, never under a choice. What was not put to a
//! candidate is left out of that item's numbers.
//!
//! ```
//! use mockexam_analysis::ExamTally;
//! # use mockexam_model::*;
//! # let choice = |id: &str, key| ChoiceSnapshot { id: ChoiceId::new(id).unwrap(), key,
//! #     content: SnapshotContent::Truth(key), why: RichText::default() };
//! # let item = ItemSnapshot { id: ItemId::new("uw-001").unwrap(), rev: 1, topic: TopicId::new("uw").unwrap(),
//! #     level: Level::Remember, style: Style::Standard, points: Points::from_whole(1), concepts: vec![], stimulus: None,
//! #     stem: RichText::literal("So?"), explanation: RichText::default(), task: Task::default(),
//! #     statements: vec![],
//! #     choices: vec![choice("c1", true), choice("c2", false)] };
//! # let question = QuestionKey { item: item.id.clone(), statements: vec![], choices: vec![1, 0], values: mockexam_model::Values::new() };
//! # let form = FormKey { code: FormCode::shared(0), questions: vec![question] };
//! # let key = AnswerKey::new("T".into(), "C".into(), None, vec![], vec![item], vec![], vec![form]).unwrap();
//! let mut tally = ExamTally::new(&key);
//! let response = Response::Chosen(Marks::one(1)); // B on paper, c1 in the bank
//! let points = Points::from_whole(1);
//! tally.add(&ScoreSheet {
//!     candidate: CandidateId::new("007").unwrap(),
//!     name: None,
//!     form: 0,
//!     scores: vec![QuestionScore { response, points }],
//!     total: points,
//! })?;
//! let summary = tally.finish();
//! assert_eq!((summary.mean, summary.items[0].choices[0].count), (Some(1.0), 1));
//! # Ok::<(), mockexam_analysis::TallyError>(())
//! ```

mod alpha;
mod biserial;
mod cell;
mod choice;
mod decision;
mod efficiency;
mod flag;
mod form;
mod groups;
mod interval;
mod item;
mod kr21;
mod level;
mod moments;
mod plain;
mod sem;
mod shape;
mod special;
mod split_half;
mod summary;
mod tally;
mod topic;
mod totals;

pub use alpha::NoAlpha;
pub use choice::ChoiceAnalysis;
pub use decision::Decision;
pub use flag::{ENOUGH, Flag, MANY};
pub use form::{AgainstFirst, Design, FormItem, FormSummary};
pub use interval::Interval;
pub use item::ItemAnalysis;
pub use sem::error_at;
pub use summary::ExamSummary;
pub use tally::{ExamTally, TallyError};
pub use topic::{SectionSummary, Subscore, TopicSummary};
