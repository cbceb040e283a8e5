//! How the points of a form's questions add up: those of parts, of the best of them, and what stands outside of all parts.

use crate::Points;

/// Where the questions of a form count, and how many of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Composition {
    /// Of each question in printed order.
    pub(crate) places: Vec<Place>,
    /// Of each part how many of its questions count; none if all do.
    pub(crate) bests: Vec<Option<usize>>,
    /// How many parts count; none if all do.
    pub(crate) best_parts: Option<usize>,
}

/// Where a question counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    /// In a part, from 0.
    Part(usize),
    /// In no part: to the total alone.
    Total,
    /// Nowhere. A void question is left out and is not one that brought nothing: as one of the best, its 0 would take
    /// the place of what a wrong answer costs.
    Void,
}

impl Composition {
    /// The total and the points of each part. A part of which every question is void has none and is none of the best.
    pub(crate) fn add_up(&self, points: impl IntoIterator<Item = Points>) -> (Points, Vec<Points>) {
        let mut inside: Vec<Vec<Points>> = vec![Vec::new(); self.bests.len()];
        let mut outside = Points::ZERO;
        for (place, points) in self.places.iter().zip(points) {
            match *place {
                Place::Part(part) => inside[part].push(points),
                Place::Total => outside += points,
                Place::Void => {}
            }
        }
        let parts: Vec<Points> =
            inside.iter().zip(&self.bests).map(|(points, best)| largest(points.clone(), *best)).collect();
        let asked = parts.iter().zip(&inside).filter(|(_, questions)| !questions.is_empty());
        (outside + largest(asked.map(|(points, _)| *points).collect(), self.best_parts), parts)
    }

    /// Whether any question of a part counts.
    pub(crate) fn asks(&self, part: usize) -> bool {
        self.places.contains(&Place::Part(part))
    }
}

/// The sum of so many of the largest, or of all.
fn largest(mut points: Vec<Points>, count: Option<usize>) -> Points {
    if let Some(count) = count {
        points.sort_unstable_by(|a, b| b.cmp(a));
        points.truncate(count);
    }
    points.into_iter().sum()
}
