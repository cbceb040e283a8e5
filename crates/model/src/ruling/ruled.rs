//! The items of a key as rulings leave them.

use super::{KeyAnswer, Ruling, RulingAction, Standing, apply};
use crate::scheme::is_exact;
use crate::{AnswerKey, FormCode, ItemId, ItemSnapshot, KeyError};
use std::collections::BTreeMap;

/// What rulings made of a key. Empty for most exams.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct RuledItems {
    rulings: Vec<Ruling>,
    /// Items that a ruling about all forms changed.
    items: BTreeMap<ItemId, ItemSnapshot>,
    /// Questions that a ruling concerns, form by form.
    questions: BTreeMap<FormCode, BTreeMap<ItemId, RuledQuestion>>,
}

/// A question as rulings leave it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct RuledQuestion {
    pub(crate) item: ItemSnapshot,
    pub(crate) standing: Standing,
    pub(crate) alternatives: Vec<KeyAnswer>,
    /// Index of the first ruling about it.
    by: usize,
}

impl RuledItems {
    pub(super) fn new(key: &AnswerKey, rulings: Vec<Ruling>) -> Result<Self, KeyError> {
        let mut ruled = Self::default();
        for (index, ruling) in rulings.iter().enumerate() {
            ruled.rule(key, &rulings, index, ruling)?;
        }
        Ok(Self { rulings, ..ruled })
    }

    pub(crate) fn rulings(&self) -> &[Ruling] {
        &self.rulings
    }

    /// An item that a ruling about all forms changed.
    pub(crate) fn item(&self, id: &ItemId) -> Option<&ItemSnapshot> {
        self.items.get(id)
    }

    /// A question that a ruling concerns.
    pub(crate) fn of(&self, form: &FormCode, item: &ItemId) -> Option<&RuledQuestion> {
        self.questions.get(form)?.get(item)
    }

    /// All items and questions that are changed, for those who rewrite texts.
    pub(crate) fn snapshots_mut(&mut self) -> impl Iterator<Item = &mut ItemSnapshot> {
        let questions = self.questions.values_mut().flat_map(BTreeMap::values_mut);
        self.items.values_mut().chain(questions.map(|question| &mut question.item))
    }

    fn rule(
        &mut self,
        key: &AnswerKey,
        rulings: &[Ruling],
        index: usize,
        ruling: &Ruling,
    ) -> Result<(), KeyError> {
        let wrong = |reason| KeyError::Ruling { ruling: ruling.id.clone(), reason };
        let Some(drawn) = key.drawn_item(&ruling.item) else {
            return Err(wrong("the exam does not ask its item".to_owned()));
        };
        if let Some(reason) = ruling.action.misfit(drawn) {
            return Err(wrong(reason.to_owned()));
        }
        let forms =
            key.forms().iter().filter(|form| ruling.form.as_ref().is_none_or(|only| *only == form.code));
        let asking = forms.filter(|form| form.questions.iter().any(|question| question.item == ruling.item));
        let mut known = false;
        for form in asking {
            known = true;
            let Some(item) = key.drawn_question(form, &ruling.item) else { continue };
            let of_form = self.questions.entry(form.code.clone()).or_default();
            let question = of_form.entry(ruling.item.clone()).or_insert_with(|| RuledQuestion {
                item: item.clone(),
                standing: Standing::Counted,
                alternatives: Vec::new(),
                by: index,
            });
            if let Some(other) = rulings.get(question.by).filter(|_| question.by != index)
                && !ruling.action.goes_with(&other.action)
            {
                return Err(wrong(format!("it contradicts ruling {}", other.id)));
            }
            question.rule(&ruling.action);
            let (item, penalty) = (&question.item, key.scheme().penalty);
            if !is_exact(&item.task, item.points, item.keys().count(), item.choices.len(), penalty) {
                return Err(wrong("what an answer then earns is no exact number of points".to_owned()));
            }
        }
        if !known {
            return Err(wrong("its form does not ask its item".to_owned()));
        }
        if ruling.form.is_none() {
            let item = self.items.entry(ruling.item.clone()).or_insert_with(|| drawn.clone());
            apply::to_item(&ruling.action, item);
        }
        Ok(())
    }
}

impl RuledQuestion {
    fn rule(&mut self, action: &RulingAction) {
        match action {
            RulingAction::Void => self.standing = Standing::Void,
            RulingAction::FullCredit => self.standing = Standing::FullCredit,
            RulingAction::Accept(_) | RulingAction::Rekey(_) => {}
        }
        self.alternatives.extend(apply::to_item(action, &mut self.item));
    }
}
