//! What an exam is made of.

use crate::quota::{Filter, Quota};
use mockexam_bank::{KINDS, Version, in_plain_words};
use mockexam_model::{Diagnostic, Level, Place, Points, RichText, Style, TopicId};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use toml::Spanned;

/// Required composition of an exam.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Blueprint {
    /// Title on the cover.
    pub title: String,
    /// Line below the title; may be empty.
    pub subtitle: String,
    /// Id of the bank it draws from.
    pub bank: String,
    /// Questions on each form.
    pub questions: usize,
    /// Time allowed in minutes.
    pub minutes: u16,
    /// Lowest passing score in points.
    pub cut_score: Option<Points>,
    /// Instructions to candidates, in addition to the usual ones.
    pub instructions: Vec<RichText>,
    /// Forms that are made unless the caller asks for another number.
    pub forms: u16,
    /// How forms differ unless the caller asks for another mode.
    pub mode: Mode,
    pub(crate) version: Option<Version>,
    pub(crate) topics: Vec<TopicId>,
    /// Kinds that may be drawn; all where none is named.
    pub(crate) kinds: BTreeSet<&'static str>,
    pub(crate) quotas: Vec<Quota>,
    pub(crate) file: String,
}

/// How the forms of an exam differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mode {
    /// The same items, each form with its own order of questions and choices.
    Scrambled,
    /// No item on two forms.
    Disjoint,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct BlueprintFile {
    title: String,
    #[serde(default)]
    subtitle: String,
    bank: Spanned<String>,
    version: Option<Version>,
    #[serde(default)]
    types: Vec<Spanned<String>>,
    questions: Spanned<u16>,
    minutes: Spanned<u16>,
    cut_score: Option<Points>,
    #[serde(default)]
    instructions: Vec<Spanned<RichText>>,
    #[serde(default)]
    forms: FormsFile,
    #[serde(default)]
    topics: BTreeMap<Spanned<String>, Spanned<TopicEntry>>,
    #[serde(default)]
    quota: Vec<Spanned<QuotaFile>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct FormsFile {
    #[serde(default = "one")]
    count: Spanned<u16>,
    #[serde(default = "scrambled")]
    mode: Mode,
}

/// Forms A to ZZ.
const MOST_FORMS: u16 = 26 + 26 * 26;

fn one() -> Spanned<u16> {
    Spanned::new(0..0, 1)
}

const fn scrambled() -> Mode {
    Mode::Scrambled
}

impl Default for FormsFile {
    fn default() -> Self {
        Self { count: one(), mode: scrambled() }
    }
}

/// A number, a range, or numbers by level.
#[derive(Debug, Deserialize)]
#[serde(
    untagged,
    expecting = "a number of questions, { min = …, max = … }, or numbers by level such as { remember = 1, apply = 2 }"
)]
enum TopicEntry {
    Exactly(u16),
    Range(Range),
    Levels(Levels),
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
struct Range {
    min: Option<u16>,
    max: Option<u16>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Levels {
    remember: Option<Amount>,
    understand: Option<Amount>,
    apply: Option<Amount>,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(untagged, expecting = "a number of questions, or { min = …, max = … }")]
enum Amount {
    Exactly(u16),
    Range(Range),
}

impl Amount {
    fn bounds(self) -> (usize, usize) {
        match self {
            Self::Exactly(n) => (n.into(), n.into()),
            Self::Range(Range { min, max }) => {
                (min.map_or(0, Into::into), max.map_or(usize::MAX, Into::into))
            }
        }
    }
}

#[derive(Debug, Deserialize)]
#[serde(untagged, expecting = "a name or a list of names")]
enum OneOrMany<T> {
    One(T),
    Many(Vec<T>),
}

impl<T: Ord> OneOrMany<T> {
    fn into_set(self) -> BTreeSet<T> {
        match self {
            Self::One(value) => BTreeSet::from([value]),
            Self::Many(values) => values.into_iter().collect(),
        }
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct QuotaFile {
    topic: Option<OneOrMany<TopicId>>,
    level: Option<OneOrMany<Level>>,
    style: Option<OneOrMany<Style>>,
    #[serde(rename = "type")]
    kind: Option<OneOrMany<String>>,
    count: Option<u16>,
    min: Option<u16>,
    max: Option<u16>,
}

impl Blueprint {
    /// Reads a blueprint. `file` is the name for messages.
    ///
    /// # Errors
    /// Everything that is wrong with it.
    pub fn read(file: &str, text: &str) -> Result<Self, Vec<Diagnostic>> {
        let raw: BlueprintFile = toml::from_str(text).map_err(|error| vec![unreadable(file, &error)])?;
        let mut reader = Reader { file, faults: Vec::new(), topics: Vec::new(), quotas: Vec::new() };
        let total = usize::from(*raw.questions.get_ref());
        reader.quotas.push(Quota {
            filter: Filter::default(),
            min: total,
            max: total,
            span: raw.questions.span(),
        });
        if total == 0 || total > 1000 {
            reader.fault(raw.questions.span(), "an exam has 1 to 1,000 questions", "correct the number");
        }
        let kinds = raw.types.iter().filter_map(|name| reader.kind(name.get_ref(), name.span())).collect();
        for (name, entry) in raw.topics {
            reader.topic(&name, entry);
        }
        reader.compare_with_topics(total, raw.questions.span());
        for quota in raw.quota {
            reader.quota(quota);
        }
        if !(1..=MOST_FORMS).contains(raw.forms.count.get_ref()) {
            reader.fault(raw.forms.count.span(), "an exam has 1 to 702 forms", "correct the number");
        }
        if *raw.minutes.get_ref() == 0 {
            reader.fault(raw.minutes.span(), "an exam lasts at least a minute", "correct the number");
        }
        if !reader.faults.is_empty() {
            return Err(reader.faults);
        }
        Ok(Self {
            title: raw.title,
            subtitle: raw.subtitle,
            bank: raw.bank.into_inner(),
            questions: total,
            minutes: raw.minutes.into_inner(),
            cut_score: raw.cut_score,
            instructions: raw.instructions.into_iter().map(Spanned::into_inner).collect(),
            forms: raw.forms.count.into_inner(),
            mode: raw.forms.mode,
            version: raw.version,
            topics: reader.topics,
            kinds,
            quotas: reader.quotas,
            file: file.to_owned(),
        })
    }

    /// Name of its file, for messages.
    #[must_use]
    pub fn file(&self) -> &str {
        &self.file
    }
}

fn unreadable(file: &str, error: &toml::de::Error) -> Diagnostic {
    Diagnostic::error("T02", in_plain_words(error))
        .at(file, Place::Span(error.span().unwrap_or(0..0).into()), "")
        .help("see the chapter on blueprints in docs/")
}

/// Turns what is written into quotas and collects the faults.
struct Reader<'a> {
    file: &'a str,
    faults: Vec<Diagnostic>,
    topics: Vec<TopicId>,
    quotas: Vec<Quota>,
}

impl Reader<'_> {
    fn fault(&mut self, span: std::ops::Range<usize>, message: &str, help: &str) {
        let diagnostic = Diagnostic::error("P01", message).at(self.file, Place::Span(span.into()), "");
        self.faults.push(diagnostic.help(help));
    }

    /// The kind of a name, or a fault.
    fn kind(&mut self, name: &str, span: std::ops::Range<usize>) -> Option<&'static str> {
        let known = KINDS.iter().map(|kind| kind.name());
        let found = known.clone().find(|known| *known == name);
        if found.is_none() {
            let help = format!("types of items are: {}", known.collect::<Vec<_>>().join(", "));
            self.fault(span, &format!("'{name}' is no type of items"), &help);
        }
        found
    }

    fn topic(&mut self, name: &Spanned<String>, entry: Spanned<TopicEntry>) {
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
    fn compare_with_topics(&mut self, total: usize, span: std::ops::Range<usize>) {
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

    fn quota(&mut self, quota: Spanned<QuotaFile>) {
        let span = quota.span();
        let QuotaFile { topic, level, style, kind, count, min, max } = quota.into_inner();
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
        };
        self.add(filter, bounds, span);
    }

    fn add(&mut self, filter: Filter, (min, max): (usize, usize), span: std::ops::Range<usize>) {
        if min > max {
            self.fault(span, "min is larger than max", "swap the two numbers");
        } else {
            self.quotas.push(Quota { filter, min, max, span });
        }
    }
}
