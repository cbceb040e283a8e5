//! Scoring: what a response earns under the rule of its question, exactly.

use crate::GradingError;
use crate::plan::{FormPlan, QuestionPlan, Rule};
use mockexam_model::{
    AnswerKey, Decimal, Marks, Points, QuestionScore, Response, ResponseSheet, RowScoring, ScoreSheet,
};

/// Scores response sheets of one exam, from whatever they were read.
#[derive(Debug, Clone)]
pub struct Scorer {
    forms: Vec<FormPlan>,
}

impl Scorer {
    /// Compiles an answer key.
    #[must_use]
    pub fn new(key: &AnswerKey) -> Self {
        Self { forms: key.forms().iter().map(|form| FormPlan::new(key, form)).collect() }
    }

    pub(crate) fn forms(&self) -> &[FormPlan] {
        &self.forms
    }

    /// Scores the responses of a sheet into `scores`, whose memory is used again, and returns their sum.
    ///
    /// # Errors
    /// [`GradingError::Sheet`] if the key has no such form or the sheet has not exactly one response per question.
    pub fn score(
        &self,
        form: usize,
        responses: &[Response],
        scores: &mut Vec<QuestionScore>,
    ) -> Result<Points, GradingError> {
        scores.clear();
        let questions = match self.forms.get(form) {
            Some(plan) if plan.questions.len() == responses.len() => &plan.questions,
            _ => return Err(GradingError::Sheet { form, responses: responses.len() }),
        };
        let mut total = Points::ZERO;
        for (question, response) in questions.iter().zip(responses) {
            let points = question.earned(response);
            total += points;
            scores.push(QuestionScore { response: response.clone(), points });
        }
        Ok(total)
    }

    /// Questions (from 1) with words that miss an accepted spelling by one letter: what was written, what is accepted.
    pub(crate) fn near_misses<'r>(
        &'r self,
        form: usize,
        responses: &'r [Response],
    ) -> impl Iterator<Item = (usize, (&'r str, &'r str))> {
        let questions = self.forms.get(form).map(|form| form.questions.as_slice()).unwrap_or_default();
        let numbered = (1..).zip(questions.iter().zip(responses));
        numbered.filter_map(|(number, (question, response))| Some((number, question.near_miss(response)?)))
    }

    /// Scores a whole sheet, for callers that do not stream.
    ///
    /// # Errors
    /// As [`Scorer::score`].
    pub fn sheet(&self, sheet: ResponseSheet, name: Option<String>) -> Result<ScoreSheet, GradingError> {
        let mut scores = Vec::with_capacity(sheet.responses.len());
        let total = self.score(sheet.form, &sheet.responses, &mut scores)?;
        Ok(ScoreSheet { candidate: sheet.candidate, name, form: sheet.form, scores, total })
    }
}

impl QuestionPlan {
    /// What a response earns.
    fn earned(&self, response: &Response) -> Points {
        let all = |right: bool| if right { self.points } else { Points::ZERO };
        match (&self.rule, response) {
            (Rule::Exactly(key), Response::Chosen(marks)) => all(marks == key),
            (Rule::PerOption { key, share }, Response::Chosen(marks)) => per_option(*key, *marks, *share),
            (Rule::Rows { right, scoring, share }, Response::Rows(rows)) => match scoring {
                RowScoring::PerRow => {
                    times(*share, right.iter().zip(rows).filter(|pair| is_right(*pair)).count())
                }
                RowScoring::AllOrNothing => all(right.iter().zip(rows).all(is_right)),
                RowScoring::AdjacentPairs => times(*share, adjacent_pairs(right, rows)),
            },
            (Rule::Number { answer, tolerance }, Response::Written(text)) => {
                all(text.parse::<Decimal>().is_ok_and(|number| number.is_within(*tolerance, *answer)))
            }
            (Rule::Words(words), Response::Written(text)) => {
                all(words.accept.iter().any(|accepted| words.matching.is_same(accepted, text)))
            }
            (Rule::Awarded, Response::Awarded(points)) => points.iter().copied().sum(),
            _ => Points::ZERO,
        }
    }

    /// Wrong words and the accepted spelling that they miss by one letter: a person should look at them.
    pub(crate) fn near_miss<'r>(&'r self, response: &'r Response) -> Option<(&'r str, &'r str)> {
        let Self { rule: Rule::Words(words), .. } = self else { return None };
        let Response::Written(text) = response else { return None };
        let is_same = |other: &str| words.matching.is_same(other, text);
        let is_known = words.accept.iter().any(|accepted| is_same(accepted))
            || words.near_misses.iter().any(|miss| is_same(&miss.text));
        let near = words.accept.iter().find(|accepted| words.matching.is_near(accepted, text));
        near.filter(|_| !is_known).map(|near| (&**text, near.as_str()))
    }
}

