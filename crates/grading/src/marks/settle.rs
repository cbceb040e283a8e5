//! From the marks of several people to the points of a question.

use super::{DECISION, Mark, MarkBook};
use crate::plan::{Field, FormPlan};
use crate::shown::shown;
use mockexam_model::{CandidateId, Points, QuestionScore, Response, part_letter};

/// Why the points of a question are not settled. The line is one of the file of marks, where a mark is at fault.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Unsettled {
    pub(crate) line: Option<u64>,
    pub(crate) message: String,
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
                    let message = format!("question {number} of form {} is not marked by people", form.code);
                    unsettled.push(Unsettled { line: Some(mark.line), message });
                }
                continue;
            };
            let awarded = match (&score.response, own.is_empty()) {
                (Response::Blank | Response::Unsettled, _) => points(&own, most, self.tolerance),
                // Points stand in the answer file, and nowhere else.
                (_, true) => continue,
                (_, false) => Err("points stand in the answer file and in the file of marks".to_owned()),
            };
            *score = question.scored(match awarded {
                Ok(points) => Response::Awarded(points.into()),
                Err(reason) => {
                    let line = own.first().map(|mark| mark.line);
                    unsettled.push(Unsettled { line, message: format!("question {number}: {reason}") });
                    Response::Unsettled
                }
            });
        }
        let beyond = marks.iter().find(|mark| mark.question > form.questions.len());
        unsettled.extend(beyond.map(|mark| Unsettled {
            line: Some(mark.line),
            message: format!("form {} has no question {}", form.code, mark.question),
        }));
        unsettled
    }
}

/// The points of each criterion, or why they are not settled.
fn points(marks: &[&Mark], most: &[Points], tolerance: Points) -> Result<Vec<Points>, String> {
    let mut markers: Vec<&str> = Vec::new();
    for mark in marks {
        if !markers.iter().any(|known| known.eq_ignore_ascii_case(&mark.marker)) {
            markers.push(&mark.marker);
        }
    }
    let all: Vec<(&str, Vec<Points>)> = markers
        .into_iter()
        .map(|marker| Ok((marker, of_marker(marker, marks, most)?)))
        .collect::<Result<_, String>>()?;
    if let Some((_, decided)) = all.iter().find(|(marker, _)| marker.eq_ignore_ascii_case(DECISION)) {
        return Ok(decided.clone());
    }
    let total = |points: &Vec<Points>| points.iter().copied().sum::<Points>();
    let totals: Vec<Points> = all.iter().map(|(_, points)| total(points)).collect();
    let (Some(&low), Some(&high)) = (totals.iter().min(), totals.iter().max()) else {
        return Err("nobody marked it".to_owned());
    };
    if high - low > tolerance {
        let told: Vec<String> = all
            .iter()
            .zip(&totals)
            .map(|((marker, _), total)| format!("{} {total}", shown(marker)))
            .collect();
        return Err(format!(
            "the markers are {} points apart ({}), {tolerance} are allowed; add rows of the marker '{DECISION}'",
            high - low,
            told.join(", ")
        ));
    }
    let mean = |criterion: usize| {
        let sum: Points = all.iter().filter_map(|(_, points)| points.get(criterion).copied()).sum();
        sum.share(1, all.len()).ok_or_else(|| {
            format!(
                "the mean of {} markers is no exact number of points; add rows of the marker '{DECISION}'",
                all.len()
            )
        })
    };
    (0..most.len()).map(mean).collect()
}

/// What one marker awards by each criterion.
fn of_marker(marker: &str, marks: &[&Mark], most: &[Points]) -> Result<Vec<Points>, String> {
    let own: Vec<&&Mark> = marks.iter().filter(|mark| mark.marker.eq_ignore_ascii_case(marker)).collect();
    let criterion = |mark: &Mark| match mark.criterion {
        None if most.len() == 1 => Some(0),
        other => other,
    };
    if let Some(mark) = own.iter().find(|mark| criterion(mark).is_none_or(|index| index >= most.len())) {
        let letters = (0..most.len()).map(part_letter).collect::<Vec<_>>().join(", ");
        let named = mark
            .criterion
            .map_or_else(|| "no criterion".to_owned(), |index| format!("criterion {}", part_letter(index)));
        return Err(format!("{} marks {named}, the criteria are {letters}", shown(marker)));
    }
    let award = |(index, most): (usize, &Points)| {
        let mark = own.iter().find(|mark| criterion(mark) == Some(index));
        let mark = mark.ok_or_else(|| {
            format!("{} gives no points by criterion {}", shown(marker), part_letter(index))
        })?;
        if mark.points > *most {
            let letter = part_letter(index);
            return Err(format!(
                "{} gives {} points by criterion {letter}, which brings {most}",
                shown(marker),
                mark.points
            ));
        }
        Ok(mark.points)
    };
    most.iter().enumerate().map(award).collect()
}
