//! The question without banks and blueprints: which units go to which forms, so that all bounds are kept?

mod draw;
mod level;
mod problem;
mod proof;
mod repair;
mod search;
mod state;

pub use draw::{Drawn, draw};
pub use problem::{Bound, Problem, Sharing, Sort, Target};
pub(crate) use proof::{Verdict, judge};
