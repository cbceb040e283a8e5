//! W14: texts are plain.

use super::text::{plain, sentences, syllables};
use super::threshold::{Threshold, Unit};
use super::{FalseAlarms, Lint, Prepared, PreparedItem};
use crate::norm::tokens;
use mockexam_model::{Diagnostic, Severity};
use std::collections::BTreeSet;

pub(super) const LINT: Lint = Lint {
    id: "W14",
    severity: Severity::Error,
    what: "longer texts can be read with ease (Flesch at least 30, school grade 14 at most)",
    why: "An exam examines its subject, not the reading of nested sentences full of long words.",
    source: "Haladyna, Downing and Rodriguez 2002, guideline 8; Flesch 1948; Kincaid et al. 1975",
    help: "split the sentences, and put short words where long ones say no more",
    flawed: r#"
[[item]]
id = "xx-114"
topic = "sample"
concepts = ["sample-fact"]
level = "remember"
difficulty = 0.7
status = "reviewed"
type = "single"
stem = "Notwithstanding organizational interdependencies, institutionalized accountability considerations necessitate comprehensive documentation of horticultural responsibilities, particularly regarding international tomato cultivation, irrigation infrastructure, fertilization methodologies, environmental sustainability certification, intergenerational agricultural knowledge transfer, and multidisciplinary quality evaluation procedures throughout metropolitan administrative territories. Which colour has a ripe tomato?"
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
id = "xx-214"
topic = "sample"
concepts = ["sample-fact"]
level = "remember"
difficulty = 0.7
status = "reviewed"
type = "single"
stem = "On Monday Ada looks at the tomatoes of her garden and finds that most are still green. On Monday Ada looks at the tomatoes of her garden and finds that most are still green. Which colour has a ripe tomato?"
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
    false_alarms: FalseAlarms::Many,
    thresholds: &[ENOUGH, EASE, EASE_ERROR, GRADE, LONG_SENTENCE],
    check,
};

const ENOUGH: Threshold = Threshold::new(
    "least_words",
    Unit::Count("words"),
    40,
    (20, 1_000),
    "stem and stimulus with fewer are too short for reading ease and school grade",
);
const EASE: Threshold =
    Threshold::new("ease", Unit::Count("points"), 30, (0, 100), "a warning if the reading ease is below");
const EASE_ERROR: Threshold = Threshold::new(
    "ease_error",
    Unit::Count("points"),
    10,
    (0, 100),
    "an error if the reading ease is below",
)
.not_above("ease");
const GRADE: Threshold =
    Threshold::new("grade", Unit::Count("years"), 14, (1, 40), "a warning if it needs more years of school");
const LONG_SENTENCE: Threshold =
    Threshold::new("sentence_words", Unit::Count("words"), 30, (5, 500), "named if a sentence has more");

fn check(prepared: &Prepared<'_>) -> Vec<Diagnostic> {
    if !prepared.english {
        return Vec::new();
    }
    // The terms of the subject have to be known: they count as short, or no item could name them.
    let terms: BTreeSet<String> =
        prepared.drafts.concepts.iter().flat_map(|concept| tokens(&concept.name)).collect();
    prepared.items.iter().filter_map(|item| check_item(prepared, &terms, item)).collect()
}

fn check_item(
    prepared: &Prepared<'_>,
    terms: &BTreeSet<String>,
    item: &PreparedItem<'_>,
) -> Option<Diagnostic> {
    let words = item.stem.words.len() + prepared.case_of(item).map_or(0, |case| case.words.len());
    let limits = prepared.limits(&LINT);
    let (enough, long_sentence) = (limits.get(&ENOUGH), limits.get(&LONG_SENTENCE));
    if words <= long_sentence && words < enough {
        return None;
    }
    let mut text = prepared.case_of(item).map(|case| plain(case.source.get_ref())).unwrap_or_default();
    text.push(' ');
    text.push_str(&plain(item.stem.source.get_ref()));
    let lengths: Vec<usize> = sentences(&text).iter().map(|sentence| tokens(sentence).len()).collect();
    let longest = lengths.iter().copied().max().unwrap_or(0);
    let size = Size {
        words: whole(lengths.iter().sum()),
        sentences: whole(lengths.iter().filter(|length| **length > 0).count()).max(1),
        syllables: whole(tokens(&text).iter().map(|word| weight(terms, word)).sum()),
    };
    let (ease, grade) = (size.flesch(), size.grade());
    let measured = size.words >= whole(enough);
    let (least, most) = (whole(limits.get(&EASE)), whole(limits.get(&GRADE)));
    let (severity, message) = if measured && ease < 1000 * least {
        let is_error = ease < 1000 * whole(limits.get(&EASE_ERROR));
        let severity = if is_error { Severity::Error } else { Severity::Warning };
        (severity, format!("reading ease {} of 100, below {least}", ease / 1000))
    } else if measured && grade > 1000 * most {
        (Severity::Warning, format!("needs {} years of school to be read, more than {most}", grade / 1000))
    } else if longest > long_sentence {
        (Severity::Info, format!("a sentence of {longest} words, more than {long_sentence}"))
    } else {
        return None;
    };
    Some(LINT.at(item, &item.stem, severity, message))
}

/// A text in numbers.
struct Size {
    words: i64,
    sentences: i64,
    syllables: i64,
}

impl Size {
    /// Flesch reading ease in thousandths: 206.835 - 1.015 words/sentences - 84.6 syllables/words.
    fn flesch(&self) -> i64 {
        206_835 - 1_015 * self.words / self.sentences - 84_600 * self.syllables / self.words.max(1)
    }

    /// Flesch-Kincaid grade in thousandths: 0.39 words/sentences + 11.8 syllables/words - 15.59.
    fn grade(&self) -> i64 {
        390 * self.words / self.sentences + 11_800 * self.syllables / self.words.max(1) - 15_590
    }
}

fn weight(terms: &BTreeSet<String>, word: &str) -> usize {
    if terms.contains(word) { syllables(word).min(2) } else { syllables(word) }
}

/// A count; texts are far shorter than the limit, and a sum of thousands of it still fits.
fn whole(count: usize) -> i64 {
    i64::from(u32::try_from(count).unwrap_or(u32::MAX))
}
