//! W11: choices do not overlap.

use super::vocabulary::WordId;
use super::words::{NEGATION, holds};
use super::{FalseAlarms, Lint, Prepared, PreparedItem, Text};
use mockexam_model::{Diagnostic, Severity};
use regex_lite::Regex;

pub(super) const LINT: Lint = Lint {
    id: "W11",
    severity: Severity::Error,
    what: "no choice includes another",
    why: "Where one choice holds whenever another does, either both are right or the smaller one is out without thinking.",
    source: "Haladyna, Downing and Rodriguez 2002, guideline 19 and 22",
    help: "make the choices exclude each other",
    flawed: r#"
[[item]]
id = "xx-111"
topic = "sample"
concepts = ["sample-fact"]
level = "remember"
difficulty = 0.7
status = "reviewed"
type = "single"
stem = "How many tomatoes does a good plant bear in a year?"
explanation = "Lycopene makes ripe tomatoes red, whatever the light."
  [[item.option]]
  text = "10 to 30"
  key = true
  [[item.option]]
  text = "30 to 60"
  why = "Few plants bear so many."
  [[item.option]]
  text = "More than 60"
  why = "Hardly any plant bears so many."
"#,
    sound: r#"
[[item]]
id = "xx-211"
topic = "sample"
concepts = ["sample-fact"]
level = "remember"
difficulty = 0.7
status = "reviewed"
type = "single"
stem = "How many tomatoes does a good plant bear in a year?"
explanation = "Lycopene makes ripe tomatoes red, whatever the light."
  [[item.option]]
  text = "10 to 30"
  key = true
  [[item.option]]
  text = "31 to 60"
  why = "Few plants bear so many."
  [[item.option]]
  text = "More than 60"
  why = "Hardly any plant bears so many."
"#,
    false_alarms: FalseAlarms::Many,
    thresholds: &[],
    check,
};

fn check(prepared: &Prepared<'_>) -> Vec<Diagnostic> {
    let forms: Vec<(Regex, Form)> =
        FORMS.iter().filter_map(|(pattern, form)| Some((Regex::new(pattern).ok()?, *form))).collect();
    let mut out = Vec::new();
    for item in &prepared.items {
        match ranges(&forms, item) {
            Some(ranges) => out.extend(intersection(item, &ranges)),
            None if prepared.english => out.extend(inclusion(prepared, item)),
            None => {}
        }
    }
    out
}

/// How a pattern's numbers bound a range.
#[derive(Clone, Copy)]
enum Form {
    Between,
    Below,
    UpTo,
    Above,
    From,
    Exactly,
}

/// Patterns over norm texts, the more special first. The last group is the unit.
const FORMS: [(&str, Form); 9] = [
    (r"^(?:from |between )?([0-9][0-9.,]*)[^0-9]{0,3}(?:-|to|and) ?([0-9][0-9.,]*)(.*)$", Form::Between),
    (r"^(?:less than|fewer than|under|below|<) ?([0-9][0-9.,]*)(.*)$", Form::Below),
    (r"^(?:up to|at most|(?:no|not) more than|<=|≤) ?([0-9][0-9.,]*)(.*)$", Form::UpTo),
    (r"^(?:more than|over|above|greater than|>) ?([0-9][0-9.,]*)(.*)$", Form::Above),
    (r"^(?:at least|(?:no|not) less than|>=|≥) ?([0-9][0-9.,]*)(.*)$", Form::From),
    (r"^([0-9][0-9.,]*)(.*?) ?(?:\+|(?:or|and) (?:more|above|over))$", Form::From),
    (r"^([0-9][0-9.,]*)(.*?) (?:or|and) (?:less|fewer|below)$", Form::UpTo),
    (r"^(?:exactly )?([0-9][0-9.,]*)(.*)$", Form::Exactly),
    (r"^(?:about )([0-9][0-9.,]*)(.*)$", Form::Exactly),
];

/// Bounds in thousandths, both inclusive.
#[derive(Clone, Copy)]
struct Range {
    low: i64,
    high: i64,
}

/// The choices as ranges of one unit; none unless all of them are and one is more than a number.
fn ranges(forms: &[(Regex, Form)], item: &PreparedItem<'_>) -> Option<Vec<Range>> {
    let parsed: Vec<(Range, String)> =
        item.choices.iter().map(|choice| parse(forms, &choice.text.norm)).collect::<Option<_>>()?;
    let (_, unit) = parsed.first()?;
    // "Under 10" beside "10 to 20 minutes": the unit may stand once.
    let same_unit = parsed.iter().all(|(_, other)| other == unit || other.is_empty() || unit.is_empty());
    let is_wide = parsed.iter().any(|(range, _)| range.low < range.high);
    (same_unit && is_wide).then(|| parsed.iter().map(|(range, _)| *range).collect())
}

