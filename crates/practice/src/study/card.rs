//! Flashcards: a question in front, its answer behind.

use super::words::StudyWords;
use mockexam_bank::{Bank, Concept, Eligibility, Item, Pool};
use mockexam_model::{ItemSnapshot, RichText, SnapshotContent, Task, TextBlock, TopicId};
use std::collections::BTreeMap;

/// Cards of a bank, by topic in the order of the bank, then by id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deck {
    /// Title of the bank.
    pub title: String,
    /// Its id.
    pub bank: String,
    /// Language of the cards.
    pub language: String,
    /// Notice of the bank.
    pub notice: RichText,
    /// The cards.
    pub cards: Vec<Card>,
    /// Items that make no card: their answer is no text, or hangs on a draw.
    pub left_out: usize,
}

/// A card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    /// Id of its concept or item, which no other card of the bank has.
    pub id: String,
    /// Id of its topic.
    pub topic: TopicId,
    /// Name of its topic.
    pub topic_name: String,
    /// Whether every exam should cover it.
    pub core: bool,
    /// What is asked.
    pub front: RichText,
    /// What is right.
    pub back: RichText,
}

/// What cards are made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CardSource {
    /// Concepts: the name in front, the fact behind.
    Concepts,
    /// Items that can be drawn: the question in front, the right answer and its explanation behind.
    Items,
    /// Both.
    Both,
}

impl Deck {
    /// The cards of some topics, or of all where none is named.
    #[must_use]
    pub fn of(bank: &Bank, topics: &[TopicId], source: CardSource, words: &StudyWords) -> Self {
        let mut by_topic: BTreeMap<usize, Vec<Card>> = BTreeMap::new();
        let wanted = |id: &str| topics.is_empty() || topics.iter().any(|topic| topic.as_str() == id);
        let place = |id: &str| bank.topics.iter().position(|topic| topic.id.as_str() == id && wanted(id));
        let mut left_out = 0;
        if source != CardSource::Items {
            for concept in bank.concepts() {
                let Some(at) = place(&concept.topic) else { continue };
                by_topic.entry(at).or_default().push(of_concept(concept, bank, at, words));
            }
            for pool in &bank.pools {
                let members: Option<Vec<&Concept>> = pool
                    .concepts
                    .iter()
                    .map(|id| bank.concepts().find(|concept| concept.id == *id))
                    .collect();
                let Some(members) = members.filter(|members| members.len() > 1) else { continue };
                let Some(at) = place(&members[0].topic) else { continue };
                by_topic.entry(at).or_default().extend(of_pool(pool, &members, bank, at, words));
            }
        }
        if source != CardSource::Concepts {
            for item in bank.items().filter(|item| item.eligibility == Eligibility::Eligible) {
                let Some(at) = place(item.snapshot.topic.as_str()) else { continue };
                match of_item(item, bank, at, words) {
                    Some(card) => by_topic.entry(at).or_default().push(card),
                    None => left_out += 1,
                }
            }
        }
        Self {
            title: bank.title.clone(),
            bank: bank.id.clone(),
            language: bank.language.clone(),
            notice: bank.notice.clone(),
            cards: by_topic.into_values().flatten().collect(),
            left_out,
        }
    }
}

fn of_concept(concept: &Concept, bank: &Bank, topic: usize, words: &StudyWords) -> Card {
    let topic = &bank.topics[topic];
    let mut back = text(&concept.fact);
    if !concept.confusions.is_empty() {
        let list = RichText::literal(&concept.confusions.join("; ")).led_by(&words.confusions);
        back = paragraphs(&[back, list]);
    }
    Card {
        id: concept.id.clone(),
        topic: topic.id.clone(),
        topic_name: topic.name.clone(),
        core: concept.is_core(),
        front: RichText::emphasized(&named(concept, words), mockexam_model::Emphasis::Bold),
        back,
    }
}

/// A list to learn by heart.
fn of_pool(pool: &Pool, members: &[&Concept], bank: &Bank, topic: usize, words: &StudyWords) -> Option<Card> {
    let topic = &bank.topics[topic];
    let asked = words.name_all.replace("{n}", &members.len().to_string()).replace("{name}", &pool.name);
    let names: Vec<RichText> =
        members.iter().map(|concept| RichText::literal(&named(concept, words))).collect();
    Some(Card {
        id: format!("pool:{}", pool.id),
        topic: topic.id.clone(),
        topic_name: topic.name.clone(),
        core: members.iter().all(|concept| concept.is_core()),
        front: RichText::emphasized(&asked, mockexam_model::Emphasis::Bold),
        back: list(&names, "1")?,
    })
}

/// The name of a concept, with the version for whose candidates alone it is.
pub(super) fn named(concept: &Concept, words: &StudyWords) -> String {
    match concept.version().map(|version| version.as_str()).filter(|version| *version != "both") {
        Some(version) => format!("{} ({})", concept.name, words.version.replace("{version}", version)),
        None => concept.name.clone(),
    }
}

