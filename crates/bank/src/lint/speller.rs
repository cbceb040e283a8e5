//! Words of a bank that are in no dictionary.
//!
//! Names are no business of a dictionary: what has a capital inside a sentence passes, and so does the same word at the
//! start of one. Abbreviations pass too; W23 looks at them.

use super::dictionary::{English, Usage, slips};
use super::{Drafts, Prepared};
use crate::norm::tokens;
use mockexam_model::RichText;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// What the words of a bank are looked up in, besides its own lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Dictionary {
    /// Nothing: words are not looked up.
    #[default]
    Off,
    /// The English list, in any spelling.
    English,
    /// The English list, without what is only American.
    British,
    /// The English list, without what is only British.
    American,
    /// Only the list that the bank names.
    Own,
}

impl Dictionary {
    /// What fits a language, given as a BCP 47 tag.
    pub(crate) fn of_language(tag: &str) -> Self {
        match tag.to_ascii_lowercase().as_str() {
            "en-us" => Self::American,
            "en-au" | "en-gb" | "en-ie" | "en-in" | "en-nz" | "en-za" => Self::British,
            "en" => Self::English,
            other if other.starts_with("en-") => Self::English,
            _ => Self::Off,
        }
    }

    const fn is_english(self) -> bool {
        matches!(self, Self::English | Self::British | Self::American)
    }

    fn takes(self, usage: Usage) -> bool {
        match self {
            Self::Off | Self::Own => false,
            Self::English => true,
            Self::British => usage != Usage::American,
            Self::American => usage != Usage::British,
        }
    }
}

/// The words of a list: one or more to a line, `#` starts a comment.
pub(crate) fn words_of_list(text: &str) -> impl Iterator<Item = String> {
    let lines = text.lines().map(|line| line.split('#').next().unwrap_or_default());
    lines.flat_map(str::split_whitespace).map(|word| word.replace('\u{2019}', "'").to_lowercase())
}

/// Where a word stands: at the start of a sentence or of something like it, where it has a capital anyway, or inside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Start,
    Inside,
}

/// A word as it is written: where it is seen first, and how many times.
pub(super) struct Word<T> {
    pub(super) text: String,
    pub(super) first: T,
    pub(super) times: usize,
    place: Place,
    verdict: Verdict,
}

/// What dictionaries say of a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Verdict {
    Known(Usage),
    Unknown,
}

/// Looks up the words of texts, each with an owner that findings are about.
pub(super) struct Speller<'p, T> {
    dictionary: Dictionary,
    own: &'p BTreeSet<String>,
    /// The words of names of topics and concepts.
    terms: BTreeSet<String>,
    /// Words in the order in which they are first seen.
    words: Vec<Word<T>>,
    /// Where a word stands in that order.
    places: BTreeMap<String, usize>,
    /// What has a capital inside a sentence.
    names: BTreeSet<String>,
}

impl<'p, T: Copy> Speller<'p, T> {
    /// Nothing where no word is to be looked up.
    pub(super) fn of(prepared: &'p Prepared<'_>) -> Option<Self> {
        let drafts: &Drafts = prepared.drafts;
        if drafts.dictionary == Dictionary::Off {
            return None;
        }
        let topics = drafts.topics.iter().map(|(topic, _)| &topic.name);
        let names = topics.chain(drafts.concepts.iter().map(|concept| &concept.name));
        Some(Self {
            dictionary: drafts.dictionary,
            own: &drafts.own_words,
            terms: names.flat_map(|name| tokens(name)).collect(),
            words: Vec::new(),
            places: BTreeMap::new(),
            names: BTreeSet::new(),
        })
    }

    /// Looks at all words of a text with markup.
    pub(super) fn read(&mut self, source: &str, owner: T) {
        let text = if source.contains('`') || source.contains("![") {
            Cow::Owned(RichText::parse(source).map(|text| text.without_code().plain()).unwrap_or_default())
        } else {
            Cow::Borrowed(source)
        };
        each_word(&text, |word, place| self.look(word, place, owner));
    }

    fn look(&mut self, word: &str, place: Place, owner: T) {
        if place == Place::Inside && self.dictionary.is_english() && word.starts_with(char::is_uppercase) {
            if !self.names.contains(bare(word)) {
                self.names.insert(bare(word).to_owned());
            }
        } else if let Some(seen) = self.places.get(word).and_then(|&place| self.words.get_mut(place)) {
            seen.times += 1;
        } else {
            let text = word.replace('\u{2019}', "'");
            let verdict = self.verdict(&text);
            self.places.insert(word.to_owned(), self.words.len());
            self.words.push(Word { text, first: owner, times: 1, place, verdict });
        }
    }

    fn verdict(&self, word: &str) -> Verdict {
        if self.is_known(word) {
            Verdict::Known(self.usage(bare(&word.to_lowercase())).unwrap_or(Usage::Everywhere))
        } else {
            Verdict::Unknown
        }
    }

