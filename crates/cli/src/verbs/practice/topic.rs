//! Topics that somebody names, and how many questions on them.

use super::{Ask, Drawn};
use crate::args::PracticeArgs;
use crate::bank_files;
use crate::failure::Failure;
use crate::sources::Sources;
use crate::verbs::bank::of_topics;
use mockexam_bank::Topic;

/// How many questions are asked where nobody says so.
const USUAL: usize = 10;

/// Draws from the bank that has the topics. Where no number is asked for, items that exclude each other may make it less.
pub(super) fn draw(args: &PracticeArgs, seed: &str, sources: &mut Sources) -> Result<Drawn, Failure> {
    let bank = bank_files::sound(of_topics(args.bank.as_deref(), &args.topic, sources)?)?;
    let ask = Ask::new(&bank, &[]);
    let is_asked = |topic: &&Topic| args.topic.iter().any(|id| id == topic.id.as_str());
    let topics: Vec<(&Topic, usize)> =
        bank.topics.iter().filter(is_asked).map(|topic| (topic, ask.eligible(topic))).collect();
    if let Some((empty, _)) = topics.iter().find(|(_, count)| *count == 0) {
        return Err(Failure::new(
            format!("no item on the topic '{}' can be drawn", empty.id),
            "items need a status of reviewed or better; open questions are left out here",
        ));
    }
    let most: usize = topics.iter().map(|(_, count)| count).sum();
    let wanted = args.count.map_or(USUAL.max(topics.len()).min(most), usize::from);
    if wanted > most || wanted < topics.len() {
        return Err(Failure::new(
            format!("{wanted} questions are asked for, and the topics can give {} to {most}", topics.len()),
            "name a --count between them, or more topics",
        ));
    }
    let least = if args.count.is_some() { wanted } else { topics.len() };
    ask.draw(&topics, least..=wanted, seed, sources)
}
