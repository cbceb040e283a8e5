//! Where a text runs along a source word by word.
//!
//! All runs of the shortest length that counts, of the sources are hashed and sorted. A run of a text that has a partner there is
//! extended as far as the words stay equal.

use crate::norm::{norm, words_of};
use crate::source::SourceFile;
use std::collections::BTreeMap;

/// Of a run that stands in the sources very often, as many places are looked at.
const PLACES: usize = 64;

/// Words that join the terms of an enumeration.
const JOINTS: &[&str] = &["a", "an", "and", "or", "the"];

/// A word of the sources, as a number.
type Word = u32;

/// No word of any source; it stands between the sources as well, so no run crosses from one to the next.
const STRANGE: Word = Word::MAX;

/// The texts that a bank draws on, ready for comparison.
pub(super) struct Originals<'s> {
    files: &'s [SourceFile],
    /// Runs with fewer words are ordinary language.
    shortest: usize,
    ids: BTreeMap<String, Word>,
    /// The words of all sources, with a strange one behind each source.
    words: Vec<Word>,
    /// Where each source ends in the words.
    ends: Vec<usize>,
    /// Runs of the shortest length by their hash, with the place of their first word.
    runs: Vec<(u64, usize)>,
    /// Terms that may be enumerated, by their first word, the longest first.
    terms: BTreeMap<Word, Vec<Vec<Word>>>,
}

/// A stretch of a text that stands in a source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Run<'s> {
    /// Index of its first word in the text.
    pub(super) start: usize,
    /// Number of its words.
    pub(super) length: usize,
    /// Number of its words that do not belong to an enumeration of terms.
    pub(super) counted: usize,
    /// The source.
    pub(super) source: &'s str,
}

impl<'s> Originals<'s> {
    /// Takes the sources apart. To enumerate terms of the subject is no copying.
    pub(super) fn new<'t>(
        files: &'s [SourceFile],
        terms: impl Iterator<Item = &'t str>,
        shortest: usize,
    ) -> Self {
        let mut ids: BTreeMap<String, Word> = BTreeMap::new();
        let (mut words, mut ends) = (Vec::new(), Vec::new());
        for file in files {
            let norm = norm(&file.text);
            for word in words_of(&norm) {
                let id = match ids.get(word) {
                    Some(&id) => id,
                    None => {
                        let id = Word::try_from(ids.len()).unwrap_or(STRANGE);
                        ids.insert(word.to_owned(), id);
                        id
                    }
                };
                words.push(id);
            }
            words.push(STRANGE);
            ends.push(words.len());
        }
        let mut runs: Vec<(u64, usize)> = words
            .windows(shortest)
            .enumerate()
            .filter(|(_, run)| !run.contains(&STRANGE))
            .map(|(place, run)| (hash(run), place))
            .collect();
        runs.sort_unstable();
        let mut originals = Self { files, shortest, ids, words, ends, runs, terms: BTreeMap::new() };
        originals.take_terms(terms);
        originals
    }

    fn take_terms<'t>(&mut self, terms: impl Iterator<Item = &'t str>) {
        for term in terms {
            let words = self.words_of(&norm(term));
            if let Some(&first) = words.first().filter(|_| !words.contains(&STRANGE)) {
                self.terms.entry(first).or_default().push(words);
            }
        }
        for terms in self.terms.values_mut() {
            terms.sort_by_key(|term| std::cmp::Reverse(term.len()));
        }
    }

    fn words_of(&self, norm: &str) -> Vec<Word> {
        words_of(norm).map(|word| self.ids.get(word).copied().unwrap_or(STRANGE)).collect()
    }

    /// The run of a text, given in normal form, that has most words in common with a source, not counting enumerations.
    pub(super) fn longest_run(&self, norm: &str) -> Option<Run<'s>> {
        let words = self.words_of(norm);
        let mut longest: Option<Run<'_>> = None;
        for (start, run) in
            words.windows(self.shortest).enumerate().filter(|(_, run)| !run.contains(&STRANGE))
        {
            let wanted = hash(run);
            let first = self.runs.partition_point(|(hash, _)| *hash < wanted);
            let places = self.runs.iter().skip(first).take(PLACES).take_while(|(hash, _)| *hash == wanted);
            for &(_, place) in places {
                // A run that could begin earlier was found there.
                let before =
                    (start.checked_sub(1).map(|s| words[s]), place.checked_sub(1).map(|p| self.words[p]));
                let length = self.common(&words[start..], place);
                if length < self.shortest
                    || (before.0 == before.1 && before.0.is_some_and(|word| word != STRANGE))
                {
                    continue;
                }
                let counted = length - self.enumerated(&words[start..start + length]);
                if longest.is_none_or(|longest| counted > longest.counted) {
                    longest = Some(Run { start, length, counted, source: self.source_at(place) });
                }
            }
        }
        longest
    }

    /// How many words a text has in common with the sources from a place on.
    fn common(&self, words: &[Word], place: usize) -> usize {
        let pairs = words.iter().zip(&self.words[place..]);
        pairs.take_while(|(a, b)| a == b && **a != STRANGE).count()
    }

    fn source_at(&self, place: usize) -> &'s str {
        let index = self.ends.partition_point(|&end| end <= place);
        self.files.get(index).map_or("", |file| &file.name)
    }

    /// How many words of a run belong to enumerations: two terms or more with nothing but joints between them.
    fn enumerated(&self, run: &[Word]) -> usize {
        let joints: Vec<Word> = JOINTS.iter().filter_map(|joint| self.ids.get(*joint).copied()).collect();
        let (mut total, mut place) = (0, 0);
        while place < run.len() {
            let (mut end, mut terms, mut last) = (place, 0, place);
            while end < run.len() {
                if let Some(length) = self.term_at(&run[end..]) {
                    (end, terms) = (end + length, terms + 1);
                    last = end;
                } else if joints.contains(&run[end]) {
                    end += 1;
                } else {
                    break;
                }
            }
            if terms >= 2 {
                total += last - place;
            }
            place = end.max(place + 1);
        }
        total
    }

    /// The length of the longest term that begins a run, which may be cut off by the end of the run.
    fn term_at(&self, run: &[Word]) -> Option<usize> {
        let terms = self.terms.get(run.first()?)?;
        terms
            .iter()
            .map(|term| &term[..term.len().min(run.len())])
            .find(|term| run.starts_with(term))
            .map(<[_]>::len)
    }
}

