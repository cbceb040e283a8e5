//! The order from which the parts of an item are mixed.
//!
//! Seed, form and id of an item are public, and so is how they mix. Whoever mixes the places that choices have in the bank can undo it
//! from the paper; and places tell the key where it stands first, where rows stand beside what belongs to them, or where
//! steps stand in their order. Since the third algorithm the parts of an item are mixed from the order of digests of their texts,
//! which the paper tells anyway, by a draw that hangs on what the paper does not tell: the explanation, and why each choice is right or wrong.

use crate::pool::Pool;
use mockexam_bank::{Freedom, Item};
use mockexam_model::{ChoiceSnapshot, ItemId, SnapshotContent};
use mockexam_selection::Algorithm;
use sha2::{Digest, Sha256};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// The bases of all items that may be asked, each made at its first use. Empty for algorithms that mix places.
pub(crate) struct Bases(BTreeMap<ItemId, OnceLock<Base>>);

/// What the arrangement of an item starts from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Base {
    /// What its draws hang on.
    pub(crate) subject: String,
    /// Its statements, by their places in the bank.
    pub(crate) statements: Vec<u8>,
    /// Its choices, by their places in the bank.
    pub(crate) choices: Vec<u8>,
}

impl Bases {
    pub(crate) fn new(pool: &Pool<'_>, algorithm: Algorithm) -> Self {
        let items = pool.units.iter().flat_map(|unit| &unit.items);
        match algorithm {
            Algorithm::First | Algorithm::Second => Self(BTreeMap::new()),
            Algorithm::Third => Self(items.map(|item| (item.id().clone(), OnceLock::new())).collect()),
        }
    }

    /// The base of an item.
    pub(crate) fn of(&self, item: &Item) -> Cow<'_, Base> {
        match self.0.get(item.id()) {
            Some(base) => Cow::Borrowed(base.get_or_init(|| Base::by_text(item))),
            None => Cow::Owned(Base::by_place(item)),
        }
    }
}

impl Base {
    /// As the bank has it.
    fn by_place(item: &Item) -> Self {
        let all = |count: usize| (0..=u8::MAX).take(count).collect::<Vec<u8>>();
        let (statements, choices) = (all(item.snapshot.statements.len()), all(item.snapshot.choices.len()));
        Self { subject: item.id().to_string(), statements, choices }
    }

    /// By digests of texts. Parts that are not mixed stay as the bank has them.
    fn by_text(item: &Item) -> Self {
        let about = &item.snapshot;
        let statements: Vec<Text> = about.statements.iter().map(|it| text(it, &[])).collect();
        let choices: Vec<Text> = about.choices.iter().map(|it| text(it, &statements)).collect();
        let subject = format!("{} {}", item.id(), private(item, &statements, &choices));
        let mut base = Self { subject, ..Self::by_place(item) };
        let sort =
            |places: &mut [u8], texts: &[Text]| places.sort_by_key(|place| texts.get(usize::from(*place)));
        match item.freedom {
            Freedom::Fixed => {}
            Freedom::Shuffled { pinned } => {
                let free = choices.len().saturating_sub(usize::from(pinned));
                sort(&mut base.choices[..free], &choices);
            }
            Freedom::Ascending => sort(&mut base.choices, &choices),
            Freedom::ShuffledRows => sort(&mut base.statements, &statements),
            Freedom::ShuffledRowsAndChoices => {
                sort(&mut base.choices, &choices);
                sort(&mut base.statements, &statements);
            }
            Freedom::Rotated => {
                // They stay round the circle as they are; which is the first does not.
                let first = (0..statements.len()).min_by_key(|&place| statements[place]).unwrap_or(0);
                base.statements.rotate_left(first);
                base.choices.rotate_left(first.min(choices.len()));
            }
        }
        base
    }
}

/// A digest of what is printed.
type Text = [u8; 32];

fn text(part: &ChoiceSnapshot, statements: &[Text]) -> Text {
    let mut hash = Sha256::new();
    match &part.content {
        SnapshotContent::Text(text) => {
            hash.update(b"text ");
            hash.update(text.to_markup().as_bytes());
        }
        SnapshotContent::Truth(truth) => hash.update(if *truth { "true" } else { "false" }),
        SnapshotContent::Statements(named) => {
            let mut named: Vec<&Text> =
                named.iter().filter_map(|place| statements.get(usize::from(*place))).collect();
            named.sort_unstable();
            hash.update(b"statements ");
            named.into_iter().for_each(|statement| hash.update(statement));
        }
    }
    hash.finalize().into()
}

/// A digest of what no paper tells: the explanation, and what is said of each part, in the order of their texts.
fn private(item: &Item, statements: &[Text], choices: &[Text]) -> String {
    let about = &item.snapshot;
    let parts = about.statements.iter().zip(statements).chain(about.choices.iter().zip(choices));
    let mut said: Vec<(&Text, String)> = parts.map(|(part, text)| (text, part.why.to_markup())).collect();
    said.sort_unstable();
    let mut hash = Sha256::new();
    for text in std::iter::once(about.explanation.to_markup()).chain(said.into_iter().map(|(_, why)| why)) {
        hash.update((text.len() as u64).to_le_bytes());
        hash.update(text.as_bytes());
    }
    let digest: [u8; 32] = hash.finalize().into();
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}
