//! The documents of a form: paper and answer sheet.

mod cover;
mod holder;
mod lists;
mod map;
mod questions;
mod sheet;

pub use cover::{Cover, WrongAnswers};
pub use holder::Holder;
pub use lists::{Session, Sitting};
pub use map::{
    Bubble, CodePlace, NumberBubbles, QuestionBubbles, SheetLayout, SheetMap, SignBubble, StripPlace,
};
pub use questions::{block_nodes, choice_text, exam_paper};
pub use sheet::{SheetSerial, answer_sheet};