/// FNV-1a over words instead of bytes. Equal hashes of different runs do no harm: runs are compared word by word.
fn hash(run: &[Word]) -> u64 {
    run.iter().fold(0xcbf2_9ce4_8422_2325, |hash, word| {
        (hash ^ u64::from(*word)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const SHORTEST: usize = 7;

    fn counted(source: &str, terms: &[&str], text: &str) -> Option<(usize, usize, usize)> {
        let files = [SourceFile::new("a.txt", "Nothing to see here."), SourceFile::new("b.txt", source)];
        let originals = Originals::new(&files, terms.iter().copied(), SHORTEST);
        originals.longest_run(&norm(text)).map(|run| {
            assert_eq!(run.source, "b.txt");
            (run.start, run.length, run.counted)
        })
    }

    #[test]
    fn runs_are_found_whatever_their_dress() {
        let source = "The quick brown fox jumps over the lazy dog, and the dog does not mind.";
        assert_eq!(counted(source, &[], "See: the quick, **brown** fox jumps over the cat"), Some((1, 7, 7)));
        assert_eq!(counted(source, &[], "the quick brown fox jumps over a lazy dog"), None);
        assert_eq!(
            counted(source, &[], "fox jumps over the lazy dog and the dog does not mind"),
            Some((0, 12, 12))
        );
        assert_eq!(
            counted(source, &[], "does not mind nothing to see here the quick"),
            None,
            "across sources"
        );
    }

    #[test]
    fn enumerations_of_terms_do_not_count() {
        let source =
            "A tree has roots, a trunk, thin branches, green leaves and sweet fruit all through the year.";
        let terms = ["Roots", "Trunk", "Thin branches", "Green leaves", "Sweet fruit"];
        let text = "It has roots, a trunk, thin branches, green leaves and sweet fruit all through its life";
        assert_eq!(counted(source, &[], text), Some((1, 13, 13)));
        assert_eq!(counted(source, &terms, text), Some((1, 13, 3)));
        assert_eq!(counted(source, &terms[..1], text), Some((1, 13, 13)), "one term is no enumeration");
    }

    proptest! {
        #[test]
        fn the_longest_run_is_that_of_the_plain_search(
            source in proptest::collection::vec("[ab]", 0..40),
            text in proptest::collection::vec("[abc]", 0..30),
        ) {
            let runs = (0..text.len()).flat_map(|start| (start + SHORTEST..=text.len()).map(move |end| start..end));
            let longest = runs.filter(|run| source.windows(run.len()).any(|w| *w == text[run.clone()])).map(|r| r.len()).max();
            let found = counted(&source.join(" "), &[], &text.join(" ")).map(|(_, length, _)| length);
            prop_assert_eq!(found, longest);
        }
    }
}
