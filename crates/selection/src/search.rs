//! Depth-first search with propagation over a 0/1 programme: rows bound weighted sums of columns.

/// A programme.
#[derive(Debug, Default)]
pub(crate) struct Programme {
    pub(crate) rows: Vec<Row>,
    /// The rows of a column with its weight there.
    pub(crate) of_column: Vec<Vec<(usize, i64)>>,
}

/// A bound from both sides on a weighted sum of columns.
#[derive(Debug)]
pub(crate) struct Row {
    pub(crate) members: Vec<(usize, i64)>,
    pub(crate) min: i64,
    pub(crate) max: i64,
}

impl Programme {
    pub(crate) fn row(&mut self, members: Vec<(usize, i64)>, min: i64, max: i64) {
        for &(column, weight) in &members {
            self.of_column[column].push((self.rows.len(), weight));
        }
        self.rows.push(Row { members, min, max });
    }
}

/// How a search ended.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Answer {
    /// The first selection in the order of decisions: its columns, ascending.
    First(Vec<usize>),
    /// There is no selection.
    Impossible,
    /// The steps ran out.
    Undecided,
}

/// Decides column after column, each first with yes and then with no, in so many decisions at most.
pub(crate) fn solve(programme: &Programme, order: &[usize], steps: usize) -> Answer {
    Search::new(programme).run(order, steps)
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Cell {
    Open,
    Yes,
    No,
}

struct Search<'a> {
    programme: &'a Programme,
    cells: Vec<Cell>,
    /// Per row: weight said yes to, and weight still open.
    have: Vec<i64>,
    reach: Vec<i64>,
    /// Columns in the order in which they were decided, to undo it.
    trail: Vec<usize>,
    /// Rows whose sums changed since they were last looked at.
    stale: Vec<usize>,
}

impl<'a> Search<'a> {
    fn new(problem: &'a Programme) -> Self {
        Self {
            programme: problem,
            cells: vec![Cell::Open; problem.of_column.len()],
            have: vec![0; problem.rows.len()],
            reach: problem
                .rows
                .iter()
                .map(|row| row.members.iter().map(|(_, weight)| weight).sum())
                .collect(),
            trail: Vec::new(),
            stale: (0..problem.rows.len()).collect(),
        }
    }

    /// Depth first without recursion: `taken` remembers where the search said yes and how long the trail was.
    fn run(mut self, order: &[usize], limit: usize) -> Answer {
        let mut taken: Vec<(usize, usize)> = Vec::new();
        let mut steps = 0;
        let mut alive = self.propagate();
        loop {
            if alive {
                let Some(&column) = order.iter().find(|&&column| self.cells[column] == Cell::Open) else {
                    return Answer::First(
                        (0..self.cells.len()).filter(|&c| self.cells[c] == Cell::Yes).collect(),
                    );
                };
                steps += 1;
                if steps > limit {
                    return Answer::Undecided;
                }
                taken.push((column, self.trail.len()));
                self.set(column, Cell::Yes);
            } else {
                // What follows from the last yes is known: take it back and say no.
                let Some((column, length)) = taken.pop() else { return Answer::Impossible };
                self.undo(length);
                self.set(column, Cell::No);
            }
            alive = self.propagate();
        }
    }

    fn set(&mut self, column: usize, cell: Cell) {
        self.cells[column] = cell;
        self.trail.push(column);
        for &(row, weight) in &self.programme.of_column[column] {
            self.reach[row] -= weight;
            if cell == Cell::Yes {
                self.have[row] += weight;
            }
            self.stale.push(row);
        }
    }

    fn undo(&mut self, length: usize) {
        for column in self.trail.split_off(length).into_iter().rev() {
            for &(row, weight) in &self.programme.of_column[column] {
                self.reach[row] += weight;
                if self.cells[column] == Cell::Yes {
                    self.have[row] -= weight;
                }
            }
            self.cells[column] = Cell::Open;
        }
        self.stale.clear();
    }

    /// Decides whatever a row leaves no choice about, until nothing more follows. False if a row cannot be met.
    fn propagate(&mut self) -> bool {
        let problem = self.programme;
        while let Some(index) = self.stale.pop() {
            let row = &problem.rows[index];
            if self.have[index] > row.max || self.have[index] + self.reach[index] < row.min {
                return false;
            }
            for &(column, weight) in &row.members {
                if self.cells[column] != Cell::Open {
                    continue;
                }
                if self.have[index] + weight > row.max {
                    self.set(column, Cell::No);
                } else if self.have[index] + self.reach[index] - weight < row.min {
                    self.set(column, Cell::Yes);
                }
            }
            // What was set above may have changed this very row.
            if self.have[index] > row.max || self.have[index] + self.reach[index] < row.min {
                return false;
            }
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// A small random programme: rows with members and bounds.
    fn programme() -> impl Strategy<Value = Programme> {
        let row = (proptest::collection::vec((0..COLUMNS, 1_i64..3), 1..8), 0_i64..4, 0_i64..4);
        proptest::collection::vec(row, 1..7).prop_map(|rows| {
            let mut problem = Programme { of_column: vec![Vec::new(); COLUMNS], ..Programme::default() };
            for (mut members, min, more) in rows {
                members.sort_unstable();
                members.dedup_by_key(|member| member.0);
                problem.row(members, min, min + more);
            }
            problem
        })
    }

    const COLUMNS: usize = 11;

    /// Tries all subsets; the first is the one that says yes earliest in the order.
    fn by_brute_force(problem: &Programme, order: &[usize]) -> Option<Vec<usize>> {
        let sound = |set: &u32| {
            problem.rows.iter().all(|row| {
                let sum: i64 =
                    row.members.iter().filter(|(column, _)| set >> column & 1 == 1).map(|(_, w)| w).sum();
                (row.min..=row.max).contains(&sum)
            })
        };
        let wishes = |set: &u32| order.iter().map(|column| set >> column & 1).collect::<Vec<u32>>();
        let first = (0_u32..1 << COLUMNS).filter(sound).max_by_key(wishes)?;
        Some((0..COLUMNS).filter(|column| first >> column & 1 == 1).collect())
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]
        #[test]
        fn finds_the_first_selection_or_proves_that_there_is_none(
            problem in programme(),
            order in Just((0..COLUMNS).collect::<Vec<usize>>()).prop_shuffle(),
        ) {
            let found = match solve(&problem, &order, 20_000) {
                Answer::First(chosen) => Some(chosen),
                Answer::Impossible => None,
                Answer::Undecided => panic!("11 columns need fewer steps"),
            };
            prop_assert_eq!(found, by_brute_force(&problem, &order));
        }
    }
}
