//! Practice on some topics: a blueprint that asks for so many questions on each of them.

use super::Drawn;
use crate::bank_files::NamedText;
use crate::failure::Failure;
use crate::sources::Sources;
use mockexam_assembly::Blueprint;
use mockexam_bank::{Bank, Eligibility, Item, KINDS, Topic};
use std::fmt::Write;
use std::ops::RangeInclusive;

/// What is not asked: only a person can mark it.
const OPEN: &str = "open";

/// A bank, and what is not to be asked of it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Ask<'a> {
    bank: &'a Bank,
    exclude: &'a [&'a str],
}

impl<'a> Ask<'a> {
    /// A bank without some items.
    pub(crate) const fn new(bank: &'a Bank, exclude: &'a [&'a str]) -> Self {
        Self { bank, exclude }
    }

    /// How many items of a topic can be asked.
    pub(crate) fn eligible(&self, topic: &Topic) -> usize {
        let fits = |item: &&Item| {
            item.snapshot.topic == topic.id
                && item.eligibility == Eligibility::Eligible
                && item.kind != OPEN
                && !self.exclude.contains(&item.id().as_str())
        };
        self.bank.items().filter(fits).count()
    }

    /// Draws as many questions as can be had of the wanted ones, at most so many on each topic: items that exclude each other
    /// may make it less than are there.
    pub(crate) fn draw(
        &self,
        topics: &[(&Topic, usize)],
        counts: RangeInclusive<usize>,
        seed: &str,
        sources: &mut Sources,
    ) -> Result<Drawn, Failure> {
        let most: Vec<usize> = topics.iter().map(|(_, most)| *most).collect();
        let mut refused = None;
        for count in counts.rev() {
            let text = self.blueprint(topics, &dealt(count, &most));
            let file = NamedText { name: "the blueprint of the topics".to_owned(), text };
            sources.add(&file.name, &file.text);
            match super::draw(Blueprint::read(&file.name, &file.text)?, &file, seed, self.bank) {
                Ok(drawn) => return Ok(drawn),
                Err(failure) => refused = refused.or(Some(failure)),
            }
        }
        Err(refused.unwrap_or_else(|| Failure::new("no question can be drawn", "name other topics")))
    }

    fn blueprint(&self, topics: &[(&Topic, usize)], counts: &[usize]) -> String {
        let quoted = |text: &str| toml::Value::String(text.to_owned()).to_string();
        let asked = || topics.iter().zip(counts).filter(|(_, count)| **count > 0);
        let names: Vec<&str> = asked().map(|((topic, _), _)| topic.name.as_str()).collect();
        let kinds = KINDS.iter().map(|kind| kind.name()).filter(|kind| *kind != OPEN).map(quoted);
        let known = |id: &&&str| self.bank.items().any(|item| item.id().as_str() == **id);
        let excluded = self.exclude.iter().filter(known).map(|id| quoted(id));
        let total: usize = counts.iter().sum();
        let mut text = format!(
            "title = {}\nbank = {}\ntypes = [{}]\nexclude = [{}]\nquestions = {total}\nminutes = {}\n\n[topics]\n",
            quoted(&format!("Practice: {}", names.join(", "))),
            quoted(&self.bank.id),
            kinds.collect::<Vec<_>>().join(", "),
            excluded.collect::<Vec<_>>().join(", "),
            (total * 3).div_ceil(2),
        );
        if self.exclude.is_empty() {
            text = text.replace("exclude = []\n", "");
        }
        for ((topic, _), count) in asked() {
            let _ = writeln!(text, "{} = {count}", quoted(topic.id.as_str()));
        }
        text
    }
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
