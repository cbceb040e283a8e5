//! W06: the grammar of the stem fits every choice.

use super::text::plain;
use super::words::{CONSONANT_VOWELS, IRREGULAR_PLURALS, PREPOSITIONS, SILENT_H, SINGULARS_IN_S, holds};
use super::{FalseAlarms, Lint, Prepared, PreparedItem, Text};
use mockexam_model::{Diagnostic, Severity};

pub(super) const LINT: Lint = Lint {
    id: "W06",
    severity: Severity::Error,
    what: "an a, an, is or are of the stem fits every choice",
    why: "Where only one choice makes a sentence, nothing else needs to be known.",
    source: "Haladyna, Downing and Rodriguez 2002, guideline 28c",
    help: "move the article into the choices, write a(n), or reword the choices so that each fits",
    flawed: r#"
[[item]]
id = "xx-106"
topic = "sample"
concepts = ["sample-fact"]
level = "remember"
difficulty = 0.7
status = "reviewed"
type = "single"
stem = "A ripe tomato has the colour of an [?]."
explanation = "Lycopene makes ripe tomatoes red, whatever the light."
style = "missing-word"
  [[item.option]]
  text = "apple"
  key = true
  [[item.option]]
  text = "banana"
  why = "Bananas are yellow."
  [[item.option]]
  text = "plum"
  why = "Plums are violet."
"#,
    sound: r#"
[[item]]
id = "xx-206"
topic = "sample"
concepts = ["sample-fact"]
level = "remember"
difficulty = 0.7
status = "reviewed"
type = "single"
stem = "A ripe tomato has the colour of a [?]."
explanation = "Lycopene makes ripe tomatoes red, whatever the light."
style = "missing-word"
  [[item.option]]
  text = "rose"
  key = true
  [[item.option]]
  text = "university"
  why = "No university is known for a colour."
  [[item.option]]
  text = "plum"
  why = "Plums are violet."
"#,
    false_alarms: FalseAlarms::Some,
    thresholds: &[],
    check,
};

fn check(prepared: &Prepared<'_>) -> Vec<Diagnostic> {
    let single = prepared.items.iter().filter(|item| prepared.english && item.keys().count() == 1);
    single.flat_map(|item| [article(prepared, item), number(prepared, item)].into_iter().flatten()).collect()
}

/// An article right before the gap or at the end of the stem.
fn article(prepared: &Prepared<'_>, item: &PreparedItem<'_>) -> Option<Diagnostic> {
    let (before, _) = around_gap(prepared, item)?;
    let article = match before[..] {
        [.., "a", "an"] => return None,
        [.., "a"] => "a",
        [.., "an"] => "an",
        _ => return None,
    };
    let fits = |text: &Text<'_>| opens_with_vowel_sound(text.source.get_ref()) == (article == "an");
    let misfits = item.distractors().filter(|distractor| !fits(&distractor.text)).count();
    if misfits == 0 || !item.keys().all(|key| fits(&key.text)) {
        return None;
    }
    let wrong = item.distractors().count();
    let severity = if misfits == wrong { Severity::Error } else { Severity::Warning };
    let message = format!("'{article}' fits the key, and does not fit {misfits} of {wrong} distractors");
    Some(LINT.at(item, &item.stem, severity, message))
}

/// A verb right behind the gap, or at the end of the stem, that only the key agrees with in number.
fn number(prepared: &Prepared<'_>, item: &PreparedItem<'_>) -> Option<Diagnostic> {
    let (before, behind) = around_gap(prepared, item)?;
    let verb = if item.stem.source.get_ref().contains("[?]") { *behind.first()? } else { *before.last()? };
    let plural = match verb {
        "is" | "was" | "has" => false,
        "are" | "were" | "have" => true,
        _ => return None,
    };
    let fits = |text: &Text<'_>| is_plural(&prepared.words(text).collect::<Vec<_>>()) == Some(plural);
    let clashes = |text: &Text<'_>| is_plural(&prepared.words(text).collect::<Vec<_>>()) == Some(!plural);
    let only_key = item.keys().all(|key| fits(&key.text)) && item.distractors().all(|d| clashes(&d.text));
    only_key.then(|| {
        LINT.at(item, &item.stem, Severity::Warning, format!("'{verb}' fits the number of the key alone"))
    })
}

/// The words before and behind the gap; without a gap, all are before it. None where the stem is a finished question.
pub(super) fn around_gap<'p>(
    prepared: &'p Prepared<'_>,
    item: &'p PreparedItem<'_>,
) -> Option<(Vec<&'p str>, Vec<&'p str>)> {
    let mut words: Vec<&str> = prepared.words(&item.stem).collect();
    let source = item.stem.source.get_ref();
    if !source.contains("[?]") {
        return (!source.trim_end().ends_with(['?', '.', '!'])).then_some((words, Vec::new()));
    }
    let gap = words.iter().position(|word| *word == "blank")?;
    let behind = words.split_off(gap);
    Some((words, behind[1..].to_vec()))
}

/// Whether a text begins with the sound of a vowel.
pub(super) fn opens_with_vowel_sound(source: &str) -> bool {
    let text = plain(source);
    let Some(word) = text.split(|c: char| !c.is_alphanumeric()).find(|word| !word.is_empty()) else {
        return false;
    };
    let lower = word.to_lowercase();
    let vowel = lower.starts_with(['a', 'e', 'i', 'o', 'u', '8']);
    let letters = word.len() > 1 && word.chars().all(|c| c.is_ascii_uppercase());
    if letters && (word.len() <= 3 || !lower.contains(['a', 'e', 'i', 'o', 'u'])) {
        return word.starts_with(['A', 'E', 'F', 'H', 'I', 'L', 'M', 'N', 'O', 'R', 'S', 'X']);
    }
    if vowel {
        let negated = ["unid", "unim", "unin"].iter().any(|start| lower.starts_with(start));
        negated || !CONSONANT_VOWELS.iter().any(|start| lower.starts_with(start))
    } else {
        holds(SILENT_H, &lower)
    }
}

/// Whether a choice is a plural, told by the noun before its first preposition; none where there is no noun to see.
fn is_plural(words: &[&str]) -> Option<bool> {
    let end =
        words.iter().position(|word| holds(PREPOSITIONS, word) || matches!(*word, "that" | "which" | "who"));
    let phrase = &words[..end.unwrap_or(words.len())];
    if phrase.contains(&"and") {
        return Some(true);
    }
    let head = phrase.last()?;
    let by_ending =
        head.ends_with('s') && !head.ends_with("ss") && !head.ends_with("us") && !head.ends_with("is");
    Some(holds(IRREGULAR_PLURALS, head) || by_ending && !holds(SINGULARS_IN_S, head))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sounds_are_told_from_letters() {
        for word in ["apple", "Hour of need", "SLA", "MTTR", "honest user", "unimportant thing", "IT manager"]
        {
            assert!(opens_with_vowel_sound(word), "{word}");
        }
        for word in ["user", "one-off", "European", "unique thing", "PDF", "banana", "", "SIAM model"] {
            assert!(!opens_with_vowel_sound(word), "{word}");
        }
    }

    #[test]
    fn numbers_are_told_from_the_head_noun() {
        for (words, plural) in [
            (vec!["users", "of", "a", "service"], Some(true)),
            (vec!["people"], Some(true)),
            (vec!["status"], Some(false)),
            (vec!["process", "for", "users"], Some(false)),
            (vec!["utility", "and", "warranty"], Some(true)),
            (vec!["of"], None),
        ] {
            assert_eq!(is_plural(&words), plural, "{words:?}");
        }
    }
}