fn is_right((right, row): (&Marks, &Response)) -> bool {
    matches!(row, Response::Chosen(marks) if marks == right)
}

fn times(share: Points, count: usize) -> Points {
    (0..count).map(|_| share).sum()
}

fn per_option(key: Marks, marks: Marks, share: Points) -> Points {
    let right = marks.common(key).count();
    let wrong = marks.count() - right;
    times(share, right.saturating_sub(wrong) as usize)
}

/// Pairs of neighbours of the key that stand side by side in the response, in this order, each counted once.
fn adjacent_pairs(right: &[Marks], rows: &[Response]) -> usize {
    let stands = |pair: &[Marks]| {
        rows.windows(2).any(|rows| is_right((&pair[0], &rows[0])) && is_right((&pair[1], &rows[1])))
    };
    right.windows(2).filter(|pair| stands(pair)).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::Field;

    fn letters(text: &str) -> Marks {
        Marks::of_letters(text).unwrap()
    }

    fn question(rule: Rule, points: i32) -> QuestionPlan {
        QuestionPlan { field: Field::Words, rule, points: Points::from_whole(points) }
    }

    fn rows(text: &str) -> Response {
        let row = |letter: char| match letter {
            '-' => Response::Blank,
            letter => Response::Chosen(letters(&letter.to_string())),
        };
        Response::Rows(text.chars().map(row).collect())
    }

    #[test]
    fn per_option_worked_cases() {
        // Two right choices A and B: half a point each, half a point less for a wrong one.
        let rule = Rule::PerOption { key: letters("AB"), share: Points::from_ratio(1, 2).unwrap() };
        let plan = question(rule, 1);
        for (marks, points) in [("AB", (1, 1)), ("A", (1, 2)), ("AC", (0, 1)), ("C", (0, 1)), ("CD", (0, 1))]
        {
            let points = Points::from_ratio(points.0, points.1).unwrap();
            assert_eq!(plan.earned(&Response::Chosen(letters(marks))), points, "{marks}");
        }
        assert_eq!(
            plan.earned(&Response::Multiple(letters("ABC"))),
            Points::ZERO,
            "more marks than asked for"
        );
        assert_eq!(plan.earned(&Response::Blank), Points::ZERO);
    }

    #[test]
    fn rows_worked_cases() {
        let right: Vec<Marks> = ["C", "A", "D", "B"].map(letters).into();
        let plan = |scoring, shares| {
            let share = Points::from_whole(12).share(1, shares).unwrap();
            question(Rule::Rows { right: right.clone(), scoring, share }, 12)
        };
        let per_row = plan(RowScoring::PerRow, 4);
        let pairs = plan(RowScoring::AdjacentPairs, 3);
        let whole = plan(RowScoring::AllOrNothing, 1);
        // The key as an order is C A D B: its pairs are CA, AD, DB.
        for (response, by_row, by_pair, by_all) in [
            ("CADB", 12, 12, 12),
            ("CABD", 6, 4, 0),
            ("BCAD", 0, 8, 0),
            ("CA-B", 9, 4, 0),
            ("BDAC", 0, 0, 0),
            ("CACA", 6, 4, 0),
            ("CCCC", 3, 0, 0),
        ] {
            let earned = [&per_row, &pairs, &whole].map(|plan| plan.earned(&rows(response)));
            assert_eq!(earned, [by_row, by_pair, by_all].map(Points::from_whole), "{response}");
        }
        assert_eq!(per_row.earned(&Response::Blank), Points::ZERO);
    }

    #[test]
    fn numbers_and_words_worked_cases() {
        let number = |text: &str| text.parse().unwrap();
        let plan = question(Rule::Number { answer: number("43.2"), tolerance: number("0.05") }, 2);
        for (text, right) in [
            ("43.2", true),
            ("43.25", true),
            ("43.15", true),
            ("43.26", false),
            ("432", false),
            ("0.72", false),
        ] {
            let points = if right { Points::from_whole(2) } else { Points::ZERO };
            assert_eq!(plan.earned(&Response::Written(text.into())), points, "{text}");
        }
        let words = mockexam_model::WordsKey {
            accept: vec!["non-repudiation".into()],
            matching: mockexam_model::Matching::Fold,
            near_misses: vec![],
        };
        let plan = question(Rule::Words(words), 1);
        for (text, right, near) in
            [("Non repudiation", true, false), ("nonrepudation", false, true), ("repudiation", false, false)]
        {
            let response = Response::Written(text.into());
            assert_eq!(plan.earned(&response) > Points::ZERO, right, "{text}");
            assert_eq!(plan.near_miss(&response).is_some(), near, "{text}");
        }
    }
}
