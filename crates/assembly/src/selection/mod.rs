//! The question without banks and blueprints: which units go to which forms, so that all bounds are kept?

mod draw;
mod level;
mod plan;
mod problem;
mod proof;
mod repair;
mod search;
mod state;
mod tilt;

pub use draw::{Drawn, Ranks, draw};
pub use plan::{PlaceBits, Signature};
pub use problem::{Bound, Problem, Sharing, Sort, Target};
pub use proof::{Shortage, shortages};
pub(crate) use proof::{Verdict, judge};
