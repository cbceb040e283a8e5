//! The words of a bank, each stored and stemmed once, so that texts are lists of numbers.

use super::words::{STOP, holds};
use rust_stemmers::{Algorithm, Stemmer};
use std::collections::BTreeMap;

/// A word as written, in lower case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct WordId(u32);

/// A word without its endings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct StemId(u32);

/// All words of a bank with their stems.
pub(crate) struct Vocabulary {
    /// None where the bank is not in English: a word is its own stem then.
    stemmer: Option<Stemmer>,
    ids: BTreeMap<Box<str>, WordId>,
    words: Vec<(Box<str>, Option<StemId>)>,
    stem_ids: BTreeMap<Box<str>, StemId>,
    stems: Vec<StemEntry>,
}

struct StemEntry {
    text: Box<str>,
    /// Number of items that have it.
    items: u32,
    /// The last item that was counted, from 1.
    last: u32,
}

impl Vocabulary {
    pub(super) fn new(english: bool) -> Self {
        Self {
            stemmer: english.then(|| Stemmer::create(Algorithm::English)),
            ids: BTreeMap::new(),
            words: Vec::new(),
            stem_ids: BTreeMap::new(),
            stems: Vec::new(),
        }
    }

    /// The number of a word, given in lower case.
    pub(super) fn intern(&mut self, word: &str) -> WordId {
        if let Some(&id) = self.ids.get(word) {
            return id;
        }
        let id = WordId(count(self.words.len()));
        let stem = self.intern_stem(word);
        self.ids.insert(word.into(), id);
        self.words.push((word.into(), stem));
        id
    }

    fn intern_stem(&mut self, word: &str) -> Option<StemId> {
        let text = match &self.stemmer {
            Some(_) if holds(STOP, word) => return None,
            Some(stemmer) => stemmer.stem(word),
            None => word.into(),
        };
        if let Some(&id) = self.stem_ids.get(text.as_ref()) {
            return Some(id);
        }
        let id = StemId(count(self.stems.len()));
        self.stem_ids.insert(text.as_ref().into(), id);
        self.stems.push(StemEntry { text: text.as_ref().into(), items: 0, last: 0 });
        Some(id)
    }

    /// Counts the stems of an item, each once; items come one after the other.
    pub(super) fn count_item(&mut self, item: usize, stems: impl Iterator<Item = StemId>) {
        let mark = count(item).saturating_add(1);
        for stem in stems {
            if let Some(entry) = self.stems.get_mut(stem.0 as usize).filter(|entry| entry.last != mark) {
                entry.last = mark;
                entry.items += 1;
            }
        }
    }

    /// The text of a word, in lower case.
    pub(crate) fn word(&self, id: WordId) -> &str {
        self.words.get(id.0 as usize).map_or("", |(text, _)| text)
    }

    /// The stem of a word; none for words that say nothing about the subject.
    pub(crate) fn stem(&self, id: WordId) -> Option<StemId> {
        self.words.get(id.0 as usize).and_then(|(_, stem)| *stem)
    }

    /// The stem of a word that stands somewhere in the bank; none for all other words.
    pub(crate) fn stem_of(&self, word: &str) -> Option<StemId> {
        self.ids.get(word).and_then(|&id| self.stem(id))
    }

    /// The text of a stem. It is cut off ("servic"): for messages, show a word that has it.
    pub(crate) fn stem_text(&self, id: StemId) -> &str {
        self.stems.get(id.0 as usize).map_or("", |entry| &entry.text)
    }

    /// Number of items that have the stem anywhere in stem, stimulus or choices.
    pub(crate) fn items_with(&self, id: StemId) -> u32 {
        self.stems.get(id.0 as usize).map_or(0, |entry| entry.items)
    }

    /// How many stems there are: ids are numbers below it.
    pub(crate) fn stem_count(&self) -> usize {
        self.stems.len()
    }
}

impl StemId {
    /// Its number, for tables with an entry per stem.
    pub(crate) const fn index(self) -> usize {
        self.0 as usize
    }
}

/// A bank does not have four thousand million words; one that had would lose the rest.
fn count(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}
