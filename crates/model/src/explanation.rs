//! What an exam was asked for and what it has, in figures for whoever made it. Secret: it speaks of items that are not public.

/// An assembled exam explained.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explanation {
    /// Title of the exam.
    pub title: String,
    /// Short code of the exam.
    pub code: String,
    /// Its seed.
    pub seed: String,
    /// How its forms differ, in a word.
    pub mode: String,
    /// Id of its bank.
    pub bank: String,
    /// Number of forms.
    pub forms: usize,
    /// What the figures of the demands are about: a form each, or where there are many the smallest and the largest figure.
    pub columns: Vec<String>,
    /// Each thing that was asked for.
    pub demands: Vec<DemandRow>,
    /// Estimated difficulties by form; where there are many forms, of the easiest and of the hardest one.
    pub curves: Vec<Curve>,
    /// The mean difficulty that was asked for, in per mille.
    pub target: Option<u32>,
    /// Questions that two forms have in common; none where all are the same, or the forms are too many for a table.
    pub overlap: Option<Overlap>,
    /// What the bank holds for another exam like this, the scarcest first.
    pub stock: Vec<StockRow>,
    /// Items that rest after earlier exams.
    pub resting: usize,
}

/// One thing that was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DemandRow {
    /// What is counted or summed.
    pub name: String,
    /// How much of it.
    pub asked: String,
    /// What there is of it, by column.
    pub reached: Vec<Reached>,
    /// Whether all of it is kept, also what is asked between forms.
    pub met: bool,
}

/// A figure, and whether it is as asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reached {
    /// The figure for people.
    pub shown: String,
    /// Whether it is as asked.
    pub kept: bool,
}

/// The estimated difficulties of a form: shares of borderline candidates who are expected to get a question right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Curve {
    /// Which form.
    pub form: String,
    /// The difficulty of each question in per mille, the hardest first.
    pub difficulties: Vec<u16>,
    /// Number of easy, medium and hard questions.
    pub bands: [usize; 3],
    /// The mean, with four decimals.
    pub mean: String,
    /// The standard deviation (of the whole form, divided by its number of questions), with four decimals.
    pub deviation: String,
}

/// Questions that forms have in common.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overlap {
    /// The forms.
    pub forms: Vec<String>,
    /// By form and form; the number of its questions where a form meets itself.
    pub common: Vec<Vec<usize>>,
    /// Questions that all forms have in common because the blueprint asks for anchors. They are counted in the table.
    pub anchors: usize,
}

/// What the bank holds of a set of items after an exam.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StockRow {
    /// The set.
    pub cell: String,
    /// Items that may be drawn, those of this exam among them, those that rest not.
    pub eligible: usize,
    /// Items on the forms of this exam.
    pub used: usize,
    /// Items that no form has.
    pub left: usize,
}

impl StockRow {
    /// Whether another exam that takes as many fresh items cannot be made.
    #[must_use]
    pub const fn is_short(&self) -> bool {
        self.left < self.used
    }

    /// How many more such exams there are without using an item again.
    #[must_use]
    pub fn exams_left(&self) -> usize {
        self.left.checked_div(self.used).unwrap_or(0)
    }
}

impl Explanation {
    /// The sets that do not suffice for another exam like this.
    pub fn short(&self) -> impl Iterator<Item = &StockRow> {
        self.stock.iter().filter(|row| row.is_short())
    }
}
