//! The responses that nearly all are: one printed position marked, or nothing. A number stands for each, so that millions of
//! candidates are counted in little memory; what they say of an item is worked out once, at the end.

use super::level::Place;
use crate::cell::Cell;
use mockexam_model::{Marks, Points, QuestionScore, Response};

/// The plain responses to the questions of a form, by number.
#[derive(Debug, Clone)]
pub(crate) struct Codes {
    /// Where the numbers of each question begin: nothing, then the positions in order. The end of the last stands behind.
    starts: Vec<usize>,
    /// What each response earned where it first came. One that earns anything else is not plain.
    points: Vec<Option<Points>>,
}

/// How often each plain response was given. A tally holds fewer candidates than four bytes can count.
pub(crate) type Counts = Box<[u32]>;

impl Codes {
    pub(crate) fn of(places: &[Place<'_>]) -> Self {
        let mut starts = vec![0];
        for place in places {
            starts.push(starts[starts.len() - 1] + 1 + place.order.len());
        }
        Self { points: vec![None; starts[places.len()]], starts }
    }

    /// No responses so far.
    pub(crate) fn counts(&self) -> Counts {
        vec![0; self.points.len()].into()
    }

    /// The number of a response to a question; none if it is not plain.
    #[inline]
    pub(crate) fn number(&mut self, question: usize, score: &QuestionScore) -> Option<usize> {
        let choice = match &score.response {
            Response::Blank => 0,
            Response::Chosen(marks) => 1 + usize::from(marks.single()?),
            _ => return None,
        };
        let number = self.starts[question] + choice;
        let known = self.points[..self.starts[question + 1]].get_mut(number)?;
        (*known.get_or_insert(score.points) == score.points).then_some(number)
    }

    /// Adds what was counted to the cells of the questions.
    pub(crate) fn pour(&self, counts: &Counts, places: &[Place<'_>], cells: &mut [Cell]) {
        for ((place, cell), ends) in places.iter().zip(cells).zip(self.starts.windows(2)) {
            for (choice, number) in (ends[0]..ends[1]).enumerate() {
                let (times, Some(points)) = (counts[number], self.points[number]) else { continue };
                let position = choice.checked_sub(1).and_then(|position| u8::try_from(position).ok());
                let response =
                    position.map_or(Response::Blank, |position| Response::Chosen(Marks::one(position)));
                if times > 0 {
                    let score = QuestionScore { response, points };
                    cell.add(&score, u64::from(times), place.points, place.order);
                }
            }
        }
    }
}