fn parse(forms: &[(Regex, Form)], text: &str) -> Option<(Range, String)> {
    let text = text.trim_end_matches('.');
    let (found, form) = forms.iter().find_map(|(pattern, form)| Some((pattern.captures(text)?, *form)))?;
    let number = |group: usize| thousandths(found.get(group)?.as_str());
    let (low, high) = match form {
        Form::Between => (number(1)?, number(2)?),
        Form::Below => (i64::MIN, number(1)?.saturating_sub(1)),
        Form::UpTo => (i64::MIN, number(1)?),
        Form::Above => (number(1)?.saturating_add(1), i64::MAX),
        Form::From => (number(1)?, i64::MAX),
        Form::Exactly => (number(1)?, number(1)?),
    };
    let unit = found.get(found.len() - 1)?.as_str().trim().to_owned();
    Some((Range { low, high }, unit))
}

/// "1,500" and "2.5" in thousandths.
fn thousandths(text: &str) -> Option<i64> {
    let text = text.trim_end_matches(['.', ',']).replace(',', "");
    let (whole, part) = text.split_once('.').unwrap_or((&text, ""));
    let part: i64 = format!("{part:0<3}").get(..3)?.parse().ok()?;
    whole.parse::<i64>().ok()?.checked_mul(1000)?.checked_add(part)
}

fn intersection(item: &PreparedItem<'_>, ranges: &[Range]) -> Option<Diagnostic> {
    for (index, b) in ranges.iter().enumerate() {
        if let Some(other) = ranges[..index].iter().position(|a| a.low <= b.high && b.low <= a.high) {
            let (a, b) = (&item.choices[other].text, &item.choices[index].text);
            let message = format!("'{}' and '{}' overlap", a.norm, b.norm);
            return Some(LINT.at(item, b, Severity::Error, message));
        }
    }
    None
}

/// Two texts of which one says all that the other says.
fn inclusion(prepared: &Prepared<'_>, item: &PreparedItem<'_>) -> Option<Diagnostic> {
    for (index, b) in item.choices.iter().enumerate() {
        for a in &item.choices[..index] {
            if includes(prepared, &a.text, &b.text) || includes(prepared, &b.text, &a.text) {
                let message = format!("'{}' and '{}' do not exclude each other", a.text.norm, b.text.norm);
                return Some(LINT.at(item, &b.text, Severity::Warning, message));
            }
        }
    }
    None
}

/// Whether the large text is the small one, word for word, with more words in between or around. Content words alone
/// would not do: "agile in place of lean" and "agile as well as lean" share them all.
fn includes(prepared: &Prepared<'_>, small: &Text<'_>, large: &Text<'_>) -> bool {
    if small.stems.len() < 2 || small.stems.iter().any(|stem| large.stems.binary_search(stem).is_err()) {
        return false;
    }
    let denials = |text: &Text<'_>| prepared.words(text).filter(|word| holds(NEGATION, word)).count();
    let mut rest = large.words.iter().map(|&word| shape(prepared, word));
    let mut words = small.words.iter().map(|&word| shape(prepared, word)).filter(|word| !is_article(word));
    words.all(|word| rest.any(|other| other == word)) && denials(small) == denials(large)
}

/// The stem of a content word, any other word as it is.
fn shape<'p>(prepared: &'p Prepared<'_>, word: WordId) -> &'p str {
    let vocabulary = &prepared.vocabulary;
    vocabulary.stem(word).map_or_else(|| vocabulary.word(word), |stem| vocabulary.stem_text(stem))
}

fn is_article(word: &str) -> bool {
    matches!(word, "a" | "an" | "the")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_read() {
        let forms: Vec<(Regex, Form)> =
            FORMS.iter().map(|(p, form)| (Regex::new(p).unwrap(), *form)).collect();
        for (text, low, high, unit) in [
            ("10 - 20 days", 10_000, 20_000, "days"),
            ("10% to 20%", 10_000, 20_000, "%"),
            ("between 2.5 and 3 hours", 2_500, 3_000, "hours"),
            ("< 1,500", i64::MIN, 1_499_999, ""),
            ("5 or more", 5_000, i64::MAX, ""),
            ("at least 3 users.", 3_000, i64::MAX, "users"),
            ("12", 12_000, 12_000, ""),
        ] {
            let (range, found) = parse(&forms, text).unwrap();
            assert_eq!((range.low, range.high, found.as_str()), (low, high, unit), "{text}");
        }
        for text in ["a day", "", "up to", "99999999999999999999"] {
            assert!(parse(&forms, text).is_none(), "{text}");
        }
    }
}