    fn usage(&self, word: &str) -> Option<Usage> {
        self.dictionary.is_english().then(|| English::get().usage(word)).flatten()
    }

    fn is_known(&self, word: &str) -> bool {
        self.is_whole_word(word)
            || word.contains('-')
                && word.split('-').all(|part| part.is_empty() || is_prefix(part) || self.is_whole_word(part))
    }

    fn is_whole_word(&self, word: &str) -> bool {
        if word.chars().nth(1).is_none() || word.chars().filter(|c| c.is_uppercase()).count() > 1 {
            return true;
        }
        let lower = word.to_lowercase();
        let bare_lower = bare(&lower);
        let is_listed = |word: &str| self.own.contains(word) || self.terms.contains(word);
        let takes = |word: &str| self.usage(word).is_some_and(|usage| self.dictionary.takes(usage));
        is_listed(&lower)
            || is_listed(bare_lower)
            || takes(&lower)
            || takes(bare_lower)
            || takes(bare(word))
            || !lower.is_ascii() && takes(&without_accents(bare_lower))
    }

    /// What is in no dictionary and is no name, in the order in which it is first seen.
    pub(super) fn unknown(&self) -> impl Iterator<Item = &Word<T>> {
        self.words.iter().filter(|word| {
            let is_name = word.place == Place::Start && self.names.contains(bare(&word.text));
            word.verdict == Verdict::Unknown && !is_name
        })
    }

    /// How many different words were looked up.
    pub(super) fn different(&self) -> usize {
        self.words.len()
    }

    /// Known words that one slip turns into this one: those first that the bank uses most, three at most.
    pub(super) fn meant(&self, word: &str) -> Vec<String> {
        let slips = slips(&word.to_lowercase()).into_iter();
        let mut known: Vec<String> =
            slips.filter(|slip| slip.len() > 1 && self.is_whole_word(slip)).collect();
        known.sort_unstable();
        known.dedup();
        let times = |slip: &String| {
            self.places.get(slip).and_then(|&place| self.words.get(place)).map_or(0, |word| word.times)
        };
        known.sort_by_key(|slip| std::cmp::Reverse(times(slip)));
        known.truncate(3);
        known
    }

    /// Words in the rarer of two national spellings, whose it is, and a word in the other; none where the bank has one.
    pub(super) fn minority(&self) -> Option<(Usage, Vec<&Word<T>>, &str)> {
        let side = |wanted: Usage| -> Vec<&Word<T>> {
            self.words.iter().filter(|word| self.region(word) == wanted).collect()
        };
        let times = |side: &[&Word<T>]| side.iter().map(|word| word.times).sum::<usize>();
        let (american, british) = (side(Usage::American), side(Usage::British));
        let (usage, rare, common) = if times(&american) <= times(&british) {
            (Usage::American, american, british)
        } else {
            (Usage::British, british, american)
        };
        let usual = common.into_iter().max_by_key(|word| (word.times, std::cmp::Reverse(&word.text)))?;
        (self.dictionary == Dictionary::English && !rare.is_empty()).then_some((
            usage,
            rare,
            usual.text.as_str(),
        ))
    }

    /// Where a word is spelled so. Whether -ise or -ize is a matter of its own.
    fn region(&self, word: &Word<T>) -> Usage {
        match word.verdict {
            Verdict::Known(Usage::British) => {
                let with_z = bare(&word.text.to_lowercase()).replace("is", "iz");
                let has_twin = self.usage(&with_z) == Some(Usage::Everywhere);
                if has_twin { Usage::Everywhere } else { Usage::British }
            }
            Verdict::Known(usage) => usage,
            Verdict::Unknown => Usage::Everywhere,
        }
    }
}

/// Without the ending of a possessive.
fn bare(word: &str) -> &str {
    word.strip_suffix("'s").or_else(|| word.strip_suffix('\'')).unwrap_or(word)
}

fn without_accents(word: &str) -> String {
    word.nfd().filter(|c| !is_combining_mark(*c)).collect()
}

/// What stands before a hyphen and is no word by itself.
fn is_prefix(part: &str) -> bool {
    const PREFIXES: [&str; 14] = [
        "anti", "co", "ex", "inter", "micro", "mid", "multi", "non", "pre", "re", "semi", "sub", "ultra",
        "un",
    ];
    PREFIXES.contains(&part.to_lowercase().as_str())
}

