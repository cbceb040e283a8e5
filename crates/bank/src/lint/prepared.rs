//! What checks of wording need, computed once: normal forms, words and stems of every text.

use super::threshold::Limits;
use super::vocabulary::{StemId, Vocabulary, WordId};
use super::{Drafts, Lint};
use crate::draft::Draft;
use crate::kind::{Passage, Role};
use crate::norm::{norm, words_of};
use crate::source::Spot;
use std::collections::BTreeMap;
use toml::Spanned;

/// A bank as written, with its texts taken apart.
pub(crate) struct Prepared<'d> {
    /// The bank as written.
    pub(crate) drafts: &'d Drafts,
    /// The items, in the order of the drafts (by id).
    pub(crate) items: Vec<PreparedItem<'d>>,
    /// Whether word lists apply.
    pub(crate) english: bool,
    /// The words of all texts.
    pub(crate) vocabulary: Vocabulary,
    cases: BTreeMap<&'d str, Text<'d>>,
}

/// An item with its texts taken apart.
pub(crate) struct PreparedItem<'d> {
    /// The item as written.
    pub(crate) draft: &'d Draft,
    /// The asking text, without the stimulus.
    pub(crate) stem: Text<'d>,
    /// Choices, or the statements of a list, in the order of the file. Empty for kinds that have none.
    pub(crate) choices: Vec<PreparedChoice<'d>>,
}

/// A choice with its text taken apart.
pub(crate) struct PreparedChoice<'d> {
    /// The choice as written.
    pub(crate) passage: Passage<'d>,
    /// Its text.
    pub(crate) text: Text<'d>,
}

/// A text taken apart.
pub(crate) struct Text<'d> {
    /// As written, with its place.
    pub(crate) source: &'d Spanned<String>,
    /// Normal form: no markup, lower case, plain quotes and hyphens.
    pub(crate) norm: String,
    /// Characters of the normal form.
    pub(crate) chars: usize,
    /// All words in order; a gap is the word "blank".
    pub(crate) words: Vec<WordId>,
    /// The stems of its words, sorted, each once, without words that say nothing about the subject.
    pub(crate) stems: Vec<StemId>,
}

impl<'d> Prepared<'d> {
    pub(crate) fn new(drafts: &'d Drafts) -> Self {
        let english = drafts.language.to_ascii_lowercase().starts_with("en");
        let mut vocabulary = Vocabulary::new(english);
        let cases: BTreeMap<&str, Text<'_>> = drafts
            .cases
            .iter()
            .map(|case| (case.file.id.get_ref().as_str(), Text::new(&case.file.text, &mut vocabulary)))
            .collect();
        let items: Vec<PreparedItem<'_>> =
            drafts.items.iter().map(|draft| PreparedItem::new(draft, &mut vocabulary)).collect();
        for (index, item) in items.iter().enumerate() {
            let case = item.case_id().and_then(|id| cases.get(id));
            let texts = case.into_iter().chain([&item.stem]).chain(item.choices.iter().map(|c| &c.text));
            vocabulary.count_item(index, texts.flat_map(|text| text.stems.iter().copied()));
        }
        Self { drafts, items, english, vocabulary, cases }
    }

    /// The stimulus of an item, taken apart.
    pub(crate) fn case_of(&self, item: &PreparedItem<'_>) -> Option<&Text<'d>> {
        self.cases.get(item.case_id()?)
    }

    /// The stimuli, taken apart.
    pub(crate) fn cases(&self) -> impl Iterator<Item = &Text<'d>> {
        self.cases.values()
    }

    /// The thresholds of a check, as the bank has them.
    pub(crate) const fn limits(&self, lint: &Lint) -> Limits<'d> {
        self.drafts.thresholds.of(lint.id)
    }

    /// The words of a text.
    pub(crate) fn words<'t>(&'t self, text: &'t Text<'_>) -> impl DoubleEndedIterator<Item = &'t str> {
        text.words.iter().map(|&id| self.vocabulary.word(id))
    }
}

