//! Practice on some topics: a blueprint that asks for so many questions on each of them.

use super::Drawn;
use crate::args::PracticeArgs;
use crate::bank_files::NamedText;
use crate::failure::Failure;
use crate::sources::Sources;
use crate::verbs::bank::of_topics;
use mockexam_assembly::Blueprint;
use mockexam_bank::{Bank, Eligibility, KINDS, Topic};
use std::fmt::Write;

/// How many questions are asked where nobody says so.
const USUAL: usize = 10;

/// What is not asked: only a person can mark it.
const OPEN: &str = "open";

/// Draws from the bank that has the topics. Where no number is asked for, items that exclude each other may make it less.
pub(super) fn draw(args: &PracticeArgs, seed: &str, sources: &mut Sources) -> Result<Drawn, Failure> {
    let bank = crate::bank_files::sound(of_topics(args.bank.as_deref(), &args.topic, sources)?)?;
    let topics: Vec<&Topic> = bank.topics.iter().filter(|topic| is_asked(args, topic)).collect();
    let there: Vec<usize> = topics.iter().map(|topic| eligible(&bank, topic)).collect();
    let most: usize = there.iter().sum();
    if most < topics.len() || there.contains(&0) {
        let empty = topics.iter().zip(&there).find(|(_, count)| **count == 0);
        let name = empty.map_or_else(String::new, |(topic, _)| topic.id.to_string());
        return Err(Failure::new(
            format!("no item on the topic '{name}' can be drawn"),
            "items need a status of reviewed or better; open questions are left out here",
        ));
    }
    let wanted = args.count.map_or(USUAL.max(topics.len()).min(most), usize::from);
    if wanted > most || wanted < topics.len() {
        return Err(Failure::new(
            format!("{wanted} questions are asked for, and the topics can give {} to {most}", topics.len()),
            "name a --count between them, or more topics",
        ));
    }
    let least = if args.count.is_some() { wanted } else { topics.len() };
    let mut refused = None;
    for count in (least..=wanted).rev() {
        let text = blueprint(&bank, &topics, &dealt(count, &there));
        let file = NamedText { name: "the blueprint of the topics".to_owned(), text };
        sources.add(&file.name, &file.text);
        match super::draw(Blueprint::read(&file.name, &file.text)?, &file, seed, &bank) {
            Ok(drawn) => return Ok(drawn),
            Err(failure) => refused = refused.or(Some(failure)),
        }
    }
    Err(refused.unwrap_or_else(|| Failure::new("no question can be drawn", "name other topics")))
}

fn is_asked(args: &PracticeArgs, topic: &Topic) -> bool {
    args.topic.iter().any(|id| id == topic.id.as_str())
}

fn eligible(bank: &Bank, topic: &Topic) -> usize {
    let fits = |item: &&mockexam_bank::Item| {
        item.snapshot.topic == topic.id && item.eligibility == Eligibility::Eligible && item.kind != OPEN
    };
    bank.items().filter(fits).count()
}

/// So many questions over the topics, as evenly as what is there allows.
fn dealt(count: usize, there: &[usize]) -> Vec<usize> {
    let mut dealt = vec![0; there.len()];
    let mut left = count;
    while left > 0 {
        let before = left;
        for (given, most) in dealt.iter_mut().zip(there) {
            if left > 0 && *given < *most {
                *given += 1;
                left -= 1;
            }
        }
        if left == before {
            break;
        }
    }
    dealt
}

fn blueprint(bank: &Bank, topics: &[&Topic], counts: &[usize]) -> String {
    let quoted = |text: &str| toml::Value::String(text.to_owned()).to_string();
    let names: Vec<&str> = topics.iter().map(|topic| topic.name.as_str()).collect();
    let kinds = KINDS.iter().map(|kind| kind.name()).filter(|kind| *kind != OPEN).map(quoted);
    let total: usize = counts.iter().sum();
    let mut text = format!(
        "title = {}\nbank = {}\ntypes = [{}]\nquestions = {total}\nminutes = {}\n\n[topics]\n",
        quoted(&format!("Practice: {}", names.join(", "))),
        quoted(&bank.id),
        kinds.collect::<Vec<_>>().join(", "),
        (total * 3).div_ceil(2),
    );
    for (topic, count) in topics.iter().zip(counts) {
        let _ = writeln!(text, "{} = {count}", quoted(topic.id.as_str()));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn questions_are_dealt_evenly() {
        for (count, there, dealt_out) in [
            (10, [20, 20, 20], [4, 3, 3]),
            (10, [2, 20, 20], [2, 4, 4]),
            (3, [1, 1, 1], [1, 1, 1]),
            (9, [1, 1, 1], [1, 1, 1]),
        ] {
            assert_eq!(dealt(count, &there), dealt_out);
        }
    }
}
