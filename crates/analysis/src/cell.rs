//! What happened with one question among the candidates of one total: counts, exact and mergeable.

use mockexam_model::{Points, QuestionScore, Response};

/// Counts of one question at one level of the total.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Cell {
    /// Responses that earned nothing, and those that earned all.
    zero: u64,
    full: u64,
    /// Other scores in units, ascending, and how often each was given.
    other: Vec<(i64, u64)>,
    pub(crate) blank: u64,
    pub(crate) multiple: u64,
    pub(crate) unreadable: u64,
    /// Candidates to whom the question was not put although their form has it.
    pub(crate) away: u64,
    /// By canonical choice.
    pub(crate) choices: Box<[Chosen]>,
}

/// The candidates who marked a choice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Chosen {
    pub(crate) count: u64,
    /// What they earned with this question, in units.
    pub(crate) points: i128,
}

impl Cell {
    pub(crate) fn new(choices: usize) -> Self {
        Self { choices: vec![Chosen::default(); choices].into(), ..Self::default() }
    }

    /// Adds a response, given so many times, to a question of so many points; `order` maps printed positions to canonical
    /// choices.
    pub(crate) fn add(&mut self, score: &QuestionScore, times: u64, most: Points, order: &[u8]) {
        let points = score.points;
        match &score.response {
            // What nobody has decided says nothing of the question.
            Response::NotAdministered | Response::Unsettled => {
                self.away += times;
                return;
            }
            Response::Blank => self.blank += times,
            Response::Unreadable => self.unreadable += times,
            Response::Multiple(_) => self.multiple += times,
            Response::Chosen(marks) => {
                let mut choose = |position| {
                    let canonical = order.get(usize::from(position));
                    if let Some(choice) = canonical.and_then(|&c| self.choices.get_mut(usize::from(c))) {
                        choice.count += times;
                        choice.points += i128::from(points.units()) * i128::from(times);
                    }
                };
                match marks.single() {
                    Some(only) => choose(only),
                    None => marks.positions().for_each(choose),
                }
            }
            Response::Rows(_) => match score.response.state() {
                "unreadable" => self.unreadable += times,
                "multiple" => self.multiple += times,
                _ => {}
            },
            Response::Written(_) | Response::Awarded(_) => {}
        }
        if points == Points::ZERO {
            self.zero += times;
        } else if points == most {
            self.full += times;
        } else {
            self.add_other(points.units(), times);
        }
    }

    fn add_other(&mut self, units: i64, count: u64) {
        match self.other.binary_search_by_key(&units, |(units, _)| *units) {
            Ok(at) => self.other[at].1 += count,
            Err(at) => self.other.insert(at, (units, count)),
        }
    }

    pub(crate) fn merge(&mut self, other: &Self) {
        self.zero += other.zero;
        self.full += other.full;
        for &(units, count) in &other.other {
            self.add_other(units, count);
        }
        self.blank += other.blank;
        self.multiple += other.multiple;
        self.unreadable += other.unreadable;
        self.away += other.away;
        for (mine, theirs) in self.choices.iter_mut().zip(&other.choices) {
            mine.count += theirs.count;
            mine.points += theirs.points;
        }
    }

    /// Scores in units and how often each was given, of a question with so many points.
    pub(crate) fn scores(&self, most: Points) -> impl Iterator<Item = (i128, u64)> + '_ {
        let ends = [(0, self.zero), (most.units(), self.full)];
        let all = ends.into_iter().chain(self.other.iter().copied());
        all.filter(|(_, count)| *count > 0).map(|(units, count)| (i128::from(units), count))
    }

    /// Whether every response earned all or nothing.
    pub(crate) fn is_right_or_wrong(&self) -> bool {
        self.other.is_empty()
    }
}
