//! What an exam is made of.

mod anchors;
mod file;
mod filter;
mod reader;
mod scoring;
mod section;
mod sums;

use crate::quota::{Difficulty, Filter, Limit, Measure, Parallel, Quota};
use file::{BlueprintFile, Concepts};
use mockexam_bank::{Item, Version, in_plain_words};
use mockexam_model::{Date, Diagnostic, ItemId, Place, Points, RichText, TopicId};
use reader::Reader;
pub(crate) use scoring::Scoring;
use serde::Deserialize;
use std::collections::BTreeSet;
use std::ops::Range;
use toml::Spanned;

/// Required composition of an exam.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Blueprint {
    /// Title on the cover.
    pub title: String,
    /// Line below the title; may be empty.
    pub subtitle: String,
    /// Day of the exam, if it is known.
    pub date: Option<Date>,
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
    /// Bounds on sums over a form.
    pub(crate) limits: Vec<Limit>,
    pub(crate) difficulty: Option<Difficulty>,
    /// How far sums may be apart between forms.
    pub(crate) parallel: Vec<Parallel>,
    /// Items on every form, and items on none.
    pub(crate) include: Vec<(ItemId, Range<usize>)>,
    pub(crate) exclude: Vec<(ItemId, Range<usize>)>,
    /// Whether a form asks about each first concept once at most.
    pub(crate) concepts_once: bool,
    /// Questions that two overlapping forms may have in common, and forms that an item may be on.
    pub(crate) shared: Option<usize>,
    pub(crate) uses: Option<usize>,
    /// Parts of the paper, in printed order; none if it is one whole.
    pub(crate) sections: Vec<Section>,
    /// Order of the questions, inside of sections where there are some.
    pub(crate) order: Order,
    /// Items that all forms have in common.
    pub(crate) anchors: Option<Anchors>,
    /// Exams for which an item rests after it was used.
    pub(crate) rest: usize,
    /// Items that rest now.
    pub(crate) resting: BTreeSet<ItemId>,
    /// Bytes of the file that state the cut score.
    pub(crate) cut_span: Option<Range<usize>>,
    /// How points become a result.
    pub(crate) scoring: Scoring,
    pub(crate) file: String,
}

/// A part of a paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Section {
    /// Its heading.
    pub(crate) title: String,
    /// What stands below the heading; may be empty.
    pub(crate) intro: RichText,
    /// Its own order, otherwise that of the paper.
    pub(crate) order: Option<Order>,
    /// The items that belong to it: those that fit it and no section before it.
    pub(crate) filter: Filter,
}

/// The order of questions on a form. None of them looks at keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Order {
    /// By rank, which hangs on seed, form and item.
    Shuffled,
    /// The sections in order, shuffled inside. Where there are sections it is what every order does first.
    BySection,
    /// Those that most candidates are expected to get right come first, ties by rank.
    EasyFirst,
    /// By topic in the order of the bank, then by id, as files may be renamed and items moved.
    AsInBank,
}

/// Items that all forms have in common.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Anchors {
    /// The blueprint names them.
    Named(Vec<(ItemId, Range<usize>)>),
    /// So many of a set are drawn, once for all forms.
    Drawn { count: usize, filter: Box<Filter>, span: Range<usize> },
}

/// How the forms of an exam differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mode {
    /// The same items, each form with its own order of questions and choices.
    Scrambled,
    /// No item on two forms.
    Disjoint,
    /// Two forms have some items in common, as many at most as the blueprint says.
    Overlapping,
    /// A form for each candidate: the same items, each form with its own order of questions and choices.
    OwnOrder,
    /// A form for each candidate, each drawn on its own. What two forms have in common is left to chance.
    OwnDraw,
}

impl Mode {
    /// Whether each candidate has a form of their own.
    #[must_use]
    pub const fn is_personal(self) -> bool {
        matches!(self, Self::OwnOrder | Self::OwnDraw)
    }

