//! The question without banks and blueprints: which units go to which forms, so that all bounds are kept?
//!
//! All randomness comes from the caller as ranks, so that a draw is a pure function.
//!
//! ```
//! use mockexam_selection::{Algorithm, Bound, Drawn, Problem, Ranks, Sharing, Sort, draw};
//!
//! // Two of four units, and not both of the first two.
//! let bound = |members: &[usize], min, max, sort| {
//!     Bound { members: members.iter().map(|&unit| (unit, 1)).collect(), min, max, sort }
//! };
//! let bounds = vec![bound(&[0, 1, 2, 3], 2, 2, Sort::Count), bound(&[0, 1], 0, 1, Sort::Apart)];
//! let problem = Problem::new(vec![1; 4], 1, Sharing::NONE, bounds);
//! let places = |_form: usize, _class: &Vec<(u32, i64)>, place: u32| u64::from(place);
//! let ranks = Ranks { units: vec![1, 2, 3, 4], places: &places, algorithm: Algorithm::NEWEST };
//! assert_eq!(draw(&problem, &ranks), Drawn::Found(vec![vec![0, 2]]));
//! ```

mod algorithm;
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

pub use algorithm::Algorithm;
pub use draw::{Drawn, PlaceBits, Ranks, draw};
pub use problem::{Bound, Problem, Sharing, Signature, Sort, Target};
pub use proof::{Shortage, Verdict, judge, shortages};