impl<'d> PreparedItem<'d> {
    fn new(draft: &'d Draft, vocabulary: &mut Vocabulary) -> Self {
        let choices = draft
            .body
            .passages()
            .into_iter()
            .filter(|passage| passage.role != Role::Other)
            .map(|passage| PreparedChoice { text: Text::new(passage.text, vocabulary), passage })
            .collect();
        Self { draft, stem: Text::new(&draft.header.stem, vocabulary), choices }
    }

    fn case_id(&self) -> Option<&'d str> {
        self.draft.header.stimulus.as_ref().map(|id| id.get_ref().as_str())
    }

    /// The choices that are right.
    pub(crate) fn keys(&self) -> impl Iterator<Item = &PreparedChoice<'d>> {
        self.choices.iter().filter(|choice| choice.is_key())
    }

    /// The choices that are wrong.
    pub(crate) fn distractors(&self) -> impl Iterator<Item = &PreparedChoice<'d>> {
        self.choices.iter().filter(|choice| choice.passage.role == Role::Distractor)
    }

    /// The place of one of its texts.
    pub(crate) fn spot(&self, text: &Text<'_>) -> Spot {
        self.draft.spot.of(text.source)
    }
}

impl PreparedChoice<'_> {
    /// Whether it is right.
    pub(crate) fn is_key(&self) -> bool {
        self.passage.role == Role::Key
    }
}

impl<'d> Text<'d> {
    fn new(source: &'d Spanned<String>, vocabulary: &mut Vocabulary) -> Self {
        let norm = norm(source.get_ref());
        let words: Vec<WordId> = words_of(&norm).map(|word| vocabulary.intern(word)).collect();
        let mut stems: Vec<StemId> = words.iter().filter_map(|&word| vocabulary.stem(word)).collect();
        stems.sort_unstable();
        stems.dedup();
        Self { source, chars: norm.chars().count(), norm, words, stems }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bank::drafts_of;

    const BANK: &str = r#"
[bank]
id = "sample"
title = "Sample"
language = "LANGUAGE"
[[topic]]
id = "sample"
name = "Sample"
[[stimulus]]
id = "shop"
use = "one"
text = "The shops sell tomatoes."
[[item]]
id = "xx-001"
topic = "sample"
level = "remember"
difficulty = 0.7
type = "single"
stimulus = "shop"
stem = "Which of the following **colours** has a ripe tomato?"
explanation = "Red."
  [[item.option]]
  text = "The reddest red"
  key = true
  [[item.option]]
  text = "Colouring"
"#;

    fn stems(prepared: &Prepared<'_>, text: &Text<'_>) -> Vec<String> {
        text.stems.iter().map(|&stem| prepared.vocabulary.stem_text(stem).to_owned()).collect()
    }

    #[test]
    fn texts_become_words_and_stems() {
        let drafts = drafts_of(&BANK.replace("LANGUAGE", "en-GB"));
        let prepared = Prepared::new(&drafts);
        let item = &prepared.items[0];
        assert_eq!(prepared.words(&item.stem).next_back(), Some("tomato"));
        assert_eq!(stems(&prepared, &item.stem), ["tomato", "colour", "ripe"]);
        assert_eq!(stems(&prepared, &item.choices[0].text), ["reddest", "red"]);
        assert_eq!(stems(&prepared, prepared.case_of(item).unwrap()), ["shop", "sell", "tomato"]);
        let colour = item.choices[1].text.stems[0];
        assert_eq!(prepared.vocabulary.items_with(colour), 1);
        assert_eq!((item.keys().count(), item.distractors().count()), (1, 1));
    }

    #[test]
    fn other_languages_are_not_stemmed() {
        let drafts = drafts_of(&BANK.replace("LANGUAGE", "de"));
        let prepared = Prepared::new(&drafts);
        assert!(!prepared.english);
        assert_eq!(stems(&prepared, &prepared.items[0].choices[1].text), ["colouring"]);
    }
}