    /// Whether all forms ask the same items.
    #[must_use]
    pub const fn shares_selection(self) -> bool {
        matches!(self, Self::Scrambled | Self::OwnOrder)
    }

    /// Most forms of an exam: A to ZZ, or 0001 to 50000.
    #[must_use]
    pub const fn most_forms(self) -> u16 {
        if self.is_personal() { 50_000 } else { 26 + 26 * 26 }
    }
}

impl Blueprint {
    /// Reads a blueprint. `file` is the name for messages.
    ///
    /// # Errors
    /// Everything that is wrong with it.
    pub fn read(file: &str, text: &str) -> Result<Self, Vec<Diagnostic>> {
        let raw: BlueprintFile = toml::from_str(text).map_err(|error| vec![unreadable(file, &error)])?;
        let mut reader =
            Reader { file, faults: Vec::new(), topics: Vec::new(), quotas: Vec::new(), limits: Vec::new() };
        let total = reader.total(&raw.questions);
        reader.cover(&raw);
        let date = raw.date.as_ref().and_then(|written| reader.date(written));
        let kinds = raw.types.iter().flat_map(|names| reader.kinds_drawn(names)).collect();
        reader.counts(raw.topics, raw.quota, total, raw.questions.span());
        let difficulty = raw.difficulty.and_then(|written| reader.difficulty(written, total));
        let parallel = raw.parallel.map(|written| reader.parallel(written, total)).unwrap_or_default();
        reader.limit(Measure::Seconds, raw.seconds);
        reader.limit(Measure::Words, raw.words);
        let (include, exclude) = (reader.items(raw.include), reader.items(raw.exclude));
        reader.contradictions(&include, &exclude);
        let sections = reader.sections(raw.section, total, raw.questions.span());
        let order = reader.order(raw.order, &sections);
        let anchors =
            raw.anchors.and_then(|written| reader.anchors(written, raw.forms.mode, total, &exclude));
        let scoring = Scoring::read(raw.scoring, !raw.instructions.is_empty(), &sections, &mut reader);
        if !reader.faults.is_empty() {
            return Err(reader.faults);
        }
        Ok(Self {
            title: raw.title.into_inner(),
            subtitle: raw.subtitle.map(Spanned::into_inner).unwrap_or_default(),
            date,
            bank: raw.bank.into_inner(),
            questions: total,
            minutes: raw.minutes.into_inner(),
            cut_span: raw.cut_score.as_ref().map(Spanned::span),
            cut_score: raw.cut_score.map(Spanned::into_inner),
            instructions: raw.instructions.into_iter().map(Spanned::into_inner).collect(),
            forms: raw.forms.count.into_inner(),
            mode: raw.forms.mode,
            version: raw.version,
            topics: reader.topics,
            kinds,
            quotas: reader.quotas,
            limits: reader.limits,
            difficulty,
            parallel,
            include,
            exclude,
            concepts_once: raw.concepts == Some(Concepts::Once),
            shared: raw.forms.shared.map(|shared| shared.into_inner().into()),
            uses: raw.forms.uses.map(|uses| uses.into_inner().into()),
            sections,
            order,
            anchors,
            rest: raw.rest.map_or(0, |rest| rest.into_inner().into()),
            resting: BTreeSet::new(),
            scoring,
            file: file.to_owned(),
        })
    }

    /// The same with items that rest: they are drawn as little as excluded ones.
    #[must_use]
    pub fn resting(mut self, items: impl IntoIterator<Item = ItemId>) -> Self {
        self.resting.extend(items);
        self
    }

    /// For how many exams an item rests after it was used; 0 if the blueprint does not say.
    #[must_use]
    pub const fn rest(&self) -> usize {
        self.rest
    }

    /// The section that an item belongs to: the first one that it fits.
    pub(crate) fn section_of(&self, item: &Item) -> Option<usize> {
        self.sections.iter().position(|section| section.filter.matches(item))
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
