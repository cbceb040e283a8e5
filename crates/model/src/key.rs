//! The secret side of an exam: what every form asks in which order, and what is right.

use self::question::field;
use self::raw::RawKey;
use crate::key_check::{check_form, check_instance, check_item};
use crate::key_file::RawForm;
use crate::{
    Background, Form, FormCode, Images, ItemId, ItemSnapshot, Points, Question, Scheme, Section,
    SectionHeading, Stimulus, TopicId, ruling::RuledItems,
};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

mod error;
mod question;
mod raw;
#[cfg(test)]
mod tests;

pub use error::KeyError;
pub use question::QuestionKey;

/// Everything that grading, printing and explaining an exam needs, whatever happens to the bank later.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "RawKey")]
pub struct AnswerKey {
    /// Title of the exam.
    pub title: String,
    /// Short code of the exam, printed on each page.
    pub code: String,
    /// Lowest passing score in points; none if the exam has no pass mark.
    pub cut_score: Option<Points>,
    /// Topics in the order of the bank.
    pub topics: Vec<TopicName>,
    /// The images of its texts, each under the SHA-256 of its file.
    pub images: Images,
    /// Items that all forms have in common, so that forms can be put on one scale; empty where none were asked for.
    pub anchors: Vec<ItemId>,
    /// What the bank said of its items.
    pub background: Background,
    sections: Vec<Section>,
    /// How the points of questions become a result.
    pub(crate) scheme: Scheme,
    items: BTreeMap<ItemId, ItemSnapshot>,
    stimuli: Vec<Stimulus>,
    forms: Vec<FormKey>,
    /// Items with variables as a form has them.
    instances: BTreeMap<(FormCode, ItemId), ItemSnapshot>,
    /// What rulings made of them.
    pub(crate) ruled: RuledItems,
    /// Items whose choices nobody knows how to match between forms.
    unmatched: BTreeSet<ItemId>,
}

/// A topic and its name for people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TopicName {
    /// Its id.
    pub id: TopicId,
    /// Its name.
    pub name: String,
}

/// The order of questions and choices on one form.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "RawForm")]
pub struct FormKey {
    /// Code of the form.
    pub code: FormCode,
    /// Its questions in printed order.
    pub questions: Vec<QuestionKey>,
}

impl AnswerKey {
    /// Puts a key together and checks that it holds together.
    ///
    /// # Errors
    /// [`KeyError`] at the first contradiction.
    pub fn new(
        title: String,
        code: String,
        cut_score: Option<Points>,
        topics: Vec<TopicName>,
        items: Vec<ItemSnapshot>,
        stimuli: Vec<Stimulus>,
        forms: Vec<FormKey>,
    ) -> Result<Self, KeyError> {
        let mut by_id = BTreeMap::new();
        for item in items {
            check_item(&item, &stimuli)?;
            let id = item.id.clone();
            if by_id.insert(id.clone(), item).is_some() {
                return Err(KeyError::Twice { what: "item", id: id.to_string() });
            }
        }
        let mut instances = BTreeMap::new();
        let mut codes = BTreeSet::new();
        for form in &forms {
            if !codes.insert(&form.code) {
                return Err(KeyError::Twice { what: "form", id: form.code.to_string() });
            }
            check_form(form, &by_id)?;
            for question in &form.questions {
                let Some(item) = by_id.get(&question.item) else { continue };
                if question.values.is_empty() {
                    check_instance(item)?;
                } else {
                    let instance = item.instance(&question.values);
                    check_item(&instance, &stimuli)?;
                    check_instance(&instance)?;
                    instances.insert((form.code.clone(), item.id.clone()), instance);
                }
            }
        }
        if forms.is_empty() {
            return Err(KeyError::Empty);
        }
        let (images, scheme, ruled) = (Images::new(), Scheme::default(), RuledItems::default());
        let (anchors, sections, unmatched) = (Vec::new(), Vec::new(), BTreeSet::new());
        Ok(Self {
            title,
            code,
            cut_score,
            topics,
            images,
            anchors,
            background: Background::default(),
            sections,
            scheme,
            items: by_id,
            stimuli,
            forms,
            instances,
            ruled,
            unmatched,
        })
    }

    /// The same in sections, which stand on each form in their order, and each of them in one piece.
    ///
    /// # Errors
    /// [`KeyError::Section`] at the first question that is in none, or behind one of a later section.
    pub fn in_sections(self, sections: Vec<Section>) -> Result<Self, KeyError> {
        let key = Self { sections, ..self };
        if key.sections.is_empty() {
            return Ok(key);
        }
        for form in &key.forms {
            let mut current = 0;
            for QuestionKey { item, .. } in &form.questions {
                let fault = || KeyError::Section { form: form.code.clone(), item: item.clone() };
                let section = key.section_of(item).filter(|&section| section >= current);
                current = section.ok_or_else(fault)?;
            }
        }
        Ok(key)
    }

