//! A form as the checks see it.

use crate::blueprint::Blueprint;
use crate::quota::Quota;
use crate::validate::Inventory;
use mockexam_bank::{Bank, Eligibility, SetUse};
use mockexam_model::{AnswerKey, FormKey, ItemSnapshot};

/// A form with what the checks look at, and nothing else.
pub(super) struct FormView {
    pub(super) minutes: u32,
    pub(super) broken: Vec<Broken>,
    pub(super) questions: Vec<Asked>,
}

/// A count that the blueprint asks for and the form does not keep.
pub(super) struct Broken {
    pub(super) name: String,
    pub(super) amount: String,
    pub(super) have: usize,
}

/// What is found out once for all forms.
pub(super) struct Sight<'a> {
    pub(super) blueprint: &'a Blueprint,
    pub(super) bank: &'a Bank,
    pub(super) key: &'a AnswerKey,
    /// For each count of the blueprint, whether each item is of it.
    matches: Vec<Vec<bool>>,
}

impl<'a> Sight<'a> {
    pub(super) fn new(
        blueprint: &'a Blueprint,
        bank: &'a Bank,
        key: &'a AnswerKey,
        inventory: &Inventory<'_>,
    ) -> Self {
        let of = |quota: &Quota| inventory.items.iter().map(|item| quota.filter.matches(item)).collect();
        Self { blueprint, bank, key, matches: blueprint.quotas.iter().map(of).collect() }
    }

    /// The counts that a form does not keep. What the bank does not know any more is not held against it.
    fn broken(&self, form: &FormKey, known: &[usize]) -> Vec<Broken> {
        if known.len() < form.questions.len() {
            return Vec::new();
        }
        let counted = self
            .blueprint
            .quotas
            .iter()
            .zip(&self.matches)
            .map(|(quota, matches)| (quota, known.iter().filter(|&&item| matches[item]).count()));
        let broken = counted.filter(|(quota, have)| !(quota.min..=quota.max).contains(have));
        broken
            .map(|(quota, have)| Broken { name: quota.filter.to_string(), amount: quota.amount(), have })
            .collect()
    }
}

/// One question of the form.
#[derive(Default)]
pub(super) struct Asked {
    pub(super) item: String,
    pub(super) topic: String,
    pub(super) case: Option<Case>,
    pub(super) family: Option<String>,
    pub(super) enemies: Vec<String>,
    /// Place of the key and number of choices, where one letter is asked.
    pub(super) letter: Option<(usize, usize)>,
    /// Whether the bank leaves its choices no other order.
    pub(super) fixed: bool,
    /// In per mille; none for an item that the bank does not know.
    pub(super) difficulty: Option<u16>,
    pub(super) seconds: u32,
}

/// The case of a question.
pub(super) struct Case {
    pub(super) id: String,
    /// How many of its questions belong on a form together.
    pub(super) all: Option<usize>,
    pub(super) one: bool,
}

impl FormView {
    /// `known` are the numbers of the items that the bank knows.
    pub(super) fn new(sight: &Sight<'_>, form: &FormKey, known: &[usize]) -> Self {
        let Sight { blueprint, bank, key, .. } = *sight;
        let questions = key.questions(form).map(|(question, snapshot)| {
            let letter = question.key_positions(snapshot).next().filter(|_| snapshot.task.is_one_letter());
            Asked {
                letter: letter.map(|place| (place, snapshot.choices.len())),
                fixed: question.choices.is_sorted(),
                ..asked(bank, snapshot)
            }
        });
        let broken = sight.broken(form, known);
        Self { minutes: blueprint.minutes.into(), broken, questions: questions.collect() }
    }
}

fn asked(bank: &Bank, snapshot: &ItemSnapshot) -> Asked {
    let item = bank.item(&snapshot.id);
    let case = snapshot.stimulus.as_ref().and_then(|id| bank.case(id)).map(|case| Case {
        id: case.stimulus.id.to_string(),
        all: (case.set_use == SetUse::All).then(|| {
            let same = |other: &&mockexam_bank::Item| other.snapshot.stimulus == snapshot.stimulus;
            bank.items().filter(same).filter(|other| other.eligibility == Eligibility::Eligible).count()
        }),
        one: case.set_use == SetUse::One,
    });
    Asked {
        item: snapshot.id.to_string(),
        topic: snapshot.topic.to_string(),
        case,
        family: item.and_then(|item| item.family.as_ref()).map(ToString::to_string),
        enemies: item.into_iter().flat_map(|item| &item.enemies).map(ToString::to_string).collect(),
        difficulty: item.map(|item| item.difficulty),
        seconds: item.map_or(0, |item| item.seconds),
        ..Asked::default()
    }
}

#[cfg(test)]
mod sample {
    use super::{Asked, Broken, Case, FormView};
    use serde::Deserialize;

    /// A form as the samples write it; `times` repeats a question.
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Form {
        minutes: u32,
        #[serde(default)]
        quota: Vec<Quota>,
        question: Vec<Question>,
    }

    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Quota {
        topic: String,
        count: usize,
    }

    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Question {
        item: String,
        topic: String,
        #[serde(default)]
        keys: String,
        difficulty: Option<u16>,
        #[serde(default)]
        seconds: u32,
        family: Option<String>,
        #[serde(default)]
        enemies: Vec<String>,
        case: Option<String>,
        case_has: Option<usize>,
    }

    impl FormView {
        /// Reads a sample. Of four choices the letters of `keys` are right, one question each.
        pub(in super::super) fn sample(text: &str) -> Result<Self, toml::de::Error> {
            let form: Form = toml::from_str(text)?;
            let questions: Vec<Asked> = form.question.iter().flat_map(Question::all).collect();
            let broken = form.quota.iter().filter_map(|quota| {
                let have = questions.iter().filter(|asked| asked.topic == quota.topic).count();
                let amount = format!("exactly {}", quota.count);
                (have != quota.count).then(|| Broken { name: quota.topic.clone(), amount, have })
            });
            Ok(Self { minutes: form.minutes, broken: broken.collect(), questions })
        }
    }

    impl Question {
        fn all(&self) -> Vec<Asked> {
            let letters: Vec<Option<usize>> = match self.keys.is_empty() {
                true => vec![None],
                false => self.keys.bytes().map(|letter| Some(usize::from(letter - b'A'))).collect(),
            };
            let asked = |letter: Option<usize>| Asked {
                item: self.item.clone(),
                topic: self.topic.clone(),
                letter: letter.map(|place| (place, 4)),
                difficulty: self.difficulty,
                seconds: self.seconds,
                family: self.family.clone(),
                enemies: self.enemies.clone(),
                case: self.case.clone().map(|id| Case {
                    id,
                    all: self.case_has,
                    one: self.case_has.is_none(),
                }),
                fixed: false,
            };
            letters.into_iter().map(asked).collect()
        }
    }
}
