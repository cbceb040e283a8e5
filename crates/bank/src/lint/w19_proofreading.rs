//! W19: proofreading.

use super::dictionary::Usage;
use super::speller::{Speller, Word};
use super::text::ends_as_sentence;
use super::threshold::{Threshold, Unit};
use super::whole;
use super::words::{ISE_IZE, holds};
use super::{FalseAlarms, Lint, Prepared};
use crate::draft::Draft;
use crate::source::{AtSpot, Spot};
use mockexam_model::{Diagnostic, Severity};
use toml::Spanned;

pub(super) const LINT: Lint = Lint {
    id: "W19",
    severity: Severity::Warning,
    what: "words are in the dictionary, spelled in one way, not doubled, and explanations end with a stop",
    why: "Small slips make candidates doubt the rest, and two spellings of one word look like two terms. Words are looked up in an English list, in names of topics and concepts, and in words.txt beside bank.toml; capitals inside a sentence are taken for names. In other languages only a list is used that dictionary in [bank] names.",
    source: "Haladyna, Downing and Rodriguez 2002, guideline 12",
    help: "correct the slip; decide on organise or organize for the whole bank",
    flawed: r#"
[[item]]
id = "xx-119"
topic = "sample"
concepts = ["sample-fact"]
level = "remember"
difficulty = 0.7
status = "reviewed"
type = "single"
stem = "Which colour has the the ripe tomato?"
explanation = "Lycopene makes ripe tomatoes red, whatever the light."
  [[item.option]]
  text = "Red"
  key = true
  [[item.option]]
  text = "Green"
  why = "Grass is green, not this."
  [[item.option]]
  text = "Blue"
  why = "The sky is blue, not this."
"#,
    sound: r#"
[[item]]
id = "xx-219"
topic = "sample"
concepts = ["sample-fact"]
level = "remember"
difficulty = 0.7
status = "reviewed"
type = "single"
stem = "Who knew that that ripe tomato was red?"
explanation = "Lycopene makes ripe tomatoes red, whatever the light."
  [[item.option]]
  text = "Red"
  key = true
  [[item.option]]
  text = "Green"
  why = "Grass is green, not this."
  [[item.option]]
  text = "Blue"
  why = "The sky is blue, not this."
"#,
    false_alarms: FalseAlarms::Some,
    thresholds: &[UNKNOWN],
    check,
};

/// Words that may stand twice in a row.
const TWICE: [&str; 4] = ["had", "so", "that", "very"];

fn check(prepared: &Prepared<'_>) -> Vec<Diagnostic> {
    let mut out = unknown_words(prepared);
    if !prepared.english {
        return out;
    }
    let mut spellings = Spellings::default();
    for draft in &prepared.drafts.items {
        for (what, text) in draft.texts() {
            let mut finding = |severity, message: String| {
                let spot = draft.spot.of(text);
                out.push(draft.finding_at(LINT.id, severity, message, &spot).help(LINT.help));
            };
            if let Some(word) = doubled(text.get_ref()) {
                finding(Severity::Warning, format!("'{word}' stands twice in a row"));
            }
            if matches!(what, "explanation" | "why") && !ends_as_sentence(text.get_ref()) {
                finding(Severity::Info, format!("the {what} has no stop at its end"));
            }
            spellings.count(draft, text);
        }
    }
    out.extend(spellings.minority());
    out
}

const UNKNOWN: Threshold = Threshold::new(
    "unknown",
    Unit::Percent,
    20,
    (1, 100),
    "if more of 50 or more different words are in no dictionary, one finding for all asks for the language",
);

/// Fewer different words say nothing about the language.
const ENOUGH_WORDS: usize = 50;

/// What a text belongs to.
#[derive(Clone, Copy)]
struct Owner<'d> {
    kind: &'static str,
    id: &'d str,
    /// The item, of which a waiver may answer findings.
    draft: Option<&'d Draft>,
    file: &'d str,
    span: mockexam_model::Span,
}

impl Owner<'_> {
    fn finding(&self, message: &str) -> Diagnostic {
        let spot = Spot { file: self.file.to_owned(), span: self.span };
        match self.draft {
            Some(draft) => draft.finding_at(LINT.id, Severity::Info, message, &spot),
            None => {
                let message = format!("{} {}: {message}", self.kind, self.id);
                Diagnostic { severity: Severity::Info, ..Diagnostic::error(LINT.id, message) }.spot(&spot, "")
            }
        }
    }
}

