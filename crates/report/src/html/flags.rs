//! What a person should look at in a question, in words: what was found, and what to do about it.

use super::printed::form_name;
use super::words::{FlagWords, ReportWords, fill};
use mockexam_analysis::{Flag, ItemAnalysis};
use mockexam_model::{AnswerKey, ChoiceId, QuestionKey};

/// A flag in a sentence or two. Choices are named by their letter on the first form that asks the item.
pub(crate) fn flag_in_words(
    flag: &Flag,
    item: &ItemAnalysis,
    key: &AnswerKey,
    words: &ReportWords,
) -> String {
    let own = &words.flags;
    let choice = flag.choice().map(|choice| letter(choice, item, key, words)).unwrap_or_default();
    let share = flag.choice().and_then(|id| item.choices.iter().find(|choice| choice.choice == *id));
    let share =
        share.and_then(|choice| choice.share).map_or_else(|| words.undefined.clone(), |s| words.share(s));
    let facility = item.facility.map_or_else(|| words.undefined.clone(), |share| words.share(share));
    let places = [
        ("choice", choice),
        ("share", share),
        ("facility", facility),
        ("chance", item.chance.map(|chance| words.share(chance)).unwrap_or_default()),
        ("r", words.statistic(item.discrimination, 2)),
    ];
    let places = places.each_ref().map(|(name, text)| (*name, text.as_str()));
    fill(phrase(flag, own), &places)
}

/// How soon the flags of a question want to be looked at: 0 first, a possible mistake before a weak question.
pub(crate) fn urgency(flags: &[Flag]) -> u8 {
    let of = |flag: &Flag| match flag {
        Flag::KeySuspect(_) => 0,
        Flag::SecondKey(_) => 1,
        Flag::NegativeDiscrimination => 2,
        Flag::GuessLevel => 3,
        Flag::TooHard => 4,
        Flag::WeakDiscrimination => 5,
        Flag::TooEasy => 6,
        Flag::Unused(_) => 7,
    };
    flags.iter().map(of).min().unwrap_or(u8::MAX)
}

/// A flag in two or three words.
pub(crate) fn flag_name<'w>(flag: &Flag, words: &'w ReportWords) -> &'w str {
    let own = &words.flag_names;
    match flag {
        Flag::TooEasy => &own.too_easy,
        Flag::TooHard => &own.too_hard,
        Flag::GuessLevel => &own.guess_level,
        Flag::NegativeDiscrimination => &own.negative_discrimination,
        Flag::WeakDiscrimination => &own.weak_discrimination,
        Flag::KeySuspect(_) => &own.key_suspect,
        Flag::SecondKey(_) => &own.second_key,
        Flag::Unused(_) => &own.unused,
    }
}

fn phrase<'w>(flag: &Flag, own: &'w FlagWords) -> &'w str {
    match flag {
        Flag::TooEasy => &own.too_easy,
        Flag::TooHard => &own.too_hard,
        Flag::GuessLevel => &own.guess_level,
        Flag::NegativeDiscrimination => &own.negative_discrimination,
        Flag::WeakDiscrimination => &own.weak_discrimination,
        Flag::KeySuspect(_) => &own.key_suspect,
        Flag::SecondKey(_) => &own.second_key,
        Flag::Unused(_) => &own.unused,
    }
}

/// "B (Form A)", or the id of a choice that no form prints.
fn letter(choice: &ChoiceId, item: &ItemAnalysis, key: &AnswerKey, words: &ReportWords) -> String {
    let index =
        key.item(&item.item).and_then(|item| item.choices.iter().position(|known| known.id == *choice));
    let found = index.and_then(|index| {
        key.forms().iter().find_map(|form| {
            let question = form.questions.iter().find(|question| question.item == item.item)?;
            let position = question.choices.iter().position(|&canonical| usize::from(canonical) == index)?;
            Some((form, QuestionKey::letter(position)))
        })
    });
    match found {
        Some((_, letter)) if key.forms().len() == 1 => letter.to_string(),
        Some((form, letter)) => format!("{letter} ({})", form_name(form, words)),
        None => choice.to_string(),
    }
}
