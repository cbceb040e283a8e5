//! Questions from elsewhere, as drafts for a bank.
//!
//! A format is read into [`QuizItem`]s; [`drafts`] writes them as a file of a bank, with status `draft`: nothing that was
//! imported is drawn before a person has read it. What cannot be read without guessing is refused, with its place.
//!
//! ```
//! use mockexam_bank::SourceFile;
//! use mockexam_interchange::{DraftOptions, drafts, read_text_quiz};
//!
//! let text = "Which gas do plants take up?\n\n1. Oxygen\n2. Carbon dioxide\n\nAnswer: B) Carbon dioxide\n\nThey build sugar from it.\n";
//! let import = read_text_quiz(&SourceFile::new("quiz.txt", text));
//! assert_eq!(import.items.len(), 1);
//! let options = DraftOptions { topic: "plants".into(), prefix: "pl".into() };
//! assert!(drafts(&import.items, "quiz.txt", &options).contains("key = true"));
//! ```

mod draft;
mod quiz;
mod text;

pub use draft::{DraftOptions, drafts};
pub use quiz::{Import, QuizChoice, QuizItem};
pub use text::read_text_quiz;
