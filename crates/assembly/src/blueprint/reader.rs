//! From what is written to what is meant, with all faults.

use super::Mode;
use super::file::{Amount, BlueprintFile, FormsFile, Levels, TopicEntry};
use super::filter::QuotaFile;
use crate::quota::{Filter, Limit, Quota};
use mockexam_bank::{KINDS, invisible};
use mockexam_model::{Date, Diagnostic, ItemId, Level, Place, Points, RichText, TopicId};
use std::collections::BTreeMap;
use std::ops::Range as Bytes;
use toml::Spanned;
use toml::value::Datetime;

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

    /// The number of questions, which is a count as well.
    pub(super) fn total(&mut self, questions: &Spanned<u16>) -> usize {
        let (total, span) = (usize::from(*questions.get_ref()), questions.span());
        if total == 0 || total > 1000 {
            self.fault(span.clone(), "an exam has 1 to 1,000 questions", "correct the number");
        }
        self.quotas.push(Quota { filter: Filter::default(), min: total, max: total, span });
        total
    }

    /// What is printed and said of the exam as a whole.
    pub(super) fn cover(&mut self, raw: &BlueprintFile) {
        self.line(&raw.title, "the title");
        if let Some(subtitle) = raw.subtitle.as_ref().filter(|subtitle| !subtitle.get_ref().is_empty()) {
            self.line(subtitle, "the subtitle");
        }
        raw.instructions.iter().for_each(|text| self.text(text));
        if *raw.minutes.get_ref() == 0 {
            self.fault(raw.minutes.span(), "an exam lasts at least a minute", "correct the number");
        }
        if let Some(cut) = &raw.cut_score {
            self.cut_score(cut);
        }
        self.forms(&raw.forms);
        self.rest(raw.rest.as_ref());
    }

    /// The day of the exam, which is no time of a day.
    pub(super) fn date(&mut self, written: &Spanned<Datetime>) -> Option<Date> {
        let day = match written.get_ref() {
            Datetime { date: Some(date), time: None, offset: None } => {
                Date::new(date.year, date.month, date.day)
            }
            _ => None,
        };
        if day.is_none() {
            self.fault(written.span(), "the date is no day", "write it as 2026-12-01, without a time");
        }
        day
    }

    /// Counts by topic, and over other sets.
    pub(super) fn counts(
        &mut self,
        topics: BTreeMap<Spanned<String>, Spanned<TopicEntry>>,
        quotas: Vec<Spanned<QuotaFile>>,
        total: usize,
        span: Bytes<usize>,
    ) {
        for (name, entry) in topics {
            self.topic(&name, entry);
        }
        self.compare_with_topics(total, span);
        for quota in quotas {
            self.quota(quota);
        }
    }

    /// A title is one line of visible text.
    pub(super) fn line(&mut self, text: &Spanned<String>, what: &str) {
        let (span, text) = (text.span(), text.get_ref());
        if text.trim().is_empty() {
            self.fault(span, &format!("{what} is empty"), "write a few words");
        } else if let Some(unseen) = invisible(text).or_else(|| text.chars().find(|c| c.is_control())) {
            let fact = format!("{what} holds U+{:04X}, a character that nobody sees", u32::from(unseen));
            self.fault(span, &fact, "write it as one line of visible characters");
        }
    }

    /// Images are found beside the items that show them.
    pub(super) fn text(&mut self, text: &Spanned<RichText>) {
        if text.get_ref().images().next().is_some() {
            let help = "leave the image out, or put it into an item of the bank";
            self.fault(text.span(), "a blueprint has no images", help);
        }
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

    /// The kinds that may be drawn.
    pub(super) fn kinds_drawn(&mut self, names: &Spanned<Vec<Spanned<String>>>) -> Vec<&'static str> {
        if names.get_ref().is_empty() {
            let help = "name at least one, or leave types out to draw all";
            self.fault(names.span(), "an empty list of types fits no item", help);
        }
        names.get_ref().iter().filter_map(|name| self.kind(name.get_ref(), name.span())).collect()
    }

    pub(super) fn items(&mut self, names: Vec<Spanned<String>>) -> Vec<(ItemId, Bytes<usize>)> {
        let mut items: Vec<(ItemId, Bytes<usize>)> = Vec::new();
        for name in names {
            match ItemId::new(name.get_ref()) {
                Ok(id) if items.iter().any(|(known, _)| *known == id) => {
                    self.fault(name.span(), &format!("item '{id}' is named twice"), "name it once");
                }
                Ok(id) => items.push((id, name.span())),
                Err(_) => self.fault(name.span(), "not the id of an item", "use the id as in the bank"),
            }
        }
        items
    }

    /// Items that one list asks for and another one bars.
    pub(super) fn contradictions(
        &mut self,
        wanted: &[(ItemId, Bytes<usize>)],
        barred: &[(ItemId, Bytes<usize>)],
    ) {
        for (id, span) in wanted {
            if barred.iter().any(|(other, _)| other == id) {
                let fact = format!("item '{id}' shall be on every form, and is excluded");
                self.fault(span.clone(), &fact, "take it out of one of the two lists");
            }
        }
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
    fn compare_with_topics(&mut self, total: usize, span: Bytes<usize>) {
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

    pub(super) fn add(&mut self, filter: Filter, (min, max): (usize, usize), span: Bytes<usize>) {
        if min > max {
            self.fault(span, "min is larger than max", "swap the two numbers");
        } else {
            self.quotas.push(Quota { filter, min, max, span });
        }
    }

    /// A cut score that everybody reaches cuts nothing.
    fn cut_score(&mut self, cut: &Spanned<Points>) {
        if *cut.get_ref() <= Points::ZERO {
            let help = "write the lowest passing score, or leave cut_score out if nobody passes or fails";
            self.fault(cut.span(), "a cut score that is not above 0 is reached by a blank sheet", help);
        }
    }

    /// Sharing makes sense only where forms overlap.
    fn forms(&mut self, forms: &FormsFile) {
        let most = forms.mode.most_forms();
        if !(1..=most).contains(forms.count.get_ref()) {
            self.fault(forms.count.span(), &format!("an exam has 1 to {most} forms"), "correct the number");
        }
        if forms.mode.is_personal()
            && let Some(sharing) = forms.shared.as_ref().or(forms.uses.as_ref())
        {
            let help = "remove it, or use mode = \"overlapping\"";
            self.fault(sharing.span(), "personal forms do not look at each other", help);
        }
        if forms.mode == Mode::Overlapping && forms.shared.is_none() {
            let help = "add shared = 10 for at most ten common questions";
            self.fault(forms.count.span(), "overlapping forms without a number of shared questions", help);
        }
        if let Some(uses) = forms.uses.as_ref().filter(|uses| *uses.get_ref() == 0) {
            self.fault(uses.span(), "an item that is on no form is never drawn", "use 1 or more");
        }
    }

    /// How long the items of an exam rest.
    fn rest(&mut self, rest: Option<&Spanned<u16>>) {
        if let Some(rest) = rest.filter(|rest| *rest.get_ref() == 0) {
            let help = "write for how many exams an item rests, or leave it out";
            self.fault(rest.span(), "a rest of no exams keeps no item back", help);
        }
    }
}