    /// The sections in printed order; none if the exam is one whole.
    #[must_use]
    pub fn sections(&self) -> &[Section] {
        &self.sections
    }

    /// The section of an item, from 0.
    #[must_use]
    pub fn section_of(&self, item: &ItemId) -> Option<usize> {
        self.sections.iter().position(|section| section.items.contains(item))
    }

    /// Where the sections of a form start.
    fn headings(&self, form: &FormKey) -> Vec<SectionHeading> {
        let mut headings: Vec<SectionHeading> = Vec::new();
        let mut before = None;
        for (number, question) in (1_u16..).zip(&form.questions) {
            let Some(place) = self.section_of(&question.item) else { continue };
            if before != Some(place) {
                let Section { title, intro, .. } = self.sections[place].clone();
                headings.push(SectionHeading { title, intro, first: number, last: number });
            }
            before = Some(place);
            if let Some(heading) = headings.last_mut() {
                heading.last = number;
            }
        }
        headings
    }

    /// Gives images other names in all texts.
    pub fn rename_images(&mut self, rename: &dyn Fn(&str) -> Option<String>) {
        let items = self.items.values_mut().chain(self.instances.values_mut());
        let items = items.chain(self.ruled.snapshots_mut());
        items.flat_map(ItemSnapshot::texts_mut).for_each(|text| text.rename_images(rename));
        self.stimuli.iter_mut().for_each(|stimulus| stimulus.text.rename_images(rename));
    }

    /// The key with items whose choices stand on each form in an order of which only the key is known: nothing can be said of single
    /// choices over all forms.
    #[must_use]
    pub fn with_unmatched(self, items: BTreeSet<ItemId>) -> Self {
        Self { unmatched: items, ..self }
    }

    /// Whether the choices of an item can be matched between forms.
    #[must_use]
    pub fn is_matched(&self, item: &ItemId) -> bool {
        !self.unmatched.contains(item)
    }

    /// The forms in order.
    #[must_use]
    pub fn forms(&self) -> &[FormKey] {
        &self.forms
    }

    /// Copies of the used items as rulings about all forms leave them, by id.
    pub fn items(&self) -> impl Iterator<Item = &ItemSnapshot> {
        self.items.values().map(|item| self.ruled.item(&item.id).unwrap_or(item))
    }

    /// The cases.
    #[must_use]
    pub fn stimuli(&self) -> &[Stimulus] {
        &self.stimuli
    }

    /// The copy of an item as rulings about all forms leave it, if the exam uses it.
    #[must_use]
    pub fn item(&self, id: &ItemId) -> Option<&ItemSnapshot> {
        self.ruled.item(id).or_else(|| self.items.get(id))
    }

    /// The copy of an item as it was drawn, whatever was decided later.
    #[must_use]
    pub fn drawn_item(&self, id: &ItemId) -> Option<&ItemSnapshot> {
        self.items.get(id)
    }

    /// An item as a form drew it, whatever was decided later; none if the form does not ask it.
    #[must_use]
    pub fn drawn_question(&self, form: &FormKey, id: &ItemId) -> Option<&ItemSnapshot> {
        let question = form.questions.iter().find(|question| question.item == *id)?;
        match question.values.is_empty() {
            true => self.items.get(id),
            false => self.instances.get(&(form.code.clone(), id.clone())),
        }
    }

    /// The questions of a form with their items as this form and rulings have them, in printed order.
    pub fn questions<'a>(
        &'a self,
        form: &'a FormKey,
    ) -> impl Iterator<Item = (&'a QuestionKey, &'a ItemSnapshot)> {
        form.questions.iter().filter_map(|question| {
            let ruled = self.ruled.of(&form.code, &question.item).map(|ruled| &ruled.item);
            let item = match (ruled, question.values.is_empty()) {
                (Some(ruled), _) => ruled,
                (None, true) => self.items.get(&question.item)?,
                (None, false) => self.instances.get(&(form.code.clone(), question.item.clone()))?,
            };
            Some((question, item))
        })
    }

    /// What a candidate sees of a form: the same questions without any key.
    #[must_use]
    pub fn form(&self, form: &FormKey) -> Form {
        let mut stimuli: Vec<Stimulus> = Vec::new();
        let mut questions = Vec::new();
        for (number, (question, item)) in (1_u16..).zip(self.questions(form)) {
            if let Some(id) = &item.stimulus
                && !stimuli.iter().any(|s| s.id == *id)
            {
                stimuli.extend(self.stimuli.iter().find(|s| s.id == *id).cloned());
            }
            questions.push(Question {
                number,
                item: item.id.clone(),
                rev: item.rev,
                points: item.points,
                stimulus: item.stimulus.clone(),
                body: question.body(item),
                field: field(item),
            });
        }
        Form { code: form.code.clone(), stimuli, questions, headings: self.headings(form) }
    }
}
