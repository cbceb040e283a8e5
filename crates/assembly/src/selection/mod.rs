//! The question without banks and blueprints: which units go to which forms, so that all bounds are kept?

mod draw;
mod level;
mod problem;
mod repair;
mod state;

pub use draw::{Drawn, draw};
pub use problem::{Bound, Problem, Sharing, Sort, Target};
