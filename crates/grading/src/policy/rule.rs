//! The rule of one question, compiled from canonical ids to printed letters.

use super::rows;
use mockexam_model::{
    AnswerKey, ChoiceScoring, Decimal, FormKey, ItemSnapshot, MarkCounts, Marks, Penalty, Points, Quantity,
    QuestionKey, Response, RowScoring, Standing, Task, WordsKey,
};

/// How a response becomes points.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Rule {
    /// Nobody earns anything.
    Void,
    /// Everybody who met the question has its points.
    FullCredit,
    /// All points for exactly these letters.
    Exactly(Marks),
    /// By how many marks are right and how many are wrong.
    Counts { key: Marks, table: CountTable },
    /// Right letters by row.
    Rows { right: Vec<Marks>, scoring: RowScoring, share: Points, lost: Points },
    /// A number within a tolerance.
    Number { answer: Decimal, tolerance: Decimal, lost: Points },
    /// One of some spellings.
    Words { words: WordsKey, lost: Points },
    /// What a person awarded.
    Awarded,
    /// The most that any of several rules gives.
    Best(Box<[Self]>),
}

/// Points by the number of right and of wrong marks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct CountTable {
    /// Length of a row: numbers of wrong marks.
    width: usize,
    points: Box<[Points]>,
}

impl CountTable {
    /// The table of a choice item; none if something is no exact number of points, which no sound key holds.
    fn new(item: &ItemSnapshot, asked: u8, scoring: ChoiceScoring, penalty: Penalty) -> Option<Self> {
        let keys = u8::try_from(item.keys().count()).ok()?;
        let distractors = u8::try_from(item.choices.len()).ok()?.checked_sub(keys)?;
        let entries = (0..=keys).flat_map(|right| (0..=distractors).map(move |wrong| (right, wrong)));
        let points = entries.map(|(right, wrong)| {
            let marks = MarkCounts { asked, distractors, keys, right, wrong };
            scoring.earned(item.points, marks, penalty)
        });
        Some(Self { width: usize::from(distractors) + 1, points: points.collect::<Option<_>>()? })
    }

    fn earned(&self, key: Marks, marks: Marks) -> Points {
        let right = marks.common(key).count();
        let wrong = marks.count() - right;
        let index = right as usize * self.width + wrong as usize;
        self.points.get(index).copied().unwrap_or_default()
    }
}

impl Rule {
    /// The rule of a question of a form, with all that rulings made of it.
    pub(crate) fn of(key: &AnswerKey, form: &FormKey, question: &QuestionKey, item: &ItemSnapshot) -> Self {
        match key.standing(form, &question.item) {
            Standing::Void => return Self::Void,
            Standing::FullCredit => return Self::FullCredit,
            Standing::Counted => {}
        }
        let penalty = key.scheme().penalty;
        let own = Self::by_key(question, item, penalty);
        let alternatives = key.alternatives(form, &question.item);
        if alternatives.is_empty() {
            return own;
        }
        let others =
            alternatives.iter().map(|answer| Self::by_key(question, &answer.in_place_of_key(item), penalty));
        Self::Best([own].into_iter().chain(others).collect())
    }

    /// The rule by the key that an item tells.
    fn by_key(question: &QuestionKey, item: &ItemSnapshot, penalty: Penalty) -> Self {
        let mark = |position: usize| u8::try_from(position).map_or(Marks::NONE, Marks::one);
        let lost = penalty.share_of(item.points).unwrap_or_default();
        match &item.task {
            Task::Choose { count, scoring } => {
                let key = question.key_positions(item).fold(Marks::NONE, |marks, p| marks.with(mark(p)));
                let plain = *scoring == ChoiceScoring::AllOrNothing
                    && penalty == Penalty::NONE
                    && key.count() == u32::from(*count);
                match CountTable::new(item, *count, *scoring, penalty).filter(|_| !plain) {
                    Some(table) => Self::Counts { key, table },
                    None => Self::Exactly(key),
                }
            }
            Task::Rows { right, scoring } => {
                let letters = question.row_positions(item).into_iter().map(mark).collect();
                let shares = match scoring {
                    RowScoring::PerRow => right.len(),
                    RowScoring::AllOrNothing => 1,
                    RowScoring::AdjacentPairs => right.len().saturating_sub(1),
                };
                let share = item.points.share(1, shares).unwrap_or(Points::ZERO);
                Self::Rows { right: letters, scoring: *scoring, share, lost }
            }
            Task::Number(number) => {
                let answer = match &number.answer {
                    Quantity::Fixed(answer) => *answer,
                    Quantity::Variable(_) => Decimal::ZERO,
                };
                Self::Number { answer, tolerance: number.tolerance, lost }
            }
            Task::Words(words) => Self::Words { words: words.clone(), lost },
            Task::Essay(_) => Self::Awarded,
        }
    }

    /// What a response earns of a question with so many points.
    pub(crate) fn earned(&self, points: Points, response: &Response) -> Points {
        let or_lost = |right: bool, lost: Points| if right { points } else { -lost };
        match (self, response) {
            (Self::FullCredit, response) if *response != Response::NotAdministered => points,
            (Self::Exactly(key), Response::Chosen(marks)) if marks == key => points,
            (Self::Counts { key, table }, Response::Chosen(marks) | Response::Multiple(marks)) => {
                table.earned(*key, *marks)
            }
            (Self::Rows { right, scoring, share, lost }, Response::Rows(given)) => match scoring {
                RowScoring::AllOrNothing if !rows::all_right(right, given) => rows::lost(given, *lost),
                RowScoring::AllOrNothing => points,
                RowScoring::PerRow => rows::times(*share, rows::right_rows(right, given)),
                RowScoring::AdjacentPairs => rows::times(*share, rows::adjacent_pairs(right, given)),
            },
            (Self::Number { answer, tolerance, lost }, Response::Written(text)) => {
                let number = text.parse::<Decimal>();
                or_lost(number.is_ok_and(|number| number.is_within(*tolerance, *answer)), *lost)
            }
            (Self::Words { words, lost }, Response::Written(text)) => {
                or_lost(words.accept.iter().any(|accepted| words.matching.is_same(accepted, text)), *lost)
            }
            (Self::Awarded, Response::Awarded(points)) => points.iter().copied().sum(),
            (Self::Best(rules), response) => {
                rules.iter().map(|rule| rule.earned(points, response)).max().unwrap_or_default()
            }
            _ => Points::ZERO,
        }
    }

    /// Whether what a response earns hangs on the response: it does not where a ruling made the question void or gave
    /// everybody its points.
    pub(crate) const fn reads_responses(&self) -> bool {
        !matches!(self, Self::Void | Self::FullCredit)
    }

    /// Wrong words and the accepted spelling that they miss by one letter: a person should look at them.
    pub(crate) fn near_miss<'r>(&'r self, response: &'r Response) -> Option<(&'r str, &'r str)> {
        let (Self::Words { words, .. }, Response::Written(text)) = (self, response) else { return None };
        let is_same = |other: &str| words.matching.is_same(other, text);
        let is_known = words.accept.iter().any(|accepted| is_same(accepted))
            || words.near_misses.iter().any(|miss| is_same(&miss.text));
        let near = words.accept.iter().find(|accepted| words.matching.is_near(accepted, text));
        near.filter(|_| !is_known).map(|near| (&**text, near.as_str()))
    }
}
