//! The question without banks and blueprints: which units go to which forms, so that all bounds are kept?

mod alone;
mod cells;
mod deal;
mod draw;
mod first;
mod level;
mod plan;
mod problem;
mod proof;
mod repair;
mod search;
mod shares;
mod state;

pub use draw::{Drawn, PlaceBits, Ranks, draw};
pub use problem::{Bound, Problem, Sharing, Signature, Sort, Target};
pub use proof::{Shortage, shortages};
pub(crate) use proof::{Verdict, judge};
