//! The table `[scoring]`: how points become a result, for the exam as a whole.

use super::Section;
use super::reader::Reader;
use mockexam_model::{
    ChoiceScoring, GradeBand, GradeBound, ItemSnapshot, Part, Penalty, Points, Scheme, SchemePlace, Task,
    TopicId, VoidPolicy,
};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::ops::Range;
use toml::Spanned;

/// What a blueprint says of scoring.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Scoring {
    /// Rules about the exam as a whole.
    pub(crate) scheme: Scheme,
    /// The rule of all items that ask for several letters, whatever they say themselves.
    multiple: Option<ChoiceScoring>,
    /// Points of all items of a kind, whatever they say themselves.
    points: BTreeMap<&'static str, Points>,
    /// Topics of parts, with their places.
    pub(crate) topics: Vec<(TopicId, Range<usize>)>,
    /// Where the table stands.
    pub(crate) span: Range<usize>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ScoringFile {
    penalty: Option<Spanned<Penalty>>,
    floor: Option<Spanned<Points>>,
    #[serde(default)]
    void: VoidPolicy,
    multiple: Option<Spanned<ChoiceScoring>>,
    #[serde(default)]
    points: BTreeMap<Spanned<String>, Spanned<Points>>,
    best_parts: Option<Spanned<u16>>,
    compensate: Option<Spanned<u16>>,
    #[serde(default)]
    part: Vec<Spanned<PartFile>>,
    #[serde(default)]
    grade: Vec<Spanned<GradeFile>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct PartFile {
    title: String,
    #[serde(default)]
    topics: Vec<Spanned<TopicId>>,
    section: Option<Spanned<String>>,
    cut_score: Option<Points>,
    least: Option<Points>,
    best: Option<u16>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct GradeFile {
    grade: String,
    points: Option<Points>,
    percent: Option<Points>,
}

impl Scoring {
    /// Reads the table; `instructions` says whether candidates are told anything beyond the usual.
    pub(super) fn read(
        written: Option<Spanned<ScoringFile>>,
        instructions: bool,
        sections: &[Section],
        reader: &mut Reader<'_>,
    ) -> Self {
        let Some(written) = written else { return Self::default() };
        let span = written.span();
        let file = written.into_inner();
        if let Some(place) = file.unusual().filter(|_| !instructions) {
            let help =
                "add a sentence to instructions that says what wrong or partly right answers earn or cost";
            reader.fault(place, "candidates are not told about this rule", help);
        }
        let mut points = BTreeMap::new();
        for (name, value) in &file.points {
            let Some(kind) = reader.kind(name.get_ref(), name.span()) else { continue };
            if *value.get_ref() <= Points::ZERO {
                reader.fault(value.span(), "a question brings more than 0 points", "correct the number");
            }
            points.insert(kind, *value.get_ref());
        }
        let grades: Vec<GradeBand> = file.grade.iter().filter_map(|grade| band(grade, reader)).collect();
        let topics = file.part.iter().flat_map(|part| &part.get_ref().topics);
        let topics = topics.map(|topic| (topic.get_ref().clone(), topic.span())).collect();
        let scheme = Scheme {
            void: file.void,
            penalty: file.penalty.as_ref().map(|penalty| *penalty.get_ref()).unwrap_or_default(),
            floor: file.floor.as_ref().map(|floor| *floor.get_ref()),
            best_parts: file.best_parts.as_ref().map(|best| *best.get_ref()),
            compensate: file.compensate.as_ref().map_or(0, |parts| *parts.get_ref()),
            parts: file.part.iter().map(|part| part.get_ref().part(sections, reader)).collect(),
            grades,
        };
        if let Some((place, reason)) = scheme.contradiction() {
            let at = file.place(place).unwrap_or_else(|| span.clone());
            reader.fault(at, &reason, "see the section on scoring in docs/blueprints.md");
        }
        Self { scheme, multiple: file.multiple.map(Spanned::into_inner), points, topics, span }
    }

    /// An item of a kind as this exam scores it.
    pub(crate) fn applied(&self, kind: &str, mut item: ItemSnapshot) -> ItemSnapshot {
        if let Some(points) = self.points.get(kind) {
            item.points = *points;
        }
        if let (Some(rule), Task::Choose { count: 2.., scoring }) = (self.multiple, &mut item.task) {
            *scoring = rule;
        }
        item
    }
}

impl ScoringFile {
    /// The first rule that candidates have to know before they answer.
    fn unusual(&self) -> Option<Range<usize>> {
        let penalty =
            self.penalty.as_ref().filter(|penalty| *penalty.get_ref() != Penalty::NONE).map(Spanned::span);
        let multiple = self.multiple.as_ref().filter(|rule| !rule.get_ref().is_whole()).map(Spanned::span);
        let part = self.part.iter().find(|part| part.get_ref().is_demanding()).map(Spanned::span);
        penalty.or(multiple).or(part).or_else(|| self.best_parts.as_ref().map(Spanned::span))
    }

    fn place(&self, place: SchemePlace) -> Option<Range<usize>> {
        match place {
            SchemePlace::Floor => self.floor.as_ref().map(Spanned::span),
            SchemePlace::BestParts => self.best_parts.as_ref().map(Spanned::span),
            SchemePlace::Compensate => self.compensate.as_ref().map(Spanned::span),
            SchemePlace::Part(index) => self.part.get(index).map(Spanned::span),
            SchemePlace::Grade(index) => self.grade.get(index).map(Spanned::span),
        }
    }
}

impl PartFile {
    fn part(&self, sections: &[Section], reader: &mut Reader<'_>) -> Part {
        let section = self.section.as_ref().and_then(|title| {
            let place = sections.iter().position(|section| section.title == *title.get_ref());
            if place.is_none() {
                let help = "name a [[section]] of this blueprint by its title";
                reader.fault(title.span(), "no section has this title", help);
            }
            place.and_then(|place| u16::try_from(place).ok())
        });
        Part {
            title: self.title.clone(),
            topics: self.topics.iter().map(|topic| topic.get_ref().clone()).collect(),
            section,
            cut_score: self.cut_score,
            least: self.least,
            best: self.best,
        }
    }

    /// Whether it changes what a candidate should do.
    const fn is_demanding(&self) -> bool {
        self.cut_score.is_some() || self.best.is_some()
    }
}

fn band(written: &Spanned<GradeFile>, reader: &mut Reader<'_>) -> Option<GradeBand> {
    let GradeFile { grade, points, percent } = written.get_ref();
    let from = match (points, percent) {
        (Some(points), None) => GradeBound::Points(*points),
        (None, Some(percent)) if (Points::ZERO..=Points::from_whole(100)).contains(percent) => {
            GradeBound::Percent(*percent)
        }
        (None, Some(_)) => {
            reader.fault(written.span(), "per cent are 0 to 100", "write percent = 85");
            return None;
        }
        _ => {
            reader.fault(
                written.span(),
                "a grade begins at points or at per cent",
                "write percent = 85 or points = 34",
            );
            return None;
        }
    };
    Some(GradeBand { grade: grade.clone(), from })
}
