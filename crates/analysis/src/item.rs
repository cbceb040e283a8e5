//! One item: facility Σx / (n · points), discrimination r(x, T − x) (item-rest correlation, Henrysson 1963,
//! Psychometrika 28, 211–218), response states, and per choice count, share, r(choice, T − x) and mean total.

use crate::moments::{Pairs, Totals, ratio};
use crate::totals::in_points;
use mockexam_model::{ChoiceId, ItemId, ItemSnapshot, Points, QuestionScore, Response, TopicId};

/// Statistics of an item over all forms that ask it.
#[derive(Debug, Clone, PartialEq)]
pub struct ItemAnalysis {
    /// The item.
    pub item: ItemId,
    /// Its revision.
    pub rev: u32,
    /// Its topic.
    pub topic: TopicId,
    /// Candidates to whom it was put.
    pub n: u64,
    /// Mean share of the available points, 0 to 1; none if nobody met it or it gives no points.
    pub facility: Option<f64>,
    /// Correlation with the score on the other items; none if either is the same for everybody.
    pub discrimination: Option<f64>,
    /// Responses without any mark.
    pub blank: u64,
    /// Responses with several marks where one was asked for.
    pub multiple: u64,
    /// Responses that nobody can read.
    pub unreadable: u64,
    /// Its choices in canonical order; none where rows are answered or a response is written.
    pub choices: Vec<ChoiceAnalysis>,
}

/// Statistics of a choice.
#[derive(Debug, Clone, PartialEq)]
pub struct ChoiceAnalysis {
    /// The choice.
    pub choice: ChoiceId,
    /// Whether it is right.
    pub key: bool,
    /// Candidates who marked it, and no more choices than were asked for.
    pub count: u64,
    /// Their share of the candidates to whom the item was put.
    pub share: Option<f64>,
    /// Correlation of marking it with the score on the other items; none if undefined.
    pub r_rest: Option<f64>,
    /// Mean total of those who marked it, in points.
    pub mean_score: Option<f64>,
}

/// Exact sums of one item, T being the total: only what differs from the sums of the form, so that most
/// responses touch a few numbers.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct ItemTally {
    /// Σx, Σx² and ΣxT over the responses that earned anything.
    points: i128,
    squares: i128,
    products: i128,
    blank: u64,
    multiple: u64,
    unreadable: u64,
    /// Totals of those to whom the item was not put although their form has it.
    away: Totals,
    choices: Vec<ChoiceTally>,
}

/// Sums over the candidates who marked a choice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct ChoiceTally {
    count: u64,
    totals: i128,
    scores: i128,
}

impl ItemTally {
    pub(crate) fn new(choices: usize) -> Self {
        Self { choices: vec![ChoiceTally::default(); choices], ..Self::default() }
    }

    /// Adds a response; `order` maps printed positions to canonical choices.
    pub(crate) fn add(&mut self, score: &QuestionScore, order: &[u8], total: Points) {
        let (x, t) = (i128::from(score.points.units()), i128::from(total.units()));
        if x != 0 {
            self.points += x;
            self.squares += x * x;
            self.products += x * t;
        }
        match &score.response {
            Response::NotAdministered => self.away.add(total),
            Response::Blank => self.blank += 1,
            Response::Unreadable => self.unreadable += 1,
            Response::Multiple(_) => self.multiple += 1,
            Response::Chosen(marks) => {
                for position in marks.positions() {
                    let canonical = order.get(usize::from(position));
                    if let Some(choice) = canonical.and_then(|&c| self.choices.get_mut(usize::from(c))) {
                        choice.count += 1;
                        choice.totals += t;
                        choice.scores += x;
                    }
                }
            }
            Response::Rows(_) => match score.response.state() {
                "unreadable" => self.unreadable += 1,
                "multiple" => self.multiple += 1,
                _ => {}
            },
            Response::Written(_) | Response::Awarded(_) => {}
        }
    }

    pub(crate) fn merge(&mut self, other: &Self) {
        self.points += other.points;
        self.squares += other.squares;
        self.products += other.products;
        self.blank += other.blank;
        self.multiple += other.multiple;
        self.unreadable += other.unreadable;
        self.away.merge(&other.away);
        for (mine, theirs) in self.choices.iter_mut().zip(&other.choices) {
            mine.count += theirs.count;
            mine.totals += theirs.totals;
            mine.scores += theirs.scores;
        }
    }

    /// Points of the item as x and totals as y, over those to whom it was put; `on_forms` are the totals of everybody whose
    /// form has the item.
    pub(crate) fn pairs(&self, on_forms: &Totals) -> Pairs {
        let met = on_forms.without(&self.away);
        Pairs { n: met.n, x: self.points, y: met.sum, xx: self.squares, xy: self.products, yy: met.squares }
    }

    pub(crate) fn finish(&self, item: &ItemSnapshot, pairs: &Pairs) -> ItemAnalysis {
        let n = pairs.n;
        let rest = pairs.against_rest();
        let choices = item.choices.iter().zip(&self.choices).map(|(choice, tally)| ChoiceAnalysis {
            choice: choice.id.clone(),
            key: choice.key,
            count: tally.count,
            share: ratio(i128::from(tally.count), i128::from(n)),
            r_rest: tally.against(&rest).correlation(),
            mean_score: ratio(tally.totals, i128::from(tally.count)).map(in_points),
        });
        ItemAnalysis {
            item: item.id.clone(),
            rev: item.rev,
            topic: item.topic.clone(),
            n,
            facility: ratio(pairs.x, i128::from(n) * i128::from(item.points.units())),
            discrimination: rest.correlation(),
            blank: self.blank,
            multiple: self.multiple,
            unreadable: self.unreadable,
            choices: choices.collect(),
        }
    }
}

impl ChoiceTally {
    /// The indicator of the choice as x, the rest score as y.
    fn against(&self, rest: &Pairs) -> Pairs {
        let count = i128::from(self.count);
        Pairs { x: count, xx: count, xy: self.totals - self.scores, ..*rest }
    }
}
