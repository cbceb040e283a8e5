//! The secret side of an exam: what every form asks in which order, and what is right.

use crate::key_check::{check_form, check_instance, check_item};
use crate::key_file::RawForm;
use crate::{
    Background, Block, ChoiceContent, Form, FormCode, Images, ItemBody, ItemId, ItemSnapshot, Points,
    Question, ResponseField, RichText, Ruling, Scheme, Section, SectionHeading, SnapshotContent, Stimulus,
    Task, TopicId, instance::Values, ruling::RuledItems,
};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Everything that grading, printing and explaining an exam needs, whatever happens to the bank later.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "RawKey", into = "RawKey")]
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
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "RawForm", into = "RawForm")]
pub struct FormKey {
    /// Code of the form.
    pub code: FormCode,
    /// Its questions in printed order.
    pub questions: Vec<QuestionKey>,
}

/// The arrangement of one item on one form. Orders map a printed position to the canonical index.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QuestionKey {
    /// The item.
    pub item: ItemId,
    /// Statements in printed order; empty where the item has none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub statements: Vec<u8>,
    /// Choices in printed order; empty where the item has none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub choices: Vec<u8>,
    /// Values of the item's variables on this form.
    #[serde(default, skip_serializing_if = "Values::is_empty")]
    pub values: Values,
}

/// Why an answer key contradicts itself.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// A form uses an item that the key does not hold.
    #[error("form {form} asks item {item}, of which the key holds no copy")]
    UnknownItem {
        /// The form.
        form: FormCode,
        /// The item.
        item: ItemId,
    },
    /// An order is no permutation of the item's choices or statements.
    #[error("form {form}: the order of choices or statements of item {item} is no permutation")]
    Order {
        /// The form.
        form: FormCode,
        /// The item.
        item: ItemId,
    },
    /// An item without key, with more than 26 choices, or with a reference to a missing statement.
    #[error("item {item} cannot be scored: {reason}")]
    Item {
        /// The item.
        item: ItemId,
        /// What is wrong.
        reason: &'static str,
    },
    /// An id occurs twice.
    #[error("{what} {id} occurs twice")]
    Twice {
        /// Item, form or stimulus.
        what: &'static str,
        /// Its id.
        id: String,
    },
    /// A form without questions, or a key without forms.
    #[error("the key holds no form, or a form without questions")]
    Empty,
    /// Sections that do not part the questions of a form.
    #[error("form {form}: item {item} is in no section, or its section is torn apart")]
    Section {
        /// The form.
        form: FormCode,
        /// The item.
        item: ItemId,
    },
    /// An item of a set whose case is missing.
    #[error("item {item} belongs to a case that the key does not hold")]
    UnknownStimulus {
        /// The item.
        item: ItemId,
    },
    /// A scoring of the exam as a whole that cannot be applied.
    #[error("the scoring cannot be applied: {reason}")]
    Scheme {
        /// What is wrong.
        reason: String,
    },
    /// A ruling that cannot be applied.
    #[error("ruling {ruling}: {reason}")]
    Ruling {
        /// Its id.
        ruling: String,
        /// What is wrong.
        reason: String,
    },
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

impl QuestionKey {
    /// What is printed of the item in this arrangement.
    #[must_use]
    pub fn body(&self, item: &ItemSnapshot) -> ItemBody {
        let mut blocks = Vec::new();
        if !self.statements.is_empty() {
            let texts = self.statement_texts(item);
            blocks.push(match item.task {
                Task::Rows { .. } => Block::Rows(texts),
                _ => Block::Statements(texts),
            });
        }
        if !self.choices.is_empty() {
            let choices = self.choices.iter().filter_map(|&i| item.choices.get(usize::from(i)));
            blocks.push(Block::Choices(choices.map(|choice| self.content(&choice.content)).collect()));
        }
        match &item.task {
            Task::Rows { right, .. } if self.statements.is_empty() => {
                blocks.push(Block::Places(u8::try_from(right.len()).unwrap_or(u8::MAX)));
            }
            Task::Choose { .. } | Task::Rows { .. } => {}
            Task::Number(number) => blocks.push(Block::Number { unit: number.unit.clone() }),
            Task::Words(_) => blocks.push(Block::Line),
            Task::Essay(essay) => blocks.push(Block::Lines { lines: essay.lines, words: essay.words }),
        }
        ItemBody { stem: item.stem.clone(), blocks }
    }

    /// Texts of statements or rows in printed order.
    fn statement_texts(&self, item: &ItemSnapshot) -> Vec<RichText> {
        let texts = self.statements.iter().filter_map(|&i| item.statements.get(usize::from(i)));
        let texts = texts.filter_map(|statement| match &statement.content {
            SnapshotContent::Text(text) => Some(text.clone()),
            SnapshotContent::Statements(_) | SnapshotContent::Truth(_) => None,
        });
        texts.collect()
    }

