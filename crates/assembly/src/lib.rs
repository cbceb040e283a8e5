//! Blueprint, bank and seed become forms and keys.
//!
//! [`assemble`] is a pure function: the same blueprint, bank, seed and algorithm number give the same [`Exam`] on
//! every machine. Every random decision hangs on the identity of what it decides ([`Seed::draw`]), never on a
//! position in a file or on how much was drawn before, so that an edit of the bank moves as little as possible.
//!
//! ```
//! use mockexam_assembly::{Purpose, Seed};
//!
//! let seed = Seed::new("spring");
//! let mut draw = seed.draw(Purpose::Choices, "A", "uw-002", 0);
//! let mut order = [0, 1, 2, 3];
//! draw.shuffle(&mut order);
//! assert_eq!(order, [1, 3, 0, 2]);
//! ```

mod anchors;
mod arrange;
mod assemble;
mod background;
mod balance;
mod bases;
mod blueprint;
mod coverage;
mod digest;
mod explain;
mod form_check;
mod history;
mod measure;
mod mistakes;
mod parallel;
mod personal;
mod pool;
mod quota;
mod record;
mod refusal;
mod scope;
mod screen;
pub mod seating;
mod seed;
mod select;
mod validate;

pub use assemble::{Exam, OwnForm, Request, assemble, assemble_own, check_against};
pub use blueprint::{Blueprint, Mode};
pub use coverage::{Need, needs};
pub use digest::{digest_of_item, digest_of_question, digest_of_snapshot, hex};
pub use explain::explain;
pub use form_check::{FORM_CHECKS, FormCheck, form_findings};
pub use history::{History, PastExam};
pub use mockexam_selection as selection;
pub use personal::{ItemRecord, PersonalRecord};
pub use record::{
    ExamRecord, FormRecord, QuestionRecord, RecordError, SecretRecord, key_from_toml, key_to_toml,
};
pub use seed::{Draw, Purpose, Seed};
pub use selection::Algorithm;
pub use validate::validate;
