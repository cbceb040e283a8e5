//! From the marks of several people to the points of a question.

use super::{DECISION, Mark, MarkBook};
use crate::plan::{Field, FormPlan};
use crate::shown::shown;
use mockexam_model::fact::{Fact, sayings as say};
use mockexam_model::{CandidateId, Points, QuestionScore, Response, part_letter};

/// Why the points of a question are not settled. The line is one of the file of marks, where a mark is at fault.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Unsettled {
    pub(crate) line: Option<u64>,
    pub(crate) fact: Fact,
}

impl MarkBook {
    /// Puts what was awarded into the scores of a candidate. What cannot be settled gets the state for it, and a reason.
    pub(crate) fn settle(
        &self,
        candidate: &CandidateId,
        form: &FormPlan,
        scores: &mut [QuestionScore],
    ) -> Vec<Unsettled> {
        let marks = self.of(candidate);
        let mut unsettled = Vec::new();
        for (number, (question, score)) in (1..).zip(form.questions.iter().zip(scores)) {
            let own: Vec<&Mark> = marks.iter().filter(|mark| mark.question == number).collect();
            let Field::Awards(most) = &question.field else {
                if let Some(mark) = own.first() {
                    let fact = say::NOT_BY_PEOPLE.of([number.into(), form.code.as_str().into()]);
                    unsettled.push(Unsettled { line: Some(mark.line), fact });
                }
                continue;
            };
            let awarded = match (&score.response, own.is_empty()) {
                (Response::Blank | Response::Unsettled, _) => points(&own, most, self.tolerance),
                // Points stand in the answer file, and nowhere else.
                (_, true) => continue,
                (_, false) => Err(say::BOTH_FILES.fact()),
            };
            *score = question.scored(match awarded {
                Ok(points) => Response::Awarded(points.into()),
                // Nobody waits for marks that change nothing.
                Err(_) if !question.rule.reads_responses() => Response::Unsettled,
                Err(reason) => {
                    let line = own.first().map(|mark| mark.line);
                    unsettled
                        .push(Unsettled { line, fact: say::OF_QUESTION.of([number.into(), reason.into()]) });
                    Response::Unsettled
                }
            });
        }
        let beyond = marks.iter().find(|mark| mark.question > form.questions.len());
        unsettled.extend(beyond.map(|mark| Unsettled {
            line: Some(mark.line),
            fact: say::FORM_HAS_NOT.of([form.code.as_str().into(), mark.question.into()]),
        }));
        unsettled
    }
}

/// The points of each criterion, or why they are not settled.
fn points(marks: &[&Mark], most: &[Points], tolerance: Points) -> Result<Vec<Points>, Fact> {
    let mut markers: Vec<&str> = Vec::new();
    for mark in marks {
        if !markers.iter().any(|known| known.eq_ignore_ascii_case(&mark.marker)) {
            markers.push(&mark.marker);
        }
    }
    let all: Vec<(&str, Vec<Points>)> = markers
        .into_iter()
        .map(|marker| Ok((marker, of_marker(marker, marks, most)?)))
        .collect::<Result<_, Fact>>()?;
    if let Some((_, decided)) = all.iter().find(|(marker, _)| marker.eq_ignore_ascii_case(DECISION)) {
        return Ok(decided.clone());
    }
    let total = |points: &Vec<Points>| points.iter().copied().sum::<Points>();
    let totals: Vec<Points> = all.iter().map(|(_, points)| total(points)).collect();
    let (Some(&low), Some(&high)) = (totals.iter().min(), totals.iter().max()) else {
        return Err(say::NOBODY.fact());
    };
    if high - low > tolerance {
        let told: Vec<String> = all
            .iter()
            .zip(&totals)
            .map(|((marker, _), total)| format!("{} {total}", shown(marker)))
            .collect();
        return Err(say::APART.of([(high - low).into(), told.join(", ").into(), tolerance.into()]));
    }
    let mean = |criterion: usize| {
        let sum: Points = all.iter().filter_map(|(_, points)| points.get(criterion).copied()).sum();
        sum.share(1, all.len()).ok_or_else(|| say::NO_MEAN.of([all.len().into()]))
    };
    (0..most.len()).map(mean).collect()
}

/// What one marker awards by each criterion.
fn of_marker(marker: &str, marks: &[&Mark], most: &[Points]) -> Result<Vec<Points>, Fact> {
    let own: Vec<&&Mark> = marks.iter().filter(|mark| mark.marker.eq_ignore_ascii_case(marker)).collect();
    let criterion = |mark: &Mark| match mark.criterion {
        None if most.len() == 1 => Some(0),
        other => other,
    };
    if let Some(mark) = own.iter().find(|mark| criterion(mark).is_none_or(|index| index >= most.len())) {
        let letters = (0..most.len()).map(part_letter).collect::<Vec<_>>().join(", ");
        let named = match mark.criterion {
            None => say::NO_CRITERION.fact(),
            Some(index) => say::CRITERION.of([part_letter(index).into()]),
        };
        return Err(say::OTHER_CRITERIA.of([shown(marker).into(), named.into(), letters.into()]));
    }
    let award = |(index, most): (usize, &Points)| {
        let mark = own.iter().find(|mark| criterion(mark) == Some(index));
        let mark =
            mark.ok_or_else(|| say::NO_POINTS_BY.of([shown(marker).into(), part_letter(index).into()]))?;
        if mark.points > *most {
            let letter = part_letter(index);
            let (marker, most) = (shown(marker), *most);
            return Err(say::TOO_MANY_BY.of([marker.into(), mark.points.into(), letter.into(), most.into()]));
        }
        Ok(mark.points)
    };
    most.iter().enumerate().map(award).collect()
}