    fn content(&self, content: &SnapshotContent) -> ChoiceContent {
        match content {
            SnapshotContent::Text(text) => ChoiceContent::Text(text.clone()),
            SnapshotContent::Truth(truth) => ChoiceContent::Truth(*truth),
            SnapshotContent::Statements(named) => {
                let printed =
                    (1_u8..).zip(&self.statements).filter(|(_, canonical)| named.contains(canonical));
                ChoiceContent::Statements(printed.map(|(number, _)| number).collect())
            }
        }
    }

    /// The letter of a printed position (from 0).
    #[must_use]
    pub fn letter(position: usize) -> char {
        u8::try_from(position).ok().filter(|&p| p < 26).map_or('?', |p| char::from(b'A' + p))
    }

    /// Printed positions (from 0) of the choices that make up the key, ascending.
    pub fn key_positions<'a>(&'a self, item: &'a ItemSnapshot) -> impl Iterator<Item = usize> + 'a {
        let is_key =
            |&canonical: &u8| item.choices.get(usize::from(canonical)).is_some_and(|choice| choice.key);
        self.choices.iter().enumerate().filter(move |(_, c)| is_key(c)).map(|(position, _)| position)
    }
}

impl QuestionKey {
    /// Printed positions (from 0) of the right choice of each printed row; empty for items without rows.
    #[must_use]
    pub fn row_positions(&self, item: &ItemSnapshot) -> Vec<usize> {
        let Task::Rows { right, .. } = &item.task else { return Vec::new() };
        let printed = |choice: &u8| self.choices.iter().position(|printed| printed == choice);
        let canonical = |row: usize| self.statements.get(row).map_or(row, |&row| usize::from(row));
        (0..right.len()).filter_map(|row| printed(right.get(canonical(row))?)).collect()
    }
}

/// How a question is answered.
fn field(item: &ItemSnapshot) -> ResponseField {
    let small = |count: usize| u8::try_from(count).unwrap_or(u8::MAX);
    let count = small(item.choices.len());
    match &item.task {
        Task::Choose { count: choose, scoring } => {
            ResponseField::Choices { count, choose: *choose, scoring: *scoring }
        }
        Task::Rows { right, .. } => ResponseField::Rows { rows: small(right.len()), count },
        Task::Number(_) => ResponseField::Number,
        Task::Words(_) => ResponseField::Line,
        Task::Essay(_) => ResponseField::Essay,
    }
}

/// The shape in the file; becomes an [`AnswerKey`] only when it holds together.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawKey {
    title: String,
    code: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    cut_score: Option<Points>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    anchors: Vec<ItemId>,
    #[serde(default, rename = "topic")]
    topics: Vec<TopicName>,
    #[serde(default, rename = "section", skip_serializing_if = "Vec::is_empty")]
    sections: Vec<Section>,
    #[serde(rename = "form")]
    forms: Vec<FormKey>,
    #[serde(default, rename = "stimulus")]
    stimuli: Vec<Stimulus>,
    #[serde(rename = "item")]
    items: Vec<ItemSnapshot>,
    #[serde(default, rename = "image", skip_serializing_if = "Images::is_empty")]
    images: Images,
    #[serde(default, rename = "ruling", skip_serializing_if = "Vec::is_empty")]
    rulings: Vec<Ruling>,
    #[serde(default, rename = "scoring", skip_serializing_if = "Scheme::is_plain")]
    scheme: Scheme,
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    unmatched: BTreeSet<ItemId>,
    #[serde(default, skip_serializing_if = "Background::is_empty")]
    background: Background,
}

impl TryFrom<RawKey> for AnswerKey {
    type Error = KeyError;
    fn try_from(raw: RawKey) -> Result<Self, KeyError> {
        let RawKey {
            title,
            code,
            cut_score,
            anchors,
            topics,
            sections,
            forms,
            stimuli,
            items,
            images,
            rulings,
            scheme,
            unmatched,
            background,
        } = raw;
        let key = Self::new(title, code, cut_score, topics, items, stimuli, forms)?.in_sections(sections)?;
        Self { images, anchors, unmatched, background, ..key }.with_scheme(scheme)?.with_rulings(rulings)
    }
}

impl From<AnswerKey> for RawKey {
    fn from(key: AnswerKey) -> Self {
        Self {
            title: key.title,
            code: key.code,
            cut_score: key.cut_score,
            anchors: key.anchors,
            topics: key.topics,
            sections: key.sections,
            forms: key.forms,
            stimuli: key.stimuli,
            items: key.items.into_values().collect(),
            images: key.images,
            rulings: key.ruled.into_rulings(),
            scheme: key.scheme,
            unmatched: key.unmatched,
            background: key.background,
        }
    }
}

#[cfg(test)]
mod tests;