/// Words that are in no dictionary, each once, and words in the rarer of two national spellings.
fn unknown_words(prepared: &Prepared<'_>) -> Vec<Diagnostic> {
    let Some(mut speller) = Speller::of(prepared) else { return Vec::new() };
    let drafts = prepared.drafts;
    for draft in &drafts.items {
        for (_, text) in draft.texts() {
            let (id, span) = (draft.id(), text.span().into());
            let owner = Owner { kind: "item", id, draft: Some(draft), file: &draft.spot.file, span };
            speller.read(text.get_ref(), owner);
        }
    }
    for case in &drafts.cases {
        let (id, text) = (case.file.id.get_ref(), case.file.text.get_ref());
        let owner = Owner { kind: "stimulus", id, draft: None, file: &case.spot.file, span: case.spot.span };
        speller.read(text, owner);
    }
    for concept in &drafts.concepts {
        let (id, spot) = (&concept.id, &concept.spot);
        speller.read(
            &concept.fact,
            Owner { kind: "concept", id, draft: None, file: &spot.file, span: spot.span },
        );
    }
    let (unknown, all) = (speller.unknown().count(), speller.different());
    if all >= ENOUGH_WORDS && unknown * 100 > all * prepared.limits(&LINT).get(&UNKNOWN) {
        let message = format!(
            "{unknown} of {all} different words are in no dictionary: language is \"{}\"",
            drafts.language
        );
        let help = "correct language in [bank], list the words of the subject in words.txt, or write dictionary = \"off\"";
        return vec![whole::finding(drafts, LINT.id, Severity::Info, message).help(help)];
    }
    let mut out: Vec<Diagnostic> =
        speller.unknown().map(|word| unknown_word(word, &speller.meant(&word.text))).collect();
    if let Some((usage, rare, usual)) = speller.minority() {
        let here = if usage == Usage::American { "American" } else { "British" };
        out.extend(rare.into_iter().map(|word| {
            let message = format!("'{}' is {here} spelling{}, '{usual}' is not", word.text, times(word));
            word.first.finding(&message).help("decide on one of the two for the whole bank")
        }));
    }
    out
}

fn unknown_word(word: &Word<Owner<'_>>, meant: &[String]) -> Diagnostic {
    let message = format!("'{}' is in no dictionary{}", word.text, times(word));
    let listed = "a right word belongs into words.txt beside bank.toml";
    let help = match meant {
        [] => listed.to_owned(),
        meant => format!("did you mean {}? {listed}", meant.join(" or ")),
    };
    word.first.finding(&message).help(help)
}

/// " (3 times)"; nothing for once.
fn times<T>(word: &Word<T>) -> String {
    if word.times > 1 { format!(" ({} times)", word.times) } else { String::new() }
}

fn doubled(text: &str) -> Option<&str> {
    let mut words = text.split_whitespace();
    let mut before = words.next()?;
    words.find_map(|word| {
        let first = std::mem::replace(&mut before, word);
        let second = word.trim_end_matches(|c: char| !c.is_alphanumeric());
        let same = first.len() == second.len() && first.chars().all(char::is_alphabetic);
        let lower = first.to_lowercase();
        (same && lower == second.to_lowercase() && !TWICE.contains(&lower.as_str())).then_some(first)
    })
}

/// Words that can be spelled with s and z, as the bank spells them.
#[derive(Default)]
struct Spellings<'d> {
    with_s: Vec<Spelled<'d>>,
    with_z: Vec<Spelled<'d>>,
}

struct Spelled<'d> {
    draft: &'d Draft,
    text: &'d Spanned<String>,
    word: &'d str,
}

impl<'d> Spellings<'d> {
    fn count(&mut self, draft: &'d Draft, text: &'d Spanned<String>) {
        let words = text.get_ref().split(|c: char| !c.is_alphanumeric() && c != '-');
        for word in words.filter(|word| word.contains("is") || word.contains("iz")) {
            match spelling(&word.to_lowercase()) {
                Some('s') => self.with_s.push(Spelled { draft, text, word }),
                Some(_) => self.with_z.push(Spelled { draft, text, word }),
                None => {}
            }
        }
    }

    /// The words in the rarer spelling; in that with s where both are as frequent.
    fn minority(self) -> Vec<Diagnostic> {
        let (rare, common) = if self.with_s.len() <= self.with_z.len() {
            (self.with_s, self.with_z)
        } else {
            (self.with_z, self.with_s)
        };
        let Some(usual) = common.first() else { return Vec::new() };
        let more = common.len() - 1;
        rare.iter()
            .map(|Spelled { draft, text, word }| {
                let message =
                    format!("'{word}' is spelled otherwise than '{}' and {more} more words", usual.word);
                let spot = draft.spot.of(text);
                draft.finding_at(LINT.id, Severity::Warning, message, &spot).help(LINT.help)
            })
            .collect()
    }
}

const ENDINGS: [&str; 9] = ["ation", "ations", "e", "ed", "er", "ers", "es", "ing", "able"];

/// The letter that tells the spelling of a word that has two.
fn spelling(word: &str) -> Option<char> {
    ENDINGS.iter().find_map(|ending| {
        let root = word.strip_suffix(ending)?;
        let letter = root.chars().last().filter(|c| matches!(c, 's' | 'z'))?;
        let base = root.strip_suffix(letter)?.strip_suffix('i')?;
        let base = base.strip_prefix("re").filter(|base| holds(ISE_IZE, base)).unwrap_or(base);
        holds(ISE_IZE, base.trim_start_matches("de").trim_start_matches('-')).then_some(letter)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_words_with_two_spellings_count() {
        for (word, letter) in [
            ("organisation", Some('s')),
            ("recognizes", Some('z')),
            ("centralised", Some('s')),
            ("decentralised", Some('s')),
            ("reorganized", Some('z')),
            ("promise", None),
            ("size", None),
            ("exercise", None),
            ("raised", None),
        ] {
            assert_eq!(spelling(word), letter, "{word}");
        }
    }

    #[test]
    fn doubled_words_stand_side_by_side() {
        assert_eq!(doubled("It is is so."), Some("is"));
        assert_eq!(doubled("The the end"), Some("The"));
        assert_eq!(doubled("users, users and that that"), None);
    }
}
