//! From what is written to what is meant, with all faults.

use super::file::{
    Amount, DifficultyFile, FormsFile, Levels, OneOrMany, ParallelFile, QuotaFile, Range, TopicEntry, Wide,
};
use super::{MOST_FORMS, Mode};
use crate::quota::{Difficulty, Filter, Limit, Measure, Parallel, Quota};
use mockexam_bank::{Band, KINDS};
use mockexam_model::{Diagnostic, ItemId, Level, Place, TopicId};
use std::collections::BTreeSet;
use std::ops::Range as Bytes;
use toml::Spanned;

/// Turns what is written into quotas and limits, and collects the faults.
pub(super) struct Reader<'a> {
    pub(super) file: &'a str,
    pub(super) faults: Vec<Diagnostic>,
    pub(super) topics: Vec<TopicId>,
    pub(super) quotas: Vec<Quota>,
    pub(super) limits: Vec<Limit>,
}

impl Reader<'_> {
    pub(super) fn fault(&mut self, span: Bytes<usize>, message: &str, help: &str) {
        let diagnostic = Diagnostic::error("P01", message).at(self.file, Place::Span(span.into()), "");
        self.faults.push(diagnostic.help(help));
    }

    /// The kind of a name, or a fault.
    pub(super) fn kind(&mut self, name: &str, span: Bytes<usize>) -> Option<&'static str> {
        let known = KINDS.iter().map(|kind| kind.name());
        let found = known.clone().find(|known| *known == name);
        if found.is_none() {
            let help = format!("types of items are: {}", known.collect::<Vec<_>>().join(", "));
            self.fault(span, &format!("'{name}' is no type of items"), &help);
        }
        found
    }

    pub(super) fn items(&mut self, names: Vec<Spanned<String>>) -> Vec<(ItemId, Bytes<usize>)> {
        let mut items = Vec::new();
        for name in names {
            match ItemId::new(name.get_ref()) {
                Ok(id) => items.push((id, name.span())),
                Err(_) => self.fault(name.span(), "not the id of an item", "use the id as in the bank"),
            }
        }
        items
    }

    pub(super) fn topic(&mut self, name: &Spanned<String>, entry: Spanned<TopicEntry>) {
        let span = entry.span();
        let Ok(topic) = TopicId::new(name.get_ref()) else {
            self.fault(name.span(), "not the id of a topic", "use the id as in the bank");
            return;
        };
        self.topics.push(topic.clone());
        let filter = |levels: &[Level]| Filter {
            topics: [topic.clone()].into(),
            levels: levels.iter().copied().collect(),
            ..Filter::default()
        };
        match entry.into_inner() {
            TopicEntry::Exactly(n) => self.add(filter(&[]), Amount::Exactly(n).bounds(), span),
            TopicEntry::Range(range) => self.add(filter(&[]), Amount::Range(range).bounds(), span),
            TopicEntry::Levels(Levels { remember, understand, apply }) => {
                for (level, amount) in Level::ALL.into_iter().zip([remember, understand, apply]) {
                    let bounds = amount.map_or((0, 0), Amount::bounds);
                    self.add(filter(&[level]), bounds, span.clone());
                }
            }
        }
    }

    /// Counts by topic must leave room for the number of questions. So far only they and the total are there.
    pub(super) fn compare_with_topics(&mut self, total: usize, span: Bytes<usize>) {
        if self.topics.is_empty() {
            return;
        }
        let by_topic = &self.quotas[1..];
        let least = by_topic.iter().fold(0_usize, |sum, quota| sum.saturating_add(quota.min));
        let most = by_topic.iter().fold(0_usize, |sum, quota| sum.saturating_add(quota.max));
        let message = match (least, most) {
            (least, _) if least > total => {
                format!("the topics ask for at least {least} questions, the exam has {total}")
            }
            (_, most) if most < total => {
                format!("the topics allow at most {most} questions, the exam has {total}")
            }
            _ => return,
        };
        self.fault(span, &message, "make the counts by topic and the number of questions fit");
    }

    pub(super) fn quota(&mut self, quota: Spanned<QuotaFile>) {
        let span = quota.span();
        let QuotaFile {
            topic,
            level,
            style,
            kind,
            tag,
            difficulty,
            author,
            status,
            version,
            count,
            min,
            max,
        } = quota.into_inner();
        let names = kind.map(OneOrMany::into_set).unwrap_or_default();
        let kinds: BTreeSet<&'static str> =
            names.iter().filter_map(|name| self.kind(name, span.clone())).collect();
        if kinds.len() < names.len() {
            return;
        }
        let bounds = match (count, min, max) {
            (Some(n), None, None) => (n.into(), n.into()),
            (None, None, None) | (Some(_), _, _) => {
                self.fault(
                    span,
                    "a quota has either count, or min and max",
                    "write count = 2, or min = 1 and max = 3",
                );
                return;
            }
            (None, min, max) => Amount::Range(Range { min, max }).bounds(),
        };
        let filter = Filter {
            topics: topic.map(OneOrMany::into_set).unwrap_or_default(),
            levels: level.map(OneOrMany::into_set).unwrap_or_default(),
            styles: style.map(OneOrMany::into_set).unwrap_or_default(),
            kinds,
            tags: tag.map(OneOrMany::into_set).unwrap_or_default(),
            bands: difficulty
                .map(OneOrMany::into_set)
                .unwrap_or_default()
                .into_iter()
                .map(Band::from)
                .collect(),
            authors: author.map(OneOrMany::into_set).unwrap_or_default(),
            statuses: status.map(OneOrMany::into_set).unwrap_or_default(),
            versions: version.map(OneOrMany::into_set).unwrap_or_default(),
        };
        self.add(filter, bounds, span);
    }

    fn add(&mut self, filter: Filter, (min, max): (usize, usize), span: Bytes<usize>) {
        if min > max {
            self.fault(span, "min is larger than max", "swap the two numbers");
        } else {
            self.quotas.push(Quota { filter, min, max, span });
        }
    }

    pub(super) fn limit(&mut self, measure: Measure, written: Option<Spanned<Wide>>) {
        let Some(written) = written else { return };
        let (span, Wide { min, max }) = (written.span(), written.into_inner());
        let (min, max) = (min.map_or(0, i64::from), max.map_or(i64::MAX, i64::from));
        if min > max {
            self.fault(span, "min is larger than max", "swap the two numbers");
        } else {
            self.limits.push(Limit { measure, min, max, span });
        }
    }

    /// Bands become quotas; the mean is a target of its own.
    pub(super) fn difficulty(&mut self, written: DifficultyFile, questions: usize) -> Option<Difficulty> {
        let DifficultyFile { mean, tolerance, minimise, easy, medium, hard } = written;
        for (band, amount) in Band::ALL.into_iter().zip([easy, medium, hard]) {
            if let Some(amount) = amount {
                let filter = Filter { bands: [band].into(), ..Filter::default() };
                self.add(filter, amount.get_ref().bounds(), amount.span());
            }
        }
        let Some(mean) = mean else {
            if let Some(span) = tolerance.map(|tolerance| tolerance.span()) {
                self.fault(span, "a tolerance without a mean", "add mean = 0.65");
            }
            return None;
        };
        let span = mean.span();
        let target = self.share(&mean)?;
        let within = match tolerance {
            Some(tolerance) => self.share(&tolerance)?,
            None => 10_000,
        };
        let length = i64::try_from(questions).unwrap_or(0);
        // Millionths of a mean over so many questions, as per mille of their sum.
        let (low, high) = ((target - within) * length, (target + within) * length);
        let (min, max) = (-(-low).div_euclid(1000), high.div_euclid(1000));
        self.limits.push(Limit { measure: Measure::Difficulty, min: min.max(0), max, span });
        Some(Difficulty { sum: (target * length + 500).div_euclid(1000), minimise })
    }

    /// A share from 0 to 1 in millionths, or a fault.
    fn share(&mut self, written: &Spanned<f64>) -> Option<i64> {
        let share = *written.get_ref();
        if !(0.0..=1.0).contains(&share) {
            self.fault(written.span(), "a share is a number from 0 to 1", "write 0.65 for 65 of 100");
            return None;
        }
        #[expect(clippy::cast_possible_truncation, reason = "the range was just checked")]
        Some((share * 1_000_000.0).round() as i64)
    }

    pub(super) fn parallel(&mut self, written: ParallelFile, questions: usize) -> Vec<Parallel> {
        let ParallelFile { difficulty, seconds, words } = written;
        let mut all = Vec::new();
        if let Some(written) = difficulty
            && let Some(share) = self.share(&written)
        {
            let within = (share * i64::try_from(questions).unwrap_or(0)).div_euclid(1000);
            all.push(Parallel { measure: Measure::Difficulty, within, span: written.span() });
        }
        for (measure, written) in [(Measure::Seconds, seconds), (Measure::Words, words)] {
            all.extend(written.map(|w| Parallel { measure, within: (*w.get_ref()).into(), span: w.span() }));
        }
        all
    }

    /// Sharing makes sense only where forms overlap.
    pub(super) fn forms(&mut self, forms: &FormsFile) {
        if !(1..=MOST_FORMS).contains(forms.count.get_ref()) {
            self.fault(forms.count.span(), "an exam has 1 to 702 forms", "correct the number");
        }
        if forms.mode == Mode::Overlapping && forms.shared.is_none() {
            let help = "add shared = 10 for at most ten common questions";
            self.fault(forms.count.span(), "overlapping forms without a number of shared questions", help);
        }
        if let Some(uses) = forms.uses.as_ref().filter(|uses| *uses.get_ref() == 0) {
            self.fault(uses.span(), "an item that is on no form is never drawn", "use 1 or more");
        }
    }
}