/// The words of a text in their order. Addresses, paths, formulas and whatever has a digit are no words.
fn each_word<'t>(text: &'t str, mut see: impl FnMut(&'t str, Place)) {
    let mut place = Place::Start;
    for chunk in text.split_whitespace() {
        let is_inner = |c: char| c.is_alphanumeric() || matches!(c, '-' | '\'' | '\u{2019}');
        let core = chunk.trim_matches(|c: char| !c.is_alphanumeric());
        if core.is_empty() || chunk.starts_with(['"', '\'', '(', '[', '\u{2018}', '\u{201c}']) {
            place = Place::Start;
        }
        let is_prose = !chunk.contains(['@', '/', '\\', '_', '=', '<', '>', '{', '}', '~', '^', '|']);
        if is_prose && !core.contains('.') {
            for piece in core.split(|c: char| !is_inner(c)) {
                let word = piece.trim_matches(['-', '\'', '\u{2019}']);
                if !word.is_empty() && !word.contains(|c: char| c.is_numeric()) {
                    see(word, place);
                }
                place = Place::Inside;
            }
        }
        let end = chunk.trim_end_matches(['"', '\'', ')', ']', '*', '\u{2019}', '\u{201d}']);
        let stops = end.ends_with(['.', '!', '?', ':', '|', '\u{2026}']) || core.is_empty();
        place = if stops { Place::Start } else { Place::Inside };
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bank::drafts_of;
    use crate::{Beside, WordList};

    fn words(text: &str) -> Vec<(&str, Place)> {
        let mut words = Vec::new();
        each_word(text, |word, place| words.push((word, place)));
        words
    }

    #[test]
    fn words_know_where_they_stand() {
        use Place::{Inside, Start};
        assert_eq!(
            words("See Mika's **well-known** \"Café\" (Open).\n- First: at 24h or a/b, e.g. x@y.org {n}"),
            [
                ("See", Start),
                ("Mika's", Inside),
                ("well-known", Inside),
                ("Café", Start),
                ("Open", Start),
                ("First", Start),
                ("at", Start),
                ("or", Inside),
            ]
        );
    }

    /// What the bank of a language finds unknown in a text.
    fn unknown(header: &str, text: &str) -> Vec<String> {
        let head = format!(
            "[bank]\nid = \"s\"\ntitle = \"S\"\n{header}\n[[topic]]\nid = \"t\"\nname = \"Kubernetes pods\"\n"
        );
        let mut drafts = drafts_of(&head);
        let lists = [WordList { name: Beside::WORDS.into(), text: "Ingress # a term\nschlange".into() }];
        Beside { originals: &[], lists: &lists }.take_words(&mut drafts, &mut Vec::new());
        let prepared = Prepared::new(&drafts);
        let Some(mut speller) = Speller::of(&prepared) else { return Vec::new() };
        speller.read(text, ());
        speller.unknown().map(|found| format!("{} {}", found.text, found.times)).collect()
    }

    #[test]
    fn slips_are_told_from_names_terms_and_code() {
        let english = "language = \"en\"";
        assert_eq!(
            unknown(english, "They recieve it. Recieve it, and recieve more."),
            ["recieve 2", "Recieve 1"]
        );
        for fine in [
            "Kubernetes pods and an ingress's rules.",
            "Ask Tilda. Tilda knows. Tilda's notes are SLAs and OLAs.",
            "Co-creation of well-known things, pre-approved by the team's users' café.",
            "Run `mkfoo -x` or see https://exmple.org, exmple.org, a_b and C:\\\\tmp\\\\fooo.",
            "Don't organise or organize the colour or color; it’s {valeu} 3rd.",
        ] {
            assert_eq!(unknown(english, fine), Vec::<String>::new(), "{fine}");
        }
    }

    #[test]
    fn languages_have_their_lists() {
        let text = "A colour and a color of an organized and an organised thing.";
        assert_eq!(unknown("language = \"en-GB\"", text), ["color 1"]);
        assert_eq!(unknown("language = \"en-US\"", text), ["colour 1", "organised 1"]);
        assert_eq!(unknown("language = \"en-CA\"", text), Vec::<String>::new());
        assert_eq!(unknown("language = \"de\"", text), Vec::<String>::new());
        assert_eq!(unknown("language = \"en\"\ndictionary = \"off\"", "recieve"), Vec::<String>::new());
    }

    #[test]
    fn what_was_meant_is_what_the_bank_uses() {
        let drafts = drafts_of("[bank]\nid = \"s\"\ntitle = \"S\"\nlanguage = \"en\"\n");
        let prepared = Prepared::new(&drafts);
        let mut speller = Speller::of(&prepared).unwrap();
        speller.read("A form is a form, and a farm is none. We recieve a frm.", ());
        assert_eq!(speller.meant("frm")[..2], ["form", "farm"]);
        assert_eq!(speller.meant("recieve"), ["receive", "relieve"]);
        assert_eq!(speller.meant("xyzzyx"), Vec::<String>::new());
    }

    #[test]
    fn one_spelling_is_enough() {
        let drafts = drafts_of("[bank]\nid = \"s\"\ntitle = \"S\"\nlanguage = \"en\"\n");
        let prepared = Prepared::new(&drafts);
        let mut speller = Speller::of(&prepared).unwrap();
        speller.read("The colour of the theatre, organised and organized.", ());
        assert!(speller.minority().is_none());
        speller.read("A color.", ());
        let (usage, rare, usual) = speller.minority().unwrap();
        let rare: Vec<&str> = rare.iter().map(|found| found.text.as_str()).collect();
        assert_eq!((usage, rare, usual), (Usage::American, vec!["color"], "colour"));
    }
}