/// A fact with markup; as it stands where it is none.
pub(super) fn text(source: &str) -> RichText {
    RichText::parse(source).unwrap_or_else(|_| RichText::literal(source))
}

/// Texts below each other.
fn paragraphs(texts: &[RichText]) -> RichText {
    let markup: Vec<String> = texts.iter().filter(|text| !text.is_empty()).map(RichText::to_markup).collect();
    text(&markup.join("\n\n"))
}

/// A list of texts of one line each; none where one has more.
fn list(texts: &[RichText], mark: &str) -> Option<RichText> {
    let line = |text: &RichText| matches!(text.blocks(), [TextBlock::Paragraph(_)]).then(|| text.to_markup());
    let lines = texts.iter().zip(1..).map(|(text, number)| {
        let mark = if mark == "1" { format!("{number}.") } else { mark.to_owned() };
        Some(format!("{mark} {}", line(text)?))
    });
    RichText::parse(&lines.collect::<Option<Vec<String>>>()?.join("\n")).ok()
}

fn of_item(item: &Item, bank: &Bank, topic: usize, words: &StudyWords) -> Option<Card> {
    let snapshot = &item.snapshot;
    // What a draw fills in is in no bank, and a case would have to stand on each card.
    if !item.variables.is_empty() || snapshot.stimulus.is_some() || has_images(snapshot) {
        return None;
    }
    let (asked, right) = sides(snapshot, words)?;
    let topic = &bank.topics[topic];
    Some(Card {
        id: snapshot.id.to_string(),
        topic: topic.id.clone(),
        topic_name: topic.name.clone(),
        core: false,
        front: paragraphs(&[snapshot.stem.clone(), asked]),
        back: paragraphs(&[right, snapshot.explanation.clone()]),
    })
}

fn has_images(item: &ItemSnapshot) -> bool {
    item.clone().texts_mut().iter().any(|text| text.images().next().is_some())
}

/// What stands below the stem, and what is right.
fn sides(item: &ItemSnapshot, words: &StudyWords) -> Option<(RichText, RichText)> {
    let said = |choice: &mockexam_model::ChoiceSnapshot| match &choice.content {
        SnapshotContent::Text(text) => text.clone(),
        SnapshotContent::Truth(true) => RichText::literal(&words.true_word),
        SnapshotContent::Truth(false) => RichText::literal(&words.false_word),
        SnapshotContent::Statements(numbers) => RichText::literal(&numbered(numbers, words)),
    };
    let bold = |text: &RichText| RichText::emphasized(&text.plain(), mockexam_model::Emphasis::Bold);
    match &item.task {
        Task::Choose { .. } => {
            let keys: Vec<RichText> = item.choices.iter().filter(|choice| choice.key).map(said).collect();
            let right = if keys.len() == 1 { bold(&keys[0]) } else { list(&keys, "-")? };
            if item.choices.iter().any(|choice| matches!(choice.content, SnapshotContent::Truth(_))) {
                return Some((RichText::literal(&words.true_or_false), right));
            }
            let statements: Vec<RichText> = item.statements.iter().map(said).collect();
            let mut choices: Vec<RichText> = item.choices.iter().map(said).collect();
            // By their words, so that their order in the bank tells nothing.
            choices.sort_by_key(|text| text.plain());
            let choices = list(&choices, "-")?;
            match statements.is_empty() {
                true => Some((choices, right)),
                false => Some((paragraphs(&[list(&statements, "1")?, choices]), right)),
            }
        }
        Task::Rows { right, .. } => {
            let choices: Vec<RichText> = item.choices.iter().map(said).collect();
            let picked: Vec<RichText> =
                right.iter().filter_map(|at| choices.get(usize::from(*at)).cloned()).collect();
            let mut sorted = choices;
            sorted.sort_by_key(|text| text.plain());
            let shown = list(&sorted, "-")?;
            if item.statements.is_empty() {
                return Some((shown, list(&picked, "1")?));
            }
            let rows: Vec<RichText> = item.statements.iter().map(said).collect();
            let pairs = rows.iter().zip(&picked);
            let pairs: Vec<RichText> =
                pairs.map(|(row, right)| RichText::joined([row.clone(), bold(right)], ": ")).collect();
            Some((paragraphs(&[list(&rows, "1")?, shown]), list(&pairs, "1")?))
        }
        Task::Number(number) => {
            let answer = format!("{} {}", number.answer.number()?, number.unit);
            Some((RichText::default(), RichText::emphasized(&answer, mockexam_model::Emphasis::Bold)))
        }
        Task::Words(key) => Some((
            RichText::default(),
            RichText::emphasized(key.accept.first()?, mockexam_model::Emphasis::Bold),
        )),
        Task::Essay(_) => None,
    }
}

/// Statements by their numbers: "1 and 4".
fn numbered(numbers: &[u8], words: &StudyWords) -> String {
    let numbers: Vec<String> = numbers.iter().map(|number| (number + 1).to_string()).collect();
    match numbers.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} {} {last}", rest.join(", "), words.and),
        _ => numbers.concat(),
    }
}
