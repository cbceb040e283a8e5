//! How the marks of a choice item become points: every rule as a formula over counts of marks.
//!
//! Notation: a question asks for c marks; of its choices some are right and w are wrong; t of the marks are right, f are wrong.
//! Rules that look at the whole pattern earn all points or none. Rules of shares earn a fraction of the points, computed exactly;
//! what cannot be kept exactly is refused when a key is made, never rounded.

use crate::{Penalty, Points};
use serde::{Deserialize, Serialize};

/// How the marks of a choice item become points.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ChoiceScoring {
    /// All points for exactly the key, none for anything else.
    AllOrNothing,
    /// All points for at least one right mark and no wrong one.
    EitherOr,
    /// (t − f)/c, not below zero. More marks than were asked for earn nothing.
    PerOption,
    /// t/c. More marks than were asked for earn nothing (Akindi, "partial").
    Partial,
    /// (t − f)/c, not below zero; more marks than were asked for are counted like any others (PrairieLearn, "net correct").
    NetCorrect,
    /// t/c · t/(t + f) (PrairieLearn, "coverage").
    Coverage,
    /// The share of all choices that were rightly marked or rightly left alone (auto-multiple-choice, b = 1, m = 0).
    EachChoice,
    /// All points less one per choice wrongly marked or wrongly left alone, not below zero (auto-multiple-choice, `haut`).
    MinusErrors,
    /// t/c − f/w (R/exams, rule "false").
    RexamsFalse,
    /// t/c − f/max(w, 2) (R/exams, rule "false2").
    RexamsFalse2,
    /// t/c − f/c (R/exams, rule "true").
    RexamsTrue,
    /// t/c, and nothing if any mark is wrong (R/exams, rule "all": a wrong mark costs a whole share of one).
    RexamsAll,
    /// t/c, wrong marks cost nothing (R/exams, rule "none").
    RexamsNone,
}

/// Marks on a question, counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MarkCounts {
    /// How many marks are asked for (c).
    pub asked: u8,
    /// How many choices are wrong (w).
    pub distractors: u8,
    /// How many choices are right; more than asked for where several answers are keys.
    pub keys: u8,
    /// How many marks are right (t).
    pub right: u8,
    /// How many marks are wrong (f).
    pub wrong: u8,
}

/// A share of a question's points.
type Ratio = (i64, i64);

impl ChoiceScoring {
    /// All rules, for those who test or explain each.
    pub const ALL: [Self; 13] = [
        Self::AllOrNothing,
        Self::EitherOr,
        Self::PerOption,
        Self::Partial,
        Self::NetCorrect,
        Self::Coverage,
        Self::EachChoice,
        Self::MinusErrors,
        Self::RexamsFalse,
        Self::RexamsFalse2,
        Self::RexamsTrue,
        Self::RexamsAll,
        Self::RexamsNone,
    ];

    /// The name of the rule in files.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::AllOrNothing => "all-or-nothing",
            Self::EitherOr => "either-or",
            Self::PerOption => "per-option",
            Self::Partial => "partial",
            Self::NetCorrect => "net-correct",
            Self::Coverage => "coverage",
            Self::EachChoice => "each-choice",
            Self::MinusErrors => "minus-errors",
            Self::RexamsFalse => "rexams-false",
            Self::RexamsFalse2 => "rexams-false2",
            Self::RexamsTrue => "rexams-true",
            Self::RexamsAll => "rexams-all",
            Self::RexamsNone => "rexams-none",
        }
    }

    /// Whether only the whole pattern counts: right or wrong, no shares.
    #[must_use]
    pub const fn is_whole(self) -> bool {
        matches!(self, Self::AllOrNothing | Self::EitherOr)
    }

    /// What marks earn of a question's points; none if the result is no exact number of points. Without a mark, nothing.
    ///
    /// A rule of shares never costs more than the penalty, so without one it never costs points.
    #[must_use]
    pub fn earned(self, points: Points, marks: MarkCounts, penalty: Penalty) -> Option<Points> {
        if marks.right + marks.wrong == 0 {
            return Some(Points::ZERO);
        }
        if self.is_whole() {
            let right = match self {
                Self::EitherOr => marks.right > 0 && marks.wrong == 0,
                _ => marks.right == marks.asked && marks.wrong == 0,
            };
            if right {
                return Some(points);
            }
            return penalty.of(points, marks.asked, marks.keys + marks.distractors).map(|lost| -lost);
        }
        if self == Self::MinusErrors {
            let errors = marks.keys - marks.right + marks.wrong;
            return Some((points - Points::from_whole(errors.into())).max(-penalty.share_of(points)?));
        }
        let (numerator, denominator) = self.share(marks);
        let lowest = -penalty.share_of(points)?;
        // Below the bound, what the rule says need be no exact number.
        match i128::from(points.units()) * i128::from(numerator)
            <= i128::from(lowest.units()) * i128::from(denominator)
        {
            true => Some(lowest),
            false => times(points, (numerator.min(denominator), denominator)),
        }
    }

    /// Share of the points by a rule of shares, before any bound.
    fn share(self, marks: MarkCounts) -> Ratio {
        let [c, w, t, f] = [marks.asked, marks.distractors, marks.right, marks.wrong].map(i64::from);
        let (c, w) = (c.max(1), w.max(1));
        let too_many = t + f > c;
        match self {
            Self::PerOption | Self::Partial if too_many => (0, 1),
            Self::PerOption | Self::NetCorrect | Self::RexamsTrue => (t - f, c),
            Self::Partial | Self::RexamsNone => (t, c),
            Self::Coverage => (t * t, c * (t + f)),
            Self::EachChoice => {
                let all = i64::from(marks.keys) + i64::from(marks.distractors);
                (t + i64::from(marks.distractors) - f, all)
            }
            Self::RexamsFalse => (t * w - f * c, c * w),
            Self::RexamsFalse2 => (t * w.max(2) - f * c, c * w.max(2)),
            Self::RexamsAll => (t - f * c, c),
            Self::AllOrNothing | Self::EitherOr | Self::MinusErrors => (0, 1),
        }
    }

    /// Whether everything that marks can earn is an exact number of points.
    #[must_use]
    pub fn is_exact(self, points: Points, asked: u8, keys: u8, distractors: u8, penalty: Penalty) -> bool {
        (0..=keys).all(|right| {
            (0..=distractors).all(|wrong| {
                let marks = MarkCounts { asked, distractors, keys, right, wrong };
                self.earned(points, marks, penalty).is_some()
            })
        })
    }
}

/// A share of points, if it is exact.
pub(crate) fn times(points: Points, (numerator, denominator): Ratio) -> Option<Points> {
    let product = points.units().checked_mul(numerator)?;
    (denominator > 0 && product % denominator == 0).then(|| Points::from_units(product / denominator))
}

#[cfg(test)]
mod tests;
