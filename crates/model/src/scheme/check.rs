//! Whether a scheme can be applied to a key.

use super::{GradeBound, Part, Scheme};
use crate::{AnswerKey, FormKey, Points};
use std::collections::BTreeSet;

/// Where in a scheme something is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SchemePlace {
    /// The lowest total.
    Floor,
    /// How many parts count.
    BestParts,
    /// How many parts may stay below their cut score.
    Compensate,
    /// A part, from 0.
    Part(usize),
    /// A grade, from 0.
    Grade(usize),
}

/// Something that is wrong with a scheme, whatever the exam.
type Fault = Option<(SchemePlace, String)>;

impl Scheme {
    /// What it says against itself; none if it can be applied to some exam.
    #[must_use]
    pub fn contradiction(&self) -> Fault {
        if self.floor.is_some_and(|floor| floor > Points::ZERO) {
            return Some((SchemePlace::Floor, "the lowest total is above zero".to_owned()));
        }
        let (mut titles, mut topics, mut sections) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
        for (index, part) in self.parts.iter().enumerate() {
            if let Some(reason) = part.fault(titles.insert(&part.title)) {
                return Some((SchemePlace::Part(index), reason));
            }
            if part.section.is_some_and(|section| !sections.insert(section)) {
                return Some((SchemePlace::Part(index), "two parts are the same section".to_owned()));
            }
            if let Some(topic) = part.topics.iter().find(|topic| !topics.insert(*topic)) {
                return Some((
                    SchemePlace::Part(index),
                    format!("topic {topic} is in two parts, or twice in one"),
                ));
            }
        }
        let cuts = self.parts.iter().filter(|part| part.cut_score.is_some()).count();
        if usize::from(self.compensate) > cuts {
            let reason = format!("{} parts may be compensated, but {cuts} have a cut score", self.compensate);
            return Some((SchemePlace::Compensate, reason));
        }
        if let Some(best) = self.best_parts.map(usize::from)
            && !(1..=self.parts.len()).contains(&best)
        {
            let reason = format!("the best {best} of {} parts cannot count", self.parts.len());
            return Some((SchemePlace::BestParts, reason));
        }
        self.fault_of_grades()
    }

    fn fault_of_grades(&self) -> Fault {
        let mut names = BTreeSet::new();
        for (index, band) in self.grades.iter().enumerate() {
            let name = &band.grade;
            if name.trim().is_empty() || name.chars().any(char::is_control) || !names.insert(name) {
                let reason = format!("the name '{}' of a grade is empty or there twice", name.escape_debug());
                return Some((SchemePlace::Grade(index), reason));
            }
            let falls = match (
                index.checked_sub(1).and_then(|above| self.grades.get(above)).map(|above| above.from),
                band.from,
            ) {
                (None, _) => true,
                (Some(GradeBound::Points(high)), GradeBound::Points(low))
                | (Some(GradeBound::Percent(high)), GradeBound::Percent(low)) => high > low,
                _ => false,
            };
            if !falls {
                let reason = "grades stand from the highest to the lowest, all in points or all in per cent";
                return Some((SchemePlace::Grade(index), reason.to_owned()));
            }
        }
        let lowest = self.grades.last()?;
        let (GradeBound::Points(from) | GradeBound::Percent(from)) = lowest.from;
        let reason =
            || format!("the lowest grade, '{}', begins above zero: some would have none", lowest.grade);
        (from != Points::ZERO).then(|| (SchemePlace::Grade(self.grades.len() - 1), reason()))
    }
}

impl Part {
    fn fault(&self, is_new: bool) -> Option<String> {
        let title = &self.title;
        if title.trim().is_empty() || title.chars().any(char::is_control) || !is_new {
            return Some(format!("the title '{}' of a part is empty or there twice", title.escape_debug()));
        }
        if self.topics.is_empty() == self.section.is_none() {
            return Some(format!("part '{title}' has neither topics nor a section, or both"));
        }
        if self.best == Some(0) {
            return Some(format!("of part '{title}' no question would count"));
        }
        match (self.least, self.cut_score) {
            (Some(_), None) => Some(format!("part '{title}' has a least score and no cut score")),
            (Some(least), Some(cut)) if least > cut => {
                Some(format!("the least score of part '{title}' is above its cut score"))
            }
            _ => None,
        }
    }
}

/// Why a scheme cannot be applied to a key as it was drawn; none if it can.
pub(super) fn fault(scheme: &Scheme, key: &AnswerKey) -> Option<String> {
    let contradiction = scheme.contradiction().map(|(_, reason)| reason);
    contradiction.or_else(|| key.forms().iter().find_map(|form| fault_of_form(scheme, key, form)))
}

fn fault_of_form(scheme: &Scheme, key: &AnswerKey, form: &FormKey) -> Option<String> {
    let items = || form.questions.iter().filter_map(|question| key.drawn_item(&question.item));
    let holders = |item: &_| scheme.parts.iter().filter(|part| part.holds(key, item)).count();
    if let Some(item) = items().find(|item| holders(item) > 1) {
        return Some(format!("item {} belongs to two parts", item.id));
    }
    let mut maxima = BTreeSet::new();
    for part in &scheme.parts {
        let points: Vec<Points> = points_of(part, key, form);
        let on = format!("part '{}' on form {}", part.title, form.code);
        if points.is_empty() {
            return Some(format!("{on} has no question"));
        }
        let count = part.best.map_or(points.len(), usize::from);
        if count > points.len() {
            return Some(format!("{on} has {} questions, of which {count} shall count", points.len()));
        }
        // Which of unequal questions count would hang on the candidate, and so would the most points.
        if part.best.is_some() && points.iter().any(|other| *other != points[0]) {
            return Some(format!(
                "{on}: the best {count} questions count, but they do not bring the same points"
            ));
        }
        let most: Points = points.iter().take(count).copied().sum();
        if part.cut_score.is_some_and(|cut| cut > most) {
            return Some(format!("{on} brings at most {most} points, less than its cut score"));
        }
        maxima.insert(most);
    }
    if scheme.best_parts.is_some() && maxima.len() > 1 {
        return Some(format!(
            "the best parts count, but on form {} they do not bring the same points",
            form.code
        ));
    }
    None
}

/// Points of the questions of a part, as drawn.
fn points_of(part: &Part, key: &AnswerKey, form: &FormKey) -> Vec<Points> {
    let items = form.questions.iter().filter_map(|question| key.drawn_item(&question.item));
    items.filter(|item| part.holds(key, item)).map(|item| item.points).collect()
}
